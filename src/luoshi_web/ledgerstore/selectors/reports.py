"""Reports and the copies in which they came."""

from django.db.models import Count, Q, QuerySet

from luoshi_web.ledgerstore.models import Copy, Report, Review

_HEAVY = ("text", "ledger", "diff", "layout")


def with_progress() -> QuerySet[Report]:
    """All reports, the latest year first, each with ``entry_count``, ``open_count`` and ``copy_count``."""
    counted = ~Q(entries__review=Review.LOST)
    return Report.objects.annotate(
        entry_count=Count("entries", filter=counted, distinct=True),
        open_count=Count("entries", filter=Q(entries__review=Review.OPEN), distinct=True),
        copy_count=Count("copies", distinct=True),
    ).order_by("-year", "place")


def unsettled_copies() -> QuerySet[Copy]:
    """Copies that are no report's yet: waiting, doubtful, or refused. The latest first, without their texts."""
    return (
        Copy.objects.exclude(state=Copy.State.READ)
        .select_related("uploaded_by", "report")
        .defer(*_HEAVY)
        .order_by("-uploaded_at", "-pk")
    )


def copies_of(report: Report) -> QuerySet[Copy]:
    """A report's copies in the order in which they came, without their texts."""
    return report.copies.select_related("uploaded_by").defer(*_HEAVY).order_by("number", "pk")
