"""审计整改报告: what the audit of a year found and what was put right (审计法 52; 监督法 27: the congress hears of it six months later)."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet, Sum

from luoshi_web.accounts.models import Secrecy
from luoshi_web.registers.findings.figures import MoneyKind
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.findings.selectors import rows_of
from luoshi_web.registers.findings.words import STATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.reports.yearly.figures import Held, printed
from luoshi_web.registers.reports.yearly.shape import Grid, Number, Open, Paragraph, Part, Sentence, Yearly
from luoshi_web.registers.sentences.writer import UNVERIFIED
from luoshi_web.supervision.papers.content import Column

_KINDS = {
    MoneyKind.PAID_IN: "上缴财政", MoneyKind.RETURNED: "归还原渠道资金", MoneyKind.RECOVERED: "追回资金", MoneyKind.PAID_OUT: "促进拨付资金",
    MoneyKind.REBOOKED: "调整账目", MoneyKind.CUT: "减少财政拨款", MoneyKind.FREED: "盘活资金",
}  # fmt: skip
_UNSORTED = "未分类"


def audit(held: Held) -> Yearly:
    """Of a year's findings of audit: totals, money by kind, by class, and what is not put right yet."""
    matters = Matter.objects.filter(register=Matter.Register.FINDINGS, year=held.year, finding__source=Finding.Source.AUDIT)  # fmt: skip
    openings = tuple(held.paragraphs("audit"))
    return Yearly(
        "audit", f"关于{held.year}年度审计查出问题整改情况的报告", "审计法", held.year, held.on,
        (
            Part("审计查出问题整改总体情况", (*openings, _money(matters, held))),
            Part("审计查出问题分类整改情况", (_classes(matters, held),)),
            Part("尚未完成整改的问题", (*_waiting(matters, held),)),
            Part("移送和责任追究情况", (_transferred(matters, held), Open("责任追究情况由起草单位撰写。"))),
            Part("下一步工作安排", (Open("由起草单位撰写。"),)),
        ),
        Secrecy.INTERNAL,
    )  # fmt: skip


def _findings(matters: QuerySet[Matter]) -> QuerySet[Finding]:
    return Finding.objects.filter(matter__in=matters.order_by())


def _money(matters: QuerySet[Matter], held: Held) -> Paragraph:
    """其中: one sentence a kind of voucher; a kind with a finding that the keeper has not verified is none."""
    paid = FindingMoney.objects.filter(
        finding__in=_findings(matters).values("pk"), on__lte=held.on
    ).order_by()
    sums = dict(paid.values_list("kind").annotate(total=Sum("amount")))
    rows: defaultdict[str, set[int]] = defaultdict(set)
    unverified: set[str] = set()
    for kind, key, verified in paid.values_list("kind", "finding", "finding__verified_on"):
        rows[kind].add(key)
        if verified is None:
            unverified.add(kind)
    said = []
    for kind, name in _KINDS.items():
        if kind.value in sums:
            why = UNVERIFIED if kind.value in unverified else ""
            words = "" if why else printed(Fraction(sums[kind.value]), "万元")
            number = Number(f"money-{kind.value}", name, "findings", words, frozenset(rows[kind.value]), None, why)  # fmt: skip
            said.append(Sentence(name, number, "万元"))
    return Paragraph("按整改方式分：" if said else "", tuple(said))


def _classes(matters: QuerySet[Matter], held: Held) -> Grid:
    """A row a class of findings. Closed is what was verified and signed off."""
    closed, _all = rows_of(matters, "closed_count", "all", on=held.on)
    found: defaultdict[str, list[tuple[int, Decimal | None]]] = defaultdict(list)
    known = _findings(matters).filter(issued_on__lte=held.on)
    for key, name, amount in known.order_by("category", "pk").values_list("pk", "category", "amount"):
        found[name or _UNSORTED].append((key, amount))
    columns = (
        Column("class", "问题类别", 34), Column("found", "问题数（个）", 16, "center", True), Column("closed", "已完成整改（个）", 18, "center", True),
        Column("left", "尚未完成（个）", 16, "center", True), Column("amount", "问题金额（万元）", 18, "right", True),
    )  # fmt: skip
    rows = []
    for number, (name, each) in enumerate(found.items()):
        keys = frozenset(key for key, _amount in each)
        amount = sum((amount for _key, amount in each if amount is not None), start=Decimal(0))
        rows.append((
            name, _count(f"class-{number}-found", name, keys), _count(f"class-{number}-closed", name, keys & closed),
            _count(f"class-{number}-left", name, keys - closed),
            Number(f"class-{number}-amount", name, "findings", printed(Fraction(amount), "万元"), frozenset(key for key, amount in each if amount is not None)),
        ))  # fmt: skip
    return Grid(
        "审计查出问题分类整改情况", columns, tuple(rows), "" if rows else "本年没有登记审计查出的问题。"
    )


def _count(key: str, name: str, keys: frozenset[int]) -> Number:
    return Number(key, name, "findings", str(len(keys)), keys)


def _waiting(matters: QuerySet[Matter], held: Held) -> tuple[Paragraph | Grid, ...]:
    """What is not closed, a row each; of what is above 内部 the number alone."""
    closed, _all = rows_of(matters, "closed_count", "all", on=held.on)
    left = _findings(matters).filter(issued_on__lte=held.on).exclude(pk__in=closed)
    open_ = left.filter(matter__secrecy__lte=Secrecy.INTERNAL)
    hidden = frozenset(left.exclude(pk__in=open_.values("pk")).values_list("pk", flat=True))
    columns = (
        Column("no", "序号", 8, "center"), Column("what", "问题", 32), Column("unit", "责任单位", 14), Column("due", "整改期限", 20, "center"),
        Column("state", "进展", 14), Column("why", "原因", 24),
    )  # fmt: skip
    rows = tuple(
        (str(number), each.matter.title, str(each.matter.office or ""), each.due.isoformat() if each.due else "", str(STATES[State(each.matter.state)]), _why(each))
        for number, each in enumerate(open_.select_related("matter__office").prefetch_related("extensions").order_by("due", "pk"), 1)
    )  # fmt: skip
    grid = Grid("尚未完成整改的问题", columns, rows, "" if rows else "没有可以列明的尚未完成整改的问题。")
    number = _count("hidden", "不宜列明的问题", hidden)
    return (grid, Paragraph("", (Sentence("另有按密级不在本报告列明的问题", number, "个"),))) if hidden else (grid,)  # fmt: skip


def _why(finding: Finding) -> str:
    asked = [each.reason for each in finding.extensions.all()]
    return finding.refused_why or finding.cannot_why or finding.reopened_why or (asked[-1] if asked else "")


def _transferred(matters: QuerySet[Matter], held: Held) -> Paragraph:
    found = _findings(matters).filter(matter__state=State.TRANSFERRED, matter__ended_on__lte=held.on)
    keys = frozenset(found.values_list("pk", flat=True))
    return Paragraph("", (Sentence("移送有关部门处理的问题", _count("transferred", "移送的问题", keys), "个"),))  # fmt: skip
