"""The frozen key of a place, and what the list of divisions knows of its names and codes.

One government that goes on under a new name or code is one place (萧山: 339005, 330181, 330109). The list says so in two ways: the same
short name goes on in the year after under another code or rank, or the same code goes on under another name. Where both speak, the
name decides: 220702 was 扶余区 until 1994 and is 宁江区 since, and 扶余 went on as 220724 and 220781. Where neither does, the table of
what followed may: 唐海县 was given up, 曹妃甸区 was founded on all of it, and no other place became it.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi.vocabulary.places import Division, gazetteer, short_name
from luoshi.vocabulary.successors import successors

NATION = "000000"
# 锡山市 was divided among three districts, and one of them, of its name, took the code of 马山区: neither goes on.
_DIVIDED = frozenset({"320283", "320205"})


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the list: its divisions in the order of their years, the last one naming it."""

    key: str
    divisions: tuple[Division, ...]

    @property
    def last(self) -> Division:
        return self.divisions[-1]

    @property
    def ended(self) -> int | None:
        """The last year of a place that is no more, None while it stands."""
        return self.last.last


@dataclass(frozen=True, slots=True)
class Atlas:
    """All places of the list, by key, by code and by name."""

    by_key: dict[str, Known]
    by_code: dict[str, tuple[Known, ...]]
    by_name: dict[str, tuple[Known, ...]]

    def coded(self, code: str, year: int | None) -> Known | None:
        """The place that had the code in that year, else the one that had it last."""
        every = self.by_code.get(code, ())
        for known in every:
            if any(d.code == code and d.stood_in(year) for d in known.divisions):
                return known
        return max(every, key=lambda known: known.last.last or 9999, default=None)

    def above(self, known: Known) -> tuple[str, ...]:
        """The keys of the places above it, the nearest first, the nation last."""
        code = known.last.code
        found = []
        for outer in (f"{code[:4]}00", f"{code[:2]}0000"):
            there = self.coded(outer, known.ended) if outer != code else None
            if there is not None and there.key != known.key:
                found.append(there.key)
        return (*dict.fromkeys(found), NATION)


@cache
def atlas() -> Atlas:
    """The places of the library's list, made once."""
    chains = _chains(gazetteer().divisions)
    keys = _keys(chains)
    by_code: dict[str, list[Known]] = defaultdict(list)
    by_name: dict[str, list[Known]] = defaultdict(list)
    by_key = {key: Known(key, chain) for key, chain in zip(keys, chains, strict=True)}
    for known in by_key.values():
        for code in dict.fromkeys(d.code for d in known.divisions):
            by_code[code].append(known)
        for name in dict.fromkeys(word for d in known.divisions for word in (d.name, d.short)):
            by_name[name].append(known)
    return Atlas(by_key, _frozen(by_code), _frozen(by_name))


def _frozen(found: dict[str, list[Known]]) -> dict[str, tuple[Known, ...]]:
    return {name: tuple(those) for name, those in found.items()}


def _chains(divisions: Iterable[Division]) -> list[tuple[Division, ...]]:
    """The divisions, those of one government in one chain."""
    every = list(divisions)
    follows: dict[Division, Division] = {}
    taken: set[Division] = set()
    for next_ones in (_same_name(every), _alone_after(every), _same_code(every)):
        for division in every:
            if division.last is None or division in follows or division.code in _DIVIDED:
                continue
            those = [
                other for other in next_ones(division) if other not in taken and _may_follow(division, other)
            ]
            if len(those) == 1:
                follows[division] = those[0]
                taken.add(those[0])
    chains = []
    for division in every:
        if division not in taken:
            chain = [division]
            while chain[-1] in follows:
                chain.append(follows[chain[-1]])
            chains.append(tuple(chain))
    return chains


def _may_follow(one: Division, other: Division) -> bool:
    """It began when the other was given up, at its level; where the table says what followed, it is one of those."""
    said = successors().get(one, (other,))
    return other.level == one.level and other.first == (one.last or 0) + 1 and other in said


Next = Callable[[Division], Iterable[Division]]


def _same_name(every: list[Division]) -> Next:
    begins = _begins(every)
    return lambda one: [
        other for other in begins[one.code[:2], (one.last or 0) + 1] if other.short == one.short
    ]


def _same_code(every: list[Division]) -> Next:
    begins = _begins(every)
    return lambda one: [
        other for other in begins[one.code[:2], (one.last or 0) + 1] if other.code == one.code
    ]


def _alone_after(every: list[Division]) -> Next:
    """唐海县 is 曹妃甸区, and nobody else is: the one that followed, where it followed no other."""
    after: Counter[Division] = Counter(other for those in successors().values() for other in those)
    alone = {one: those[0] for one, those in successors().items() if len(those) == 1 and after[those[0]] == 1}
    return lambda one: [alone[one]] if one in alone else []


def _begins(every: list[Division]) -> dict[tuple[str, int], list[Division]]:
    found: dict[tuple[str, int], list[Division]] = defaultdict(list)
    for division in every:
        found[division.code[:2], division.first].append(division)
    return found


def _keys(chains: list[tuple[Division, ...]]) -> list[str]:
    """The last code; of two places that ended under one code, the earlier adds its last year (``220702~1994``)."""
    holders: dict[str, int] = {}
    for chain in chains:
        code, until = chain[-1].code, chain[-1].last or 9999
        holders[code] = max(holders.get(code, 0), until)
    return [
        code if (until := chain[-1].last or 9999) == holders[code := chain[-1].code] else f"{code}~{until}"
        for chain in chains
    ]


def key_of_name(full_name: str) -> str:
    """The key of a place that has no code: a development zone, an invented district."""
    return "z" + hashlib.sha256(full_name.encode("utf-8", "surrogatepass")).hexdigest()[:6]


@cache
def _slugs() -> dict[str, str]:
    text = files("luoshi_web.portal").joinpath("data/slugs.tsv").read_text(encoding="utf-8")
    return {
        name: slug
        for name, _, slug in (line.partition("\t") for line in text.splitlines() if line[:1] != "#")
    }


def slug_of(name: str) -> str:
    """The name in pinyin without its rank (``xiaoshan``); nothing where the table does not have it. Only the key decides."""
    slugs = _slugs()
    return slugs.get(short_name(name)) or slugs.get(name) or ""
