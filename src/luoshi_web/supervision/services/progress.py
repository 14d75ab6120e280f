"""An office reports once a period, and corrects what it reported. Every paper takes from here (同一材料只报一次)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.lights.run import relight
from luoshi_web.supervision.models import Item, Update
from luoshi_web.supervision.progress.periods import is_period, month_end
from luoshi_web.supervision.progress.proportion import Oddity, out_of_proportion
from luoshi_web.supervision.progress.values import ValueFault, read_value, write_value
from luoshi_web.supervision.services.evidence import Examined, attach_all
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.states import State

REPORTABLE = (State.ACTIVE, State.REPORTED)
"""States in which an item is reported on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an office says of one period. ``value`` is as people write it: 3.2亿元; ``share`` is the percent done, for what has no value."""

    state: str = Update.State.REPORTED
    value: str = ""
    share: Decimal | None = None
    words: str = ""
    problems: str = ""
    next_steps: str = ""
    data_source: str = ""
    odd_reason: str = ""
    """Why a value is right that is out of proportion; left out of what is kept where it was not asked."""
    further: Mapping[int, str] = field(default_factory=dict)
    """Of the further values of the item's line: key of the entry → what is reached, as people write it. What is left empty is not judged."""


@transaction.atomic
def report(
    *,
    actor: Actor,
    item_id: int,
    period: date,
    said: Report,
    files: Sequence[Examined] = (),
    at: datetime,
    lit: bool = True,
) -> Update:
    """The one report of a period, with the files that prove it: both are there or neither.

    ``lit``: False for one of many, whose lights whoever calls computes afterwards, all at once.

    Raises:
        Refusal: not the lead office; an item that is not under way; a period that is no month's end, lies ahead or was reported already;
            no words; a value that is missing, not wanted or cannot be read in the item's unit; a value out of proportion to its target or to
            the value before it (``odd_…``), until it is said why it is right.
    """
    item = _of_ones_own(actor, item_id)
    if any(update.period == period for update in _standing(item)):
        raise Refusal("progress_there", period=str(period))
    return _reported(actor, item, period, said, files, at, lit=lit)


@transaction.atomic
def report_as_before(
    *, actor: Actor, item_id: int, period: date, state: str = "", words: str = "", at: datetime, lit: bool = True
) -> Update:  # fmt: skip
    """The report of a period as that of the last period before it.

    ``words`` take the place of the last ones; ``state`` that of the last: no data yet, or not started, says no value. Raises :class:`Refusal` as
    :func:`report` does, and ``nothing_before`` where nothing was reported before and the words alone are no report.
    """
    item = _of_ones_own(actor, item_id)
    last = next((update for update in _standing(item) if update.period <= period), None)
    if last is not None and last.period == period:
        raise Refusal("progress_there", period=str(period))
    if last is None and not words.strip():
        raise Refusal("nothing_before")
    said = (
        _said_before(item, last, state) if last is not None else Report(state=state or Update.State.REPORTED)
    )
    said = replace(said, words=words.strip() or said.words)
    return _reported(actor, item, period, said, (), at, lit=lit)


def _reported(
    actor: Actor,
    item: Item,
    period: date,
    said: Report,
    files: Sequence[Examined],
    at: datetime,
    *,
    lit: bool,
) -> Update:
    _check_period(item, period, timezone.localdate(at))
    update = _written(actor, item, period, said, at)
    _finish(item, at, lit=lit)
    details = _details(update) | {"files": [file.sha256 for file in files]}
    record(actor=actor, verb="progress.report", target=item, details=details, at=at)
    if files:
        attach_all(actor=actor, item_id=item.pk, files=files, update_id=update.pk, at=at)
    return update


def _said_before(item: Item, last: Update, state: str) -> Report:
    """What the last report said; of a state that has no value without the last one's."""
    state = state or last.state
    valued = state == Update.State.REPORTED
    return Report(
        state=state, value=write_value(last.value, item.unit) if valued else "", share=last.share if valued else None, words=last.words,
        problems=last.problems, next_steps=last.next_steps, data_source=last.data_source,
        further={int(key): value for key, value in last.further.items()} if valued else {},
    )  # fmt: skip


@transaction.atomic
def correct(
    *, actor: Actor, update_id: int, said: Report, reason: str, files: Sequence[Examined] = (), at: datetime
) -> Update:
    """A report that takes the place of one that was wrong; the wrong one stays to be read. Its files are there with it, or neither is.

    Raises:
        Refusal: as :func:`report`; no reason; a report that is not the current one any more.
    """
    item = _of_ones_own(actor, Update.objects.values_list("item", flat=True).get(pk=update_id))
    old = Update.objects.select_for_update().get(pk=update_id)
    if not old.current:
        raise Refusal("progress_not_current")
    if not reason.strip():
        raise Refusal("correction_without_reason")
    old.current = False
    old.save(update_fields=["current"])
    _standing(item)[:] = [update for update in _standing(item) if update.pk != old.pk]
    update = _written(actor, item, old.period, said, at, supersedes=old)
    _finish(item, at)
    details = _details(update) | {"reason": reason.strip(), "before": _details(old)}
    details |= {"files": [file.sha256 for file in files]}
    record(actor=actor, verb="progress.correct", target=item, details=details, at=at)
    attach_all(actor=actor, item_id=item.pk, files=files, update_id=update.pk, at=at)
    return update


