"""The things that a list under one verb names: 加快推进|云河大桥、滨江路、城北水厂|等项目建设."""

import re
from typing import NamedTuple

_JOINT = re.compile(r"、|以及|(?<=[\u4e00-\u9fff”》）])(?:和|及|与)(?=[\u4e00-\u9fff“《])")
_AND_OTHERS = re.compile(r"等(?![级效于待候])[^、，]*$")
_OPENS, _CLOSES = "“《（", "”》）"
_MARKS = frozenset(_OPENS)
_LONGEST = 24  # a name that is longer is a clause
_SHORTEST = 2


def _is_open(words: str) -> bool:
    return any(words.count(a) > words.count(b) for a, b in zip(_OPENS, _CLOSES, strict=True))


class Name(NamedTuple):
    """Where one member stands in the text."""

    start: int
    end: int


def members_of(text: str, start: int, end: int) -> tuple[Name, ...]:
    """The members of the list ``text[start:end]``, which begins behind its verb; none where it lists nothing.

    Only what stands between 、 makes a list; 和 joins its last members, and by itself (加强和改进, 教育和卫生) nothing.
    """
    if text.find("、", start, end) < 0:
        return ()
    stop = end
    if (others := _AND_OTHERS.search(text, start, end)) and text.find("、", start, others.start()) >= 0:
        stop = others.start()
    found: list[Name] = []
    for begin, until in _pieces(text, start, stop):
        if "，" in text[begin:until]:
            return tuple(found) if len(found) > 1 else ()
        if not _SHORTEST <= until - begin <= _LONGEST:
            return ()
        found.append(Name(begin, until))
    return tuple(found) if len(found) > 1 else ()


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """``text[start:stop]`` cut at its joints that stand in no quotation and no bracket."""
    pieces = []
    begin = start
    enclosed = not _MARKS.isdisjoint(text[start:stop])
    for joint in _JOINT.finditer(text, start, stop):
        if enclosed and _is_open(text[start : joint.start()]):
            continue
        if begin < joint.start():
            pieces.append((begin, joint.start()))
        begin = joint.end()
    if begin < stop:
        pieces.append((begin, stop))
    return pieces
