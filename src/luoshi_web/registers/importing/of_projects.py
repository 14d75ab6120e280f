"""项目 from a list: entered with their unit, and, where the list says when, signed, begun, completed, producing, with the money until a day."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import pgettext_lazy

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.importing.fields import WHEN, Field, Kind
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.importing.table import (
    Source,
    Table,
    Units,
    demand_columns,
    demand_order,
    identify,
    known_in,
    twice,
)
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.models import Event, Money, Project
from luoshi_web.registers.projects.services.entering import Entered
from luoshi_web.registers.projects.services.entering import enter as enter_project
from luoshi_web.registers.projects.services.history import Before, take_over

_YI = 10**8
_CAPITAL = {"home": r"内资.*|国内.*", "abroad": r"外资.*|港资.*|台资.*|境外.*"}
_STAGES = {
    "ended": r".*(终止|取消|退出|解约).*", "cooled": r".*(搁置|中止|暂停|停工).*", "full": r"(已|全面)?达产.*", "producing": r"(已|建成|竣工)?(投产|试产|投用|投运).*",
    "completed": r"(已)?(竣工|完工|建成).*", "started": r"(已)?(开工|动工|在建|续建|建设中|施工).*", "signed": r"(已)?(正式)?签约.*|(已)?落地.*|.*未开工.*|前期.*",
    "talks": r"(在)?(洽)?谈.*|对接.*|跟踪.*", "planned": r"谋划.*|储备.*|策划.*",
}  # fmt: skip
_STEPS = ("known_on", "signed_on", "started_on", "completed_on", "producing_on", "full_on", "ended_on")
"""Days, in the order in which they come; 投产 may come before 竣工."""

FIELDS: tuple[Field, ...] = (
    Field("number", pgettext_lazy("a column", "number"), "项目编号", r"^(项目|招商|入库)?(编号|号|代号)$", longest=40, example="招商12号"),
    Field("serial", pgettext_lazy("a column", "row number"), "", r"^序号$|^排序$"),
    Field("platform_code", pgettext_lazy("a column", "code of the approval platform"), "项目代码", r"(项目|统一|平台|备案|赋码).*代码|备案(编号|号|证号)$", longest=40, example="2601-410100-04-01-123456"),
    Field("start_planned", pgettext_lazy("a column", "to begin by the plan on"), "计划开工时间", r"(计划|拟|预计)(开工|动工)", Kind.LIMIT, example="2026年6月"),
    Field("known_on", pgettext_lazy("a column", "known since"), "入库日期", r"(入库|谋划|登记|录入|收集|备案|立项)" + WHEN, Kind.DAY, common=True, example="2026.1.6"),
    Field("signed_on", pgettext_lazy("a column", "signed on"), "签约日期", r"(签约|签订|合同|协议)" + WHEN, Kind.DAY, example="2026.1.15"),
    Field("started_on", pgettext_lazy("a column", "begun on"), "开工日期", r"^(实际)?(开工|动工)(建设)?" + WHEN, Kind.DAY, example="2026年3月2日"),
    Field("completed_on", pgettext_lazy("a column", "completed on"), "竣工日期", r"^(实际)?(竣工|完工|建成)" + WHEN, Kind.DAY, example="2026.11.30"),
    Field("producing_on", pgettext_lazy("a column", "producing since"), "投产日期", r"^(实际)?(投产|试产|投用|投运)" + WHEN, Kind.DAY, example="2026.12.20"),
    Field("full_on", pgettext_lazy("a column", "at full output since"), "达产日期", r"^(实际)?达产" + WHEN, Kind.DAY),
    Field("ended_on", pgettext_lazy("a column", "ended on"), "", r"^(终止|解约|退出)" + WHEN, Kind.DAY),
    Field("as_of", pgettext_lazy("a column", "money counted until"), "资金统计截止日", r"(统计|资金).*截止|截至", Kind.DAY, common=True, example="2026.3.31"),
    Field("arrived", pgettext_lazy("a column", "money arrived"), "到位资金（亿元）", r"到位(资金|金额|内资|外资|投资)|(资金|实际)到位", Kind.AMOUNT, unit=_YI, places=4, example="1.2"),
    Field("built", pgettext_lazy("a column", "invested so far"), "累计完成投资（亿元）", r"(累计|已|实际).*完成.*投资|^完成(固定资产)?投资", Kind.AMOUNT, unit=_YI, places=4, example="0.8"),
    Field("amount", pgettext_lazy("a column", "investment agreed"), "总投资（亿元）", r"^(?!.*(年度|当年|今年|本年|20\d\d年|完成|到位|是否|政府)).*投资(额|总额|规模|金额|总规模)?$|^(签约|协议|合同)(金额|额)$", Kind.AMOUNT, unit=_YI, places=4, example="12"),
    Field("contract", pgettext_lazy("a column", "number of the contract"), "合同编号", r"(合同|协议)(编号|号|书号|文号)$", longest=60, example="合同7号"),
    Field("investor", pgettext_lazy("a column", "investor"), "投资方", r"投资(方|人|商|企业|主体|单位|公司)|建设(单位|主体)|业主|^(签约|项目)?(企业|公司)(名称)?$", longest=120, example="云杉公司"),
    Field("lead", pgettext_lazy("a column", "unit that looks after it"), "责任单位", r"(责任|牵头|服务|包保|引进|招商|承接|主管|跟踪|落地)(单位|部门|局)|^责任(单位|部门)?$|服务单位", Kind.UNITS, example="发改局"),
    Field("contact", pgettext_lazy("a column", "contact"), "联系人", r"联系(人|方式|电话)|电话|手机", longest=60, private=True, example="周明远"),
    Field("industry", pgettext_lazy("a column", "industry"), "产业类别", r"产业|行业|^(项目)?(类别|类型|领域)$", longest=60, example="新材料"),
    Field("from_place", pgettext_lazy("a column", "from which place"), "来源地", r"来源地|来自|投资方所在地|引资地", longest=60, example="江州市"),
    Field("capital", pgettext_lazy("a column", "capital"), "内资或外资", r"内资|外资|资金(来源|性质)", Kind.CODE, codes=_CAPITAL, labels=lambda: Project.Capital.choices, common=True, example="内资"),
    Field("site", pgettext_lazy("a column", "building site"), "建设地点", r"(建设|落户|项目)?(地点|地址|选址|位置)$|落地(区域|地)", longest=120, example="城东产业园"),
    Field("public_money", pgettext_lazy("a column", "on public money"), "是否政府投资", r"政府投资", Kind.YES, example="否"),
    Field("stage", pgettext_lazy("a column", "stage"), "项目阶段", r"阶段|状态|(推进|进展|建设)情况|^进展$|进度", Kind.CODE, codes=_STAGES, example="已开工"),
    Field("title", pgettext_lazy("a column", "name of the project"), "项目名称", r"^项目(名称)?$|^名称$|^(招商|签约|建设|投资)项目(名称)?$", longest=300, example="云杉新材料项目"),
    Field("content", pgettext_lazy("a column", "what is built"), "建设内容", r"建设(内容|规模)|项目(内容|简介|概况|规模)|主要内容", example="年产两万吨新材料"),
    Field("place", pgettext_lazy("a column", "rules of which place"), "", "", Kind.CODE, common=True),
)  # fmt: skip

_HELD = {
    "title": "title", "signed_on": "project__signed_on", "amount": "project__amount", "started_on": "project__started_on",
    "completed_on": "project__completed_on", "producing_on": "project__producing_on",
}  # fmt: skip
_REACHED = {"signed": "signed_on", "started": "started_on", "completed": "completed_on", "producing": "producing_on", "full": "full_on", "ended": "ended_on"}  # fmt: skip
"""Stage → the day without which it is not entered."""


def check(rows: Sequence[tuple[Row, Units]], year: int, on: date) -> None:
    """Numbers, what is missing, what cannot be entered, what is there already. One query."""
    known = known_in("projects", _HELD)
    for row, units in rows:
        _known_since(row)
        if not demand_columns(row, ("title", "known_on")):
            continue
        if units.lead is None:
            row.wrong("lead", "import_missing", column="lead")
        identify(row, known, _numbered(row, year))
        if row.there is None:
            _way(row)
    twice([row for row, _units in rows])


def _numbered(row: Row, year: int) -> str:
    """Of a row without a number: the platform's code, else the year and its row number."""
    if code := row.get("platform_code"):
        return str(code)
    found = re.search(r"\d+", row.get("serial") or "")
    return f"{year}年第{int(found[0])}号" if found else ""


