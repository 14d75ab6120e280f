"""A portal that is larger than any country's, for bench/portal.py: the rows of the invented district's reports, again and again for other places and years.

Each report has the shape of a real one: the lines, paragraphs, outcomes, wordings and problems that the library found in the three years of
``examples/qingchuan-*.txt``. Places are those of the list of divisions; names and years change from one report to the next, without moving a character.
Rows are written past the services: by COPY on PostgreSQL, after its indexes were laid aside, and in bulk on SQLite.
"""

import json
import pickle
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report as ReadReport
from luoshi.sources import load_bytes
from luoshi.vocabulary.places import gazetteer
from luoshi_web.portal.bring_in.documents import USED, Read, kept
from luoshi_web.portal.bring_in.places import listed, nation
from luoshi_web.portal.bring_in.rows import PlaceRows, place_rows
from luoshi_web.portal.bring_in.write import stand
from luoshi_web.portal.keys import NATION, atlas
from luoshi_web.portal.search.grams import Folded, grams
from luoshi_web.portal.search.index import tokens
from luoshi_web.portal.tallies import count_again

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LAST = 2026
_SHAPES = (2024, 2025, 2026)
_YEAR = re.compile(r"20[0-3]\d(?=年|[-—~～至])")
_NAMES_A_REPORT = 60  # places of two characters in each report where a name stands that is another in each
_PLACES_AT_ONCE = 25
_AT = "2026-03-01 02:00:00+00"


def build(places: int, years: int, lines: int, *, seed: int = 7) -> dict[str, int]:
    """Fill empty tables; returns how many rows there are of each kind."""
    chance = random.Random(seed)
    shapes = _shapes(lines)
    keys = _places(places)
    counts: dict[str, int] = {}
    writer = _Writer()
    maker = _Maker(shapes, years, chance, writer)
    with _indexes_aside():
        for begin in range(0, len(keys), _PLACES_AT_ONCE):
            rows = maker.rows(keys[begin : begin + _PLACES_AT_ONCE])
            with transaction.atomic():
                for table, some in rows.items():
                    writer.write(table, some)
                    counts[table] = counts.get(table, 0) + len(some)
            if begin % 500 == 0:
                print(
                    f"{time.strftime('%H:%M:%S')} {begin} of {len(keys)} places", file=sys.stderr, flush=True
                )
    for key in keys:
        count_again(key)
    return counts


def _places(count: int) -> list[str]:
    """The nation, the provinces, their cities and districts, as far as ``count`` goes; those above them stand too."""
    standing = [known for known in atlas().by_key.values() if known.ended is None]
    order = {"province": 0, "prefecture": 1, "county": 2}
    standing.sort(key=lambda known: (order[known.last.level], known.key[::-1]))
    chosen = {NATION: nation()} | {known.key: listed(known) for known in standing[: count - 1]}
    above = {key for place in chosen.values() for key in place.above} - set(chosen)
    stand(chosen | {key: listed(atlas().by_key[key]) for key in above}, at=timezone.now())
    return list(chosen)


def _shapes(lines: int) -> dict[int, "_Shape"]:
    """The reports of three years, and the first one once more as the fourth year's: so each year has a next one."""
    texts = {year: (EXAMPLES / f"qingchuan-{year}.txt").read_text(encoding="utf-8") for year in _SHAPES}
    texts[LAST + 1] = re.sub(r"202[0-4]", lambda found: str(int(found[0]) + 3), texts[_SHAPES[0]])
    with tempfile.TemporaryDirectory() as folder:
        reads = {}
        for year, text in texts.items():
            report = read_source(load_bytes(text.encode(), path=f"{year}.txt"))
            _keep(folder, report)
            reads[year] = [
                Read(f"{year}.txt", "", USED, "", report.source.sha256, "青川区", None, "county", year)
            ]
        rows = place_rows("z000000", reads, folder)
    return {year % 3: _Shape(rows, year, lines) for year in _SHAPES}


