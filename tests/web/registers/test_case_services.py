"""行政复议: acts on rows. One from receipt to the end, its bad ways, what the night does. C-numbers: the registers' design; articles: 行政复议法."""

import json
from datetime import date
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.registers.cases.models import CaseAdvice, CaseParty, CaseStep, Reconsideration
from luoshi_web.registers.cases.names import masked
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.services import (
    accepting,
    advising,
    afterwards,
    concluding,
    entering,
    standing,
    trying,
)
from luoshi_web.registers.cases.services.entering import Party
from luoshi_web.registers.matters.lapses import undo_lapse
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from tests.web.registers import case_steps as steps
from tests.web.registers.case_steps import act
from tests.web.registers.proposal_steps import at
from tests.web.registers.test_proposal_services import clock, refused, verbs

pytestmark = pytest.mark.django_db
day = date.fromisoformat


def fresh(case):
    return Reconsideration.objects.select_related("matter").get(pk=case.pk)


def state(case):
    return Matter.objects.get(pk=case.pk).state


def night(on):
    return run_night(on, at=at(on))


def test_one_from_receipt_to_the_end(district):
    case = steps.applied(district)
    assert clock(case, "accept").due == date(2026, 1, 12)  # five working days
    with refused("matter_state"):
        act(trying.name_handler, district, case, "supervisor", steps.RECEIVED, on=steps.RECEIVED, handler=district.people["supervisor2"])  # fmt: skip
    act(accepting.accept, district, case, "supervisor", steps.ACCEPTED, on=steps.ACCEPTED)
    assert (clock(case, "accept").state, clock(case, "decide").due) == ("met", date(2026, 3, 9))
    assert fresh(case).due == date(2026, 3, 9)
    act(trying.name_handler, district, case, "supervisor", steps.ACCEPTED, on=steps.ACCEPTED, handler=district.people["supervisor2"])  # fmt: skip
    act(trying.send_copy, district, case, "supervisor", steps.COPIED, on=steps.COPIED, received_on=steps.COPIED)  # fmt: skip
    assert clock(case, "answer").of == district.offices["发改局"]
    with refused("gate_shut"):  # the answer is waited for
        steps.decide(district, case)
    act(trying.answer, district, case, "head", steps.ANSWERED, on=steps.ANSWERED, words="附证据")
    steps.cleared(district, case)
    steps.decide(district, case, perform_by=date(2026, 3, 31))
    done = fresh(case)
    assert (done.outcome, done.closed_on, done.matter.state) == ("annulled", steps.DECIDED, "decided")
    assert clock(case, "decide").state == "met"
    act(afterwards.serve, district, case, "supervisor", date(2026, 2, 11), on=date(2026, 2, 11))
    assert (state(case), clock(case, "sue").right) == ("performing", True)
    with refused("gate_shut"):
        act(afterwards.close, district, case, "supervisor", date(2026, 3, 9), on=date(2026, 3, 9))
    act(afterwards.order, district, case, "supervisor", date(2026, 3, 2), on=date(2026, 3, 2), perform_by=date(2026, 3, 6), how="约谈负责人")  # fmt: skip
    act(afterwards.perform, district, case, "officer", date(2026, 3, 5), on=date(2026, 3, 5), how="已重新作出决定")  # fmt: skip
    act(afterwards.publish, district, case, "supervisor", date(2026, 3, 6), on=None, reason="涉及商业秘密")
    act(afterwards.close, district, case, "supervisor", date(2026, 3, 9), on=date(2026, 3, 9))
    assert (state(case), fresh(case).matter.phase, fresh(case).matter.ended_on) == ("closed", "ended", date(2026, 3, 9))  # fmt: skip
    assert verbs(case) == [
        "cases.apply", "cases.accept", "cases.handler", "cases.copy", "cases.answer", "cases.step", "cases.step", "cases.step",
        "cases.approve_step", "cases.step", "cases.approve_step", "cases.decide", "cases.serve", "cases.order", "cases.perform", "cases.publish",
        "cases.close",
    ]  # fmt: skip


# Acceptance


