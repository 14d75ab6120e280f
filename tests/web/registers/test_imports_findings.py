"""What was found comes in from a list: registered, assigned, and how far it was put right before, or with a sentence why not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.selectors import head, links
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.findings.services import history
from luoshi_web.registers.importing.models import ImportedRow
from luoshi_web.registers.importing.rows import read_rows
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.models import Finding, Matter
from luoshi_web.supervision.workbooks.grid import read_sheets
from luoshi_web.supervision.workbooks.headings import guess
from tests.web.conftest import NOW, TODAY
from tests.web.registers import finding_steps
from tests.web.registers import import_steps as steps
from tests.web.registers import imported_lists as lists

COMMON = {"source": "audit", "issued_on": "2026-01-10", "received_on": "2026-01-12", "assigned_on": "2026-01-15", "time_class": "at_once", "paper": "审报〔2026〕3号"}  # fmt: skip
CLOSED = {"整改状态": "已整改", "销号时间": "2026.2.20"}
PAID = CLOSED | {
    "涉及金额（万元）": 35.5,
    "已整改金额（万元）": "12",
    "资金整改方式": "上缴财政",
    "凭证号": "记账12号",
}


def brought(district, *rows, **how):
    return steps.brought(district, "findings", lists.finding_book(rows), **{"common": COMMON} | how)


def entered(district, **said):
    steps.taken(district, brought(district, lists.finding(4, **said)))
    return Finding.objects.select_related("matter__office").get()


def test_a_row_is_registered_and_assigned_by_the_registers_own_acts(district):
    finding = entered(district, 整改措施=None)
    matter = finding.matter
    assert (matter.number, matter.state, matter.office.short_name) == (
        "审报〔2026〕3号-4",
        "assigned",
        "发改局",
    )
    assert matter.title == finding.text
    assert (finding.source, finding.due, finding.time_class) == ("audit", date(2026, 6, 30), "at_once")
    assert list(Act.objects.order_by("number").values_list("verb", flat=True)) == [
        "imports.bring_in", "findings.register", "findings.assign", "imports.take",
    ]  # fmt: skip
    assert list(breaks(links(), head())) == []


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("正在整改", "rectifying"),
        ("基本完成整改", "rectifying"),
        ("持续整改", "lasting"),
        ("尚未整改", "assigned"),
    ],
)
def test_a_status_in_the_offices_words(district, words, state):
    finding = entered(district, 整改状态=words)
    assert (finding.matter.state, finding.measures, finding.closed_on) == (state, "清理合同并补办手续", None)


def test_what_was_closed_comes_with_its_day_and_its_money(district):
    finding = entered(district, **PAID)
    assert (finding.matter.state, finding.closed_on, finding.matter.ended_on) == ("closed", date(2026, 2, 20), date(2026, 2, 20))  # fmt: skip
    assert finding.amount == Decimal(355_000)
    (money,) = finding.money.all()
    assert (money.kind, money.amount, money.voucher, money.on) == ("paid_in", Decimal(120_000), "记账12号", date(2026, 2, 20))  # fmt: skip
    assert (finding.verified_by, finding.signed_off_by) == (None, None)
    assert not finding.matter.clocks.exclude(state__in=("lifted", "missed")).exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"具体问题": None}, "import_missing"),
        ({"整改状态": "已整改"}, "import_no_day"),
        ({"整改状态": "已移送纪委"}, "import_by_hand"),
        ({"整改状态": "正在整改", "销号时间": "2026.2.20"}, "import_not_closed"),
        ({"整改状态": "一般"}, "import_code"),
        ({"整改责任单位": None}, "import_no_unit_to_assign"),
        ({"销号时间": "2026.1.2", "整改状态": "已整改"}, "import_before"),
        (CLOSED | {"销号时间": "2026年2月"}, "import_month"),
        (CLOSED | {"已整改金额（万元）": "12"}, "import_no_voucher"),
        (PAID | {"已整改金额（万元）": "120"}, "import_over_amount"),
        (PAID | {"涉及金额（万元）": "若干"}, "import_amount"),
    ],
)
def test_every_doubt_is_told(district, said, code):
    assert code in steps.told(brought(district, lists.finding(4, **said)))


def test_what_is_not_entered_stays_beside_the_finding(district):
    finding = entered(district, 整改状态="已整改", **{"已整改金额（万元）": "12"})
    assert finding.matter.state == "assigned"
    assert set(ImportedRow.objects.get().left) == {"status", "paid"}


def test_the_partys_findings_and_other_years_are_not_entered(district):
    assert "import_of_the_party" in steps.told(
        brought(district, lists.finding(1), common=COMMON | {"source": "patrol"})
    )
    assert "import_other_year" in steps.told(brought(district, lists.finding(1), year=2025))


def test_the_same_file_twice_adds_nothing_and_another_list_with_the_same_numbers_does(district):
    rows = lists.findings(12)
    steps.taken(district, brought(district, *rows))
    before = Matter.objects.count(), Act.objects.filter(verb__startswith="findings.").count()
    again = steps.taken(district, brought(district, *rows))
    assert (Matter.objects.count(), Act.objects.filter(verb__startswith="findings.").count()) == before
    assert set(again.rows.values_list("how", flat=True)) == {"there"}
    other = brought(
        district, lists.finding(1, 具体问题="另一个问题"), common=COMMON | {"paper": "审报〔2026〕4号"}
    )
    steps.taken(district, other)
    assert Matter.objects.count() == before[0] + 1
    same = brought(district, lists.finding(1, 具体问题="又一个问题"))
    assert "import_serial_taken" in steps.told(same)


def test_a_finding_may_take_several_lines_of_measures():
    rows = [["序号", "具体问题", "整改措施", "整改时限"], ["1", "甲问题", "措施一", "2026.6"], [None, None, "措施二", None], ["2", "乙问题", "措施三", None]]  # fmt: skip
    (sheet,) = read_sheets("表.xlsx", lists.book(("表", rows)))
    table = TABLES["findings"]
    layout = guess(sheet, table.reading)
    first, second = read_rows(sheet, layout, table.fields, common={}, year=2026).rows
    assert (first.values["measures"], second.values["measures"]) == ("措施一\n措施二", "措施三")


def test_history_is_only_for_what_came_from_a_list(district):
    finding = finding_steps.assigned(district)
    with pytest.raises(Refusal) as refused:
        history.take_over(
            actor=district.actor("supervisor"), matter_id=finding.pk, version=Matter.objects.get(pk=finding.pk).version,
            put_right=history.PutRight(State.RECTIFYING, "台账.xlsx"), at=NOW,
        )  # fmt: skip
    assert refused.value.code == "not_taken_over"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"state": State.CLOSED}, "closing_day_of_the_closed"),
        ({"state": State.LASTING, "on": TODAY}, "closing_day_of_the_closed"),
        ({"state": State.CLOSED, "on": date(2027, 1, 1)}, "day_to_come"),
        ({"state": State.CLOSED, "on": date(2026, 1, 2)}, "day_before"),
        ({"state": State.RECTIFYING, "money": [("paid_in", Decimal(5), "记账1号", TODAY)]}, "over_amount"),
    ],
)
def test_a_history_that_cannot_be_is_refused_and_changes_nothing(district, said, code):
    finding = entered(district, 整改措施=None)
    with pytest.raises(Refusal) as refused:
        history.take_over(
            actor=district.actor("supervisor"), matter_id=finding.pk, version=finding.matter.version, at=NOW,
            put_right=history.PutRight(**{"source": "台账.xlsx"} | said),
        )  # fmt: skip
    assert refused.value.code == code
    assert Matter.objects.get().state == "assigned"


def test_rows_take_few_questions_each(district):
    counts = []
    for count, paper in ((20, "审报1号"), (60, "审报2号")):
        rows = [[*row[:2], f"{paper}{row[2]}", *row[3:]] for row in lists.findings(count)]
        file = brought(district, *rows, common=COMMON | {"paper": paper})
        with CaptureQueriesContext(connection) as asked:
            steps.taken(district, file)
        counts.append(len(asked) / count)
    assert counts[1] <= counts[0]
    assert counts[1] < 40