def _keep(folder: str, report: ReadReport) -> None:
    with open(kept(folder, report.source.sha256), "wb") as file:
        pickle.dump(report, file)


class _Shape:
    """One year of the example: its rows with the next year's that hang on them, lines known by their place in the report."""

    def __init__(self, rows: PlaceRows, year: int, most: int) -> None:
        held, later = rows.years[year], rows.years[year + 1]
        self.year, self.report, self.paragraphs = year, held.report, held.paragraphs
        self.text: str = held.report["text"]
        self.lines = held.lines[:most]
        self.number = {line["id"]: number for number, line in enumerate(self.lines)}
        later_number = {line["id"]: number for number, line in enumerate(later.lines[:most])}
        self.outcomes = [
            (self.number[o["line_id"]], later_number.get(o["answer_id"]), o)
            for o in rows.outcomes
            if o["line_id"] in self.number
        ]
        self.turns = [
            (self.number[t["before_id"]], later_number[t["after_id"]], t) for t in rows.turns
            if t["before_id"] in self.number and t["after_id"] in later_number
        ]  # fmt: skip
        self.fates = [
            (self.number.get(f["before_id"]), later_number.get(f["after_id"]), f) for f in rows.fates
            if f["year"] == year + 1 and {f["before_id"], f["after_id"]} & {*self.number, *later_number}
        ]  # fmt: skip
        chance = random.Random(year)
        inside = [line for line in self.lines if line["end"] - line["start"] > 6]
        spots = {
            chance.randrange(line["start"], line["start"] + 3)
            for line in chance.sample(inside, min(_NAMES_A_REPORT, len(inside)))
        }
        self.spots = sorted(spot for spot in spots if not re.search(r"[\s\d%]", self.text[spot : spot + 2]))

    def moved(self, value: str, year: int) -> str:
        """Words of the example as they stand in the report of another year."""
        return _YEAR.sub(lambda found: str(int(found[0]) + year - self.year), value)


_COLUMNS = {
    "portal_report": "id place_id year title session date speaker complete guessed text sections counts",
    "portal_copy": "id sha256 place_id report_id best found url media_type encoding characters entries complete notices",
    "portal_source": "document stamp outcome remark said",
    "portal_paragraph": "id report_id number start text role heading",
    "portal_pairs": "rowid pairs",
    "portal_line": 'id report_id place_id year number paragraph start "end" quote kind grade headline role together subject indicator measure reading verdict copy_name',
    "portal_outcome": 'line_id later_id verdict rule deviation reason_zh reason_en answer_id quote paragraph start "end" against expected others vintages '
    "again again_start again_end dropped",
    "portal_turn": "id before_id after_id report_id modality bound number",
    "portal_fate": "id report_id fate before_id after_id likeness",
}
_NUMBERED = ("portal_report", "portal_copy", "portal_paragraph", "portal_turn", "portal_fate")


