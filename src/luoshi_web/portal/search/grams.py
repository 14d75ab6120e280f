"""Two neighbouring characters are a word of the index: no segmenter decides what can be found.

The index is asked first, the text itself decides: what it yields is verified by the string. Width and case are folded, blanks left
out, one character for one, so that a hit leads back to its place in the paragraph.
"""

import re
from collections.abc import Iterator, Sequence

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME: dict[int, int] = {**_WIDE, 0x3000: 0x20, 0x00A0: 0x20}
_HIGH = re.compile("[\U00010000-\U0010ffff]")
_PRIVATE = 0xE000  # where characters stand that the tokenizer of SQLite would take for gaps


def folded(text: str) -> str:
    """Width and case folded, one character for one."""
    plain = text.translate(_SAME)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower()[:1] or c for c in plain)


class Folded:
    """A text without its blanks, and where each of its characters stood."""

    __slots__ = ("places", "text")

    def __init__(self, text: str) -> None:
        plain = folded(text)
        pieces = plain.split()
        if pieces == [plain]:  # most paragraphs have no blank
            self.places: Sequence[int] = range(len(plain))
            self.text = plain
        else:
            self.places = [at for at, c in enumerate(plain) if not c.isspace()]
            self.text = "".join(pieces)

    def hits(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where ``wanted`` (folded, without blanks) stands in the text as it was given."""
        at = self.text.find(wanted)
        while at >= 0:
            yield self.places[at], self.places[at + len(wanted) - 1] + 1
            at = self.text.find(wanted, at + len(wanted))


def wanted(query: str) -> str:
    """A query as the index knows it."""
    return Folded(query).text


def grams(text: str) -> list[str]:
    """The pairs of neighbours in a folded text, each once, in the order in which they first stand."""
    plain = safe(text)
    return list(dict.fromkeys(plain[at : at + 2] for at in range(len(plain) - 1)))


def safe(text: str) -> str:
    """The text in characters that every index takes for parts of words."""
    return text if text.isalnum() and not _HIGH.search(text) else "".join(map(_safe, text))


def _safe(character: str) -> str:
    plain = character.isalnum() and character < "\U00010000"
    return character if plain else chr(_PRIVATE + ord(character) % 0x1800)
