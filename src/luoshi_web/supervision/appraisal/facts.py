"""What the tables know of each office in a window of days, in one query a table, however many items there are.

A thing belongs to the window by its own day; whether it is known goes by ``as_of``, the day of scoring: an item reported done on 29 June and
verified on 5 July is done on 29 June for whoever scores on 10 July. All facts are the lead office's (牵头单位); units that help have none.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from luoshi_web.supervision.appraisal.engine import Case, OfficeFacts
from luoshi_web.supervision.appraisal.kinds import ITEMS, PERIODS, RIPE
from luoshi_web.supervision.appraisal.rules import rounded
from luoshi_web.supervision.lights.judge import KEPT, LATE, NEAR
from luoshi_web.supervision.models import (
    Change,
    Check,
    Ending,
    Extension,
    Item,
    Light,
    Limit,
    Update,
    Urge,
    Verdict,
)
from luoshi_web.supervision.models.light import Colour, LightKind
from luoshi_web.supervision.models.urging import Rung
from luoshi_web.supervision.states import State

CHUNK = 2000
RUNGS = {
    Rung.PRESS: "pressed",
    Rung.SUPERVISE: "supervised",
    Rung.CIRCULATE: "circulated",
    Rung.INTERVIEW: "interviewed",
}


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day, both counted; ``as_of`` is the day of scoring, not before ``ends``."""

    begins: date
    ends: date
    as_of: date

    def periods(self, every: str) -> list[tuple[date, date]]:
        """First and last days of the months or quarters that lie wholly in the window."""
        months = 3 if every == "quarter" else 1
        found = []
        first = date(self.begins.year, (self.begins.month - 1) // months * months + 1, 1)
        while first <= self.ends:
            index = first.year * 12 + first.month - 1 + months
            following = date(index // 12, index % 12 + 1, 1)
            last = following - timedelta(days=1)
            if first >= self.begins and last <= self.ends:
                found.append((first, last))
            first = following
        return found

    def due_periods(self, every: str, grace: int) -> list[tuple[date, date]]:
        """Those whose reports should have come by the day of scoring: their last day lies at least ``grace`` days back."""
        latest = self.as_of - timedelta(days=grace)
        return [(first, last) for first, last in self.periods(every) if last <= latest]


@dataclass(slots=True)
class Held:
    """An item as the window sees it. ``outcome``: on_time, late, not_done, overdue, pending (claimed, not yet judged), open.

    ``kept``: 1 where it was on schedule at the window's end, a half within the tolerance, 0 where it was behind or nothing was reported,
    None where that is not known. ``signed``: of each limit to sign for whether it was kept; ``reports``: how many were due and how many came.
    """

    pk: int
    number: str
    office: int
    source: str
    due: date
    assigned: date
    until: date | None
    outcome: str
    inputs: dict[str, Any]
    red_at_end: bool = False
    kept: Decimal | None = None
    signed: list[bool] = field(default_factory=list)
    reports: tuple[int, int] = (0, 0)
    cases: list[Case] = field(default_factory=list)

    def add(self, kind: str, times: int = 1, **inputs: Any) -> None:
        """One more thing that happened."""
        self.cases.append(Case(kind, self.pk, self.number, times, inputs))


def collect(window: Window, *, every: str, grace: int) -> dict[int, OfficeFacts]:
    """Facts of every office that held an item in the window, by office."""
    held = {item.pk: item for item in _items(window)}
    _outcomes(held, window)
    _signing(held, window)
    _verdicts_and_checks(held, window)
    _relapses(held, window)
    _lights(held, window)
    _changes(held, window)
    _urges(held, window)
    _updates(held, window, window.due_periods(every, grace), every, grace)
    _kept(held, window)
    by_office: dict[int, list[Held]] = defaultdict(list)
    for item in held.values():
        by_office[item.office].append(item)
    return {office: _facts(office, items) for office, items in by_office.items()}


def _facts(office: int, items: list[Held]) -> OfficeFacts:
    outcomes = [item.outcome for item in items]
    ripe = sum(outcome in {"on_time", "late", "not_done", "overdue"} for outcome in outcomes)
    done, on_time = outcomes.count("on_time") + outcomes.count("late"), outcomes.count("on_time")
    kept = [item.kept for item in items if item.kept is not None]
    signed = [in_time for item in items for in_time in item.signed]
    reports = sum(item.reports[0] for item in items)
    parts: dict[str, tuple[Decimal | int, int]] = {
        "schedule_share": (sum(not item.red_at_end for item in items), len(items)),
        "kept_share": (sum(kept, Decimal(0)), len(kept)),
        "done_share": (done, ripe),
        "on_time_share": (on_time, ripe),
        "report_share": (sum(item.reports[1] for item in items), reports),
        "signed_share": (sum(signed), len(signed)),
    }
    report = Item.Source.REPORT
    return OfficeFacts(
        office=office,
        totals={ITEMS: len(items), RIPE: ripe, PERIODS: reports},
        cases=tuple(case for item in items for case in item.cases),
        conditions=frozenset({"only_supervised"} if all(item.source != report for item in items) else ()),
        measures={name: _percent(part, whole) for name, (part, whole) in parts.items()},
        parts={name: (Decimal(part), whole) for name, (part, whole) in parts.items()},
    )


def _percent(part: Decimal | int, whole: int) -> Decimal | None:
    return rounded(Decimal(part) * 100 / whole) if whole else None


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _next_day(day: date) -> datetime:
    """The first moment after a day: days of the window become moments once, so that indexes of moments are used."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


def _items(window: Window) -> Iterator[Held]:
    """Items that were held on some day of the window. What was merged or withdrawn by the day of scoring is nobody's.

    A part that an office made of its own item counts with that item: nobody has more items, or smaller shares, by splitting.
    """
    known, begins = _next_day(window.as_of), _next_day(window.begins - timedelta(days=1))
    rows = (
        Item.objects.filter(office__isnull=False, due__isnull=False, assigned_at__lt=_next_day(window.ends))
        .exclude(state=State.DRAFT)
        .exclude(state__in=(State.MERGED, State.WITHDRAWN), ended_at__lt=known)
        .exclude(state=State.CLOSED_NOT_DONE, ended_at__lt=begins)
        .exclude(parent__office=F("office"))
        .order_by()
        .values_list(
            "pk",
            "number",
            "office_id",
            "source",
            "due",
            "state",
            "assigned_at",
            "reported_at",
            "ended_at",
        )
    )
    for pk, number, office, source, due, state, assigned, reported, ended in rows.iterator(chunk_size=CHUNK):
        ended_on, reported_on, assigned_on = _day(ended), _day(reported), _day(assigned)
        if office is None or due is None or assigned_on is None:
            continue
        outcome, until = _outcome(state, due, reported_on, ended_on, window)
        if until is not None and until < window.begins:
            continue
        inputs: dict[str, Any] = {"due": str(due)}
        if outcome in {"on_time", "late", "not_done"} and until is not None:
            inputs |= {"on": str(until), "days": (until - due).days}
        elif outcome == "overdue":
            inputs |= {"on": str(window.ends), "days": (window.ends - due).days}
        yield Held(pk, number, office, source, due, assigned_on, until, outcome, inputs)


def _outcome(
    state: str, due: date, reported: date | None, ended: date | None, window: Window
) -> tuple[str, date | None]:
    """What had become of an item by the window's end, and the day on which it was done or ended."""
    if ended is not None and ended <= window.as_of:
        if state == State.CLOSED_DONE:
            done = reported or ended
            if done <= window.ends:
                return ("on_time" if done <= due else "late"), done
        if state == State.CLOSED_NOT_DONE and ended <= window.ends:
            return "not_done", ended
    if state == State.REPORTED and reported is not None and reported <= window.ends:
        return "pending", None
    return ("overdue" if due <= window.ends else "open"), None


def _outcomes(held: dict[int, Held], window: Window) -> None:
    kinds = {
        "on_time": "done_on_time",
        "late": "done_late",
        "not_done": "not_done",
        "overdue": "overdue",
    }
    for item in held.values():
        if kind := kinds.get(item.outcome):
            item.add(kind, **item.inputs)


def _signing(held: dict[int, Held], window: Window) -> None:
    """Limits to sign for that ran out in the window. One that still runs behind its day was never signed: that is as late as can be."""
    ended = (Limit.State.MET, Limit.State.MISSED, Limit.State.RUNNING)
    limits = Limit.objects.filter(
        kind=Limit.Kind.SIGN, state__in=ended, due__range=(window.begins, window.ends)
    )
    rows = limits.order_by().values_list("item_id", "due", "state")
    for item_id, due, state in rows.iterator(chunk_size=CHUNK):
        if item_id not in held:
            continue
        held[item_id].signed.append(state == Limit.State.MET)
        if state != Limit.State.MET:
            held[item_id].add("signed_late", due=str(due))


def _relapses(held: dict[int, Held], window: Window) -> None:
    """Items that were closed and came back within twelve months of it, by the day of coming back."""
    since, before = _next_day(window.begins - timedelta(days=1)), _next_day(window.ends)
    rows = Ending.objects.filter(relapsed=True, reopened_at__gte=since, reopened_at__lt=before)
    for item_id, reopened in rows.order_by().values_list("item_id", "reopened_at"):
        if item_id in held:
            held[item_id].add("relapsed", on=str(_day(reopened)))


def _verdicts_and_checks(held: dict[int, Held], window: Window) -> None:
    since, before = _next_day(window.begins - timedelta(days=1)), _next_day(window.ends)
    unfit = Verdict.objects.filter(finding=Verdict.Finding.UNFIT, at__gte=since, at__lt=before)
    for item_id, at in unfit.order_by().values_list("item_id", "at").iterator(chunk_size=CHUNK):
        if item_id in held:
            held[item_id].add("unfit", on=str(_day(at)))
    findings = {Check.Finding.NOT_AS_REPORTED: "not_as_reported", Check.Finding.FALSE: "false"}
    checks = Check.objects.filter(finding__in=list(findings), on__range=(window.begins, window.ends))
    rows = checks.order_by().values_list("item_id", "finding", "on")
    for item_id, finding, on in rows.iterator(chunk_size=CHUNK):
        if item_id in held:
            held[item_id].add(findings[Check.Finding(finding)], on=str(on))


def _lights(held: dict[int, Held], window: Window) -> None:
    """A red light of progress in the window, once an item: made good later is another thing than still red."""
    reds = Light.objects.filter(kind=LightKind.GAP, colour=Colour.RED, since__lte=window.ends).filter(
        Q(until__isnull=True) | Q(until__gt=window.begins)
    )
    stretches: dict[int, list[tuple[date, date | None, date | None]]] = defaultdict(list)
    rows = reds.order_by().values_list("item_id", "since", "until", "made_good")
    for item_id, since, until, made_good in rows.iterator(chunk_size=CHUNK):
        if item_id in held:
            stretches[item_id].append((since, until, made_good))
    for item_id, found in stretches.items():
        item = held[item_id]
        item.red_at_end = item.until is None and any(
            until is None or until > window.ends for _, until, _ in found
        )
        good = all(made_good is not None and made_good <= window.as_of for _, _, made_good in found)
        months = {month for since, until, _ in found for month in _months(since, until, window)}
        inputs: dict[str, Any] = {"months": sorted(months)}
        if good:
            inputs["made_good"] = str(max(made_good for _, _, made_good in found if made_good))
        item.add("made_good" if good else "red", **inputs)


def _months(since: date, until: date | None, window: Window) -> Iterator[str]:
    """The months of the window that a stretch of days touches: ``2026-03``."""
    first = max(since, window.begins)
    last = min(until - timedelta(days=1) if until else window.ends, window.ends)
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{index // 12}-{index % 12 + 1:02d}"


def _changes(held: dict[int, Held], window: Window) -> None:
    """More time that was granted, and targets that were lowered, in the window."""
    since, before = _next_day(window.begins - timedelta(days=1)), _next_day(window.ends)
    granted = Extension.objects.filter(
        state=Extension.State.GRANTED, decided_at__gte=since, decided_at__lt=before
    )
    for item_id, old, new in granted.order_by().values_list("item_id", "old_due", "new_due"):
        if item_id in held:
            held[item_id].add("extended", before=str(old), after=str(new))
    lowered = Change.objects.filter(
        state=Change.State.APPROVED, lowers=True, field=Change.Field.TARGET,
        approved_at__gte=since, approved_at__lt=before,
    )  # fmt: skip
    for item_id, before_it, after_it in lowered.order_by().values_list("item_id", "before", "after"):
        if item_id in held:
            held[item_id].add("lowered", before=before_it, after=after_it)


def _urges(held: dict[int, Held], window: Window) -> None:
    """Rungs from pressing on. A reminder blames nobody."""
    rungs = Urge.objects.filter(
        state=Urge.State.SENT, rung__in=list(RUNGS), on__range=(window.begins, window.ends)
    )
    for item_id, rung, on in rungs.order_by().values_list("item_id", "rung", "on").iterator(chunk_size=CHUNK):
        if item_id in held:
            held[item_id].add(RUNGS[Rung(rung)], on=str(on))


def _updates(
    held: dict[int, Held], window: Window, periods: list[tuple[date, date]], every: str, grace: int
) -> None:
    """The reports of progress that were due, those that never came, and those that came behind the days of ``grace``.

    One is due for each period that the item was held from its first day to its last. One that says "no data published yet" has come.
    """
    if not periods:
        return
    came: dict[int, dict[int, datetime]] = defaultdict(dict)
    last_days = [last for _, last in periods]
    rows = Update.objects.filter(
        period__range=(periods[0][0], periods[-1][1]), at__lt=_next_day(window.as_of)
    )
    index_of = {(last.year, last.month): number for number, last in enumerate(last_days)}
    for item_id, period, at in (
        rows.order_by().values_list("item_id", "period", "at").iterator(chunk_size=CHUNK)
    ):
        month = (period.month + 2) // 3 * 3 if every == "quarter" else period.month
        number = index_of[(period.year, month)]
        came[item_id][number] = min(at, came[item_id].get(number, at))
    for item in held.values():
        expected = {
            number
            for number, (first, last) in enumerate(periods)
            if item.assigned <= first and (item.until is None or item.until > last)
        }
        has = came.get(item.pk, {})
        lacking = sorted(expected - set(has))
        late = sorted(
            number
            for number in expected & set(has)
            if has[number] >= _next_day(last_days[number] + timedelta(days=grace))
        )
        item.reports = len(expected), len(expected) - len(lacking)
        for kind, numbers in (("missing_update", lacking), ("late_update", late)):
            if numbers:
                item.add(kind, len(numbers), months=[f"{last_days[number]:%Y-%m}" for number in numbers])


def _kept(held: dict[int, Held], window: Window) -> None:
    """On schedule at the window's end: done, or by the light of progress that showed then. Not red is not on schedule.

    Where no light showed, an item of which no report came although some were due is not on schedule; of others nothing is known. A report of
    completion that waits for its verdict counts neither way, and no light is no lateness.
    """
    lights = Light.objects.filter(kind=LightKind.GAP, since__lte=window.ends)
    shown = lights.filter(Q(until__isnull=True) | Q(until__gt=window.ends))
    reasons = dict(shown.order_by().values_list("item_id", "reason").iterator(chunk_size=CHUNK))
    for item in held.values():
        if item.outcome in _ENDED:
            item.kept = _ENDED[item.outcome]
        elif (reason := reasons.get(item.pk)) is not None:
            item.kept = _SHARE_KEPT.get(reason)
        elif item.reports[0] and not item.reports[1]:
            item.kept = Decimal(0)


_ENDED = {"on_time": Decimal(1), "late": Decimal(1), "not_done": Decimal(0), "pending": None}
_SHARE_KEPT = (
    dict.fromkeys(KEPT, Decimal(1))
    | dict.fromkeys(NEAR, Decimal("0.5"))
    | dict.fromkeys({*LATE, "unreported"}, Decimal(0))
)
"""Reason of the light of progress → how much of the item is on schedule. Within the tolerance a half: it is neither kept nor missed."""
