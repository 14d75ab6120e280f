"""Projects come in from a list: entered by their own acts, with what was signed, begun and paid before, or with a sentence why not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.selectors import head, links
from luoshi_web.registers.engine.measures import measure
from luoshi_web.registers.importing.models import ImportedRow
from luoshi_web.registers.importing.selectors import preview
from luoshi_web.registers.models import Matter, Project
from luoshi_web.registers.projects import figures
from luoshi_web.registers.projects.rows import counted_of
from luoshi_web.registers.projects.services import history
from tests.web.conftest import NOW, TODAY
from tests.web.registers import import_steps as steps
from tests.web.registers import imported_lists as lists
from tests.web.registers import project_steps

COMMON = {"as_of": "2026-02-28"}


def brought(district, *rows, **how):
    return steps.brought(district, "projects", lists.project_book(rows), **{"common": COMMON} | how)


def entered(district, **said):
    steps.taken(district, brought(district, lists.project(7, **said)))
    return Project.objects.select_related("matter__office").get()


BUILT = {
    "签约时间": "2025.12.5", "开工时间": "2026年1月12日", "竣工时间": "2026.2.1", "投产时间": 46_073, "到位资金": "500", "项目阶段": "投产",
}  # fmt: skip


def test_a_row_is_entered_with_its_unit_and_a_number_of_its_own(district):
    project = entered(district)
    matter = project.matter
    assert (matter.number, matter.year, matter.state, matter.office.short_name) == ("2026年第7号", 2025, "planned", "发改局")  # fmt: skip
    assert (project.investor, project.industry, project.contact) == (
        "云杉公司",
        "新材料",
        "周明远 13800000000",
    )
    assert matter.opened_on == date(2025, 11, 3)
    assert project.signed_on is None
    assert ImportedRow.objects.get().left["amount"][1] == "import_unsigned"
    assert list(Act.objects.order_by("number").values_list("verb", flat=True)) == [
        "imports.bring_in",
        "projects.enter",
        "imports.take",
    ]
    assert list(breaks(links(), head())) == []


def test_what_was_signed_begun_and_paid_comes_with_its_days(district):
    project = entered(district, **BUILT)
    assert project.matter.state == "producing"
    assert (project.signed_on, project.amount, project.started_on, project.completed_on, project.producing_on) == (
        date(2025, 12, 5), Decimal(12), date(2026, 1, 12), date(2026, 2, 1), date(2026, 2, 20),
    )  # fmt: skip
    contract = project.contracts.get()
    assert (contract.number, contract.taken_over, contract.amount) == ("", True, Decimal(12))
    assert [(each.kind, each.confirmed_by) for each in project.events.order_by("on")] == [("started", None), ("completed", None), ("producing", None)]  # fmt: skip
    assert [(each.kind, each.on, each.amount) for each in project.money.all()] == [("arrived", date(2026, 2, 28), Decimal("0.05"))]  # fmt: skip
    assert dict(project.matter.clocks.values_list("code", "state")) == {"start": "met"}
    counted = counted_of(
        Project.objects.prefetch_related("contracts", "events", "money", "plans").get(pk=project.pk)
    )
    assert measure(figures.signed(), [counted], date(2025, 12, 31)).value == 1
    assert measure(figures.newly_producing(), [counted], TODAY).value == 1


def test_a_project_that_was_begun_late_is_late(district):
    project = entered(district, 入库时间="2024.5.1", 签约时间="2024.5.6", 开工时间="2026.1.12")
    assert project.matter.clocks.get(code="start").state == "missed"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"项目名称": None}, "import_missing"),
        ({"责任单位": None}, "import_missing"),
        ({"入库时间": None}, "import_missing"),
        ({"序号": None}, "import_missing"),
        ({"入库时间": None, "签约时间": "2025.12.5"}, "import_first_day"),
        ({"总投资": None, "签约时间": "2025.12.5"}, "import_no_amount"),
        ({"总投资": "待定", "签约时间": "2025.12.5"}, "import_amount"),
        ({"总投资": "1.23456亿元", "签约时间": "2025.12.5"}, "import_rounded"),
        ({"签约时间": "2025.10.5"}, "import_before"),
        ({"签约时间": "2025.12"}, "import_month"),
        ({"签约时间": "2026.6.1"}, "import_to_come"),
        ({"开工时间": "2026.1.12"}, "import_unsigned"),
        ({"签约时间": "2025.12.5", "投产时间": "2026.2.20"}, "import_step_missing"),
        ({"签约时间": "2025.12.5", "项目阶段": "已投产"}, "import_no_day"),
        ({"项目阶段": "洽谈中"}, "import_by_hand"),
        ({"项目阶段": "甲"}, "import_code"),
    ],
)  # fmt: skip
def test_every_doubt_is_told(district, said, code):
    assert code in steps.told(brought(district, lists.project(7, **said)))


def test_money_without_the_day_until_which_it_is_counted_stays_beside_the_project(district):
    assert "import_no_day" in steps.told(brought(district, lists.project(1, **BUILT), common={}))


def test_numbers_codes_and_titles_find_what_is_there(district):
    project = entered(district, **BUILT)
    ((row, _units),) = preview(brought(district, lists.project(3, 项目名称=project.matter.title)), on=TODAY).rows  # fmt: skip
    assert (row.there, row.number) == (project.pk, project.matter.number)
    ((row, _units),) = preview(brought(district, lists.project(7, 项目名称="另一项目")), on=TODAY).rows
    assert [doubt.code for doubt in row.errors] == ["import_serial_taken"]
    rows = [["项目编号", "项目名称", "总投资（亿元）"], [project.matter.number, "改名的项目", 15]]
    file = steps.brought(
        district, "projects", lists.book(("表", rows)), common=COMMON | {"known_on": "2026-01-05"}
    )
    ((row, _units),) = preview(file, on=TODAY).rows
    assert row.there == project.pk
    assert {(doubt.code, doubt.facts["text"]) for doubt in row.doubts} == {("import_differs", "改名的项目"), ("import_differs", "15")}  # fmt: skip


def test_the_same_file_twice_adds_nothing(district):
    rows = lists.projects(12)
    steps.taken(district, brought(district, *rows))
    before = Matter.objects.count(), Act.objects.filter(verb__startswith="projects.").count()
    again = steps.taken(district, brought(district, *rows))
    assert (Matter.objects.count(), Act.objects.filter(verb__startswith="projects.").count()) == before
    assert set(again.rows.values_list("how", flat=True)) == {"there"}


def test_history_is_only_for_what_came_from_a_list(district):
    project = project_steps.entered(district)
    before = history.Before("台账.xlsx", TODAY, Decimal(3))
    with pytest.raises(Refusal) as refused:
        project_steps.act(history.take_over, district, project, "supervisor", TODAY, before=before)
    assert refused.value.code == "not_taken_over"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signed_on": date(2027, 1, 1)}, "day_to_come"),
        ({"amount": Decimal(0)}, "no_amount_in_yi"),
        ({"events": [("producing", date(2026, 2, 1))]}, "matter_state"),
        ({"events": [("started", date(2025, 11, 5))]}, "day_before"),
        ({"ended_on": date(2025, 11, 5)}, "day_before"),
        ({"money": [("built", date(2027, 1, 1), Decimal(1))]}, "day_to_come"),
    ],
)  # fmt: skip
def test_a_history_that_cannot_be_is_refused_and_changes_nothing(district, changes, code):
    project = entered(district)
    said = {"source": "台账.xlsx", "signed_on": date(2025, 12, 5), "amount": Decimal(3)} | changes
    with pytest.raises(Refusal) as refused:
        history.take_over(
            actor=district.actor("supervisor"), matter_id=project.pk, version=project.matter.version, before=history.Before(**said), at=NOW
        )  # fmt: skip
    assert refused.value.code == code
    assert not Project.objects.get().contracts.exists()


def test_rows_take_few_questions_each(district):
    counts = []
    for count, first in ((20, 0), (60, 100)):
        rows = [lists.project(place + first, **dict(zip(lists.PROJECTS[1:], row[1:], strict=True)) | {"项目名称": f"第{place + first}个项目"}) for place, row in enumerate(lists.projects(count), 1)]  # fmt: skip
        file = brought(district, *rows)
        with CaptureQueriesContext(connection) as asked:
            steps.taken(district, file)
        counts.append(len(asked) / count)
    assert counts[1] <= counts[0]
    assert counts[1] < 45
