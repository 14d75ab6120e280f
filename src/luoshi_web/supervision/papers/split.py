"""任务分解表: the table that hands each target or task to the offices that answer for it.

Its columns: two annexes, 主要指标分解表 and 重点任务分解表 (甘肃 2022); 牵头领导, 牵头单位, 配合单位 of every task (聊城 2020).
"""

from datetime import date

from luoshi_web.supervision.models import Split
from luoshi_web.supervision.papers.collected import Collected, item_ids, secrecy_of
from luoshi_web.supervision.papers.columns import columns, widened
from luoshi_web.supervision.papers.content import Content, Section, Table
from luoshi_web.supervision.papers.rows import rows_of
from luoshi_web.supervision.states import State

_TARGETS = (
    "no", "area", "text", "target", "leader", "lead", "helpers", "post", "steps", "by", "remark",
)  # fmt: skip
_TASKS = (
    "no", "area", "sentence", "doing", "leader", "lead", "helpers", "post", "steps", "by", "remark",
)  # fmt: skip
_WIDTHS = {
    "no": 8, "area": 12, "text": 46, "sentence": 39, "target": 28, "doing": 40, "leader": 12, "lead": 19, "helpers": 23, "post": 10,
    "steps": 43, "by": 13, "remark": 9,
}  # fmt: skip
"""Millimetres, nearly: what is read gets the room, what is looked up gets little."""
_MERGED = ("area", "sentence", "leader", "lead", "helpers", "post", "by")


def collect(*, split: Split, on: date, secrecy: int, issuer: str, title: str = "") -> Collected:
    """All items of a split but those merged into others, in the split's order."""
    whole = split.items.exclude(state=State.MERGED)
    items = whole.filter(secrecy__lte=secrecy).order_by("order", "id")
    rows = rows_of(items, on)
    codes = _TARGETS if split.kind == Split.Kind.TARGETS else _TASKS
    name = "主要指标分解表" if split.kind == Split.Kind.TARGETS else "重点任务分解表"
    table = Table(
        name,
        widened(columns(*codes, text="目标任务"), **_WIDTHS),
        tuple(row.cells(number, codes) for number, row in enumerate(rows, 1)),
        merged=_MERGED,
        dense=True,
    )
    content = Content(
        kind="split",
        title=title or f"{split.report.place}{split.year}年《政府工作报告》{name}",
        number="",
        on=on,
        issuer=issuer,
        headed=False,
        secrecy=secrecy_of(rows),
        sections=(Section(True, (table,)),),
    )
    return Collected(
        content,
        item_ids(rows),
        left_out=whole.count() - len(rows),
        open_source=split.state == Split.State.DRAFT,
    )
