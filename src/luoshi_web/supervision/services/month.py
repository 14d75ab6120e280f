"""A month's workbook comes back: every row is checked, and either all that was filled in is reported or nothing is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import recorded_together
from luoshi_web.intake.faults import FileFault
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.lights.run import relight
from luoshi_web.supervision.models import Item, Update
from luoshi_web.supervision.progress.periods import is_period, month_end
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services.hold import held_together
from luoshi_web.supervision.services.progress import TO_REPORT, Report, report, value_of
from luoshi_web.supervision.workbooks import month as book

_PLACES = {
    "progress_without_words": book.WORDS,
    "progress_share": book.SHARE,
    "progress_with_value": book.STATE,
}
"""Code of a refusal → the cell that it is about; what is said of values is about the value."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong, and in which cell."""

    cell: str
    sentence: str

    def __str__(self) -> str:
        return gettext("%(cell)s: %(sentence)s") % {"cell": self.cell, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Taken:
    """``reported`` rows were taken and ``blank`` ones left empty; with ``faults`` nothing was taken."""

    period: date
    reported: int
    blank: int
    faults: tuple[CellFault, ...]


class _Faulty(Exception):
    """Turns the transaction back."""


def take_month(*, actor: Actor, name: str, content: bytes, at: datetime) -> Taken:
    """Report what a workbook says, each item as an act of its own; reports, their acts and their lights in one transaction.

    Raises:
        Refusal: ``file_…``; ``month_not_this`` for another file; ``month_of_another_unit``; ``month_empty``; a period as :func:`report`.
    """
    month = _read(name, content)
    if not Office.objects.filter(pk=actor.office_id or 0, code=month.office).exists():
        raise Refusal("month_of_another_unit")
    if not is_period(month.period) or month.period > month_end(timezone.localdate(at)):
        raise Refusal("period_not_yet", period=str(month.period))
    rows = [row for row in month.rows if not row.further]
    filled = [row for row in month.rows if not row.blank]
    if not filled:
        raise Refusal("month_empty")
    faults: list[CellFault] = []
    reported: list[int] = []
    try:
        with transaction.atomic():
            reported = _report_all(actor, month.period, filled, at, faults)
            if faults:
                raise _Faulty
            relight(*reported, day=timezone.localdate(at))
    except _Faulty:
        reported = []
    blank = sum(row.blank for row in rows)
    return Taken(month.period, len(reported), blank, tuple(faults))


def _read(name: str, content: bytes) -> book.Month:
    try:
        return book.read_month(name, content)
    except FileFault as fault:
        raise Refusal(f"file_{fault.code}", name=name, detail=fault.detail) from fault
    except ValueError as error:
        raise Refusal("month_not_this") from error


def _report_all(
    actor: Actor, period: date, rows: list[book.Filled], at: datetime, faults: list[CellFault]
) -> list[int]:
    """The keys of the items that were reported; what is wrong is added to ``faults``."""
    held = visible_to(actor).filter(
        office=actor.office_id, number__in={row.text(book.NUMBER) for row in rows}
    )
    items = {item.number: item for item in held.prefetch_related("further")}
    there = set(
        Update.objects.filter(period=period, current=True, item__in=items.values()).values_list(
            "item", flat=True
        )
    )
    further = _further_rows(rows, items, faults)
    seen: set[str] = set()
    reported: list[int] = []
    with recorded_together(), held_together([item.pk for item in items.values()], beside=TO_REPORT):
        for row in rows:
            if row.further:
                continue
            item = items.get(row.text(book.NUMBER))
            found = _faults_of_key(row, item, seen, there, period)
            seen.add(row.text(book.NUMBER))
            if item is not None and not found:
                found = _report_one(actor, item, period, row, further.get(item.pk, {}), at)
                reported.append(item.pk)
            faults.extend(found)
    return reported


def _further_rows(
    rows: list[book.Filled], items: Mapping[str, Item], faults: list[CellFault]
) -> dict[int, dict[int, str]]:
    """Item → entry → its value as written; each value is read here, so that what is wrong with it is told by its own cell."""
    alone = {row.text(book.NUMBER) for row in rows if not row.further}
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        number = row.text(book.NUMBER)
        item = items.get(number)
        if not row.further:
            continue
        entries = {str(entry.pk): entry for entry in item.further.all()} if item is not None else {}
        entry = entries.get(row.further)
        if item is None or entry is None:
            faults.append(_fault(row, book.NUMBER, "month_further_unknown", number=number))
        elif number not in alone:
            faults.append(_fault(row, book.VALUE, "month_further_alone", number=number))
        elif entry.pk in found[item.pk]:
            faults.append(_fault(row, book.NUMBER, "month_twice", number=number))
        else:
            wrong = _fault_of_value(row, entry)
            found[item.pk][entry.pk] = "" if wrong else row.text(book.VALUE)
            faults.extend(wrong)
    return found


def _fault_of_value(row: book.Filled, entry: Entry) -> list[CellFault]:
    cell = row.cells[book.VALUE]
    if cell.fault:
        return [_fault(row, book.VALUE, "month_cell_in_error", text=cell.fault)]
    try:
        value_of(entry, cell.text)
    except Refusal as refusal:
        return [CellFault(row.name(book.VALUE), str(refusal))]
    return []


def _faults_of_key(
    row: book.Filled, item: Item | None, seen: set[str], there: set[int], period: date
) -> list[CellFault]:
    """Another item, one twice, one that is reported; a title that does not belong to the number: rows were sorted apart."""
    number = row.text(book.NUMBER)
    if item is None:
        return [_fault(row, book.NUMBER, "month_unknown_item", number=number)]
    if number in seen:
        return [_fault(row, book.NUMBER, "month_twice", number=number)]
    if row.text(book.TITLE) != " ".join(item.title.split()) and row.text(book.TITLE) != item.title:
        return [_fault(row, book.TITLE, "month_title", number=number, title=item.title)]
    if item.pk in there:
        return [_fault(row, book.NUMBER, "progress_there", period=str(period))]
    return []


def _report_one(
    actor: Actor, item: Item, period: date, row: book.Filled, further: Mapping[int, str], at: datetime
) -> list[CellFault]:
    found = [
        _fault(row, place, "month_cell_in_error", text=cell.fault)
        for place, cell in enumerate(row.cells)
        if cell.fault and place in book.FILLED
    ]
    state = _states().get(row.text(book.STATE))
    if state is None:
        found.append(_fault(row, book.STATE, "month_state", text=row.text(book.STATE)))
    valued, shared = book.asks(item)
    if row.text(book.VALUE) and not valued:
        found.append(_fault(row, book.VALUE, "month_no_value_asked"))
    if row.text(book.SHARE) and not shared:
        found.append(_fault(row, book.SHARE, "month_no_share_asked"))
    try:
        share = book.share_of(row.text(book.SHARE))
    except ValueError:
        share = None
        found.append(_fault(row, book.SHARE, "progress_share"))
    if found or state is None:
        return found
    said = Report(
        state=state, value=row.text(book.VALUE), share=share, words=row.text(book.WORDS), problems=row.text(book.PROBLEMS),
        next_steps=row.text(book.NEXT), data_source=row.text(book.SOURCE)[:120], odd_reason=row.text(book.WHY)[:300],
        further=further,
    )  # fmt: skip
    try:
        with transaction.atomic():
            report(actor=actor, item_id=item.pk, period=period, said=said, at=at, lit=False)
    except Refusal as refusal:
        place = _PLACES.get(
            refusal.code,
            book.VALUE if "value" in refusal.code or refusal.code.startswith("odd_") else book.NUMBER,
        )
        return [CellFault(row.name(place), str(refusal))]
    return []


def _states() -> dict[str, str]:
    """The choices in every language of the office: a workbook may be made in one and brought back in another. An empty cell is a report."""
    states = {"": str(Update.State.REPORTED)}
    for language, _name in settings.LANGUAGES:
        with override(language):
            states |= {str(label): str(value) for value, label in Update.State.choices}
    return states


def _fault(row: book.Filled, place: int, code: str, **values: str) -> CellFault:
    return CellFault(row.name(place), str(Refusal(code, **values)))
