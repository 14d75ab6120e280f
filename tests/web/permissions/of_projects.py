"""Matters of the register of projects: a project in each of its states, looked after by 发改局; and what is said of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.projects.models import Event, Pledge, Project, StepTaken
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.services import building, entering
from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import project_steps as steps

ON = TODAY.isoformat()


def _cooled(district: District) -> Project:
    made = steps.entered(district)
    steps.act(entering.cool, district, made, "head", TODAY, reason="投资方撤回")
    return made


def _cleared(district: District) -> Project:
    made = steps.entered(district)
    steps.cleared(district, made)
    return made


def _determined(district: District) -> Project:
    made = steps.entered(district)
    steps.cleared(district, made, ["collective"], result="not_needed")
    return made


def _excepted(district: District) -> Project:
    made = steps.entered(district)
    asked = {"gate": "sign", "condition": "collective_missing", "reason": "额度以下"}
    steps.act(lambda **said: ask_exception(PROJECTS, **said), district, made, "supervisor", TODAY, **asked)
    return made


def _pledged(district: District) -> Project:
    made = steps.signed(district)
    said = {"side": "government", "words": "通水通电", "due": date(2026, 6, 30)}
    steps.act(building.pledge, district, made, "officer", TODAY, **said)
    return made


_STATES: dict[str, Callable[[District], Project]] = {
    "planned": steps.entered, "cleared": _cleared, "determined": _determined, "excepted": _excepted, "signed": steps.signed,
    "started": steps.started, "cooled": _cooled, "pledged": _pledged,
}  # fmt: skip


def project(ground: Ground, state: str = "signed") -> Made:
    """``planned``; ``cleared`` to be signed; ``determined``: a step is said not to be needed; ``excepted``: an exception was asked for; ``signed``,
    ``started``, ``cooled``; ``pledged``: signed, with a promise.
    """
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"project": project}


def _new(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "招商900号", "title": "青桐电子项目", "office": district.offices["发改局"].pk, "on": ON, "capital": "home", "secrecy": "1",
    }  # fmt: skip


def _event(district: District, made: Project) -> int:
    return Event.objects.get(project=made).pk


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "projects:new": ("projects.enter", _new),
    "projects:talk": ("projects.talk", saying(on=ON, words="实地考察")),
    "projects:step": ("projects.step", saying(kind="review", result="passed", on=ON, words="全票同意")),
    "projects:approve_step": ("projects.approve_step", saying(step=lambda district, made: StepTaken.objects.get(project=made).pk)),
    "projects:sign": ("projects.sign", saying(paper="formal", number="合同9号", on=ON, amount=Decimal(3))),
    "projects:happened": ("projects.happened", saying(kind="started", on=ON, proof="施工许可证")),
    "projects:confirm": ("projects.confirm", saying(event=_event)),
    "projects:take_back": ("projects.take_back", saying(event=_event, reason="现场未开工")),
    "projects:pay": ("projects.pay", saying(kind="arrived", on=ON, amount=Decimal(1), proof="银行回单")),
    "projects:pledge": ("projects.pledge", saying(side="investor", words="年底前投产", due="2026-12-31")),
    "projects:keep_pledge": ("projects.keep_pledge", saying(pledge=lambda district, made: Pledge.objects.get(project=made).pk, on=ON, how="已通水通电")),
    "projects:plan": ("projects.plan", saying(year=2026, amount=Decimal(3))),
    "projects:ask_exception": ("projects.ask_exception", saying(condition="sign.collective_missing", reason="额度以下")),
    "projects:except": ("projects.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "projects:hand_over": ("projects.hand_over", saying(office=lambda district, made: district.offices["教体局"].pk, reason="职责调整")),
    "projects:cool": ("projects.cool", saying(reason="投资方撤回")),
    "projects:resume": ("projects.resume", saying(reason="重新洽谈")),
    "projects:end": ("projects.end", saying(reason="双方协议解除")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
