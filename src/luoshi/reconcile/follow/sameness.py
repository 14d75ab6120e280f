"""Whether a clause speaks of a promised thing: how much of the name it holds, which part, and how much that tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from luoshi.reconcile.follow.weights import Thing
from luoshi.vocabulary.sameness import sameness
from luoshi.vocabulary.weak_words import another_kind

# 区医院 in 区人民医院, 职教园 for 职业教育园: the characters in their order, a few between them.
_NEAR = 0.5
_GAP = 3
# What tells one of several of a kind: a number that is part of the name.
_NUMBERED = (
    re.compile(r"第[一二三四五六七八九十\d]+"),
    re.compile(r"[一二三四五六七八九十]期"),
    re.compile(r"\d+(?=号)"),
    re.compile(r"[A-Z]+\d+"),
)
# How many pairs of characters make the beginning and the end of a name.
_EDGE = 3
# Beyond these a longer name tells no more.
_MOST_TOLD, _MOST_TOTAL = 4.0, 5.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """``chance`` (0 to 1) that the clause speaks of ``thing``, and the words of it that were found there."""

    chance: float
    thing: Thing
    words: tuple[str, ...]


def held(thing: Thing, text: str) -> list[float]:
    """For each pair of the thing's characters how far ``text`` holds it: 1 as written, less with something between."""
    name = thing.name
    found = [1.0 if name[i : i + 2] in text else 0.0 for i in range(len(name) - 1)]
    for i, share in enumerate(found):
        if not share and _apart(name[i], name[i + 1], text):
            found[i] = _NEAR
    for gap in range(2, _GAP + 1):
        for i in range(len(name) - gap):
            if (
                sum(found[i : i + gap]) < gap
                and name[i] + name[i + gap] in text
                and "、" not in name[i : i + gap]
            ):
                found[i : i + gap] = [max(share, _NEAR) for share in found[i : i + gap]]
    return found


def liken(
    things: Sequence[Thing], looked: Sequence[Thing | None], told: Sequence[float], text: str
) -> tuple[Likeness | None, ...]:
    """How likely ``text`` speaks of each of the things of one promise that are to be ``looked`` for in it.

    ``told`` is how much of each thing it holds as written, which does for the others.
    """
    shares = [held(thing, text) if thing is not None else () for thing in looked]
    got = [
        _told(thing, share) if share else plain
        for thing, share, plain in zip(things, shares, told, strict=True)
    ]
    of_all = sum(got) / (sum(thing.total for thing in things) or 1.0)
    return tuple(
        _likeness(thing, share, of_all, text) if share else None
        for thing, share in zip(things, shares, strict=True)
    )


def _likeness(thing: Thing, shares: Sequence[float], of_all: float, text: str) -> Likeness | None:
    if _is_another(thing.name, text):
        return None
    return Likeness(_chance(features(thing, shares, of_all, text)), thing, _words(thing.name, shares))


def features(thing: Thing, shares: Sequence[float], of_all: float, text: str) -> dict[str, float]:
    """What the chance is reckoned from; their meanings and weights stand in ``data/sameness.tsv``."""
    told = best = run = passed = 0.0
    half = [0.0, 0.0, 0.0, 0.0]  # told of the first half, and its weight; the same of the second
    counted = []
    for weight, share in zip(thing.weights, shares, strict=True):
        if not weight:
            run = run if share else 0.0
            continue
        counted.append(share)
        held_here = weight * share
        told += held_here
        run = run + held_here if share else 0.0
        best = run if run > best else best
        second = 2 if 2 * passed + weight > thing.total else 0
        half[second] += held_here
        half[second + 1] += weight
        passed += weight
    counted = counted or [0.0]
    end, beginning = counted[-_EDGE:], counted[:_EDGE]
    return {
        "share": told / (thing.total or 1.0),
        "told": min(told / _MOST_TOLD, 1.0),
        "run": min(best / _MOST_TOLD, 1.0),
        "end": sum(end) / len(end),
        "beginning": sum(beginning) / len(beginning),
        "halves": min(half[i] / half[i + 1] if half[i + 1] else 1.0 for i in (0, 2)),
        "of_all": of_all,
        "total": min(thing.total / _MOST_TOTAL, 1.0),
        "goes_on": _goes_on(thing.name, text),
    }


def _chance(values: dict[str, float]) -> float:
    weights = sameness()
    return 1 / (1 + exp(-weights["always"] - sum(weights[name] * value for name, value in values.items())))


def _told(thing: Thing, shares: Sequence[float]) -> float:
    return sum(weight * share for weight, share in zip(thing.weights, shares, strict=True))


def _is_another(name: str, text: str) -> bool:
    """Whether ``text`` numbers its things otherwise: 第三轮, 二期, 13号线 beside 第五轮, 一期, 21号线."""
    for numbering in _NUMBERED:
        mine, theirs = set(numbering.findall(name)), set(numbering.findall(text))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _goes_on(name: str, text: str) -> float:
    """1 where the name is in ``text`` the beginning of another's only: 和美乡村|示范区, 青云路|安置房."""
    end = name[-2:]
    at = text.find(end)
    found = 0.0
    while at >= 0:
        if not another_kind().match(text, at + len(end)):
            return 0.0
        found = 1.0
        at = text.find(end, at + 1)
    return found


def _apart(first: str, second: str, text: str) -> bool:
    """Whether ``second`` follows ``first`` with one or two characters between."""
    if second not in text:
        return False
    at = text.find(first)
    while at >= 0:
        if second in text[at + 2 : at + 4]:
            return True
        at = text.find(first, at + 1)
    return False


def _words(name: str, shares: Sequence[float]) -> tuple[str, ...]:
    """The runs of the name that were found: 云台, 污水厂."""
    words, start = [], None
    for i, share in enumerate([*shares, 0.0]):
        if share and start is None:
            start = i
        elif not share and start is not None:
            words.append(name[start : i + 1])
            start = None
    return tuple(words)
