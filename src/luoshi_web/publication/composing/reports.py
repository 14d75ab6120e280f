"""A report as its review left it: the lines that people hold for right, in the text of its current copy."""

from typing import Any

from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.models.entry import STANDING, Review

Content = dict[str, Any]


def of_report(report: Report) -> Content:
    """What a report's release holds. The text itself stands in the copy, which nobody changes, and is named by its digest.

    Raises :class:`Refusal`: ``report_unread``, ``report_not_reviewed`` while entries wait for somebody's word.
    """
    copy = report.current
    if copy is None:
        raise Refusal("report_unread")
    waiting = Entry.objects.filter(report=report, review=Review.OPEN).count()
    if waiting:
        raise Refusal("report_not_reviewed", count=waiting)
    entries = Entry.objects.filter(report=report, copy=copy, review__in=STANDING).order_by("order", "pk")
    return {
        "sha256": copy.sha256, "copy": copy.pk, "title": report.title, "place": report.place, "code": report.place_code,
        "level": report.level, "year": report.year, "entries": [_row(entry) for entry in entries],
    }  # fmt: skip


def _row(entry: Entry) -> Content:
    said = dict(entry.reading)
    return said | {
        "id": entry.key,
        "span": [entry.start, entry.end],
        "quote": entry.quote,
        "headline": entry.headline,
    }