def test_silence_accepts_on_the_last_day(district):  # C1
    case = steps.applied(district, on=day("2026-02-12"))
    night(day("2026-02-26"))
    assert state(case) == "received"
    night(day("2026-02-27"))
    done = fresh(case)
    assert (done.matter.state, done.accepted_on, done.accepted_how) == (
        "accepted",
        day("2026-02-26"),
        "deemed",
    )
    assert (clock(case, "decide").due, done.due) == (day("2026-04-27"), day("2026-04-27"))
    assert Matter.objects.get(pk=case.pk).due == clock(case, "copy").due
    assert night(day("2026-02-27")) == {}


@pytest.mark.parametrize(("accepted", "after"), [(True, "accepted"), (False, "rejected")])
def test_what_had_been_decided_in_time_takes_the_place_of_silence(district, accepted, after):
    case = steps.applied(district, on=day("2026-02-12"))
    night(day("2026-02-27"))
    said = {"accepted": accepted, "decision": "不受〔2026〕1号", "reason": "登记延误"}
    with refused("not_in_time"):
        act(accepting.decided_in_time, district, case, "supervisor", day("2026-03-02"), on=day("2026-02-27"), **said)  # fmt: skip
    act(accepting.decided_in_time, district, case, "supervisor", day("2026-03-02"), on=day("2026-02-25"), **said)  # fmt: skip
    done = fresh(case)
    assert (done.matter.state, clock(case, "accept").state) == (after, "met")
    assert done.accepted_on == (day("2026-02-25") if accepted else None)
    assert done.due == (day("2026-04-27") if accepted else None)  # 26 April is a Sunday
    assert Clock.objects.filter(matter=case.pk, code="decide", state="running").count() == int(accepted)
    with refused("matter_state" if not accepted else "not_deemed"):
        act(accepting.decided_in_time, district, case, "supervisor", day("2026-03-02"), on=day("2026-02-25"), **said)  # fmt: skip


def test_after_its_day_nobody_decides_on_acceptance(district):  # C2
    case = steps.applied(district, on=day("2026-09-29"))
    late = day("2026-10-13")
    with refused("not_in_time"):
        act(accepting.accept, district, case, "supervisor", late, on=late)
    with refused("not_in_time"):
        act(accepting.reject, district, case, "supervisor", late, on=late, decision="不受1号", grounds="不属于复议范围")  # fmt: skip
    act(accepting.accept, district, case, "supervisor", late, on=day("2026-10-12"))


def test_a_correction_is_asked_for_once_and_counted_anew(district):  # C3
    case = steps.applied(district, on=day("2026-04-29"))
    asked = {"on": day("2026-05-08"), "received_on": day("2026-05-08"), "points": "补充身份证明"}
    act(accepting.ask_correction, district, case, "supervisor", day("2026-05-08"), **asked)
    assert (clock(case, "correction").due, clock(case, "correction").state) == (day("2026-05-09"), "met")
    assert (clock(case, "correct").due, clock(case, "accept").state) == (day("2026-05-21"), "lifted")
    act(accepting.corrected, district, case, "supervisor", day("2026-05-20"), on=day("2026-05-20"))
    assert (state(case), clock(case, "accept").due) == ("received", day("2026-05-27"))
    with refused("corrected_once"):
        act(accepting.ask_correction, district, case, "supervisor", day("2026-05-21"), on=day("2026-05-21"), received_on=day("2026-05-21"), points="再补")  # fmt: skip


