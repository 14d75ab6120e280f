"""Papers of a register: what was drafted, signed and given back; a form a kind; signing one or many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.accounts.rights import may
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import View, page, paged
from luoshi_web.console.registers.acts import Place
from luoshi_web.console.registers.forms import long_field
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.kinds import PaperKind
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.matters.papers.selectors import WAITING, drafts_for
from luoshi_web.registers.matters.papers.services import (
    MOST,
    Made,
    digest_of,
    draft,
    give_back,
    may_sign,
    sign,
)
from luoshi_web.supervision.papers.archive import stored
from luoshi_web.supervision.papers.content import Content, Imprint, from_json
from luoshi_web.supervision.papers.files import FORMATS, file_of
from luoshi_web.supervision.services.papers import shown

SHOWN_ROWS = 100
"""Rows of a table that a page shows; the file has them all."""


class Making(Protocol):
    """The form of a kind. One whose ``number`` is given by what it is of has it."""

    fields: dict[str, forms.Field]

    def made(self) -> tuple[list[Made], int]:
        """The papers, and how many matters are above their secrecy. Raises :class:`Refusal`."""

    def imprint(self) -> Imprint | None:
        """版记, None where there is none or the paper has its own."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What a register says of its papers: where its pages stand, the right to see it at all, and the kinds by the name in the address, each with its form."""

    place: Place
    listing: str
    forms: Mapping[str, tuple[PaperKind, Any]]

    @property
    def register(self) -> str:
        """Its code."""
        return next(iter(self.forms.values()))[0].register

    def url(self, name: str, *keys: Any) -> str:
        """The address of one of its pages."""
        return reverse(f"{self.place.name}:{name}", args=keys)


class NumberForm(forms.Form):
    """The number of the first; the others' follow it."""

    number = forms.CharField(
        label=gettext_lazy("Number of the paper (文号)"), max_length=60,
        help_text=gettext_lazy("Such as 云政督函〔2026〕9号. Of several it is the first one's; the others follow it."),
    )  # fmt: skip


class GiveBackForm(forms.Form):
    """Why it does not go out as it is."""

    reason = long_field(label=gettext_lazy("Reason"))


def paper_urls(papers: Papers) -> list[URLPattern]:
    """The addresses of a register's papers, under its own."""
    return [
        path("papers/", _listed(papers), name="papers"),
        path("papers/sign/", _sign(papers), name="papers_sign"),
        path("papers/zip/", _zip(papers), name="papers_zip"),
        path("papers/make/<slug:kind>/", _make(papers), name="paper_make"),
        path("papers/<int:pk>/", _show(papers), name="paper"),
        path("papers/<int:pk>/back/", _give_back(papers), name="paper_back"),
        path("papers/<int:pk>/<slug:ending>/", _file(papers), name="paper_file"),
    ]


def _listed(papers: Papers) -> View:
    @page(papers.listing)
    def listed(request: OfficeRequest) -> HttpResponse:
        """What waits to be signed, then what was signed or given back, the latest first."""
        seen = drafts_for(request.actor, papers.register).select_related("office", "drafted_by", "signed_by", "paper").defer("content")  # fmt: skip
        found = seen.filter(WAITING).order_by("drafted_at", "pk").prefetch_related("matters")[:MOST]
        waiting = [(one, may_sign(request.actor, one)) for one in found]
        context = {
            "papers": papers, "place": papers.place, "waiting": waiting, "signs": any(signs for _one, signs in waiting), "page": paged(request, seen.exclude(WAITING)),
            "kinds": [(name, kind.words) for name, (kind, _form) in papers.forms.items() if not kind.of_one and may(request.actor, kind.drafts)],
        }  # fmt: skip
        return render(request, "registers/papers.html", context)

    return listed


