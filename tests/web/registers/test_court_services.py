"""行政应诉: acts on rows. One instance from the complaint to the end, who came to court, advice. C-numbers: the registers' design."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.figures import HEAD_CAME, Judged
from luoshi_web.registers.cases.models import CaseAdvice
from luoshi_web.registers.cases.rows import counted_instance
from luoshi_web.registers.cases.services import advising, court, judging
from luoshi_web.registers.engine.figures import work_out
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from tests.web.registers import case_steps as steps
from tests.web.registers.case_steps import act
from tests.web.registers.proposal_steps import at
from tests.web.registers.test_proposal_services import clock, refused, verbs

pytestmark = pytest.mark.django_db
day = date.fromisoformat


def fresh(suit):
    return Suit.objects.select_related("matter").get(pk=suit.pk)


def stage(suit):
    return Matter.objects.get(pk=suit.pk).state


def test_one_instance_from_the_complaint_to_its_end(district):
    suit = steps.sued(district)
    assert (clock(suit, "plead").due, clock(suit, "court").due) == (day("2026-01-20"), day("2026-07-06"))
    act(court.plead, district, suit, "head", day("2026-01-19"), on=day("2026-01-19"), words="处罚决定合法")
    assert (stage(suit), clock(suit, "plead").state) == ("pleaded", "met")
    hearing = act(court.set_hearing, district, suit, "officer", day("2026-01-20"), on=day("2026-02-03"), asked=True)  # fmt: skip
    with refused("day_to_come"):
        act(court.enter_who_came, district, suit, "officer", day("2026-01-20"), who=court.WhoCame(hearing.pk, "deputy", "周明远"))  # fmt: skip
    with refused("gate_shut"):
        act(judging.judge, district, suit, "supervisor", steps.DECIDED, on=steps.DECIDED, judged="annulled", judgment="判8号")  # fmt: skip
    act(court.enter_who_came, district, suit, "officer", day("2026-02-03"), who=court.WhoCame(hearing.pk, "deputy", "周明远", "副局长"))  # fmt: skip
    act(judging.judge, district, suit, "supervisor", steps.DECIDED, on=steps.DECIDED, judged="annulled", judgment="判8号")  # fmt: skip
    assert (stage(suit), clock(suit, "court").state) == ("judged", "met")
    act(judging.serve_judgment, district, suit, "supervisor", day("2026-02-11"), on=day("2026-02-11"))
    assert clock(suit, "appeal").due == day("2026-02-26")
    with refused("appeal_runs"):
        act(judging.take_effect, district, suit, "supervisor", day("2026-02-26"), on=day("2026-02-26"))
    act(judging.take_effect, district, suit, "supervisor", day("2026-02-27"), on=day("2026-02-27"), perform_by=day("2026-03-31"))  # fmt: skip
    assert stage(suit) == "carried_out"
    with refused("gate_shut"):
        act(judging.close_suit, district, suit, "supervisor", day("2026-03-02"), on=day("2026-03-02"))
    act(judging.carry_out, district, suit, "officer", day("2026-03-02"), on=day("2026-03-02"), how="已重新作出决定")  # fmt: skip
    act(judging.close_suit, district, suit, "supervisor", day("2026-03-02"), on=day("2026-03-02"))
    assert (stage(suit), fresh(suit).matter.phase) == ("suit_closed", "ended")
    assert verbs(suit) == [
        "cases.sue", "cases.plead", "cases.set_hearing", "cases.who_came", "cases.judge", "cases.serve_judgment", "cases.take_effect",
        "cases.carry_out", "cases.close_suit",
    ]  # fmt: skip


def test_the_copy_is_answered_in_fifteen_days(district):  # C13
    suit = steps.sued(district, on=day("2026-09-18"))
    assert clock(suit, "plead").due == day("2026-10-08")
    run_night(day("2026-10-09"), at=at(day("2026-10-09")))
    assert (clock(suit, "plead").state, clock(suit, "plead").owed) == ("missed", True)


@pytest.mark.parametrize(
    ("judged", "served", "due"),
    [("annulled", "2026-04-21", "2026-05-06"), ("suit_dismissed", "2026-04-24", "2026-05-06")],
)
def test_the_time_to_appeal(district, judged, served, due):  # C13
    suit = steps.judged(district, judged=judged)
    act(judging.serve_judgment, district, suit, "supervisor", day(served), on=day(served))
    assert clock(suit, "appeal").due == day(due)
    with refused("not_in_time"):
        act(
            judging.appeal, district, suit, "supervisor", day("2026-05-07"), on=day("2026-05-07"), by="office"
        )
    act(judging.appeal, district, suit, "supervisor", day(due), on=day(due), by="office")
    assert (stage(suit), clock(suit, "appeal").state) == ("appealed", "met")


@pytest.mark.parametrize(
    ("level", "judged"), [(1, "withdrawn"), (1, "mediated"), (2, "upheld"), (4, "granted")]
)
def test_against_some_no_appeal_lies(district, level, judged):
    suit = steps.judged(district, level=level, judged=judged)
    act(judging.serve_judgment, district, suit, "supervisor", day("2026-02-11"), on=day("2026-02-11"))
    assert not Clock.objects.filter(matter=suit.pk, code="appeal").exists()
    with refused("no_appeal_here"):
        act(judging.appeal, district, suit, "supervisor", day("2026-02-12"), on=day("2026-02-12"), by="other")
    act(judging.take_effect, district, suit, "supervisor", day("2026-02-12"), on=day("2026-02-12"))
    act(judging.close_suit, district, suit, "supervisor", day("2026-02-12"), on=day("2026-02-12"))


def test_each_way_to_end_belongs_to_an_instance():
    assert frozenset().union(*(judging.judged_at(level) for level in (1, 2, 3, 4))) == frozenset(Judged)
    assert judging.judged_at(2) == judging.judged_at(3)
    assert not judging.judged_at(1) & {Judged.UPHELD, Judged.GRANTED}


def test_an_outcome_of_another_instance_is_refused(district):
    with refused("not_this_level"):
        steps.judged(district, judged="upheld")
    with refused("not_this_level"):
        steps.judged(district, level=2, judged="annulled")


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({"level": 1}, "2026-07-15"),
        ({"level": 1, "simplified": True}, "2026-03-02"),
        ({"level": 2}, "2026-04-15"),
        ({"level": 3}, None),
        ({"level": 4}, None),
    ],
)
def test_the_courts_own_limit_informs(district, said, due):
    suit = steps.sued(district, on=day("2026-01-15"), **said)
    found = Clock.objects.filter(matter=suit.pk, code="court").first()
    assert (found.due if found else None) == (day(due) if due else None)
    assert Clock.objects.filter(matter=suit.pk, code="plead").exists() is (said["level"] == 1)


# Who came


def rates(*suits):
    rows = [counted_instance(Suit.objects.prefetch_related("hearings").get(pk=suit.pk)) for suit in suits]
    figures = [work_out(each, rows, day("2026-12-31")) for each in HEAD_CAME]
    return [(each.numerator, each.denominator) for each in figures]


def test_each_instance_counts_once_however_often_it_is_heard(district):  # C16
    first = steps.sued(district, on=day("2026-01-05"))
    for came, on in (("staff", "2026-02-02"), ("deputy", "2026-02-03"), ("staff", "2026-02-04")):
        steps.sat(district, first, came, day(on))
    second = steps.sued(district, on=day("2026-03-02"), level=2, earlier=first.matter.number)
    assert fresh(second).earlier == fresh(first)
    steps.sat(district, second, "lawyer", day("2026-03-09"))
    assert rates(first, second)[0] == (1, 2)
    third = CourtHearing.objects.get(suit=first, on=day("2026-02-04"))
    CourtHearing.objects.filter(pk=third.pk).update(asked=True)  # the court had asked for the head again
    assert rates(first, second)[0] == (0, 2)


def test_where_no_head_came_a_reason_is_said_and_only_the_court_excuses(district):
    suit = steps.sued(district)
    hearing = act(court.set_hearing, district, suit, "officer", day("2026-02-03"), on=day("2026-02-03"), asked=True)  # fmt: skip

    def came(rank, **why):
        return act(court.enter_who_came, district, suit, "officer", day("2026-02-03"), who=court.WhoCame(hearing.pk, rank, "周明远", **why))  # fmt: skip

    with refused("no_head_why"):
        came("staff")
    with refused("no_head_why"):
        came("lawyer", excuse="duty")
    with refused("bad_excuse"):
        came("staff", excuse="none", reason="另有会议", excused=True)
    with refused("bad_excuse"):
        came("deputy", excused=True)
    came("staff", excuse="duty", reason="防汛调度", excused=True)
    assert rates(suit) == [(0, 1), (0, 0), (0, 1)]
    came("chief")  # entered anew: the log keeps what stood before
    assert CourtHearing.objects.get().excuse == ""
    assert rates(suit) == [(1, 1), (1, 1), (1, 1)]
    with pytest.raises(IntegrityError), transaction.atomic():
        CourtHearing.objects.update(came="lawyer")
    with pytest.raises(IntegrityError), transaction.atomic():
        CourtHearing.objects.update(excused=True)


def test_a_sitting_stands_once_a_day_and_nowhere_before_the_copy(district):
    suit = steps.sued(district)
    steps.sat(district, suit, "deputy", day("2026-02-03"))
    with refused("hearing_twice"):
        act(
            court.set_hearing, district, suit, "officer", day("2026-02-03"), on=day("2026-02-03"), asked=False
        )
    with refused("day_before"):
        act(
            court.set_hearing, district, suit, "officer", day("2026-02-03"), on=day("2026-01-02"), asked=False
        )
    with refused("no_such_hearing"):
        act(court.enter_who_came, district, suit, "officer", day("2026-02-03"), who=court.WhoCame(0, "chief", "周明远"))  # fmt: skip
    act(judging.judge, district, suit, "supervisor", steps.DECIDED, on=steps.DECIDED, judged="annulled", judgment="判8号")  # fmt: skip
    with refused("matter_state"):  # what is judged is not entered anew
        steps.sat(district, suit, "deputy", day("2026-02-04"))


# What it follows, and advice


def test_a_suit_after_a_reconsideration_ends_the_right_to_sue(district):
    case = steps.served(district)
    assert clock(case, "sue").state == "running"
    suit = steps.sued(district, on=day("2026-02-12"), application=case.matter.number)
    assert (fresh(suit).application_id, clock(case, "sue").state) == (case.pk, "met")
    with refused("no_such_case"):
        steps.sued(district, application="复〔1999〕1号")


def test_advice_is_answered_by_the_law_or_by_the_day_that_it_names(district):  # C14
    suit = steps.sued(district)
    said = {"office": district.offices["发改局"], "number": "司法建议1号", "words": "规范性文件超越权限", "received_on": day("2026-08-04")}  # fmt: skip
    of_law = act(advising.advise, district, suit, "supervisor", day("2026-08-04"), kind="document", **said)
    assert (of_law.due, clock(suit, "advice").due) == (day("2026-10-08"), day("2026-10-08"))
    named = act(advising.advise, district, suit, "supervisor", day("2026-08-04"), kind="court", due=day("2026-09-04"), **said)  # fmt: skip
    silent = act(advising.advise, district, suit, "supervisor", day("2026-08-04"), kind="procuratorate", **said)  # fmt: skip
    assert (named.due, silent.due) == (day("2026-09-04"), None)
    with refused("letters_from_the_body"):
        act(advising.advise, district, suit, "supervisor", day("2026-08-04"), kind="letter", **said)
    for made in (of_law, named, silent):
        act(advising.answer_advice, district, suit, "officer", day("2026-09-01"), advice_id=made.pk, on=day("2026-09-01"), words="已修订")  # fmt: skip
    assert not CaseAdvice.objects.filter(answered_on=None).exists()
    assert clock(suit, "advice").state == "met"


def test_an_open_advice_keeps_the_case_open(district):
    suit = steps.judged(district, judged="withdrawn")
    act(advising.advise, district, suit, "supervisor", steps.DECIDED, kind="court", office=district.offices["发改局"], number="建1号", words="规范执法", received_on=steps.DECIDED)  # fmt: skip
    act(judging.take_effect, district, suit, "supervisor", steps.DECIDED, on=steps.DECIDED)
    with refused("gate_shut"):
        act(judging.close_suit, district, suit, "supervisor", steps.DECIDED, on=steps.DECIDED)


def test_who_may_not(district):
    suit = steps.sued(district)
    for who in ("officer", "supervisor", "head2", "leader", "auditor"):
        with refused("not_yours"):
            act(court.plead, district, suit, who, day("2026-01-19"), on=day("2026-01-19"), words="合法")
    for who in ("officer2", "leader", "auditor"):
        with refused("not_yours"):
            act(court.set_hearing, district, suit, who, day("2026-02-03"), on=day("2026-02-03"), asked=False)
    with refused("not_yours"):
        act(judging.judge, district, suit, "head", steps.DECIDED, on=steps.DECIDED, judged="annulled", judgment="判8号")  # fmt: skip
