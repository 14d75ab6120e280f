"""A ledger as stored: what ``luoshi read --format json`` printed, checked where it comes in."""

import json
import os
import re
from dataclasses import dataclass
from typing import Any

from luoshi.ledger.entry import Entry, Period, Relation
from luoshi.ledger.line import Line, Member
from luoshi.sources import read_bytes, refuse
from luoshi.text import Span

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """A ledger's JSON, with the parts that :mod:`check` and :mod:`diff` use known to be there."""

    report: Row
    outline: tuple[Row, ...]
    lines: tuple[Row, ...]
    entries: tuple[Row, ...]
    unused: tuple[Row, ...]

    @property
    def notices(self) -> tuple[Row, ...]:
        return tuple(self.report.get("notices") or ())


def load_ledger(path: str | os.PathLike[str]) -> StoredLedger:
    """The ledger in a file. Raises :class:`~luoshi.errors.SourceError` where it is none."""
    name = os.fspath(path)
    try:
        text = read_bytes(name).decode("utf-8-sig")
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse("not_json", name, line=error.lineno) from None
    except (UnicodeDecodeError, RecursionError):
        raise refuse("not_json", name, line=1) from None
    return as_ledger(whole, name)


def as_ledger(whole: Any, name: str | None) -> StoredLedger:
    """A ledger's dictionary (as :meth:`luoshi.ledger.Report.to_dict` makes it), its form checked."""
    if not isinstance(whole, dict):
        raise refuse("not_ledger", name, what="`report`")
    report = whole.get("report")
    if not isinstance(report, dict):
        raise refuse("not_ledger", name, what="`report`")
    ledger = StoredLedger(
        report,
        *(_rows(whole, part, name) for part in ("outline", "lines", "entries", "unused")),
    )
    _rows(report, "notices", name)
    for number, entry in enumerate(ledger.entries):
        if not isinstance(entry.get("id"), str):
            raise refuse("not_ledger", name, what=f"`entries[{number}].id`")
    return ledger


def entry_of(row: Row, name: str | None = None) -> Entry:
    """The entry that a stored row describes; of a span that names pages, the first stretch.

    :raises SourceError: where a value has a form that no ledger has.
    """
    for key in ("low", "high"):
        value = row.get(key)
        if value is not None and not (isinstance(value, str) and _DECIMAL.fullmatch(value)):
            raise refuse("not_ledger", name, what=f"`{row['id']}.{key}`")
    _page, start, end = pieces_of(row["span"])[0]
    read: dict[str, Any] = {key: row.get(key) for key in Entry._fields}
    read |= {
        "kind": row.get("kind"),
        "headline": bool(row.get("headline")),
        "partial": bool(row.get("partial")),
        "span": Span(start, end),
        "relation": _relation(row.get("relation")),
        "period": _period(row.get("period")),
        "members": _members(row.get("members")),
        "notices": tuple(row.get("notices") or ()),
    }
    return Entry(**read)


def line_of(row: Row) -> Line:
    """The line that a stored row describes; of a span that names pages, the first stretch."""
    _page, start, end = pieces_of(row["span"])[0]
    read: dict[str, Any] = {key: row.get(key) for key in Line._fields}
    return Line(**read | {"members": _members(row.get("members")), "span": Span(start, end)})


def _members(value: Any) -> tuple[Member, ...]:
    return tuple(
        Member(row["name"], Span(*pieces_of(row["span"])[0][1:]))
        for row in value or ()
        if isinstance(row, dict) and isinstance(row.get("name"), str) and is_span(row.get("span"))
    )


_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def _period(value: Any) -> Period | None:
    if isinstance(value, dict) and type(value.get("from")) is int and type(value.get("to")) is int:
        return Period(value["from"], value["to"])
    return None


def _relation(value: Any) -> Relation | None:
    if not isinstance(value, dict):
        return None
    if "by" in value:
        return Relation(by=value["by"], assigned=True)
    return Relation(value.get("compare"), value.get("to"), value.get("to_indicator"))


def _rows(holder: Row, key: str, name: str | None) -> tuple[Row, ...]:
    """A list of rows that each have a span (and, but for sections, a quote). ``lines`` (of older ledgers), ``unused`` and
    ``notices`` may lack."""
    found = holder.get(key, [] if key in ("lines", "unused", "notices") else None)
    if not isinstance(found, list):
        raise refuse("not_ledger", name, what=f"`{key}`")
    for number, row in enumerate(found):
        if not isinstance(row, dict) or not is_span(row.get("span")):
            raise refuse("not_ledger", name, what=f"`{key}[{number}].span`")
        if key != "outline" and not isinstance(row.get("quote"), str):
            raise refuse("not_ledger", name, what=f"`{key}[{number}].quote`")
    return tuple(found)


def is_span(value: Any) -> bool:
    """Whether a JSON value is ``[start, end]``, two whole numbers, or a page's ``{"page", "start", "end"}``, or a list of those."""
    if isinstance(value, list) and len(value) == 2 and all(type(bound) is int for bound in value):
        return True
    pages = value if isinstance(value, list) else [value]
    return bool(pages) and all(
        isinstance(page, dict) and all(type(page.get(key)) is int for key in ("page", "start", "end"))
        for page in pages
    )


def pieces_of(span: Any) -> list[tuple[int, int, int]]:
    """The stretches of a span in a ledger's JSON as ``(page, start, end)``; page 0 is the one file."""
    if isinstance(span, dict):
        return [(span["page"], span["start"], span["end"])]
    if isinstance(span[0], dict):
        return [(page["page"], page["start"], page["end"]) for page in span]
    return [(0, span[0], span[1])]
