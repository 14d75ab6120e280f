"""A table of official statistics, whatever its columns are called: a row a figure, or a row a place and year with a column an indicator."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from luoshi.corpus.panel_columns import PanelError, indicator_title
from luoshi.corpus.sheets import is_sheet, rows_of
from luoshi.quantities.find import find
from luoshi.vocabulary.indicators import indicators

Measure = Literal["growth", "level"]
Part = Literal["place", "code", "year", "indicator", "value", "unit", "vintage"]
PARTS: tuple[Part, ...] = ("place", "code", "year", "indicator", "value", "unit", "vintage")

# What yearbooks and downloads call a column, in small letters, blanks and brackets aside.
_NAMES: Mapping[Part, tuple[str, ...]] = {
    "place": ("place", "region", "area", "city", "county", "province", "name", "地区", "地区名称", "区域", "城市", "城市名称", "市", "县", "区县", "省份", "省", "省市", "行政区", "单位名称"),
    "code": ("code", "place_code", "adcode", "区划代码", "行政区划代码", "地区代码", "城市代码", "代码"),
    "year": ("year", "年份", "年度", "年", "统计年度", "时间"),
    "indicator": ("indicator", "variable", "series", "item", "指标", "指标名称", "项目"),
    "value": ("value", "figure", "amount", "数值", "值", "指标值", "数据"),
    "unit": ("unit", "单位", "计量单位"),
    "vintage": ("vintage", "source", "release", "released", "published", "来源", "数据来源", "发布时间", "发布日期", "版本", "口径"),
}  # fmt: skip
_BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
_GROWTH = re.compile(r"增速|增长率?|同比|涨幅|growth|rate of change|[_ ]yoy", re.I)
# A price index of 102.1 is a rise of 2.1; such columns are named, and are not read as growth.
_INDEX = re.compile(r"指数|index", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = frozenset(("", "-", "–", "—", "…", "...", "na", "n/a", "nan", "null", "none", "."))


class Statistic(NamedTuple):
    """One figure: ``value`` is signed, in ``unit`` with magnitude words multiplied out (None where the table names none)."""

    place: str | None
    code: str | None
    year: int
    indicator: str
    measure: Measure
    value: Decimal
    unit: str | None
    vintage: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what: ``parts`` by name, ``figures`` are columns of an indicator each (code, measure)."""

    parts: Mapping[Part, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, Measure]] = field(default_factory=dict)


Ask = Callable[[Part, Sequence[str]], str | None]


def read_statistics(
    path: str, given: Columns | None = None, *, ask: Ask | None = None
) -> tuple[list[Statistic], list[str]]:
    """The figures of a table (CSV, TSV, XLSX), and the columns of it that were understood to be none.

    ``given`` names columns; others are told by what they are called; what still lacks is asked of ``ask``.

    :raises PanelError: where no column is that of the place, the year or any figure.
    :raises luoshi.errors.SourceError: where the file is no table.
    """
    if not is_sheet(path):
        raise PanelError(
            f"{path}: statistics are read from .csv, .tsv and .xlsx",
            f"{path}：统计表只能从 .csv、.tsv、.xlsx 读取",
        )
    rows = rows_of(path, path)
    header = [name.strip() for name in next(rows, [])]
    found = _columns(path, header, given or Columns(), ask)
    used = {*found.parts.values(), *found.figures}
    statistics = [one for row in rows for one in _of_row(dict(zip(header, row, strict=False)), found)]
    return statistics, [name for name in header if name and name not in used]


def _columns(path: str, header: Sequence[str], given: Columns, ask: Ask | None) -> Columns:
    absent = [name for name in (*given.parts.values(), *given.figures) if name not in header]
    if absent:
        names = ", ".join(header)
        raise PanelError(
            f"{path}: there is no column {absent[0]}; the columns are {names}",
            f"{path}：没有 {absent[0]} 这一列，现有的列是 {names}",
        )
    parts = dict(given.parts)
    for part, called in _NAMES.items():
        if part not in parts:
            fitting = [name for name in header if _plain(name) in called and name not in parts.values()]
            if fitting:
                parts[part] = fitting[0]
    if "indicator" in parts and "value" in parts:
        figures: dict[str, tuple[str, Measure]] = dict(given.figures)
    else:
        parts.pop("indicator", None)
        parts.pop("value", None)
        figures = dict(given.figures)
        for name in header:
            if name and name not in parts.values() and name not in figures and (told := told_by_name(name)):
                figures[name] = told
    for part in ("place", "year"):
        if part not in parts and not (part == "place" and "code" in parts):
            answer = ask(part, header) if ask is not None else None
            if answer is None:
                raise _lacking(path, part, header)
            parts[part] = answer
    if not figures and "value" not in parts:
        raise _lacking(path, "value", header)
    return Columns(parts, figures)