def _known_since(row: Row) -> None:
    """A project came in on the first day that the list knows of it, where it does not say when."""
    days = [day for code in _STEPS[1:] if (day := row.get(code)) is not None]
    if row.get("known_on") is None and days:
        row.values["known_on"] = min(days)
        row.tell("known_on", "import_first_day", day=str(min(days)))


def _way(row: Row) -> None:
    """How far a row goes: each step needs its day and the step before it. What has none stays beside the matter."""
    demand_order(row, [code for code in _STEPS if code != "completed_on"])
    if row.get("completed_on") is not None and row.get("started_on") is not None and row.get("completed_on") < row.get("started_on"):  # fmt: skip
        row.leave("completed_on", "import_before", other=str(row.get("started_on")))
    if row.get("amount") is not None and row.get("amount") <= 0:
        row.leave("amount", "import_amount")
    if row.get("amount") is None:
        row.leave("signed_on", "import_no_amount")
    stage = row.get("stage")
    if stage in _REACHED and row.get(_REACHED[stage]) is None:
        row.leave("stage", "import_no_day")
    elif stage in {"cooled", "talks"}:
        row.leave("stage", "import_by_hand")
    if row.get("signed_on") is None:
        for code in (*_STEPS[2:], "amount", "contract", "arrived", "built"):
            row.leave(code, "import_unsigned")
    for code, before in (
        ("completed_on", "started_on"),
        ("producing_on", "started_on"),
        ("full_on", "producing_on"),
    ):
        if row.get(before) is None:
            row.leave(code, "import_step_missing")
    if row.get("as_of") is None:
        for code in ("arrived", "built"):
            row.leave(code, "import_no_day")


