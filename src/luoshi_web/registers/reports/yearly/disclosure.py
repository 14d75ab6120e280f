"""政府信息公开工作年度报告 (政府信息公开条例 49, 50): the six parts and the tables of the national layout, filled from what the registers hold.

The layout is that of 国办公开办函〔2021〕30号. Applications for information, licences, penalties and charges are in no register here: their cells stay
empty, and a note says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.figures import CORRECTS, LOST, Judged, Outcome
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.reports.yearly.figures import Held
from luoshi_web.registers.reports.yearly.shape import Grid, Number, Open, Part, Yearly
from luoshi_web.supervision.papers.content import Column

KEPT, PUT_RIGHT, OTHERWISE, PENDING = "结果维持", "结果纠正", "其他结果", "尚未审结"
RESULTS = (KEPT, PUT_RIGHT, OTHERWISE, PENDING)
_EMPTY = ""


def disclosure(held: Held) -> Yearly:
    """The report of a year."""
    return Yearly(
        "disclosure", f"{held.year}年政府信息公开工作年度报告", "政府信息公开条例", held.year, held.on,
        (
            Part("总体情况", (Open("由起草单位撰写。"),)),
            Part("主动公开政府信息情况", _active(held)),
            Part("收到和处理政府信息公开申请情况", (_applications(),)),
            Part("因政府信息公开工作被申请行政复议、提起行政诉讼情况", (_disputes(held),)),
            Part("存在的主要问题及改进情况", (Open("由起草单位撰写。"),)),
            Part("其他需要报告的事项", (Open("由起草单位撰写。"),)),
        ),
    )  # fmt: skip


def _active(held: Held) -> tuple[Grid, ...]:
    counted = [held.number("documents", code, variant) for code, variant in (("issued", "year"), ("repealed", "year"), ("in_force", "day"))]  # fmt: skip
    first = Grid(
        "第二十条第（一）项",
        _columns("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        (("规章", _EMPTY, _EMPTY, _EMPTY), ("行政规范性文件", *counted)),
        "规章、行政许可、行政处罚、行政强制和行政事业性收费本系统未登记，由有关单位填写。",
        missing=("规章", "行政许可", "行政处罚", "行政强制", "行政事业性收费"),
    )
    decided = [
        Grid(f"第二十条第（{item}）项", _columns("信息内容", "本年处理决定数量"), tuple((each, _EMPTY) for each in rows))
        for item, rows in (("五", ("行政许可",)), ("六", ("行政处罚", "行政强制")))
    ]  # fmt: skip
    charged = Grid("第二十条第（八）项", _columns("信息内容", "本年收费金额（单位：万元）"), (("行政事业性收费", _EMPTY),))  # fmt: skip
    return (first, *decided, charged)


def _columns(first: str, *others: str) -> tuple[Column, ...]:
    return (Column("what", first, 34), *(Column(f"c{n}", name, 22, "center", True) for n, name in enumerate(others)))  # fmt: skip


_ANSWERED = (
    ("一、本年新收政府信息公开申请数量", "", ("",)),
    ("二、上年结转政府信息公开申请数量", "", ("",)),
    ("三、本年度办理结果", "（一）予以公开", ("",)),
    ("三、本年度办理结果", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ("",)),
    ("三、本年度办理结果", "（三）不予公开", (
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息",
        "7.属于行政执法案卷", "8.属于行政查询事项",
    )),
    ("三、本年度办理结果", "（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    ("三、本年度办理结果", "（五）不予处理", (
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
    )),
    ("三、本年度办理结果", "（六）其他处理", (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他",
    )),
    ("三、本年度办理结果", "（七）总计", ("",)),
    ("四、结转下年度继续办理", "", ("",)),
)  # fmt: skip
"""The rows of the table of applications: group, class, kind."""
_WHO = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def _applications() -> Grid:
    columns = (
        Column("group", "申请情况", 15), Column("class", "类别", 22), Column("kind", "情形", 35),
        *(Column(f"w{n}", name, 4, "center", True) for n, name in enumerate(_WHO)),
    )  # fmt: skip
    rows = tuple((group, each, kind, *[_EMPTY] * len(_WHO)) for group, each, kinds in _ANSWERED for kind in kinds)  # fmt: skip
    return Grid(
        "收到和处理政府信息公开申请情况", columns, rows,
        "“商业企业”至“其他”为法人或其他组织。政府信息公开申请本系统未登记，本表由政府信息公开工作机构填写。", ("group", "class"), ("政府信息公开申请",),
    )  # fmt: skip


def _disputes(held: Held) -> Grid:
    """Reconsideration and suits over disclosure: of the year's and of those that were open when it began."""
    cases = [(each.pk, result_of(each.outcome if _by(each.closed_on, held) else "")) for each in _reconsiderations(held)]  # fmt: skip
    suits = [(each.pk, _result_in_court(each, held)) for each in _suits(held)]
    columns = (Column("what", "类别", 32), *(Column(f"r{n}", name, 14, "center", True) for n, name in enumerate((*RESULTS, "总计"))))  # fmt: skip
    return Grid(
        "行政复议、行政诉讼情况", columns,
        (
            _row("reconsideration", "行政复议", cases),
            ("行政诉讼：未经复议直接起诉", *[_EMPTY] * (len(RESULTS) + 1)),
            _row("suit", "行政诉讼：复议后起诉", suits),
        ),
        "直接起诉的案件，本系统不区分是否因政府信息公开引起，由应诉机构填写。",
        missing=("未经复议直接起诉的政府信息公开案件",),
    )  # fmt: skip


