"""What an abolished place became, and what a place was made of: 江干区 → 上城区、钱塘区, and back.

One government under a new name or code is one place and changes nothing (:mod:`luoshi_web.portal.keys`).
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from luoshi.vocabulary.successors import successors
from luoshi_web.portal.keys import Known, atlas
from luoshi_web.portal.models import Place


class Change(NamedTuple):
    """In ``year`` the territory of ``before``, or where it goes on a part of it, went to ``after``."""

    year: int
    before: Known
    after: tuple[Known, ...]

    @property
    def ends(self) -> bool:
        return self.before.ended is not None and self.year == self.before.ended + 1


class Step(NamedTuple):
    """A change as a place's page tells it. ``whole``: the other gave up all that it had, and to one place alone."""

    year: int
    others: list[tuple[str, Place | None]]
    whole: bool
    ends: bool


@cache
def changes() -> dict[str, tuple[Change, ...]]:
    """The changes by the key of each place that takes part, the earliest first."""
    places = {division: known for known in atlas().by_key.values() for division in known.divisions}
    found: dict[str, list[Change]] = defaultdict(list)
    for division, those in successors().items():
        before = places[division]
        after = tuple(dict.fromkeys(places[other] for other in those if places[other] != before))
        if after and division.last is not None:
            change = Change(division.last + 1, before, after)
            for known in (before, *after):
                found[known.key].append(change)
    return {key: tuple(sorted(those, key=lambda c: (c.year, c.before.key))) for key, those in found.items()}


def neighbours(keys: Iterable[str]) -> set[str]:
    """The keys of the places whose pages name one of ``keys``."""
    return {
        known.key
        for key in keys
        for change in changes().get(key, ())
        for known in (change.before, *change.after)
    }


def stored(key: str) -> list[dict[str, Any]]:
    """The places that follow, as :class:`Place` keeps them."""
    return [
        {"year": change.year, "key": known.key, "name": known.last.name}
        for change in changes().get(key, ())
        if change.before.key == key
        for known in change.after
    ]


def steps(key: str) -> tuple[list[Step], list[Step]]:
    """Where the territory of the place went, and where it came from; with the pages of those that are here."""
    those = changes().get(key, ())
    here = Place.objects.in_bulk(neighbours([key]) - {key}) if those else {}
    gone, came = [], []
    for change in those:
        whole = change.ends and len(change.after) == 1
        if change.before.key == key:
            others = [(known.last.name, here.get(known.key)) for known in change.after]
            gone.append(Step(change.year, others, whole, change.ends))
        else:
            came.append(Step(change.year, [(_name(change), here.get(change.before.key))], whole, change.ends))
    return gone, came


def _name(change: Change) -> str:
    """What the place was called before the change: 黄州市, which is 黄州区 since."""
    return next(d.name for d in reversed(change.before.divisions) if d.first < change.year)


def followers(words: str) -> list[Place]:
    """The places that are here of those that follow one of that name or code that is not: nothing for any other words."""
    keys = [
        known.key
        for asked in (*atlas().by_name.get(words, ()), *atlas().by_code.get(words, ()))
        for change in changes().get(asked.key, ())
        if change.before == asked and change.ends
        for known in change.after
    ]
    return list(Place.objects.filter(pk__in=keys).order_by("pk")) if keys else []
