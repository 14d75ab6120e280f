"""Documents → places: which of them speak of one government, and which copy of each year is used."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from luoshi.vocabulary.places import short_name
from luoshi_web.portal.bring_in.documents import USED, Read
from luoshi_web.portal.keys import NATION, Known, atlas, key_of_name, slug_of
from luoshi_web.portal.succession import stored

FORMAT = 3  # raised where the rows of a place change, so that a second run makes them anew


@dataclass
class Found:
    """A place and its documents by year, the best copy of each first."""

    key: str
    name: str
    full_name: str
    level: str
    above: tuple[str, ...] = ()
    names: list[dict[str, Any]] = field(default_factory=list)
    ended: int | None = None
    successors: list[dict[str, Any]] = field(default_factory=list)
    years: dict[int, list[Read]] = field(default_factory=dict)

    @property
    def former_keys(self) -> set[str]:
        """The keys of the shorter names that its reports have: 青川区 of 云岭省临河市青川区. Of a listed place, its own former codes."""
        if self.names:
            return {str(name["code"]) for name in self.names if _alone(str(name["code"]), self.key)}
        names = {read.name for reads in self.years.values() for read in reads}
        return {key_of_name(name) for name in names} - {self.key} if self.key[0] == "z" else set()

    @property
    def province(self) -> str:
        return self.key[:2] if self.key[:1].isdigit() and self.key != NATION else ""

    @property
    def slug(self) -> str:
        return "quanguo" if self.key == NATION else slug_of(self.name)

    def digest(self, version: str) -> str:
        """Changes where a document of the place does, or what makes rows of it."""
        held = [(year, [(r.document, r.sha256) for r in reads]) for year, reads in sorted(self.years.items())]
        return hashlib.sha256(
            repr((FORMAT, version, self.full_name, held)).encode("utf-8", "surrogatepass")
        ).hexdigest()


def places_of(reads: Iterable[Read]) -> dict[str, Found]:
    """The places by key. Of two documents with the same bytes one is kept as the copy, both as where it was found."""
    used = [read for read in reads if read.outcome == USED]
    full = _full_names({read.name for read in used if read.code is None and read.level != "national"})
    places: dict[str, Found] = {}
    for read in used:
        place = _place_of(read, full)
        held = places.setdefault(place.key, place)
        held.years.setdefault(read.year, []).append(read)
    for place in places.values():
        place.above = place.above or _above_unlisted(place, places)
        place.years = {
            year: sorted(those, key=lambda r: r.rank) for year, those in sorted(place.years.items())
        }
    return places


def _place_of(read: Read, full: dict[str, str]) -> Found:
    if read.level == "national":
        return nation()
    if read.code is not None and (known := atlas().coded(read.code, read.year)) is not None:
        return listed(known)
    name = full.get(read.name, read.name)
    own = _own_name(name)
    return Found(key_of_name(name), own, name, read.level)


def _above_unlisted(place: Found, places: dict[str, Found]) -> tuple[str, ...]:
    """The places whose full names this one's begins with, the nearest first: 云岭省临河市 and 云岭省 of 云岭省临河市青川区."""
    outer = [
        other
        for other in places.values()
        if other.key[0] == "z" and other.key != place.key and place.full_name.startswith(other.full_name)
    ]
    return tuple(other.key for other in sorted(outer, key=lambda other: -len(other.full_name)))


def listed(known: Known) -> Found:
    """A place of the list of divisions, without documents."""
    above = atlas().above(known)
    outer = "".join(atlas().by_key[key].last.name for key in reversed(above) if key != NATION)
    names = [{"code": d.code, "name": d.name, "first": d.first, "last": d.last} for d in known.divisions]
    last = known.last
    return Found(
        known.key, last.name, outer + last.name, last.level, above, names, known.ended, stored(known.key)
    )


def _alone(code: str, key: str) -> bool:
    """Is the code no key, and of no other place? Its place may have had it for its key before a table said what followed."""
    return code != key and code not in atlas().by_key and len(atlas().by_code[code]) == 1


def nation() -> Found:
    return Found(NATION, "全国", "中华人民共和国", "national")


def _full_names(names: set[str]) -> dict[str, str]:
    """For a place without a code the one longer name that ends in its name, if there is exactly one chain of them.

    青川区 is 云岭省临河市青川区 where no other 青川区 is among the documents, and 临河市 is 云岭省临河市 where 云岭省 is among them too.
    """
    ending: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for start in range(1, len(name)):
            if name[start:] in names:
                ending[name[start:]].add(name)
            if (
                name[:start] in names
            ):  # 云岭省 | 临河市 | 青川区: whose reports call it 临河市 alone lies between the two
                for end in range(start + 2, len(name)):
                    if name[start:end] in names:
                        ending[name[start:end]].add(name[:end])
    full = {}
    for name in names:
        longest = max(ending[name], key=lambda other: (len(other), other), default=name)
        full[name] = longest if all(longest.endswith(other) for other in ending[name]) else name
    return full


def _own_name(full_name: str) -> str:
    """云岭省临河市青川区 → 青川区: what stands behind the last superior's rank."""
    body = full_name[:-1]
    cut = max((body.rfind(mark) for mark in ("省", "市", "州", "盟", "自治区", "区", "县")), default=-1)
    own = full_name[cut + 1 :] if cut >= 0 else full_name
    return own if len(short_name(own)) >= 2 else full_name
