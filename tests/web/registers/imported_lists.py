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


PROJECTS = (
    "序号", "项目名称", "投资方", "产业类别", "总投资", "责任单位", "入库时间", "签约时间", "开工时间", "竣工时间", "投产时间", "到位资金", "项目阶段", "联系人",
)  # fmt: skip


def project(place: int, **said: Any) -> list[Any]:
    """One row of a list of projects; amounts are in 万元 by their heads."""
    row = {
        "序号": place, "项目名称": f"云杉新材料{place}期项目", "投资方": "云杉公司", "产业类别": "新材料", "总投资": "120,000", "责任单位": "发改局", "入库时间": "2025.11.3",
        "联系人": "周明远 13800000000",
    } | said  # fmt: skip
    return [row.get(name) for name in PROJECTS]


def projects(count: int) -> list[list[Any]]:
    """Rows as a year's list has them: amounts as numbers and as text, four in five signed, half begun, some producing."""
    days = ("2025.12.5", "2025年12月5日", "20251205", 45_996, "2025-12-05")
    rows = []
    for place in range(1, count + 1):
        said: dict[str, Any] = {
            "责任单位": ("发改局", "发改局（牵头）、住建局", "教体局")[place % 3],
            "总投资": (120_000, "3.5亿元", "120,000")[place % 3],
        }
        if place % 5:
            said |= {"签约时间": days[place % 5], "项目阶段": "已签约"}
        if place % 2 and place % 5:
            said |= {"开工时间": "2026年1月12日", "项目阶段": "在建", "到位资金": 500 + place}
        if place % 7 == 0 and "开工时间" in said:
            said |= {"竣工时间": "2026.2.1", "投产时间": "2026.2.20", "项目阶段": "投产"}
        rows.append(project(place, **said))
    return rows


def project_book(rows: Sequence[Sequence[Any]]) -> bytes:
    """Heads in two lines, the unit of the amounts in one of them, a title above and a sum below."""
    above: list[Sequence[Any]] = [["2026年招商引资项目台账"]]
    upper = [name if name not in {"总投资", "到位资金"} else "资金情况" for name in PROJECTS]
    lower = [{"总投资": "总投资（万元）", "到位资金": "到位资金（万元）"}.get(name) for name in PROJECTS]
    letters = "ABCDEFGHIJKLMN"
    reached = [f"{letters[place]}2:{letters[place]}3" for place, name in enumerate(lower) if name is None]
    return book(
        ("项目台账", [*above, upper, lower, *rows, ["合计", f"{len(rows)}个"]]), merged=["A1:N1", *reached]
    )


FINDINGS = (
    "序号", "问题类别", "具体问题", "涉及金额（万元）", "整改责任单位", "整改措施", "整改时限", "整改状态", "销号时间", "已整改金额（万元）", "资金整改方式", "凭证号",
)  # fmt: skip


def finding(place: int, **said: Any) -> list[Any]:
    """One row of a list of what audit found."""
    row = {
        "序号": place, "问题类别": "工程管理", "具体问题": f"第{place}个工程项目三份合同未履行审批手续，由经办人自行签订，未报单位负责人。", "整改责任单位": "发改局",
        "整改时限": "2026年6月底", "整改措施": "清理合同并补办手续",
    } | said  # fmt: skip
    return [row.get(name) for name in FINDINGS]


def findings(count: int) -> list[list[Any]]:
    """Rows as a year's list has them: a third closed, a third under way, some with money by voucher."""
    rows = []
    for place in range(1, count + 1):
        said: dict[str, Any] = {
            "整改责任单位": ("发改局", "区住房和城乡建设局", "教体局")[place % 3],
            "整改状态": ("已整改", "正在整改", "持续整改", None)[place % 4],
        }
        if place % 4 == 0:
            said |= {"销号时间": ("2026.2.20", "2月20日", 46_073)[place % 3]}
        if place % 8 == 0:
            said |= {
                "涉及金额（万元）": 35.5,
                "已整改金额（万元）": "12",
                "资金整改方式": "上缴财政",
                "凭证号": f"记账{place}号",
            }
        rows.append(finding(place, **said))
    return rows


def finding_book(rows: Sequence[Sequence[Any]]) -> bytes:
    """With a title over the table and a sum below it."""
    return book(("问题清单", [["2025年度审计查出问题整改台账"], FINDINGS, *rows, ["总计"]]), merged=["A1:L1"])
