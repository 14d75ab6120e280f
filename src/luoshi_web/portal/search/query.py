"""Exact search: every sentence in which the words stand, and no other. Two characters and up.

The unit is the sentence. It belongs to the line that its first hit stands in, or to none; so every facet parts the hits, and its counts
add up to their number.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from luoshi_web.portal.models import Line
from luoshi_web.portal.search.grams import Folded, wanted
from luoshi_web.portal.search.index import candidates

COUNTED = (
    2000  # paragraphs, the newest first, that are looked through for counts: half a second of work at most
)
PAGE = 40
_BEHIND = 99_999_999  # no paragraph has so many characters
LONGEST = 60  # characters of a query
_SENTENCE = re.compile(r"[^。；;！？!?\r\n]+[。；;！？!?]?")
FACETS = ("level", "province", "year", "kind", "grade", "indicator", "verdict")
_OF_LINES = ("kind", "grade", "indicator", "verdict")
_IN_SQL = {"level": "o.level", "province": "o.province", "year": "r.year", "place": "o.key"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its filters; ``after`` is the cursor of the page before."""

    words: str
    filters: dict[str, str] = field(default_factory=dict)
    after: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        return wanted(self.words)[:LONGEST]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with its hits: ``marks`` are stretches of ``sentence``."""

    paragraph: int
    number: int
    start: int
    sentence: str
    marks: tuple[tuple[int, int], ...]
    year: int
    key: str
    level: str
    province: str
    line: Line | None

    @property
    def cursor(self) -> tuple[int, int, int]:
        return self.year, self.paragraph, self.start

    def facet(self, name: str) -> str:
        if name == "year":
            return str(self.year)
        if name in {"level", "province"}:
            return str(getattr(self, name))
        return str(getattr(self.line, name)) if self.line else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. ``total`` counts those of the paragraphs looked through; ``more`` says that there are paragraphs beyond."""

    hits: list[Hit]
    total: int
    more: bool
    facets: dict[str, list[tuple[str, int]]]
    next: tuple[int, int, int] | None


def search(asked: Asked, *, page: int = PAGE) -> Found:
    """The hits, the newest year first."""
    if len(asked.text) < 2:
        return Found([], 0, False, {}, None)
    counted, end = _scan(asked, None, COUNTED)
    more = end is not None
    facets = {name: Counter(hit.facet(name) for hit in counted).most_common() for name in FACETS}
    hits = counted
    if asked.after is not None:
        hits, end = _scan(asked, asked.after, COUNTED)
    shown = hits[:page]
    return Found(shown, len(counted), more, facets, shown[-1].cursor if len(hits) > page else end)


def every(asked: Asked) -> list[Hit]:
    """The hits that are counted, for a table of them."""
    return _scan(asked, None, COUNTED)[0] if len(asked.text) > 1 else []


def _scan(
    asked: Asked, after: tuple[int, int, int] | None, most: int
) -> tuple[list[Hit], tuple[int, int, int] | None]:
    """The hits of the next ``most`` paragraphs, and the cursor behind them where there are more."""
    rows = _paragraphs(asked, after, most + 1)
    lines = _lines([(row[1], row[2]) for row in rows[:most]])
    hits = [
        hit
        for row in rows[:most]
        for hit in _sentences(row, asked.text, lines.get((row[1], row[2]), ()))
        if _fits(hit, asked.filters) and (after is None or _is_after(hit, after))
    ]
    return hits, (rows[most - 1][5], rows[most - 1][0], _BEHIND) if len(rows) > most else None


def _is_after(hit: Hit, after: tuple[int, int, int]) -> bool:
    return (hit.year, hit.paragraph) != after[:2] or hit.start > after[2]


def _fits(hit: Hit, filters: dict[str, str]) -> bool:
    return all(hit.facet(name) == value for name, value in filters.items() if name not in _IN_SQL)


def _paragraphs(
    asked: Asked, after: tuple[int, int, int] | None, most: int
) -> list[tuple[int, int, int, int, str, int, str, str, str]]:
    found, values = candidates(asked.text)
    where = [f"p.id IN ({found})"]
    for name, column in _IN_SQL.items():
        if name in asked.filters:
            where.append(f"{column} = %s")
            values.append(asked.filters[name])
    if held := [(name, asked.filters[name]) for name in _OF_LINES if asked.filters.get(name)]:
        wanted_line = " AND ".join(f"l.{name} = %s" for name, _value in held)
        where.append(
            f"EXISTS (SELECT 1 FROM portal_line l WHERE l.report_id = p.report_id AND l.paragraph = p.number AND {wanted_line})"
        )
        values += [value for _name, value in held]
    parameters: list[str | int] = list(values)
    if after is not None:
        where.append("(r.year < %s OR (r.year = %s AND p.id <= %s))")
        parameters += [after[0], after[0], after[1]]
    statement = (
        "SELECT p.id, p.report_id, p.number, p.start, p.text, r.year, o.key, o.level, o.province FROM portal_paragraph p "
        "JOIN portal_report r ON r.id = p.report_id JOIN portal_place o ON o.key = r.place_id "
        f"WHERE {' AND '.join(where)} ORDER BY r.year DESC, p.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, most])
        return list(cursor.fetchall())


def _lines(places: list[tuple[int, int]]) -> dict[tuple[int, int], list[Line]]:
    """The lines of paragraphs, asked for together."""
    held: dict[tuple[int, int], list[Line]] = {}
    for at in range(0, len(places), 500):
        some = places[at : at + 500]
        rows = Line.objects.raw(
            'SELECT id, report_id, paragraph, start, "end", kind, grade, indicator, verdict FROM portal_line WHERE (report_id, paragraph) IN '
            f'(VALUES {", ".join(["(%s, %s)"] * len(some))}) ORDER BY start, "end", id',
            [value for place in some for value in place],
        )
        for line in rows:
            held.setdefault((line.report_id, line.paragraph), []).append(line)
    return held


def _sentences(
    row: tuple[int, int, int, int, str, int, str, str, str], text: str, lines: "list[Line] | tuple[()]"
) -> Iterator[Hit]:
    paragraph, _report, number, start, words, year, key, level, province = row
    marks = list(Folded(words).hits(text))
    if not marks:
        return
    sentences = [found.span() for found in _SENTENCE.finditer(words)] or [(0, len(words))]
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for mark in marks:
        home = next(
            (n for n, (begin, end) in enumerate(sentences) if begin <= mark[0] < end), len(sentences) - 1
        )
        by_sentence.setdefault(home, []).append(mark)
    for home, inside in by_sentence.items():
        begin, end = sentences[home][0], max(sentences[home][1], inside[-1][1])
        first = inside[0]
        line = next(
            (held for held in lines if held.start - start < first[1] and first[0] < held.end - start), None
        )
        shown = tuple((a - begin, b - begin) for a, b in inside)
        yield Hit(paragraph, number, start + begin, words[begin:end], shown, year, key, level, province, line)
