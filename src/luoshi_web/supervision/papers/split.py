"""任务分解表: the table that hands each target or task to the offices that answer for it.

Its columns: two annexes, 主要指标分解表 and 重点任务分解表 (甘肃 2022); 牵头领导, 牵头单位, 配合单位 of every task (聊城 2020).
"""

from datetime import date

from django.db.models import Max

from luoshi_web.supervision.models import Split
from luoshi_web.supervision.papers.collected import Collected, item_ids
from luoshi_web.supervision.papers.columns import columns
from luoshi_web.supervision.papers.content import Content, Section, Table
from luoshi_web.supervision.papers.rows import rows_of
from luoshi_web.supervision.states import State

_TARGETS = (
    "no",
    "area",
    "text",
    "target",
    "leader",
    "lead",
    "helpers",
    "post",
    "milestones",
    "due",
    "remark",
)
_TASKS = (
    "no", "area", "text", "content", "leader", "lead", "helpers", "post", "milestones", "due", "remark",
)  # fmt: skip


def collect(*, split: Split, on: date, secrecy: int, issuer: str, title: str = "") -> Collected:
    """All items of a split but those merged into others, in the split's order."""
    whole = split.items.exclude(state=State.MERGED)
    items = whole.filter(secrecy__lte=secrecy).order_by("order", "id")
    rows = rows_of(items, on)
    codes = _TARGETS if split.kind == Split.Kind.TARGETS else _TASKS
    name = "主要指标分解表" if split.kind == Split.Kind.TARGETS else "重点任务分解表"
    table = Table(
        name,
        columns(*codes, text="目标任务" if split.kind == Split.Kind.TARGETS else "报告原文"),
        tuple(row.cells(number, codes) for number, row in enumerate(rows, 1)),
    )
    content = Content(
        kind="split",
        title=title or f"{split.report.place}{split.year}年《政府工作报告》{name}",
        number="",
        on=on,
        issuer=issuer,
        headed=False,
        secrecy=items.aggregate(top=Max("secrecy"))["top"] or 0,
        sections=(Section(True, (table,)),),
    )
    return Collected(
        content,
        item_ids(rows),
        left_out=whole.count() - len(rows),
        open_source=split.state == Split.State.DRAFT,
    )