def test_what_is_not_corrected_is_deemed_given_up_unless_it_came_in_time(district):
    case = steps.applied(district, on=day("2026-04-29"))
    asked = {"on": day("2026-05-08"), "received_on": day("2026-05-08"), "points": "补充身份证明"}
    act(accepting.ask_correction, district, case, "supervisor", day("2026-05-08"), **asked)
    night(day("2026-05-22"))
    assert (state(case), fresh(case).matter.ended_on) == ("abandoned", day("2026-05-21"))
    with refused("not_in_time"):
        act(accepting.corrected, district, case, "supervisor", day("2026-05-25"), on=day("2026-05-22"), reason="迟")  # fmt: skip
    with refused("no_words"):
        act(accepting.corrected, district, case, "supervisor", day("2026-05-25"), on=day("2026-05-21"))
    act(accepting.corrected, district, case, "supervisor", day("2026-05-25"), on=day("2026-05-21"), reason="邮件迟到")  # fmt: skip
    assert (state(case), fresh(case).matter.phase, clock(case, "correct").state) == (
        "received",
        "open",
        "met",
    )


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({"knew_on": day("2026-03-12")}, True),  # 60 days: 11 May
        ({"knew_on": day("2026-03-10")}, False),
        ({"knew_on": day("2026-03-10"), "posted_on": day("2026-05-09")}, True),  # the post mark counts
        ({"knew_on": day("2026-03-10"), "excused_why": "住院治疗"}, True),
        ({"knew_on": day("2025-05-11"), "untold": True}, True),
        ({"knew_on": day("2025-05-08"), "untold": True}, False),
        ({"knew_on": day("2026-05-01"), "act_on": day("2021-05-10")}, False),  # five years
        ({"knew_on": day("2026-05-01"), "act_on": day("2021-05-10"), "land": True}, True),
    ],
)
def test_it_is_applied_for_in_time(district, said, fits):  # 20, 21
    case = steps.applied(district, on=day("2026-05-11"), **said)
    take = {"on": day("2026-05-11")}
    if fits:
        act(accepting.accept, district, case, "supervisor", day("2026-05-11"), **take)
        return
    with refused("gate_shut"):
        act(accepting.accept, district, case, "supervisor", day("2026-05-11"), **take)
    act(accepting.reject, district, case, "supervisor", day("2026-05-11"), **take, decision="不受1号", grounds="超过申请期限")  # fmt: skip
    assert (fresh(case).outcome, fresh(case).closed_on) == ("not_accepted", day("2026-05-11"))


def test_before_acceptance_it_may_be_withdrawn(district):
    case = steps.applied(district)
    act(accepting.withdraw, district, case, "supervisor", steps.ACCEPTED, on=steps.ACCEPTED, reason="受理前和解")  # fmt: skip
    assert (state(case), clock(case, "accept").state, fresh(case).outcome) == ("withdrawn", "lifted", "")


# Procedure


def test_the_simplified_procedure_has_its_reason_and_its_own_times(district):  # C5
    case = steps.applied(district, on=day("2026-06-16"))
    with refused("simplified_why"):
        act(accepting.accept, district, case, "supervisor", day("2026-06-17"), on=day("2026-06-17"), procedure="simplified")  # fmt: skip
    case = steps.handled(district, on=day("2026-06-17"), procedure="simplified")
    act(trying.send_copy, district, case, "supervisor", day("2026-06-23"), on=day("2026-06-23"), received_on=day("2026-06-23"))  # fmt: skip
    assert (clock(case, "copy").due, clock(case, "answer").due) == (day("2026-06-23"), day("2026-06-30"))
    with refused("no_copy"):
        act(trying.send_copy, district, case, "supervisor", day("2026-06-23"), on=day("2026-06-23"), received_on=day("2026-06-23"))  # fmt: skip


def test_made_ordinary_its_sixty_days_run_from_acceptance(district):  # C6
    case = steps.handled(district, on=day("2026-07-06"), procedure="simplified")
    assert fresh(case).due == day("2026-08-05")
    act(trying.make_ordinary, district, case, "supervisor", day("2026-07-20"), on=day("2026-07-20"), reason="争议较大")  # fmt: skip
    assert (fresh(case).due, clock(case, "decide").due) == (day("2026-09-04"), day("2026-09-04"))
    with refused("ordinary_already"):
        act(trying.make_ordinary, district, case, "supervisor", day("2026-07-20"), on=day("2026-07-20"), reason="争议较大")  # fmt: skip


