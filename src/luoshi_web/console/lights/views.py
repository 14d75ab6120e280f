"""Pages of the lights."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.lights.forms import DayForm, JudgeForm, RuleForm
from luoshi_web.console.lights.strip import Stretch, Strip, draw
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.lights.explain import explain
from luoshi_web.supervision.lights.judge import Colouring
from luoshi_web.supervision.lights.rules import KINDS, Kind, Rule, in_force
from luoshi_web.supervision.lights.run import last_run, replay, rules_on, stored_rules, was_run
from luoshi_web.supervision.models import Item, Light, LightRule
from luoshi_web.supervision.models.light import Colour, LightKind
from luoshi_web.supervision.selectors.lights import (
    Differs,
    OfficeLights,
    by_severity,
    counts_now,
    counts_on,
    counts_replayed,
    differences,
    judgements_of,
    lights_of,
)
from luoshi_web.supervision.selectors.signing import unsigned_by_office
from luoshi_web.supervision.services.lights import judge_recoverability, put_in_force

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A light as the page shows it: what it is, its colour, why, and under which rule."""

    kind: StrOrPromise
    colour: str
    sentence: str
    rule: Rule


def day_asked(request: OfficeRequest) -> date:
    """The day of ``?day=``; today where it is none, or lies ahead."""
    try:
        chosen = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return request.today
    return min(chosen, request.today)


@page("item.list")
def of_day(request: OfficeRequest) -> HttpResponse:
    """How many of which colour each office had on a day: as run, or computed anew under the rule then in force."""
    day = day_asked(request)
    ran = last_run()
    again = "replay" in request.GET or ran is None or day > ran
    had_run = ran is not None and day <= ran and was_run(day)
    offices = _offices(request, day, ran=None if again else ran)
    unsigned = unsigned_by_office(request.actor, day)
    compared = (
        differences(request.actor, day) if again and had_run and request.actor.role == "supervision" else None
    )
    context = {
        "day": day,
        "form": DayForm(initial={"day": day}),
        "offices": by_severity(offices, unsigned),
        "totals": _totals(offices),
        "columns": _columns(offices),
        "unsigned": unsigned,
        "rules": list(rules_on(day).values()),
        "again": again,
        "ran": ran,
        "had_run": had_run,
        "compared": None if compared is None else len(compared),
        "differences": _with_items(compared[:_SHOWN]) if compared else [],
    }
    return render(request, "lights/day.html", context)


def _offices(request: OfficeRequest, day: date, *, ran: date | None) -> list[OfficeLights]:
    """The lights of a day as they were run, the last of the days run so far being ``ran``; computed anew where that is None."""
    if ran is None:
        return counts_replayed(request.actor, day)
    return counts_now(request.actor) if day == ran else counts_on(request.actor, day)


def _totals(offices: list[OfficeLights]) -> list[tuple[StrOrPromise, list[tuple[str, int]]]]:
    """For each light the number of items of each colour, over all offices."""
    return [
        (
            LightKind(kind).label,
            [(colour, sum(office.counts[kind][colour] for office in offices)) for colour in Colour.values],
        )
        for kind in KINDS
    ]


_GRAVEST_FIRST = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN, Colour.GREY)


def _columns(offices: list[OfficeLights]) -> list[tuple[Kind, StrOrPromise, list[str]]]:
    """Of each light the colours that any office has, the gravest first: a column that is empty everywhere takes room from the others."""
    found: list[tuple[Kind, StrOrPromise, list[str]]] = []
    for kind in KINDS:
        has = [
            str(colour) for colour in _GRAVEST_FIRST if any(office.counts[kind][colour] for office in offices)
        ]
        found.append((kind, LightKind(kind).label, has or [str(Colour.GREEN)]))
    return found


def _with_items(found: list[Differs]) -> list[tuple[Item, Differs, StrOrPromise]]:
    items = Item.objects.in_bulk([differs.item for differs in found])
    return [
        (items[differs.item], differs, LightKind(differs.kind).label)
        for differs in found
        if differs.item in items
    ]


@page("item.list")
def of_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """An item's three lights on a day, each with its reason; and all that it ever showed."""
    item = item_for(request, pk, helpers=False)
    day = day_asked(request)
    rules = rules_on(day)
    lights = replay(day, [item.pk], rules=rules).get(item.pk, {})
    past = lights_of(item)
    context = {
        "day": day,
        "form": DayForm(initial={"day": day}),
        "lights": [_shown(kind, light, rules[kind]) for kind, light in lights.items()],
        "past": past,
        "strip": _strip(past, item, request.today),
        "judgements": judgements_of(item),
    }
    return show_tab(request, item, "lights/item.html", context)


def _shown(kind: Kind, light: Colouring, rule: Rule) -> Shown:
    return Shown(LightKind(kind).label, light.colour, explain(light.reason, light.inputs), rule)


def _strip(past: list[Light], item: Item, today: date) -> Strip | None:
    if not past:
        return None
    begins = min(min(light.since for light in past), date(item.year, 1, 1))
    stretches = (
        Stretch(
            light.kind,
            light.colour,
            light.since,
            light.until,
            light.made_good is not None,
            f"{light.get_kind_display()} {light.get_colour_display()} {light.since} – {light.until or ''}",
        )
        for light in past
    )
    return draw(stretches, begins=begins.replace(day=1), today=today)


@page("item.list", methods=("GET", "HEAD", "POST"))
def judge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Judge whether an item can still be reached."""
    item = item_for(request, pk)
    demand(request.actor, "light.judge", item)
    form = JudgeForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            judge_recoverability(
                actor=request.actor, item_id=item.pk, version=said["version"], colour=said["colour"], reason=said["reason"],
                at=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Judged; the light shows it."))
            return redirect("lights:item", item.pk)
    return render(
        request, "lights/judge.html", {"item": item, "form": form, "judgements": judgements_of(item)[:5]}
    )


@page("item.list")
def rules(request: OfficeRequest) -> HttpResponse:
    """Every rule of the three lights: past, in force, to come."""
    stored = stored_rules()
    now = in_force(stored, request.today)
    by_kind = []
    for kind in KINDS:
        held = sorted(
            (rule for rule in stored if rule.kind == kind), key=lambda rule: rule.in_force, reverse=True
        )
        if not any(rule.in_force == now[kind].in_force for rule in held):
            held.append(now[kind])
        by_kind.append(
            (kind, LightKind(kind).label, [(rule, _when(rule, now[kind], request.today)) for rule in held])
        )
    return render(request, "lights/rules.html", {"kinds": by_kind})


def _when(rule: Rule, now: Rule, today: date) -> str:
    if rule.in_force > today:
        return "coming"
    return "now" if rule.in_force == now.in_force else "past"


@page("rules.manage", methods=("GET", "HEAD", "POST"))
def new_rule(request: OfficeRequest, kind: str) -> HttpResponse:
    """Put a rule of one light in force from a future day on."""
    of = next((known for known in KINDS if known == kind), None)
    if of is None:
        raise Http404
    form = RuleForm(request.POST or None, rule=rules_on(request.today)[of], today=request.today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made: LightRule = put_in_force(
                actor=request.actor, kind=of, name=said["name"], begins=said["in_force"], terms=form.terms(),
                source=said["source"], at=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("In force from %(day)s on.") % {"day": made.in_force})
            return redirect("lights:rules")
    return render(request, "lights/rule.html", {"form": form, "label": LightKind(kind).label})
