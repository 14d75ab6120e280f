"""建议提案 from a list: filed, assigned, and, where the list says when, answered, promised and rated before the register was kept here."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import normalize

from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.importing.fields import WHEN, Field, Kind
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.importing.table import Source, Table, Units, compare, demand_columns, twice
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals.models import Proposal, Rating
from luoshi_web.registers.proposals.rules.codes import Meaning, outcomes
from luoshi_web.registers.proposals.services.after import Receipt, rate
from luoshi_web.registers.proposals.services.filing import Filed, assign, file_proposal
from luoshi_web.registers.proposals.services.history import Answered, take_over_reply

_KINDS = {"suggestion": r"(人大|代表)*建议.*|人大.*", "proposal": r"(政协|委员|个人|集体|党派)*提案.*|政协.*", "motion": r".*议案.*", "opinion": r".*意见"}  # fmt: skip
_CALLED = {"suggestion": "建议", "proposal": "提案", "motion": "议案", "opinion": "意见"}
_RATED = {"mostly": r"(基本|较|比较)满意.*", "dissatisfied": r"不(太)?满意.*", "satisfied": r"(非常|很|十分)?满意.*"}  # fmt: skip
_MEANT = {
    Meaning.NOT_NOW: r".*(不能解决|暂不|难以|不具备|受.*限制).*", Meaning.REFERENCE: r".*参考.*",
    Meaning.UNDER_WAY: r".*(正在|逐步|计划|推进|规划).*", Meaning.SOLVED: r".*(解决|采纳|落实|办结|完成).*",
}  # fmt: skip

FIELDS: tuple[Field, ...] = (
    Field("number", pgettext_lazy("a column", "number"), "编号", r"^(建议|提案|议案|案|件|原)?(编号|号|号码|案号)$|编号$|案号$", longest=40, example="012"),
    Field("title", pgettext_lazy("a column", "subject"), "案由", r"^(案由|标题|题目|案题|事由)|^(建议|提案|议案)(名称|题目|标题|案由)?$|^名称$", longest=300, example="关于增设社区健身步道的建议"),
    Field("kind", pgettext_lazy("a column", "kind"), "类型", r"^(建议提案)?(类型|种类|性质)$|建议/提案", Kind.CODE, codes=_KINDS, labels=lambda: Proposal.Kind.choices, common=True, example="代表建议"),
    Field("first", pgettext_lazy("a column", "first signatory"), "领衔代表", r"领衔|第一提案|^(提案|建议|提出)(人|者|代表|委员)|^代表(姓名)?$|^委员(姓名)?$|^姓名$", Kind.NAMES, example="陈晓岚"),
    Field("others", pgettext_lazy("a column", "further signatories"), "附议人", r"附议|联名|联署|其他(代表|委员|提案)", Kind.NAMES, example="周明远、赵立新"),
    Field("group", pgettext_lazy("a column", "delegation or sector"), "代表团", r"代表团|界别|团组|党派|^组别$", longest=60, example="城关代表团"),
    Field("phone", pgettext_lazy("a column", "telephone"), "联系电话", r"电话|手机|联系方式", longest=30, example="13800000000", private=True),
    Field("category", pgettext_lazy("a column", "category"), "分类", r"^(内容|建议|提案)?(分类|类别)$|领域", longest=40, example="城建管理"),
    Field("filed_on", pgettext_lazy("a column", "filed on"), "立案日期", r"(立案|收文|收到|提交|登记|受理)" + WHEN, Kind.DAY, common=True, example="2026.1.20"),
    Field("assigned_on", pgettext_lazy("a column", "assigned on"), "交办日期", r"(交办|转办|分办|下发|批转)" + WHEN, Kind.DAY, common=True, example="2026.2.5"),
    Field("lead", pgettext_lazy("a column", "lead unit"), "主办单位", r"(主办|承办|牵头|责任|办理)(单位|部门)|^(主办|承办)$", Kind.UNITS, example="发改局（牵头）、财政局"),
    Field("co", pgettext_lazy("a column", "units that help"), "协办单位", r"(协办|会办|配合|协同)(单位|部门)?", Kind.UNITS, example="住建局"),
    Field("contacted_on", pgettext_lazy("a column", "met on"), "面商日期", r"(面商|走访|联系|沟通)" + WHEN, Kind.DAY, example="2026.3.2"),
    Field("contacted", pgettext_lazy("a column", "met or not"), "面商情况", r"面商|走访", example="已面商"),
    Field("replied_on", pgettext_lazy("a column", "replied on"), "答复日期", r"(答复|回复|办复|复文|办结)" + WHEN, Kind.DAY, example="2026年4月20日"),
    Field("reply_number", pgettext_lazy("a column", "number of the reply"), "答复文号", r"文号|(答复|复函).*(号|编号)$", longest=60, example="发改函〔2026〕8号"),
    Field("outcome", pgettext_lazy("a column", "class of the reply"), "办理结果", r"(办理|答复|办复|解决).*(结果|类别|类型|程度|等级|情况)|^结果$", longest=80, example="A"),
    Field("public", pgettext_lazy("a column", "published or not"), "是否公开", r"公开", longest=300, example="公开"),
    Field("rated_on", pgettext_lazy("a column", "rated on"), "评价日期", r"(评价|反馈|测评|征询)" + WHEN, Kind.DAY, example="2026-05-08"),
    Field("rating", pgettext_lazy("a column", "rating"), "满意度", r"满意|^(评价|测评|反馈)(结果|情况|意见)?$", Kind.CODE, codes=_RATED, labels=lambda: Rating.Value.choices, example="满意"),
    Field("promise_due", pgettext_lazy("a column", "promise to be kept by"), "完成时限", r"(完成|承诺|落实).*(时限|期限|时间|日期)", Kind.LIMIT, example="2026年9月底"),
    Field("promise", pgettext_lazy("a column", "what was promised"), "承诺事项", r"承诺", example="建成步道3公里"),
    Field("session", pgettext_lazy("a column", "session"), "届次", r"届次|^届$|会议(名称|届次)", longest=40, common=True, example="十八届五次"),
    Field("during", pgettext_lazy("a column", "when it was made"), "提出时机", r"闭会|会议期间|提出时机", Kind.CODE, codes={"recess": r".*闭会.*|是", "plenary": r".*(大会|会议|期间|会中).*|否"}, labels=lambda: Proposal.During.choices, common=True, example="会议期间"),
    Field("protect", pgettext_lazy("a column", "asked for secrecy"), "要求保密", r"保密", Kind.YES, example="否"),
    Field("body", pgettext_lazy("a column", "text"), "建议内容", r"(主要|具体|建议|提案|详细)?内容$|正文", example="建议在城东增设步道"),
    Field("place", pgettext_lazy("a column", "rules of which place"), "", "", Kind.CODE, common=True),
)  # fmt: skip
_AFTER_REPLY = ("reply_number", "outcome", "public", "rating", "rated_on", "promise", "promise_due", "contacted_on", "contacted")  # fmt: skip


def number_of(said: str, kind: str) -> str:
    """A number as it is cited: one of figures alone gets the word of its kind, so that 建议第12号 and 提案第12号 are two.

    >>> number_of("012", "suggestion")
    '建议第12号'
    """
    plain = re.sub(r"\s", "", normalize("NFKC", said))
    bare = re.fullmatch(r"(?:No\.?|第)?0*(\d+)(?:\.0+)?(?:号|件)?", plain, re.IGNORECASE)
    named = re.fullmatch(r"(建议|提案|议案|意见)(?:第|字)?0*(\d+)号?", plain)
    if named:
        return f"{named[1]}第{named[2]}号"
    return f"{_CALLED[kind]}第{bare[1]}号" if bare and kind in _CALLED else plain


def check(rows: Sequence[tuple[Row, Units]], year: int, on: date) -> None:
    """Numbers, what is missing, what cannot be entered, what is there already. Two queries."""
    there = _there(year)
    titles = {held["title"]: number for number, (_pk, held) in there.items()}
    for row, units in rows:
        _kind(row)
        if row.get("protect"):
            row.wrong("protect", "import_protected")
        if demand_columns(row, ("title", "number", "kind", "first", "filed_on")):
            row.number = number_of(row.get("number"), row.get("kind"))
            row.there, held = there.get(row.number, (None, {}))
            if row.there is None and row.get("title") in titles:
                row.tell("title", "import_same_title", number=titles[row.get("title")])
            _way(row, units)
            compare(row, held)
    twice([row for row, _units in rows])


_HELD = {
    "title": "title", "filed_on": "proposal__filed_on", "assigned_on": "proposal__assigned_on", "replied_on": "proposal__replied_on",
    "outcome": "proposal__outcome",
}  # fmt: skip
"""What a file may say otherwise than the register: column → where the register has it."""


def _there(year: int) -> dict[str, tuple[int, dict[str, object]]]:
    """The year's matters by number, as it is cited, with what the register says of each."""
    known = Matter.objects.filter(register="proposals", year=year).values("pk", "number", "proposal__kind", *_HELD.values())  # fmt: skip
    return {
        number_of(each["number"], each["proposal__kind"]): (each["pk"], {code: each[column] for code, column in _HELD.items()}) for each in known
    }  # fmt: skip


