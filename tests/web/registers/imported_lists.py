"""Lists of registers in shapes that offices keep, written by the tests. What stands in them is invented."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

PROPOSALS = (
    "序号", "建议编号", "案由", "领衔代表", "附议人", "代表团", "主办单位", "协办单位", "交办时间", "答复时间", "答复文号", "办理结果", "是否公开", "面商时间",
    "代表满意度", "评价时间", "承诺事项", "完成时限", "联系电话",
)  # fmt: skip


def book(*sheets: tuple[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """A workbook of sheets; ``merged`` are places of the first."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for place in merged:
        made.worksheets[0].merge_cells(place)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def comma_separated(rows: Sequence[Sequence[Any]], code: str = "gb18030") -> bytes:
    """A CSV file as spreadsheets save it in China."""
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode(code)


def suggestion(place: int, **said: Any) -> list[Any]:
    """One row of a list of suggestions; ``said`` are columns by their headings."""
    row = {
        "序号": place, "建议编号": f"{place:03d}", "案由": f"关于第{place}处社区健身步道建设的建议", "领衔代表": "陈晓岚", "附议人": "周明远、赵立新",
        "代表团": "城关代表团", "主办单位": "发改局", "协办单位": "住建局", "交办时间": "2026.2.5",
    } | said  # fmt: skip
    return [row.get(name) for name in PROPOSALS]


def suggestions(count: int, *, answered: float = 0.75) -> list[list[Any]]:
    """Rows as a year's list has them: days in five writings, units in one cell, three quarters answered, some rated, some promising."""
    days = ("2026.2.5", "2026年2月5日", "20260205", 46_058, "2月5日")
    units = ("区发展和改革局", "发改局（牵头）、教体局", "教体局", "区住房和城乡建设局", "发改委，住建局")
    rows = []
    for place in range(1, count + 1):
        row = {
            "交办时间": days[place % 5],
            "主办单位": units[place % 5],
            "协办单位": None if place % 3 else "住建局",
        }
        if place <= count * answered:
            sent = date(2026, 2, 10) + timedelta(days=place % 25)
            row |= {
                "答复时间": sent.strftime(("%Y.%m.%d", "%Y-%m-%d", "%Y年%m月%d日")[place % 3]), "答复文号": f"发改函〔2026〕{place}号",
                "办理结果": ("A", "B类", "正在解决", "C", "已解决（A）")[place % 5], "是否公开": ("是", "公开", "否（涉及商业秘密）", "不公开")[place % 4],
                "面商时间": "2026.2.8" if place % 2 else None, "代表满意度": ("满意", "基本满意", "满意")[place % 3],
                "评价时间": sent + timedelta(days=1) if place % 4 else None,
            }  # fmt: skip
            if row["办理结果"] == "B类":
                row |= {"承诺事项": "建成步道3公里", "完成时限": "2026年9月底"}
        rows.append(suggestion(place, **row))
    return rows


def proposal_book(rows: Sequence[Sequence[Any]]) -> bytes:
    """With a title over the table and a remark below it."""
    above = [["青云区十八届人大五次会议代表建议办理台账"], ["制表单位：区政府办", None, None, "2026年3月"]]
    return book(("建议台账", [*above, PROPOSALS, *rows, ["合计", f"{len(rows)}件"]]), merged=["A1:S1"])
