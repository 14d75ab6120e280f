"""A clause: the stretch between two marks."""

import re
from collections.abc import Callable, Iterable

from luoshi.text.late import late

# The colon of 1.93：1 ends no clause. The stretch between two marks is taken at once, not character by character.
CLAUSE = re.compile(r"[^，。；：！？\n]+(?:(?<=\d)：(?=\d)[^，。；：！？\n]+)*")
LONGEST_CLAUSE = 400  # characters; no sentence has its next mark farther off


def covered(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether one of ``spans`` overlaps a stretch, asked of stretch after stretch in reading order: one pass over both."""
    waiting = sorted(spans, reverse=True)
    reach = -1  # the farthest end of the spans that begin before the stretch ends

    def overlaps(begin: int, stop: int) -> bool:
        nonlocal reach
        while waiting and waiting[-1][0] < stop:
            reach = max(reach, waiting.pop()[1])
        return begin < reach

    return overlaps


def is_open(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends inside a parenthesis."""
    return text.rfind("（", start, end) > text.rfind("）", start, end)


# 18所中学（幼儿园）|、6万户（套）|: says nothing of its own, and ends before a mark
_BRACKET = late(r"（[^（），。；：\d]{1,12}）(?=[、，；。和及])")


def bracket_end(text: str, start: int) -> int:
    """Behind the bracket without a number that stands between ``start`` and a mark, ``start`` itself where none does."""
    bracket = _BRACKET.match(text, start) if text.startswith("（", start) else None
    return start if bracket is None else bracket.end()


_PAIRED = re.compile(r"[（）“”]")


def enclosed(text: str, start: int, end: int) -> Callable[[int, int], bool]:
    """Whether a mark of ``text[start:end]`` stands in a bracket or quotation that opens behind ``begin``.

    Asked of mark after mark in reading order: one pass. A quotation counts only where it closes, and holds commas alone.
    """
    signs = _PAIRED.finditer(text, start, end)
    upcoming = next(signs, None)
    last = dict.fromkeys("（）“”", -1)

    def inside(begin: int, mark: int) -> bool:
        nonlocal upcoming
        while upcoming is not None and upcoming.start() < mark:
            last[upcoming[0]] = upcoming.start()
            upcoming = next(signs, None)
        if last["（"] >= begin and last["（"] > last["）"]:
            return True
        if text[mark] != "，" or last["“"] < begin or last["“"] < last["”"]:
            return False
        return text.find("”", mark, min(end, mark + LONGEST_CLAUSE)) >= 0

    return inside
