"""One place where a copy is damaged."""

from dataclasses import dataclass
from typing import Literal

from luoshi.text import Notice, Span

DamageKind = Literal["injected_text", "lost_character", "odd_width", "broken_line", "ocr_confusion"]


@dataclass(frozen=True, slots=True)
class Damage:
    """The stretch ``[start, end)`` of the copy is damaged.

    ``suggestion`` is a remedy in characters (``+``) or words. ``reads`` is what the text that is read has in its
    place, of the same length (:data:`~luoshi.text.GONE` for what goes), or None where the reading needs no repair.
    """

    kind: DamageKind
    start: int
    end: int
    suggestion: str
    reads: str | None = None

    def notice(self, source: str) -> Notice:
        return Notice(self.kind, Span(self.start, self.end), source[self.start : self.end], self.suggestion)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a copy suffered, in reading order, and ``text``: the copy as it is read, of the same length."""

    damages: tuple[Damage, ...]
    text: str
