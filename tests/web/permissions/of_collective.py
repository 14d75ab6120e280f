"""Matters decided collectively: one in each of its states, brought in by 发改局; the place's rules; and what is said of them."""

from collections.abc import Callable
from typing import Any

from luoshi_web.registers.collective.models import CollectiveCheck, CollectiveMatter
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.services import deciding, proposing
from luoshi_web.registers.matters.exceptions import ask_exception
from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import collective_steps as made_
from tests.web.registers.collective_steps import act
from tests.web.registers.decision_steps import meeting

ON = TODAY.isoformat()


def _returned(district: District) -> CollectiveMatter:
    made = made_.entered(district)
    act(proposing.send_back, district, made, "supervisor", made_.CLEARED, on=made_.CLEARED, reason="缺预算依据")  # fmt: skip
    return made


def _spared(district: District) -> CollectiveMatter:
    """A check is said not to be needed, and nobody has agreed."""
    made = made_.cleared(district, contract=True)
    made_.checked(district, made, "legality", result="not_needed")
    return made


def _excepted(district: District) -> CollectiveMatter:
    made = made_.cleared(district, contract=True)
    asked = {"gate": "list", "condition": "contract_unreviewed", "reason": "防汛"}
    act(lambda **said: ask_exception(COLLECTIVE, **said), district, made, "supervisor", TODAY, **asked)
    return made


def _below(district: District) -> CollectiveMatter:
    made_.threshold(district, "5000000")
    return made_.cleared(district)


def _own(district: District) -> CollectiveMatter:
    """Carried out by the unit that brought it in."""
    made = made_.passed(district, minutes=True)
    act(deciding.execute, district, made, "supervisor", made_.DONE, on=made_.DONE, executor=None, due=TODAY)
    return made


def _done(district: District) -> CollectiveMatter:
    made = _own(district)
    act(deciding.feed_back, district, made, "officer", TODAY, on=TODAY, words="设备已到位")
    return made


def _late(district: District) -> CollectiveMatter:
    """Its papers came late: it stands in the auditor's view."""
    return made_.listed(district, materials_on=made_.MET)


_STATES: dict[str, Callable[[District], CollectiveMatter]] = {
    "proposed": made_.entered, "returned": _returned, "cleared": made_.cleared, "spared": _spared, "excepted": _excepted, "below": _below,
    "listed": made_.listed, "late": _late, "first": made_.first, "passed": lambda district: made_.passed(district, minutes=True), "given": made_.executing,
    "executing": _own, "done": _done,
}  # fmt: skip


def collective(ground: Ground, state: str = "proposed") -> Made:
    """In one of its states; ``spared``: a check waits to be agreed not to be needed; ``below``: under the threshold; ``given``: to another unit; ``late``: marked for the auditor."""
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


def rule(ground: Ground, kind: str) -> Made:
    """A threshold (``amount``) or a rule of meetings (``meeting``) that waits for a second person."""
    make = {"amount": made_.threshold, "meeting": made_.meeting_rule}[kind]
    made = make(ground.district, confirmed=False)
    return Made({"pk": made.pk}, made.source, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"collective": collective, "rule": rule}


def _plain(**said: Any) -> Callable[[District, Made], dict[str, Any]]:
    return lambda district, made: dict(said)


def _new(district: District, made: Made) -> dict[str, Any]:
    return {"number": "议题900号", "title": "购置应急排涝设备", "kind": "money", "office": district.offices["发改局"].pk, "proposer": "副区长", "on": ON, "amount": "1200000", "secrecy": "1"}  # fmt: skip


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "collective:new": ("collective.enter", _new),
    "collective:threshold": (
        "collective.threshold", _plain(kind="money", amount="1000000", includes="yes", body="standing", since=ON, source="议事规则第8条"),
    ),
    "collective:meeting_rule": (
        "collective.meeting_rule", _plain(body="standing", quorum="1/2", votes="1/2", votes_more="on", since=ON, source="议事规则第3条"),
    ),
    "collective:confirm_threshold": ("collective.confirm_threshold", _plain()),
    "collective:refuse_threshold": ("collective.refuse_threshold", _plain()),
    "collective:confirm_meeting_rule": ("collective.confirm_meeting_rule", _plain()),
    "collective:refuse_meeting_rule": ("collective.refuse_meeting_rule", _plain()),
    "collective:again": ("collective.again", saying(words="已补预算依据")),
    "collective:clear": ("collective.clear", saying(words="材料齐备")),
    "collective:schedule": ("collective.list", saying(on=ON, materials_on=ON)),
    "collective:discuss": (
        "collective.discuss",
        saying(
            meeting=lambda district, made: meeting(district, TODAY).pk, result="passed", way="oral", yes=9, no=0, abstained=0, chair_last="on", words="同意",
            proposer_came="on",
        ),
    ),
    "collective:execute": ("collective.execute", saying(on=ON)),
    "collective:feed_back": ("collective.feed_back", saying(on=ON, words="设备已到位")),
    "collective:close": ("collective.close", saying(words="现场已核")),
    "collective:pay": ("collective.pay", saying(on=ON, amount="700000", payee="云杉公司", proof="回单8号")),
    "collective:check": ("collective.check", saying(of="legality", result="passed", on=ON, words="合审8号")),
    "collective:approve_check": (
        "collective.approve_check", saying(check=lambda district, made: CollectiveCheck.objects.get(matter=made.pk, result="not_needed").pk),
    ),
    "collective:send_back": ("collective.send_back", saying(on=ON, reason="缺预算依据")),
    "collective:execute_below": ("collective.execute_below", saying(on=ON, decided_by="分管副区长")),
    "collective:first": ("collective.first", saying(on=ON, reason="暴雨红色预警")),
    "collective:ask_exception": ("collective.ask_exception", saying(condition="list.contract_unreviewed", reason="防汛")),
    "collective:except": ("collective.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