class _Maker:
    """Makes the rows of places. What does not change from one place to the next is made once a year."""

    def __init__(
        self, shapes: dict[int, _Shape], years: int, chance: random.Random, writer: "_Writer"
    ) -> None:
        self._shapes, self._chance, self._writer = shapes, chance, writer
        self._years = range(LAST - years + 1, LAST + 1)
        self._next = dict.fromkeys(_NUMBERED, 1)
        names = {d.short for d in gazetteer().divisions if len(d.short) == 2}
        self._names = sorted(names)
        self._fixed = {year: self._of_year(year) for year in self._years}

    def _of_year(self, year: int) -> dict[str, Any]:
        shape, cell = self._shapes[year % 3], self._writer.cell
        later = year + 1 in self._years
        lines = []
        for line in shape.lines:
            reading = json.loads(shape.moved(json.dumps(line["reading"], ensure_ascii=False), year))
            if period := reading.get("period"):
                reading["period"] = {
                    name: value + year - shape.year if isinstance(value, int) else value
                    for name, value in period.items()
                }
            before = [str(year), *(str(line[name]) for name in ("number", "paragraph", "start", "end"))]
            verdict = line["verdict"] if later else ""
            behind = [
                line["kind"],
                line["grade"],
                _bool(line["headline"]),
                line["role"],
                line["together"],
                line["subject"],
                line["indicator"],
            ]
            behind += [line["measure"], json.dumps(reading, ensure_ascii=False), verdict]
            lines.append((line["start"], line["end"], before, [cell(value) for value in behind]))
        return {"lines": lines, "shape": shape, "tokens": self._tokens(shape, later)}

    @staticmethod
    def _tokens(shape: _Shape, later: bool) -> dict[int, list[dict[str, str]]]:
        held: dict[int, list[dict[str, str]]] = {}
        for line in shape.lines:
            said = {name: line[name] for name in ("kind", "grade", "indicator")} | {
                "verdict": line["verdict"] if later else ""
            }
            held.setdefault(line["paragraph"], []).append(said)
        return held

    def rows(self, keys: Sequence[str]) -> dict[str, list[Sequence[str | None]]]:
        out: dict[str, list[Sequence[str | None]]] = {table: [] for table in _COLUMNS}
        for key in keys:
            level, province = self._level(key), key[:2] if key != NATION else ""
            ids: dict[int, list[str]] = {}
            reports = {year: self._number("portal_report") for year in self._years}
            for year in self._years:
                ids[year] = self._report(out, key, level, province, year, reports[year])
            for year in self._years:
                if year + 1 in reports:
                    self._held(
                        out, self._fixed[year]["shape"], ids[year], ids[year + 1], reports[year + 1], year
                    )
        return out

    @staticmethod
    def _level(key: str) -> str:
        return "national" if key == NATION else atlas().by_key[key].last.level

    def _number(self, table: str) -> str:
        self._next[table] += 1
        return str(self._next[table] - 1)

    def _report(
        self, out: dict[str, list[Any]], key: str, level: str, province: str, year: int, number: str
    ) -> list[str]:
        fixed, cell, chance = self._fixed[year], self._writer.cell, self._chance
        shape: _Shape = fixed["shape"]
        characters = list(shape.moved(shape.text, year))
        for spot in shape.spots:
            characters[spot : spot + 2] = chance.choice(self._names)
        text = "".join(characters)
        sha256 = f"{chance.getrandbits(256):064x}"
        report = shape.report
        counts = (
            report["counts"] if year + 1 in self._years else report["counts"] | {"verdicts": {}, "others": {}}
        )
        out["portal_report"].append(
            [number, key, str(year), f"{year}年政府工作报告", report["session"], f"{year}-01-{chance.randint(5, 28):02d}", report["speaker"], "1", "[]",
             cell(text), cell(json.dumps(report["sections"], ensure_ascii=False)), cell(json.dumps(counts, ensure_ascii=False))]
        )  # fmt: skip
        out["portal_copy"].append(
            [self._number("portal_copy"), sha256, key, number, "1", json.dumps([f"{key}/{year}.txt"]), "", "text/plain", "utf-8", str(len(text)),
             str(len(shape.lines)), "1", "[]"]
        )  # fmt: skip
        out["portal_source"].append([f"{key}/{year}.txt", "1.1", "used", "", "{}"])
        of_place = {"year": str(year), "level": level, "province": province, "place": key}
        for paragraph in shape.paragraphs:
            start = paragraph["start"]
            words, name = text[start : start + len(paragraph["text"])], self._number("portal_paragraph")
            out["portal_paragraph"].append(
                [
                    name,
                    number,
                    str(paragraph["number"]),
                    str(start),
                    cell(words),
                    paragraph["role"],
                    str(paragraph["heading"]),
                ]
            )
            pairs = [
                *grams(Folded(words).text),
                *tokens(of_place, fixed["tokens"].get(paragraph["number"], ())),
            ]
            out["portal_pairs"].append([name, self._writer.pairs(pairs)])
        ids = []
        for start, end, before, behind in fixed["lines"]:
            name = f"e{chance.getrandbits(48):012x}-{sha256[:8]}"
            out["portal_line"].append([name, number, key, *before, cell(text[start:end]), *behind, ""])
            ids.append(name)
        return ids

    def _held(
        self,
        out: dict[str, list[Any]],
        shape: _Shape,
        ids: list[str],
        later: list[str],
        report: str,
        year: int,
    ) -> None:
        cell = self._writer.cell
        for number, answer, held in shape.outcomes:
            words = [cell(shape.moved(held[name], year)) for name in ("deviation", "reason_zh", "reason_en")]
            behind = [_text(held[name]) for name in ("paragraph", "start", "end")]
            again = [
                cell(held["again"]),
                _text(held["again_start"]),
                _text(held["again_end"]),
                _bool(held["dropped"]),
            ]
            out["portal_outcome"].append(
                [ids[number], report, held["verdict"], held["rule"], *words, later[answer] if answer is not None else None,
                 cell(shape.moved(held["quote"], year)), *behind, "", _bool(held["expected"]), "[]", "[]", *again]
            )  # fmt: skip
        for number, after, turn in shape.turns:
            out["portal_turn"].append(
                [
                    self._number("portal_turn"),
                    ids[number],
                    later[after],
                    report,
                    turn["modality"],
                    turn["bound"],
                    turn["number"],
                ]
            )
        for before, after_or_none, fate in shape.fates:
            out["portal_fate"].append(
                [self._number("portal_fate"), report, fate["fate"], None if before is None else ids[before],
                 None if after_or_none is None else later[after_or_none], _text(fate["likeness"])]
            )  # fmt: skip


