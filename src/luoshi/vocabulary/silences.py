"""Why a clause stands in no line of the ledger, by its words (``data/silences.tsv``)."""

import re
from collections.abc import Callable
from functools import cache

from luoshi.vocabulary.tables import read_table

REASONS = ("heading", "said", "thanks", "creed", "purpose", "situation", "effort", "requirement")
_PLACES: dict[str, Callable[[str, str], bool]] = {
    "begins": str.startswith,
    "ends": str.endswith,
    "holds": str.__contains__,
}


def reason_in(clause: str, but: frozenset[str] = frozenset()) -> str | None:
    """The first reason of the table that fits the words of ``clause`` and is none of ``but``; None where none does."""
    rows, anywhere, firsts = _table()
    if clause[:1] not in firsts and anywhere.search(clause) is None:
        return None  # nearly every clause
    for reason, fits, word in rows:
        if reason not in but and fits(clause, word):
            return reason
    return None


@cache
def _table() -> tuple[
    tuple[tuple[str, Callable[[str, str], bool], str], ...], re.Pattern[str], frozenset[str]
]:
    """The rows; a pattern for those that may stand anywhere; the first characters of those that begin a clause.

    :raises VocabularyError: on an unknown reason or place, or a word given twice for one reason.
    """
    rows = []
    seen: set[tuple[str, str]] = set()
    anywhere, firsts = [], set()
    for row in read_table("silences.tsv", 4):
        reason, place, word, _example = row.cells
        if reason not in REASONS or place not in _PLACES:
            raise row.error(f"{reason!r} or {place!r} is unknown")
        if (reason, word) in seen:
            raise row.error(f"{word} stands twice as {reason}")
        seen.add((reason, word))
        rows.append((reason, _PLACES[place], word))
        if place == "begins":
            firsts.add(word[0])
        else:
            anywhere.append(re.escape(word))
    return tuple(rows), re.compile("|".join(anywhere) or "(?!)"), frozenset(firsts)
