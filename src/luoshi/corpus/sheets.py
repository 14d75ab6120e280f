"""CSV and XLSX files of documents, written out once as JSON lines beside the dataset, so that every row can be read without the others."""

import csv
import json
import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Context, Decimal, InvalidOperation
from itertools import chain

from luoshi.corpus.shard import digest_of
from luoshi.sources import LIMIT, read_bytes, refuse
from luoshi.sources.decode import decode
from luoshi.sources.formats.archive import opened
from luoshi.sources.formats.xml_events import run_part

_CSV = (".csv", ".tsv")
_XLSX = (".xlsx",)
SUFFIXES = (*_CSV, *_XLSX)
# What a header is told apart by; a text has commas of its own, so the first line decides.
_DELIMITERS = ("\t", ";", ",")
_SAMPLE = 1 << 20  # bytes by which the encoding is told
_SHARED = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_ROW = re.compile(r"[0-9]{1,9}")
_MOST_ROWS = 1_048_576
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_MOST_COLUMNS = 16_384
# Words within a format; a percent sign among them does not make it one of per cent: `0.0"%"`, `0\%`.
_SPELT = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_DIGITS = Context(prec=15)
_LARGEST = Decimal(10) ** 15
# Cells that a sheet leaves out and its rows have nevertheless: a yearbook has some thousands, and a few bytes may stand for 16,383.
_MOST_PADDED = 5_000_000


def is_sheet(path: str) -> bool:
    return path.lower().endswith(SUFFIXES)


def as_lines(path: str, key: str, stamp: str, folder: str) -> str:
    """The path of a file in ``folder`` that has the rows of ``path`` as JSON lines, a line a row, the header's names as keys.

    :raises luoshi.errors.SourceError: where it is no table: no header, a header that names a column twice, no rows.
    """
    written = os.path.join(folder, f"{digest_of((path, stamp))}.jsonl")
    if os.path.exists(written):
        return written
    rows = rows_of(path, key)
    header = [name.strip() for name in next(rows, [])]
    if not header or not any(header):
        raise refuse("no_header", key)
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        twice = next(name for name in named if named.count(name) > 1)
        raise refuse("column_twice", key, column=twice)
    os.makedirs(folder, exist_ok=True)
    with open(f"{written}.part", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(header, rows))
    os.replace(f"{written}.part", written)
    return written


def rows_of(path: str, key: str) -> Iterator[list[str]]:
    """The rows of a CSV, TSV or XLSX file as texts, the header first. ``key`` is what a refusal calls the file.

    :raises luoshi.errors.SourceError: where it is none, or is missing.
    """
    if not os.path.exists(path):
        raise refuse("missing", key)
    return _workbook(path, key) if path.lower().endswith(_XLSX) else _separated(path, key)


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A blank row keeps its line, so that the rows count as in the file."""
    for row in rows:
        cells = {name: cell for name, cell in zip(header, row, strict=False) if name and cell}
        yield (json.dumps(cells, ensure_ascii=False) if cells else "") + "\n"


def _separated(path: str, key: str) -> Iterator[list[str]]:
    """The rows of a CSV or TSV file in any encoding that a report may have."""
    with open(path, "rb") as file:
        sample = file.read(_SAMPLE)
    if not sample:
        raise refuse("empty", key)
    cut = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1]
    encoding = decode(cut or sample, key).encoding
    csv.field_size_limit(LIMIT)
    with open(path, encoding=encoding, errors="replace", newline="") as lines:
        first = lines.readline().removeprefix("\ufeff")
        delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), mark == ","))
        try:
            yield from csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        except csv.Error as error:
            raise refuse("broken_csv", key, reason=str(error)) from None


def _workbook(path: str, key: str) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet as texts; nothing in it is computed. A number is given as the file holds it, with all its digits
    and without the look of its cell (dates are days since 1900), but for per cent: 0.052 shown as 5% or 5.2% is ``5.2%``."""
    with opened(read_bytes(path, name=key), key) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        sheets = sorted((int(m[1]), name) for name in infos if (m := _SHEET.fullmatch(name)))
        if not sheets:
            raise refuse("broken", key, format="XLSX")
        strings = _Strings()
        run_part(archive, infos, _SHARED, strings, key, format="XLSX")
        styles = _Styles()
        run_part(archive, infos, _STYLES, styles, key, format="XLSX")
        sheet = _Sheet(strings.found, styles.percent(), key)
        run_part(archive, infos, sheets[0][1], sheet, key, format="XLSX")
    yield from sheet.rows


class _Strings:
    """``sharedStrings.xml``: the texts that cells refer to by number. Readings of characters (``rPh``) are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] | None = None
        self._reading = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.found.append("")
        elif tag == "rPh":
            self._reading += 1
        elif tag == "t" and not self._reading:
            self._parts = []

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._reading -= 1
        elif tag == "t" and self._parts is not None:
            self.found[-1] += "".join(self._parts)
            self._parts = None

    def characters(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)


class _Styles:
    """``styles.xml``: which of the looks that cells refer to by number show per cent."""

    def __init__(self) -> None:
        self._formats = {"9": "0%", "10": "0.00%"}  # those that no file spells out
        self._looks: list[str] = []
        self._inside = False

    def percent(self) -> frozenset[str]:
        """The numbers of the looks that show per cent."""
        shown = {number for number, code in self._formats.items() if "%" in _SPELT.sub("", code)}
        return frozenset(str(place) for place, number in enumerate(self._looks) if number in shown)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._looks.append(attributes.get("numFmtId", ""))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False

    def characters(self, text: str) -> None: ...


class _Sheet:
    """One sheet: ``rows`` of texts, a cell that is not there being empty."""

    def __init__(self, strings: Sequence[str], percent: Container[str], key: str) -> None:
        self.rows: list[list[str]] = []
        self._strings = strings
        self._percent = percent
        self._key = key
        self._padded = 0
        self._column = 0
        self._kind = "n"
        self._in_percent = False
        self._parts: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            number = attributes.get("r", "")
            missing = min(int(number), _MOST_ROWS) - len(self.rows) - 1 if _ROW.fullmatch(number) else 0
            self._pad(missing)
            self.rows += ([] for _ in range(missing + 1))
            self._column = 0
        elif tag == "c" and self.rows:
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _number(place[1]) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._in_percent = attributes.get("s", "0") in self._percent
        elif tag in ("v", "t"):
            self._parts = []

    def end(self, tag: str) -> None:
        if tag not in ("v", "t") or self._parts is None or not self.rows:
            return
        text = "".join(self._parts)
        self._parts = None
        if self._kind == "s":
            text = self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""
        elif self._kind == "n" and self._in_percent:
            text = _in_percent(text)
        row = self.rows[-1]
        if 1 <= self._column <= _MOST_COLUMNS:
            missing = self._column - len(row)
            self._pad(missing - 1)
            row.extend([""] * missing)
            row[self._column - 1] += text

    def characters(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)

    def _pad(self, cells: int) -> None:
        self._padded += max(cells, 0)
        if self._padded > _MOST_PADDED:
            raise refuse("bomb", self._key)


def _in_percent(text: str) -> str:
    """``0.052`` → ``5.2%``, at the 15 digits to which a workbook counts; what is no number stays."""
    try:
        value = _DIGITS.create_decimal(text).scaleb(2)
    except InvalidOperation:
        return text
    return f"{value.normalize():f}%" if value.is_finite() and abs(value) < _LARGEST else text


def _number(letters: str) -> int:
    """``A`` → 1, ``AB`` → 28."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
