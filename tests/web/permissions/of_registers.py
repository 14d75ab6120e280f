"""Matters of registers: a proposal in each of its states, led by 发改局, helped with by 住建局; and what is said of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from luoshi_web.registers.matters.desks import propose_desk
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.matters.papers.services import digest_of
from luoshi_web.registers.models import Clock, Proposal
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.services import after, filing
from tests.web.conftest import NOW, TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import paper_steps as papers
from tests.web.registers import proposal_steps as steps
from tests.web.registers.desk_steps import keep_at

ON = TODAY.isoformat()


def suggestion(ground: Ground, state: str = "handling") -> Made:
    """``filed``, ``assigned``, ``returned``, ``handling``; ``ready`` to be replied to; ``replied``; ``promised``: replied with a promise;
    ``dissatisfied`` once, ``twice``; ``excepted``: an exception was asked for.
    """
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


def _returned(district: District) -> Proposal:
    made = steps.assigned(district, place="")
    filing.send_back(
        actor=district.actor("head"), matter_id=made.pk, version=steps.version(made), reason="不属本单位职责", at=NOW
    )  # fmt: skip
    return made


def _ready(district: District) -> Proposal:
    made = steps.handled(district)
    steps.talk(district, made)
    steps.opine(district, made)
    return made


def _replied(district: District) -> Proposal:
    return steps.replied(district, on=TODAY)


def _promised(district: District) -> Proposal:
    return steps.replied(district, on=TODAY, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])


def _rated(district: District, value: str) -> Proposal:
    made = _replied(district)
    steps.rated(district, made, value, on=TODAY)
    return made


def _twice(district: District) -> Proposal:
    made = _rated(district, "dissatisfied")
    after.redo(actor=district.actor("supervisor"), matter_id=made.pk, version=steps.version(made), at=NOW)
    steps.talk(district, made, on=TODAY)
    steps.answer(district, made, on=TODAY)
    steps.rated(district, made, "dissatisfied", on=TODAY)
    return made


def _excepted(district: District) -> Proposal:
    made = steps.handled(district)
    ask_exception(
        PROPOSALS, actor=district.actor("supervisor"), matter_id=made.pk, version=steps.version(made), gate="reply", condition="co_opinion_missing", reason="协办单位撤并", at=NOW
    )  # fmt: skip
    return made


def _left_out(district: District) -> Proposal:
    made = _replied(district)
    steps.rated(district, made, "left_out", on=TODAY, reminded_on=TODAY)
    return made


def _overdue(district: District) -> Proposal:
    """The opinion of the unit that helps is a week over, as the night found."""
    made = steps.handled(district)
    week_ago = TODAY - timedelta(days=7)
    Clock.objects.filter(matter=made.pk, code="co_opinion").update(due=week_ago, first_due=week_ago)
    run_night(TODAY, at=NOW)
    return made


_STATES: dict[str, Callable[[District], Proposal]] = {
    "filed": steps.filed, "assigned": lambda district: steps.assigned(district, place=""), "returned": _returned, "handling": steps.handled, "ready": _ready, "replied": _replied,
    "promised": _promised, "satisfied": lambda district: _rated(district, "satisfied"),
    "dissatisfied": lambda district: _rated(district, "dissatisfied"), "twice": _twice, "excepted": _excepted, "left_out": _left_out,
    "overdue": _overdue,
}  # fmt: skip


def kept(ground: Ground, state: str = "filed") -> Made:
    """… while 教体局 keeps the register since today."""
    made = suggestion(ground, state)
    keep_at(ground.district, "教体局", since=TODAY)
    return made


def desk(ground: Ground) -> Made:
    """A move that the administrator entered and nobody has confirmed."""
    made = propose_desk(
        actor=ground.district.actor("administrator"), register="proposals", part="keep", office=ground.district.offices["教体局"], since=TODAY,
        reason="机构改革方案第九条", at=NOW,
    )  # fmt: skip
    return Made({"pk": made.pk}, made.reason, thing=made)


def register_paper(ground: Ground, kind: str = "notice") -> Made:
    """``notice`` of assignment, drafted by the first of the supervision office; ``letter`` of reply, drafted by the unit's officer."""
    if kind == "letter":
        proposal = _replied(ground.district)
        number = proposal.replies.get().number
        (made,) = papers.drafted(ground.district, papers.replied(proposal), kind="prop_reply", who="officer", number=number, on=TODAY)  # fmt: skip
    else:
        steps.assigned(ground.district)
        (made,) = papers.drafted(ground.district, papers.assigned(TODAY), kind="prop_assignment", on=TODAY)
    return Made({"pk": made.pk}, made.number, thing=made)


