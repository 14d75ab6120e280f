"""The kinds of offices of a county or district: names by which they are known, words and indicators that point to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.tables import Row, expand, read_table

NOBODY = "-"
"""In ``department_words.tsv``: words that hide shorter ones and point to nobody (水平 is no water)."""

# What follows the stems of an office's name: 发展和改革|局, 政务服务管理|办公室. Longest first.
_ENDS = (
    "工作委员会",
    "管理委员会",
    "委员会",
    "服务中心",
    "管理局",
    "服务局",
    "发展局",
    "办公室",
    "局",
    "委",
    "办",
    "中心",
    "厅",
    "处",
)
# What may stand before them: 区住建局, 青云区住建局, 县委宣传部, 市（区）住建局.
_PLACE_END = re.compile(r"[省市区县旗州](?:（[市县区]）)?(?:人民政府|政府|委(?=.{3}))?")
_LINK = re.compile(r"[和与及、（）()]")


@dataclass(frozen=True, slots=True)
class Department:
    """One row of ``data/departments.tsv``. ``stand_in`` is the code of who does its work where a place has none."""

    code: str
    name: str
    stand_in: str | None
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that points to a department, where it stands in the text, and how strongly (1 to 5)."""

    department: str
    word: str
    weight: int
    start: int


@dataclass(frozen=True, slots=True)
class Departments:
    """All kinds of offices. ``owners``: indicator → code. ``names`` and ``stems``: how offices are called."""

    by_code: dict[str, Department]
    owners: dict[str, str]
    names: dict[str, str]
    stems: dict[str, str]
    words: tuple[tuple[str, str, int], ...]
    scan: AhoCorasick

    def hits(self, text: str) -> Iterator[Hit]:
        """The words of a text that point to somebody; at each place the longest alone counts."""
        for index, start, _ in self.scan.find_matches_as_indexes(text):
            word, department, weight = self.words[index]
            if department != NOBODY:
                yield Hit(department, word, weight, start)

    def of_name(self, name: str) -> tuple[str, ...]:
        """What kinds of office a name means, in its order: 区教育体育局 is education and sports; none where it is no office's name.

        The stems must make up the whole name: 教育学院 is no office.
        """
        for said in _without_place(name.strip()):
            if said in self.names:
                return (self.names[said],)
            for end in _ENDS:
                if said.endswith(end) and (found := self._composed(_LINK.sub("", said[: -len(end)]))):
                    return found
        return ()

    def _composed(self, stem: str) -> tuple[str, ...]:
        """The codes of the stems that make up a text wholly, the longest first at each place; none where something is left."""
        if not stem:
            return ()
        for size in range(len(stem), 0, -1):
            if (code := self.stems.get(stem[:size])) is None:
                continue
            if size == len(stem):
                return (code,)
            if rest := self._composed(stem[size:]):
                return tuple(dict.fromkeys((code, *rest)))
        return ()


@cache
def departments() -> Departments:
    """The vocabulary of departments, loaded once.

    :raises VocabularyError: on a name, stem or word that two kinds claim, an indicator with two owners, or an unknown code.
    """
    by_code: dict[str, Department] = {}
    owners: dict[str, str] = {}
    names: dict[str, str] = {}
    stems: dict[str, str] = {}
    for row in read_table("departments.tsv", 7):
        code, name, parts, whole, stand_in, owned, _remark = row.cells
        if code in by_code:
            raise row.error(f"the code {code} stands twice")
        codes = () if owned == NOBODY else tuple(owned.split("; "))
        by_code[code] = Department(code, name, None if stand_in == NOBODY else stand_in, codes)
        for indicator in codes:
            if indicator not in indicators().by_code:
                raise row.error(f"unknown indicator {indicator}")
            _claim(owners, indicator, code, row)
        for stem in _templates(parts, row):
            # Brackets and links are left out of a name before its stems are looked for: 文化和旅游
            _claim(stems, _LINK.sub("", stem), code, row)
        for said in _templates(whole, row):
            _claim(names, said, code, row)
    for department in by_code.values():
        if department.stand_in is not None and department.stand_in not in by_code:
            raise row.error(f"{department.code} has an unknown stand-in {department.stand_in}")
    words = tuple(_words(by_code))
    scan = AhoCorasick([word for word, _, _ in words], matchkind=MatchKind.LeftmostLongest)
    return Departments(by_code, owners, names, stems, words, scan)


def _without_place(name: str) -> Iterator[str]:
    """A name, and what is left of it behind each place that may stand before an office's name: 区城市管理局 → 城市管理局."""
    yield name
    for found in _PLACE_END.finditer(name, 0, 12):
        if found.end() < len(name):
            yield name[found.end() :]


def _words(by_code: dict[str, Department]) -> Iterator[tuple[str, str, int]]:
    claimed: dict[str, str] = {}
    for row in read_table("department_words.tsv", 4):
        code, weight, templates, _remark = row.cells
        if code not in by_code and code != NOBODY:
            raise row.error(f"unknown department {code}")
        if weight not in {"0", "1", "2", "3", "4", "5"} or (weight == "0") != (code == NOBODY):
            raise row.error(f"a weight is 1 to 5, and 0 for nobody's words alone, not {weight!r}")
        for word in _templates(templates, row):
            if word in claimed:
                raise row.error(f"{word} belongs to {claimed[word]} already")
            claimed[word] = code
            yield word, code, int(weight)


def _templates(cell: str, row: Row) -> Iterator[str]:
    if cell != NOBODY:
        for template in cell.split("; "):
            yield from expand(template.strip(), row)


def _claim(table: dict[str, str], key: str, code: str, row: Row) -> None:
    if table.setdefault(key, code) != code:
        raise row.error(f"{key} belongs to {table[key]} already")
