"""Yearly reports: 法治政府建设年度报告, 政府信息公开年报, 审计整改报告, from verified figures, with what is not held named, each number one click from its matters."""

import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from django.utils import translation

from luoshi_web.audit.models import Act
from luoshi_web.registers.cases.figures import Judged
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.services import proving
from luoshi_web.registers.models import Figure, Matter
from luoshi_web.registers.reports.providers import PROVIDERS
from luoshi_web.registers.reports.yearly.figures import printed, templates
from luoshi_web.registers.reports.yearly.papers import YEARLY, made, paper, take
from luoshi_web.registers.reports.yearly.shape import NOT_KEPT, Grid, Paragraph
from luoshi_web.supervision.papers.files import file_of
from tests.web.conftest import NOW, TODAY
from tests.web.registers import case_steps, decision_steps, document_steps, finding_steps
from tests.web.registers.test_proposal_services import refused

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}
DAY = finding_steps.VERIFIED


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def grid(report, name):
    return next(block for part in report.parts for block in part.blocks if isinstance(block, Grid) and block.name == name)  # fmt: skip


def row(table, first):
    """The cells of a row behind its first."""
    found = next(row for row in table.rows if row[0] == first)
    return [cell if isinstance(cell, str) else cell.words for cell in found[1:]]


def test_documents_stand_in_both_reports_that_ask_for_them(district):
    document_steps.published(district)
    document_steps.taken_over(district)
    lawful, disclosure = (made(report, TODAY.year, TODAY) for report in ("lawful", "disclosure"))
    said = sentences(lawful)
    assert "制定行政规范性文件1件。" in said
    assert "行政规范性文件合法性审核率100%。" in said
    assert row(grid(disclosure, "第二十条第（一）项"), "行政规范性文件") == ["1", "0", "2"]
    assert row(grid(disclosure, "第二十条第（一）项"), "规章") == ["", "", ""]


def sentences(report):
    return [each.words for part in report.parts for block in part.blocks if isinstance(block, Paragraph) for each in block.said]  # fmt: skip


def test_cases_and_decisions_stand_in_the_report_on_lawful_government(district):
    case_steps.decided(district)
    case_steps.judged(district)
    decision_steps.decided(district, on=date(2025, 10, 9))
    lawful = made("lawful", 2026, TODAY)
    said = sentences(lawful)
    for words in ("新收行政复议案件1件。", "行政复议案件法定期限结案率100%。", "直接纠错案件占办结案件的100%。", "行政机关负责人出庭应诉率100%。", "一审败诉案件占一审审结案件的100%。"):  # fmt: skip
        assert words in said
    assert "作出重大行政决策1项。" in sentences(made("lawful", 2025, TODAY))
    assert {gap.register for gap in lawful.gaps if gap.why == NOT_KEPT} == {"documents"}  # there is none


def test_the_totals_of_what_audits_found(district):
    _two_findings(district)
    said = sentences(made("audit", 2026, date(2026, 6, 30)))
    for words in ("审计查出问题3个。", "已完成整改1个。", "问题整改完成率33.3%。"):
        assert words in said
    assert not any("整改到位金额" in words for words in said)  # nobody has verified it


def test_what_no_register_here_holds_is_a_gap_with_its_name(district, monkeypatch):
    document_steps.published(district)
    monkeypatch.delitem(PROVIDERS, "cases", raising=False)
    gaps = {gap.name: gap.why for gap in made("lawful", TODAY.year, TODAY).gaps}
    assert gaps["新收行政复议案件"] == NOT_KEPT
    assert {gap.name for gap in made("disclosure", TODAY.year, TODAY).gaps} >= {
        "政府信息公开申请",
        "行政许可",
    }
    assert "制定行政规范性文件" not in gaps


def test_what_nobody_verified_is_a_gap_and_no_sentence(district, monkeypatch):
    document = document_steps.published(district)
    real = PROVIDERS["documents"].rows

    def rows(year, answer):
        found = real(year, answer)
        return type(found)(found.above, found.below, frozenset({document.pk}))

    monkeypatch.setitem(PROVIDERS, "documents", type(PROVIDERS["documents"])(PROVIDERS["documents"].answers, rows, PROVIDERS["documents"].names, True))  # fmt: skip
    report = made("disclosure", TODAY.year, TODAY)
    assert {gap.why for gap in report.gaps} == {"尚未核实", NOT_KEPT}
    assert row(grid(report, "第二十条第（一）项"), "行政规范性文件") == ["", "", ""]