def _lacking(path: str, part: str, header: Sequence[str]) -> PanelError:
    names = ", ".join(header)
    option = "--figure COLUMN=INDICATOR" if part == "value" else f"--{part}-column"
    return PanelError(
        f"{path}: no column looks like that of the {part}; name it with {option} (columns: {names})",
        f"{path}：看不出哪一列是 {part}，请用 {option} 指明（现有的列：{names}）",
    )


def _plain(name: str) -> str:
    return _BRACKETS.sub("", name).strip().lower()


def told_by_name(name: str) -> tuple[str, Measure] | None:
    """The indicator that the name of a column is, and whether growth or amount: ``地区生产总值增速（%）``, ``gdp_growth``."""
    if _INDEX.search(name):
        return None
    plain = _BRACKETS.sub("", name).strip()
    growth = _GROWTH.search(plain) is not None
    bare = _GROWTH.sub("", plain).strip(" _-：:").removesuffix("率") if growth else plain
    code = _code(bare) or _code(plain)
    if code is None:
        return None
    return code, "growth" if growth else "level"


def _code(name: str) -> str | None:
    listed = indicators()
    if name.lower() in listed.by_code:
        return name.lower()
    for code in listed.by_code:
        if indicator_title(code, "en").lower() == name.lower():
            return code
    return listed.codes.get(name)


def _of_row(row: Mapping[str, str], columns: Columns) -> Iterator[Statistic]:
    parts = columns.parts

    def cell(part: Part) -> str | None:
        return (row.get(parts[part]) or "").strip() or None if part in parts else None

    year = _YEAR.search(cell("year") or "")
    place, code = cell("place"), cell("code")
    if year is None or (place is None and code is None):
        return
    if code is not None:
        code = code.split(".")[0].ljust(6, "0")
    vintage = cell("vintage")
    if "value" in parts and "indicator" in parts:
        told = told_by_name(cell("indicator") or "")
        unit = cell("unit") or _unit_in(cell("indicator") or "")
        if told is not None and (read := _figure(cell("value"), unit)) is not None:
            yield Statistic(place, code, int(year[0]), *_measured(told, read[1]), *read, vintage)
    for name, told in columns.figures.items():
        if (read := _figure(row.get(name), _unit_in(name))) is not None:
            yield Statistic(place, code, int(year[0]), *told, *read, vintage)


def _measured(told: tuple[str, Measure], unit: str | None) -> tuple[str, Measure]:
    """A figure in per cent under the bare name of an amount is its growth: 地区生产总值, 6.2, %."""
    listed = indicators().by_code[told[0]].name
    return (told[0], "growth") if unit == "%" and not re.search("率|占比|比重|比例", listed) else told


def _unit_in(name: str) -> str | None:
    """``亿元`` of ``地区生产总值（亿元）``."""
    brackets = _BRACKETS.findall(name)
    return brackets[-1].strip() or None if brackets else None


def _figure(cell: str | None, unit: str | None) -> tuple[Decimal, str | None] | None:
    """The figure with its magnitude multiplied out, and its unit; None for an empty cell and what is no number."""
    text = (cell or "").strip().replace(",", "").replace("，", "").removesuffix("%")
    if text.lower() in _NOTHING:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    unit = "%" if unit is None and (cell or "").strip().endswith("%") else unit
    if unit is None:
        return value, None
    read = find(f"{abs(value):f}{unit}", everything=True)
    if len(read) == 1 and read[0].low is not None and read[0].low == read[0].high:
        sign = -1 if value < 0 else 1
        return sign * read[0].low, read[0].unit or None
    return value, unit
