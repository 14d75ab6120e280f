"""Pages of papers."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.papers.columns import PAPERS
from luoshi_web.console.papers.filters import PaperFilter
from luoshi_web.console.papers.forms import FORMS, IssueForm, PaperForm, WithdrawForm
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Content, digest, from_json
from luoshi_web.supervision.papers.files import FORMATS, file_of
from luoshi_web.supervision.selectors.papers import papers_for
from luoshi_web.supervision.services.papers import issue, shown, withdraw

LETTERS = frozenset({Paper.Kind.NOTICE, Paper.Kind.PRESS, Paper.Kind.BULLETIN})
"""Kinds that go out with an imprint (版记) unless somebody takes it away; a table is an annex of something else."""
SHOWN_ROWS = 200
"""Rows of a table that a page shows; the file has them all."""


@page("paper.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """The papers that the post may read, the latest first."""
    papers = papers_for(request.actor).select_related("office").defer("content")
    narrowed = PaperFilter(request.GET, queryset=papers)
    if lists.asked(request):
        return lists.answer(request, PAPERS, narrowed.qs)
    return render(request, "papers/list.html", {"filter": narrowed, "page": paged(request, narrowed.qs)})


@page("paper.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """What stands in a paper, and its files."""
    paper = get_object_or_404(papers_for(request.actor).select_related("office", "by", "withdrawn_by"), pk=pk)
    return _show(request, paper, WithdrawForm())


def _show(request: OfficeRequest, paper: Paper, form: forms.Form) -> HttpResponse:
    context = {"paper": paper, "content": shown(paper), "rows": SHOWN_ROWS, "withdraw": form}
    return render(request, "papers/show.html", context)


@page("paper.read")
def file(request: OfficeRequest, pk: int, ending: str) -> HttpResponse:
    """A file of an issued paper, made from what was kept; of a withdrawn one it says so. ``?as=issued`` gives it as it went out."""
    paper = get_object_or_404(papers_for(request.actor), pk=pk)
    content = from_json(paper.content) if request.GET.get("as") == "issued" else shown(paper)
    return _download(content, ending)


@page("paper.withdraw", methods=("POST",))
def withdrawn(request: OfficeRequest, pk: int) -> HttpResponse:
    """The paper holds no more."""
    paper = get_object_or_404(papers_for(request.actor).select_related("office", "by", "withdrawn_by"), pk=pk)
    return act_on(
        request, WithdrawForm(request.POST),
        lambda said: withdraw(actor=request.actor, paper_id=pk, reason=said["reason"], at=request.now),
        said=_("The paper is withdrawn. It stays readable and says so."), then=reverse("papers:show", args=[pk]),
        show=lambda form: _show(request, paper, form),
    )  # fmt: skip


@page("paper.issue", methods=("GET", "HEAD", "POST"))
def make(request: OfficeRequest) -> HttpResponse:
    """Choose a kind, say what it is about, look at it, issue it. ``?kind=split&split=3`` opens it filled in.

    ``split``, ``items`` (numbers), ``office``, ``year`` and ``appraisal`` are what other pages link with.
    """
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", "")
    if kind not in FORMS:
        return render(request, "papers/kinds.html", {"kinds": Paper.Kind.choices})
    form = _form(request, given, kind)
    collected = _collected(form) if form.is_valid() else None
    if request.method == "POST" and collected is not None:
        return _issue(request, collected)
    context: dict[str, Any] = {"kind": kind, "kind_words": Paper.Kind(kind).label, "form": form}
    if collected is not None:
        context |= {
            "collected": collected, "content": collected.content, "digest": digest(collected.content), "issue": IssueForm(),
            "query": urlencode([(name, form.data[name]) for name in form.fields if name in form.data] + [("kind", kind)]),
            "asked": [(name, form.data[name]) for name in form.fields if name in form.data], "rows": SHOWN_ROWS,
        }  # fmt: skip
    return render(request, "papers/make.html", context)


@page("paper.issue")
def draft(request: OfficeRequest, ending: str) -> HttpResponse:
    """The file of a paper that is not issued: it says so in its title."""
    kind = request.GET.get("kind", "")
    if kind not in FORMS:
        raise Http404
    form = _form(request, request.GET, kind)
    if not form.is_valid():
        return redirect(f"{reverse('papers:make')}?{request.GET.urlencode()}")
    collected = form.collect()
    return _download(collected.with_imprint(form.imprint()).content, ending)


def _form(request: OfficeRequest, given: Any, kind: str) -> PaperForm:
    """The kind's form. What a link leaves out has its usual value, so that a link with the one thing it is about shows the paper at once."""
    usual = {
        "on": request.today.isoformat(),
        "issuer": request.posts and _own_office(request),
        "secrecy": "0",
        "title": "",
        "words": "",
        "printed_by": _own_office(request) if kind in LETTERS and request.method != "POST" else "",
        "printed_on": "",
        "copies_to": "",
        "copies": "",
        "year": str(request.today.year),
    }
    own = FORMS[kind].base_fields
    asked = {name: given[name] for name in own if name in given}
    begun = any(name in given for name in own) or kind == Paper.Kind.BULLETIN
    form = FORMS[kind](usual | asked if begun else None, actor=request.actor, today=request.today)
    if not begun:
        form.initial = usual
    return form


def _own_office(request: OfficeRequest) -> str:
    return next((post.office.name for post in request.posts if post.pk == request.actor.post_id), "")


def _collected(form: PaperForm) -> Collected | None:
    """The paper; None with the reason at the head of the form where there is nothing to speak of."""
    try:
        return form.collect().with_imprint(form.imprint())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _issue(request: OfficeRequest, collected: Collected) -> HttpResponse:
    demand(request.actor, "paper.issue")
    paper = issue(
        actor=request.actor,
        collected=collected,
        number=request.POST.get("number", ""),
        expected=request.POST.get("digest", ""),
        at=request.now,
    )
    messages.success(request, _("Issued: %(paper)s") % {"paper": paper})
    return redirect("papers:show", paper.pk)


def _download(content: Content, ending: str) -> HttpResponse:
    if ending not in FORMATS:
        raise Http404
    name = f"{content.number} {content.shown_title}".strip().replace("/", "_")
    return saved(file_of(content, ending), f"{name}.{ending}", FORMATS[ending][1])
