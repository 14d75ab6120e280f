"""Exact search: every sentence in which the words stand, and no other. Two characters and up.

The unit is the sentence. It belongs to the line that its first hit stands in, or to none; so every facet parts the hits, and its counts
add up to their number.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Max, Min

from luoshi_web.portal.database import own_connection
from luoshi_web.portal.models import Report
from luoshi_web.portal.search.grams import Folded, wanted
from luoshi_web.portal.search.index import candidates

COUNTED = 500  # paragraphs, the newest first, that are looked through for counts: a fifth of a second of work at most
PAGE = 40
_FEW = 1500  # paragraphs that are put in the order of their years at once
_BEHIND = 99_999_999  # no paragraph has so many characters
LONGEST = 60  # characters of a query
_SENTENCE = re.compile(r"[^。；;！？!?\r\n]+[。；;！？!?]?")
FACETS = ("level", "province", "place", "year", "kind", "grade", "indicator", "verdict")
_Row = tuple[int, int, int, int, str, int, str, str, str]


class Said(NamedTuple):
    """What is told of a line that a hit stands in."""

    pk: str
    start: int
    end: int
    kind: str
    grade: str
    indicator: str
    verdict: str


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
    line: Said | None

    @property
    def cursor(self) -> tuple[int, int, int]:
        return self.year, self.paragraph, self.start

    def facet(self, name: str) -> str:
        if name == "year":
            return str(self.year)
        if name in {"level", "province"}:
            return str(getattr(self, name))
        if name == "place":
            return self.key
        return str(getattr(self.line, name)) if self.line else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. ``total`` counts those of the paragraphs looked through; ``more`` says that there are paragraphs beyond."""

    hits: list[Hit]
    total: int
    more: bool
    facets: dict[str, list[tuple[str, int]]]
    next: tuple[int, int, int] | None
    looked: int = COUNTED


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
    return all(hit.facet(name) == value for name, value in filters.items())


def _paragraphs(asked: Asked, after: tuple[int, int, int] | None, most: int) -> list[_Row]:
    """The next ``most`` paragraphs, the newest year first. Of a frequent word a year alone holds enough, and the index is not asked for the others; a rare word
    is asked for in all years at once. One that is frequent and stands in older years alone is looked for year by year."""
    years = _years(asked, after)
    found = _of_year(asked, after, years[0], most) if years else []
    if len(found) == most or len(years) < 2:
        return found
    if (few := _all_of(asked)) is not None:
        return found + _older(few, years[0], years[-1], most - len(found))
    for year in years[1:]:
        found += _of_year(asked, after, year, most - len(found))
        if len(found) == most:
            break
    return found


def _years(asked: Asked, after: tuple[int, int, int] | None) -> list[int]:
    span = Report.objects.aggregate(first=Min("year"), last=Max("year"))
    if span["first"] is None:
        return []
    last = min(span["last"], after[0]) if after else span["last"]
    years = range(last, span["first"] - 1, -1)
    return [year for year in years if asked.filters.get("year", str(year)) == str(year)]


_ROWS = (
    "SELECT p.id, p.report_id, p.number, p.start, p.text, r.year, o.key, o.level, o.province FROM portal_paragraph p "
    "JOIN portal_report r ON r.id = p.report_id JOIN portal_place o ON o.key = r.place_id "
)


def _of_year(asked: Asked, after: tuple[int, int, int] | None, year: int, most: int) -> list[_Row]:
    """The last paragraphs of a year; of that of the cursor those before it."""
    found, words = candidates(asked.text, asked.filters, year)
    values: list[str | int] = [words]
    if after is not None and after[0] == year:
        found += " AND rowid <= %s"
        values.append(after[1])
    statement = f"{_ROWS} WHERE p.id IN ({found} ORDER BY rowid DESC LIMIT %s) ORDER BY p.id DESC"
    with own_connection().cursor() as cursor:
        cursor.execute(statement, [*values, most])
        return list(cursor.fetchall())


def _all_of(asked: Asked) -> list[int] | None:
    """The ids of all paragraphs, None where they are many."""
    found, words = candidates(asked.text, asked.filters)
    with own_connection().cursor() as cursor:
        cursor.execute(f"{found} LIMIT %s", [words, _FEW + 1])
        few = [row[0] for row in cursor.fetchall()]
    return few if len(few) <= _FEW else None


def _older(ids: list[int], before: int, since: int, most: int) -> list[_Row]:
    """Those of some paragraphs that stand in older years, the newest year first."""
    if not ids:
        return []
    here = ", ".join(map(str, ids))
    statement = f"{_ROWS} WHERE p.id IN ({here}) AND r.year < %s AND r.year >= %s ORDER BY r.year DESC, p.id DESC LIMIT %s"
    with own_connection().cursor() as cursor:
        cursor.execute(statement, [before, since, most])
        return list(cursor.fetchall())


def _lines(places: list[tuple[int, int]]) -> dict[tuple[int, int], list[Said]]:
    """The lines of paragraphs, asked for together; their numbers stand in the statement, since to put a thousand of them in takes longer than the answer."""
    held: dict[tuple[int, int], list[Said]] = {}
    with own_connection().cursor() as cursor:
        for at in range(0, len(places), 500):
            some = places[at : at + 500]
            here = ", ".join(f"({int(report)}, {int(paragraph)})" for report, paragraph in some)
            cursor.execute(
                'SELECT report_id, paragraph, id, start, "end", kind, grade, indicator, verdict FROM portal_line WHERE (report_id, paragraph) IN '
                f'(VALUES {here}) ORDER BY start, "end", id'
            )
            for report, paragraph, *said in cursor.fetchall():
                held.setdefault((report, paragraph), []).append(Said(*said))
    return held


def _sentences(row: _Row, text: str, lines: "list[Said] | tuple[()]") -> Iterator[Hit]:
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
