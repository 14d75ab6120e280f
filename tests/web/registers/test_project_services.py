"""项目: acts on rows. One from the talks to full output, its bad ways, and what the database itself refuses. J-numbers: the registers' design."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.projects.models import Contract, Event, Money, Pledge, Project, StepTaken
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rules.talks import shade
from luoshi_web.registers.projects.services import building, entering, signing
from luoshi_web.supervision.clocks.office import the_calendar
from tests.web.registers import project_steps as steps
from tests.web.registers.project_steps import act
from tests.web.registers.test_proposal_services import refused, verbs

pytestmark = pytest.mark.django_db


def fresh(project):
    return Project.objects.select_related("matter").get(pk=project.pk)


def state(project):
    return Matter.objects.get(pk=project.pk).state


def test_one_from_the_talks_to_full_output(district):
    project = steps.entered(district)
    act(entering.talk, district, project, "officer", date(2026, 1, 8), on=date(2026, 1, 8), words="实地考察")
    assert state(project) == "talks"
    with refused("gate_shut"):  # J11: without review
        steps.paper(district, project)
    steps.cleared(district, project)
    steps.paper(district, project)
    assert (state(project), fresh(project).signed_on, fresh(project).amount) == ("signed", steps.SIGNED, Decimal(12))  # fmt: skip
    assert Clock.objects.get(matter=project.pk, code="start").due == date(2026, 7, 15)  # six months
    for kind, day in (("started", 2), ("building", 3), ("completed", 4), ("producing", 5), ("full", 6)):
        steps.event(district, project, kind, on=date(2026, 3, day))
    assert Clock.objects.get(matter=project.pk, code="start").state == "met"
    done = fresh(project)
    assert (done.matter.state, done.matter.phase, done.matter.ended_on) == ("full", "ended", date(2026, 3, 6))
    assert (done.started_on, done.completed_on, done.producing_on, done.full_on) == tuple(
        date(2026, 3, day) for day in (2, 4, 5, 6)
    )
    assert verbs(project) == [
        "projects.enter", "projects.talk", *["projects.step"] * 3, "projects.sign", *["projects.happened"] * 5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signed_on", "long", "due"),
    [
        (date(2026, 3, 31), False, date(2026, 9, 30)),
        (date(2026, 4, 3), False, date(2026, 10, 8)),
        (date(2025, 10, 5), True, date(2026, 10, 8)),
    ],
)
def test_the_time_to_begin(district, signed_on, long, due):  # J9
    project = steps.entered(district, on=date(2025, 9, 1))
    steps.cleared(district, project, on=date(2025, 9, 2))
    steps.paper(district, project, on=signed_on, long=long)
    assert Clock.objects.get(matter=project.pk, code="start").due == due


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        ("2026-08-30", ""),
        ("2026-08-31", "yellow"),
        ("2026-09-30", "yellow"),
        ("2026-10-01", "red"),
        ("2026-12-30", "red"),
        ("2026-12-31", "out"),
    ],
)
def test_talks_in_which_nothing_moves(on, shown):  # J10
    quiet = clocks()["projects"]["quiet"]
    told = date(2026, 6, 30)
    assert shade(quiet, told, date.fromisoformat(on), place="邯郸", calendar=the_calendar()) == shown
    assert shade(quiet, told, date.fromisoformat(on), place="", calendar=the_calendar()) == ""


def test_what_is_promised_to_one_firm_needs_its_review_and_no_exception_helps(district):  # J11
    project = steps.entered(district, favours=True)
    steps.cleared(district, project)
    with refused("gate_shut"):
        steps.paper(district, project)
    with refused("no_way_round"):
        act(ask_exception_of, district, project, "supervisor", steps.SIGNED, gate="sign", condition="competition_missing", reason="先签")  # fmt: skip
    steps.cleared(district, project, ["competition"], result="failed")
    with refused("gate_shut"):
        steps.paper(district, project)
    steps.cleared(district, project, ["competition"], on=steps.SIGNED)
    steps.paper(district, project)


def ask_exception_of(**said):
    return ask_exception(PROJECTS, **said)


def test_an_exception_from_the_collective_decision_takes_two(district):
    project = steps.entered(district)
    steps.cleared(district, project, ["review", "legality"])
    waiver = act(ask_exception_of, district, project, "supervisor", steps.SIGNED, gate="sign", condition="collective_missing", reason="额度以下")  # fmt: skip
    with refused("gate_shut"):
        steps.paper(district, project)
    act(
        lambda **said: approve_exception(PROJECTS, **said), district, project, "leader", steps.SIGNED, waiver_id=waiver.pk,
        until=date(2026, 1, 31),
    )  # fmt: skip
    steps.paper(district, project)
    assert '"excepted":["collective_missing"]' in Act.objects.get(verb="projects.sign").details


def test_a_step_is_not_needed_where_two_say_so(district):
    project = steps.entered(district)
    steps.cleared(district, project, ["review", "legality"])
    steps.cleared(district, project, ["collective"], result="not_needed")
    with refused("gate_shut"):
        steps.paper(district, project)
    step = StepTaken.objects.get(kind="collective")
    act(signing.approve_step, district, project, "supervisor", steps.SIGNED, step_id=step.pk)
    with refused("step_decided"):
        act(signing.approve_step, district, project, "supervisor2", steps.SIGNED, step_id=step.pk)
    steps.paper(district, project)


def test_public_money_is_begun_only_with_estimate_plan_and_money(district):
    project = steps.signed(district, public_money=True, study=Decimal(2), estimate=Decimal("2.21"), approved=Decimal("2.21"))  # fmt: skip
    with refused("gate_shut"):
        steps.event(district, project)
    steps.cleared(district, project, steps.PUBLIC, on=steps.SIGNED)
    with refused("gate_shut"):  # J12: 2.21 of 2.00 is more than a tenth
        steps.event(district, project)
    steps.cleared(district, project, ["study_report"], on=steps.SIGNED)
    steps.event(district, project)
    tenth = steps.signed(district, public_money=True, study=Decimal(2), estimate=Decimal("2.2"), approved=Decimal("2.1"))  # fmt: skip
    steps.cleared(district, tenth, steps.PUBLIC, on=steps.SIGNED)
    with refused("gate_shut"):  # more than was approved
        steps.event(district, tenth)
    Project.objects.filter(pk=tenth.pk).update(approved=Decimal("2.2"))
    steps.event(district, tenth)  # 10 % exactly is no more than a tenth


def test_signed_anew_by_another_investor_it_is_counted_from_then_on(district):  # J7
    project = steps.signed(district, on=date(2026, 6, 30), amount="30")
    with refused("matter_state"):
        steps.paper(district, project, on=date(2026, 11, 5), amount="30")
    steps.paper(district, project, on=date(2026, 11, 5), amount="30", new_investor=True, investor="青桐公司")
    after = fresh(project)
    assert (after.signed_on, after.investor) == (date(2026, 11, 5), "青桐公司")
    steps.paper(district, project, on=date(2026, 11, 9), amount="35", paper="supplement")
    assert (fresh(project).signed_on, fresh(project).amount) == (date(2026, 11, 5), Decimal(35))
    assert Contract.objects.filter(project=project).count() == 3


def test_a_supplement_needs_a_contract(district):
    project = steps.entered(district)
    with refused("not_signed_yet"):
        steps.paper(district, project, paper="supplement")
    with refused("no_amount_in_yi"):
        steps.paper(district, project, paper="framework", amount="0")
    steps.paper(district, project, paper="framework")
    assert (state(project), fresh(project).signed_on) == ("planned", None)


def test_an_event_is_confirmed_by_another_and_taken_back_only_from_the_end(district):
    project = steps.started(district)
    event = Event.objects.get(kind="started")
    with refused("not_yours"):
        act(building.confirm, district, project, "officer", steps.STARTED, event_id=event.pk)
    act(building.confirm, district, project, "supervisor", steps.STARTED, event_id=event.pk)
    with refused("event_decided"):
        act(building.confirm, district, project, "supervisor2", steps.STARTED, event_id=event.pk)
    steps.event(district, project, "building", on=date(2026, 3, 3))
    steps.event(district, project, "producing", on=date(2026, 3, 4))
    back = {"reason": "现场未投产"}
    with refused("not_the_last"):
        act(building.take_back, district, project, "supervisor", date(2026, 3, 5), event_id=event.pk, **back)
    producing = Event.objects.get(kind="producing")
    act(building.take_back, district, project, "supervisor", date(2026, 3, 5), event_id=producing.pk, **back)
    assert (state(project), fresh(project).producing_on) == ("building", None)
    building_on = Event.objects.get(kind="building")
    act(
        building.take_back, district, project, "supervisor", date(2026, 3, 5), event_id=building_on.pk, **back
    )
    act(building.take_back, district, project, "supervisor", date(2026, 3, 5), event_id=event.pk, **back)
    assert (state(project), fresh(project).started_on) == ("signed", None)
    assert Clock.objects.get(matter=project.pk, code="start").state == "running"
    assert Event.objects.filter(taken_back_why="现场未投产").count() == 3
    steps.event(district, project, on=date(2026, 3, 9))  # begun again, on its true day
    assert fresh(project).started_on == date(2026, 3, 9)


def test_money_is_of_signed_projects_and_a_mistake_is_taken_off_by_a_row(district):
    paid = {"kind": "arrived", "on": steps.STARTED, "proof": "银行回单"}
    with refused("not_signed_yet"):
        act(building.pay, district, steps.entered(district), "officer", steps.STARTED, amount=Decimal(1), **paid)  # fmt: skip
    project = steps.signed(district)
    with refused("no_amount_in_yi"):
        act(building.pay, district, project, "officer", steps.STARTED, amount=Decimal(0), **paid)
    for amount in ("2.5", "-0.5"):
        act(building.pay, district, project, "officer", steps.STARTED, amount=Decimal(amount), **paid)
    assert sum(each.amount for each in Money.objects.filter(project=project)) == 2


def test_a_promise_is_found_kept_by_another(district):
    project = steps.signed(district)
    pledge = {"side": "government", "words": "六月底前通水通电", "due": date(2026, 6, 30)}
    made = act(building.pledge, district, project, "officer", steps.SIGNED, **pledge)
    kept = {"pledge_id": made.pk, "on": date(2026, 5, 8), "how": "已通水通电"}
    act(building.keep_pledge, district, project, "supervisor", date(2026, 5, 8), **kept)
    with refused("pledge_kept"):
        act(building.keep_pledge, district, project, "supervisor2", date(2026, 5, 9), **kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=made.pk).update(entered_by=made.entered_by_id, kept_by=made.entered_by_id)


def test_talks_end_and_go_on_and_a_signed_one_ends(district):
    project = steps.entered(district)
    act(entering.cool, district, project, "head", steps.SIGNED, reason="投资方撤回")
    assert (state(project), fresh(project).matter.phase) == ("cooled", "ended")
    act(entering.resume, district, project, "head", steps.STARTED, reason="重新洽谈")
    assert (state(project), fresh(project).told_on, fresh(project).matter.ended_on) == ("talks", steps.STARTED, None)  # fmt: skip
    signed = steps.signed(district)
    with refused("matter_state"):
        act(entering.cool, district, signed, "head", steps.STARTED, reason="不办了")
    act(signing.end, district, signed, "supervisor", steps.STARTED, reason="双方协议解除")
    assert (state(signed), Clock.objects.get(matter=signed.pk).state) == ("ended", "lifted")


def test_who_may_not(district):
    project = steps.signed(district)
    for who in ("head2", "officer2", "supervisor", "auditor"):
        with refused("not_yours"):
            steps.event(district, project, who=who)
    with refused("changed_meanwhile"):
        building.plan(actor=district.actor("supervisor"), matter_id=project.pk, version=0, year=2026, amount=Decimal(3), at=steps.at(steps.STARTED))  # fmt: skip
    act(
        entering.hand_over, district, project, "supervisor", steps.STARTED, office=district.offices["住建局"], reason="职责调整",
    )  # fmt: skip
    with refused("not_yours"):
        steps.event(district, project)
    steps.event(district, project, who="officer2")
