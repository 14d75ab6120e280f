"""The public log of corrections and takedowns, and the page of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Correction

Kind, State = Correction.Kind, Correction.State


def public(*, at: datetime) -> QuerySet[Correction]:
    """What the public may know of. Errors at once; infringement when decided; personal data thirty days later; secrets never."""
    later = at - timedelta(days=conf().personal_log_calendar_days)
    decided = Q(state__in=[State.DECIDED, State.REVIEWED]) | Q(first_decided_at__isnull=False)
    return Correction.objects.filter(
        Q(kind__in=[Kind.READING, Kind.TEXT])
        | Q(kind=Kind.INFRINGEMENT) & decided
        | Q(kind=Kind.PERSONAL) & decided & Q(decided_at__lte=later)
    ).exclude(state=State.WITHDRAWN, hidden_at=None, kind__in=[Kind.PERSONAL, Kind.INFRINGEMENT])


def rows(*, at: datetime, kind: str = "", before: str = "", limit: int = 50) -> Sequence[Correction]:
    """The newest first; ``before`` is the number after which to go on."""
    found = public(at=at)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if before:
        mark = Correction.objects.filter(number=before).values_list("received_at", "pk").first()
        if mark is not None:
            found = found.filter(Q(received_at__lt=mark[0]) | Q(received_at=mark[0], pk__lt=mark[1]))
    return list(found.order_by("-received_at", "-pk")[:limit])


def secret_months() -> list[tuple[datetime, int]]:
    """How many matters of secrecy were decided in each month: nothing else of them is public."""
    counted = (
        Correction.objects.filter(kind=Kind.SECRET, state__in=[State.DECIDED, State.REVIEWED])
        .annotate(month=TruncMonth("decided_at"))
        .values("month")
        .annotate(n=Count("pk"))
        .order_by("-month")
    )
    return [(row["month"], row["n"]) for row in counted]


def of_subject(kind: str, key: str, *, at: datetime) -> Sequence[Correction]:
    """What was corrected on one line or report: for its page and its history."""
    return list(public(at=at).filter(subject_kind=kind, subject_key=key).order_by("received_at"))


def overdue(*, at: datetime, day: object) -> QuerySet[Correction]:
    """Not decided, and due before a day."""
    return Correction.objects.filter(
        state__in=[State.RECEIVED, State.CHECKING, State.PROPOSED], due__lt=day
    ).order_by(F("due"))
