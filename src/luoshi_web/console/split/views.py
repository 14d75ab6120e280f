"""Splits: drafted, looked over, issued; what each unit gets; what nobody holds."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.establish.views import alike_forms
from luoshi_web.console.items.columns import ROWS as ROWS_OUT
from luoshi_web.console.items.columns import whole
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest, version_of
from luoshi_web.console.split.beside import beside
from luoshi_web.console.split.filters import RowFilter
from luoshi_web.console.split.forms import IssueForm, Milestones, RowForm
from luoshi_web.console.workbooks import lists
from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.drafting.stretch import clauses
from luoshi_web.supervision.models import Item, Resemblance, Split
from luoshi_web.supervision.selectors.alike import undecided
from luoshi_web.supervision.selectors.establishment import establishment
from luoshi_web.supervision.selectors.items import for_list, visible_to
from luoshi_web.supervision.selectors.said import candidates_for
from luoshi_web.supervision.selectors.splits import (
    HELPERS,
    LACKS,
    aims_of,
    readiness,
    rows_of_split,
    splits_with_counts,
    stale_rows,
    workload,
)
from luoshi_web.supervision.selectors.splits import coverage as coverage_of_report
from luoshi_web.supervision.services import split as splitting
from luoshi_web.supervision.services import split_edit as editing
from luoshi_web.supervision.services import split_shape as shaping
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.alike import Found

ROWS = 100
SHOWN_ALIKE = 50


@page("split.draft")
def listed(request: OfficeRequest) -> HttpResponse:
    """The reports, each with its two splits or the button that drafts them."""
    shown = paged(request, Report.objects.filter(current__isnull=False), per_page=20)
    found = splits_with_counts(list(shown))
    rows = []
    for report in shown:
        splits = [(kind, label, found.get((report.pk, kind))) for kind, label in Split.Kind.choices]
        to_draft = any(split is None or split.state == Split.State.DRAFT for _, _, split in splits)
        rows.append((report, splits, to_draft))
    return render(request, "split/list.html", {"rows": rows, "page": shown})


@page("split.draft", methods=("POST",))
def draft(request: OfficeRequest, report_pk: int, kind: str) -> HttpResponse:
    """Both splits of a report (``all``), or one, drafted or drafted again in one click."""
    report = get_object_or_404(Report, pk=report_pk)
    kinds = Split.Kind.values if kind == "all" else [kind]
    if not set(kinds) <= set(Split.Kind.values):
        raise Http404
    grain = request.POST.get("grain", "")
    if grain and grain not in Split.Grain.values:
        raise Http404
    issued = set(report.splits.filter(state=Split.State.ISSUED).values_list("kind", flat=True))
    made = None
    for each in kinds:
        if kind != "all" or each not in issued:
            made = splitting.draft_split(
                actor=request.actor, report=report, kind=each, grain=grain, at=request.now
            )
    messages.success(request, gettext("The draft is made from the ledger as it stands now."))
    return redirect("split:list") if kind == "all" or made is None else redirect("split:show", made.pk)


@page("split.draft")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """The table of a split: narrowed, a hundred rows a page; many are changed together."""
    split = get_object_or_404(Split.objects.select_related("report"), pk=pk)
    rows = visible_to(request.actor).filter(pk__in=split.items.values("pk"))
    narrowed = RowFilter(request.GET, queryset=rows_of_split(split).filter(pk__in=rows.values("pk")))
    if lists.asked(request):
        return lists.answer(request, ROWS_OUT, whole(narrowed.qs))
    shown = paged(request, narrowed.qs, per_page=ROWS)
    context: dict[str, Any] = {"split": split, "filter": narrowed, "page": shown}
    if split.state == Split.State.DRAFT:
        context |= {
            "grains": Split.Grain.choices,
            "bulk": bar_for(request, "rows", rows=shown, count=shown.paginator.count, of=pk),
            "aims": aims_of(split).count(),
            "ready": readiness(split, on=request.today),
            "stale": list(stale_rows(split).filter(pk__in=rows.values("pk"))[:20]),
            "left_out": list(split.left_out.order_by("order")),
        }
    return render(request, "split/show.html", context)


@page("split.draft", methods=("POST",))
def drop_aims(request: OfficeRequest, pk: int) -> HttpResponse:
    """The rows that only say what is wished for leave the draft in one click."""
    split = get_object_or_404(Split, pk=pk)
    count = editing.remove_aims(actor=request.actor, split_id=split.pk, at=request.now)
    messages.success(
        request, ngettext("%(count)s aim taken out.", "%(count)s aims taken out.", count) % {"count": count}
    )
    return redirect("split:show", pk)


@page("split.draft")
def load(request: OfficeRequest, pk: int) -> HttpResponse:
    """What each unit gets by this split, beside what it holds already, before the notice goes out."""
    split = get_object_or_404(Split.objects.select_related("report"), pk=pk)
    both = list(Split.objects.filter(report=split.report_id, state=Split.State.DRAFT))
    loads = workload(year=split.year, drafts=both)
    most = max((each.whole for each in loads if each.office), default=0)
    return render(request, "split/load.html", {"split": split, "loads": loads, "most": most, "both": both})


@page("split.draft")
def alike(request: OfficeRequest, pk: int) -> HttpResponse:
    """Rows of a draft that ask what other items ask of their unit already: of each somebody says what it is."""
    split = get_object_or_404(Split.objects.select_related("report"), pk=pk)
    left = _repeats(request, split)
    forms = [form for item, found in left for form in alike_forms(item, found)]
    said = Resemblance.objects.filter(item__split=split, item__secrecy__lte=request.actor.clearance)
    context = {
        "split": split, "alike": forms[:SHOWN_ALIKE], "count": len(forms), "edits": True,
        "said": list(said.select_related("item", "other", "by").order_by("-at", "-id")[:ROWS]),
    }  # fmt: skip
    return render(request, "split/alike.html", context)


def _repeats(request: OfficeRequest, split: Split) -> list[tuple[Item, list[Found]]]:
    rows = visible_to(request.actor).filter(split=split, state=State.DRAFT).select_related("split")
    items = {item.pk: item for item in rows.order_by("order", "pk")}
    left = undecided(items.values(), actor=request.actor, on=request.today)
    return [(item, left[pk]) for pk, item in items.items() if pk in left]


@page("split.issue", methods=("GET", "HEAD", "POST"))
def issue(request: OfficeRequest, pk: int) -> HttpResponse:
    """The notice: its number, what still lacks, and the button."""
    split = get_object_or_404(Split.objects.select_related("report"), pk=pk)
    ready = readiness(split, on=request.today)
    form = IssueForm(request.POST or None, asks=ready.asks)
    if request.method == "POST" and form.is_valid():
        splitting.issue_split(
            actor=request.actor, split_id=pk, number=form.cleaned_data["number"], at=request.now
        )
        messages.success(
            request, gettext("The notice is issued: every row is with its unit, to be signed for.")
        )
        return redirect("split:show", pk)
    drafts = [split] if split.state == Split.State.DRAFT else []
    lacking = split.items.filter(LACKS)
    first = list(lacking.filter(pk__in=visible_to(request.actor).order_by().values("pk"))[:10])
    context = {
        "split": split, "form": form, "lacking": lacking.count(), "first": first, "ready": ready,
        "repeats": len(_repeats(request, split)), "loads": workload(year=split.year, drafts=drafts),
    }  # fmt: skip
    return render(request, "split/issue.html", context)


@page("split.draft", methods=("POST",))
def bring_back(request: OfficeRequest, pk: int, entry_pk: int) -> HttpResponse:
    """A row that was taken out stands in the draft again."""
    split = get_object_or_404(Split, pk=pk)
    get_object_or_404(split.left_out, pk=entry_pk)
    splitting.bring_back(actor=request.actor, split_id=pk, entry_id=entry_pk, at=request.now)
    messages.success(request, gettext("The row is back in the draft."))
    return redirect("split:show", pk)


@page("split.draft", methods=("GET", "HEAD", "POST"))
def row(request: OfficeRequest, pk: int) -> HttpResponse:
    """One row of a draft: everything about it, and whom its sentence points to."""
    item = _draft_row(request, pk)
    there = establishment(at=request.today)
    form = RowForm(
        request.POST or None, initial=_initial(item), offices=there.offices, heads=dict(there.heads)
    )
    kept = [{"due": m.due, "value": m.value, "words": m.words} for m in item.milestones.all()]
    milestones = Milestones(request.POST or None, initial=kept, prefix="m", form_kwargs={"item": item})
    if request.method == "POST" and form.is_valid() and milestones.is_valid():
        values = {name: form.cleaned_data[name] for name in editing.EDITABLE}
        editing.edit_row(
            actor=request.actor, item_id=pk, version=form.cleaned_data["version"], values=values,
            helpers=form.cleaned_data["helpers"], milestones=milestones.given(), at=request.now,
        )  # fmt: skip
        messages.success(request, gettext("The row is changed."))
        return redirect("split:show", item.split_id) if item.split_id else redirect("items:show", pk)
    ranked, found = candidates_for(item, there=there)
    context = {"item": item, "form": form, "milestones": milestones, "ranked": ranked, "found": found}
    context["further"] = list(item.further.all())
    context["beside"] = beside(item)
    parts = clauses(item.quote, 0, len(item.quote))
    context["pieces"] = "\n".join(item.quote[part.start : part.end] for part in parts)
    return render(request, "split/row.html", context)


@page("split.draft", methods=("POST",))
def remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """A row is taken out of its draft."""
    item = _draft_row(request, pk)
    split = editing.remove_row(actor=request.actor, item_id=pk, version=version_of(request), at=request.now)
    messages.success(request, gettext("%(number)s is taken out of the draft.") % {"number": item.number})
    return redirect(_back_to(request, split.pk)) if split else redirect("items:list")


@page("split.draft", methods=("POST",))
def quote(request: OfficeRequest, pk: int) -> HttpResponse:
    """The row says another stretch of the report."""
    item = _draft_row(request, pk)
    shaping.requote(
        actor=request.actor, item_id=item.pk, version=version_of(request), quote=request.POST.get("quote", ""), at=request.now
    )  # fmt: skip
    messages.success(request, gettext("The row's quote is changed."))
    return redirect("split:row", pk)


@page("split.draft", methods=("POST",))
def divide(request: OfficeRequest, pk: int) -> HttpResponse:
    """One row becomes several."""
    item = _draft_row(request, pk)
    made = shaping.divide_row(
        actor=request.actor, item_id=item.pk, version=version_of(request),
        pieces=request.POST.get("pieces", "").splitlines(), at=request.now,
    )  # fmt: skip
    count = len(made)
    messages.success(
        request, ngettext("It is %(count)s row now.", "It is %(count)s rows now.", count) % {"count": count}
    )
    return redirect("split:show", item.split_id) if item.split_id else redirect("items:show", pk)


@page("report.read")
def coverage(request: OfficeRequest, report_pk: int) -> HttpResponse:
    """The report with what somebody holds marked, and the sentences that nobody holds. Drafts count for the supervision office alone."""
    report = get_object_or_404(Report, pk=report_pk, current__isnull=False)
    found = coverage_of_report(report, drafts=request.actor.role == "supervision")
    numbers = dict(visible_to(request.actor).filter(entry__report=report).values_list("pk", "number"))
    parts = [
        (
            section,
            [(each, [(numbers[key], key) for key in each.items if key in numbers]) for each in sentences],
        )
        for section, sentences in groupby(found.sentences if found else (), key=lambda each: each.section)
    ]
    return render(request, "split/coverage.html", {"report": report, "coverage": found, "parts": parts})


def _draft_row(request: OfficeRequest, pk: int) -> Item:
    """A draft item that the actor may edit; 404 for what is above the clearance or has been issued."""
    items = for_list(visible_to(request.actor)).select_related("split__report", "entry", "parent")
    item = get_object_or_404(items.filter(state=State.DRAFT).prefetch_related(HELPERS, "further"), pk=pk)
    demand(request.actor, "item.edit", item)
    return item


def _initial(item: Item) -> dict[str, Any]:
    return {
        "version": item.version, "title": item.title, "content": item.content, "area": item.area, "lead": item.lead_id,
        "helpers": "、".join(str(co.post.office) for co in item.co_units.all()), "leader": item.leader_id, "due": item.due,
        "secrecy": item.secrecy,
    }  # fmt: skip


def _back_to(request: OfficeRequest, pk: int) -> str:
    """The table of a split as it was narrowed when something was done there."""
    query = request.POST.get("query", "")
    return reverse("split:show", args=[pk]) + (f"?{query}" if query else "")
