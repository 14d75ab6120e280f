"""办理情况报告: how the year's suggestions and proposals were handled, by unit and by class. From verified figures only; what is not verified is named.

A reply counts as verified once the keeper has noted that it arrived; the report of handling goes to the standing committee and is published (代表法 51).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.services import Made
from luoshi_web.registers.proposals.models import Commitment, Proposal, Reply
from luoshi_web.registers.proposals.papers.wording import KINDS, counted, lines
from luoshi_web.registers.proposals.rules.codes import outcomes
from luoshi_web.registers.proposals.selectors import annotated, rates_of, rows_of
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, Words, in_words

UNVERIFIED, NOTHING = "尚未核实", "无应计事项"
_RATES = {
    ("assigned", "a"): "交办率（已交办／立案）", ("replied", "a"): "办复率（已答复／已交办）",
    ("replied_in_time", "a"): "法定时限办复率（期限内答复／已到答复期限）", ("settled", "b"): "办结率（已解决或承诺全部核实／已交办）",
    ("face_to_face", "a"): "面商率（答复前当面沟通／已答复）", ("satisfied", "a"): "满意率（满意／收回测评）",
    ("satisfied", "b"): "满意率（满意和基本满意／收回测评）", ("satisfied", "d"): "初次测评满意率（满意和基本满意／收回测评）",
    ("satisfied", "attitude"): "办理工作满意率（满意和基本满意／收回测评）", ("adopted", "a"): "采纳率（已解决／已交办）",
    ("adopted", "b"): "采纳率（已解决和正在解决／已交办）", ("carried_out", "a"): "承诺落实率（已核实／已到期）",
}  # fmt: skip
"""Rate and definition → as the report names it, with what stands above and below."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One proposal as the tables count it on a day. ``arrived``: its reply is verified; ``rating`` of the last round, empty where none is known."""

    number: str
    kind: str
    unit: str
    outcome: str
    replied: bool
    arrived: bool
    in_time: bool
    met: bool
    rating: str


def collect(
    *, year: int, on: date, secrecy: int, issuer: str, to: str = "", title: str = "", words: str = ""
) -> tuple[list[Made], int]:  # fmt: skip
    """Of a year's proposals as of a day, and how many above the paper's secrecy are left out. Raises :class:`Refusal` where there is none."""
    whole = Matter.objects.filter(register="proposals", year=year)
    matters = whole.filter(secrecy__lte=secrecy)
    handled = handled_on(matters, on)
    if not handled:
        raise Refusal("paper_without_items")
    waiting = [each for each in handled if each.replied and not each.arrived]
    blocks: tuple[Words | Table, ...] = (
        *((Words("to", f"{to}："),) if to else ()),
        Words("heading", "一、基本情况"),
        Words("body", f"截至{in_words(on)}，{year}年交由政府办理的代表建议和政协提案共{counted(each.kind for each in handled)}。"),
        Words("heading", "二、办理质量"),
        *(Words("body", f"{said}。") for said in rates_said(matters, on)),
        Words("heading", "三、各单位办理情况"), Words("caption", "各单位办理情况表"), by_unit(handled),
        Words("heading", "四、办理结果"), Words("caption", "办理结果分类表"), by_class(handled, on),
        Words("heading", "五、承诺事项"), Words("body", _promises(matters, on)),
        Words("heading", "六、尚未核实的事项"), Words("body", _waiting(waiting)),
        *lines(words), Words("sign", issuer), Words("date", in_words(on)),
    )  # fmt: skip
    most = max(matters.values_list("secrecy", flat=True))
    content = Content("prop_report", title or f"关于{year}年代表建议和政协提案办理情况的报告", "", on, issuer, bool(to), most, (Section(False, blocks),))  # fmt: skip
    return [Made(content, tuple(matters.order_by("pk").values_list("pk", flat=True)))], whole.count() - matters.count()  # fmt: skip


def handled_on(matters: QuerySet[Matter], on: date) -> list[Handled]:
    """Those that were assigned by a day and not withdrawn, the units in their order. One query."""
    arrived = Reply.objects.filter(proposal=OuterRef("pk"), sent_on__lte=on, received_on__isnull=False)  # fmt: skip
    found: QuerySet[Any] = annotated(Proposal.objects.filter(matter__in=matters.order_by(), filed=True), on)
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    found = found.filter(kept, assigned_on__lte=on).annotate(has_arrived=Exists(arrived))
    return [
        Handled(
            each.matter.number, each.kind, each.matter.office.name if each.matter.office else "", each.outcome,
            bool(each.replied_on and each.replied_on <= on), each.has_arrived,
            bool(each.replied_on and each.due and each.replied_on <= each.due), each.met, each.last or "",
        )
        for each in found.select_related("matter__office").order_by("matter__office__order", "matter__office", "matter__number")
    ]  # fmt: skip


