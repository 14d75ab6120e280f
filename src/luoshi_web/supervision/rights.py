"""Who may do what with an item. Cell by cell: tests/web/tables/permissions.tsv."""

from typing import Any

from rules.predicates import predicate

from luoshi_web.accounts.rights import (
    RIGHTS,
    audits,
    cleared,
    heads,
    in_department,
    is_chief,
    leads,
    supervises,
)
from luoshi_web.audit.actor import Actor


@predicate
def of_lead(actor: Actor, item: Any) -> bool:
    """The actor's office holds the item, or the matter of a register: as lead, not as one that helps."""
    return item is not None and item.office_id is not None and item.office_id == actor.office_id


@predicate
def of_helper(actor: Actor, item: Any) -> bool:
    """The actor's office helps with the item (配合单位), or holds the item above or below it."""
    if item is None or actor.office_id is None:
        return False
    if item.parent is not None and item.parent.office_id == actor.office_id:
        return True
    return any(co.post.office_id == actor.office_id for co in item.co_units.all())


@predicate
def in_charge(actor: Actor, item: Any) -> bool:
    """The actor is the leader named for the item, or in charge of its office (分管)."""
    return item is not None and (item.leader_id == actor.post_id or item.office_id in actor.offices)


sees_all = supervises | leads | audits
reads = cleared & (sees_all | (in_department & (of_lead | of_helper)))

RIGHTS.add_rule("item.list", sees_all | in_department)
RIGHTS.add_rule("year.wall", sees_all)
RIGHTS.add_rule("item.read", reads)
RIGHTS.add_rule("note.instruct", leads & (in_charge | is_chief) & cleared)
RIGHTS.add_rule("note.annotate", (supervises | leads) & cleared)
RIGHTS.add_rule("note.read_all", sees_all & cleared)
RIGHTS.add_rule(
    "contact.read",
    (supervises | (leads & (in_charge | is_chief)) | (in_department & (of_lead | of_helper))) & cleared,
)
RIGHTS.add_rule("split.draft", supervises)
RIGHTS.add_rule("split.issue", supervises)
RIGHTS.add_rule("item.establish", supervises & cleared)
RIGHTS.add_rule("origin.read", sees_all & cleared)
RIGHTS.add_rule("origin.decide", is_chief & cleared)
RIGHTS.add_rule("item.edit", supervises & cleared)
RIGHTS.add_rule("item.assign", supervises & cleared)
RIGHTS.add_rule("item.sign", in_department & of_lead & cleared)
RIGHTS.add_rule("item.return", heads & of_lead & cleared)
RIGHTS.add_rule("item.decide_return", supervises & cleared)
RIGHTS.add_rule("item.split_further", heads & of_lead & cleared)
RIGHTS.add_rule("clock.suspend", supervises & cleared)
RIGHTS.add_rule("extension.ask", heads & of_lead & cleared)
RIGHTS.add_rule("extension.screen", supervises & cleared)
RIGHTS.add_rule("extension.decide", leads & in_charge & cleared)
RIGHTS.add_rule("change.ask", (supervises | (heads & of_lead)) & cleared)
RIGHTS.add_rule("change.decide", leads & in_charge & cleared)
RIGHTS.add_rule("progress.owe", in_department)
RIGHTS.add_rule("progress.report", in_department & of_lead & cleared)
RIGHTS.add_rule("evidence.attach", (supervises | (in_department & (of_lead | of_helper))) & cleared)
RIGHTS.add_rule("evidence.read", reads)
RIGHTS.add_rule("light.judge", supervises & cleared)
RIGHTS.add_rule("rules.manage", supervises)
RIGHTS.add_rule("urge.send", supervises & cleared)
RIGHTS.add_rule("urge.approve", leads & in_charge & cleared)
RIGHTS.add_rule("urge.asked", supervises | leads)
RIGHTS.add_rule("urge.answer", in_department & of_lead & cleared)
RIGHTS.add_rule("completion.report", heads & of_lead & cleared)
RIGHTS.add_rule("check.plan", supervises)
RIGHTS.add_rule("check.read", sees_all)
RIGHTS.add_rule("check.record", supervises & cleared)
RIGHTS.add_rule("verdict.give", supervises & cleared)
RIGHTS.add_rule("item.close", supervises & cleared)
RIGHTS.add_rule("closing.approve", leads & in_charge & cleared)
RIGHTS.add_rule("item.reopen", supervises & cleared)
RIGHTS.add_rule("appraisal.score", supervises)
RIGHTS.add_rule("appraisal.read", sees_all | in_department)
RIGHTS.add_rule("objection.raise", heads)
RIGHTS.add_rule("objection.decide", supervises | leads)
RIGHTS.add_rule("paper.issue", supervises)
RIGHTS.add_rule("paper.withdraw", supervises & cleared)
RIGHTS.add_rule("paper.read", sees_all | in_department)
