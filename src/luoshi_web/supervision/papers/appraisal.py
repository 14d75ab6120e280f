"""考评表: the points of every unit, group by group, and each reason for points with its evidence."""

from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import F, Max
from django.utils.translation import override

from luoshi_web.supervision.appraisal.rules import RuleSet, read_rules
from luoshi_web.supervision.appraisal.words import line_name, sentence
from luoshi_web.supervision.models import Appraisal, Score, ScoreLine
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, Words, in_words
from luoshi_web.supervision.papers.values import points

_SCORES = (
    Column("no", "序号", 6, "center", number=True),
    Column("office", "单位", 34),
    Column("points", "得分", 12, "center", number=True),
    Column("adds", "加分合计", 12, "center", number=True),
    Column("cuts", "减分合计", 12, "center", number=True),
    Column("rank", "组内位次", 10, "center", number=True),
    Column("grade", "等次", 12, "center"),
    Column("remark", "备注", 20),
)
_LINES = (
    Column("no", "序号", 6, "center", number=True),
    Column("office", "单位", 18),
    Column("rule", "考评规则", 14, "center"),
    Column("points", "分值", 9, "center", number=True),
    Column("item", "事项", 34),
    Column("evidence", "依据", 50),
)


def collect(*, appraisal: Appraisal, on: date, secrecy: int, issuer: str, title: str = "") -> Collected:
    """The scores as they stand. Points of an item above the paper's secrecy count; what the item is, is not said."""
    rules = read_rules(appraisal.rule.terms)
    scores = list(
        appraisal.scores.select_related("office", "group").order_by(
            F("group__name").asc(nulls_last=True), "group", F("rank").asc(nulls_last=True), "office__order"
        )
    )
    lines = list(
        ScoreLine.objects.filter(score__appraisal=appraisal)
        .select_related("item", "score__office")
        .order_by("score__office__order", "score__office", "order", "id")
    )
    open_lines = [line for line in lines if line.item is None or line.item.secrecy <= secrecy]
    blocks: list[Words | Table] = []
    for group, members in groupby(scores, key=lambda score: score.group.name if score.group else "未分组"):
        blocks += [Words("caption", f"{group}考评得分表"), _scores(group, list(members), lines, rules)]
    period = f"考评期间：{in_words(appraisal.begins)}至{in_words(appraisal.ends)}。考评规则：{appraisal.rule.name}。"
    if appraisal.object_until:
        period += f"对结果有异议的，请于{in_words(appraisal.object_until)}前书面提出（《政府督查工作条例》第十七条）。"
    wide = [Words("body", period), *blocks]
    if open_lines:
        with override("zh-hans"):
            wide += [Words("caption", "得分明细表"), _details(open_lines, rules)]
    top = ScoreLine.objects.filter(pk__in=[line.pk for line in open_lines]).aggregate(
        top=Max("item__secrecy")
    )
    edition = "" if appraisal.edition == 1 else f"（第{appraisal.edition}次更正）"
    content = Content(
        kind="appraisal",
        title=title or f"{appraisal.year}年{appraisal.name.removesuffix('考评')}考评表{edition}",
        number="",
        on=on,
        issuer=issuer,
        headed=False,
        secrecy=top["top"] or 0,
        sections=(Section(True, tuple(wide)),),
    )
    return Collected(
        content,
        tuple(sorted({line.item_id for line in open_lines if line.item_id is not None})),
        left_out=len(lines) - len(open_lines),
        open_source=appraisal.state == Appraisal.State.SCORED,
    )


def _scores(group: str, scores: list[Score], lines: list[ScoreLine], rules: RuleSet) -> Table:
    adds: dict[int, Decimal] = {}
    cuts: dict[int, Decimal] = {}
    for line in lines:
        side = adds if line.points > 0 else cuts
        side[line.score_id] = side.get(line.score_id, Decimal()) + line.points
    rows = tuple(
        (
            str(number), score.office.name, points(score.points), points(adds.get(score.pk, Decimal())),
            points(cuts.get(score.pk, Decimal())), str(score.rank or ""), _grade(score, rules),
            _remark(score),
        )
        for number, score in enumerate(scores, 1)
    )  # fmt: skip
    return Table(group, _SCORES, rows)


def _remark(score: Score) -> str:
    if score.rank:
        return ""
    return "未列入考评分组，不参加排名" if score.facts.get("items") else "没有承担事项，不参加排名"


def _grade(score: Score, rules: RuleSet) -> str:
    grade = rules.grade(score.grade)
    return grade.names.zh if grade else ""


def _details(lines: list[ScoreLine], rules: RuleSet) -> Table:
    rows = tuple(
        (
            str(number), line.score.office.name, line_name(line.rule, rules), points(line.points),
            line.item.title if line.item else "", sentence(line.kind, line.inputs, rules),
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    return Table("得分明细", _LINES, rows)