def _of_ones_own(actor: Actor, item_id: int) -> Item:
    item = hold(item_id)
    if actor.post_id is None or not may(actor, "progress.report", item):
        raise Refusal("not_yours")
    if item.state not in REPORTABLE:
        raise Refusal("wrong_state", state=item.get_state_display())
    return item


def _check_period(item: Item, period: date, today: date) -> None:
    """A month's end, of a month that has begun, in the item's year or later."""
    if not is_period(period):
        raise Refusal("period_not_month_end", period=str(period))
    if period > month_end(today):
        raise Refusal("period_not_yet", period=str(period))
    if period.year < item.year:
        raise Refusal("period_before_item", period=str(period))


def _written(
    actor: Actor, item: Item, period: date, said: Report, at: datetime, supersedes: Update | None = None
) -> Update:
    """The row, after everything in it was checked."""
    if not said.words.strip():
        raise Refusal("progress_without_words")
    value = value_of(item, said.value)
    reported = said.state == Update.State.REPORTED
    further = _further(item, said)
    if not reported and (value is not None or said.share or further):
        raise Refusal("progress_with_value")
    if reported and value is None and (item.low is not None or item.high is not None):
        raise Refusal(
            "progress_without_value"
        )  # a task may be told in words alone: its gap then shows no light
    if said.share is not None and not 0 <= said.share <= 100:
        raise Refusal("progress_share")
    odd, odd_reason = asked_about(item, value, said.odd_reason, before=period)
    columns = asdict(said) | {
        "value": value,
        "odd": odd,
        "odd_reason": odd_reason,
        "words": said.words.strip(),
        "share": said.share if reported else None,
        "further": further,
    }
    made = Update.objects.create(  # type: ignore[misc]  # whoever has the right has a post
        item=item,
        period=period,
        post_id=actor.post_id,
        by_id=actor.person_id,
        at=at,
        supersedes=supersedes,
        **columns,
    )
    standing = _standing(item)
    standing.append(made)
    standing.sort(key=lambda update: update.period, reverse=True)
    return made


_CURRENT: "Prefetch[str, QuerySet[Update], str]" = Prefetch(
    "updates",
    Update.objects.filter(current=True).order_by("-period", "-pk"),
    to_attr="standing",
)
TO_REPORT = (_CURRENT, "further")
"""Of many items that are reported on one after the other: the reports that stand, and the further values."""


def _standing(item: Item) -> list[Update]:
    """The reports that stand, the latest period first: asked for once an act, and kept up to date by it."""
    known: list[Update] | None = getattr(item, "standing", None)
    if known is None:
        prefetch_related_objects([item], _CURRENT)
        known = getattr(item, "standing", [])
    return known


def _further(item: Item, said: Report) -> dict[str, str]:
    """The further values that were filled in, as text; others than those of the item's line are no part of it."""
    written: dict[str, str] = {}
    for entry in sorted(item.further.all(), key=lambda entry: (entry.order, entry.pk)):
        value = value_of(entry, said.further.get(entry.pk, ""))
        if value is not None:
            written[str(entry.pk)] = f"{value.normalize():f}"
    return written


def value_of(target: Item | Entry, text: str) -> Decimal | None:
    """A value as written, in the unit of the item or of a further value; None for an empty text. Raises :class:`Refusal` with what is wrong with it."""
    if not text.strip():
        return None
    try:
        return read_value(text, unit=target.unit, target=target.high if target.low is None else target.low)
    except ValueFault as fault:
        raise Refusal(f"value_{fault.code}", text=text.strip(), unit=target.unit) from fault


def asked_about(
    item: Item, value: Decimal | None, reason: str, *, before: date | None = None
) -> tuple[Oddity, str]:
    """How a value is out of proportion to the target or to the last value (of a period before a day), and why it is right all the same.

    Raises :class:`Refusal` (``odd_…``) where that was not said. What is in proportion keeps no reason.
    """
    if value is None:
        return "", ""
    reports = (update for update in _standing(item) if before is None or update.period < before)
    last = next((update.value for update in reports if update.value is not None), None)
    target = item.high if item.low is None else item.low
    odd = out_of_proportion(value, target=target, last=last, is_rate=item.is_rate)
    if not odd:
        return "", ""
    if not reason.strip():
        written = {
            name: write_value(number, item.unit)
            for name, number in (("value", value), ("target", target), ("last", last))
        }
        raise Refusal(f"odd_{odd}", **written)
    return odd, reason.strip()


def _finish(item: Item, at: datetime, *, lit: bool = True) -> None:
    """Repeat on the item what lists show: the value of the latest period that has one, the day of the latest report; light it anew."""
    item.last_value = next((update.value for update in _standing(item) if update.value is not None), None)
    item.last_reported_on = timezone.localdate(at)
    keep(item, "last_value", "last_reported_on")
    if lit:
        relight(item.pk, day=timezone.localdate(at))


def _details(update: Update) -> dict[str, Any]:
    """For the log: decimals and dates as text."""
    asked = {"odd": update.odd, "odd_reason": update.odd_reason} if update.odd else {}
    return (
        asked
        | {
            "period": str(update.period),
            "state": update.state,
            "value": None if update.value is None else f"{update.value.normalize():f}",
            "share": None if update.share is None else str(update.share),
            "words": update.words,
        }
        | ({"further": "；".join(update.further.values())} if update.further else {})
    )
