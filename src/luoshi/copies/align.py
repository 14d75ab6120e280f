"""Which character of one copy stands for which of the other.

Stretches that occur once in either copy tie the two together (the patience method); what lies between two ties is
treated the same way with shorter stretches, and what is then left and small is compared character by character.
Every step is bounded: time is linear in the length of the copies but for a sort, whatever stands in them.
"""

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import NamedTuple

# Shorter and shorter ties. Twelve characters that occur once are hardly ever a formula of another passage; three are
# asked only between ties that are sure.
_TIES = (12, 6, 3)
# Character by character only within 100 × 100 characters, and 200 such gaps a pair: difflib is quadratic at best.
_SMALL = 10_000
_BUDGET = 200 * _SMALL
# A match this long stays, however much differs on both sides of it.
_STAYS = 12
_WORD = 3
_PASSAGE = 8


class Block(NamedTuple):
    """``size`` characters from ``a`` on in one text are those from ``b`` on in the other."""

    a: int
    b: int
    size: int


class Edit(NamedTuple):
    """``a0:a1`` of one text stands where ``b0:b1`` of the other does. Never are both empty."""

    a0: int
    a1: int
    b0: int
    b1: int


class _Gap(NamedTuple):
    a0: int
    a1: int
    b0: int
    b1: int
    level: int


def align(a: str, b: str) -> tuple[Block, ...]:
    """The blocks that ``a`` and ``b`` share, in the order of both."""
    return _without_chance_matches(_blocks(a, b), len(a), len(b))


def edits(blocks: tuple[Block, ...], a_length: int, b_length: int) -> list[Edit]:
    """What lies between the blocks."""
    found: list[Edit] = []
    i = j = 0
    for block in (*blocks, Block(a_length, b_length, 0)):
        if block.a > i or block.b > j:
            found.append(Edit(i, block.a, j, block.b))
        i, j = block.a + block.size, block.b + block.size
    return found


def _blocks(a: str, b: str) -> list[Block]:
    found: list[Block] = []
    budget = _BUDGET
    waiting = [_Gap(0, len(a), 0, len(b), 0)]
    while waiting:
        gap, ends = _trimmed(a, b, waiting.pop())
        found += ends
        cells = (gap.a1 - gap.a0) * (gap.b1 - gap.b0)
        if cells == 0:
            continue
        if cells <= _SMALL:
            if cells <= budget:
                budget -= cells
                found += _by_character(a, b, gap)
            continue
        if gap.level > len(_TIES):
            continue  # long, and without a tie: other text
        ties = _ties(a, b, gap) if gap.level < len(_TIES) else _by_sentence(a, b, gap)
        blocks = _grown(a, b, gap, ties)
        found += blocks
        waiting += _between(gap, blocks)
    return sorted(found)


def _trimmed(a: str, b: str, gap: _Gap) -> tuple[_Gap, list[Block]]:
    """The gap without what its two sides begin and end with."""
    a0, a1, b0, b1, level = gap
    head = _same(a, b, a0, b0, min(a1 - a0, b1 - b0))
    a0, b0 = a0 + head, b0 + head
    tail = 0
    most = min(a1 - a0, b1 - b0)
    while tail < most and a[a1 - tail - 1] == b[b1 - tail - 1]:
        tail += 1
    ends = [Block(gap.a0, gap.b0, head)] if head else []
    if tail:
        ends.append(Block(a1 - tail, b1 - tail, tail))
    return _Gap(a0, a1 - tail, b0, b1 - tail, level), ends


def _same(a: str, b: str, i: int, j: int, most: int) -> int:
    """How many characters, at most ``most``, are the same from ``i`` and ``j`` on."""
    size, step = 0, 256
    while size < most:
        step = min(step, most - size)
        if a[i + size : i + size + step] == b[j + size : j + size + step]:
            size += step
            continue
        while a[i + size] == b[j + size]:
            size += 1
        break
    return size


def _ties(a: str, b: str, gap: _Gap) -> list[tuple[int, int]]:
    """Where a stretch begins that each side of the gap has once; in the order of both sides."""
    length = _TIES[gap.level]
    in_a, in_b = _once(a, gap.a0, gap.a1, length), _once(b, gap.b0, gap.b1, length)
    return _forward([(i, in_b[tie]) for tie, i in in_a.items() if tie in in_b])