def test_every_sentence_asks_for_a_figure_that_its_register_names():
    for each in templates():
        assert (each.code, each.variant) in PROVIDERS[each.register].names, each
        assert each.words.count("{n}") == 1
        assert each.report in YEARLY


def test_cases_over_disclosure_by_result(district):
    outcomes = ("annulled", "upheld", "unlawful")
    for outcome in outcomes:
        case_steps.decided(district, outcome=outcome, kind="disclosure")
    case_steps.accepted(district, kind="disclosure")
    case_steps.decided(district)  # over a penalty
    table = grid(made("disclosure", 2026, TODAY), "行政复议、行政诉讼情况")
    assert row(table, "行政复议") == ["1", "2", "0", "1", "4"]
    assert row(table, "行政诉讼：未经复议直接起诉") == ["", "", "", "", ""]
    assert {"行政复议，结果维持", "行政复议，总计", "行政诉讼：复议后起诉，其他结果"} <= {
        each.name for each in made("disclosure", 2026, TODAY).numbers
    }
    before = grid(made("disclosure", 2025, TODAY), "行政复议、行政诉讼情况")
    assert row(before, "行政复议") == ["0", "0", "0", "0", "0"]


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (Judged.CLAIM_REFUSED, None, ["1", "0", "0", "0", "1"]), (Judged.ANNULLED, None, ["0", "1", "0", "0", "1"]),
        (Judged.WITHDRAWN, None, ["0", "0", "1", "0", "1"]), ("", None, ["0", "0", "0", "1", "1"]),
        (Judged.ANNULLED, Judged.UPHELD, ["0", "1", "0", "0", "1"]), (Judged.ANNULLED, Judged.REVERSED, ["0", "0", "1", "0", "1"]),
        (Judged.ANNULLED, "", ["0", "0", "0", "1", "1"]),
    ],
)  # fmt: skip
def test_suits_after_a_reconsideration_over_disclosure_by_what_holds(district, first, later, expected):
    case_steps.decided(district, kind="disclosure", on=date(2026, 2, 10))
    application = Reconsideration.objects.get().matter.number
    suit = case_steps.sued(district, application=application)
    case_steps.sued(district)  # nobody says what it is over
    if first:
        type(suit).objects.filter(pk=suit.pk).update(judged=first, judged_on=date(2026, 2, 10))
    if later is not None:
        second = case_steps.sued(district, level=2, earlier=suit.matter.number, on=date(2026, 2, 20))
        if later:
            type(suit).objects.filter(pk=second.pk).update(judged=later, judged_on=date(2026, 3, 2))
    table = grid(made("disclosure", 2026, TODAY), "行政复议、行政诉讼情况")
    assert row(table, "行政诉讼：复议后起诉") == expected


def _two_findings(district):
    """One of 1,000,000元 that is closed with 600,000 paid out, one that is not put right, one that is secret."""
    finding = finding_steps.rectifying(district)
    proving.put_right(**finding_steps.acting(district, finding, "officer", DAY), kind="paid_out", amount=Decimal("600000"), voucher="记字9号", on=DAY)  # fmt: skip
    Finding.objects.filter(pk=finding.pk).update(closed_on=DAY)
    left = finding_steps.rectifying(district, title="超标购车", category="公车", amount=None)
    hidden = finding_steps.rectifying(district, title="不可列明的事", category="公车", amount=None)
    Matter.objects.filter(pk=hidden.pk).update(secrecy=2)
    return finding, left, hidden


def test_what_an_audit_found_class_by_class(district):
    closed, left, hidden = _two_findings(district)
    report = made("audit", 2026, date(2026, 6, 30))
    table = grid(report, "审计查出问题分类整改情况")
    assert row(table, "资金滞留") == ["1", "1", "0", "100"]
    assert row(table, "公车") == ["2", "0", "2", "0"]
    waiting = grid(report, "尚未完成整改的问题")
    assert [cells[1] for cells in waiting.rows] == [left.matter.title]
    numbers = {number.key: number for number in report.numbers}
    assert (numbers["hidden"].words, numbers["hidden"].rows) == ("1", frozenset({hidden.pk}))
    assert numbers["class-0-amount"].rows | numbers["class-1-amount"].rows == {closed.pk}


