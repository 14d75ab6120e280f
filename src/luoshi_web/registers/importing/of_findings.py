"""问题整改 from a list: registered, assigned, and, where the list says so, being put right or closed, with the money of vouchers."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.rules.facts import OF_THE_PARTY
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.findings.services.entering import Found, assign, register_finding
from luoshi_web.registers.findings.services.history import PutRight, take_over
from luoshi_web.registers.importing.fields import WHEN, Field, Kind
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.importing.table import (
    Source,
    Table,
    Units,
    demand_columns,
    identify,
    known_in,
    twice,
)
from luoshi_web.registers.matters.models import Matter

_SHORT = 60
"""Characters of a finding that stand for its title, where the list has none."""
_SOURCES = {
    "audit": r".*审计.*", "inspection": r".*巡视.*", "patrol": r".*巡察.*", "environment": r".*(环保|生态环境|环境).*督察.*|环保.*", "congress": r".*人大.*",
    "supervision": r".*督查.*", "special": r".*(专项|检查).*",
}  # fmt: skip
_CALLED = {
    "audit": "审计",
    "environment": "环保督察",
    "congress": "人大",
    "supervision": "督查",
    "special": "检查",
}
_TIMES = {"at_once": r".*(立行立改|立知立改|立即|马上).*", "lasting": r".*(持续|长期).*", "staged": r".*(分阶段|限期|阶段性|逐步).*"}  # fmt: skip
_STATUS = {
    "under_way": r".*(基本完成|正在|推进|整改中|部分|未完成|未销号|待销号|进行).*", "not_begun": r".*(尚未|未整改|未启动|未开始).*", "cannot": r".*(无法|移送).*",
    "lasting": r".*(持续|长期|阶段性).*", "closed": r".*(已整改|已完成|完成整改|整改完成|整改到位|已销号|销号|已办结|办结|完成|已关闭).*|是",
}  # fmt: skip
_MONEY = {
    "paid_in": r".*(上缴|缴库|入库).*", "returned": r".*(归还|退还|原渠道).*", "recovered": r".*(追回|收回|追缴).*", "paid_out": r".*(拨付|支付).*", "rebooked": r".*(调账|账务).*",
    "cut": r".*(减少|核减).*", "freed": r".*盘活.*",
}  # fmt: skip


def _statuses() -> Sequence[tuple[str, StrOrPromise]]:
    return [
        ("closed", pgettext_lazy("a status", "put right and closed")), ("under_way", pgettext_lazy("a status", "being put right")),
        ("lasting", pgettext_lazy("a status", "goes on")), ("not_begun", pgettext_lazy("a status", "not begun")),
        ("cannot", pgettext_lazy("a status", "cannot be put right, or transferred")),
    ]  # fmt: skip


FIELDS: tuple[Field, ...] = (
    Field("number", pgettext_lazy("a column", "number"), "问题编号", r"^(问题|整改|清单)?(编号|号|号码)$", longest=40, example="审计2026-1"),
    Field("serial", pgettext_lazy("a column", "row number"), "", r"^序号$|^问题序号$"),
    Field("paper", pgettext_lazy("a column", "report or decision that names it"), "文号", r"文号|(报告|决定|来源文件|反馈意见)(名称|编号)?$", longest=120, common=True, example="审报〔2026〕3号"),
    Field("source", pgettext_lazy("a column", "found by"), "问题来源", r"来源|(发现|督查|检查)(单位|机关|渠道)", Kind.CODE, codes=_SOURCES, labels=lambda: [each for each in Finding.Source.choices if each[0] not in OF_THE_PARTY], common=True, example="审计"),
    Field("issued_on", pgettext_lazy("a column", "day of the paper"), "出具日期", r"(出具|印发|发文|反馈|下达|发现)" + WHEN, Kind.DAY, common=True, example="2026.1.10"),
    Field("received_on", pgettext_lazy("a column", "received on"), "收文日期", r"(收文|收到|接收)" + WHEN, Kind.DAY, common=True, example="2026.1.12"),
    Field("assigned_on", pgettext_lazy("a column", "assigned on"), "交办日期", r"(交办|转办|分办|下发|分解)" + WHEN, Kind.DAY, common=True, example="2026.1.15"),
    Field("closed_on", pgettext_lazy("a column", "closed on"), "销号日期", r"(销号|实际完成|办结|完成整改|整改完成)" + WHEN, Kind.DAY, example="2026.3.1"),
    Field("due", pgettext_lazy("a column", "to be put right by"), "整改期限", r"(整改|完成|办结|销号)?(时限|期限|截止时间)|^(计划|拟|应)?(整改|完成)(时间|日期)$", Kind.LIMIT, common=True, example="2026年6月底"),
    Field("lead", pgettext_lazy("a column", "unit that puts it right"), "整改责任单位", r"(整改|责任|牵头|被审计|主体)(责任)?(单位|部门|主体)|^(单位|部门)$", Kind.UNITS, example="发改局"),
    Field("voucher", pgettext_lazy("a column", "voucher"), "凭证号", r"凭证|票据|缴款书", longest=120, example="记账12号"),
    Field("money_kind", pgettext_lazy("a column", "what became of the money"), "资金整改方式", r"(资金|金额).*(方式|去向|类型)|^整改方式$", Kind.CODE, codes=_MONEY, labels=lambda: FindingMoney.Kind.choices, example="上缴财政"),
    Field("paid", pgettext_lazy("a column", "money put right"), "已整改金额（元）", r"(已|完成)?(整改|纠正|上缴|追回|归还).*(金额|资金)", Kind.AMOUNT, example="120000"),
    Field("amount", pgettext_lazy("a column", "amount found"), "问题金额（元）", r"金额|资金(数额)?$", Kind.AMOUNT, example="350000"),
    Field("time_class", pgettext_lazy("a column", "time class"), "整改类型", r"整改(类型|分类|要求|时序|类别)|时限类型", Kind.CODE, codes=_TIMES, labels=lambda: Finding.TimeClass.choices, common=True, example="立行立改"),
    Field("status", pgettext_lazy("a column", "status"), "整改状态", r"(整改|完成|销号|办理|落实|问题)?(状态|进度)|(整改|完成|销号|落实)(情况|结果)|是否(完成|销号|整改)", Kind.CODE, codes=_STATUS, labels=_statuses, example="正在整改"),
    Field("measures", pgettext_lazy("a column", "measures"), "整改措施", r"措施|举措", example="清理合同并补办手续"),
    Field("standard", pgettext_lazy("a column", "what must be reached"), "整改标准", r"(整改|销号)?(标准|目标)$", example="手续补齐"),
    Field("rules_made", pgettext_lazy("a column", "rules made or mended"), "建章立制数", r"建章立制|制度", Kind.COUNT, example="1"),
    Field("category", pgettext_lazy("a column", "category"), "问题类别", r"(问题)?(类别|类型|分类|性质|领域)$", longest=40, example="工程管理"),
    Field("text", pgettext_lazy("a column", "the finding in its own words"), "具体问题", r"(具体|主要|存在|详细).*问题|问题(描述|表现|内容|详情|事实)|^问题$|表述", example="三份合同未履行审批手续"),
    Field("title", pgettext_lazy("a column", "the finding in short"), "问题名称", r"问题(名称|概要|摘要|标题|清单)|^(标题|事项|问题事项)$", longest=300, example="三份合同未经审批"),
    Field("place", pgettext_lazy("a column", "rules of which place"), "", "", Kind.CODE, common=True),
)  # fmt: skip
_HELD = {
    "amount": "finding__amount", "due": "finding__due", "closed_on": "finding__closed_on", "source": "finding__source",
}  # fmt: skip


def check(rows: Sequence[tuple[Row, Units]], year: int, on: date) -> None:
    """Numbers, what is missing, what cannot be entered, what is there already. One query."""
    known = known_in("findings", _HELD, year=year)
    for row, units in rows:
        _in_words(row)
        if row.get("received_on") is None and row.get("issued_on") is not None:
            row.values["received_on"] = row.get("issued_on")
            row.tell("received_on", "import_received", day=str(row.get("issued_on")))
        if not demand_columns(row, ("text", "source", "issued_on", "time_class")):
            continue
        if row.get("source") in OF_THE_PARTY:
            row.wrong("source", "import_of_the_party")
            continue
        identify(row, known, _numbered(row))
        if row.there is None:
            _way(row, units, year)
    twice([row for row, _units in rows])


def _in_words(row: Row) -> None:
    """A list has one column of words at least: what is short is the title, or the beginning of the text is."""
    if not row.get("text") and row.get("title"):
        row.values["text"] = row.get("title")
    if row.get("text") and not row.get("title"):
        said = " ".join(row.get("text").split())
        row.values["title"] = said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"


def _numbered(row: Row) -> str:
    """Of a row without a number: the paper, or who found it, and its row number."""
    found = re.search(r"\d+", row.get("serial") or "")
    if not found:
        return ""
    named = row.get("paper") or f"{_CALLED[row.get('source')]}{row.get('issued_on').year}"
    return f"{named[:30]}-{int(found[0])}"


def _way(row: Row, units: Units, year: int) -> None:
    """How far a row goes: assigned by its day and unit, put right by its status, closed by its day."""
    if row.get("issued_on").year != year:
        row.wrong("issued_on", "import_other_year", day=str(row.get("issued_on")), year=str(year))
    received = row.get("received_on")
    if received < row.get("issued_on"):
        row.wrong("received_on", "import_before", other=str(row.get("issued_on")))
    for code in ("assigned_on", "closed_on", "due"):
        if row.get(code) is not None and row.get(code) < received:
            row.leave(code, "import_before", other=str(received))
    if row.get("amount") is not None and row.get("amount") <= 0:
        row.values.pop("amount")
    if row.get("assigned_on") is None or units.lead is None:
        why = "import_no_day" if units.lead is not None else "import_no_unit_to_assign"
        for code in ("lead", "co", "assigned_on", "status", "closed_on", "measures", "rules_made", "paid"):
            row.leave(code, why)
    _status(row)
    _money(row)


def _status(row: Row) -> None:
    status = row.get("status")
    if status == "closed" and row.get("closed_on") is None:
        row.leave("status", "import_no_day")
    elif status == "cannot":
        row.leave("status", "import_by_hand")
    elif status not in (None, "closed"):
        row.leave("closed_on", "import_not_closed")
    elif row.get("closed_on") is not None:
        row.values["status"] = "closed"


def _money(row: Row) -> None:
    """Money is put right by a voucher of one kind on a day; without them it stays beside the matter."""
    if row.get("paid") is None:
        return
    if not (row.get("voucher") and row.get("money_kind") and row.get("closed_on")) or row.get("paid") <= 0:
        row.leave("paid", "import_no_voucher")
    elif row.get("paid") > (row.get("amount") or 0):
        row.leave("paid", "import_over_amount")


_STATES = {
    "closed": State.CLOSED, "under_way": State.RECTIFYING, "lasting": State.LASTING, "not_begun": State.ASSIGNED,
}  # fmt: skip


def enter(actor: Actor, row: Row, units: Units, source: Source, at: datetime) -> Matter:
    """By the register's own services, each an act of the log: registered, assigned, and how far it was put right before."""
    found = Found(
        number=row.number, title=row.get("title"), text=row.get("text"), source=row.get("source"), issued_on=row.get("issued_on"),
        received_on=row.get("received_on"), time_class=row.get("time_class"), due=row.get("due"), paper=row.get("paper") or "",
        place=row.get("place") or "", category=row.get("category") or "", amount=row.get("amount"), standard=row.get("standard") or "",
        secrecy=Secrecy(source.secrecy), taken_over=True, extra={"from": source.words},
    )  # fmt: skip
    finding = register_finding(actor=actor, found=found, at=at)
    if row.get("assigned_on") is None:
        return finding.matter
    finding = assign(
        actor=actor, matter_id=finding.pk, version=finding.matter.version, office=units.leader, on=row.get("assigned_on"), at=at
    )  # fmt: skip
    state = _STATES[row.get("status") or "not_begun"]
    if state is State.ASSIGNED and not row.get("measures"):
        return finding.matter
    put_right = PutRight(
        state, source.words, row.get("closed_on") if state is State.CLOSED else None, row.get("measures") or "", row.get("rules_made") or 0,
        [(row.get("money_kind"), row.get("paid"), row.get("voucher"), row.get("closed_on"))] if row.get("paid") else [],
    )  # fmt: skip
    return take_over(
        actor=actor, matter_id=finding.pk, version=finding.matter.version, put_right=put_right, at=at
    ).matter


TABLE = Table("findings", FIELDS, "text", check, enter)
