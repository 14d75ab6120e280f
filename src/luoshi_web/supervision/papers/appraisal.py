"""考评表: the points of every unit, group by group; for one unit alone also each reason for its points.

Offices read their own reasons and nobody else's (``selectors.appraisals.reads_lines``): a table that goes to all has none.
"""

from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils import translation

from luoshi_web.accounts.models import Office
from luoshi_web.supervision.appraisal.rules import RuleSet, read_rules
from luoshi_web.supervision.appraisal.words import line_name, sentence
from luoshi_web.supervision.models import Appraisal, Score, ScoreLine
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Column, Content, Section, Table, Words, in_words
from luoshi_web.supervision.papers.values import points
from luoshi_web.supervision.selectors.appraisals import table

_SCORES = (
    Column("no", "序号", 6, "center", number=True),
    Column("office", "单位", 34),
    Column("points", "得分", 12, "center", number=True),
    Column("base", "基础分", 10, "center", number=True),
    Column("adds", "加分合计", 12, "center", number=True),
    Column("cuts", "减分合计", 12, "center", number=True),
    Column("rank", "组内位次", 10, "center", number=True),
    Column("grade", "等次", 12, "center"),
    Column("remark", "备注", 20),
)
_LINES = (
    Column("no", "序号", 6, "center", number=True),
    Column("rule", "考评规则", 18, "center"),
    Column("points", "分值", 8, "center", number=True),
    Column("item", "事项", 34),
    Column("evidence", "依据", 56),
)


def collect(
    *,
    appraisal: Appraisal,
    on: date,
    secrecy: int,
    issuer: str,
    title: str = "",
    office: Office | None = None,
) -> Collected:
    """The scores as they stand; of ``office`` alone, with its reasons, where one is named.

    Points of an item above the paper's secrecy count; what they are for is not said.
    """
    lines = list(
        ScoreLine.objects.filter(score__appraisal=appraisal)
        .select_related("item")
        .order_by("score", "order", "id")
    )
    rules = read_rules(appraisal.rule.terms)
    blocks: list[Words | Table] = [Words("body", _introduction(appraisal))]
    for group, rows in table(appraisal):
        scores = [row.score for row in rows if office is None or row.score.office_id == office.pk]
        if scores:
            name = group.name if group else "未分组"
            blocks += [Words("caption", f"{name}考评得分表"), _scores(name, scores, lines, rules)]
    of_office = {score.pk for score in appraisal.scores.all() if office and score.office_id == office.pk}
    own = [line for line in lines if line.score_id in of_office]
    told = [line for line in own if line.item is None or line.item.secrecy <= secrecy]
    if told:
        blocks += [Words("caption", "得分明细表"), _details(told, rules)]
    content = Content(
        kind="appraisal",
        title=title or _title(appraisal, office),
        number="",
        on=on,
        issuer=issuer,
        headed=False,
        secrecy=max((line.item.secrecy for line in told if line.item), default=0),
        sections=(Section(True, tuple(blocks)),),
    )
    return Collected(
        content,
        tuple(sorted({line.item_id for line in told if line.item_id is not None})),
        office_id=office.pk if office else None,
        left_out=len(own) - len(told),
        open_source=appraisal.state == Appraisal.State.SCORED,
    )


def _title(appraisal: Appraisal, office: Office | None) -> str:
    edition = "" if appraisal.edition == 1 else f"（第{appraisal.edition}版）"
    name = f"{appraisal.year}年{appraisal.name.removesuffix('考评')}考评"
    return f"{name}{f'得分明细（{office}）' if office else '表'}{edition}"


def _introduction(appraisal: Appraisal) -> str:
    said = f"考评期间：{in_words(appraisal.begins)}至{in_words(appraisal.ends)}。考评规则：{appraisal.rule.name}。"
    if appraisal.object_until:
        said += f"对结果有异议的，请于{in_words(appraisal.object_until)}前（含当日）书面提出（《政府督查工作条例》第十七条）。"
    return said


def _scores(group: str, scores: list[Score], lines: list[ScoreLine], rules: RuleSet) -> Table:
    """``score = base + adds - cuts`` (a Shandong county): the base is no add."""
    totals = {score: list(own) for score, own in groupby(lines, key=lambda line: line.score_id)}
    rows = []
    for number, score in enumerate(scores, 1):
        found = totals.get(score.pk, [])
        base = sum((line.points for line in found if line.kind == "base"), Decimal())
        own = [line.points for line in found if line.kind != "base"]
        grade = rules.grade(score.grade)
        rows.append(
            (
                str(number), score.office.name, points(score.points), points(base),
                points(sum((each for each in own if each > 0), Decimal())),
                points(sum((each for each in own if each < 0), Decimal())), str(score.rank or ""),
                grade.names.said("zh-hans") if grade else score.grade, "" if score.rank else "不参加排名",
            )
        )  # fmt: skip
    return Table(group, _SCORES, tuple(rows))


def _details(lines: list[ScoreLine], rules: RuleSet) -> Table:
    """Reasons in Chinese, whatever language the page is read in that makes the paper."""
    with translation.override("zh-hans"):
        rows = tuple(
            (
                str(number), line_name(line.rule, line.kind, rules), points(line.points), line.item.title if line.item else "",
                sentence(line.kind, line.inputs, rules),
            )
            for number, line in enumerate(lines, 1)
        )  # fmt: skip
    return Table("得分明细", _LINES, rows)
