"""Matters of the register of cases: an application and a court case in their states, with 发改局 as respondent; and what is said of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from luoshi_web.registers.cases.models import CaseAdvice, CaseStep
from luoshi_web.registers.cases.services import (
    accepting,
    advising,
    afterwards,
    court,
    judging,
    standing,
    trying,
)
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.matters.night import run_night
from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import case_steps as steps
from tests.web.registers.proposal_steps import at

ON = TODAY.isoformat()
EVE, LATELY = date(2026, 3, 9), date(2026, 3, 2)


def _received(district: District) -> Any:
    return steps.applied(district, on=EVE)


def _correcting(district: District) -> Any:
    case = _received(district)
    steps.act(accepting.ask_correction, district, case, "supervisor", EVE, on=EVE, received_on=EVE, points="补充身份证明")  # fmt: skip
    return case


def _deemed(district: District) -> Any:
    case = steps.applied(district, on=date(2026, 2, 12))
    run_night(date(2026, 2, 27), at=at(date(2026, 2, 27)))
    return case


def _handled(district: District) -> Any:
    return steps.handled(district, on=LATELY)


def _copied(district: District) -> Any:
    case = _handled(district)
    steps.act(trying.send_copy, district, case, "supervisor", EVE, on=EVE, received_on=EVE)
    return case


def _spared(district: District) -> Any:
    case = _handled(district)
    steps.act(trying.take_step, district, case, "supervisor", EVE, kind="hearing", needed=False, on=EVE, words="事实清楚")  # fmt: skip
    return case


def _suspended(district: District) -> Any:
    case = _handled(district)
    said = {"ground": 9, "since": EVE, "paper": "中止1号", "reason": "附带审查", "own_power": True}
    steps.act(standing.suspend, district, case, "supervisor", EVE, **said)
    return case


def _asked(district: District) -> Any:
    case = _handled(district)
    steps.act(standing.ask_extension, district, case, "supervisor", EVE, days=30, asked_on=EVE, reason="案情复杂")  # fmt: skip
    return case


def _closable(district: District) -> Any:
    case = steps.served(district)
    steps.act(afterwards.publish, district, case, "supervisor", EVE, on=EVE)
    return case


def _lettered(district: District) -> Any:
    case = _handled(district)
    said = {"kind": "letter", "office": district.offices["发改局"], "number": "意见1号", "words": "规范执法", "received_on": EVE}  # fmt: skip
    steps.act(advising.advise, district, case, "supervisor", EVE, **said)
    return case


def _late(district: District) -> Any:
    case = steps.accepted(district)
    run_night(date(2026, 2, 2), at=at(date(2026, 2, 2)))
    return case


def _sitting(district: District) -> Any:
    suit = steps.sued(district, on=LATELY)
    steps.act(court.set_hearing, district, suit, "officer", EVE, on=EVE, asked=True)
    return suit


def _sat(district: District) -> Any:
    suit = steps.sued(district, on=LATELY)
    steps.sat(district, suit, "deputy", EVE)
    return suit


def _in_effect(perform_by: date | None) -> Callable[[District], Any]:
    def made(district: District) -> Any:
        suit = steps.judged(district)
        steps.act(judging.take_effect, district, suit, "supervisor", EVE, on=EVE, perform_by=perform_by)
        return suit

    return made


_STATES: dict[str, Callable[[District], Any]] = {
    "received": _received, "correcting": _correcting, "deemed": _deemed, "accepted": lambda district: steps.accepted(district, on=LATELY),
    "handled": _handled, "copied": _copied, "spared": _spared, "simplified": lambda district: steps.handled(district, on=LATELY, procedure="simplified"),
    "suspended": _suspended, "asked": _asked, "ready": lambda district: steps.ready(district, on=LATELY), "decided": steps.decided,
    "performing": lambda district: steps.served(district, perform_by=date(2026, 3, 31)), "served": steps.served, "closable": _closable,
    "lettered": _lettered, "late": _late, "sued": lambda district: steps.sued(district, on=LATELY), "sitting": _sitting, "sat": _sat,
    "judged": steps.judged, "effective": _in_effect(None), "carried_out": _in_effect(date(2026, 3, 31)),
}  # fmt: skip


def case(ground: Ground, state: str = "handled") -> Made:
    """An application in a state, ``deemed`` accepted, ``copied``: the copy is sent, ``spared``: a step is said not to be needed, ``asked``: more days
    are asked for, ``ready`` to be decided, ``lettered``: a letter waits, ``late``: the copy is; a court case ``sued``, ``sitting`` (nobody said who
    came), ``sat``, ``judged``, ``effective``, ``carried_out``.
    """
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"case": case}


def _office(district: District, made: Any) -> int:
    return district.offices["发改局"].pk


def _new(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "复〔2026〕900号", "title": "不服行政许可案", "office": district.offices["发改局"].pk, "kind": "licence", "claim": "请求撤销",
        "people": "周明远", "received_on": ON, "channel": "post",
    }  # fmt: skip


def _sued(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "（2026）行初900号", "title": "请求撤销案", "office": district.offices["发改局"].pk, "level": "1", "court": "区法院", "role": "sole",
        "cause": "请求撤销", "firms": "云杉公司", "filed_on": ON, "copy_received_on": ON,
    }  # fmt: skip


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "cases:new": ("cases.apply", _new),
    "cases:sued": ("cases.sue", _sued),
    "cases:accept": ("cases.accept", saying(on=ON, procedure="ordinary")),
    "cases:reject": ("cases.reject", saying(on=ON, decision="不受1号", grounds="不属于复议范围")),
    "cases:ask_correction": ("cases.ask_correction", saying(on=ON, received_on=ON, points="补充身份证明")),
    "cases:corrected": ("cases.corrected", saying(on=ON)),
    "cases:withdraw": ("cases.withdraw", saying(on=ON, reason="受理前和解")),
    "cases:decided_in_time": ("cases.decided_in_time", saying(accepted="yes", on="2026-02-25", procedure="ordinary", reason="登记延误")),
    "cases:handler": ("cases.handler", saying(on=ON, handler=lambda district, made: district.people["supervisor2"].pk)),
    "cases:copy": ("cases.copy", saying(on=ON, received_on=ON)),
    "cases:answer": ("cases.answer", saying(on=ON, words="附证据")),
    "cases:plan_hearing": ("cases.plan_hearing", saying(on=ON, hearing_on="2026-03-31")),
    "cases:step": ("cases.step", saying(on=ON, kind="heard", needed="yes", words="电话听取")),
    "cases:approve_step": ("cases.approve_step", saying(step=lambda district, made: CaseStep.objects.get(case=made).pk)),
    "cases:make_ordinary": ("cases.make_ordinary", saying(on=ON, reason="争议较大")),
    "cases:suspend": ("cases.suspend", saying(ground=7, since=ON, paper="中止2号", reason="需要有权机关解释")),
    "cases:resume": ("cases.resume", saying(until=ON, paper="恢复2号")),
    "cases:review_document": ("cases.review_document", saying(step="maker_told", on=ON)),
    "cases:ask_extension": ("cases.ask_extension", saying(days=30, asked_on=ON, reason="案情复杂")),
    "cases:extend": ("cases.extend", saying()),
    "cases:decide": ("cases.decide", saying(on=ON, outcome="annulled", number="复决8号", grounds="证据不足")),
    "cases:mediate": ("cases.mediate", saying(on=ON, number="调解8号", grounds="自愿达成", signed_by_all="on")),
    "cases:dismiss": ("cases.dismiss", saying(on=ON, number="驳8号", grounds="不属于复议范围")),
    "cases:terminate": ("cases.terminate", saying(on=ON, number="终8号", grounds="准予撤回", ground=1, settled="on")),
    "cases:serve": ("cases.serve", saying(on=ON)),
    "cases:perform": ("cases.perform", saying(on=ON, how="已重新作出决定")),
    "cases:order": ("cases.order", saying(on=ON, perform_by="2026-03-31", how="约谈负责人")),
    "cases:publish": ("cases.publish", saying(on=ON)),
    "cases:close": ("cases.close", saying(on=ON)),
    "cases:plead": ("cases.plead", saying(on=ON, words="决定合法")),
    "cases:set_hearing": ("cases.set_hearing", saying(on="2026-03-31", asked="on")),
    "cases:who_came": ("cases.who_came", saying(hearing=lambda district, made: made.hearings.get().pk, came="deputy", name="周明远", post="副局长")),
    "cases:judge": ("cases.judge", saying(on=ON, judged="annulled", judgment="判8号")),
    "cases:serve_judgment": ("cases.serve_judgment", saying(on=ON)),
    "cases:appeal": ("cases.appeal", saying(on=ON, by="office")),
    "cases:take_effect": ("cases.take_effect", saying(on=ON)),
    "cases:carry_out": ("cases.carry_out", saying(on=ON, how="已重新作出决定")),
    "cases:close_suit": ("cases.close_suit", saying(on=ON)),
    "cases:advise": ("cases.advise", saying(kind="letter", office=_office, number="意见2号", words="规范执法", received_on=ON)),
    "cases:answer_advice": ("cases.answer_advice", saying(advice=lambda district, made: CaseAdvice.objects.get(matter=made.matter).pk, on=ON, words="已修订")),
    "cases:add_party": ("cases.add_party", saying(role="third", who="firm", name="青桐公司", heads=1)),
    "cases:undo": ("matter.undo_lapse", saying(clock=lambda district, made: Clock.objects.get(matter=made.matter, code="copy").pk, on="2026-01-15", reason="登记延误")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
