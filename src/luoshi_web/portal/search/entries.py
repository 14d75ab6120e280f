"""What the index holds of a paragraph that is there already: its words, where it stands, and what its lines are."""

from collections import defaultdict

from django.db.models import QuerySet

from luoshi_web.portal.models import Line, Paragraph, Place
from luoshi_web.portal.search import index

OF_LINES = ("kind", "grade", "indicator", "verdict")
_TOGETHER = 400


def of_place(place: Place, year: int) -> dict[str, str]:
    """Where paragraphs of a report stand."""
    return {"year": str(year), "level": place.level, "province": place.province, "place": place.pk}


def renew(paragraphs: QuerySet[Paragraph]) -> None:
    """Index these paragraphs anew: their words or their lines have changed."""
    held = {
        paragraph.pk: paragraph
        for paragraph in paragraphs.select_related("report__place").defer("report__text")
    }
    names = list(held)
    for begin in range(0, len(names), _TOGETHER):
        some = [held[name] for name in names[begin : begin + _TOGETHER]]
        lines: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
        asked = Line.objects.filter(report__in={paragraph.report_id for paragraph in some})
        for report, number, *said in asked.values_list("report_id", "paragraph", *OF_LINES):
            lines[report, number].append(dict(zip(OF_LINES, said, strict=True)))
        index.remove([paragraph.pk for paragraph in some])
        index.add(
            (
                p.pk,
                p.text,
                index.tokens(of_place(p.report.place, p.report.year), lines[p.report_id, p.number]),
            )
            for p in some
        )
