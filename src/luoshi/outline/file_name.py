"""What a file's name says of the report in it: place and year.

Names of collections are `台州市2019年政府工作报告.html`, `[2008]遵义.doc`, `2020-上海.docx`, `330100_2015.txt`, `浙江省/宁波市/2013.txt`,
`国务院政府工作报告1999.txt`. A name is a hint: `luoshi read` asks it where the text is silent, and a corpus is checked against it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.outline.dates import years_in
from luoshi.outline.place import RANK, level_of
from luoshi.outline.section import Place
from luoshi.text.late import late
from luoshi.vocabulary.places import Division, Gazetteer, gazetteer


class Named(NamedTuple):
    """``written`` is the place as the name has it (`朝阳`), ``place`` what it means beyond doubt (None: `朝阳` is a city of
    辽宁 and a district of 北京), ``year`` the one year that the name states."""

    written: str | None
    place: Place | None
    year: int | None


class _Words(NamedTuple):
    """The places that a name gives one below the other, as written, and what each may be."""

    words: tuple[str, ...]
    meant: tuple[tuple[Division, ...], ...]


_NATIONAL = late(r"(?:全国|中国|国务院|中央|国家|中华人民共和国)(?:总理|两会)?")
_SUFFIX = late(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
_ROW = late(r"#\d+$")
# `2018-12-28`, `2018年12月28日`: the day of delivery; one in December is on the year to come. `20181228` is a site's own number.
_DAY = late(r"(?<!\d)((?:19|20)\d\d)(?:年(\d{1,2})月\d{1,2}日|-(\d{1,2})-\d{1,2}|\.(\d{1,2})\.\d{1,2})(?!\d)")
_RANGE = late(r"(?<!\d)(?:19|20)\d\d年?[-—–~～至到](?:19|20)\d\d年?(?!\d)")  # `1998-2020`: no one year
_YEAR_MARKED = late(r"(?<!\d)((?:19|20)\d\d)年度?")
_YEAR_BARE = late(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_IN_CHARACTERS = late(r"[12二一][\d〇零OＯ○o一二三四五六七八九]{3}年度?")
_OF_THE_REPORT = late(r"((?:19|20)\d\d)年度?[^\d]{0,16}?(?:政府)?工作(?:的)?报告")
_CODE = late(r"^\D*?(?<!\d)(\d{6})(?!\d)")
_LATIN = late(r"[A-Za-z]")
_RUN = late(r"[\u4e00-\u9fff]+")
# What stands in a name beside the place. `万年县` is a place: 年 goes with its year alone.
_NOISE = late(
    r"(?:人民)?政府(?:工作)?(?:的)?报告|工作(?:的)?报告|(?:关于)?国民经济.*|(?:在|于)?第?[一二三四五六七八九十]{1,3}届.*|人民政府|政府|人民代表大会.*|人大.*"
    r"|报告|全文|原文|正文|最新|转载|副本|终稿|定稿|印发稿|扫描件?|下载|完整版?|[省市县区旗州盟镇乡]长[\u4e00-\u9fff·]*|^关于|^附件"
)
_RANKED = late(rf"{RANK}$")
_UNLISTED = late(rf"[\u4e00-\u9fff]{{2,12}}{RANK}")
_INSIDE = late(rf"[\u4e00-\u9fff]{{1,8}}(?:{RANK}|街道)")
# `地级市`, `各省市`, `百强县`, `我市`: kinds of places, not places.
_KINDS = late(r"[级各我本全]|城市|直辖|百强|强[县区]|省会|[省市县区]{2}")
_LONGEST = 16
_LONGEST_RUN = 60


def read_name(path: str, year: int | None = None) -> Named:
    """What the name ``path`` says. Its folders are asked for what the file's own name leaves open, the nearest first.

    ``year`` is that of the text, by which a place is found whose name or code has changed; the name's own comes first.
    """
    *folders, name = [_plain(part) for part in re.split(r"[/\\]", path) if part] or [""]
    above = folders[::-1]
    stated = _year(name)
    if stated is None:
        stated = next((y for folder in above if (y := _folder_year(folder)) is not None), None)
    book = gazetteer()
    at = stated if stated is not None else year
    found = _place(name, above, book, at)
    for depth, folder in enumerate(above, 1):
        if found is not None:
            break
        found = _place(folder, above[depth:], book, at, whole=True)
    written, place = found or (None, None)
    return Named(written, place, stated)


def _plain(part: str) -> str:
    part = _ROW.sub("", unicodedata.normalize("NFKC", part))
    return _SUFFIX.sub("", _SUFFIX.sub("", part))


def _year(name: str) -> int | None:
    """The one year that the name states: with 年 before without, that of the report before another."""
    days = [int(m[1]) + (int(m[2] or m[3] or m[4]) == 12) for m in _DAY.finditer(name)]
    bare = _DAY.sub(" ", _RANGE.sub(" ", name))
    marked = {int(y) for y in _YEAR_MARKED.findall(bare)} | set(years_in(bare))
    of_report = {int(y) for y in _OF_THE_REPORT.findall(bare)}
    for years in (marked, of_report, {int(y) for y in _YEAR_BARE.findall(bare)}, set(days)):
        if len(years) == 1:
            return years.pop()
        if years and years is not marked:
            return None
    return None


def _folder_year(folder: str) -> int | None:
    """`2019`, `2019年各市政府工作报告`; not the year of `corpus-2024-05` or `批次3_2024`."""
    year = _year(folder)
    rest = _YEAR_MARKED.sub("", folder.replace(str(year), "", 1))
    return None if re.search(r"[A-Za-z\d]", rest) else year


def _place(
    name: str, above: Sequence[str], book: Gazetteer, year: int | None, *, whole: bool = False
) -> tuple[str, Place | None] | None:
    """The place of one part of the path: as written, and what it means. ``whole``: nothing else may stand in the part."""
    bare = _YEAR_IN_CHARACTERS.sub(" ", _YEAR_MARKED.sub(" ", _DAY.sub(" ", name)))
    runs = [piece for run in _RUN.findall(bare) for piece in _NOISE.sub(" ", run).split()]
    if any(_NATIONAL.fullmatch(run) for run in runs):
        return "全国", Place("全国", None, "national")
    of_code = _coded(name, book, year)
    below: _Words | None = None
    for run in runs:
        found = _below(below, _words(run, book, whole=whole))
        if not whole and found is None and below is None and (unlisted := _unlisted(run, book)):
            return unlisted.name, unlisted
        below = found or below
    if below is None:
        return None if of_code is None else (of_code.name, _full(of_code, (), book, year))
    written = "".join(below.words)
    behind = _behind(written, runs, book)
    if behind is not None:
        return behind, Place(behind, None, level_of(behind))
    standing = _standing(below, [w for folder in above if (w := _folder_words(folder, book))], year)
    if not standing:  # a name given up long ago is somebody else's by now
        return written, Place(written, None, level_of(written))
    meant = of_code if of_code in standing else _meant(standing)
    return written, None if meant is None else _full(meant, below.words, book, year)


def _coded(name: str, book: Gazetteer, year: int | None) -> Division | None:
    """`330100_2015`: a code in front. `content_510683` is the number of a page."""
    match = _CODE.search(name)
    if match is None or _LATIN.search(name) or not (_YEAR_BARE.search(name) or _RUN.search(name)):
        return None
    return book.coded(match[1], year)


def _words(run: str, book: Gazetteer, *, whole: bool) -> _Words | None:
    """The places that a run of characters consists of (`浙江宁波`), else the first full name in it (`在宁波市召开`)."""
    run = run[:_LONGEST_RUN]
    for parsed in _parses(run, book):
        return parsed
    if whole:
        return None
    for start in range(len(run) - 1):
        found: _Words | None = None
        end = start
        while (name := _full_name_at(run, end, book)) is not None:
            found = _below(found, _Words((name,), (book.named_ever(name),)))
            end += len(name)
        if found is not None:
            return None if _RANKED.search(run[:start]) else found
    return None


def _parses(run: str, book: Gazetteer) -> Iterator[_Words]:
    """Ways to read all of ``run`` as places, one below the other; the longest words first."""
    for end in range(min(len(run), _LONGEST), 1, -1):
        divisions = _called(run[:end], book)
        if not divisions:
            continue
        if end == len(run):
            yield _Words((run,), (divisions,))
            continue
        for rest in _parses(run[end:], book):
            joined = _below(_Words((run[:end],), (divisions,)), rest)
            if joined is not None and len(joined.words) > len(rest.words):
                yield joined


def _called(word: str, book: Gazetteer) -> tuple[Division, ...]:
    """Everything that ``word`` may be: by full name, without rank (`宁波`), without its peoples (`恩施州`, `广西自治区`)."""
    if book.knows(word):
        return book.named_ever(word)
    autonomous = re.fullmatch(r"(.{2,}?)(?:自治)?([区州县旗])", word)
    if autonomous is not None:
        those = book.shorts.get(autonomous[1], ())
        found = tuple(d for d in those if "自治" in d.name and d.name[-1] == autonomous[2])
        if found:
            return found
    return book.shorts.get(word, ())


def _full_name_at(run: str, start: int, book: Gazetteer) -> str | None:
    for end in range(min(len(run), start + _LONGEST), start + 1, -1):
        if book.knows(run[start:end]):
            return run[start:end]
    return None


def _below(first: _Words | None, second: _Words | None) -> _Words | None:
    """``second`` under ``first`` where it lies in it; ``first`` where it does not."""
    if first is None or second is None:
        return first or second
    inside = tuple(d for d in second.meant[0] if any(contains(above, d) for above in first.meant[-1]))
    if not inside:
        return first
    return _Words((*first.words, *second.words), (*first.meant, inside, *second.meant[1:]))


def contains(above: Division, below: Division) -> bool:
    """Does the place of one code lie in that of the other? `330000` ⊃ `330200` ⊃ `330212`."""
    if above.level == below.level:
        return False
    length = 2 if above.level == "province" else 4
    return above.level != "county" and above.code[:length] == below.code[:length]


def _folder_words(folder: str, book: Gazetteer) -> _Words | None:
    runs = [piece for run in _RUN.findall(folder) for piece in _NOISE.sub(" ", run).split()]
    return next((found for run in runs if (found := _words(run, book, whole=True))), None)


def _standing(words: _Words, folders: Sequence[_Words], year: int | None) -> tuple[Division, ...]:
    """What the last word may mean under the superiors in name and folders; without a year, what stands last."""
    those = words.meant[-1]
    for superiors in [*words.meant[-2::-1], *(meant for folder in folders for meant in folder.meant)]:
        those = tuple(d for d in those if any(contains(s, d) for s in superiors)) or those
    if year is None:
        last = max((d.last or 9999 for d in those), default=0)
        return tuple(d for d in those if (d.last or 9999) == last)
    return tuple(d for d in those if d.stood_in(year)) or tuple(
        d for d in those if d.first - 2 <= year <= (d.last or 9999) + 2
    )


def _meant(those: Sequence[Division]) -> Division | None:
    """The province, or the one in which all others lie: `遵义` is the city, and not the county in it."""
    highest = [d for d in those if d.level == "province"] or [
        d for d in those if all(d is other or contains(d, other) for other in those)
    ]
    return highest[0] if len(highest) == 1 else None


def _full(division: Division, words: Sequence[str], book: Gazetteer, year: int | None) -> Place:
    """The division with the superiors that the name has too."""
    above = (book.province_of(division), book.prefecture_of(division, year))
    shown = "".join(
        superior.name
        for superior in above
        if superior is not None and any(word in (superior.name, superior.short) for word in words[:-1])
    )
    return Place(shown + division.name, division.code, division.level)


def _unlisted(run: str, book: Gazetteer) -> Place | None:
    """`临河市`, `云岭省临河市青川区`: a place that no list has."""
    match = _UNLISTED.fullmatch(run)
    if match is None or _KINDS.search(run):
        return None
    return Place(run, None, level_of(run))


def _behind(written: str, runs: Sequence[str], book: Gazetteer) -> str | None:
    """`鄞州区姜山镇` where `鄞州区` was found: what no list has, in a place that one has."""
    for run in runs:
        start = run.find(written)
        rest = run[start + len(written) :]
        if start >= 0 and _INSIDE.fullmatch(rest) and not _KINDS.search(rest) and not book.knows(rest):
            return written + rest
    return None