def test_money_that_nobody_verified_is_not_said(district):
    closed, *_others = _two_findings(district)
    numbers = {number.key: number for number in made("audit", 2026, date(2026, 6, 30)).numbers}
    assert (numbers["money-paid_out"].words, numbers["money-paid_out"].why) == ("", "尚未核实")
    applied = {"applied_on": DAY, "applied_by": district.people["head"], "verified_on": DAY, "verified_by": district.people["supervisor"], "verified_words": "已核"}  # fmt: skip
    Finding.objects.filter(pk=closed.pk).update(**applied)
    numbers = {number.key: number for number in made("audit", 2026, date(2026, 6, 30)).numbers}
    assert (numbers["money-paid_out"].words, numbers["money-paid_out"].why) == ("60", "")


def test_amounts_and_rates_are_cut_off_and_never_rounded_up():
    assert printed(Fraction(2155878499, 1), "万元") == "215587.84"
    assert printed(Fraction(9996, 100)) == "99.9"
    assert printed(Fraction(100)) == "100"


def test_a_report_that_is_taken_keeps_its_figures_and_says_so_in_the_log(district):
    document_steps.published(district)
    with refused("not_yours"):
        take(actor=district.actor("head"), report="lawful", year=TODAY.year, today=TODAY, at=NOW)
    found = take(actor=district.actor("supervisor"), report="lawful", year=TODAY.year, today=TODAY, at=NOW)
    kept = set(Figure.objects.values_list("register", "code"))
    assert ("documents", "issued") in kept
    details = json.loads(Act.objects.get(verb="yearly.take").details)
    assert details["report"] == "lawful"
    assert len(details["figures"]) == Figure.objects.count()
    content = paper(found, today=TODAY, issuer="区司法局")
    text = _text(file_of(content, "docx"))
    for words in (
        "一、推进法治政府建设的主要举措和成效",
        "（二）加强行政规范性文件监督管理。制定行政规范性文件1件。",
        "由起草单位撰写",
        "送审稿",
    ):
        assert words in text


def _text(docx):
    with zipfile.ZipFile(BytesIO(docx)) as file:
        xml = file.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml)


@pytest.mark.parametrize("report", ["lawful", "disclosure", "audit"])
def test_a_year_of_which_nothing_is_held_is_not_taken(district, report):
    with refused("nothing_to_say"):
        take(actor=district.actor("supervisor"), report=report, year=2020, today=TODAY, at=NOW)


def test_the_table_of_applications_has_the_rows_of_the_national_layout(district):
    table = grid(
        made("disclosure", 2026, TODAY),
        "收到和处理政府信息公开申请情况",
    )
    assert len(table.rows) == 25
    assert {cell for row in table.rows for cell in row[3:]} == {""}
    assert "未登记" in table.note


def test_the_pages_lead_from_each_number_to_its_matters(district):
    left, hidden = (finding_steps.brought_to(district, "rectifying", on=date(2026, 2, 8), title=title) for title in ("滞留资金", "不可列明的事"))  # fmt: skip
    Matter.objects.filter(pk=hidden.pk).update(secrecy=2)
    keeper = district.client("supervisor")
    page = keeper.get("/registers/yearly/audit/?year=2026", headers=BACK).content.decode()
    assert left.matter.title in page
    assert hidden.matter.title not in page
    assert "/registers/yearly/audit/2026/class-0-left/" in page
    rows = keeper.get("/registers/yearly/audit/2026/class-0-left/", headers=BACK).content.decode()
    assert f"/findings/{left.pk}/" in rows
    assert keeper.get("/registers/yearly/audit/2026/none/").status_code == 404
    assert keeper.get("/registers/yearly/none/").status_code == 404
    assert keeper.get("/registers/yearly/lawful/").status_code == 200
    assert "/registers/yearly/disclosure/" in keeper.get("/registers/reports/").content.decode()
