"""Whether every quote of a ledger still stands where the ledger says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luoshi.ledger.stored import Row, StoredLedger, pieces_of
from luoshi.text import SourceText


@dataclass(frozen=True, slots=True)
class Broken:
    """One line of a ledger that the text does not bear out.

    ``part`` is ``line``, ``entry``, ``notice``, ``unused`` or ``section``; ``name`` its id, kind or reason; ``quote`` what the
    ledger says stands at ``[start, end)`` (None for a section), ``found`` what does (None beyond the text's end).
    """

    part: str
    name: str
    start: int
    end: int
    quote: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """``counted`` lines were held against the text; ``same_source`` tells whether the file's bytes are the ledger's."""

    counted: int
    broken: tuple[Broken, ...]
    same_source: bool


def check(ledger: StoredLedger, source: SourceText) -> Check:
    """Hold every quote and every section of ``ledger`` against ``source``."""
    lines = list(_lines(ledger))
    texts = {0: source.text}
    texts |= {page.page: source.text[page.start : page.end] for page in source.pages}
    broken = [b for part, name, row in lines if (b := _broken(part, name, row, texts)) is not None]
    digest = (ledger.report.get("source") or {}).get("sha256")
    return Check(len(lines), tuple(broken), digest == source.sha256)


def _lines(ledger: StoredLedger) -> Iterator[tuple[str, str, Row]]:
    for line in ledger.lines:
        yield "line", str(line.get("id")), line
    for entry in ledger.entries:
        yield "entry", entry["id"], entry
    for notice in ledger.notices:
        yield "notice", str(notice.get("kind")), notice
    for unused in ledger.unused:
        yield "unused", str(unused.get("reason")), unused
    for section in ledger.outline:
        yield "section", str(section.get("id")), section


def _broken(part: str, name: str, row: Row, texts: Mapping[int, str]) -> Broken | None:
    pieces = pieces_of(row["span"])
    quote = row["quote"] if part != "section" else None
    found = ""
    for page, start, end in pieces:
        if page not in texts or not 0 <= start <= end <= len(texts[page]):
            return Broken(part, name, start, end, quote, None)
        found += texts[page][start:end]
    if quote is None or quote == found:
        return None
    _, start, end = pieces[0]
    return Broken(part, name, start, end, quote, found)