def enter(actor: Actor, row: Row, units: Units, source: Source, at: datetime) -> Matter:
    """By the register's own services, each an act of the log: entered, and what happened before."""
    entered = Entered(
        number=row.number, title=row.get("title"), office=units.leader, on=row.get("known_on"), content=row.get("content") or "",
        investor=row.get("investor") or "", contact=row.get("contact") or "", from_place=row.get("from_place") or "",
        capital=row.get("capital") or Project.Capital.HOME, industry=row.get("industry") or "", site=row.get("site") or "",
        place=row.get("place") or "", platform_code=row.get("platform_code") or "", public_money=bool(row.get("public_money")),
        start_planned=row.get("start_planned"), secrecy=source.secrecy, taken_over=True, extra={"from": source.words},
    )  # fmt: skip
    project = enter_project(actor=actor, entered=entered, at=at)
    if row.get("signed_on") is None:
        return project.matter
    kinds = ((Event.Kind.STARTED, "started_on"), (Event.Kind.COMPLETED, "completed_on"), (Event.Kind.PRODUCING, "producing_on"), (Event.Kind.FULL, "full_on"))  # fmt: skip
    before = Before(
        source.words, row.get("signed_on"), row.get("amount"), row.get("contract") or "",
        [(kind, row.get(code)) for kind, code in kinds if row.get(code) is not None], _money(row), row.get("ended_on"),
    )  # fmt: skip
    return take_over(actor=actor, matter_id=project.pk, version=project.matter.version, before=before, at=at).matter  # fmt: skip


def _money(row: Row) -> list[tuple[str, date, Decimal]]:
    kinds = ((Money.Kind.ARRIVED, "arrived"), (Money.Kind.BUILT, "built"))
    return [(kind, row.get("as_of"), row.get(code)) for kind, code in kinds if row.get(code)]


TABLE = Table("projects", FIELDS, "title", check, enter)
