"""What is released, for those who hang something on it: a line or a report by its name, or None. Nothing else of it is promised."""

from dataclasses import dataclass

from luoshi_web.portal.models import Line, Orphan, Report, Tombstone


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """``path`` is its page, relative to the root of the pages: ``l/ef76954b24b52-9b1f0c77/``. ``left``: it is not in the copy that is used now."""

    id: str
    kind: str
    quote: str
    place_key: str
    place_name: str
    year: int
    path: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedReport:
    """``id`` is ``KEY/YEAR``, ``path`` its page: ``p/z4684d6-qingchuan/2025/report/``."""

    id: str
    title: str
    place_key: str
    place_name: str
    year: int
    path: str


def line(line_id: str) -> ReleasedLine | None:
    """The line that is public under that id, None for any other string."""
    found = Line.objects.select_related("place").filter(pk=line_id[:24]).first()
    if len(line_id) > 24:
        return None
    if found is None:
        return _orphan(line_id)
    place = found.place
    return ReleasedLine(
        found.pk, found.kind, found.quote, place.key, place.name, found.year, f"l/{found.pk}/"
    )


def address_of(name: str) -> str:
    """The address of a line by its name in the copy that is used: another where it kept that of an earlier copy."""
    return Line.objects.filter(copy_name=name).values_list("pk", flat=True).first() or name if name else ""


def _orphan(line_id: str) -> ReleasedLine | None:
    """A line that left the copy that is used; settled with another, it is that one."""
    held = Orphan.objects.select_related("place").filter(pk=line_id).first()
    if held is None:
        return None
    if held.attached_to and Line.objects.filter(pk=held.attached_to).exists():
        return line(held.attached_to)
    place = held.place
    return ReleasedLine(
        held.pk, held.kind, held.quote, place.key, place.name, held.year, f"l/{held.pk}/", left=True
    )


def report(report_id: str) -> ReleasedReport | None:
    """The report that is public under ``KEY/YEAR``."""
    key, _, year = report_id.partition("/")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    found = Report.objects.select_related("place").filter(place_id=key, year=int(year)).first()
    if found is None:
        return None
    place = found.place
    slug = f"-{place.slug}" if place.slug else ""
    path = f"p/{place.key}{slug}/{found.year}/report/"
    return ReleasedReport(f"{place.key}/{found.year}", found.title, place.key, place.name, found.year, path)


def tombstone(address: str) -> Tombstone | None:
    """What stands in the place of something that was taken back: ``l/ID/``. What was withdrawn for secrecy leaves nothing."""
    return Tombstone.objects.filter(pk=address[:200]).exclude(reason="secret").first()