THINGS: dict[str, Callable[..., Made]] = {
    "suggestion": suggestion, "kept": kept, "desk": desk, "register_paper": register_paper,
}  # fmt: skip


def _notice(district: District, made: Made) -> dict[str, Any]:
    said = {"year": 2026, "on": ON, "issuer": papers.ISSUER, "secrecy": "0"}
    return said | {"number": papers.NUMBER, "digest": digest_of(papers.assigned(TODAY))}


def _signing(district: District, made: Made) -> dict[str, Any]:
    return {"draft": f"{made.thing.pk}:{made.thing.digest}"}


def _first(district: District, made: Proposal) -> int:
    return made.signatories.get(order=1).pk


def _promise(district: District, made: Proposal) -> int:
    return made.commitments.get().pk


def _over(district: District, made: Proposal) -> int:
    return Clock.objects.get(matter=made.pk, code="co_opinion").pk


def _new(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "建议第900号", "title": "关于停车的建议", "kind": "proposal", "during": "plenary", "filed_on": ON, "signatories": "陈晓岚",
        "place": "", "secrecy": "0",
    }  # fmt: skip


def _move(district: District, made: Made) -> dict[str, Any]:
    return {
        "register": "proposals",
        "part": "read",
        "office": district.offices["教体局"].pk,
        "since": ON,
        "reason": "机构改革方案",
    }


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "desks:new": ("desk.propose", _move),
    "desks:confirm": ("desk.confirm", lambda district, made: {}),
    "desks:refuse": ("desk.refuse", lambda district, made: {"reason": "尚未印发"}),
    "proposals:paper_make": ("papers.draft", _notice),
    "proposals:papers_sign": ("paper.issue", _signing),
    "proposals:paper_back": ("papers.give_back", lambda district, made: {"reason": "请写明联系人"}),
    "proposals:new": ("proposals.file", _new),
    "proposals:assign": ("proposals.assign", saying(lead=lambda district, made: district.offices["教体局"].pk, on=ON)),
    "proposals:not_file": ("proposals.not_file", saying(reason="转信访")),
    "proposals:sign": ("proposals.sign", saying()),
    "proposals:return": ("proposals.return", saying(reason="不属本单位职责")),
    "proposals:stay": ("proposals.return_refused", saying()),
    "proposals:sign_co": ("proposals.sign", saying()),
    "proposals:opinion": ("proposals.opinion", saying(opinion="建议一并实施")),
    "proposals:contact": ("proposals.contact", saying(signatory=_first, on=ON, means="visit", words="当面听取")),
    "proposals:opinion_again": ("proposals.opinion_again", saying(office=lambda district, made: district.offices["住建局"].pk)),
    "proposals:widen": ("proposals.widen", saying(reason="涉及面广", consented_on=ON)),
    "proposals:reply": ("proposals.reply", saying(number="发改函8号", words="已解决", outcome="A", sent_on=ON, public="yes")),
    "proposals:ask_exception": ("proposals.ask_exception", saying(condition="reply.co_opinion_missing", reason="协办单位撤并")),
    "proposals:except": ("proposals.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "proposals:arrived": ("proposals.arrived", saying(on=ON)),
    "proposals:rate": ("proposals.rate", saying(of="reply", value="satisfied", signatory=_first, given_on=ON)),
    "proposals:remind": ("proposals.remind", saying(on=ON)),
    "proposals:late_receipt": ("proposals.late_receipt", saying(value="mostly", signatory=_first, given_on=ON, reason="补录收发室来件")),
    "proposals:undo_lapse": ("matter.undo_lapse", saying(clock=_over, on=(TODAY - timedelta(days=7)).isoformat(), reason="书面意见已收")),
    "proposals:redo": ("proposals.redo", saying()),
    "proposals:confer": ("proposals.confer", saying(on=ON, words="形成会议纪要")),
    "proposals:verify": ("proposals.verify", saying(commitment=_promise, on=ON, found="已建成")),
    "proposals:follow_up": ("matter.open_item", saying(commitment=_promise, due="2026-09-30")),
    "proposals:give_up": ("proposals.give_up", saying(commitment=_promise, reason="书面说明")),
    "proposals:outcome": ("proposals.outcome", saying(outcome="C", reason="尚未建成")),
    "proposals:settle": ("proposals.settle", saying()),
    "proposals:withdraw": ("proposals.withdraw", saying(on=ON, reason="书面撤回")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
