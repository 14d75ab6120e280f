"""Pages of a matter's papers: the list, putting in, looking at one, saving one or all."""

import zipfile
from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from luoshi_web.accounts.rights import may
from luoshi_web.console.bodies import EVIDENCE, takes
from luoshi_web.console.downloads import saved
from luoshi_web.console.materials.forms import PutForm
from luoshi_web.console.overview.kept import seen_by
from luoshi_web.console.pages import demand, page
from luoshi_web.console.progress.previews import looked_at, picture
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.materials import contents, put, readable
from luoshi_web.registers.matters.models import Material, Matter
from luoshi_web.supervision.services.evidence import read_evidence


def _matter(request: OfficeRequest, pk: int) -> Matter:
    """A matter that the post may read; of any other it is not said that it is there."""
    register = get_object_or_404(Matter.objects.only("register"), pk=pk).register
    return get_object_or_404(seen_by(request.actor, register).select_related("office"), pk=pk)


def _material(request: OfficeRequest, pk: int) -> Material:
    found = get_object_or_404(Material.objects.only("matter_id"), pk=pk)
    return get_object_or_404(readable(request.actor, _matter(request, found.matter_id)), pk=pk)


@page("registers.list")
def of_matter(request: OfficeRequest, pk: int) -> HttpResponse:
    """The papers that the post may read, and the form for more where it may put some in."""
    matter = _matter(request, pk)
    return _list(request, matter, PutForm(matter=matter))


def _list(request: OfficeRequest, matter: Matter, form: PutForm) -> HttpResponse:
    context = {
        "matter": matter, "back": f"{matter.register}:show", "rows": readable(request.actor, matter),
        "form": form if may(request.actor, "materials.put", matter) else None,
    }  # fmt: skip
    return render(request, "materials/list.html", context)


@takes(EVIDENCE)
@page("registers.list", methods=("POST",))
def put_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """Files into the matter, all of them or none."""
    matter = _matter(request, pk)
    demand(request.actor, "materials.put", matter)
    form = PutForm(request.POST, request.FILES, matter=matter)
    if not form.is_valid():
        return _list(request, matter, form)
    said = form.cleaned_data
    made = put(actor=request.actor, matter_id=pk, files=said["papers"], remark=said["remark"], reach=said["reach"], at=request.now)  # fmt: skip
    count = len(made)
    messages.success(request, ngettext("%(count)s paper put in.", "%(count)s papers put in.", count) % {"count": count})  # fmt: skip
    return redirect("materials:list", matter.pk)


@page("registers.list")
def download(request: OfficeRequest, pk: int) -> HttpResponse:
    """A paper, to be saved."""
    material = _material(request, pk)
    content = read_evidence(actor=request.actor, file=material, at=request.now)
    return saved(content, material.name, material.evidence.media_type)


@page("registers.list")
def together(request: OfficeRequest, pk: int) -> HttpResponse:
    """All papers that the post may read, as one archive."""
    matter = _matter(request, pk)
    rows = readable(request.actor, matter)
    if not rows:
        raise Http404
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents(actor=request.actor, materials=rows, at=request.now):
            packed.writestr(name, content)
    return saved(archive.getvalue(), _("%(number)s papers.zip") % {"number": matter.number}, "application/zip")  # fmt: skip


@page("registers.list")
def shown(request: OfficeRequest, pk: int) -> HttpResponse:
    """Words and tables as text of this page; pictures and pages of a PDF by their own address."""
    material = _material(request, pk)
    context = {"matter": material.matter} | looked_at(request, material)
    return render(request, "materials/look.html", context)


@never_cache
@page("registers.list")
def drawn(request: OfficeRequest, pk: int) -> HttpResponse:
    """A picture or a page of a PDF, drawn anew as PNG."""
    return picture(request, _material(request, pk))
