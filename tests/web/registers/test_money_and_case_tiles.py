"""What of public money and of cases waits for a post stands on its first page, and leads into a list of as many."""

from datetime import date

import pytest

from luoshi_web.registers.cases.rules.states import State
from luoshi_web.registers.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import case_steps, fund_steps
from tests.web.registers.desk_steps import keep_at
from tests.web.registers.tile_steps import leads_to_as_many, waits

pytestmark = pytest.mark.django_db


def test_what_waits_for_nobody_has_no_tile(district):
    posts = ("supervisor", "head", "leader", "auditor", "administrator")
    assert [waits(district, who, start) for who in posts for start in ("/funds/", "/cases/")] == [{}] * 10


def test_money_waits_for_its_unit_and_its_keeper(district):
    fund_steps.budgeted(district)
    fund_steps.spent(district)
    fund_steps.evaluated(district)
    fund_steps.limit(district)
    fund_steps.issued(district, due=date(2026, 3, 2))
    assert waits(district, "head", "/funds/") == {
        "special funds without a performance target": 1, "special funds to evaluate": 1,
    }  # fmt: skip
    assert waits(district, "supervisor", "/funds/") == {
        "evaluated special funds to settle": 1, "special funds with postings that nobody confirmed": 3, "repayments past their day": 1,
    }  # fmt: skip
    assert waits(district, "head3", "/funds/") == {}
    for who in ("head", "supervisor"):
        leads_to_as_many(district, who, "/funds/")


def test_another_office_keeps_the_money(district):
    fund_steps.evaluated(district)
    keep_at(district, "教体局", since=TODAY, register="funds")
    assert waits(district, "head3", "/funds/")["evaluated special funds to settle"] == 1
    assert waits(district, "supervisor", "/funds/") == {}


def test_cases_wait_for_the_respondent_and_their_keeper(district):
    case_steps.applied(district)
    case_steps.accepted(district)
    case_steps.decided(district)
    performing = case_steps.accepted(district)
    Matter.objects.filter(pk=performing.pk).update(state=State.PERFORMING)
    case_steps.sued(district)
    assert waits(district, "head", "/cases/") == {
        "court cases to plead in": 1, "decisions on reconsideration to perform": 1,
    }  # fmt: skip
    assert waits(district, "supervisor", "/cases/") == {
        "applications for reconsideration to look at": 1, "accepted applications for reconsideration to hand to a handler": 1,
        "decisions on reconsideration to serve": 1,
    }  # fmt: skip
    assert waits(district, "head3", "/cases/") == {}
    for who in ("head", "supervisor"):
        leads_to_as_many(district, who, "/cases/")
