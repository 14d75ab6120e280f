"""项目: ways round a gate or a rule that must stay closed."""

from datetime import date

import pytest

from luoshi_web.registers.projects.models import StepTaken
from luoshi_web.registers.projects.rules.facts import ALWAYS_NEEDED, Project, Result, Step, Taken
from luoshi_web.registers.projects.services import signing
from tests.web.registers import project_steps as steps
from tests.web.registers.project_steps import act
from tests.web.registers.test_proposal_services import refused

DAY = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        (("passed", "failed"), False),
        (("failed", "passed"), True),
    ],
)
def test_of_two_words_of_one_day_the_later_holds(words, open_):
    taken = tuple(Taken(Step.REVIEW, Result(each), DAY) for each in words)
    assert Project(steps=taken).cleared(Step.REVIEW, DAY) is open_


@pytest.mark.parametrize("step", Step)
def test_what_the_law_always_asks_for_is_not_determined_away(step):
    taken = Taken(step, Result.NOT_NEEDED, DAY, approved=True)
    assert taken.clears(DAY) is (step not in ALWAYS_NEEDED)
    assert Taken(step, Result.PASSED, DAY).clears(DAY)


def unneeded(district, project, kinds, on):
    steps.cleared(district, project, kinds, result="not_needed", on=on)
    for step in StepTaken.objects.filter(project=project, result="not_needed"):
        act(signing.approve_step, district, project, "supervisor", steps.SIGNED, step_id=step.pk)


@pytest.mark.django_db
def test_two_people_do_not_spare_one_firm_its_review(district):
    project = steps.entered(district, favours=True)
    steps.cleared(district, project)
    unneeded(district, project, ["competition"], steps.REVIEWED)
    with refused("gate_shut"):
        steps.paper(district, project)


@pytest.mark.django_db
def test_two_people_do_not_let_it_be_built_on_credit(district):
    project = steps.signed(district, public_money=True)
    unneeded(district, project, steps.PUBLIC, steps.SIGNED)
    with refused("gate_shut"):
        steps.event(district, project)


@pytest.mark.django_db
def test_a_new_investor_is_named_and_signs_formally(district):
    project = steps.entered(district)
    steps.cleared(district, project)
    with refused("no_words"):
        steps.paper(district, project, new_investor=True)
    steps.paper(district, project)
    for paper in ("supplement", "framework"):
        with refused("anew_formally"):
            steps.paper(
                district, project, paper=paper, new_investor=True, investor="青桐公司", on=steps.STARTED
            )