def _make(papers: Papers) -> View:
    @page(papers.listing, methods=("GET", "HEAD", "POST"))
    def make(request: OfficeRequest, kind: str) -> HttpResponse:
        """Say what it is about, look at it, lay it before whoever signs it."""
        if kind not in papers.forms:
            raise Http404
        known, form_class = papers.forms[kind]
        if not _may_draft(request, known):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        form = form_class(_filled(request, given, form_class), actor=request.actor, today=request.today)
        if not form.is_bound:
            form.initial = _usual(request)
        made, left_out = _collected(form) if form.is_bound and form.is_valid() else ([], 0)
        if request.method == "POST" and made:
            return _drafted(request, papers, known, form, made)
        context: dict[str, Any] = {"papers": papers, "place": papers.place, "kind": known, "form": form, "made": made, "left_out": left_out, "instead_of": given.get("instead_of", "")}  # fmt: skip
        if made:
            fixed = getattr(form, "number", "")
            context |= {
                "first": made[0].content, "rows": SHOWN_ROWS, "digest": digest_of(made), "fixed": fixed, "number": None if fixed else NumberForm(),
                "asked": [(name, form.data[name]) for name in form.fields if name in form.data],
                "letters": [(each.content, sum(len(table.rows) for table in each.content.tables)) for each in made],
            }  # fmt: skip
        return render(request, "registers/paper_make.html", context)

    return make


def _may_draft(request: OfficeRequest, kind: PaperKind) -> bool:
    """Of a paper of one matter, whether the post could draft one at all: of which, the form says."""
    if not kind.of_one:
        return may(request.actor, kind.drafts)
    return may(request.actor, kind.drafts, Matter(office_id=request.actor.office_id))


def _usual(request: OfficeRequest) -> dict[str, str]:
    own = next((post.office.name for post in request.posts if post.pk == request.actor.post_id), "")
    return {
        "on": request.today.isoformat(), "issuer": own, "secrecy": "0", "printed_by": own, "year": str(request.today.year),
    }  # fmt: skip


def _filled(request: OfficeRequest, given: Any, form_class: Any) -> dict[str, Any] | None:
    """What was asked, with the usual where a link leaves something out; None where nothing was asked yet."""
    asked = {name: given[name] for name in form_class.base_fields if name in given}
    if not asked:
        return None
    return (_usual(request) if request.method != "POST" else {}) | asked


def _collected(form: Any) -> tuple[list[Made], int]:
    """The papers; none, with the reason at the head of the form, where there is nothing to speak of."""
    try:
        with translation.override("zh-hans"):  # a paper is in Chinese, whatever its reader's language
            made, left_out = form.made()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return [], 0
    imprint = form.imprint()
    if imprint is None:
        return made, left_out
    return [replace(each, content=each.content.with_imprint(imprint)) for each in made], left_out


def _drafted(
    request: OfficeRequest, papers: Papers, kind: PaperKind, form: Any, made: list[Made]
) -> HttpResponse:
    number = getattr(form, "number", "") or request.POST.get("number", "")
    before = request.POST.get("instead_of", "")
    drafts = draft(
        actor=request.actor, kind=kind, made=made, number=number, expected=request.POST.get("digest", ""),
        instead_of=int(before) if before.isdecimal() else None, at=request.now,
    )  # fmt: skip
    messages.success(request, _("Laid before whoever signs: %(count)s.") % {"count": len(drafts)})
    return redirect(papers.url("paper", drafts[0].pk) if len(drafts) == 1 else papers.url("papers"))


def _found(request: OfficeRequest, papers: Papers, pk: int) -> PaperDraft:
    seen = drafts_for(request.actor, papers.register)
    return get_object_or_404(
        seen.select_related("office", "drafted_by", "signed_by", "paper", "given_back_by", "instead_of"),
        pk=pk,
    )


def _show(papers: Papers) -> View:
    @page(papers.listing)
    def show(request: OfficeRequest, pk: int) -> HttpResponse:
        """What stands in it, who drafted it, and what became of it."""
        return _shown(request, papers, _found(request, papers, pk), GiveBackForm())

    return show


