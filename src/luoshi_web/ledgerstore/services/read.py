"""A copy is read by the library, and becomes a report, or the new copy of one, or is told to be unreadable."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

import luoshi
from luoshi.errors import InvariantError, SourceError
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report as Read
from luoshi.sources.load import load_bytes
from luoshi.sources.pages import is_collection, join_pages, open_pages
from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.doubts import doubts, same_place
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.services.entries import new_entries
from luoshi_web.ledgerstore.services.hold import hold_copy
from luoshi_web.ledgerstore.services.renew import take_over

_log = logging.getLogger(__name__)


def read_copy(*, copy_id: int, at: datetime) -> str:
    """Read a waiting copy and return its state. The library works outside any transaction: nobody waits for it.

    Where place and year are certain, the entries are made at once; where not, the copy waits for somebody's word (``doubtful``).
    """
    copy = Copy.objects.select_related("report").get(pk=copy_id)
    if copy.state != Copy.State.QUEUED:
        return copy.state
    try:
        found = read_file(copy)
    except SourceError as error:
        return _refuse(copy_id, error, at=at)
    except InvariantError:
        _log.exception("copy %s could not be read: a fault of the library", copy_id)
        return _refuse(copy_id, _our_fault(copy.filename), at=at)
    return _store(copy_id, found, at=at)


def read_file(copy: Copy) -> Read:
    """What the library reads in a copy's file. The name that it came with, never the one it is kept under, is its hint of place and year."""
    path = copy.content.path
    if is_collection(path):
        opened = open_pages([path])
        source = join_pages(opened.sources, path=copy.filename, aside=opened.aside)
        return read_source(source, file_name=copy.filename)
    with copy.content.open("rb") as file:
        return read_source(load_bytes(file.read(), path=copy.filename), file_name=copy.filename)


def _our_fault(name: str) -> SourceError:
    return SourceError(
        f"{name}: Luoshi itself failed over this file; save the report as TXT, and tell its makers.",
        chinese=f"{name}：软件识读该文件时自身出错，请把报告另存为 TXT 后上传，并告知软件维护者。",
        key="fault",
    )


@transaction.atomic
def _refuse(copy_id: int, error: SourceError, *, at: datetime) -> str:
    copy = hold_copy(copy_id)
    if copy.state != Copy.State.QUEUED:
        return copy.state
    kept, name = copy.content.path, copy.filename
    copy.state = Copy.State.REFUSED
    copy.refusal = {
        "key": error.key or "unread",
        "en": error.sentence("en").replace(kept, name),
        "zh": error.sentence("zh").replace(kept, name),
    }
    copy.reader, copy.read_at = luoshi.__version__, at
    copy.save(update_fields=["state", "refusal", "reader", "read_at"])
    record(actor=MACHINE, verb="copy.refuse", target=copy, details={"key": copy.refusal["key"]}, at=at)
    return copy.state


@transaction.atomic
def _store(copy_id: int, found: Read, *, at: datetime) -> str:
    copy = hold_copy(copy_id)
    if copy.state != Copy.State.QUEUED:
        return copy.state
    copy.ledger = found.to_dict()
    copy.text = found.source.text
    copy.layout = _layout(found)
    copy.reader, copy.read_at = luoshi.__version__, at
    doubtful = _doubts_of(copy)
    copy.state = Copy.State.DOUBTFUL if doubtful else Copy.State.READ
    copy.save()
    details: dict[str, Any] = {"entries": len(found.entries), "reader": copy.reader, "doubts": list(doubtful)}
    if not doubtful:
        details |= _make(copy, at=at)
    record(actor=MACHINE, verb="copy.read", target=copy, details=details, at=at)
    return copy.state


def _doubts_of(copy: Copy) -> tuple[str, ...]:
    ledger = copy.ledger or {}
    if copy.report is not None:
        return doubts(ledger, meant=(copy.report.place, copy.report.year))
    place, year = ledger["report"].get("place"), ledger["report"].get("year")
    known = bool(place and year) and known_report(place["name"], year) is not None
    return doubts(ledger, known=known)


def known_report(place: str, year: int) -> Report | None:
    """The report of a year whose place is the same one: 云岭省临河市青川区 is 青川区."""
    return next(
        (report for report in Report.objects.filter(year=year) if same_place(report.place, place)), None
    )


def _layout(found: Read) -> dict[str, Any]:
    """Where headings and the site's own words stand, counted into the whole text."""
    return {
        "headings": [[s.heading.start, s.heading.end, s.level] for s in found.outline if s.heading],
        "aside": [[s.span.start, s.span.end] for s in found.outline if s.role == "boilerplate"],
        "spans": [[e.span.start, e.span.end] for e in found.entries],
    }


@transaction.atomic
def confirm_copy(
    *, actor: Actor, copy_id: int, place: str, year: int, title: str = "", at: datetime
) -> Report:
    """Somebody says whose report of which year a doubtful copy is. Entries are made, or those of the report that is there are renewed.

    Raises :class:`Refusal`: ``copy_not_doubtful`` where it was confirmed meanwhile, ``place_needed`` and ``year_needed``.
    """
    copy = hold_copy(copy_id)
    if copy.state != Copy.State.DOUBTFUL:
        raise Refusal("copy_not_doubtful")
    place = "".join(place.split())
    if not place or len(place) > 60:
        raise Refusal("place_needed")
    if not 1949 <= year <= 2100:
        raise Refusal("year_needed")
    copy.report = known_report(place, year)
    if copy.report is None:
        copy.report = Report.objects.create(
            place=place, year=year, title=title[:200] or f"{place}{year}年政府工作报告"
        )
    copy.state = Copy.State.READ
    details = {"place": place, "year": year, "confirmed": True} | _make(copy, at=at)
    record(actor=actor, verb="copy.confirm", target=copy, details=details, at=at)
    return copy.report


def _make(copy: Copy, *, at: datetime) -> dict[str, Any]:
    """The report of a read copy, new or known, with its entries; returns what the log says of it."""
    ledger = copy.ledger or {}
    if copy.report is None:
        copy.report = _new_report(ledger["report"])
    report = Report.objects.select_for_update().get(pk=copy.report.pk)
    copy.report = report
    before = report.current
    copy.number = report.copies.exclude(pk=copy.pk).count() + 1
    _complete(report, ledger["report"])
    report.current = copy
    report.save()
    if before is not None:
        counts = take_over(report=report, before=before, copy=copy, at=at)
    else:
        counts = {"entries": len(Entry.objects.bulk_create(new_entries(report, copy)))}
    copy.save()
    return {"report": str(report), "number": copy.number} | counts


def _new_report(said: dict[str, Any]) -> Report:
    place = next(
        (
            known
            for known in Report.objects.values_list("place", flat=True)
            if same_place(known, said["place"]["name"])
        ),
        said["place"]["name"][:60],
    )
    return Report.objects.create(place=place, year=said["year"], title=(said.get("title") or "")[:200])


def _complete(report: Report, said: dict[str, Any]) -> None:
    """Code, level and title as the copy says them, where the report has none."""
    place = said.get("place") or {}
    report.place_code = report.place_code or place.get("code") or ""
    report.level = report.level or place.get("level") or ""
    report.title = report.title or (said.get("title") or "")[:200] or str(report)