def test_no_answer_in_time_is_no_evidence(district):  # C4, 70
    case = steps.handled(district, on=day("2026-09-22"))
    act(trying.send_copy, district, case, "supervisor", day("2026-09-28"), on=day("2026-09-28"), received_on=day("2026-09-28"))  # fmt: skip
    assert clock(case, "answer").due == day("2026-10-16")
    night(day("2026-10-17"))
    assert clock(case, "answer").state == "lapsed"
    steps.cleared(district, case, on=day("2026-10-19"))
    for outcome in ("upheld", "refused"):
        with refused("without_evidence"):
            steps.decide(district, case, on=day("2026-10-20"), outcome=outcome)
    steps.decide(district, case, on=day("2026-10-20"), outcome="upheld", third_evidence=True)


def test_an_answer_that_had_come_in_time_is_evidence_again(district):
    case = steps.handled(district, on=day("2026-09-22"))
    act(trying.send_copy, district, case, "supervisor", day("2026-09-28"), on=day("2026-09-28"), received_on=day("2026-09-28"))  # fmt: skip
    night(day("2026-10-17"))
    late = {"clock_id": clock(case, "answer").pk, "on": day("2026-10-16"), "reason": "邮戳为证"}
    act(lambda **said: undo_lapse(APPLICATIONS, **said), district, case, "supervisor", day("2026-10-19"), **late)  # fmt: skip
    act(trying.answer, district, case, "head", day("2026-10-19"), on=day("2026-10-16"), words="附证据")
    steps.cleared(district, case, on=day("2026-10-19"))
    steps.decide(district, case, on=day("2026-10-20"), outcome="upheld")


def test_notice_of_a_hearing_is_given_early_enough(district):  # C11
    case = steps.handled(district, on=day("2026-09-22"))
    with refused("hearing_too_soon"):
        act(trying.plan_hearing, district, case, "supervisor", day("2026-09-30"), hearing_on=day("2026-10-12"), on=day("2026-09-30"))  # fmt: skip
    act(trying.plan_hearing, district, case, "supervisor", day("2026-09-29"), hearing_on=day("2026-10-12"), on=day("2026-09-29"))  # fmt: skip
    held = {"kind": "hearing", "needed": True, "words": "笔录在卷", "head_came": True}
    with refused("hearing_not_noticed"):
        act(trying.take_step, district, case, "supervisor", day("2026-10-13"), on=day("2026-10-13"), **held)
    made = act(trying.take_step, district, case, "supervisor", day("2026-10-12"), on=day("2026-10-12"), **held)  # fmt: skip
    assert made.head_came is True


