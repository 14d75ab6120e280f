"""Questions to the log."""

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any

from django.db.models import QuerySet

from luoshi_web.audit.chain import FIELDS, moment
from luoshi_web.audit.models import Act, Head


def acts_on(*, kind: str, pk: int) -> QuerySet[Act]:
    """What was done to one thing, the latest first."""
    return Act.objects.filter(object_kind=kind, object_id=pk).order_by("-number")


def links(*, after: int = 0, chunk: int = 5000, using: str = "default") -> Iterator[dict[str, Any]]:
    """All acts after a number as the chain sees them, read in chunks: a million acts need no more memory than ten thousand.

    ``using`` names the database: the office's own, or one that a backup brought.
    """
    names = (*FIELDS, "digest")
    rows = Act.objects.using(using).filter(number__gt=after).order_by("number").values(*names)
    for row in rows.iterator(chunk_size=chunk):
        row["at"] = moment(row["at"])
        yield row


def head(*, using: str = "default") -> tuple[int, str] | None:
    """The last number and digest, None before the first act."""
    found = Head.objects.using(using).filter(pk=1).first()
    return (found.number, found.digest) if found else None


def head_of(day: date, zone: tzinfo) -> tuple[int, str] | None:
    """The last link at the end of a day of the office's zone: what is exported and kept elsewhere."""
    end = datetime.combine(day, time.max, zone)
    last = Act.objects.filter(at__lte=end).order_by("-number").values_list("number", "digest").first()
    return (last[0], last[1]) if last else None
