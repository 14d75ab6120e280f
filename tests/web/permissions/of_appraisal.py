"""Things of an appraisal: a round in each of its states, sheets, lines, objections, rules, groups."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from luoshi_web.supervision.appraisal.rules import default_terms
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Group, Objection, Score, ScoreLine
from luoshi_web.supervision.services import appraisals as act
from luoshi_web.supervision.services import objections
from luoshi_web.supervision.services.appraisal_rules import put_in_force, save_group
from tests.web.conftest import NOW
from tests.web.permissions.made import Ground, Made

PRAISE = "项目竣工提前一月，受市政府通报表扬"


def rules(ground: Ground) -> Made:
    """In force since New Year."""
    rule = _rules(ground)
    return Made({"pk": rule.pk}, rule.name, thing=rule)


def _rules(ground: Ground) -> AppraisalRule:
    return put_in_force(
        actor=ground.district.actor("supervisor"), name="区考评办法", in_force=date(2026, 1, 1), terms=default_terms(), source="区政府",
        at=NOW,
    )  # fmt: skip


def group(ground: Ground) -> Made:
    """Of comparable offices; nobody has been ranked in it."""
    made = _group(ground)
    return Made({"pk": made.pk}, made.name, thing=made)


def _group(ground: Ground) -> Group:
    offices = [ground.district.offices[name] for name in ("发改局", "住建局", "教体局")]
    return save_group(
        actor=ground.district.actor("supervisor"), year=2026, name="经济部门", offices=offices, at=NOW
    )


def window(ground: Ground) -> Made:
    """What an appraisal needs: rules, a group, items of two offices, one of them late."""
    _rules(ground)
    _group(ground)
    began = datetime(2026, 1, 20, tzinfo=UTC)
    for n in range(4):
        due = date(2026, 2, 20) if n == 0 else date(2026, 12, 31)
        ground.make_item(assigned_at=began, due=due)
    ground.make_item(lead="head2", assigned_at=began)
    return Made()


def appraisal(ground: Ground, state: str = "scored") -> Made:
    """``scored``; ``published``; ``granted``: an objection to it was upheld, the time to object is over, the
    corrected result is not out.
    """
    began = datetime(2026, 2, 3, 2, tzinfo=UTC) if state == "granted" else NOW
    made = _scored(ground, ends=date(2026, 1, 31) if state == "granted" else date(2026, 2, 28), at=began)
    if state != "scored":
        act.publish(actor=ground.district.actor("supervisor"), appraisal_id=made.pk, at=began)
    if state == "granted":
        raised = _objection(ground, made, at=began)
        objections.decide(
            actor=ground.district.actor("leader"), objection_id=raised.pk, decision="upheld", points=Decimal(1), answer="属实", at=began
        )  # fmt: skip
    return Made({"pk": made.pk}, made.name, thing=made)


def _scored(ground: Ground, *, ends: date = date(2026, 2, 28), at: datetime = NOW) -> Appraisal:
    window(ground)
    return act.open_appraisal(
        actor=ground.district.actor("supervisor"), name="年初考评", year=2026, begins=date(2026, 1, 1), ends=ends, at=at
    )  # fmt: skip


def sheet(ground: Ground, state: str = "published") -> Made:
    """Of the lead office, with points by hand that only it and those who read everything know of."""
    made = _scored(ground)
    _give(ground, made)
    if state == "published":
        act.publish(actor=ground.district.actor("supervisor"), appraisal_id=made.pk, at=NOW)
    score = Score.objects.get(appraisal=made, office=ground.district.offices["发改局"])
    return Made({"pk": score.pk}, PRAISE, thing=score)


def _give(ground: Ground, appraisal: Appraisal) -> None:
    lines = [line for line in default_terms()["lines"] if line["per"] == "hand"]
    act.give_by_hand(
        actor=ground.district.actor("supervisor"), appraisal_id=appraisal.pk, office_id=ground.district.offices["发改局"].pk,
        line=lines[0]["code"], words=PRAISE, at=NOW,
    )  # fmt: skip


def line(ground: Ground) -> Made:
    """Points by hand, before they are published."""
    made = _scored(ground)
    _give(ground, made)
    found = ScoreLine.objects.get(score__appraisal=made, kind="hand")
    return Made({"pk": found.pk}, PRAISE, thing=found)


def objection(ground: Ground, state: str = "whole") -> Made:
    """The lead office's, to the ``whole`` or to a line that ``deducts``; nobody has decided."""
    made = _scored(ground)
    act.publish(actor=ground.district.actor("supervisor"), appraisal_id=made.pk, at=NOW)
    raised = _objection(ground, made, deducts=state == "deducts")
    return Made({"pk": raised.pk}, raised.reason, thing=raised)


def _objection(
    ground: Ground, appraisal: Appraisal, *, at: datetime = NOW, deducts: bool = False
) -> Objection:
    score = Score.objects.get(appraisal=appraisal, office=ground.district.offices["发改局"])
    line = score.lines.filter(points__lt=0)[0].pk if deducts else None
    return objections.raise_objection(
        actor=ground.district.actor("head"), score_id=score.pk, line_id=line, reason="因汛期停工，不应计为逾期", at=at
    )  # fmt: skip


THINGS: dict[str, Callable[..., Made]] = {
    "rules": rules, "group": group, "window": window, "appraisal": appraisal, "sheet": sheet, "line": line, "objection": objection,
}  # fmt: skip