def _row(code: str, what: str, counted: Sequence[tuple[int, str]]) -> tuple[str | Number, ...]:
    """A line of the table: what it is of, each result, the total."""
    numbers: list[Number] = []
    for number, result in enumerate((*RESULTS, "")):
        keys = frozenset(key for key, found in counted if result in ("", found))
        numbers.append(
            Number(f"{code}-{number}", f"{what}，{result or '总计'}", "cases", str(len(keys)), keys)
        )
    return (what, *numbers)


def _by(day: date | None, held: Held) -> bool:
    return day is not None and day <= held.on


def _reconsiderations(held: Held) -> Iterable[Reconsideration]:
    rows = Reconsideration.objects.filter(kind=Reconsideration.Kind.DISCLOSURE, arrived_on__lte=held.on)
    return rows.exclude(closed_on__year__lt=held.year)


def _suits(held: Held) -> Iterable[Suit]:
    """First instances that came after a reconsideration over disclosure."""
    rows = Suit.objects.filter(level=Suit.Level.FIRST, filed_on__lte=held.on)
    found = rows.filter(application__kind=Reconsideration.Kind.DISCLOSURE).prefetch_related("later")
    return [each for each in found if not _ended_before(each, held.year)]


def _ended_before(suit: Suit, year: int) -> bool:
    last = [suit.judged_on, *(each.judged_on for each in suit.later.all())]
    return all(day is not None and day.year < year for day in last)


def result_of(outcome: str) -> str:
    """维持 is what was upheld, 纠正 what was changed, annulled, ordered, found unlawful or void; empty: not closed."""
    if not outcome:
        return PENDING
    return PUT_RIGHT if outcome in CORRECTS else KEPT if outcome == Outcome.UPHELD else OTHERWISE


def _result_in_court(suit: Suit, held: Held) -> str:
    """What holds by the day: that of the first instance, unless a later one is open or judged otherwise."""
    if not _by(suit.judged_on, held):
        return PENDING
    later = [each for each in suit.later.all() if each.filed_on <= held.on]
    if any(not _by(each.judged_on, held) for each in later):
        return PENDING
    if any(each.judged in (Judged.REVERSED, Judged.SENT_BACK) for each in later):
        return OTHERWISE
    return PUT_RIGHT if suit.judged in LOST else KEPT if suit.judged == Judged.CLAIM_REFUSED else OTHERWISE
