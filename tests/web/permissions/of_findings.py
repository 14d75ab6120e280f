"""Matters of the register of findings: a finding in each of its states, put right by 发改局; and what is said of it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from luoshi_web.console.bulk.chosen import packed
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.services import checking, ending, entering
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from tests.web.conftest import NOW, TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import finding_steps as steps

ON = TODAY.isoformat()
EARLIER = TODAY - timedelta(days=30)


def _acted(act: Callable[..., Any], state: str, who: str, /, **said: Any) -> Callable[[District], Finding]:
    """In a state, and one act more."""

    def made(district: District) -> Finding:
        finding = steps.brought_to(district, state, on=EARLIER)
        act(**steps.acting(district, finding, who, TODAY), **said)
        return finding

    return made


def _except(**known: Any) -> Any:
    return ask_exception(FINDINGS, gate="apply", condition="stages_open", reason="上级资金未到", **known)


def _closed(district: District) -> Finding:
    finding = steps.brought_to(district, "noticed", on=EARLIER)
    checking.close(**steps.acting(district, finding, "supervisor", TODAY - timedelta(days=1)))
    return finding


def _heard(district: District) -> Finding:
    return steps.brought_to(district, "rectifying", on=EARLIER, heard_on=EARLIER)


def _staged(district: District) -> Finding:
    """Its one stage was due and kept."""
    finding = steps.brought_to(district, "staged", on=EARLIER)
    finding.stages.update(due=EARLIER)
    return finding


def _listed_late(district: District) -> Finding:
    """Its list is a week over, as the night found."""
    finding = steps.brought_to(district, "assigned", on=EARLIER, place="南乐")
    week_ago = TODAY - timedelta(days=7)
    Clock.objects.filter(matter=finding.pk, code="list").update(due=week_ago, first_due=week_ago)
    run_night(TODAY, at=NOW)
    return finding


_OTHERS: dict[str, Callable[[District], Finding]] = {
    "extended": _acted(entering.ask_more_time, "rectifying", "head", until=date(2026, 12, 30), reason="招标流标"),
    "excepted": _acted(_except, "rectifying", "supervisor"),
    "hopeless": _acted(ending.ask_to_give_up, "rectifying", "supervisor", reason="企业已注销"),
    "objected": _acted(checking.object_to, "noticed", "supervisor", words="有人反映未拨付到位", on=EARLIER),
    "closed": _closed, "lasting": _staged, "heard": _heard, "late": _listed_late,
}  # fmt: skip


def finding(ground: Ground, state: str = "rectifying") -> Made:
    """The states of ``steps.brought_to``; ``extended``: more time is asked for; ``excepted``; ``hopeless``: asked to be given up; ``objected``;
    ``closed``; ``lasting``: its stage is kept; ``heard``: the congress heard the audit; ``late``: its list is over.
    """
    other = _OTHERS.get(state)
    made = other(ground.district) if other else steps.brought_to(ground.district, state, on=EARLIER)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"finding": finding}


def _new(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "审问900号", "title": "公务用车超标", "source": "audit", "issued_on": ON, "received_on": ON, "text": "超标购车一辆", "time_class": "at_once",
        "secrecy": "1",
    }  # fmt: skip


def _stage(district: District, made: Finding) -> int:
    return made.stages.get().pk


def _list(district: District, made: Finding) -> int:
    return Clock.objects.get(matter=made.pk, code="list").pk


def _unit(district: District, made: Finding) -> int:
    return district.offices["教体局"].pk


def _together(**more: Any) -> Callable[[District, Made], dict[str, Any]]:
    """The form that asks once more, of the one finding."""

    def said(district: District, made: Made) -> dict[str, Any]:
        chosen = packed(Matter.objects.filter(pk=made.thing.pk))
        found = {name: word(district, made.thing) if callable(word) else word for name, word in more.items()}
        return {"list": "findings", "chosen": chosen, "go": "1"} | found

    return said


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "findings:new": ("findings.register", _new),
    "findings:assign": ("findings.assign", saying(office=_unit, on=ON)),
    "findings:plan": ("findings.plan", saying(measures="限期拨付", stages="2026-05-31 拨付一半")),
    "findings:accept": ("findings.accept", saying()),
    "findings:prove": ("findings.prove", saying(kind="voucher", words="拨付凭证", on=ON)),
    "findings:money": ("findings.money", saying(kind="paid_out", amount=Decimal(5), voucher="记字9号", on=ON)),
    "findings:stage": ("findings.stage", saying(stage=_stage, on=ON)),
    "findings:apply": ("findings.apply", saying(words="已整改到位", rules_made=1)),
    "findings:verify": ("findings.verify", saying(words="资料齐全")),
    "findings:refuse": ("findings.refuse", saying(reason="凭证不全")),
    "findings:sign_off": ("findings.sign_off", saying()),
    "findings:notice": ("findings.notice", saying(where="区政府网站", on=ON)),
    "findings:object": ("findings.object", saying(words="有人反映未到位", on=EARLIER.isoformat())),
    "findings:answer": ("findings.answer", saying(objection=lambda district, made: made.objections.get().pk, words="已核实到位")),
    "findings:close": ("findings.close", saying()),
    "findings:ask_time": ("findings.ask_time", saying(until="2026-12-30", reason="招标流标")),
    "findings:give_time": ("findings.give_time", saying()),
    "findings:refuse_time": ("findings.refuse_time", saying(reason="不予延长")),
    "findings:last": ("findings.last", saying()),
    "findings:ask_exception": ("findings.ask_exception", saying(condition="apply.stages_open", reason="上级资金未到")),
    "findings:except": ("findings.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "findings:ask_cannot": ("findings.ask_cannot", saying(reason="企业已注销")),
    "findings:cannot": ("findings.cannot", saying()),
    "findings:refuse_cannot": ("findings.refuse_cannot", saying(reason="继续追缴")),
    "findings:heard": ("findings.heard", saying(on=ON)),
    "findings:undo_lapse": ("matter.undo_lapse", saying(clock=_list, on=(TODAY - timedelta(days=7)).isoformat(), reason="清单已按期报送")),
    "findings:transfer": ("findings.transfer", saying(to="区纪委监委", reason="涉嫌违纪")),
    "findings:reopen": ("findings.reopen", saying(on=ON, reason="再次滞留", due="2026-06-30")),
    "bulk:assign-findings": ("findings.assign", _together(office=_unit, on=ON)),
    "bulk:accept-plans": ("findings.accept", _together()),
    "bulk:verify-findings": ("findings.verify", _together(words="逐项核对资料齐全")),
    "bulk:sign-off-findings": ("findings.sign_off", _together()),
    "bulk:announce-findings": ("findings.notice", _together(where="区政府网站", on=ON)),
    "bulk:close-findings": ("findings.close", _together()),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
