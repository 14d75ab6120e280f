"""Three worklists in shapes that offices publish, written by the tests. What stands in them is invented."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment


def _content(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def decomposition() -> bytes:
    """重点工作任务分解表: a title over all columns, a line with unit and date, areas as headings, two annexes, a sheet of remarks."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附件1 重点任务"
    sheet.append(["青云区2026年重点工作任务分解表"])
    sheet.merge_cells("A1:G1")
    sheet.append(["制表单位：区政府督查室", None, None, None, None, "2026年2月"])
    sheet.append(["序号", "工作内容", "牵头单位", "配合单位", "完成时限", "分管领导", "备注"])
    sheet.append(["一、聚力改善民生"])
    sheet.merge_cells("A4:G4")
    sheet.append([1, "完成老旧小区改造40个", "区住建局", "区发改局、教体局", "6月底前", "区政府副区长", None])
    sheet.append(
        [2, "新建青云小学并于秋季投用", "区教育局", "住建局，发改委", "2026.8", "区长", "需报省厅备案"]
    )
    sheet.append(["二、聚力项目建设"])
    sheet.merge_cells("A7:G7")
    sheet.append(
        [3, "建成青云产业园标准厂房5万平方米", "区发展和改革局、住建局", None, "三季度末", None, None]
    )
    sheet.append([4, "推动重大项目谋划储备", "发改局", None, "长期", None, None])
    sheet.append([5, "做好某项临时工作", "区城投公司", None, "尽快", "李副县长", None])
    sheet.append(["合计", "5项"])
    sheet.append(["注：标★的为民生实事"])
    other = book.create_sheet("附件2 民生实事")
    other.append(["序号", "事项", "责任单位", "完成时限"])
    other.append([1, "新增公共停车泊位800个", "住建局", 46_295])
    other.append([2, None, "住建局", None])
    other.append([None, "其中老城区不少于300个", None, None])
    remarks = book.create_sheet("说明")
    remarks.append(["本表由督查室负责解释。"])
    book.create_sheet("空表")
    return _content(book)


def ledger() -> bytes:
    """工作台账: headings in two lines, works merged over the lines of their measures, dates that a spreadsheet keeps as days, a formula, an error."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(
        ["序号", "领域", "目标任务", "具体措施", "责任分工", None, None, "完成时间", "工作进展", None]
    )
    sheet.append([None, None, None, None, "责任领导", "牵头部门", "配合部门", None, "截至目前", "存在问题"])
    for place in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2", "I1:J1"):
        sheet.merge_cells(place)
    rows = [
        [
            1,
            "项目",
            "实施城市更新行动",
            "编制片区策划方案",
            "副区长",
            "住建局",
            "发改局",
            date(2026, 6, 30),
            "方案已送审",
            "资金缺口",
        ],
        [None, None, None, "完成征收签约", None, None, "教体局", None, "签约过半", None],
        [None, None, None, "启动首开区建设", None, None, None, None, None, None],
        [
            2,
            "民生",
            "办好普惠性幼儿园",
            "新增学位600个",
            "区长",
            "教体局",
            None,
            date(2026, 8, 31),
            '="已招"&"标"',
            None,
        ],
        [3, "民生", "提升青云书院运营水平", "举办活动40场", None, "#N/A", None, "年底前", None, None],
        [
            4,
            "项目",
            "推进数据归集共享",
            "接入部门12个",
            None,
            "发改局",
            None,
            date(2026, 2, 30 - 2),
            None,
            None,
        ],
    ]
    for row in rows:
        sheet.append(row)
    for place in ("A3:A5", "B3:B5", "C3:C5", "E3:E5", "F3:F5", "H3:H5"):
        sheet.merge_cells(place)
    sheet["C3"].alignment = Alignment(wrap_text=True)
    return _content(book)


def notes() -> bytes:
    """领导批示督办清单 as an old system writes it: CSV in GB 18030 with a title above, units with their parts in one cell, lines that go on below."""
    lines = [
        "领导批示事项督办清单,,,,",
        "统计日期：2026年3月1日,,,,",
        "编号,督办事项,责任单位,办结时限,办理情况",
        '1,整治农贸市场周边占道经营,"牵头：区住建局；配合：区发改局、教育局",4月15日,已完成摸排',
        ",同步完善停车设施,,,",
        "2,解决青云路积水问题,住建委,2026/5/31,",
        "编号,督办事项,责任单位,办结时限,办理情况",
        '3,答复企业用电诉求,"城投公司、发改局",10个工作日,正在办理',
        '4,,"发改局",6月底前,没有写明事项',
    ]
    return "\r\n".join(lines).encode("gb18030")
