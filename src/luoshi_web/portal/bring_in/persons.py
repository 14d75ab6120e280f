"""Numbers of persons that a government printed: covered before a row enters a table, so that no page, file or index can show one.

What stands in the text at a known place is cut from the covered text, with the same places; what was read from it is searched for the same
words. Who looks for offices finds them: their telephones are no personal data (:func:`luoshi_web.masks.cover`).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from luoshi_web.masks import SIGN, cover
from luoshi_web.masks.folding import numerals, widths

if TYPE_CHECKING:
    from luoshi_web.portal.bring_in.rows import PlaceRows

Row = dict[str, Any]
_VALUES = ("low", "high")
"""Of a reading: 13820000000 is 138.2亿元, and a telephone only where the text has it as one (:func:`without_value`)."""
_LEAST = 4
"""Signs of a number that a cut text may end in."""
_DIGITS = 7
"""Of a value that was read from a number's digits: 500 persons beside a telephone number are no part of it."""


class Covered:
    """A report's text without numbers of persons, and their words."""

    def __init__(self, text: str) -> None:
        masked = cover(text)
        self.text = masked.text
        self.words = frozenset(text[one.start : one.end].strip() for one in masked.found)

    def quote(self, start: int | None, end: int | None, quote: str) -> str:
        """What stands there now; a quote without a place is searched."""
        return clean(quote, self.words) if start is None or end is None else self.text[start:end]


def clean(value: Any, words: Iterable[str]) -> Any:
    """A string, or whatever holds strings, without the words and without numbers that tell themselves."""
    if isinstance(value, str):
        return _clean(value, words)
    if isinstance(value, list):
        return [clean(inner, words) for inner in value]
    if isinstance(value, dict):
        return {key: inner if key in _VALUES else clean(inner, words) for key, inner in value.items()}
    return value


def _clean(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, SIGN * len(word))
        for length in range(len(word) - 1, _LEAST - 1, -1):  # where a row cut the words off
            if text.endswith(word[:length]):
                text = text[:-length] + SIGN * length
                break
    return cover(text).text


def without_value(reading: Row, words: Iterable[str]) -> Row:
    """A reading whose number is one of a person has no number: it said nothing of the year."""
    plain = [numerals(widths(word)) for word in words]
    digits = ["".join(sign for sign in word if sign.isalnum()) for word in plain]
    for name in _VALUES:
        own = str(reading.get(name) or "").lstrip("-").replace(".", "")
        if len(own) >= _DIGITS and any(own in held for held in digits):
            return {key: kept for key, kept in reading.items() if key not in {*_VALUES, "unit"}}
    return reading


def cover_line(line: Row, covered: Covered) -> bool:
    """Cover a line's row in place. Returns whether it had a person's number for its value."""
    reading = without_value(line["reading"], covered.words)
    spoiled = reading is not line["reading"]
    line["quote"] = covered.quote(line["start"], line["end"], line["quote"])
    line["subject"] = clean(line["subject"], covered.words)
    line["reading"] = clean(reading, covered.words)
    return spoiled


def cover_report(report: Row, covered: Covered) -> None:
    """Cover a report's own row in place, and note how many numbers there were."""
    report["text"] = covered.text
    for name in ("title", "session", "speaker", "sections"):
        report[name] = clean(report[name], covered.words)
    report["counts"] = report["counts"] | {"covered": len(covered.words)}


def cover_outcome(outcome: Row, later: Covered, words: Sequence[str]) -> None:
    """Cover what the next report says in place; ``words`` are those of both reports and the one after."""
    outcome["quote"] = later.quote(outcome["start"], outcome["end"], outcome["quote"])
    outcome["again"] = later.quote(outcome["again_start"], outcome["again_end"], outcome["again"])
    for name in ("reason_zh", "reason_en"):
        outcome[name] = clean(outcome[name], words)
    outcome["vintages"] = [held | {"quote": clean(held["quote"], words)} for held in outcome["vintages"]]


def cover_persons(rows: "PlaceRows") -> None:
    """All rows of a place, in place. A verdict that rests on a person's number is none and goes."""
    every = {year: held.covered for year, held in rows.years.items()}
    words = [word for covered in every.values() for word in covered.words]
    if not words:
        return
    spoiled: set[str] = set()
    for year, held in rows.years.items():
        covered = every[year]
        if not covered.words:
            continue
        cover_report(held.report, covered)
        for paragraph in held.paragraphs:
            start = paragraph["start"]
            paragraph["text"] = covered.text[start : start + len(paragraph["text"])]
        spoiled |= {line["id"] for line in held.lines if cover_line(line, covered)}
    rows.outcomes = [
        row for row in rows.outcomes if not spoiled & {row["line_id"], row["answer_id"] or "", row["against"]}
    ]
    for row in rows.outcomes:
        cover_outcome(row, every[row["later"]], words)
