"""Tables and sheets of appraisals, and the way to a published one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.console.appraisal.forms import GiveForm, WindowForm
from luoshi_web.console.bulk.bar import Bar, bar_for
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.appraisal.engine import FOLLOWS
from luoshi_web.supervision.appraisal.rules import HAND, RuleSet, read_rules
from luoshi_web.supervision.appraisal.words import MEASURE_SHORT, line_name, sentence
from luoshi_web.supervision.bulk.objections import with_versions
from luoshi_web.supervision.clocks.explain import explain
from luoshi_web.supervision.clocks.services import counted_of
from luoshi_web.supervision.models import Appraisal, Group, Limit, Objection, Score, ScoreLine
from luoshi_web.supervision.selectors import appraisals as ask
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services import appraisals as act


@page("appraisal.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Appraisals that the post may read, the latest first; a department sees its own place in each."""
    shown = paged(request, ask.counted(ask.appraisals_for(request.actor)))
    own = Score.objects.filter(appraisal__in=[one.pk for one in shown], office=request.actor.office_id)
    places = {score.appraisal_id: score for score in own}
    rows = [(one, places.get(one.pk)) for one in shown]
    return render(request, "appraisal/list.html", {"page": shown, "rows": rows, "has_own": bool(places)})


@page("appraisal.score", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """Choose a window; look at what it would give; open it."""
    form = WindowForm(request.POST or None, initial={"year": request.today.year})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "open" in request.POST:
            opened = act.open_appraisal(actor=request.actor, **said, at=request.now)
            return redirect("appraisal:show", opened.pk)
        found = act.preview(year=said["year"], begins=said["begins"], ends=said["ends"], at=request.now)
        context |= {
            "preview": found,
            "groups": _previewed(found),
            "rate_names": [MEASURE_SHORT[name] for name in SHOWN_RATES],
        }
    return render(request, "appraisal/new.html", context)


def _previewed(found: act.Preview) -> list[tuple[Group | None, list[dict[str, Any]]]]:
    offices = Office.objects.in_bulk([one.office for one in found.standings])
    named = Group.objects.in_bulk({one.group for one in found.standings if one.group})
    groups: dict[int | None, list[dict[str, Any]]] = {}
    for one in sorted(
        found.standings, key=lambda one: (one.rank is None, one.rank or 0, offices[one.office].order)
    ):
        groups.setdefault(one.group, []).append(
            {
                "office": offices[one.office], "points": one.points, "rank": one.rank,
                "grade": grade_name(found.rules, one.grade), "items": found.facts[one.office].items,
                "rates": rates(act.kept(found.facts[one.office])),
            }
        )  # fmt: skip
    keys = sorted(groups, key=lambda key: (key is None, named[key].name if key else ""))
    return [(named.get(key) if key else None, groups[key]) for key in keys]


def grade_name(rules: RuleSet, code: str) -> str:
    """A grade in the reader's language."""
    grade = rules.grade(code)
    return grade.names.said(get_language() or "zh-hans") if grade else ""


SHOWN_RATES = ("kept_share", "report_share", "signed_share")


@dataclass(frozen=True, slots=True)
class Shown:
    """A rate with its two numbers beside it: one of one is not thirty-three of thirty-three."""

    per_cent: Decimal
    part: Decimal
    whole: int


def rates(facts: Mapping[str, Any]) -> list[Shown | None]:
    """The rates of an office that stand beside its points, None where there was nothing to measure or an edition of before kept no numbers."""
    parts = facts.get("parts", {})
    found = (
        (facts["measures"].get(name), parts[name]) if name in parts else (None, None) for name in SHOWN_RATES
    )
    return [
        Shown(Decimal(value), Decimal(of[0]), of[1]) if value is not None and of is not None else None
        for value, of in found
    ]


def how_counted(limit: Limit | None) -> str:
    """How a limit's last day came about, in the reader's language."""
    counted = counted_of(limit) if limit else None
    return explain(counted) if counted else ""


def appraisal_for(request: OfficeRequest, pk: int) -> Appraisal:
    """The appraisal, for those who may read it; 404 for everybody else."""
    return get_object_or_404(ask.appraisals_for(request.actor), pk=pk)


@page("appraisal.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """The table by group, what a corrected result changed, objections, and what is proposed."""
    appraisal = appraisal_for(request, pk)
    rules = read_rules(appraisal.rule.terms)
    groups = [
        (
            group,
            [
                (
                    row,
                    grade_name(rules, row.score.grade),
                    ask.reads_lines(request.actor, row.score),
                    rates(row.score.facts),
                )
                for row in rows
            ],
        )
        for group, rows in ask.table(appraisal)
    ]
    changed = [
        (one, grade_name(rules, one.grade_before), grade_name(rules, one.grade)) for one in ask.differences(appraisal)
    ]  # fmt: skip
    successor = Appraisal.objects.filter(supersedes=appraisal).first()
    objections = list(with_versions(ask.objections_of(appraisal, request.actor)))
    context = {
        "appraisal": appraisal, "groups": groups, "changed": changed, "successor": successor,
        "objections": [(one, _line_name(one, rules)) for one in objections], "bulk": _bulk(request, pk, objections),
        "proposals": _proposals(rules, groups) if request.actor.role in {"supervision", "leader"} else (),
        "rate_names": [MEASURE_SHORT[name] for name in SHOWN_RATES], "scores": may(request.actor, "appraisal.score"),
        "counted": how_counted(appraisal.object_limit), "objections_over": appraisal.object_until is not None and request.today > appraisal.object_until,
    }  # fmt: skip
    return render(request, "appraisal/show.html", context)


def _bulk(request: OfficeRequest, appraisal: int, objections: list[Objection]) -> Bar | None:
    """What can be done to many of the objections that nobody has decided on."""
    waiting = [one for one in objections if one.decision == Objection.Decision.OPEN]
    return bar_for(request, "objections", rows=waiting, count=len(waiting), of=appraisal)


def _line_name(objection: Any, rules: RuleSet) -> str:
    return (
        line_name(objection.line.rule, objection.line.kind, rules)
        if objection.line
        else _("the result as a whole")
    )


def _proposals(
    rules: RuleSet, groups: Iterable[tuple[Group | None, list[Any]]]
) -> list[tuple[str, Score, str]]:
    """Praise and interviews that follow from the grades, for the government or its chief to approve (政府督查工作条例 art 21)."""
    found = []
    for _group, rows in groups:
        for row, name, _own, _rates in rows:
            grade = rules.grade(row.score.grade)
            if grade and grade.proposal:
                found.append((grade.proposal, row.score, name))
    return sorted(found, key=lambda one: (one[0] != "praise", one[1].rank or 0))


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a sheet in words. ``items``: those that a share counts, with the address of each that the reader may see."""

    line: ScoreLine
    name: str
    words: str
    items: tuple[tuple[int | None, str], ...]
    hidden: int
    derived: bool
    before: Decimal | None


@page("appraisal.read")
def sheet(request: OfficeRequest, pk: int) -> HttpResponse:
    """All points of an office, each with what it rests on."""
    score = get_object_or_404(
        Score.objects.select_related("appraisal__rule", "appraisal__supersedes", "office", "group"), pk=pk
    )
    appraisal = appraisal_for(request, score.appraisal_id)
    if not ask.reads_lines(request.actor, score):
        return render(request, "404.html", status=404)
    rules = read_rules(appraisal.rule.terms)
    lines = list(ask.lines_of(score))
    objections = list(ask.objections_of(appraisal, request.actor).filter(score=score))
    open_to_object = (
        appraisal.state == Appraisal.State.PUBLISHED
        and appraisal.object_until is not None
        and request.today <= appraisal.object_until
        and may(request.actor, "objection.raise")
        and score.office_id == request.actor.office_id
    )
    context = {
        "score": score, "rates": list(zip((MEASURE_SHORT[name] for name in SHOWN_RATES), rates(score.facts), strict=True)),
        "appraisal": appraisal, "grade": grade_name(rules, score.grade), "lines": _said(request, lines, rules),
        "objections": [(one, _line_name(one, rules)) for one in objections],
        "objected": {one.line_id for one in objections}, "open_to_object": open_to_object,
        "may_give": may(request.actor, "appraisal.score") and appraisal.state == Appraisal.State.SCORED,
    }  # fmt: skip
    return render(request, "appraisal/sheet.html", context)


def _said(request: OfficeRequest, lines: list[ScoreLine], rules: RuleSet) -> list[Said]:
    wanted = {line.item_id for line in lines if line.item_id}
    wanted |= {item for line in lines for item, _number in line.inputs.get("items", ())}
    seen = set(visible_to(request.actor).filter(pk__in=wanted).values_list("pk", flat=True))
    found = []
    for line in lines:
        listed = (
            [(line.item_id, line.inputs.get("number", ""))] if line.item_id else line.inputs.get("items", ())
        )
        items = tuple((item, number) for item, number in listed if item in seen)
        before = line.inputs.get("corrected_from")
        found.append(
            Said(
                line, line_name(line.rule, line.kind, rules), sentence(line.kind, line.inputs, rules), items,
                len(listed) - len(items), line.kind in FOLLOWS, Decimal(before) if before else None,
            )
        )  # fmt: skip
    return found


@page("appraisal.score", methods=("POST",))
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Score the same window again."""
    act.score_again(actor=request.actor, appraisal_id=appraisal_for(request, pk).pk, at=request.now)
    messages.success(request, _("Scored again."))
    return redirect("appraisal:show", pk)


@page("appraisal.score", methods=("POST",))
def discarded(request: OfficeRequest, pk: int) -> HttpResponse:
    """Away with an appraisal that was opened in error."""
    act.discard(actor=request.actor, appraisal_id=appraisal_for(request, pk).pk, at=request.now)
    messages.success(request, _("Discarded."))
    return redirect("appraisal:list")


@page("appraisal.score", methods=("POST",))
def published(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish to all offices."""
    done = act.publish(actor=request.actor, appraisal_id=appraisal_for(request, pk).pk, at=request.now)
    messages.success(
        request, _("Published. Objections can be made until %(day)s.") % {"day": done.object_until}
    )
    return redirect("appraisal:show", pk)


@page("appraisal.score", methods=("GET", "HEAD", "POST"))
def give(request: OfficeRequest, pk: int) -> HttpResponse:
    """Points by hand."""
    appraisal = appraisal_for(request, pk)
    rules = read_rules(appraisal.rule.terms)
    by_hand = [line for line in rules.lines if line.per == HAND]
    choices = [(line.code, f"{line_name(line.code, HAND, rules)} {line.points:+}") for line in by_hand]
    form = GiveForm(
        request.actor, appraisal, choices, request.POST or None, initial={"office": request.GET.get("office")}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act.give_by_hand(
            actor=request.actor, appraisal_id=appraisal.pk, office_id=said["office"].pk, line=said["line"], words=said["words"],
            item_id=said["item"].pk if said["item"] else None, at=request.now,
        )  # fmt: skip
        score = appraisal.scores.get(office=said["office"])
        return redirect("appraisal:sheet", score.pk)
    return render(request, "appraisal/give.html", {"appraisal": appraisal, "form": form, "by_hand": by_hand})


@page("appraisal.score", methods=("POST",))
def taken_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back points that were given by hand."""
    line = get_object_or_404(ScoreLine.objects.select_related("score"), pk=pk, kind=HAND)
    demand(request.actor, "appraisal.score")
    act.take_back(actor=request.actor, line_id=line.pk, at=request.now)
    return redirect("appraisal:sheet", line.score_id)
