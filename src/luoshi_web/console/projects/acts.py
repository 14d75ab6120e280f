"""The acts on a project: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.projects import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import ExceptForm, WordsForm, exception_form
from luoshi_web.registers.projects.models import Project
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rules.gates import SIGN
from luoshi_web.registers.projects.rules.states import STATES, State
from luoshi_web.registers.projects.services import building, entering, signing

_ALL = frozenset(State)
_LIVE = STATES.open
_OPEN = frozenset({State.PLANNED, State.TALKS})
_SIGNED = _LIVE - _OPEN


def _sign(said: Said, **known: Any) -> Any:
    return signing.sign(**known, version=said.pop("version"), signed=signing.Signed(**said))


def _approve_step(said: Said, **known: Any) -> Any:
    return signing.approve_step(**known, version=said["version"], step_id=said["step"])


def _confirm(said: Said, **known: Any) -> Any:
    return building.confirm(**known, version=said["version"], event_id=said["event"])


def _take_back(said: Said, **known: Any) -> Any:
    return building.take_back(**known, version=said["version"], event_id=said["event"], reason=said["reason"])


def _keep_pledge(said: Said, **known: Any) -> Any:
    return building.keep_pledge(**known, version=said["version"], pledge_id=said["pledge"], on=said["on"], how=said["how"])  # fmt: skip


def _unapproved(project: Project, actor: Actor) -> bool:
    return any(each.result == "not_needed" and each.approved_by_id is None for each in project.steps.all())


def _unconfirmed(project: Project, actor: Actor) -> bool:
    return any(
        each.taken_back_by_id is None and each.confirmed_by_id is None for each in project.events.all()
    )


def _standing(project: Project, actor: Actor) -> bool:
    return any(each.taken_back_by_id is None for each in project.events.all())


def _pledged(project: Project, actor: Actor) -> bool:
    return any(each.kept_on is None for each in project.pledges.all())


ACTS: tuple[Act, ...] = (
    Act("talk", _("Note what moved"), "projects.handle", _OPEN, f.TalkForm, asks(entering.talk)),
    Act("step", _("Enter a review or a decision"), "projects.handle", _LIVE, f.StepForm, asks(signing.take_step)),
    Act("approve_step", _("Approve that a step is not needed"), "projects.keep", _LIVE, f.ApproveStepForm, _approve_step, _unapproved),
    Act("sign", _("Enter what was signed"), "projects.answer", _LIVE, f.SignForm, _sign),
    Act("happened", _("Enter what happened"), "projects.handle", _SIGNED, f.HappenedForm, asks(building.happened)),
    Act("confirm", _("Confirm what happened"), "projects.keep", _ALL, f.ConfirmForm, _confirm, _unconfirmed),
    Act("pay", _("Enter money"), "projects.handle", _SIGNED | {State.FULL}, f.PayForm, asks(building.pay)),
    Act("pledge", _("Enter a promise"), "projects.handle", _LIVE, f.PledgeForm, asks(building.pledge)),
    Act("keep_pledge", _("A promise was kept"), "projects.keep", _ALL, f.KeepPledgeForm, _keep_pledge, _pledged),
    Act("plan", _("Enter the year's plan"), "projects.keep", _SIGNED, f.PlanForm, asks(building.plan)),
    Act("ask_exception", _("Ask for an exception"), "projects.keep", _OPEN, exception_form([SIGN]), asking(PROJECTS)),
    Act("except", _("Approve an exception"), "projects.except", _OPEN, ExceptForm, excepting(PROJECTS), excepted),
    Act("hand_over", _("Hand it over to another unit"), "projects.keep", _LIVE, f.HandOverForm, asks(entering.hand_over)),
    Act("cool", _("End the talks"), "projects.answer", _OPEN, WordsForm, asks(entering.cool)),
    Act("resume", _("Take up the talks again"), "projects.answer", frozenset({State.COOLED}), WordsForm, asks(entering.resume)),
    Act("end", _("End the project"), "projects.keep", _SIGNED, WordsForm, asks(signing.end)),
    Act("take_back", _("Take back what happened"), "projects.keep", _ALL, f.TakeBackForm, _take_back, _standing),
)  # fmt: skip
