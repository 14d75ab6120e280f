"""Whose report it is: the place that speaks, with the superiors that the text shows, and its code.

The name is looked for where a report must name itself: `在临河市第五届人民代表大会`, `我代表临河市人民政府`, `临河市人民政府市长`,
`2024年临河市政府工作报告`. Where it says only `我代表市人民政府`, the place is the one of that rank that the text names most.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.outline.kinds import DocumentKind
from luoshi.outline.section import Place
from luoshi.text.late import late
from luoshi.vocabulary.places import Division, Gazetteer, gazetteer

RANK = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|县|区|旗|州|盟|镇|乡)"
_NAME = rf"([\u4e00-\u9fff]{{2,22}}?{RANK})"
_ORDINAL = r"第?[一二三四五六七八九十]{1,3}届"
# Where a report names its own place, the surest first.
_SELF = (
    re.compile(rf"(?:在|向|日){_NAME}{_ORDINAL}(?:人民代表大会|人大)"),
    re.compile(rf"(?:我|我们)代表{_NAME}(?:{_ORDINAL})?(?:人民)?政府"),
    re.compile(rf"{_NAME}(?:人民政府)?(?:代理?)?(?:省|市|县|区|旗|州|盟|镇|乡)长"),
    re.compile(rf"{_NAME}(?:人民政府)?(?:代)?主席"),
    re.compile(rf"(?:^|\n|：|年|\d(?!年)){_NAME}(?:[\d二〇]{{4}}年)?(?:人民)?政府工作报告"),
    re.compile(rf"发文单位：{_NAME}人民政府"),
    re.compile(rf"《{_NAME}国民经济和社会发展第"),
    re.compile(rf"\n{_NAME}{_ORDINAL}(?:人民代表大会|人大)"),
)
_PAPERS = r"(?:国民经济|统计公报|预算|财政预算)"
_YEARS = r"[12二一][\d〇零]{3}年"
# And where the papers beside a report do: `关于青川区2025年预算执行情况…`, `2025年青川区国民经济和社会发展统计公报`, `青川区统计局`.
_TITLED = (
    late(rf"(?:^|\n)(?:关于)?{_NAME}{_YEARS}[^，。\n]{{0,14}}?{_PAPERS}"),
    late(rf"(?:^|\n)(?:关于)?{_YEARS}{_NAME}[^，。\n]{{0,14}}?{_PAPERS}"),
    *_SELF,
    late(rf"(?:^|\n){_NAME}(?:统计局|财政局|发展和改革(?:局|委员会))"),
)
_NATION = "中华人民共和国"
_NATIONAL = late(
    r"代表国务院|受国务院|国务院总理|全国人民代表大会第[一二三四五六七八九十]+次会[议議]|国务院的决定，向"
)
_LOCAL = late(r"[我全本](?:省|市|县|区|旗|州|自治区)(?:人民|各|经济|上下|的|完成|生产|农|工)")
# `我代表市人民政府` says the rank and no name.
_RANK_ONLY = late(r"代表(省|自治区|市|县|区|旗|州|盟|自治州|自治县|镇|乡)(?:人民)?政府")
_ALL_OF = late(r"(?:全|我)(省|市|县|区|旗|州|盟|镇|乡)")
_ENDINGS = {
    "省": ("省",), "自治区": ("自治区",), "市": ("市",), "县": ("县",), "区": ("区",), "旗": ("旗",),
    "州": ("州",), "自治州": ("州",), "盟": ("盟",), "自治县": ("县",),
}  # fmt: skip
_STREET = late(r"[路街道桥站]|大道|大街")


@dataclass(frozen=True, slots=True)
class _Candidate:
    division: Division
    chain: tuple[str, ...]


def find_place(text: str, front: str, year: int | None, kind: DocumentKind = "work_report") -> Place | None:
    """The place of the report ``text``, ``front`` being its beginning up to the end of the opening."""
    ways = _SELF if kind == "work_report" else _TITLED
    if kind == "communique" and front.startswith(_NATION):
        return Place(_NATION, None, "national")
    if _NATIONAL.search(front[:3000]) or (_NATIONAL.search(text[:3000]) and not _LOCAL.search(text)):
        return Place("中华人民共和国" if "中华人民共和国" in front else "全国", None, "national")
    book = gazetteer()
    name = _printed_name(front, book, ways)
    if name is not None:
        found = _resolve(name, text, book, year)
        if found is not None:
            return _named_in_full(found, text, book, year)
        return Place(name, None, level_of(name))
    division = _most_named(text, front, book, year)
    if division is None and text.count("国务院") + text.count("全国") >= 12 and not _LOCAL.search(text):
        return Place("全国", None, "national")
    return None if division is None else _named_in_full(_Candidate(division, ()), text, book, year)


def _printed_name(front: str, book: Gazetteer, ways: Sequence[re.Pattern[str]]) -> str | None:
    """The longest known name in the surest spot that has one; else the first unknown one."""
    unknown = None
    for pattern in ways:
        counts: Counter[str] = Counter()
        for match in pattern.finditer(front):
            name = _tidy(match.group(1), book)
            if name is not None:
                counts[name] += 1
        for name, _ in sorted(counts.items(), key=lambda item: (-len(item[0]), -item[1], item[0])):
            known = name if _segments(name, book) else book.full_name(name)
            if known is not None:
                return known
            unknown = unknown or name
    return unknown


_LEAD = late(r"^(?:.*?(?:代表|会议|报告|同志|来源|记者|单位|现任|中共|以来|关于))")


def _tidy(name: str, book: Gazetteer) -> str | None:
    """Drop what a lazy match took along in front of the name (`在保定市…`, `月九日在`)."""
    name = _LEAD.sub("", name)
    for start in range(len(name) - 1):
        if _segments(name[start:], book):
            return name[start:]
    name = re.sub(r"^.*[在向]", "", name)
    if not 3 <= len(name) <= 14 or re.search(r"[在向的是为和与各]|人民|政府|全[省市县区]", name):
        return None
    return name


def _segments(name: str, book: Gazetteer) -> tuple[str, ...]:
    """`河北省保定市清苑区` → its known names from above down; empty where a piece is unknown."""
    if book.knows(name):
        return (name,)
    for cut in range(2, len(name) - 1):
        if book.knows(name[:cut]):
            rest = _segments(name[cut:], book)
            if rest:
                return (name[:cut], *rest)
    return ()


def _resolve(name: str, text: str, book: Gazetteer, year: int | None) -> _Candidate | None:
    """The division that ``name`` means here: by the superiors printed with it, then by those in the text."""
    chain = _segments(name, book)
    if not chain:
        return None
    candidates = book.named(chain[-1], year)
    scored = sorted(candidates, key=lambda d: (-_kinship(d, chain, text, book, year), d.code))
    if not scored:
        return None
    if len(scored) > 1 and _kinship(scored[0], chain, text, book, year) == _kinship(
        scored[1], chain, text, book, year
    ):
        return (
            None
            if len(chain) == 1 and scored[0].code[:4] != scored[1].code[:4]
            else _Candidate(scored[0], chain)
        )
    return _Candidate(scored[0], chain)


def _kinship(division: Division, chain: tuple[str, ...], text: str, book: Gazetteer, year: int | None) -> int:
    score = 0
    for superior, weight in ((book.province_of(division), 1), (book.prefecture_of(division, year), 2)):
        if superior is None:
            continue
        if superior.name in chain or superior.short in (c[: len(superior.short)] for c in chain[:-1]):
            score += 1000
        score += weight * min(text.count(superior.short), 200)
    return score


def _named_in_full(found: _Candidate, text: str, book: Gazetteer, year: int | None) -> Place:
    division = found.division
    prefix = ""
    province = book.province_of(division)
    if province is not None and (province.name in found.chain or shows_province(text, province)):
        prefix += province.name
    prefecture = book.prefecture_of(division, year)
    if prefecture is not None and (prefecture.name in found.chain or prefecture.name in text):
        prefix += prefecture.name
    return Place(prefix + division.name, division.code, division.level)


def shows_province(text: str, province: Division) -> bool:
    """Does the text name the province, and not only a street (`滨河北路` is no 河北)?"""
    short = province.short
    position = text.find(short)
    while position >= 0:
        if not _STREET.match(text, position + len(short)):
            return True
        position = text.find(short, position + 1)
    return False


def _most_named(text: str, front: str, book: Gazetteer, year: int | None) -> Division | None:
    """The place of the stated rank that the text names most, where that is beyond doubt."""
    rank = _RANK_ONLY.search(front)
    if rank is not None:
        endings = _ENDINGS.get(rank.group(1), ())
    else:
        counts = Counter(_ALL_OF.findall(text))
        if not counts:
            return None
        best = max(counts.items(), key=lambda item: (item[1], item[0]))
        endings = _ENDINGS.get(best[0], ()) if best[1] >= 3 else ()
    if not endings:
        return None
    scores: dict[Division, float] = {}
    mentions = book.mentions(text)
    for short, seen in sorted(mentions.items(), key=lambda item: (-item[1], item[0]))[:_WEIGHED]:
        for division in book.shorts[short]:
            if division.name.endswith(endings) and division.stood_in(year):
                if short in book.words and division.name not in text:
                    continue
                scores[division] = _mentions(text, short, seen, division, book, year)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0].code))
    if not ranked or ranked[0][1] < 2.0 or (len(ranked) > 1 and ranked[0][1] < 1.2 * ranked[1][1]):
        return None
    return ranked[0][0]


_WEIGHED = 60  # the names that a report mentions most; its own is among the first ten
_RULED_BY_PROVINCE = late(r"省委|省政府|自治区党委|全省|我省")
_OWN = r"(?:人民|发展|建设|经济|儿女|大地|实际|篇章|实践|改革|全[市县区]|振兴|崛起|高质量|的|市委|县委|区委)"


def _mentions(
    text: str, short: str, seen: int, division: Division, book: Gazetteer, year: int | None
) -> float:
    own = len(re.findall(re.escape(short) + _OWN, text))
    if division.level == "province" and _RULED_BY_PROVINCE.search(text):
        return 0.0
    score = (seen + 2.0 * own) * (1.5 if len(short) > 2 else 1.0) + 3 * text.count(division.name)
    province = book.province_of(division)
    if province is not None and text.count(province.short) == 0:
        score *= 0.5
    if division.level == "county":
        prefecture = book.prefecture_of(division, year)
        score *= 0.6 if prefecture is not None and text.count(prefecture.short) == 0 else 0.9
    return score


def level_of(name: str) -> str:
    """The level that the last word of a name says, for a place that no list has."""
    if name.endswith(("省", "自治区")):
        return "province"
    if name.endswith(("镇", "乡", "街道")):
        return "town"
    if name.endswith(("县", "区", "旗")):
        return "county"
    return "prefecture"
