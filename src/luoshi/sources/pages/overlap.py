"""What the end of one page and the beginning of the next both print."""

import re
from collections.abc import Sequence

# Characters without blanks; by chance two pages share a `。` or a word, never this much.
_SHORTEST = 16
# Sites repeat a paragraph or two at most.
_LONGEST = 6000
_BLANK = re.compile(r"\s+")


def overlap(before: str, after: str) -> int:
    """How many characters, blanks aside, the end of ``before`` and the beginning of ``after`` share; 0 for next to nothing."""
    tail = _BLANK.sub("", before[-2 * _LONGEST :])[-_LONGEST:]
    head = _BLANK.sub("", after[: 2 * _LONGEST])[:_LONGEST]
    if head[:_SHORTEST] not in tail:
        return 0
    shared = _longest_border(head + "\x00" + tail)
    return shared if shared >= _SHORTEST else 0


def cut_after(text: str, count: int) -> int:
    """The offset in ``text`` behind its first ``count`` characters that are no blanks."""
    seen = 0
    for offset, character in enumerate(text):
        if seen == count:
            return offset
        seen += not character.isspace()
    return len(text)


def _longest_border(text: Sequence[str]) -> int:
    """The longest proper prefix of ``text`` that is also its end (Knuth, Morris and Pratt: linear)."""
    borders = [0] * len(text)
    length = 0
    for number in range(1, len(text)):
        while length and text[number] != text[length]:
            length = borders[length - 1]
        if text[number] == text[length]:
            length += 1
        borders[number] = length
    return borders[-1] if borders else 0
