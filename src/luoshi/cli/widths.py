"""How wide words stand in a terminal: a Chinese character takes two columns."""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

# What a line is broken between: a word of Latin letters and digits with the marks on it, a Chinese character with those behind it
_PIECE = re.compile(r"[“‘（《]*(?:[^\s\u2e80-\uffef“‘]+|[\u2e80-\uffef])[，。；：、！？）》”’…]*|[“‘（《]|\s")


def width(text: str) -> int:
    """How many columns ``text`` takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int) -> str:
    """``text`` with blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def short(text: str, columns: int) -> str:
    """``text`` on one line, cut with … where it is wider."""
    line = "".join(char if char.isprintable() else " " for char in text)
    if width(line) <= columns:
        return line
    taken = 0
    for at, char in enumerate(line):
        taken += width(char)
        if taken > columns - 1:
            return line[:at] + "…"
    return line


def filled(text: str, columns: int, indent: int = 0) -> Iterator[str]:
    """``text`` as lines of at most so many columns, each behind ``indent`` blanks."""
    line, taken = "", indent
    for piece in _PIECE.findall("".join(char if char.isprintable() else " " for char in text)):
        wide = width(piece)
        if taken + wide > columns and line.strip():
            yield " " * indent + line.rstrip()
            line, taken = "", indent
        if piece.isspace() and not line:
            continue
        line += piece
        taken += wide
    if line.strip():
        yield " " * indent + line.rstrip()
