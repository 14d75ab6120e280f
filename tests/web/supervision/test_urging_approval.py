"""通报 and 约谈 go out only after a leader approved them: a person other than who put them forward; refused with a reason; shown in the paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Extension, Item, Message, Urge
from luoshi_web.supervision.papers import press
from luoshi_web.supervision.urging.ladder import Taken, default, next_step, read_terms
from luoshi_web.supervision.urging.letters import written
from luoshi_web.supervision.urging.rules import ladder_on, put_in_force
from luoshi_web.supervision.urging.run import run_day
from luoshi_web.supervision.urging.services import (
    answer,
    approve,
    hold_back,
    refuse,
    skip,
    take,
    urge_by_hand,
)
from tests.web.conftest import NOW, TODAY


def proposed(item, rung=4, **columns) -> Urge:
    facts = {
        "rung": rung, "occasion": "finish:2026-02-01", "state": "proposed", "on": TODAY, "code": "finish_missed",
        "inputs": {"day": "2026-02-01", "days": 37},
    }  # fmt: skip
    return Urge.objects.create(
        item=item, ladder=ladder_on(TODAY), office=item.office, post=item.lead, **facts | columns
    )


def put_forward(district, item, rung=4) -> Urge:
    return take(actor=district.actor("supervisor"), urge_id=proposed(item, rung).pk, at=NOW)


def refused(code, act, **words):
    before = (Act.objects.count(), list(Urge.objects.order_by("pk").values()))
    with pytest.raises(Refusal) as refusal:
        act(**words)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert (Act.objects.count(), list(Urge.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("rung", [4, 5])
def test_it_goes_before_the_leader_and_out_when_he_has_approved_it(district, make_item, rung):
    item = make_item()
    urge = put_forward(district, item, rung)
    assert (urge.state, urge.asked_by, urge.answer_due) == ("asked", district.people["supervisor"], None)
    assert not Message.objects.exists(), "nobody has been told anything"
    assert Item.objects.get().times_urged == 0
    approve(actor=district.actor("leader"), urge_id=urge.pk, words="同意", at=NOW)
    urge = Urge.objects.get()
    assert (urge.state, urge.approved_by, urge.approver) == (
        "sent",
        district.people["leader"],
        "副区长区政府副区长",
    )
    assert urge.answer_due is not None
    assert Item.objects.get().times_urged == 1
    assert [act.verb for act in Act.objects.order_by("number")] == ["urge.ask", "urge.approve"]
    letter = Message.objects.filter(channel="email").first()
    assert "经副区长区政府副区长批准。" in written(letter)[1]


def test_the_lower_rungs_stay_as_they_are(district, make_item):
    urge = put_forward(district, make_item(), 3)
    assert (urge.state, urge.asked_by, urge.approved_by) == ("sent", None, None)


def test_by_hand_the_upper_rungs_wait_too(district, make_item):
    item = make_item()
    write = {
        "actor": district.actor("supervisor"),
        "item_id": item.pk,
        "version": 0,
        "reason": "长期不动",
        "at": NOW,
    }
    urge = urge_by_hand(**write, rung=5)
    assert (urge.state, Item.objects.get().version) == ("asked", 1)
    refused("urge_repeats", urge_by_hand, **write | {"version": 1}, rung=5)
    approve(actor=district.actor("leader"), urge_id=urge.pk, at=NOW)
    assert Urge.objects.get().state == "sent"


def test_a_refusal_says_why_and_the_ladder_goes_no_further(district, make_item):
    urge = put_forward(district, make_item())
    leader = district.actor("leader")
    refused("urge_no_reason", refuse, actor=leader, urge_id=urge.pk, reason=" ", at=NOW)
    refuse(actor=leader, urge_id=urge.pk, reason="已当面约谈，暂不通报", at=NOW)
    urge = Urge.objects.get()
    assert (urge.state, urge.approval, urge.approver) == (
        "refused",
        "已当面约谈，暂不通报",
        "副区长区政府副区长",
    )
    assert not Message.objects.exists()
    refused("urge_decided", approve, actor=leader, urge_id=urge.pk, at=NOW)
    refused("urge_decided", answer, actor=district.actor("head"), urge_id=urge.pk, text="好", at=NOW)
    assert Act.objects.last().verb == "urge.refuse"


@pytest.mark.parametrize("key", ["supervisor", "supervisor2", "leader2", "head", "auditor"])
def test_only_the_leader_in_charge_decides(district, make_item, key):
    urge = put_forward(district, make_item())
    refused("not_yours", approve, actor=district.actor(key), urge_id=urge.pk, at=NOW)
    refused("not_yours", refuse, actor=district.actor(key), urge_id=urge.pk, reason="不", at=NOW)


def test_a_person_and_not_a_post_is_another(district, make_item):
    urge = put_forward(district, make_item())
    turned = replace(district.actor("leader"), person_id=district.people["supervisor"].pk)
    refused("urge_own", approve, actor=turned, urge_id=urge.pk, at=NOW)
    refused("urge_own", refuse, actor=turned, urge_id=urge.pk, reason="不", at=NOW)


def test_of_two_who_decide_one_is_told(district, make_item):
    urge = put_forward(district, make_item())
    refuse(actor=district.actor("leader"), urge_id=urge.pk, reason="再等一周", at=NOW)
    refused("urge_decided", approve, actor=district.actor("leader"), urge_id=urge.pk, at=NOW)
    refused("urge_decided", skip, actor=district.actor("supervisor"), urge_id=urge.pk, reason="x", at=NOW)


def test_what_was_done_meanwhile_is_not_sent(district, make_item):
    item = make_item()
    urge = put_forward(district, item)
    Item.objects.filter(pk=item.pk).update(state="reported")
    refused("urge_state", approve, actor=district.actor("leader"), urge_id=urge.pk, at=NOW)
    refused(
        "urge_decided",
        hold_back,
        actor=district.actor("supervisor"),
        urge_id=urge.pk,
        until=TODAY + timedelta(1),
        reason="x",
        at=NOW,
    )
    skip(actor=district.actor("supervisor"), urge_id=urge.pk, reason="已办结", at=NOW)
    assert Urge.objects.get().state == "skipped"


def test_it_lapses_at_night_where_its_reason_is_gone(district, make_item):
    item = make_item(due=TODAY - timedelta(days=37))
    put_forward(district, item)
    run_day(TODAY, at=NOW)
    urge = Urge.objects.get(occasion="finish:2026-02-01")
    assert (urge.state, urge.asked_by) == ("asked", district.people["supervisor"])
    Item.objects.filter(pk=item.pk).update(due=date(2026, 12, 31))
    run_day(date(2026, 3, 11), at=NOW + timedelta(days=1))
    assert Urge.objects.get(occasion="finish:2026-02-01").state == "lapsed"


def test_it_is_proposed_again_where_its_reason_is_back(district, make_item):
    """More time was asked for while it lay before the leader, and refused: the ladder does not end there."""
    item = make_item(due=date(2026, 2, 1))
    for rung in (1, 2, 3):
        proposed(item, rung, state="sent", on=date(2026, 2, 2 + 3 * rung))
    urge = put_forward(district, item)
    asked = Extension.objects.create(
        item=item, asked_by=district.people["head"], asked_at=NOW, reason="雨", progress="半", old_due=item.due, new_due=TODAY
    )  # fmt: skip
    run_day(TODAY, at=NOW)
    assert Urge.objects.get(pk=urge.pk).state == "lapsed"
    Extension.objects.filter(pk=asked.pk).update(state="refused")
    run_day(date(2026, 3, 12), at=NOW + timedelta(days=2))
    again = Urge.objects.get(pk=urge.pk)
    assert (again.state, again.on, again.asked_by, again.decided_by) == (
        "proposed", date(2026, 3, 12), None, None,
    )  # fmt: skip
    assert again.inputs["days"] == 39
    assert take(actor=district.actor("supervisor2"), urge_id=urge.pk, at=NOW).state == "asked"


def test_nothing_more_is_proposed_while_it_waits():
    terms = read_terms(default()["terms"])
    taken = [Taken("red:2026-01-01", 4, "asked", TODAY)]
    assert next_step([], taken, terms, day=TODAY, working_days=lambda a, b: 9) is None


def test_no_ladder_lets_them_out_by_themselves(district):
    terms = default()["terms"]
    terms = terms | {
        "rungs": terms["rungs"] | {"interview": terms["rungs"]["interview"] | {"by_itself": True}}
    }
    refused(
        "ladder_approved", put_in_force, actor=district.actor("supervisor"), name="新", source="", terms=terms,
        since=TODAY + timedelta(days=1), on=TODAY, at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    "columns", [{"state": "sent"}, {"state": "refused"}, {"state": "asked", "approved": "supervisor", "asked": "supervisor"}]
)  # fmt: skip
def test_the_database_refuses_it_too(district, make_item, columns):
    people = {
        f"{name}_by": district.people[columns.pop(name)] for name in ("approved", "asked") if name in columns
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        proposed(make_item(), **columns | people)


def test_the_paper_shows_the_approver(district, make_item):
    item = make_item(title="滨河公园")
    urge = put_forward(district, item)
    approve(actor=district.actor("leader"), urge_id=urge.pk, at=NOW)
    made = press.collect(office=item.office, on=TODAY, secrecy=0, issuer="督查室").content
    (table,) = made.tables
    assert (table.columns[-2].name, table.rows[0][-2]) == ("批准领导", "副区长区政府副区长")
    other = make_item(lead="head2")
    take(actor=district.actor("supervisor"), urge_id=proposed(other, 3).pk, at=NOW)
    made = press.collect(office=other.office, on=TODAY, secrecy=0, issuer="督查室").content
    assert made.tables[0].columns[-2].name == "累计督促次数"