def test_that_a_step_is_not_needed_takes_two(district):
    case = steps.answered(district)
    spared = {"needed": False, "on": steps.ANSWERED, "words": "事实清楚"}
    with refused("step_is_needed"):
        act(trying.take_step, district, case, "supervisor", steps.ANSWERED, kind="heard", **spared)
    made = act(trying.take_step, district, case, "supervisor", steps.ANSWERED, kind="hearing", **spared)
    with refused("own_determination"):
        act(trying.approve_step, district, case, "supervisor", steps.ANSWERED, step_id=made.pk)
    act(trying.approve_step, district, case, "supervisor2", steps.ANSWERED, step_id=made.pk)
    with refused("step_decided"):
        act(trying.approve_step, district, case, "supervisor2", steps.ANSWERED, step_id=made.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStep.objects.filter(pk=made.pk).update(kind="heard")
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStep.objects.filter(pk=made.pk).update(approved_by=made.entered_by_id)


# The time to decide


def suspend(district, case, since, *, on=None, ground=7, **more):
    said = {"ground": ground, "since": day(since), "paper": "中止1号", "reason": "需要有权机关解释"} | more
    return act(standing.suspend, district, case, "supervisor", day(on or since), **said)


def resume(district, case, until, *, on=None):
    return act(standing.resume, district, case, "supervisor", day(on or until), until=day(until), paper="恢复1号")  # fmt: skip


def extend(district, case, on, days=30):
    act(standing.ask_extension, district, case, "supervisor", day(on), days=days, asked_on=day(on), reason="案情复杂")  # fmt: skip
    return act(standing.approve_extension, district, case, "supervisor2", day(on))


def test_thirty_more_days_are_counted_from_the_same_beginning(district):  # C8
    case = steps.handled(district, on=day("2026-08-03"))
    assert fresh(case).due == day("2026-10-08")
    extend(district, case, "2026-09-30")
    assert (fresh(case).due, clock(case, "decide").first_due) == (day("2026-11-02"), day("2026-10-08"))
    with refused("extended_already"):
        extend(district, case, "2026-10-08")


def test_fewer_days_may_be_given_and_never_more_than_thirty(district):
    case = steps.handled(district, on=day("2026-08-03"))
    with pytest.raises(IntegrityError), transaction.atomic():
        extend(district, case, "2026-09-30", days=31)
    extend(district, case, "2026-09-30", days=10)
    assert fresh(case).due == day("2026-10-12")  # seventy days


def test_an_extension_takes_two_and_its_time(district):
    case = steps.handled(district, on=day("2026-08-03"))
    with refused("no_extension_asked"):
        act(standing.approve_extension, district, case, "supervisor2", day("2026-09-30"))
    ask = {"days": 30, "reason": "案情复杂"}
    with refused("too_late_to_prolong"):
        act(standing.ask_extension, district, case, "supervisor", day("2026-10-09"), asked_on=day("2026-10-09"), **ask)  # fmt: skip
    act(standing.ask_extension, district, case, "supervisor", day("2026-10-08"), asked_on=day("2026-10-08"), **ask)  # fmt: skip
    with refused("own_extension"):
        act(standing.approve_extension, district, case, "supervisor", day("2026-10-08"))
    with refused("too_late_to_prolong"):
        act(standing.approve_extension, district, case, "supervisor2", day("2026-10-09"))
    act(standing.approve_extension, district, case, "supervisor2", day("2026-10-08"))


def test_the_simplified_time_is_not_made_longer(district):  # C7
    case = steps.handled(district, on=day("2026-04-02"), procedure="simplified")
    assert fresh(case).due == day("2026-05-06")
    with refused("simplified_not_extended"):
        extend(district, case, "2026-04-30")


def test_it_stands_still_while_suspended(district):  # C9
    case = steps.handled(district, on=day("2026-03-02"))
    assert fresh(case).due == day("2026-05-06")
    suspend(district, case, "2026-04-01")
    assert (state(case), fresh(case).due, clock(case, "decide").state) == ("suspended", None, "still")
    assert Matter.objects.get(pk=case.pk).due == clock(case, "copy").due  # nothing of the time to decide
    night(day("2026-06-01"))
    assert (clock(case, "decide").state, state(case)) == ("still", "suspended")  # nothing is over
    with refused("matter_state"):
        steps.decide(district, case, on=day("2026-04-10"))
    resume(district, case, "2026-04-21")
    assert (fresh(case).due, clock(case, "decide").state) == (day("2026-05-21"), "running")
    extend(district, case, "2026-05-06")
    assert fresh(case).due == day("2026-06-22")
    suspend(district, case, "2026-05-11")
    resume(district, case, "2026-05-16")
    assert fresh(case).due == day("2026-06-25")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_no_order_of_entry_loses_or_doubles_a_day(district, order):  # C9
    case = steps.handled(district, on=day("2026-03-02"))

    def first():
        suspend(district, case, "2026-04-01", on="2026-05-20")
        resume(district, case, "2026-04-21", on="2026-05-20")

    def second():
        suspend(district, case, "2026-05-04", on="2026-05-20")
        resume(district, case, "2026-05-09", on="2026-05-20")

    def longer():
        act(standing.ask_extension, district, case, "supervisor", day("2026-05-06"), days=30, asked_on=day("2026-05-06"), reason="复杂")  # fmt: skip
        act(standing.approve_extension, district, case, "supervisor2", day("2026-05-06"))

    acts = (first, second, longer)
    for number in order:
        acts[number]()
    assert fresh(case).due == day("2026-06-25")  # 60 + 30 + 20 + 5 days from 2 March


def test_a_suspension_that_is_entered_late_takes_back_what_the_night_found(district):
    case = steps.handled(district, on=day("2026-03-02"))
    night(day("2026-05-07"))
    assert (clock(case, "decide").state, clock(case, "decide").owed) == ("missed", True)
    assert clock(case, "sue").due == day("2026-05-21")
    suspend(district, case, "2026-04-28", on="2026-05-08")
    resume(district, case, "2026-05-25", on="2026-05-25")
    held = clock(case, "decide")
    assert (held.state, held.due, held.owed) == ("running", day("2026-05-28"), False)
    assert clock(case, "sue").state == "lifted"


def test_what_had_ended_is_not_revived_by_a_later_suspension(district):
    case = steps.handled(district, on=day("2026-03-02"))
    night(day("2026-05-07"))
    suspend(district, case, "2026-05-11")
    resume(district, case, "2026-05-25")
    held = clock(case, "decide")
    assert (held.state, held.due, held.owed) == ("missed", day("2026-05-06"), True)


def test_undecided_it_is_late_and_may_be_sued_on(district):  # C12
    case = steps.handled(district, on=day("2026-08-03"))
    night(day("2026-10-09"))
    assert (clock(case, "decide").owed, clock(case, "sue").due) == (True, day("2026-10-23"))


@pytest.mark.parametrize("ground", range(1, 11))
def test_ten_grounds_suspend(district, ground):
    case = steps.handled(district)
    own = {"own_power": True} if ground == 9 else {}
    suspend(district, case, "2026-01-12", ground=ground, **own)
    assert state(case) == "suspended"


def test_suspensions_do_not_overlap_and_say_what_they_must(district):
    case = steps.handled(district)
    with refused("no_words"):
        suspend(district, case, "2026-01-12", paper=" ")
    with refused("day_before"):
        suspend(district, case, "2026-01-07", on="2026-01-12")
    suspend(district, case, "2026-01-12")
    with refused("day_before"):
        resume(district, case, "2026-01-11", on="2026-01-20")
    resume(district, case, "2026-01-20")
    for since in ("2026-01-12", "2026-01-19"):
        with refused("suspended_over"):
            suspend(district, case, since, on="2026-01-21")
    suspend(district, case, "2026-01-09", on="2026-01-21")
    with refused("suspended_over"):
        resume(district, case, "2026-01-21")


def test_a_document_is_reviewed_meanwhile(district):  # C15
    case = steps.handled(district, on=day("2026-04-02"))
    for wrong in ({"ground": 9}, {"ground": 7, "own_power": True}):
        with refused("document_ground"):
            suspend(district, case, "2026-04-03", **wrong)
    suspend(district, case, "2026-04-03", ground=9, own_power=True)
    assert (clock(case, "maker_told").due, clock(case, "attached").due) == (
        day("2026-04-09"),
        day("2026-05-06"),
    )
    act(standing.review_document, district, case, "supervisor", day("2026-04-08"), step="maker_told", on=day("2026-04-08"))  # fmt: skip
    assert (clock(case, "maker_told").state, clock(case, "maker_answers").state) == ("met", "running")
    resume(district, case, "2026-04-20")
    assert {clock(case, code).state for code in ("attached", "maker_answers")} == {"lifted"}
    passed = steps.handled(district, on=day("2026-04-02"))
    suspend(district, passed, "2026-04-03", ground=9, own_power=False)
    assert clock(passed, "pass_on").due == day("2026-04-15")
    act(standing.review_document, district, passed, "supervisor", day("2026-04-13"), step="passed_on", on=day("2026-04-13"))  # fmt: skip
    assert clock(passed, "receiver").due == day("2026-06-12")


# Outcomes


def test_after_sixty_full_days_it_may_be_terminated(district):  # C10
    case = steps.handled(district, on=day("2026-03-02"))
    stop = {"ground": 5, "number": "终止1号", "grounds": "中止满六十日"}
    with refused("ground_not_lasting"):
        act(concluding.terminate, district, case, "supervisor", day("2026-03-10"), on=day("2026-03-10"), **stop)  # fmt: skip
    suspend(district, case, "2026-03-10", ground=1)
    with refused("too_early_to_end"):
        act(concluding.terminate, district, case, "supervisor", day("2026-05-09"), on=day("2026-05-09"), **stop)  # fmt: skip
    act(concluding.terminate, district, case, "supervisor", day("2026-05-10"), on=day("2026-05-10"), **stop)
    done = fresh(case)
    assert (done.matter.state, done.outcome, done.ending) == ("terminated", "ended", 5)
    assert clock(case, "decide").state == "met"
    assert done.due is not None
    assert done.due >= done.closed_on


def test_the_missing_do_not_end_a_case(district):
    case = steps.handled(district, on=day("2026-03-02"))
    suspend(district, case, "2026-03-10", ground=3)
    with refused("ground_not_lasting"):
        act(concluding.terminate, district, case, "supervisor", day("2026-06-10"), on=day("2026-06-10"), ground=5, number="终1号", grounds="满六十日")  # fmt: skip


@pytest.mark.parametrize(
    ("ground", "settled", "outcome"), [(1, True, "settled"), (1, False, "ended"), (2, True, "ended")]
)
def test_withdrawn_after_a_settlement_is_settled(district, ground, settled, outcome):
    case = steps.handled(district)
    said = {"ground": ground, "settled": settled, "number": "终1号", "grounds": "准予撤回"}
    act(concluding.terminate, district, case, "supervisor", steps.ANSWERED, on=steps.ANSWERED, **said)
    assert fresh(case).outcome == outcome
    act(afterwards.serve, district, case, "supervisor", steps.ANSWERED, on=steps.ANSWERED)
    assert not Clock.objects.filter(matter=case.pk, code="sue").exists()


def test_a_mediation_is_signed_by_all(district):
    case = steps.handled(district)
    said = {"on": steps.ANSWERED, "number": "调解1号", "grounds": "自愿达成协议"}
    with refused("not_signed_by_all"):
        act(concluding.mediate, district, case, "supervisor", steps.ANSWERED, signed_by_all=False, **said)
    act(concluding.mediate, district, case, "supervisor", steps.ANSWERED, signed_by_all=True, **said)
    assert (state(case), fresh(case).outcome) == ("mediated", "mediated")


@pytest.mark.parametrize(("first", "sues"), [(True, True), (False, False)])
def test_what_is_not_tried_is_sued_on_only_where_reconsideration_comes_first(district, first, sues):  # 34
    case = steps.handled(district, first=first)
    act(concluding.dismiss, district, case, "supervisor", steps.ANSWERED, on=steps.ANSWERED, number="驳1号", grounds="不属于复议范围")  # fmt: skip
    act(afterwards.serve, district, case, "supervisor", steps.ANSWERED, on=steps.ANSWERED)
    assert Clock.objects.filter(matter=case.pk, code="sue").exists() is sues


def test_a_decision_served_may_be_sued_on_for_fifteen_days(district):  # C12
    case = steps.decided(district, on=day("2026-03-09"))
    act(afterwards.serve, district, case, "supervisor", day("2026-09-16"), on=day("2026-09-16"))
    assert clock(case, "sue").due == day("2026-10-08")


@pytest.mark.parametrize("outcome", sorted(concluding.DECISIONS))
def test_what_a_decision_may_say(district, outcome):
    case = steps.ready(district)
    if outcome == "changed":
        with refused("worse_for_applicant"):
            steps.decide(district, case, outcome=outcome)
    steps.decide(district, case, outcome=outcome, not_worse=True)
    assert fresh(case).outcome == outcome


@pytest.mark.parametrize("outcome", ["not_accepted", "dismissed", "mediated", "settled", "ended"])
def test_what_is_no_decision(district, outcome):
    with refused("not_an_outcome"):
        steps.decide(district, steps.ready(district), outcome=outcome)


def test_decided_late_it_is_missed(district):
    case = steps.ready(district)
    night(day("2026-03-10"))
    steps.decide(district, case, on=day("2026-03-11"))
    assert (clock(case, "decide").state, clock(case, "decide").owed) == ("missed", False)
    assert (fresh(case).due, clock(case, "sue").state) == (day("2026-03-09"), "lifted")


# Letters


def test_an_opinion_letter_is_answered_in_sixty_days(district):  # C14
    case = steps.decided(district, on=day("2026-03-09"))
    letter = {
        "kind": "letter", "office": district.offices["发改局"], "number": "意见1号", "words": "执法程序不规范", "received_on": day("2026-08-06"),
    }  # fmt: skip
    made = act(advising.advise, district, case, "supervisor", day("2026-08-06"), **letter)
    assert (made.due, clock(case, "letter").due) == (day("2026-10-08"), day("2026-10-08"))
    with refused("advice_waits"):
        act(advising.advise, district, case, "supervisor", day("2026-08-07"), **letter)
    with refused("letters_from_the_body"):
        act(advising.advise, district, case, "supervisor", day("2026-08-07"), **(letter | {"kind": "court"}))
    act(afterwards.serve, district, case, "supervisor", day("2026-08-07"), on=day("2026-08-07"))
    act(afterwards.publish, district, case, "supervisor", day("2026-08-10"), on=day("2026-08-10"))
    with refused("gate_shut"):
        act(afterwards.close, district, case, "supervisor", day("2026-08-10"), on=day("2026-08-10"))
    told = {"advice_id": made.pk, "on": day("2026-10-08"), "words": "已修订执法规程"}
    act(advising.answer_advice, district, case, "officer", day("2026-10-08"), **told)
    assert (clock(case, "letter").state, CaseAdvice.objects.get().answered_on) == ("met", day("2026-10-08"))
    with refused("no_open_advice"):
        act(advising.answer_advice, district, case, "officer", day("2026-10-08"), **told)
    act(afterwards.close, district, case, "supervisor", day("2026-10-08"), on=day("2026-10-08"))


# Who, and what is told


@pytest.mark.parametrize("who", ["officer", "head", "leader", "auditor", "head2"])
def test_only_the_keeper_accepts(district, who):
    case = steps.applied(district)
    with refused("not_yours"):
        act(accepting.accept, district, case, who, steps.ACCEPTED, on=steps.ACCEPTED)


@pytest.mark.parametrize("who", ["officer", "supervisor", "head2"])
def test_only_the_head_of_the_respondent_answers(district, who):
    case = steps.handled(district)
    act(trying.send_copy, district, case, "supervisor", steps.COPIED, on=steps.COPIED, received_on=steps.COPIED)  # fmt: skip
    with refused("not_yours"):
        act(trying.answer, district, case, who, steps.ANSWERED, on=steps.ANSWERED, words="附证据")


def test_what_a_page_did_not_show_is_not_acted_on(district):
    case = steps.applied(district)
    with refused("changed_meanwhile"):
        accepting.accept(actor=district.actor("supervisor"), matter_id=case.pk, version=0, on=steps.ACCEPTED, at=at(steps.ACCEPTED))  # fmt: skip


def test_names_stand_in_no_words_that_others_may_read(district):
    for changes in ({"title": f"{steps.NAME}不服处罚案"}, {"claim": f"{steps.NAME}请求撤销"}):
        with refused("name_in_words"):
            steps.applied(district, **changes)
    case = steps.answered(district)
    with refused("name_in_words"):
        act(trying.take_step, district, case, "supervisor", steps.ANSWERED, kind="heard", needed=True, on=steps.ANSWERED, words=f"听取{steps.NAME}意见")  # fmt: skip
    steps.cleared(district, case)
    with refused("name_in_words"):
        steps.decide(district, case, grounds=f"{steps.NAME}的请求成立")
    steps.decide(district, case)
    said = json.dumps(list(Act.objects.values_list("details", flat=True)), ensure_ascii=False)
    assert steps.NAME not in said
    assert steps.PHONE not in said


def test_names_are_masked_for_others(district):
    case = steps.applied(district)
    assert [masked(party) for party in CaseParty.objects.filter(matter=case.pk)] == ["陈某", "某单位"]
    with refused("no_party"):
        steps.applied(district, parties=[Party("云杉公司", "third", "firm")])
    added = act(entering.add_party, district, case, "supervisor", steps.ACCEPTED, party=Party("周明远", "agent"))  # fmt: skip
    assert added.order == 3
    with refused("name_in_words"):
        act(
            entering.add_party, district, case, "supervisor", steps.ACCEPTED, party=Party("行政处罚", "third")
        )