def _kind(row: Row) -> None:
    """What the number says, where nothing else does: 提案第12号."""
    if not row.get("kind") and (named := re.match(r"建议|提案|议案|意见", row.get("number") or "")):
        row.values["kind"] = next(code for code, word in _CALLED.items() if word == named[0])


def _way(row: Row, units: Units) -> None:
    """How far a row goes: each step needs its day, after the one before. What has none stays beside the matter."""
    if row.get("assigned_on") is not None and row.get("assigned_on") < row.get("filed_on"):
        row.leave("assigned_on", "import_before", other=str(row.get("filed_on")))
    if row.get("assigned_on") is None or units.lead is None:
        why = "import_no_day" if units.lead is not None else "import_no_unit_to_assign"
        for code in ("lead", "co", "assigned_on", "replied_on", *_AFTER_REPLY):
            row.leave(code, why)
        return
    if row.get("replied_on") is not None and row.get("replied_on") < row.get("assigned_on"):
        row.leave("replied_on", "import_before", other=str(row.get("assigned_on")))
    if row.get("replied_on") is None:
        for code in _AFTER_REPLY:
            row.leave(code, "import_no_reply")
        return
    _reply(row)


def _reply(row: Row) -> None:
    """What is known of a reply."""
    if row.get("outcome") and not (letter := _letter(row)):
        row.leave("outcome", "import_class")
    elif row.get("outcome"):
        row.values["outcome"] = letter
    if (said := row.get("public")) and re.match(r"不|否|未", said) and not _reason(said):
        row.leave("public", "import_private")
    day = row.get("contacted_on")
    if day is not None and not row.get("assigned_on") <= day <= row.get("replied_on"):
        row.leave("contacted_on", "import_between", day=str(day))
    if row.get("contacted_on") is None:
        row.leave("contacted", "import_no_day")
    else:
        row.values.pop("contacted", None)
    if row.get("promise") and row.get("promise_due") is None:
        row.leave("promise", "import_no_day")
    if not row.get("promise"):
        row.leave("promise_due", "import_nothing_promised")
    given = row.get("rated_on")
    if given is not None and given < row.get("replied_on"):
        row.leave("rated_on", "import_before", other=str(row.get("replied_on")))
    if row.get("rating") and row.get("rated_on") is None:
        row.leave("rating", "import_no_day")
    if not row.get("rating"):
        row.leave("rated_on", "import_not_rated")


