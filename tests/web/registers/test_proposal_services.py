"""建议提案: acts on rows. One from assignment to the second rating, its bad ways, and what the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.models import (
    Clock,
    Commitment,
    Matter,
    Proposal,
    Rating,
    Reply,
    Return,
    Share,
    Waiver,
)
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.services import after, filing, handling
from tests.web.registers import proposal_steps as steps
from tests.web.registers.proposal_steps import at, version

pytestmark = pytest.mark.django_db


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def fresh(proposal):
    return Proposal.objects.select_related("matter").get(pk=proposal.pk)


def clock(proposal, code):
    return Clock.objects.filter(matter=proposal.pk, code=code).latest("pk")


def verbs(proposal):
    return list(
        Act.objects.filter(object_kind="matter", object_id=proposal.pk).order_by("number").values_list("verb", flat=True)
    )  # fmt: skip


def acting(district, proposal, who="supervisor", on=date(2026, 5, 20), **more):
    return {"actor": district.actor(who), "matter_id": proposal.pk, "at": at(on)} | more


def test_one_from_assignment_to_the_second_rating(district):
    proposal = steps.handled(district)
    assert (fresh(proposal).due, fresh(proposal).matter.state) == (date(2026, 5, 6), "handling")  # P1
    assert clock(proposal, "co_opinion").due == date(2026, 3, 25)  # 30 working days from the assignment
    assert clock(proposal, "contact").due == date(2026, 3, 11)
    steps.talk(district, proposal)
    assert clock(proposal, "contact").state == "met"
    with refused("gate_shut") as shut:  # P6
        steps.answer(district, proposal)
    assert "协办" in str(shut.value) or "unit that helps" in str(shut.value)
    steps.opine(district, proposal)
    promised = [("建成步道3公里", date(2026, 9, 30))]
    steps.answer(district, proposal, outcome="B", commitments=promised)
    assert [clock(proposal, code).state for code in ("reply", "co_opinion")] == ["met", "met"]
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    assert clock(proposal, "rate").due == date(2026, 5, 26)  # 20 working days over 1 May
    steps.rated(district, proposal)
    after.settle(**acting(district, proposal, version=version(proposal)))
    assert fresh(proposal).matter.state == "following"  # a promise is open
    with refused("not_verified"):
        commitment = proposal.commitments.get()
        steps.rated(district, proposal, of="commitment", commitment=commitment.pk, on=date(2026, 10, 9))
    later = acting(district, proposal, on=date(2026, 9, 28))
    after.verify(
        **later,
        version=version(proposal),
        commitment_id=commitment.pk,
        on=date(2026, 9, 28),
        found="现场查看，已建成",
    )
    with refused("gate_shut"):  # verified, not rated again
        after.settle(**later, version=version(proposal))
    steps.rated(district, proposal, "mostly", of="commitment", commitment=commitment.pk, on=date(2026, 10, 9))
    after.settle(**acting(district, proposal, on=date(2026, 10, 10), version=version(proposal)))
    done = fresh(proposal)
    assert (done.matter.state, done.matter.phase, done.matter.ended_on) == ("settled", "ended", date(2026, 10, 10))  # fmt: skip
    assert done.matter.due is None
    assert verbs(proposal) == [
        f"proposals.{verb}"
        for verb in (
            "file", "assign", "sign", "contact", "opinion", "reply", "arrived", "rate", "follow", "verify", "rate", "settle",
        )
    ]  # fmt: skip


def test_twice_dissatisfied_is_conferred_on(district):
    proposal = steps.replied(district)
    steps.rated(district, proposal, "dissatisfied")
    now = acting(district, proposal)
    with refused("gate_shut"):
        after.settle(**now, version=version(proposal))
    with refused("gate_shut"):
        after.confer(**now, version=version(proposal), on=date(2026, 5, 20), words="座谈")
    after.redo(**now, version=version(proposal))
    assert (fresh(proposal).round, clock(proposal, "redo").due) == (2, date(2026, 7, 20))
    with refused("gate_shut"):  # a new talk is owed
        steps.answer(district, proposal, on=date(2026, 6, 2))
    steps.talk(district, proposal, on=date(2026, 6, 1))
    steps.answer(district, proposal, on=date(2026, 6, 2))
    assert fresh(proposal).replied_on == steps.SENT  # the first reply's day stays
    steps.rated(district, proposal, "dissatisfied", on=date(2026, 6, 20))
    later = acting(district, proposal, on=date(2026, 6, 29))
    with refused("gate_shut"):
        after.redo(**later, version=version(proposal))
    after.confer(**later, version=version(proposal), on=date(2026, 6, 29), words="邀请专家座谈，形成会议纪要")
    after.settle(**later, version=version(proposal))
    assert fresh(proposal).matter.state == "settled"
    assert Reply.objects.filter(proposal=proposal).count() == 2


def test_a_return_is_a_right_with_an_end(district):
    """P4: assigned on 10 February, the last day is 2 March; on 3 March the act is refused and nothing is late."""
    proposal = steps.assigned(district, on=date(2026, 2, 10))
    assert clock(proposal, "return").due == date(2026, 3, 2)
    with refused("return_over") as over:
        filing.send_back(**acting(district, proposal, "head", on=date(2026, 3, 3), version=version(proposal), reason="不属本单位职责"))  # fmt: skip
    assert "2026-03-02" in str(over.value)
    assert clock(proposal, "return").state == "running"
    filing.send_back(**acting(district, proposal, "head", on=date(2026, 3, 2), version=version(proposal), reason="不属本单位职责"))  # fmt: skip
    assert fresh(proposal).matter.state == "returned"
    assert clock(proposal, "assign_again").due == date(2026, 3, 16)
    filing.assign(
        **acting(district, proposal, on=date(2026, 3, 5), version=version(proposal)), lead=district.offices["教体局"],
        on=date(2026, 3, 5),
    )  # fmt: skip
    again = fresh(proposal)
    assert (again.matter.office, again.due) == (district.offices["教体局"], date(2026, 6, 5))
    assert Return.objects.get(proposal=proposal).decision == "taken"
    assert list(again.shares.values_list("office__short_name", flat=True)) == ["教体局"]


def test_a_return_that_was_refused_stays(district):
    proposal = steps.assigned(district)
    back = {"version": None, "reason": "不属本单位职责"}
    filing.send_back(**acting(district, proposal, "head", on=date(2026, 2, 9)) | back | {"version": version(proposal)})  # fmt: skip
    filing.refuse_return(**acting(district, proposal, on=date(2026, 2, 10), version=version(proposal)))
    assert (fresh(proposal).matter.state, fresh(proposal).assigned_on) == ("assigned", steps.ASSIGNED)
    with refused("return_stays"):
        filing.send_back(**acting(district, proposal, "head", on=date(2026, 2, 11)) | back | {"version": version(proposal)})  # fmt: skip


def test_time_to_reply_is_made_longer_before_it_ends(district):
    """P2 and P13."""
    proposal = steps.assigned(district, on=date(2026, 4, 3))
    wide = {"reason": "涉及多部门", "consented_on": date(2026, 6, 20)}
    handling.widen(**acting(district, proposal, on=date(2026, 6, 20), version=version(proposal)), **wide)
    reply = clock(proposal, "reply")
    assert (reply.due, reply.first_due, fresh(proposal).due) == (date(2026, 10, 8), date(2026, 7, 3), date(2026, 10, 8))  # fmt: skip
    with refused("widened_already"):
        handling.widen(**acting(district, proposal, on=date(2026, 6, 21), version=version(proposal)), **wide)
    late = steps.assigned(district, on=date(2026, 3, 3))
    with refused("too_late_to_widen"):
        handling.widen(
            **acting(district, late, on=date(2026, 6, 4), version=version(late)), reason="涉及多部门", consented_on=date(2026, 6, 4)
        )  # fmt: skip


def test_an_empty_opinion_is_asked_for_again(district):
    """P7: asked again on 30 April, five working days end on 11 May."""
    proposal = steps.handled(district)
    steps.talk(district, proposal)
    steps.opine(district, proposal)
    again = acting(district, proposal, "officer", on=date(2026, 4, 30), version=version(proposal))
    handling.ask_opinion_again(**again, office=district.offices["住建局"])
    assert clock(proposal, "co_opinion").due == date(2026, 5, 11)
    with refused("gate_shut"):
        steps.answer(district, proposal, on=date(2026, 5, 6))
    steps.opine(district, proposal, on=date(2026, 5, 6))
    steps.answer(district, proposal, on=date(2026, 5, 6))


def test_an_exception_takes_two_and_opens_the_gate_for_its_days(district):
    proposal = steps.handled(district)
    steps.talk(district, proposal)
    now = acting(district, proposal, on=date(2026, 4, 1))
    with refused("no_way_round"):
        ask_exception(
            PROPOSALS,
            **now,
            version=steps.version(proposal),
            gate="reply",
            condition="not_contacted",
            reason="代表出差",
        )
    waiver = ask_exception(
        PROPOSALS,
        **now,
        version=steps.version(proposal),
        gate="reply",
        condition="co_opinion_missing",
        reason="协办单位撤并",
    )
    with refused("gate_shut"):
        steps.answer(district, proposal)
    granted = acting(
        district,
        proposal,
        "leader",
        on=date(2026, 4, 2),
        version=steps.version(proposal),
        waiver_id=waiver.pk,
    )
    with refused("not_yours"):
        approve_exception(
            PROPOSALS, **granted | {"actor": district.actor("supervisor2")}, until=date(2026, 4, 30)
        )
    with refused("exception_over"):
        approve_exception(PROPOSALS, **granted, until=date(2026, 4, 1))
    approve_exception(PROPOSALS, **granted, until=date(2026, 4, 30))
    with refused("exception_decided"):
        approve_exception(
            PROPOSALS, **granted | {"version": steps.version(proposal)}, until=date(2026, 4, 30)
        )
    steps.answer(district, proposal)
    said = Act.objects.get(verb="proposals.reply").details
    assert '"excepted":["co_opinion_missing"]' in said


def test_a_receipt_is_left_out_only_after_a_reminder_and_its_time(district):
    proposal = steps.replied(district)
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    with refused("no_reminder"):
        steps.rated(district, proposal, "left_out", on=date(2026, 5, 27))
    with refused("rate_runs"):
        steps.rated(district, proposal, "left_out", on=date(2026, 5, 26), reminded_on=date(2026, 5, 20))
    steps.rated(district, proposal, "left_out", on=date(2026, 5, 27), reminded_on=date(2026, 5, 20))
    with refused("rated_already"):
        steps.rated(district, proposal, on=date(2026, 5, 28))
    after.settle(**acting(district, proposal, on=date(2026, 5, 28), version=version(proposal)))


def test_the_class_is_changed_by_the_keeper_alone(district):
    proposal = steps.replied(district)
    change = acting(district, proposal, version=version(proposal), outcome="C", reason="尚未建成")
    with refused("not_yours"):
        handling.change_outcome(**change | {"actor": district.actor("head")})
    handling.change_outcome(**change)
    kept = proposal.outcome_changes.get()
    assert (kept.before, kept.after, fresh(proposal).meaning) == ("A", "C", "not_now")
    with refused("same_outcome"):
        handling.change_outcome(**change | {"version": version(proposal)})
    with refused("no_such_outcome"):
        handling.change_outcome(**change | {"version": version(proposal), "outcome": "甲"})


def test_withdrawn_and_not_filed_end_it(district):
    proposal = steps.handled(district)
    after.withdraw(
        **acting(district, proposal, on=date(2026, 3, 1), version=version(proposal)), on=date(2026, 3, 1), reason="联名代表书面撤回"
    )  # fmt: skip
    assert fresh(proposal).matter.phase == "ended"
    assert set(Clock.objects.filter(matter=proposal.pk).values_list("state", flat=True)) == {"lifted"}
    with refused("matter_state"):
        steps.talk(district, proposal)
    unfiled = steps.filed(district)
    filing.do_not_file(**acting(district, unfiled, version=version(unfiled), reason="属个人诉求，转信访"))
    assert (fresh(unfiled).filed, fresh(unfiled).matter.state) == (False, "not_filed")


def test_given_up_in_writing_ends_a_promise(district):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    steps.rated(district, proposal)
    commitment = proposal.commitments.get()
    now = acting(district, proposal, commitment_id=commitment.pk)
    after.give_up(**now, version=version(proposal), reason="选址改作他用，已书面说明")
    with refused("verified_already"):
        after.verify(**now, version=version(proposal), on=date(2026, 5, 20), found="已建成")
    after.settle(**acting(district, proposal, version=version(proposal)))
    assert fresh(proposal).matter.state == "settled"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signatories": [(" ", "", "")]}, "no_signatory"),
        ({"filed_on": date(2026, 12, 31)}, "day_to_come"),
        ({"title": " "}, "no_words"),
        ({"number": " "}, "no_words"),
    ],
)
def test_what_is_filed_is_whole(district, changes, code):
    said = {"number": "9", "title": "关于停车的建议", "kind": "proposal", "filed_on": steps.FILED, "signatories": [("陈晓岚", "", "")]}  # fmt: skip
    with refused(code):
        filing.file_proposal(
            actor=district.actor("supervisor"), filed=filing.Filed(**said | changes), at=at(steps.FILED)
        )
    assert not Matter.objects.exists()


def test_a_number_of_a_year_stands_once(district):
    steps.filed(district, number="7")
    with refused("number_taken"):
        steps.filed(district, number="7")
    steps.filed(district, number="7", year=2025)


@pytest.mark.parametrize("who", ["head", "officer", "auditor", "leader", "administrator"])
def test_only_the_keeper_files(district, who):
    with refused("not_yours"):
        filing.file_proposal(
            actor=district.actor(who), at=at(steps.FILED),
            filed=filing.Filed("9", "关于停车的建议", "proposal", steps.FILED, [("陈晓岚", "", "")]),
        )  # fmt: skip


def test_of_two_who_act_on_one_page_one_is_told(district):
    proposal = steps.replied(district)
    seen = version(proposal)
    steps.rated(district, proposal, "dissatisfied")
    with refused("changed_meanwhile"):
        after.redo(**acting(district, proposal, version=seen))


UNSEEN = {
    "sign_co": lambda district, made, seen: filing.receive_share(**acting(district, made, "officer2", version=seen)),
    "opinion": lambda district, made, seen: handling.give_opinion(**acting(district, made, "officer2", version=seen), opinion="同意"),
    "contact": lambda district, made, seen: handling.contact(
        **acting(district, made, "officer", version=seen), signatory_id=made.signatories.first().pk, on=steps.TALKED, means="visit", words="听取"
    ),
    "opinion_again": lambda district, made, seen: handling.ask_opinion_again(
        **acting(district, made, "officer", version=seen), office=district.offices["住建局"]
    ),
    "verify": lambda district, made, seen: after.verify(
        **acting(district, made, version=seen), commitment_id=made.commitments.get().pk, on=steps.SENT, found="已建成"
    ),
    "give_up": lambda district, made, seen: after.give_up(
        **acting(district, made, version=seen), commitment_id=made.commitments.get().pk, reason="书面说明"
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", UNSEEN)
def test_no_act_goes_by_a_page_that_showed_something_else(district, act):
    promised = act in {"verify", "give_up"}
    made = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))]) if promised else steps.handled(district)  # fmt: skip
    seen = version(made)
    with refused("changed_meanwhile"):
        UNSEEN[act](district, made, seen - 1)
    UNSEEN[act](district, made, seen)
    assert version(made) == seen + 1


def test_where_local_law_says_nothing_no_clock_runs(district):
    proposal = steps.assigned(district, place="")
    codes = set(Clock.objects.filter(matter=proposal.pk).values_list("code", flat=True))
    assert codes == {"reply"}  # three months are the nation's; the right to return has no end here
    filing.send_back(**acting(district, proposal, "head", on=date(2026, 6, 1), version=version(proposal), reason="不属本单位职责"))  # fmt: skip


def test_a_lead_unit_does_not_help_as_well(district):
    with refused("co_is_lead"):
        steps.assigned(district, co=("发改局",))


def test_late_is_a_clock_that_was_missed(district):
    proposal = steps.handled(district)
    steps.talk(district, proposal)
    steps.opine(district, proposal)
    steps.answer(district, proposal, on=date(2026, 5, 7))
    assert clock(proposal, "reply").state == "missed"
    assert clock(proposal, "co_opinion").state == "met"


# What the database refuses, whoever writes


def broken(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_refuses_what_must_never_be(district):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    person, pk = district.people["supervisor"], proposal.pk
    rows, matters = Proposal.objects.filter(pk=pk), Matter.objects.filter(pk=pk)
    promise = Commitment.objects.filter(proposal=pk)
    for changes in (
        {"meaning": ""}, {"outcome": ""}, {"assigned_on": None}, {"assigned_on": date(2026, 1, 1)}, {"reply_on": None},
        {"public": False}, {"widened_on": date(2026, 3, 1)}, {"conference_on": date(2026, 5, 1)}, {"withdrawn_on": date(2026, 5, 1)},
        {"round": 3}, {"key": True}, {"filed": False},
    ):  # fmt: skip
        broken(lambda changes=changes: rows.update(**changes))
    for changes in ({"secrecy": 2}, {"title": ""}, {"phase": "ended"}, {"ended_on": date(2026, 5, 1)}):
        broken(lambda changes=changes: matters.update(**changes))
    for changes in (
        {"verified_on": date(2026, 5, 1)}, {"verified_by": district.people["head"], "verified_on": date(2026, 5, 1), "found": "已建成"},
        {"given_up_on": date(2026, 5, 1)}, {"words": ""},
    ):  # fmt: skip
        broken(lambda changes=changes: promise.update(**changes))
    share = Share.objects.filter(proposal=pk)
    broken(lambda: share.update(role="lead"))
    broken(lambda: share.filter(role="co").update(opinion=""))
    clocks = Clock.objects.filter(matter=pk, code="reply")
    broken(lambda: clocks.update(settled_on=None))
    broken(lambda: clocks.update(due=date(2026, 1, 1)))
    broken(lambda: clocks.update(right=True, state="missed"))
    receipt = {"proposal": proposal, "round": 1, "given_on": date(2026, 5, 1), "entered_by": person}
    broken(lambda: Rating.objects.create(**receipt, of="reply", value="satisfied"))
    broken(lambda: Rating.objects.create(**receipt, of="reply", value="left_out"))
    first = proposal.signatories.get(order=1)
    broken(lambda: Rating.objects.create(**receipt, of="commitment", value="satisfied", given_by=first))
    waiver = {"matter_id": pk, "gate": "reply", "condition": "co_opinion_missing", "asked_by": person, "asked_at": at(steps.SENT)}  # fmt: skip
    broken(lambda: Waiver.objects.create(**waiver, reason=""))
    days = {"since": date(2026, 5, 1), "until": date(2026, 5, 2)}
    broken(lambda: Waiver.objects.create(**waiver, reason="撤并", approved_by=person, **days))
    broken(lambda: Waiver.objects.create(**waiver, reason="撤并", approved_by=district.people["leader"]))
