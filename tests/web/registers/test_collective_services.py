"""三重一大: acts on rows. One from the unit to its closing, its bad ways, thresholds by day, and what the database itself refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.registers.collective.models import CollectiveCheck, CollectiveMatter, Outlay, Threshold
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.rows import Rules, facts_of
from luoshi_web.registers.collective.rules.flags import Flag
from luoshi_web.registers.collective.selectors import flagged, visible_to
from luoshi_web.registers.collective.services import deciding, proposing, rules
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.registers.matters.models import Clock, Matter
from tests.web.registers import collective_steps as made
from tests.web.registers import decision_steps
from tests.web.registers.collective_steps import act
from tests.web.registers.decision_steps import meeting
from tests.web.registers.test_proposal_services import refused, verbs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fresh(row):
    return CollectiveMatter.objects.select_related("matter").get(pk=row.pk)


def state(row):
    return Matter.objects.get(pk=row.pk).state


def marks(district, on=date(2026, 3, 9), year=2026):
    return {row.pk: held for row, held in flagged(visible_to(district.actor("auditor")), year=year, on=on)}


def test_one_from_the_unit_to_its_closing(district):
    row = made.entered(district)
    act(proposing.send_back, district, row, "supervisor", made.ENTERED, on=made.ENTERED, reason="缺预算依据")
    made.checked(district, row)
    act(proposing.propose_again, district, row, "officer", made.CLEARED, words="已补预算依据")
    act(proposing.clear, district, row, "supervisor", made.CLEARED, words="材料齐备")
    act(
        proposing.list_matter, district, row, "supervisor", made.LISTED, on=made.MET, materials_on=made.LISTED
    )
    held = meeting(district, made.MET)
    made.met(district, row, held=held)
    assert Clock.objects.get(matter=row.pk, code="minutes").due == date(2026, 1, 22)  # five working days
    assert Matter.objects.get(pk=row.pk).due == date(2026, 1, 22)
    execute = {"on": made.DONE, "executor": district.offices["住建局"], "due": date(2026, 6, 30)}
    with refused("gate_shut"):  # the minutes are not signed
        act(deciding.execute, district, row, "supervisor", made.DONE, **execute)
    made.signed(district, held)
    assert (Clock.objects.get(matter=row.pk).state, Matter.objects.get(pk=row.pk).due) == ("met", None)
    act(deciding.execute, district, row, "supervisor", made.DONE, **execute)
    pay = {"on": made.DONE, "payee": "云杉公司", "proof": "银行回单8号"}
    with refused("not_yours"):  # another unit carries it out
        act(deciding.pay, district, row, "officer", made.DONE, amount=Decimal(1), **pay)
    act(deciding.pay, district, row, "officer2", made.DONE, amount=Decimal("700000"), **pay)
    with refused("paid_too_much"):
        act(deciding.pay, district, row, "officer2", made.DONE, amount=Decimal("500000.01"), **pay)
    act(deciding.pay, district, row, "officer2", made.DONE, amount=Decimal("500000"), **pay)
    act(deciding.feed_back, district, row, "officer2", made.DONE, on=made.DONE, words="设备已到位")
    act(deciding.close, district, row, "supervisor", made.DONE, words="现场已核")
    assert (state(row), fresh(row).matter.ended_on) == ("closed", made.DONE)
    assert Outlay.objects.count() == 2
    assert marks(district) == {}
    assert verbs(row) == [
        f"collective.{verb}"
        for verb in ("enter", "send_back", "check", "again", "clear", "list", "discuss", "execute", "pay", "pay", "feed_back", "close")
    ]  # fmt: skip


def test_money_without_a_budget_line_is_not_listed_and_no_exception_helps(district):  # M13
    row = made.entered(district, amount=Decimal(650_000))
    act(proposing.clear, district, row, "supervisor", made.CLEARED, words="先行")
    listing = {"on": made.MET, "materials_on": made.LISTED}
    with refused("gate_shut"):
        act(proposing.list_matter, district, row, "supervisor", made.LISTED, **listing)
    with refused("no_way_round"):
        act(ask, district, row, "supervisor", made.LISTED, gate="list", condition="not_budgeted", reason="急")
    with refused("budget_always"):
        made.checked(district, row, result="not_needed")
    with refused("gate_shut"):  # nor in an emergency
        act(
            deciding.do_first,
            district,
            row,
            "leader",
            made.LISTED,
            on=made.LISTED,
            reason="暴雨",
            executor=None,
        )
    made.checked(district, row, on=made.LISTED)
    act(proposing.list_matter, district, row, "supervisor", made.LISTED, **listing)


def ask(**said):
    return ask_exception(COLLECTIVE, **said)


def except_(**said):
    return approve_exception(COLLECTIVE, **said)


def test_a_check_is_not_needed_where_two_say_so(district):
    row = made.cleared(district, contract=True)
    kept = made.checked(district, row, "legality", result="not_needed")
    listing = {"on": made.MET, "materials_on": made.LISTED}
    with refused("gate_shut"):
        act(proposing.list_matter, district, row, "supervisor", made.LISTED, **listing)
    act(proposing.approve_check, district, row, "supervisor", made.CLEARED, check_id=kept.pk)
    with refused("check_decided"):
        act(proposing.approve_check, district, row, "supervisor2", made.CLEARED, check_id=kept.pk)
    act(proposing.list_matter, district, row, "supervisor", made.LISTED, **listing)
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectiveCheck.objects.filter(pk=kept.pk).update(approved_by=kept.entered_by_id)


def test_quorum_votes_and_what_the_record_must_say(district):
    row = made.listed(district)
    few = meeting(district, made.MET, present=5, absent="六人出差")
    with refused("gate_shut"):  # M5: 5 of 11
        made.met(district, row, held=few, yes=5)
    held = meeting(district, made.MET, present=6, absent="五人出差")
    with refused("votes_of_others"):  # M7
        made.met(district, row, held=held, yes=4, no=1)
    with refused("gate_shut"):  # nobody says who was against it
        made.met(district, row, held=held, yes=5, no=1)
    with refused("gate_shut"):
        made.met(district, row, held=held, yes=6, proposer_came=False)
    with refused("gate_shut"):  # it had the votes
        made.met(district, row, held=held, yes=6, result="refused")
    assert Discussion.objects.count() == 0
    made.met(district, row, held=held, yes=5, no=1, way="ballot")
    assert state(row) == "passed"


def test_how_many_votes_carry_it_is_the_rule_of_the_meeting(district):  # M8
    made.meeting_rule(district, of_entitled=True)
    row = made.listed(district)
    split = {"yes": 5, "no": 4, "dissents": [(name, "不宜") for name in "甲乙丙丁"]}
    with refused("gate_shut"):
        made.met(district, row, **split)
    made.meeting_rule(district, since=date(2026, 1, 10))  # of those present, from then on
    made.met(district, row, **split)
    assert state(row) == "passed"


def test_whoever_presides_speaks_last(district):  # M9
    row = made.listed(district)
    made.met(district, row, chair_last=False)
    assert marks(district)[row.pk] == (Flag.CHAIR_NOT_LAST,)
    made.meeting_rule(district, chair_last=True)
    other = made.listed(district)
    held = meeting(district, made.MET)
    with refused("gate_shut"):
        made.met(district, other, held=held, chair_last=False)
    waiver = act(
        ask,
        district,
        other,
        "supervisor",
        made.MET,
        gate="pass",
        condition="presider_not_last",
        reason="区长中途离会",
    )
    act(except_, district, other, "leader", made.MET, waiver_id=waiver.pk, until=made.MET)
    made.met(district, other, held=held, chair_last=False)
    assert set(marks(district)[other.pk]) == {Flag.CHAIR_NOT_LAST, Flag.EXCEPTED}
    assert (
        '"excepted":["presider_not_last"]'
        in Act.objects.filter(verb="collective.discuss").latest("number").details
    )


def test_the_threshold_is_that_of_the_day_of_the_meeting(district):  # M3
    made.threshold(district, "1000000")
    made.threshold(district, "500000", since=date(2026, 1, 10))
    rows = Rules()
    old, new = (rows.threshold("money", "", on) for on in (date(2026, 1, 9), date(2026, 1, 10)))
    assert (old.amount, old.until, new.amount) == (Decimal(1_000_000), date(2026, 1, 10), Decimal(500_000))
    row = made.listed(district, amount=Decimal(800_000))
    assert facts_of(fresh(row), today=made.MET).reached
    unlisted = made.cleared(district, amount=Decimal(800_000))
    assert not facts_of(fresh(unlisted), today=date(2026, 1, 9)).reached
    below = {"decided_by": "分管副区长", "executor": None, "due": None}
    with refused("gate_shut"):
        act(
            deciding.execute_below,
            district,
            unlisted,
            "supervisor",
            date(2026, 1, 12),
            on=date(2026, 1, 12),
            **below,
        )
    with refused("not_decided_by"):
        act(
            deciding.execute_below,
            district,
            unlisted,
            "supervisor",
            date(2026, 1, 9),
            on=date(2026, 1, 9),
            **below | {"decided_by": " "},
        )
    act(
        deciding.execute_below,
        district,
        unlisted,
        "supervisor",
        date(2026, 1, 9),
        on=date(2026, 1, 9),
        **below,
    )
    assert state(unlisted) == "executing"
    assert marks(district) == {}


def test_a_rule_holds_once_another_person_confirmed_it(district):
    row = made.threshold(district, confirmed=False)
    assert Rules().threshold("money", "", made.MET) is None
    confirm = {"rule_id": row.pk, "at": made.at(made.ENTERED)}
    with refused("own_rule"):
        rules.confirm_threshold(actor=district.actor("supervisor"), **confirm)
    with refused("not_yours"):
        rules.confirm_threshold(actor=district.actor("head"), **confirm)
    with refused("rule_waits"):
        made.threshold(district, confirmed=False)
    rules.confirm_threshold(actor=district.actor("supervisor2"), **confirm)
    with refused("rule_confirmed"):
        rules.confirm_threshold(actor=district.actor("supervisor2"), **confirm)
    with refused("amount_missing"):
        made.threshold(district, "0", since=date(2026, 2, 1))
    with refused("part_of_nothing"):
        made.meeting_rule(district, quorum_part=3)
    earlier = made.threshold(district, "300000", since=date(2024, 6, 1))
    assert earlier.until is None or Threshold.objects.get(pk=earlier.pk).until == date(2025, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Threshold.objects.update(confirmed_by=district.people["supervisor"])


def test_parts_under_the_threshold_are_found(district):  # M4
    made.threshold(district)
    rows = []
    for on in (date(2026, 1, 9), date(2026, 1, 30), date(2026, 3, 4)):
        row = made.cleared(district, on=on, amount=Decimal(400_000))
        act(
            deciding.execute_below,
            district,
            row,
            "supervisor",
            on,
            on=on,
            decided_by="分管副区长",
            executor=None,
            due=None,
        )
        act(
            deciding.pay,
            district,
            row,
            "officer",
            on,
            on=on,
            amount=Decimal(400_000),
            payee="云杉公司",
            proof="回单",
        )
        rows.append(row)
    assert marks(district) == {rows[2].pk: (Flag.SPLIT,)}
    assert marks(district, on=date(2026, 3, 3)) == {}


def test_what_was_done_first_waits_for_the_next_meeting(district):  # M12
    row = made.first(district)
    assert (state(row), fresh(row).urgent_on) == ("urgent", made.CLEARED)
    assert marks(district) == {}
    other = made.listed(district)
    made.met(district, other, on=made.MET)
    assert marks(district, on=made.MET)[row.pk] == (Flag.UNRATIFIED,)
    later = date(2026, 1, 27)
    made.met(district, row, on=later)
    assert (state(row), fresh(row).ratified_on) == ("executing", later)
    assert marks(district, on=later)[row.pk] == (Flag.RATIFIED_LATE,)
    refused_ = made.first(district)
    made.met(district, refused_, on=date(2026, 1, 28), yes=2, no=7, result="refused", way="ballot")
    assert (state(refused_), fresh(refused_).ratified_on) == ("unratified", None)
    put_off = made.first(district)
    made.met(district, put_off, on=date(2026, 1, 28), yes=2, no=7, result="put_off", way="ballot")
    assert state(put_off) == "urgent"
    for who in ("supervisor", "head"):
        with refused("not_yours"):
            act(deciding.do_first, district, other, who, later, on=later, reason="暴雨", executor=None)


def test_an_appointment_is_secret_and_the_keepers(district):
    staff = {"kind": "staff", "office": None, "amount": None, "title": "干部任职", "payee": "", "project": ""}
    row = made.entered(district, **staff)
    assert row.matter.secrecy == 3
    with refused("unit_not_cleared"):
        made.entered(district, **staff | {"office": district.offices["发改局"]})
    with refused("matter_of_no_unit"):
        made.entered(district, office=None)
    with refused("amount_missing"):
        made.entered(district, amount=None)
    seen = {
        who: visible_to(district.actor(who)).count()
        for who in ("supervisor", "leader", "auditor", "head", "officer2")
    }
    assert seen == {"supervisor": 1, "leader": 1, "auditor": 0, "head": 0, "officer2": 0}
    made.checked(district, row, "argument", who="supervisor")
    act(proposing.clear, district, row, "supervisor", made.CLEARED, words="已考察")
    act(
        proposing.list_matter, district, row, "supervisor", made.LISTED, on=made.MET, materials_on=made.LISTED
    )
    made.met(district, row)
    made.signed(district, Discussion.objects.get().meeting)
    with refused("unit_not_cleared"):
        act(
            deciding.execute,
            district,
            row,
            "supervisor",
            made.DONE,
            on=made.DONE,
            executor=district.offices["住建局"],
            due=None,
        )
    act(deciding.execute, district, row, "supervisor", made.DONE, on=made.DONE, executor=None, due=None)
    act(deciding.feed_back, district, row, "supervisor", made.DONE, on=made.DONE, words="已任职")


def test_it_is_linked_to_its_major_decision(district):
    decision = decision_steps.entered(district)
    row = made.entered(district, also=decision.matter)
    assert fresh(row).also_id == decision.pk


def test_who_may_not(district):
    row = made.entered(district)
    for who in ("head2", "officer2", "supervisor", "auditor", "leader"):
        with refused("not_yours"):
            made.checked(district, row, who=who)
    with refused("not_yours"):
        act(proposing.clear, district, row, "head", made.CLEARED, words="齐备")
    with refused("changed_meanwhile"):
        proposing.clear(actor=district.actor("supervisor"), matter_id=row.pk, version=0, words="齐备", at=made.at(made.CLEARED))  # fmt: skip
    with refused("number_taken"):
        made.entered(district, number=row.matter.number)
    executing = made.executing(district)
    kept = {
        who: set(visible_to(district.actor(who)).values_list("pk", flat=True))
        for who in ("officer", "officer2", "head3")
    }
    assert kept == {"officer": {row.pk, executing.pk}, "officer2": {executing.pk}, "head3": set()}
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectiveMatter.objects.filter(pk=row.pk).update(amount=None)


def test_feedback_that_does_not_come_is_seen(district):
    row = made.executing(district)
    CollectiveMatter.objects.filter(pk=row.pk).update(due=date(2026, 3, 8))
    assert marks(district)[row.pk] == (Flag.NO_FEEDBACK,)
    late = made.listed(district, materials_on=date(2026, 1, 13))
    assert marks(district)[late.pk] == (Flag.MATERIALS_LATE,)  # by 12 January
    with refused("list_back"):
        made.listed(district, on=made.LISTED - DAY)
