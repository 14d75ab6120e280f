"""From the bare edits of an alignment to the stretches that a reader would compare.

An edit is the fewest characters that differ: of ``5.3%`` and ``53%`` the point alone. A stretch has the whole number on
both sides, begins where a clause begins, and leaves out what only stands elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.copies.align import Block, Edit
from luoshi.copies.evidence import Copies

# Numbers are completed on both sides of a short edit only; a passage that one copy lacks is a passage.
_SHORT = 40
_FARTHEST = 60
_COMMAS = "，：、（“"


@dataclass(frozen=True, slots=True)
class Stretch:
    """``edit`` with the numbers it touches completed on both sides; ``parts`` are the bare edits in it."""

    edit: Edit
    parts: tuple[Edit, ...]


def settled(a: str, b: str, bare: list[Edit]) -> list[Edit]:
    """Each insertion and deletion moved to where a clause begins, as far as the text allows.

    Of ``增长5%，其中投资增长8%。`` and ``增长5%。`` the lack is ``，其中投资增长8%`` and not ``%，其中投资增长8``.
    """
    moved: list[Edit] = []
    for number, edit in enumerate(bare):
        before = moved[-1] if moved else Edit(0, 0, 0, 0)
        after = bare[number + 1] if number + 1 < len(bare) else Edit(len(a), len(a), len(b), len(b))
        if edit.b0 == edit.b1:
            shift = _shift(a, edit.a0, edit.a1, edit.a0 - before.a1, after.a0 - edit.a1)
        elif edit.a0 == edit.a1:
            shift = _shift(b, edit.b0, edit.b1, edit.b0 - before.b1, after.b0 - edit.b1)
        else:
            shift = 0
        moved.append(Edit(*(position + shift for position in edit)))
    return moved


def _shift(text: str, start: int, end: int, back: int, ahead: int) -> int:
    """By how much ``text[start:end]`` may move, at most ``back`` and ``ahead``, to begin at the best place."""
    best, shift = _opening(text, start), 0
    for step in range(1, min(back, _FARTHEST) + 1):
        if text[start - step] != text[end - step]:
            break
        if (rank := _opening(text, start - step)) < best:
            best, shift = rank, -step
    for step in range(1, min(ahead, _FARTHEST) + 1):
        if text[start + step - 1] != text[end + step - 1]:
            break
        if (rank := _opening(text, start + step)) < best:
            best, shift = rank, step
    return shift


def _opening(text: str, start: int) -> int:
    """How well a passage begins at ``start``: 0 behind a full stop, 2 at a comma or behind it."""
    if start == 0 or text[start - 1] in "。！？":
        return 0
    if text[start - 1] == "；":
        return 1
    if text[start - 1] in _COMMAS or text[start] in _COMMAS:
        return 2
    return 3 if text[start] in "。！？；" else 4


def completed(copies: Copies, bare: list[Edit]) -> list[Stretch]:
    """The edits with the number phrases that they cut completed on both sides; those that share one become one."""
    found: list[Stretch] = []
    waiting = bare[::-1]
    length = (len(copies.a.text), len(copies.b.text))
    while waiting:
        stretch = Stretch(waiting[-1], (waiting.pop(),))
        while _is_short(stretch.edit):
            left, right = _lacking(copies, stretch.edit)
            before = found[-1].edit if found else Edit(0, 0, 0, 0)
            after = waiting[-1] if waiting else Edit(length[0], length[0], length[1], length[1])
            if left > stretch.edit.a0 - before.a1 and found and _is_short(before):
                stretch = _one(found.pop(), stretch)
            elif right > after.a0 - stretch.edit.a1 and waiting and _is_short(after):
                stretch = _one(stretch, Stretch(after, (waiting.pop(),)))
            else:
                left = min(left, stretch.edit.a0 - before.a1)
                right = min(right, after.a0 - stretch.edit.a1)
                if not left and not right:
                    break
                a0, a1, b0, b1 = stretch.edit
                stretch = Stretch(Edit(a0 - left, a1 + right, b0 - left, b1 + right), stretch.parts)
        found.append(stretch)
    return found


def _is_short(edit: Edit) -> bool:
    return edit.a1 - edit.a0 <= _SHORT and edit.b1 - edit.b0 <= _SHORT


def _one(first: Stretch, second: Stretch) -> Stretch:
    edit = Edit(first.edit.a0, second.edit.a1, first.edit.b0, second.edit.b1)
    return Stretch(edit, (*first.parts, *second.parts))


def _lacking(copies: Copies, edit: Edit) -> tuple[int, int]:
    """By how many characters the edit falls short, before and behind, of the phrases that it touches."""
    left = right = 0
    for phrases, start, end in ((copies.in_a, edit.a0, edit.a1), (copies.in_b, edit.b0, edit.b1)):
        touched = phrases.within(start, end)
        if touched:
            left = max(left, start - touched[0].start)
            right = max(right, touched[-1].end - end)
    return left, right


def without_moved(copies: Copies, bare: list[Edit], moved: list[Block]) -> list[Edit]:
    """The edits without what stands elsewhere in the other copy, and without the mark that this leaves over."""
    if not moved:
        return bare
    in_a = [(block.a, block.a + block.size) for block in moved]
    in_b = sorted((block.b, block.b + block.size) for block in moved)
    a, b = copies.a.text, copies.b.text
    left: list[Edit] = []
    for edit in bare:
        of_a, of_b = list(_rest(edit.a0, edit.a1, in_a)), list(_rest(edit.b0, edit.b1, in_b))
        if of_a == [(edit.a0, edit.a1)] and of_b == [(edit.b0, edit.b1)]:
            left.append(edit)
            continue
        left += [Edit(start, end, edit.b0, edit.b0) for start, end in of_a if _has_letters(a[start:end])]
        left += [Edit(edit.a1, edit.a1, start, end) for start, end in of_b if _has_letters(b[start:end])]
    return left


def _rest(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in taken:
        if start <= first and last <= end:
            if start < first:
                yield start, first
            start = last
    yield start, end


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))