def _once(text: str, start: int, end: int, length: int) -> dict[str, int]:
    """The stretches of ``length`` that ``text[start:end]`` has once, with where they begin, in reading order."""
    seen: dict[str, int] = {}
    twice: set[str] = set()
    for i in range(start, end - length + 1):
        tie = text[i : i + length]
        if seen.setdefault(tie, i) != i:
            twice.add(tie)
    for tie in twice:
        del seen[tie]
    return seen


def _by_sentence(a: str, b: str, gap: _Gap) -> list[tuple[int, int]]:
    """The last resort, for text that repeats itself: the third time a sentence stands is the third time there."""
    of_b = dict(_counted(b, gap.b0, gap.b1))
    return _forward([(i, of_b[key]) for key, i in _counted(a, gap.a0, gap.a1) if key in of_b])


def _counted(text: str, start: int, end: int) -> list[tuple[tuple[str, int], int]]:
    counts: dict[str, int] = {}
    found: list[tuple[tuple[str, int], int]] = []
    while start < end:
        stop = text.find("。", start, end) + 1 or end
        sentence = text[start:stop]
        counts[sentence] = counts.get(sentence, 0) + 1
        found.append(((sentence, counts[sentence]), start))
        start = stop
    return found


def _forward(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise too (the first ones do)."""
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect_left(piles, j)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(piles):
            piles.append(j)
            tops.append(number)
        else:
            piles[pile], tops[pile] = j, number
    run: list[tuple[int, int]] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _grown(a: str, b: str, gap: _Gap, ties: list[tuple[int, int]]) -> list[Block]:
    """Every tie as far as it goes in both directions."""
    blocks: list[Block] = []
    a_end, b_end = gap.a0, gap.b0
    for i, j in ties:
        if i < a_end or j < b_end:
            continue  # inside the block before
        back = 0
        while i - back > a_end and j - back > b_end and a[i - back - 1] == b[j - back - 1]:
            back += 1
        i, j = i - back, j - back
        size = _same(a, b, i, j, min(gap.a1 - i, gap.b1 - j))
        blocks.append(Block(i, j, size))
        a_end, b_end = i + size, j + size
    return blocks


def _between(gap: _Gap, blocks: list[Block]) -> list[_Gap]:
    a0, b0 = gap.a0, gap.b0
    gaps: list[_Gap] = []
    for block in (*blocks, Block(gap.a1, gap.b1, 0)):
        if block.a > a0 and block.b > b0:
            gaps.append(_Gap(a0, block.a, b0, block.b, gap.level + 1))
        a0, b0 = block.a + block.size, block.b + block.size
    return gaps


def _by_character(a: str, b: str, gap: _Gap) -> list[Block]:
    matcher = SequenceMatcher(None, a[gap.a0 : gap.a1], b[gap.b0 : gap.b1], autojunk=False)
    return [Block(gap.a0 + i, gap.b0 + j, n) for i, j, n in matcher.get_matching_blocks() if n]


def _without_chance_matches(blocks: list[Block], a_length: int, b_length: int) -> tuple[Block, ...]:
    """Without the short matches that two different passages have by chance (a ``的`` here, a ``建设`` there).

    A match that is no longer than what differs on either side of it goes; neighbours that touch become one.
    """
    kept: list[Block] = []
    for block in _joined(blocks):
        kept.append(block)
        while len(kept) > 1 and _by_chance(kept[-2], kept[-3] if len(kept) > 2 else None, kept[-1]):
            del kept[-2]
    end = Block(a_length, b_length, 0)
    while kept and _by_chance(kept[-1], kept[-2] if len(kept) > 1 else None, end):
        kept.pop()
    return tuple(kept)


def _by_chance(block: Block, before: Block | None, after: Block) -> bool:
    if block.size >= _STAYS:
        return False
    a, b = (before.a + before.size, before.b + before.size) if before else (0, 0)
    ahead = (block.a - a, block.b - b)
    behind = (after.a - block.a - block.size, after.b - block.b - block.size)
    shorter, longer = sorted((ahead, behind), key=max)
    if max(shorter) <= _WORD and min(longer) == 0 and max(longer) >= _PASSAGE:
        return False  # `5%。` and `6%。外贸平稳增长。`: another digit, and behind it a sentence more
    return block.size <= max(shorter)


def _joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.a + last.size == block.a and last.b + last.size == block.b:
            joined[-1] = Block(last.a, last.b, last.size + block.size)
        else:
            joined.append(block)
    return joined
