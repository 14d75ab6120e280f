"""Names and codes of provinces, prefectures and counties (GB/T 2260), with the years in which they stood.

Loaded on first use. `清苑县` was 130622 until 2014; `清苑区` is 130608 since: a report has the code of its own year.
"""

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.errors import VocabularyError
from luoshi.vocabulary.tables import read_table

TABLE = "places.tsv"
Level = Literal["province", "prefecture", "county"]

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南"
    "|仡佬|锡伯|塔吉克|怒|普米|鄂温克|保安|裕固|独龙|各"
)
# `恩施土家族苗族自治州` → `恩施`; `内蒙古自治区` → `内蒙古`; `甘孜藏族自治州` → `甘孜`.
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族)*(?:{_PEOPLES})?族?自治[区州县旗]$")
_ENDINGS = ("特别行政区", "地区", "林区", "特区", "矿区", "省", "市", "县", "区", "旗", "盟", "州")


class Division(NamedTuple):
    """One place under one code and name. ``last`` is None while it stands."""

    code: str
    name: str
    first: int
    last: int | None

    @property
    def level(self) -> Level:
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def short(self) -> str:
        """The name without its rank, at least two characters: `保定`, `恩施`, but `易县`."""
        return short_name(self.name)

    def stood_in(self, year: int | None) -> bool:
        return year is None or (self.first <= year and (self.last is None or year <= self.last))


def short_name(name: str) -> str:
    """``name`` without its rank where two characters are left."""
    if "自治" in name:
        match = _AUTONOMOUS.match(name)
        if match is not None:
            return match.group(1)
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


class Gazetteer:
    """All divisions, by name and by code."""

    def __init__(self, divisions: tuple[Division, ...]) -> None:
        self.divisions = divisions
        self._names: dict[str, list[Division]] = {}
        self._codes: dict[str, list[Division]] = {}
        for division in divisions:
            self._names.setdefault(division.name, []).append(division)
            self._codes.setdefault(division.code, []).append(division)

    def named(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """The divisions of that full name that stood in ``year``, or within two years of it.

        A copy may be older or newer than the list; a name given up long ago is somebody else's by now.
        Without a year, those that stand last.
        """
        every = self._names.get(name, [])
        if year is None:
            latest = max((d.last or 9999 for d in every), default=0)
            return tuple(d for d in every if (d.last or 9999) == latest)
        standing = tuple(d for d in every if d.stood_in(year))
        return standing or tuple(d for d in every if d.first - 2 <= year <= (d.last or 9999) + 2)

    def named_ever(self, name: str) -> tuple[Division, ...]:
        """All divisions of any year that have that full name."""
        return tuple(self._names.get(name, ()))

    def knows(self, name: str) -> bool:
        """Has any division of any year that full name?"""
        return name in self._names

    def full_name(self, name: str) -> str | None:
        """What an autonomous place is called in full whose peoples a text leaves out (`恩施州`)."""
        full = {d.name for d in self.shorts.get(name[:-1], ()) if "自治" in d.name and d.name[-1] == name[-1]}
        return full.pop() if len(full) == 1 else None

    def coded(self, code: str, year: int | None = None) -> Division | None:
        """The division under that code in ``year``, else the latest."""
        every = self._codes.get(code, [])
        for division in every:
            if division.stood_in(year):
                return division
        return max(every, key=lambda d: d.last or 9999, default=None)

    def province_of(self, division: Division) -> Division | None:
        return None if division.level == "province" else self.coded(division.code[:2] + "0000")

    def prefecture_of(self, division: Division, year: int | None = None) -> Division | None:
        """The prefecture above a county; None where a province rules it directly (潜江, 北京的区)."""
        return self.coded(division.code[:4] + "00", year) if division.level == "county" else None

    @cached_property
    def words(self) -> frozenset[str]:
        """Short names that are also words: `深化区域合作` is no 合作市."""
        return frozenset(row.cells[0] for row in read_table("place_words.tsv", 2))

    @cached_property
    def shorts(self) -> dict[str, tuple[Division, ...]]:
        """Divisions by short name, for texts that never print the rank (`谱写柳州篇章`)."""
        found: dict[str, list[Division]] = {}
        for division in self.divisions:
            if division.last is None or division.last >= 1998:
                found.setdefault(division.short, []).append(division)
        return {short: tuple(those) for short, those in found.items()}

    @cached_property
    def _finder(self) -> tuple[AhoCorasick, list[str]]:
        shorts = sorted(self.shorts)
        return AhoCorasick(shorts, matchkind=MatchKind.LeftmostLongest), shorts

    def mentions(self, text: str) -> dict[str, int]:
        """How often each short name stands in ``text``, longest match first."""
        finder, shorts = self._finder
        counts: dict[str, int] = {}
        for index, _, _ in finder.find_matches_as_indexes(text):
            counts[shorts[index]] = counts.get(shorts[index], 0) + 1
        return counts


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once.

    :raises VocabularyError: on a malformed row or a pair of code and name that stands twice.
    """
    text = files("luoshi.vocabulary").joinpath("data", TABLE).read_text(encoding="utf-8")
    divisions: list[Division] = []
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != 4 or len(cells[0]) != 6 or not (cells[0] + cells[2]).isdigit() or len(cells[1]) < 2:
            raise VocabularyError(f"{TABLE}, line {number}: not a code, a name, a first and a last year")
        pair = (cells[0], cells[1])
        if pair in seen:
            raise VocabularyError(f"{TABLE}, line {number}: {cells[1]} stands twice under {cells[0]}")
        seen.add(pair)
        divisions.append(Division(cells[0], cells[1], int(cells[2]), int(cells[3]) if cells[3] else None))
    return Gazetteer(tuple(divisions))