def _shown(request: OfficeRequest, papers: Papers, one: PaperDraft, form: forms.Form) -> HttpResponse:
    signs = one.state == "waiting" and may_sign(request.actor, one)
    name = next((name for name, (kind, _form) in papers.forms.items() if kind.code == one.kind), "")
    later = PaperDraft.objects.filter(instead_of=one).first()
    together = 1 if one.given_back_at else _together(drafts_for(request.actor, papers.register), one).count()
    context = {
        "papers": papers, "place": papers.place, "one": one, "content": _numbered(one), "rows": SHOWN_ROWS, "signs": signs, "form": form,
        "name": name, "later": later, "together": together, "gives_back": one.state == "waiting" and (signs or one.drafted_by_id == request.actor.person_id),
    }  # fmt: skip
    return render(request, "registers/paper.html", context)


def _numbered(one: PaperDraft) -> Content:
    """What was drafted, with the number under which it would go out."""
    return replace(from_json(one.content), number=one.number)


def _file(papers: Papers) -> View:
    @page(papers.listing)
    def file(request: OfficeRequest, pk: int, ending: str) -> HttpResponse:
        """The draft as a file: it says in its title that it is one."""
        return docx(_numbered(_found(request, papers, pk)), ending)

    return file


def _zip(papers: Papers) -> View:
    @page(papers.listing)
    def packed(request: OfficeRequest) -> HttpResponse:
        """What waits to be signed as one file, or what was laid before together with one paper (``?with=``): signed, as it went out."""
        seen = drafts_for(request.actor, papers.register).select_related("office", "paper")
        key = request.GET.get("with")
        if key is None:
            found = seen.filter(WAITING)
        elif key.isdecimal() and len(key) < 19:
            found = _together(seen, get_object_or_404(seen, pk=int(key)))
        else:
            raise Http404
        entries = [
            (_named(content, each.office.name if each.office else "", "docx"), file_of(content, "docx"))
            for each in found.order_by("pk")[:MOST]
            for content in [shown(each.paper) if each.paper else _numbered(each)]
        ]
        if not entries:
            raise Http404
        return saved(stored(entries), f"{papers.place.title}{_('Papers')}.zip", "application/zip")

    return packed


def _together(seen: QuerySet[PaperDraft], one: PaperDraft) -> QuerySet[PaperDraft]:
    """What one act laid before, without what was given back."""
    return seen.filter(drafted_at=one.drafted_at, drafted_by=one.drafted_by_id, kind=one.kind, given_back_at=None)  # fmt: skip


def docx(content: Content, ending: str) -> HttpResponse:
    """A file to keep, DOCX or XLSX."""
    if ending not in FORMATS:
        raise Http404
    return saved(file_of(content, ending), _named(content, "", ending), FORMATS[ending][1])


def _named(content: Content, unit: str, ending: str) -> str:
    name = f"{content.number} {content.shown_title} {unit}".strip()
    return f"{name.replace('/', '_')}.{ending}"


def _sign(papers: Papers) -> View:
    @page(papers.listing, methods=("POST",))
    def signed(request: OfficeRequest) -> HttpResponse:
        """Those that were marked go out, or none of them."""
        pairs = [value.partition(":") for value in request.POST.getlist("draft")]
        digests = {int(key): digest for key, _colon, digest in pairs if key.isdecimal() and len(key) < 19}
        seen = drafts_for(request.actor, papers.register)
        if seen.filter(pk__in=digests).count() != len(digests):
            raise Http404
        out = sign(actor=request.actor, digests=digests, at=request.now)
        messages.success(request, _("Signed and issued: %(count)s.") % {"count": len(out)})
        return redirect("papers:show", out[0].pk) if len(out) == 1 else redirect(papers.url("papers"))

    return signed


def _give_back(papers: Papers) -> View:
    @page(papers.listing, methods=("POST",))
    def given_back(request: OfficeRequest, pk: int) -> HttpResponse:
        """It does not go out as it is."""
        one = _found(request, papers, pk)
        return act_on(
            request, GiveBackForm(request.POST), lambda said: give_back(actor=request.actor, draft_id=pk, reason=said["reason"], at=request.now),
            said=_("Given back."), then=papers.url("paper", pk), show=lambda form: _shown(request, papers, one, form),
        )  # fmt: skip

    return given_back
