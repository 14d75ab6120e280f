"""半年通报: how many stand where, unit by unit, and every laggard with its reason.

Words and counts: 金寨 2025 (已完成, 超进度, 达进度, 欠进度, 其他); each laggard with its reason (half-year templates of several places).
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.papers.collected import Collected, item_ids, secrecy_of
from luoshi_web.supervision.papers.columns import columns, widened
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, Words, in_words
from luoshi_web.supervision.papers.rows import Row, end_of, rows_of
from luoshi_web.supervision.papers.standing import Standing, Tally
from luoshi_web.supervision.papers.values import percent
from luoshi_web.supervision.states import State

_HEADS = {Standing.NEAR: "略低于序时进度"}
_UNITS = (
    Column("no", "序号", 7, "center", number=True),
    Column("lead", "牵头单位", 30),
    Column("all", "事项数", 9, "center", number=True),
    *(Column(name, _HEADS.get(name, name), 9, "center", number=True) for name in Standing),
    Column("kept", "达序时率", 11, "center"),
)
_LATE = ("no", "text", "target", "leader", "lead", "by", "progress", "problems", "next_steps", "remark")
_LATE_WIDTHS = {
    "no": 8, "text": 38, "target": 15, "leader": 12, "lead": 17, "by": 13, "progress": 42, "problems": 24, "next_steps": 24, "remark": 36,
}  # fmt: skip
WORST = 15
"""Laggards that the letter itself names, the gravest first. All of them stand in the annex: the letter is to be read."""
_WORST = (
    Column("no", "序号", 7, "center", number=True),
    Column("text", "目标任务", 58),
    Column("lead", "牵头单位", 24, "center"),
    Column("gap", "滞后情况", 44),
)


def collect(*, year: int, on: date, secrecy: int, issuer: str, title: str = "", words: str = "") -> Collected:
    """All that a year's report promised and that had been assigned by the day; parts of an item are not counted beside it.

    Items of instructions, decisions and suggestions are no targets of the report and not counted among them.

    Merged items count with the one that holds them, withdrawn ones no more. Raises :class:`Refusal` where nothing was assigned.
    """
    assigned = Item.objects.filter(
        year=year, source=Item.Source.REPORT, parent__isnull=True, assigned_at__lte=end_of(on)
    )
    whole = assigned.exclude(state__in=[State.DRAFT, State.MERGED, State.WITHDRAWN])
    items = whole.filter(secrecy__lte=secrecy).order_by("office__order", "order", "id")
    rows = rows_of(items, on)
    if not rows:
        raise Refusal("paper_without_items")
    late = [row for row in rows if row.standing is Standing.BEHIND]
    said = [line.strip() for line in words.splitlines() if line.strip()]
    upright: list[Words | Table] = [
        Words("body", f"现将{year}年《政府工作报告》目标任务截至{in_words(on)}的落实情况通报如下。"),
        Words("heading", "一、总体情况"),
        Words("body", _overall(Tally.of(row.standing for row in rows), year)),
        Words("heading", "二、各单位落实情况"),
        Words("caption", "各单位目标任务落实情况表"),
        _by_unit(rows),
        Words("heading", "三、进度滞后事项"),
        Words("body", _late_words(late)),
        *_worst(late),
        *([Words("heading", "四、有关要求")] if said else []),
        *(Words("body", line) for line in said),
        *([Words("body", "附表：进度滞后事项表")] if late else []),
        Words("sign", issuer),
        Words("date", in_words(on)),
    ]
    sections = [Section(False, tuple(upright))]
    if late:
        table = Table(
            "进度滞后事项",
            widened(columns(*_LATE, text="目标任务"), **_LATE_WIDTHS),
            tuple(_with_reason(row).cells(number, _LATE) for number, row in enumerate(_by_office(late), 1)),
            merged=("lead", "leader"),
            dense=True,
        )
        sections.append(Section(True, (Words("annex", "附表"), Words("caption", "进度滞后事项表"), table)))
    content = Content(
        kind="bulletin",
        title=title or f"关于{year}年{part_of_year(year, on)}《政府工作报告》目标任务落实情况的通报",
        number="",
        on=on,
        issuer=issuer,
        headed=True,
        secrecy=secrecy_of(rows),
        sections=tuple(sections),
    )
    return Collected(content, item_ids(rows), left_out=whole.count() - len(rows))


def part_of_year(year: int, on: date) -> str:
    """The stretch that a bulletin of a day speaks of: a quarter's end is reported in the weeks after it."""
    if on.year > year:
        return "全年"
    for month, name in ((5, "一季度"), (8, "上半年"), (11, "前三季度")):
        if on.month <= month:
            return name
    return "全年"


def _overall(tally: Tally, year: int) -> str:
    parts = [
        f"{name}{number}项、占{percent(number, tally.all)}"
        for name, number in (
            ("已完成和提前完成", tally.done), ("超进度", tally.ahead), ("达进度", tally.on), ("略低于序时进度（容许范围内）", tally.near), ("欠进度", tally.behind),
            ("其他（尚无数据或者尚未到考核节点）", tally.other),
        )
    ]  # fmt: skip
    return f"{year}年《政府工作报告》已交办目标任务{tally.all}项。其中，{'，'.join(parts)}。达到序时进度的比例为{tally.kept}（不含其他）。"


def _with_reason(row: Row) -> Row:
    """A laggard is told with its reason (half-year templates): that of its light stands in the remark, the office's own under 存在问题."""
    said = "；".join(words for words in (row.texts["remark"], row.texts["gap"]) if words)
    return replace(row, texts=row.texts | {"remark": said})


def _by_office(late: list[Row]) -> list[Row]:
    """Unit by unit as in the table of units, in each the gravest first."""
    order = {office: place for place, office in enumerate(dict.fromkeys(row.office_id for row in late))}
    return sorted(late, key=lambda row: (order[row.office_id], -row.grave[0], -row.grave[1]))


def _worst(late: list[Row]) -> list[Words | Table]:
    """The gravest, by how far they are behind; those closed as not done first."""
    if not late:
        return []
    first = sorted(late, key=lambda row: (row.grave[0] > 0, -row.grave[0], -row.grave[1]))[:WORST]
    cells = tuple(
        (str(number), row.texts["text"], row.texts["lead"], row.texts["gap"] or row.texts["remark"])
        for number, row in enumerate(first, 1)
    )
    return [Words("caption", "进度滞后较多事项表"), Table("进度滞后较多事项", _WORST, cells)]


def _late_words(late: list[Row]) -> str:
    if not late:
        return "截至通报之日，没有进度滞后事项。"
    offices = len({row.office_id for row in late})
    return f"进度滞后事项共{len(late)}项，涉及{offices}个牵头单位，{f'滞后较多的{WORST}项见下表，' if len(late) > WORST else ''}逐项原因和下一步措施见附表。"


def _by_unit(rows: list[Row]) -> Table:
    """By lead unit, in the order of offices; the last line is the sum."""
    units: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        units[row.texts["lead"]].append(row.standing)
    lines = [_line(str(no), name, Tally.of(stands)) for no, (name, stands) in enumerate(units.items(), 1)]
    lines.append(_line("", "合计", Tally.of(row.standing for row in rows)))
    return Table("各单位落实情况", _UNITS, tuple(lines))


def _line(no: str, name: str, tally: Tally) -> tuple[str, ...]:
    counts = (tally.all, tally.done, tally.ahead, tally.on, tally.near, tally.behind, tally.other)
    return (no, name, *(str(count) for count in counts), tally.kept)
