"""All registers at a glance: how each stands, the month of limits, every exception from a gate; each over what the post may see."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.standing import SOON, Standing, excepted, falling_due, standing
from luoshi_web.registers.projects.register import PROJECTS
from tests.web.conftest import TODAY
from tests.web.registers import project_steps, proposal_steps

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def page(district, who, name, **asked):
    answer = district.client(who).get(reverse(f"overview:{name}"), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def waiver(district, *, approve=True):
    project = project_steps.entered(district)
    asked = {"gate": "sign", "condition": "collective_missing", "reason": "额度以下"}
    project_steps.act(lambda **said: ask_exception(PROJECTS, **said), district, project, "supervisor", TODAY, **asked)  # fmt: skip
    found = Waiver.objects.get(matter=project.matter)
    if approve:
        said = {"waiver_id": found.pk, "until": date(2026, 12, 31)}
        project_steps.act(lambda **said: approve_exception(PROJECTS, **said), district, project, "leader", TODAY, **said)  # fmt: skip
    return project


def test_each_matter_is_counted_where_it_stands(district):
    made = proposal_steps.handled(district)
    matters = Matter.objects.filter(pk=made.matter.pk)
    due = matters.get().due
    assert standing(matters, on=due - SOON) == Standing(1, 0, 0, 1, 0, 0)
    assert standing(matters, on=due) == Standing(1, 0, 0, 1, 0, 0)
    assert standing(matters, on=date(due.year, due.month, due.day + 1)) == Standing(1, 0, 1, 0, 0, 0)
    ended = matters.get()
    ended.phase, ended.ended_on = Matter.Phase.ENDED, TODAY
    ended.save()
    assert standing(matters, on=due + SOON) == Standing(0, 0, 0, 0, 1, 0)
    assert standing(matters, on=date(TODAY.year - 1, 12, 31)) == Standing(0, 0, 0, 0, 0, 0)


def test_an_exception_counts_on_its_days_alone(district):
    matters = Matter.objects.filter(pk=waiver(district).matter.pk)
    assert standing(matters, on=TODAY).excepted == 1
    assert standing(matters, on=date(2027, 1, 1)).excepted == 0


def test_every_register_has_its_row_and_a_department_counts_its_own(district):
    project_steps.signed(district)
    whole, other = page(district, "supervisor", "list"), page(district, "head3", "list")
    for name in ("/proposals/", "/projects/"):
        assert f'href="{name}"' in whole
    assert whole.count('data-head="Open">1</td>') == 1
    assert other.count('data-head="Open">0</td>') >= 2


def test_the_month_shows_limits_on_their_days_and_leads_to_the_matter(district):
    made = proposal_steps.handled(district)
    clock = falling_due([Matter.objects.all()], date(2026, 1, 1), date(2026, 12, 31)).first()
    assert clock.matter == made.matter
    month = clock.due.strftime("%Y-%m")
    seen = page(district, "officer", "calendar", month=month)
    assert f'datetime="{clock.due}"' in seen
    assert reverse("proposals:show", args=[made.pk]) in seen
    assert made.matter.title in seen
    assert made.matter.title not in page(district, "officer", "calendar", month="2027-09")
    assert made.matter.title not in page(district, "supervisor", "calendar", month=month, register="projects")
    assert made.matter.title not in page(district, "head3", "calendar", month=month)


def test_exceptions_are_narrowed_by_whether_they_hold(district):
    waiver(district)
    for stands, there in (("", True), ("holds", True), ("asked", False), ("ended", False)):
        assert ("额度以下" in page(district, "auditor", "exceptions", stands=stands)) is there, stands
    assert "额度以下" not in page(district, "auditor", "exceptions", register="proposals")
    assert "No exception here." in page(district, "head3", "exceptions")


def test_what_is_not_decided_is_said_so(district):
    waiver(district, approve=False)
    assert "not yet decided" in page(district, "auditor", "exceptions", stands="asked")
    assert excepted([Matter.objects.none()]).count() == 0


def test_exceptions_go_out_as_a_workbook(district):
    waiver(district)
    file = district.client("auditor").get(reverse("overview:exceptions"), {"as": "xlsx"}, headers=ENGLISH)
    rows = list(load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True))
    assert "It was not decided collectively." in rows[1]
    assert "额度以下" in rows[1]


def test_the_condition_is_said_in_the_language_of_the_page(district):
    waiver(district)
    page = district.client("auditor").get(
        reverse("overview:exceptions"), headers={"accept-language": "zh-CN"}
    )
    assert "It was not decided" not in page.content.decode()
    assert "未经集体" in page.content.decode()


def test_the_month_stays_when_the_calendar_is_narrowed(district):
    seen = page(district, "supervisor", "calendar", month="2026-04")
    assert '<input type="hidden" name="month" value="2026-04"' in seen
    assert '<details class="filter">' in seen


def test_the_menu_opens_the_registers_while_one_is_open(district):
    away, inside = page(district, "supervisor", "list"), page(district, "supervisor", "calendar")
    assert 'href="/projects/"' in inside
    home = district.client("supervisor").get("/items/").content.decode()
    assert 'href="/registers/"' in home
    assert 'href="/proposals/"' not in home
    proposals = district.client("supervisor").get("/proposals/").content.decode()
    assert '<a href="/proposals/" aria-current="page">' in proposals
    assert '<a href="/registers/">' in proposals
    assert '<a href="/registers/" aria-current="page">' in away


def test_the_pages_ask_few_questions(district, django_assert_max_num_queries):
    waiver(district)
    proposal_steps.handled(district)
    client = district.client("supervisor")
    for name in ("list", "calendar", "exceptions"):
        client.get(reverse(f"overview:{name}"))
        with django_assert_max_num_queries(15):
            client.get(reverse(f"overview:{name}"))
