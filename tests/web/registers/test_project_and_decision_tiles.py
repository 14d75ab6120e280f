"""What of projects and of major decisions waits for a post stands on its first page, and leads into a list of as many."""

import pytest

from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.states import State
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.models import Clock, Matter
from tests.web.conftest import NOW, TODAY
from tests.web.registers import decision_steps, project_steps, tile_steps
from tests.web.registers.desk_steps import keep_at
from tests.web.registers.tile_steps import leads_to_as_many

pytestmark = pytest.mark.django_db


def waits(district, who, start):
    """Words and number of the tiles; each leads to as many rows."""
    leads_to_as_many(district, who, start)
    return tile_steps.waits(district, who, start)


def test_what_waits_for_nobody_has_no_tile(district):
    posts = ("supervisor", "head", "leader", "auditor", "administrator")
    assert [waits(district, who, start) for who in posts for start in ("/projects/", "/decisions/")] == [{}] * 10  # fmt: skip


def test_projects_wait_for_their_keeper_and_unit(district):
    started = project_steps.started(district)
    project_steps.event(district, started, "building", on=TODAY)  # two events of one project: counted once
    late = project_steps.signed(district)
    Clock.objects.filter(matter=late.pk).update(due="2026-03-09", first_due="2026-03-09")
    run_night(TODAY, at=NOW)
    over = {"projects with a limit that is over": 1}
    assert waits(district, "supervisor", "/projects/") == {"projects of which something is to be confirmed": 1} | over  # fmt: skip
    assert waits(district, "head", "/projects/") == over
    assert waits(district, "head3", "/projects/") == {}
    keep_at(district, "教体局", since=TODAY, register="projects")
    assert waits(district, "head3", "/projects/")["projects of which something is to be confirmed"] == 1
    assert waits(district, "supervisor", "/projects/") == {}


def test_decisions_wait_for_their_unit_reviewers_and_keeper(district):
    decision_steps.entered(district)
    decision_steps.started(district)
    waiting = decision_steps.stepped(district)
    decision_steps.asked(district, waiting)
    decision_steps.reviewed(district)
    decision_steps.tabled(district)
    reported = decision_steps.decided(district)
    back = decision_steps.decided(district)
    Matter.objects.filter(pk=reported.pk).update(state=State.REPORTED)
    Matter.objects.filter(pk=back.pk).update(state=State.SENT_BACK)
    excepted = decision_steps.reviewed(district)
    said = {"gate": "table", "condition": "legality_early", "reason": "防汛"}
    decision_steps.act(lambda **more: ask_exception(DECISIONS, **more), district, excepted, "supervisor", TODAY, **said)  # fmt: skip
    assert waits(district, "supervisor", "/decisions/") == {
        "major decisions whose legality is to be reviewed": 1, "major decisions of the catalogue to begin": 1,
        "tabled major decisions without a meeting's result": 1, "major decisions to publish": 1,
    }  # fmt: skip
    assert waits(district, "head", "/decisions/") == {
        "major decisions to draft": 1, "major decisions that a meeting sent back": 1, "reviewed major decisions to table": 2,
    }  # fmt: skip
    assert waits(district, "head3", "/decisions/") == {}
    leaders = [waits(district, who, "/decisions/") for who in ("leader", "leader2")]
    assert {"exceptions of major decisions to approve": 1} in leaders