def _bool(value: bool) -> str:
    return "1" if value else "0"


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


class _Writer:
    """Rows of text → a table."""

    def __init__(self) -> None:
        self._copies = connection.vendor == "postgresql"

    def cell(self, value: str) -> str:
        return re.sub(r"[\\\n\t\r]", lambda found: _ESCAPED[found[0]], value) if self._copies else value

    def pairs(self, pairs: Iterable[str]) -> str:
        return " ".join(pairs)

    def write(self, table: str, rows: list[Sequence[str | None]]) -> None:
        names = ", ".join(_COLUMNS[table].split())
        with connection.cursor() as cursor:
            if not self._copies:
                marks = ", ".join("?" * len(_COLUMNS[table].split()))
                cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
                return
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for begin in range(0, len(rows), 2000):
                    some = rows[begin : begin + 2000]
                    copy.write(
                        "".join("\t".join([r"\N" if v is None else v for v in row]) + "\n" for row in some)
                    )


_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@contextmanager
def _indexes_aside() -> Iterator[None]:
    """On PostgreSQL: indexes and references away while rows come in, and there again afterwards, made in one go."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SET max_parallel_maintenance_workers = 0")
        references = _asked(
            cursor, "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text FROM pg_constraint "
            "WHERE conrelid::regclass::text LIKE 'portal_%%' AND contype IN ('f', 'u', 'p') AND conrelid::regclass::text NOT IN ('portal_place', 'portal_formerkey') "
            "ORDER BY contype = 'p', contype = 'u'",
        )  # fmt: skip
        for table, name, _definition, _kind in references:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
        indexes = _asked(
            cursor, "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'portal_%%' AND tablename NOT IN ('portal_place', 'portal_formerkey')"
        )  # fmt: skip
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for table, name, definition, kind in reversed(references):
            print(f"{time.strftime('%H:%M:%S')} {name}", file=sys.stderr, flush=True)
            late = (
                " NOT VALID" if kind == "f" else ""
            )  # nothing here asks whether the rows fit: they were made together
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}{late}')
        for name, definition in indexes:
            print(f"{time.strftime('%H:%M:%S')} {name}", file=sys.stderr, flush=True)
            cursor.execute(definition)
        for table in _NUMBERED:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        cursor.execute("VACUUM ANALYZE")


def _asked(cursor: Any, statement: str) -> list[tuple[str, ...]]:
    cursor.execute(statement)
    return list(cursor.fetchall())
