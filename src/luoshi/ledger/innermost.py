"""Which section an offset belongs to."""

from bisect import bisect_right

from luoshi.outline.section import Section


class Innermost:
    """Finds the innermost section at an offset: the sections nest, so the one that began last and still runs."""

    def __init__(self, outline: tuple[Section, ...]) -> None:
        self._edges: list[int] = [0]
        self._ids: list[str | None] = [None]
        running: list[Section] = []
        for section in sorted(outline, key=lambda s: (s.span.start, -s.span.end)):
            self._close(running, section.span.start)
            running.append(section)
            self._mark(section.span.start, section.id)
        self._close(running, None)

    def _close(self, running: list[Section], before: int | None) -> None:
        while running and (before is None or running[-1].span.end <= before):
            ended = running.pop()
            self._mark(ended.span.end, running[-1].id if running else None)

    def _mark(self, edge: int, section: str | None) -> None:
        if self._edges[-1] == edge:
            self._ids[-1] = section
        else:
            self._edges.append(edge)
            self._ids.append(section)

    def at(self, offset: int) -> str | None:
        return self._ids[bisect_right(self._edges, offset) - 1]
