"""Where two copies differ, in the order in which a reader wants to know: numbers first."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from luoshi.copies.align import Block, Edit, align, edits
from luoshi.copies.body import Body
from luoshi.copies.difference import KINDS, Difference, Kind, Marks, Reading
from luoshi.copies.evidence import Copies, Evidence, evidence
from luoshi.copies.moved import moved
from luoshi.copies.numbers import Phrase, read_phrases
from luoshi.copies.stretches import Stretch, completed, settled, without_moved

# What one copy lacks is a passage from this many letters on, else a word.
_PASSAGE = 8
# Two passages of this length that hardly share a character are not two readings of one.
_OTHER_TEXT = 40
_LONGEST_NUMBER = 80
_CONTEXT = 14
# The mark of a footnote that one copy has and the other has not says nothing of the report.
_FOOTNOTE = re.compile(r"[\[［【〔][0-9]{1,2}[\]］】〕]|[①-⑳]")
_DIGITS = re.compile("[0-9]+")
_LOST = frozenset("？\ufffd")


@dataclass(frozen=True, slots=True)
class Found:
    """What differs, and how many characters of each copy the other lacks (``lacking_a``: of the copy b, in a)."""

    differences: tuple[Difference, ...]
    marks: tuple[Marks, ...]
    spellings: tuple[Marks, ...]
    lacking_a: int
    lacking_b: int


def find_differences(a: Body, b: Body) -> Found:
    """Every difference between two copies of one report."""
    copies = Copies(a, b, read_phrases(a), read_phrases(b))
    blocks, bare, elsewhere = _aligned(a.text, b.text)
    differences = [
        _difference("moved", copies, Edit(m.a, m.a + m.size, m.b, m.b + m.size)) for m in elsewhere
    ]
    marks: list[Edit] = []
    for stretch in completed(copies, without_moved(copies, bare, elsewhere)):
        for kind, edit in _told(copies, stretch):
            if kind == "marks":
                marks.append(edit)
            else:
                differences.append(_difference(kind, copies, edit))
    differences.sort(key=lambda d: (KINDS.index(d.kind), d.a.span, d.b.span))
    return Found(
        tuple(differences),
        _counted(a, b, ((a.text[e.a0 : e.a1], b.text[e.b0 : e.b1], e) for e in marks)),
        _counted(a, b, _other_spellings(a, b, blocks)),
        sum(len(d.b.quote) for d in differences if d.kind == "missing_in_a"),
        sum(len(d.a.quote) for d in differences if d.kind == "missing_in_b"),
    )


def _aligned(a: str, b: str) -> tuple[tuple[Block, ...], list[Edit], list[Block]]:
    """What both have, where they differ, what is moved: the same whichever copy is named first."""
    if (len(b), b) < (len(a), a):
        blocks, bare, elsewhere = _aligned(b, a)
        turned = sorted(Block(m.b, m.a, m.size) for m in elsewhere)
        return (
            tuple(Block(x.b, x.a, x.size) for x in blocks),
            [Edit(e.b0, e.b1, e.a0, e.a1) for e in bare],
            turned,
        )
    blocks = align(a, b)
    bare = settled(a, b, edits(blocks, len(a), len(b)))
    return blocks, bare, moved(a, b, bare)


def _difference(kind: Kind, copies: Copies, edit: Edit) -> Difference:
    a, b = copies.a, copies.b
    seen, start, end = (b, edit.b0, edit.b1) if kind == "missing_in_a" else (a, edit.a0, edit.a1)
    return Difference(
        kind,
        _reading(a, edit.a0, edit.a1),
        _reading(b, edit.b0, edit.b1),
        seen.text[max(0, start - _CONTEXT) : start],
        seen.text[end : end + _CONTEXT],
        tuple(_evidence(copies, edit)) if kind == "number" else (),
    )


def _reading(body: Body, start: int, end: int) -> Reading:
    span = body.span(start, end)
    return Reading(span, span.of(body.source.text))


def _evidence(copies: Copies, edit: Edit) -> Iterator[Evidence]:
    """For every pair of numbers in the stretch that says two things."""
    seen: set[tuple[str, str]] = set()
    for a, b in _pairs(copies, edit):
        if a.says != b.says:
            for found in evidence(copies, a, b):
                if (found.supports, found.sentence("en")) not in seen:
                    seen.add((found.supports, found.sentence("en")))
                    yield found


def _pairs(copies: Copies, edit: Edit) -> Iterable[tuple[Phrase, Phrase]]:
    in_a, in_b = copies.in_a.within(edit.a0, edit.a1), copies.in_b.within(edit.b0, edit.b1)
    return zip(in_a, in_b, strict=True) if len(in_a) == len(in_b) else ()


def _told(copies: Copies, stretch: Stretch) -> Iterator[tuple[Kind | Literal["marks"], Edit]]:
    """What the stretch is: one number, or each of its edits a word, a passage, or ``marks``."""
    if _is_number(copies, stretch.edit):
        yield "number", stretch.edit
        return
    for edit in stretch.parts:
        a, b = copies.a.text[edit.a0 : edit.a1], copies.b.text[edit.b0 : edit.b1]
        in_a, in_b = _letters(a), _letters(b)
        if _FOOTNOTE.fullmatch(a + b) and not (a and b):
            yield "marks", edit
        elif not in_a and not in_b:
            yield ("name_or_word" if (_LOST & set(a)) != (_LOST & set(b)) else "marks"), edit
        elif max(in_a, in_b) >= (_OTHER_TEXT if in_a and in_b else _PASSAGE):
            if in_a:
                yield "missing_in_b", Edit(edit.a0, edit.a1, edit.b0, edit.b0 if in_b else edit.b1)
            if in_b:
                yield "missing_in_a", Edit(edit.a1 if in_a else edit.a0, edit.a1, edit.b0, edit.b1)
        else:
            yield "name_or_word", edit


def _is_number(copies: Copies, edit: Edit) -> bool:
    """Whether the copies say another number here: not where one has a clause more, number and all."""
    a, b = copies.a.text[edit.a0 : edit.a1], copies.b.text[edit.b0 : edit.b1]
    if max(len(a), len(b)) > _LONGEST_NUMBER or (_FOOTNOTE.fullmatch(a + b) and not (a and b)):
        return False
    in_a, in_b = copies.in_a.within(edit.a0, edit.a1), copies.in_b.within(edit.b0, edit.b1)
    if not in_a and not in_b:
        return max(len(a), len(b)) < _PASSAGE and _DIGITS.findall(a) != _DIGITS.findall(b)
    if [p.says for p in in_a] == [p.says for p in in_b]:
        return False
    if in_a and in_b:
        return True
    phrases, text = (in_a, a) if in_a else (in_b, b)
    return 4 * sum(_letters(p.text) for p in phrases) >= 3 * _letters(text)


def _letters(text: str) -> int:
    """How many of the characters are no punctuation, blanks or control characters; ``+`` and ``%`` are signs."""
    return sum(c == "%" or unicodedata.category(c)[0] not in "PZC" for c in text)


def _other_spellings(a: Body, b: Body, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, Edit]]:
    """The characters that are one in the one spelling and two in print: ``，`` and ``,``."""
    for block in blocks:
        raw_a, raw_b = a.raw[block.a : block.a + block.size], b.raw[block.b : block.b + block.size]
        if raw_a == raw_b:
            continue
        for i, (x, y) in enumerate(zip(raw_a, raw_b, strict=True)):
            if x != y:
                yield x, y, Edit(block.a + i, block.a + i + 1, block.b + i, block.b + i + 1)


def _counted(a: Body, b: Body, pairs: Iterable[tuple[str, str, Edit]]) -> tuple[Marks, ...]:
    """The same change of marks once, with its count; the commonest first."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Edit] = {}
    for in_a, in_b, edit in pairs:
        counts[in_a, in_b] += 1
        first.setdefault((in_a, in_b), edit)
    marks = [
        Marks(*pair, count, a.span(edit.a0, edit.a1), b.span(edit.b0, edit.b1))
        for pair, count in counts.items()
        for edit in (first[pair],)
    ]
    return tuple(sorted(marks, key=lambda m: (-m.count, m.a, m.b)))
