"""What was public when: a version of a line or an item begins where what may be read of it changes, and not with every release."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from luoshi_web.portal.models import Line, Place, Version

_BATCH = 400


def line_content(line: Line) -> dict[str, Any]:
    """What a reader sees of a line itself; what came of it is the next report's."""
    return {
        "quote": line.quote, "kind": line.kind, "grade": line.grade, "headline": line.headline, "subject": line.subject,
        "indicator": line.indicator, "measure": line.measure, "reading": line.reading, "year": line.year,
    }  # fmt: skip


def keep_lines(place: Place, *, number: int, at: datetime) -> int:
    """The lines of a place as they are now: what is new or other than before begins a version, what is there no more ends one. Returns how many began."""
    now = {f"l/{line.pk}": line for line in Line.objects.filter(place=place)}
    held = {v.about: v for v in Version.objects.filter(place=place, until=None, about__startswith="l/")}
    changed = [
        about for about, line in now.items() if about not in held or held[about].content != line_content(line)
    ]
    ended = [v.pk for about, v in held.items() if about not in now or about in set(changed)]
    for begin in range(0, len(ended), _BATCH):
        Version.objects.filter(pk__in=ended[begin : begin + _BATCH]).update(until=at)
    Version.objects.bulk_create(
        [
            Version(about=about, line=now[about].pk, place=place, number=number, since=at, content=line_content(now[about]))
            for about in changed
        ],
        _BATCH,
    )  # fmt: skip
    return len(changed)


def keep_item(
    about: str, place: Place, *, line: str, content: dict[str, Any], number: int, at: datetime
) -> None:
    """An item as it is shown from now on."""
    end(about, at=at)
    Version.objects.create(about=about, line=line, place=place, number=number, since=at, content=content)


def end(about: str, *, at: datetime) -> None:
    Version.objects.filter(about=about, until=None).update(until=at)


def of_line(line_id: str) -> list[Version]:
    """Every version of a line and of the items that stood for it, the oldest first."""
    return list(Version.objects.filter(line=line_id))


def public_on(versions: list[Version], day: date) -> list[Version]:
    """Those that were public at the end of a day, in the portal's zone."""
    moment = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return [v for v in versions if v.since < moment and (v.until is None or v.until >= moment)]
