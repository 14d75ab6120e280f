"""The columns of official tables (序号 … 备注); each paper takes the ones that it needs, in this order."""

from dataclasses import replace

from luoshi_web.supervision.papers.content import Column

_ALL = (
    Column("no", "序号", 4, "center", number=True),
    Column("number", "编号", 13, "center"),
    Column("area", "领域", 9, "center"),
    Column("text", "报告原文/目标任务", 22),
    Column("sentence", "报告原文", 22),
    Column("target", "目标值", 9, "center"),
    Column("content", "具体工作内容", 22),
    Column("doing", "具体工作内容", 22),
    Column("leader", "牵头领导", 8, "center"),
    Column("lead", "牵头单位", 9, "center"),
    Column("helpers", "配合单位", 12, "center"),
    Column("post", "责任岗位", 7, "center"),
    Column("milestones", "季度节点目标", 19),
    Column("steps", "季度节点目标", 19),
    Column("due", "完成时限", 12, "center"),
    Column("by", "完成时限", 6, "center"),
    Column("progress", "截至目前进展", 24),
    Column("problems", "存在问题", 15),
    Column("next_steps", "下一步措施", 15),
    Column("schedule", "是否达到序时进度", 8, "center"),
    Column("remark", "备注", 10),
)
COLUMNS = {column.code: column for column in _ALL}


def widened(chosen: tuple[Column, ...], **widths: int) -> tuple[Column, ...]:
    """The same with other shares of the width."""
    return tuple(replace(column, width=widths.get(column.code, column.width)) for column in chosen)


def columns(*codes: str, **names: str) -> tuple[Column, ...]:
    """The columns of these codes; ``text="目标任务"`` gives one another heading."""
    chosen = (COLUMNS[code] for code in codes)
    return tuple(Column(c.code, names.get(c.code, c.name), c.width, c.align, c.number) for c in chosen)
