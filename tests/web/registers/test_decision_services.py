"""重大行政决策: acts on rows. One from the catalogue to its end, its bad ways, and what the database itself refuses. D-numbers: the registers' design."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.registers.decisions.models import Catalogue, Decision, Determination, LegalityReview
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.selectors import visible_to
from luoshi_web.registers.decisions.services import afterwards, catalogue, deciding, legality, steps
from luoshi_web.registers.matters.discussing import sign_minutes
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.meetings import Discussion, Dissent, Meeting
from luoshi_web.registers.matters.models import Clock, Desk, Matter
from tests.web.registers import decision_steps as made
from tests.web.registers.decision_steps import act
from tests.web.registers.test_proposal_services import refused, verbs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fresh(decision):
    return Decision.objects.select_related("matter").get(pk=decision.pk)


def state(decision):
    return Matter.objects.get(pk=decision.pk).state


def table(district, decision, on):
    return act(deciding.table, district, decision, "head", on, on=on)


def test_one_from_the_catalogue_to_its_end(district):
    decision = made.entered(district)
    catalogue.publish_catalogue(
        actor=district.actor("supervisor"), year=2025, party_agreed_on=made.ENTERED, on=made.ENTERED, where="政府网站", at=made.at(made.ENTERED)
    )  # fmt: skip
    act(catalogue.start, district, decision, "supervisor", made.STARTED, on=made.STARTED, words="常务会议")
    act(steps.draft, district, decision, "officer", made.DRAFTED, on=made.DRAFTED, title="草案")
    made.comment(district, decision)
    made.expert(district, decision)
    act(steps.answer_experts, district, decision, "officer", made.ANSWERED, answer="采纳")
    made.risk(district, decision)
    made.asked(district, decision)
    made.opinion(district, decision, on=date(2025, 12, 2))
    with refused("gate_shut"):  # papers complete on 21 November: seven working days are full on 2 December
        table(district, decision, date(2025, 12, 2))
    table(district, decision, date(2025, 12, 3))
    made.met(district, decision)
    assert Clock.objects.get(matter=decision.pk, code="publish").due == date(2026, 1, 8)  # 20 working days
    act(deciding.report, district, decision, "supervisor", made.REPORTED, on=made.REPORTED, paper="8号")
    with refused("gate_shut"):  # what became of opinions is not said
        act(
            deciding.publish,
            district,
            decision,
            "supervisor",
            made.PUBLISHED,
            on=made.PUBLISHED,
            where="公报",
        )
    act(deciding.publish, district, decision, "supervisor", made.PUBLISHED, on=made.PUBLISHED, where="公报", explanation="采纳7条")  # fmt: skip
    assert Clock.objects.get(matter=decision.pk, code="publish").state == "met"
    act(
        deciding.execute,
        district,
        decision,
        "supervisor",
        made.PUBLISHED,
        executor=district.offices["住建局"],
    )
    ended = date(2026, 3, 9)
    act(afterwards.evaluate, district, decision, "supervisor", ended, on=ended, by="云杉社科院", why="群众意见较多", advice="keep", words="达到预期")  # fmt: skip
    act(afterwards.go_on, district, decision, "supervisor", ended, reason="照原决定执行")
    with refused("gate_shut"):
        act(afterwards.end, district, decision, "supervisor", ended, reason="规划期满")
    act(afterwards.archive, district, decision, "supervisor", ended, on=ended, number="档8号")
    with refused("archived_already"):
        act(afterwards.archive, district, decision, "supervisor", ended, on=ended, number="档8号")
    act(afterwards.end, district, decision, "supervisor", ended, reason="规划期满")
    done = fresh(decision)
    assert (done.matter.state, done.matter.phase, done.matter.ended_on) == ("ended", "ended", ended)
    assert (done.tabled_on, done.decided_on, done.published_on) == (
        date(2025, 12, 3),
        made.MET,
        made.PUBLISHED,
    )
    assert verbs(decision) == [
        f"decisions.{verb}"
        for verb in (
            "enter", "start", "draft", "comment", "answer_comment", "expert", "answer_experts", "risk", "ask_review", "give_opinion", "table",
            "decide", "report", "publish", "execute", "evaluate", "go_on", "archive", "end",
        )
    ]  # fmt: skip


def test_the_catalogue_and_what_is_added_to_it(district):
    first = made.entered(district)
    said = {
        "party_agreed_on": made.ENTERED,
        "on": made.STARTED,
        "where": "政府网站",
        "at": made.at(made.STARTED),
    }
    with refused("catalogue_empty"):
        catalogue.publish_catalogue(actor=district.actor("supervisor"), year=2024, **said)
    with refused("not_yours"):
        catalogue.publish_catalogue(actor=district.actor("head"), year=2025, **said)
    with refused("day_before"):
        catalogue.publish_catalogue(actor=district.actor("supervisor"), year=2025, **said | {"party_agreed_on": made.DRAFTED})  # fmt: skip
    catalogue.publish_catalogue(actor=district.actor("supervisor"), year=2025, **said)
    with refused("catalogue_published"):
        catalogue.publish_catalogue(actor=district.actor("supervisor"), year=2025, **said)
    with refused("listing_unexplained"):
        made.entered(district)
    added = made.entered(district, why="年中新增任务")
    outside = made.entered(district, outside=True, why="应急处置后续")
    assert [fresh(each).listing for each in (first, added, outside)] == ["first", "added", "outside"]
    act(catalogue.drop, district, first, "supervisor", made.STARTED, reason="条件不成熟")
    assert (state(first), fresh(first).ended_why) == ("dropped", "条件不成熟")
    with refused("number_taken"):
        made.entered(district, number=added.matter.number, why="重复")
    with pytest.raises(IntegrityError), transaction.atomic():
        Catalogue.objects.update(party_agreed_on=date(2026, 1, 1))


def test_comment_under_thirty_days_needs_the_reason_of_its_notice(district):  # D2
    decision = made.drafted(district)
    with refused("comment_lasts"):
        made.comment(district, decision, until=made.OPENED)
    made.comment(district, decision, until=date(2025, 11, 5), answered=None)
    with refused("comment_not_over"):  # asked again, or answered, while it runs
        made.comment(district, decision, on=date(2025, 11, 5), until=date(2025, 12, 10), answered=None)
    answer = {"opinions": 3, "adopted": 4, "answer": "采纳"}
    with refused("comment_not_over"):
        act(
            steps.answer_comment,
            district,
            decision,
            "officer",
            date(2025, 11, 5),
            on=date(2025, 11, 5),
            **answer,
        )
    with refused("adopted_too_many"):
        act(
            steps.answer_comment,
            district,
            decision,
            "officer",
            date(2025, 11, 6),
            on=date(2025, 11, 6),
            **answer,
        )
    act(steps.answer_comment, district, decision, "officer", date(2025, 11, 6), on=date(2025, 11, 6), **answer | {"adopted": 2})  # fmt: skip
    with refused("no_comment_open"):
        act(
            steps.answer_comment,
            district,
            decision,
            "officer",
            date(2025, 11, 6),
            on=date(2025, 11, 6),
            **answer,
        )
    for step in ("expert", "risk"):
        made.left_out(district, decision, step)
    made.asked(district, decision)
    made.opinion(district, decision)
    with refused("gate_shut"):
        table(district, decision, made.TABLED)
    decision.matter.consultations.update(short_reason="因防汛需要缩短")
    table(district, decision, made.TABLED)


def test_papers_that_were_sent_back_begin_the_time_anew(district):  # D5
    decision = made.stepped(district)
    made.asked(district, decision)
    with refused("review_waits"):
        made.asked(district, decision)
    back = made.ASKED + 3 * DAY
    with refused("not_yours"):
        act(legality.return_papers, district, decision, "officer", back, on=back, missing="缺依据")
    act(legality.return_papers, district, decision, "supervisor", back, on=back, missing="缺依据")
    with refused("papers_incomplete"):
        made.opinion(district, decision)
    whole = back + 2 * DAY
    act(legality.complete_papers, district, decision, "officer", whole, on=whole)
    with refused("no_review"):
        act(legality.complete_papers, district, decision, "officer", whole, on=whole)
    made.opinion(district, decision)
    with refused("gate_shut"):  # complete on 26 November: full on 5 December
        table(district, decision, date(2025, 12, 5))
    table(district, decision, date(2025, 12, 8))


def test_a_negative_opinion_keeps_it_from_the_meeting_but_for_a_pilot_whose_risk_is_told(district):  # D7
    decision = made.reviewed(district, verdict="illegal")
    with refused("gate_shut"):
        table(district, decision, made.TABLED)
    with refused("no_way_round"):
        act(
            ask,
            district,
            decision,
            "supervisor",
            made.TABLED,
            gate="table",
            condition="legality_negative",
            reason="急",
        )
    with refused("no_pilot"):
        act(steps.tell_risk, district, decision, "head", made.TABLED, words="无上位法依据")
    pilot = made.reviewed(district, verdict="illegal", pilot=True)
    with refused("gate_shut"):
        table(district, pilot, made.TABLED)
    act(steps.tell_risk, district, pilot, "head", made.TABLED, words="无上位法依据")
    table(district, pilot, made.TABLED)
    assert fresh(pilot).excepted
    assert '"pilot":true' in Act.objects.get(verb="decisions.table").details


def ask(**said):
    return ask_exception(DECISIONS, **said)


def test_an_exception_from_the_time_of_the_review_is_counted(district):
    decision = made.reviewed(district)
    early = date(2025, 12, 2)
    matter = Matter.objects.get(pk=decision.pk)
    LegalityReview.objects.filter(matter=matter).update(given_on=early)
    with refused("gate_shut"):
        table(district, decision, early)
    waiver = act(
        ask, district, decision, "supervisor", early, gate="table", condition="legality_early", reason="防汛"
    )
    act(
        lambda **said: approve_exception(DECISIONS, **said), district, decision, "leader", early, waiver_id=waiver.pk, until=early
    )  # fmt: skip
    table(district, decision, early)
    assert fresh(decision).excepted


def test_a_step_is_left_out_by_two_and_never_blank(district):  # D8
    decision = made.drafted(district)
    made.comment(district, decision)
    made.risk(district, decision)
    made.asked(district, decision)
    made.opinion(district, decision)
    with refused("gate_shut"):
        table(district, decision, made.TABLED)
    row = made.left_out(district, decision, "expert", on=made.TABLED, agreed=False)
    with refused("gate_shut"):
        table(district, decision, made.TABLED)
    with refused("not_yours"):
        act(steps.agree_left_out, district, decision, "head", made.TABLED, determination_id=row.pk)
    with refused("step_left_out"):
        made.left_out(district, decision, "expert", on=made.TABLED, agreed=False)
    act(steps.agree_left_out, district, decision, "supervisor", made.TABLED, determination_id=row.pk)
    with refused("determined_already"):
        act(steps.agree_left_out, district, decision, "supervisor2", made.TABLED, determination_id=row.pk)
    table(district, decision, made.TABLED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Determination.objects.filter(pk=row.pk).update(approved_by=row.entered_by_id)


def test_whoever_says_that_a_step_does_not_apply_does_not_agree_to_it(district):
    """Where the unit that drafts reviews too, another person of it agrees."""
    keeping = {"register": "decisions", "part": "review", "office": district.offices["发改局"], "since": date(2025, 1, 1), "reason": "机构改革"}  # fmt: skip
    Desk.objects.create(**keeping, entered_by=district.people["supervisor"], entered_at=made.at(made.ENTERED), confirmed_by=district.people["supervisor2"], confirmed_at=made.at(made.ENTERED))  # fmt: skip
    decision = made.drafted(district)
    row = made.left_out(district, decision, "expert", agreed=False)
    with refused("own_left_out"):
        act(steps.agree_left_out, district, decision, "officer", made.ANSWERED, determination_id=row.pk)
    act(steps.agree_left_out, district, decision, "head", made.ANSWERED, determination_id=row.pk)
    made.asked(district, decision)
    opinion = {
        "given": legality.Given(made.REVIEWED, "legal", "8号", True, True, True, "顾问", "合法"),
    }
    with refused("own_opinion"):
        act(legality.give_opinion, district, decision, "head", made.REVIEWED, **opinion)
    act(legality.give_opinion, district, decision, "officer", made.REVIEWED, **opinion)


def test_what_an_opinion_and_an_expert_must_say(district):
    decision = made.stepped(district)
    with refused("expert_interested"):
        made.expert(district, decision, no_interest=False)
    with refused("opinion_unsigned"):
        made.expert(district, decision, signed=False)
    with refused("no_review"):
        made.opinion(district, decision)
    made.asked(district, decision)
    with refused("legal_in_all"):
        made.opinion(district, decision, procedure=False)
    with refused("no_lawyers"):
        made.opinion(district, decision, lawyers=" ")
    assert LegalityReview.objects.get().opinion == ""


def test_a_comment_is_no_review(district):  # 25
    decision = made.stepped(district)
    made.asked(district, decision, as_review=False)
    made.opinion(district, decision)
    with refused("gate_shut"):
        table(district, decision, made.TABLED)
    again = made.TABLED
    act(steps.draft, district, decision, "officer", again, on=again, title="草案二稿")
    made.asked(district, decision, on=again)
    made.opinion(district, decision, on=again)
    with refused("gate_shut"):
        table(district, decision, again + 5 * DAY)
    table(district, decision, date(2025, 12, 16))


def test_the_meeting_records_votes_dissent_and_the_reason(district):  # D9
    decision = made.tabled(district)
    held = made.meeting(district)
    split = {
        "held": held,
        "yes": 7,
        "no": 2,
        "result": "refused",
        "dissents": [("周明远", "选址不当"), ("陈晓岚", "财力不足")],
    }
    with refused("votes_of_others"):  # M7
        made.met(district, decision, held=held, yes=4, no=1)
    with refused("gate_shut"):
        made.met(district, decision, **split)
    with refused("gate_shut"):  # one of the two is not in the record
        made.met(district, decision, **split | {"result": "passed", "dissents": [("周明远", "选址不当")]})
    with refused("gate_shut"):
        made.met(district, decision, held=held, chair_last=False)
    assert (state(decision), Discussion.objects.count(), Dissent.objects.count()) == ("tabled", 0, 0)
    made.met(district, decision, **split | {"chair_reason": "财政不可承受"})
    assert (state(decision), Matter.objects.get(pk=decision.pk).phase) == ("refused", "ended")
    assert Dissent.objects.count() == 2
    details = json.loads(Act.objects.get(verb="decisions.decide").details)
    assert (details["yes"], details["no"], details["result"]) == (7, 2, "refused")


def test_only_the_executive_or_the_plenary_meeting_decides_and_after_the_tabling(district):
    decision = made.tabled(district)
    with refused("gate_shut"):
        made.met(district, decision, held=made.meeting(district, kind="topic"))
    with refused("day_before"):
        made.met(district, decision, held=made.meeting(district, on=made.TABLED - DAY))
    made.met(district, decision, result="put_off", chair_reason="再作测算")
    assert (state(decision), fresh(decision).decided_on) == ("sent_back", None)
    act(steps.draft, district, decision, "officer", made.MET, on=made.MET, title="草案二稿")
    assert state(decision) == "drafting"


def test_meetings_are_entered_whole(district):
    held = made.meeting(district)
    with refused("too_many_came"):
        made.meeting(district, present=12)
    with refused("absence_unexplained"):
        made.meeting(district, absent=" ")
    with refused("meeting_entered"):
        made.meeting(district, number=held.number)
    decision = made.tabled(district)
    with refused("room_too_full"):
        made.met(district, decision, held=held, yes=10, present=10)
    with refused("recused_unnamed"):
        made.met(district, decision, held=held, yes=8, present=8)
    made.met(district, decision, held=held, yes=8, present=8, recused="周明远（亲属任职）")
    minutes = {
        "actor": district.actor("supervisor"),
        "meeting_id": held.pk,
        "number": "常务纪要8号",
        "at": made.at(made.REPORTED),
    }
    with refused("day_before"):
        sign_minutes(**minutes, on=made.MET - DAY)
    sign_minutes(**minutes, on=made.REPORTED)
    with refused("minutes_signed"):
        sign_minutes(**minutes, on=made.REPORTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.update(yes=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=held.pk).update(absent="")


def test_it_is_published_only_after_the_report_or_two_say_that_it_may_not_be(district):  # D10
    decision = made.decided(district)
    with refused("matter_state"):
        act(deciding.publish, district, decision, "supervisor", made.REPORTED, on=made.REPORTED, where="公报", explanation="采纳")  # fmt: skip
    act(deciding.report, district, decision, "supervisor", made.REPORTED, on=made.REPORTED, paper="8号")
    execute = {"executor": district.offices["住建局"]}
    with refused("gate_shut"):
        act(deciding.execute, district, decision, "supervisor", made.REPORTED, **execute)
    made.left_out(district, decision, "publication", on=made.REPORTED)
    with refused("no_executor"):
        act(deciding.execute, district, decision, "supervisor", made.REPORTED, executor=None)
    act(deciding.execute, district, decision, "supervisor", made.REPORTED, **execute)
    assert Clock.objects.get(matter=decision.pk, code="publish").state == "lifted"


def test_it_is_halted_by_the_head_of_the_government_and_changed_by_a_new_round_alone(district):  # D12
    decision = made.executing(district)
    later = made.PUBLISHED + 5 * DAY
    for who in ("leader", "supervisor", "head"):
        with refused("not_yours"):
            act(afterwards.halt, district, decision, who, later, on=later, reason="汛情")
    act(afterwards.halt, district, decision, "leader2", later, on=later, reason="汛情")
    change = {"stopped": False, "reason": "调整选址"}
    with refused("gate_shut"):
        act(afterwards.change, district, decision, "supervisor", later, **change)
    with refused("not_yours"):  # nor does the keeper let it go on
        act(afterwards.resume, district, decision, "supervisor", later, reason="汛情解除")
    anew = made.tabled(district, replaces=fresh(decision))
    with refused("gate_shut"):  # the new round is not decided yet
        act(afterwards.change, district, decision, "supervisor", later, **change)
    made.met(district, anew)
    act(afterwards.change, district, decision, "supervisor", later, **change)
    assert (state(decision), fresh(decision).ended_why) == ("changed", "调整选址")
    with refused("round_of_itself"):
        made.entered(district, replaces=fresh(decision))
    stopped = made.executing(district)
    made.decided(district, replaces=fresh(stopped))
    act(afterwards.change, district, stopped, "supervisor", later, stopped=True, reason="停止执行")
    assert state(stopped) == "ended"


def test_whoever_argued_before_does_not_evaluate(district):  # 36
    decision = made.halted(district)
    on = date(2026, 1, 20)
    said = {"on": on, "why": "明显未达预期", "advice": "change", "words": "选址偏远"}
    for by in ("云杉大学", "陈晓岚", "第三方评估公司"):
        with refused("evaluator_argued"):
            act(afterwards.evaluate, district, decision, "supervisor", on, by=by, **said)
    act(afterwards.evaluate, district, decision, "supervisor", on, by="云杉社科院", **said)
    assert state(decision) == "halted"
    act(afterwards.resume, district, decision, "leader2", on, reason="汛情解除")
    assert (state(decision), fresh(decision).halted_on) == ("executing", None)


def test_who_may_not(district):
    decision = made.drafted(district)
    for who in ("head2", "officer2", "supervisor", "auditor", "leader"):
        with refused("not_yours"):
            made.act(steps.draft, district, decision, who, made.ANSWERED, on=made.ANSWERED, title="二稿")
    with refused("changed_meanwhile"):
        steps.draft(actor=district.actor("officer"), matter_id=decision.pk, version=0, on=made.ANSWERED, title="二稿", at=made.at(made.ANSWERED))  # fmt: skip
    with refused("not_yours"):
        act(legality.ask_review, district, decision, "officer", made.ASKED, on=made.ASKED, as_review=True)
    with refused("day_to_come"):
        act(steps.draft, district, decision, "officer", made.ANSWERED, on=made.ASKED, title="二稿")


def test_what_is_secret_is_there_for_whoever_is_cleared_alone(district):
    with refused("unit_not_cleared"):
        made.entered(district, secrecy=2)
    open_ = made.drafted(district)
    kept = {
        who: set(visible_to(district.actor(who)).values_list("pk", flat=True))
        for who in ("supervisor", "officer", "officer2")
    }
    assert kept == {"supervisor": {open_.pk}, "officer": {open_.pk}, "officer2": set()}
