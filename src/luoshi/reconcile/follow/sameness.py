"""Whether a clause speaks of a promised thing: how much of the name it holds, which part, and how much that tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from luoshi.reconcile.follow.weights import Thing
from luoshi.vocabulary.sameness import sameness

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


def liken(things: Sequence[Thing], text: str) -> tuple[Likeness, ...]:
    """How likely ``text`` speaks of each of the things of one promise."""
    shares = [held(thing, text) for thing in things]
    got = sum(_told(thing, share) for thing, share in zip(things, shares, strict=True))
    of_all = got / (sum(thing.total for thing in things) or 1.0)
    return tuple(
        Likeness(
            0.0 if _is_another(thing.name, text) else _chance(features(thing, share, of_all)),
            thing,
            _words(thing.name, share),
        )
        for thing, share in zip(things, shares, strict=True)
    )


def features(thing: Thing, shares: Sequence[float], of_all: float) -> dict[str, float]:
    """What the chance is reckoned from; their meanings and weights stand in ``data/sameness.tsv``."""
    told = _told(thing, shares)
    best = run = 0.0
    for weight, share in zip(thing.weights, shares, strict=True):
        run = run + weight * share if share else 0.0
        best = max(best, run)
    counted = [share for weight, share in zip(thing.weights, shares, strict=True) if weight] or [0.0]
    return {
        "share": told / (thing.total or 1.0),
        "told": min(told / _MOST_TOLD, 1.0),
        "run": min(best / _MOST_TOLD, 1.0),
        "end": _mean(counted[-_EDGE:]),
        "beginning": _mean(counted[:_EDGE]),
        "halves": _lesser_half(thing, shares),
        "of_all": of_all,
        "total": min(thing.total / _MOST_TOTAL, 1.0),
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


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares)


def _lesser_half(thing: Thing, shares: Sequence[float]) -> float:
    """How much is held of that half of the name of which less is: 狼牙山景区|市场化改革 is not answered by 狼牙山景区 alone."""
    halves = [[0.0, 0.0], [0.0, 0.0]]
    passed = 0.0
    for weight, share in zip(thing.weights, shares, strict=True):
        half = halves[passed + weight / 2 > thing.total / 2]
        half[0] += weight * share
        half[1] += weight
        passed += weight
    return min(told / whole if whole else 1.0 for told, whole in halves)


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