def rates_said(matters: QuerySet[Matter], on: date) -> list[str]:
    """Each rate with both counts; 尚未核实 with how many are not verified, or 无应计事项, in place of a number that may not be said."""
    figures = {(figure.code, figure.variant): figure for figure in rates_of(matters, on=on)}
    return [_rate(name, figures[key], matters, on) for key, name in _RATES.items()]


def _rate(name: str, figure: Figure, matters: QuerySet[Matter], on: date) -> str:
    if figure.value is None:
        return f"{name}：{NOTHING}"
    _above, _below, unverified = rows_of(matters, figure.code, figure.variant, on=on)
    if unverified:
        return f"{name}：{UNVERIFIED}（{len(unverified)}件）"
    return f"{name}：{_cut(figure.numerator, figure.denominator)}（{figure.numerator}／{figure.denominator}）"


_OF_UNIT = (
    Column("no", "序号", 5, "center", number=True), Column("unit", "承办单位", 18), *(
        Column(code, name, 8, "center", number=True)
        for code, name in (
            ("assigned", "交办"), ("replied", "已答复"), ("in_time", "按期答复"), ("met", "当面沟通"), ("satisfied", "满意"),
            ("mostly", "基本满意"), ("dissatisfied", "不满意"), ("open", "尚未答复"), ("waiting", "尚未核实"),
        )
    ),
)  # fmt: skip


def by_unit(handled: Sequence[Handled]) -> Table:
    """A row a unit and one for all: what is not verified stands in its own column and is counted in no other but 交办."""
    units = list(dict.fromkeys(each.unit for each in handled))
    rows = [(unit, [each for each in handled if each.unit == unit]) for unit in units]
    cells = [(str(place), unit, *_counts(own)) for place, (unit, own) in enumerate(rows, 1)]
    return Table("各单位办理情况", _OF_UNIT, (*cells, ("", "合计", *_counts(handled))))


def _counts(own: Sequence[Handled]) -> tuple[str, ...]:
    known = [each for each in own if each.arrived]
    ratings = Counter(each.rating for each in known)
    return tuple(
        str(number)
        for number in (
            len(own), len(known), sum(each.in_time for each in known), sum(each.met for each in known), ratings["satisfied"], ratings["mostly"],
            ratings["dissatisfied"], sum(not each.replied for each in own), sum(each.replied and not each.arrived for each in own),
        )
    )  # fmt: skip


def by_class(handled: Sequence[Handled], on: date) -> Table:
    """A row a class of verified replies, with its share of them: shares need not add up to 100."""
    known = [each for each in handled if each.arrived]
    names = {code: each.name for code, each in outcomes("", on=on).items()}
    columns = (
        Column("code", "类别", 8, "center"), Column("name", "办理结果", 34), Column("suggestions", "代表建议", 13, "center", number=True),
        Column("proposals", "政协提案", 13, "center", number=True), Column("all", "合计", 12, "center", number=True), Column("share", "占比", 12, "center"),
    )  # fmt: skip
    rows = [_class(code, names.get(code, ""), known) for code in sorted({each.outcome for each in known} | set(names))]  # fmt: skip
    kinds = Counter(KINDS[each.kind] for each in known)
    whole = ("", "合计", str(kinds["代表建议"]), str(kinds["政协提案"]), str(len(known)), _cut(len(known), len(known)))  # fmt: skip
    return Table("办理结果分类", columns, (*rows, whole))


def _class(code: str, name: str, known: Sequence[Handled]) -> tuple[str, ...]:
    own = [each for each in known if each.outcome == code]
    kinds = Counter(KINDS[each.kind] for each in own)
    return (code, name, str(kinds["代表建议"]), str(kinds["政协提案"]), str(len(own)), _cut(len(own), len(known)))  # fmt: skip


def _cut(part: int, whole: int) -> str:
    """Cut off behind one digit, so that nothing is rounded up: 99.96 is 99.9%; a dash where there is nothing to divide by."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"


def _promises(matters: QuerySet[Matter], on: date) -> str:
    replied = Q(proposal__replied_on__isnull=False, proposal__replied_on__lte=on)
    given_up = Q(given_up_on__isnull=False, given_up_on__lte=on)
    made = Commitment.objects.filter(replied, proposal__matter__in=matters.order_by())
    due = made.filter(~given_up, due__lte=on)
    kept = due.filter(verified_on__isnull=False, verified_on__lte=on).count()
    if not made.exists():
        return "答复中没有承诺事项。"
    return (
        f"答复中承诺事项{made.count()}项，其中已到期{due.count()}项，经核实落实{kept}项，到期{UNVERIFIED}{due.count() - kept}项，书面说明不再落实"
        f"{made.filter(given_up).count()}项。"
    )


def _waiting(waiting: Sequence[Handled]) -> str:
    if not waiting:
        return "无。"
    return f"以下{len(waiting)}件的答复尚未确认送达，未计入前述已答复数：{'、'.join(each.number for each in waiting)}。"