def _letter(row: Row) -> str:
    """The class of the place, by its letter or by what its words mean."""
    said = re.sub(r"\s", "", normalize("NFKC", row.get("outcome"))).upper()
    letters = outcomes(row.get("place") or "", on=row.get("replied_on"))
    found = re.match(r"^[(（“]?([A-Z甲乙丙丁])(?![A-Z])", said) or re.search(r"[(（]([A-Z甲乙丙丁])类?[)）]$", said)  # fmt: skip
    if found:
        return found[1] if found[1] in letters else ""
    meant = next((meaning for meaning, pattern in _MEANT.items() if re.fullmatch(pattern, said)), None)
    return next((code for code, letter in letters.items() if letter.meaning is meant), "")


def _reason(said: str) -> str:
    """Why a reply is not published: what stands behind the word."""
    return re.sub(r"^(?:不予公开|不公开|未公开|不|否)[\s:：，,（(]*|[)）]$", "", said).strip()


def enter(actor: Actor, row: Row, units: Units, source: Source, at: datetime) -> Matter:
    """By the register's own services, each an act of the log: filed, assigned, answered, rated."""
    filed = Filed(
        number=row.number, title=row.get("title"), kind=row.get("kind"), filed_on=row.get("filed_on"), signatories=_signatories(row),
        during=row.get("during") or Proposal.During.PLENARY, session=row.get("session") or "", place=row.get("place") or "",
        body=row.get("body") or "", category=row.get("category") or "", secrecy=source.secrecy, year=source.year,
        extra={"from": source.words}, taken_over=True,
    )  # fmt: skip
    proposal = file_proposal(actor=actor, filed=filed, at=at)
    if units.lead is not None and row.get("assigned_on") is not None:
        proposal = assign(
            actor=actor, matter_id=proposal.pk, version=proposal.matter.version, lead=units.lead, co_units=units.helpers,
            on=row.get("assigned_on"), at=at, quiet=row.get("replied_on") is not None,
        )  # fmt: skip
    if row.get("replied_on") is not None:
        proposal = take_over_reply(
            actor=actor, matter_id=proposal.pk, version=proposal.matter.version, answered=_answered(row, source), at=at
        )  # fmt: skip
    if row.get("rating") and not may(actor, "proposals.rate", proposal.matter):
        row.leave("rating", "import_other_rates")
    if row.get("rating"):
        first = proposal.signatories.get(order=1)
        receipt = Receipt(row.get("rating"), row.get("rated_on"), signatory=first.pk, words=source.words)
        rate(actor=actor, matter_id=proposal.pk, version=proposal.matter.version, receipt=receipt, at=at)
    return proposal.matter


def _signatories(row: Row) -> list[tuple[str, str, str]]:
    group, phone = row.get("group") or "", row.get("phone") or ""
    names = list(dict.fromkeys([*row.get("first"), *(row.get("others") or [])]))
    return [(name[:60], group if place == 0 else "", phone if place == 0 else "") for place, name in enumerate(names)]  # fmt: skip


def _answered(row: Row, source: Source) -> Answered:
    said = row.get("public") or ""
    private = bool(re.match(r"不|否|未", said))
    return Answered(
        sent_on=row.get("replied_on"), source=source.words, number=row.get("reply_number") or "", outcome=row.get("outcome") or "",
        public=None if not said else not private, private_why=_reason(said) if private else "", contacted_on=row.get("contacted_on"),
        promises=((row.get("promise"), row.get("promise_due")),) if row.get("promise") else (),
    )  # fmt: skip


TABLE = Table("proposals", FIELDS, "title", check, enter)
