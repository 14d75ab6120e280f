"""Words that make the number before them a part of a name, an ordinal or a phase."""

from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.tables import read_table

REASONS = ("date", "name", "ordinal", "heading", "document", "phase", "idiom")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Looked up by the first character, the longest word first."""

    by_first: dict[str, tuple[tuple[str, str], ...]]

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """The reason that the word at ``start`` gives, and where the word ends."""
        for word, reason in self.by_first.get(text[start : start + 1], ()):
            if text.startswith(word, start):
                return reason, start + len(word)
        return None


@cache
def load_number_words() -> NumberWords:
    """The table ``data/number_words.tsv``.

    :raises VocabularyError: on an unknown reason or a word given twice.
    """
    reasons: dict[str, str] = {}
    for row in read_table("number_words.tsv", 3):
        word, reason, _remark = row.cells
        if reason not in REASONS:
            raise row.error(f"{reason!r} is no reason")
        if word in reasons:
            raise row.error(f"{word!r} is given twice")
        reasons[word] = reason
    grouped: dict[str, list[tuple[str, str]]] = {}
    for word, reason in reasons.items():
        grouped.setdefault(word[0], []).append((word, reason))
    return NumberWords(
        {first: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for first, group in grouped.items()}
    )
