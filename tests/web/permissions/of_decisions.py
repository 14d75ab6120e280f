"""Matters of the register of major decisions: one in each of its states, drafted by 发改局; a meeting; and what is said of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from luoshi_web.registers.decisions.models import Decision, Determination
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.services import afterwards, deciding, legality
from luoshi_web.registers.matters.exceptions import ask_exception
from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import decision_steps as made_
from tests.web.registers.decision_steps import act

ON = TODAY.isoformat()


def _open(district: District) -> Decision:
    made = made_.drafted(district, hearing_planned=True, market=True, pilot=True)
    made_.comment(district, made, answered=None)
    made_.expert(district, made)
    return made


def _left(district: District) -> Decision:
    made = made_.drafted(district)
    made_.left_out(district, made, "expert", agreed=False)
    return made


def _asked(district: District) -> Decision:
    made = made_.stepped(district)
    made_.asked(district, made)
    return made


def _returned(district: District) -> Decision:
    made = _asked(district)
    act(legality.return_papers, district, made, "supervisor", made_.ASKED, on=made_.ASKED, missing="缺依据")
    return made


def _excepted(district: District) -> Decision:
    made = made_.reviewed(district)
    asked = {"gate": "table", "condition": "legality_early", "reason": "防汛"}
    act(lambda **said: ask_exception(DECISIONS, **said), district, made, "supervisor", TODAY, **asked)
    return made


def _reported(district: District) -> Decision:
    made = made_.decided(district)
    act(deciding.report, district, made, "supervisor", made_.REPORTED, on=made_.REPORTED, paper="8号")
    return made


def _evaluated(district: District) -> Decision:
    made = made_.executing(district)
    on = TODAY - timedelta(days=20)
    said = {"on": on, "by": "云杉社科院", "why": "意见较多", "advice": "keep", "words": "达到预期"}
    act(afterwards.evaluate, district, made, "supervisor", on, **said)
    return made


def _archived(district: District) -> Decision:
    made = made_.executing(district)
    act(afterwards.archive, district, made, "supervisor", TODAY, on=TODAY, number="档8号")
    return made


def _replaced(district: District) -> Decision:
    made = made_.executing(district)
    made_.decided(district, replaces=Decision.objects.select_related("matter").get(pk=made.pk))
    return made


_STATES: dict[str, Callable[[District], Decision]] = {
    "proposed": made_.entered, "drafting": made_.drafted, "stepped": made_.stepped, "open": _open, "left": _left, "asked": _asked, "returned": _returned,
    "reviewed": made_.reviewed, "excepted": _excepted, "tabled": made_.tabled, "decided": made_.decided, "reported": _reported,
    "published": made_.published, "executing": made_.executing, "halted": made_.halted, "evaluated": _evaluated, "archived": _archived,
    "replaced": _replaced,
}  # fmt: skip


def decision(ground: Ground, state: str = "drafting") -> Made:
    """In one of its states; ``stepped``: drafted with every step; ``open``: comment that nobody answered; ``left``: a step is said not to apply;
    ``replaced``: its new round is decided.
    """
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


def listing(ground: Ground, shown: str = "title") -> Made:
    """A matter of this year's catalogue, which is not published; ``year``: known by the year alone."""
    made = made_.entered(ground.district, on=TODAY)
    return Made({"year": TODAY.year}, made.matter.title if shown == "title" else str(TODAY.year), thing=made)


def meeting(ground: Ground) -> Made:
    """A meeting that was held."""
    made = made_.meeting(ground.district)
    return Made({"pk": made.pk}, made.number, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"decision": decision, "listing": listing, "meeting": meeting}


def _new(district: District, made: Made) -> dict[str, Any]:
    return {"number": "决策900号", "title": "青桐水库扩建", "kind": "works", "office": district.offices["发改局"].pk, "on": ON, "secrecy": "1"}  # fmt: skip


