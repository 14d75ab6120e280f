"""How far a clause says that a thing has come: by the words after its name, else before it, else in the next clauses.

滨江路建成通车、二期加快推进 speaks of two stages; the word nearest after the name counts.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.reconcile.follow.clause import Clause
from luoshi.reconcile.follow.sameness import Likeness
from luoshi.reconcile.follow.weights import Thing
from luoshi.vocabulary.progress import Progress, Said, progress_in
from luoshi.vocabulary.verbs import task_verbs

# 云台水厂工程，总投资3亿元，现已建成投用: so many clauses on, the sentence still speaks of it.
_ON = 2
# Between a word that it is on its way and the word for where: 加快 建成.
_CLOSE = 2
# Parts of a name stand no further apart: 区|人民|医院.
_APART = 4
_PRESENT = 0.01  # so that a pair without weight counts too
_COUNTED = re.compile(r"\d|了")


class Stood(NamedTuple):
    """The stage, and the word that says so (None where only the clause's being in the review does)."""

    stage: Progress
    word: str | None


def stage_of(clauses: Sequence[Clause], at: int, likeness: Likeness) -> Stood:
    """How far ``clauses[at]`` says that the thing has come that ``likeness`` found there."""
    clause = clauses[at]
    start, end = _place(clause.bare, likeness.thing)
    said = [
        word
        for word in progress_in(clause.bare)
        if word.end <= start or (word.start >= end and word.stage != "made")
    ]
    failed = next((word for word in said if word.stage == "failed"), None)
    if failed is not None:
        return Stood("failed", failed.word)
    word = _deciding(clause.bare, said, start, end)
    if word is not None:
        return Stood(word.stage, word.word)
    if _COUNTED.search(clause.bare):
        return Stood("there", None)
    if not _has_verb(clause.bare):
        for later in clauses[at + 1 : at + 1 + _ON]:
            if later.sentence != clause.sentence:
                break
            if found := progress_in(later.bare):
                return Stood(found[0].stage, found[0].word)
    return Stood("moving", None)


def _place(text: str, thing: Thing) -> tuple[int, int]:
    """Where ``text`` holds the most of the thing's name, a few other characters between its parts allowed."""
    marked: dict[int, float] = {}
    for pair, weight in thing.pairs.items():
        at = text.find(pair)
        while at >= 0:
            marked[at] = weight + _PRESENT
            at = text.find(pair, at + 1)
    best, best_weight, start, weight, last = (0, 0), 0.0, 0, 0.0, None
    for at in sorted(marked):
        if last is None or at - last > _APART:
            start, weight = at, 0.0
        weight, last = weight + marked[at], at
        if weight > best_weight:
            best, best_weight = (start, at + 2), weight
    return best


def _deciding(text: str, said: Sequence[Said], start: int, end: int) -> Said | None:
    mark = text.find("、", end)
    own_end = len(text) if mark < 0 else mark
    before = [word for word in said if word.end <= start]
    own = [word for word in said if end <= word.start < own_end]
    after = own or [word for word in said if word.start >= end][:1]
    if not after:
        return before[-1] if before else None
    last = behind = after[-1]
    for word in reversed(after[:-1]):
        if behind.start - word.end > _CLOSE:
            break
        if word.stage == "moving":
            return word  # 即将建成通车, 正在验收
        behind = word
    if last.stage == "there" and before and before[-1].stage == "moving" and "、" not in text[:start]:
        return before[-1]  # 加快青石岭隧道建成通车
    return last


def _has_verb(text: str) -> bool:
    return task_verbs().at(text, 0, verb=True) is not None