def _plain(**said: Any) -> Callable[[District, Made], dict[str, Any]]:
    return lambda district, made: dict(said)


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "meetings:new": ("meetings.convene", _plain(kind="standing", number="第90次", on=ON, entitled=9, present=9, chair="区长")),
    "meetings:minutes": ("meetings.sign_minutes", _plain(number="常务纪要90号", on=ON)),
    "decisions:new": ("decisions.enter", _new),
    "decisions:publish_catalogue": ("decisions.publish_catalogue", _plain(party_agreed_on=ON, on=ON, where="政府网站")),
    "decisions:start": ("decisions.start", saying(on=ON, words="常务会议")),
    "decisions:draft": ("decisions.draft", saying(on=ON, title="草案二稿")),
    "decisions:comment": ("decisions.comment", saying(on=ON, until="2026-04-13", means="政府网站")),
    "decisions:answer_comment": ("decisions.answer_comment", saying(on=ON, opinions=9, adopted=3, answer="采纳3条")),
    "decisions:hearing": ("decisions.hearing", saying(on=ON, papers_on="2026-03-02", present=20, words="多数赞成")),
    "decisions:expert": ("decisions.expert", saying(on=ON, name="周明远", stance="against", words="论证不足", signed="on", no_interest="on")),
    "decisions:answer_experts": ("decisions.answer_experts", saying(answer="采纳布点建议")),
    "decisions:risk": ("decisions.risk", saying(on=ON, by="评估公司", level="low", points="邻里意见", measures="公示", controllable="on")),
    "decisions:competition": ("decisions.competition", saying(on=ON, passed="on", words="不排除竞争")),
    "decisions:leave_out": ("decisions.leave_out", saying(on=ON, step="expert", why="专业性不强")),
    "decisions:agree_left_out": ("decisions.agree_left_out", saying(step=lambda district, made: Determination.objects.get(matter=made.pk).pk)),
    "decisions:tell_risk": ("decisions.tell_risk", saying(words="无上位法依据")),
    "decisions:ask_review": ("decisions.ask_review", saying(on=ON, as_review="on")),
    "decisions:return_papers": ("decisions.return_papers", saying(on=ON, missing="缺依据")),
    "decisions:complete_papers": ("decisions.complete_papers", saying(on=ON)),
    "decisions:give_opinion": (
        "decisions.give_opinion", saying(on=ON, opinion="legal", number="合审9号", power="on", procedure="on", content="on", lawyers="顾问", words="合法"),
    ),
    "decisions:table": ("decisions.table", saying(on=ON)),
    "decisions:ask_exception": ("decisions.ask_exception", saying(condition="table.legality_early", reason="防汛")),
    "decisions:except": ("decisions.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "decisions:decide": (
        "decisions.decide",
        saying(meeting=lambda district, made: made_.meeting(district).pk, result="passed", way="oral", yes=9, no=0, abstained=0, chair_last="on", words="同意"),
    ),
    "decisions:report": ("decisions.report", saying(on=ON, paper="8号")),
    "decisions:publish": ("decisions.publish", saying(on=ON, where="公报", explanation="采纳7条")),
    "decisions:execute": ("decisions.execute", saying(executor=lambda district, made: district.offices["住建局"].pk)),
    "decisions:halt": ("decisions.halt", saying(on=ON, reason="汛情")),
    "decisions:resume": ("decisions.resume", saying(reason="汛情解除")),
    "decisions:evaluate": ("decisions.evaluate", saying(on=ON, by="社科院", why="意见较多", advice="keep", words="达到预期")),
    "decisions:go_on": ("decisions.go_on", saying(reason="照原决定")),
    "decisions:change": ("decisions.change", saying(reason="调整选址")),
    "decisions:archive": ("decisions.archive", saying(on=ON, number="档8号")),
    "decisions:end": ("decisions.end", saying(reason="期满")),
    "decisions:drop": ("decisions.drop", saying(reason="条件不成熟")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
