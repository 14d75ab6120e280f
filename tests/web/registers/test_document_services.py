"""行政规范性文件: acts on rows. One from the draft to its end, its bad ways, and what the database itself refuses. N-numbers: the registers' design."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.registers.documents.models import (
    CleanUp,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    NormativeDocument,
)
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.selectors import in_force_on, visible_to
from luoshi_web.registers.documents.services import cleaning, entering, issuing, living, preparing
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from tests.web.registers import document_steps as steps
from tests.web.registers.document_steps import act
from tests.web.registers.proposal_steps import at
from tests.web.registers.test_proposal_services import refused, verbs

pytestmark = pytest.mark.django_db
day = date.fromisoformat


def fresh(document):
    return NormativeDocument.objects.select_related("matter").get(pk=document.pk)


def state(document):
    return Matter.objects.get(pk=document.pk).state


def clock(document, code):
    return Clock.objects.filter(matter=document.pk, code=code).latest("pk")


def except_from(district, document, gate, condition, on, until):
    waiver = act(
        lambda **said: ask_exception(DOCUMENTS, **said), district, document, "supervisor", on, gate=gate, condition=condition, reason="防汛",
    )  # fmt: skip
    act(lambda **said: approve_exception(DOCUMENTS, **said), district, document, "leader", on, waiver_id=waiver.pk, until=until)  # fmt: skip


def test_one_from_the_draft_to_its_lapse(district):
    document = steps.published(district)
    kept = fresh(document)
    assert (kept.matter.state, kept.matter.phase, kept.matter.secrecy) == ("published", "waiting", 0)
    assert (kept.ends_on, kept.named_end) == (date(2031, 2, 28), False)
    assert kept.draft_number.startswith("起草")
    assert kept.matter.number.startswith("云杉GF-2026-")
    assert (clock(document, "public").due, clock(document, "public").state) == (day("2026-02-03"), "met")
    assert (clock(document, "span").due, clock(document, "evaluate").due) == (day("2031-02-28"), day("2030-08-28"))  # fmt: skip
    assert not in_force_on(day("2026-02-28")).filter(pk=document.pk).exists()
    assert in_force_on(day("2026-03-01")).filter(pk=document.pk).exists()
    assert run_night(day("2031-02-28"), at=at(day("2031-02-28"))).get("lapsed") is None
    assert run_night(day("2031-03-01"), at=at(day("2031-03-01")))["lapsed"] == 1
    ended = fresh(document).matter
    assert (ended.state, ended.phase, ended.ended_on) == ("lapsed", "ended", day("2031-03-01"))
    assert run_night(day("2031-03-01"), at=at(day("2031-03-01"))) == {}
    assert verbs(document)[:10] == [
        "documents.draft", "documents.comment", "documents.opinions", "documents.tell_back", "documents.submit", "documents.review",
        "documents.compete", "documents.deliberate", "documents.register", "documents.publish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("effective", "provisional", "years", "ends_on"),
    [
        ("2026-05-01", False, 5, "2031-04-30"),  # N1, N12
        ("2026-03-01", True, 2, "2028-02-29"),  # N3: the day before the anniversary
        ("2028-02-29", True, 2, "2030-02-28"),  # N4
    ],
)
def test_years_of_validity(district, effective, provisional, years, ends_on):
    document = steps.registered(district, provisional=provisional)
    steps.publish(district, document, effective_on=day(effective), years=years)
    assert fresh(document).ends_on == day(ends_on)


def test_a_provisional_one_is_valid_for_two_years_at_most_but_for_an_exception(district):
    document = steps.registered(district, provisional=True)
    with refused("gate_shut"):
        steps.publish(district, document, years=3)
    except_from(district, document, "publish", "span_long", steps.PUBLISHED, day("2026-01-31"))
    steps.publish(district, document, years=3)
    assert '"excepted":["span_long"]' in Act.objects.get(verb="documents.publish").details


def test_the_last_day_named_in_the_text(district):  # N2
    document = steps.registered(district)
    with refused("span_said_twice"):
        steps.publish(district, document, years=5, ends_on=day("2026-05-02"))
    steps.publish(district, document, years=None, ends_on=day("2026-05-02"))
    assert (clock(document, "span").law, clock(document, "span").due) == ("文件载明", day("2026-05-02"))
    assert in_force_on(day("2026-05-02")).filter(pk=document.pk).exists()
    assert not in_force_on(day("2026-05-03")).filter(pk=document.pk).exists()


def test_between_publication_and_effect_lie_thirty_days(district):  # N6
    document = steps.registered(district)
    with refused("gate_shut"):
        steps.publish(district, document, effective_on=day("2026-02-07"))  # the thirtieth day
    with refused("gate_shut"):
        steps.publish(
            district, document, effective_on=day("2026-01-07"), at_once_why="急"
        )  # before it is published
    steps.publish(
        district, document, effective_on=day("2026-01-08"), at_once_why="公布后不立即施行将有碍施行"
    )


def test_a_short_comment_stops_what_touches_business(district):  # N11
    document = steps.commented(district, until=day("2025-11-24"))
    with refused("gate_shut"):
        act(preparing.submit, district, document, "head", steps.SUBMITTED, on=steps.SUBMITTED)
    except_from(district, document, "submit", "comment_short", steps.SUBMITTED, steps.SUBMITTED)
    act(preparing.submit, district, document, "head", steps.SUBMITTED, on=steps.SUBMITTED)
    assert state(document) == "reviewing"
    free = steps.commented(district, until=day("2025-11-24"), business=False)
    act(preparing.submit, district, free, "head", steps.SUBMITTED, on=steps.SUBMITTED)


def test_comments_are_opened_for_longer_never_for_shorter(district):
    document = steps.drafted(district)
    with refused("no_comment"):
        act(preparing.count_opinions, district, document, "officer", steps.OPENED, opinions=1, adopted=0)
    said = {"where": "区政府网站"}
    act(preparing.open_comment, district, document, "officer", steps.OPENED, since=steps.OPENED, until=day("2025-11-24"), **said)  # fmt: skip
    with refused("day_before"):
        act(preparing.open_comment, district, document, "officer", steps.OPENED, since=steps.OPENED, until=day("2025-11-20"), **said)  # fmt: skip
    act(preparing.open_comment, district, document, "officer", day("2025-11-20"), since=day("2025-11-20"), until=steps.CLOSED, **said)  # fmt: skip
    kept = fresh(document)
    assert (kept.comment_from, kept.comment_to) == (steps.OPENED, steps.CLOSED)
    with refused("adopted_over"):
        act(preparing.count_opinions, district, document, "officer", steps.CLOSED, opinions=1, adopted=2)


def test_no_meeting_without_legality_and_fair_competition(district):
    document = steps.submitted(district)
    with refused("gate_shut"):
        steps.decide(district, document)
    for condition in ("unreviewed", "unfair"):
        with refused("no_way_round"):
            act(lambda **said: ask_exception(DOCUMENTS, **said), district, document, "supervisor", steps.DECIDED, gate="deliberate", condition=condition, reason="急")  # fmt: skip
    steps.review(district, document, "failed")
    steps.compete(district, document)
    with refused("gate_shut"):
        steps.decide(district, document)
    act(preparing.send_back, district, document, "supervisor", steps.REVIEWED, reason="超越权限")
    assert state(document) == "draft"
    act(preparing.submit, district, document, "head", day("2025-12-29"), on=day("2025-12-29"))
    with refused("gate_shut"):  # the opinion before it was handed in anew is none on it
        steps.decide(district, document)
    steps.review(district, document, on=day("2025-12-30"))
    steps.decide(district, document)


def test_whoever_entered_the_draft_does_not_review_it(district):
    document = steps.submitted(district, who="supervisor")
    with refused("draft_author_reviews_not"):
        steps.review(district, document)
    steps.review(district, document, who="supervisor2")
    with refused("not_yours"):
        steps.review(district, document, who="head")


def test_for_the_government_the_regulator_confirms_fair_competition(district):
    document = steps.submitted(district, maker="government")
    steps.review(district, document)
    steps.compete(district, document)
    with refused("gate_shut"):
        steps.decide(district, document)
    step = DocumentStep.objects.get(document=document, kind="competition")
    act(preparing.confirm_review, district, document, "supervisor", steps.REVIEWED, step_id=step.pk)
    with refused("review_decided"):
        act(preparing.confirm_review, district, document, "supervisor2", steps.REVIEWED, step_id=step.pk)
    steps.decide(district, document)


def test_an_exception_from_fair_competition_ends_and_takes_two(district):  # N9
    document = steps.submitted(district)
    steps.review(district, document)
    with refused("exception_without_end"):
        steps.compete(district, document, "excepted")
    with refused("exception_of_competition"):
        steps.review(district, document, "excepted")
    step = steps.compete(district, document, "excepted", until=day("2027-06-30"))
    with refused("gate_shut"):
        steps.decide(district, document)
    act(preparing.confirm_review, district, document, "supervisor", steps.REVIEWED, step_id=step.pk)
    steps.decide(district, document)
    act(issuing.register, district, document, "supervisor", steps.SIGNED, numbered=steps.numbered())
    steps.publish(district, document)
    assert fresh(document).exception_until == day("2027-06-30")


def test_what_did_not_pass_the_meeting_goes_back(district):
    document = steps.reviewed(district)
    steps.decide(district, document, passed=False)
    assert (state(document), fresh(document).submitted_on) == ("draft", None)


def test_one_register_one_number_and_publication_by_another(district):
    first, second = steps.decided(district), steps.decided(district)
    one = steps.numbered()
    act(issuing.register, district, first, "supervisor", steps.SIGNED, numbered=one)
    with refused("number_taken"):
        act(issuing.register, district, second, "supervisor", steps.SIGNED, numbered=steps.numbered(number=one.number))  # fmt: skip
    with refused("paper_number_taken"):
        act(issuing.register, district, second, "supervisor", steps.SIGNED, numbered=steps.numbered(paper_number=one.paper_number))  # fmt: skip
    assert state(second) == "deliberated"
    with refused("registrar_publishes"):
        steps.publish(district, first, who="supervisor")
    with refused("matter_state"):  # not registered: not published
        steps.publish(district, second)


def test_feedback_comes_before_registration(district):
    document = steps.decided(district)
    NormativeDocument.objects.filter(pk=document.pk).update(feedback_on=None)
    with refused("gate_shut"):
        act(issuing.register, district, document, "supervisor", steps.SIGNED, numbered=steps.numbered())


def test_what_is_secret_is_no_normative_document(district):
    with refused("document_secret"):
        steps.drafted(district, secrecy=2)
    with refused("own_unit_drafts"):
        steps.drafted(district, office=district.offices["住建局"])
    steps.drafted(district, who="supervisor", office=district.offices["住建局"])


def test_found_to_be_none_or_given_up_it_stays_a_row_with_the_reason(district):
    plan, draft = steps.drafted(district), steps.registered(district)
    act(entering.leave_out, district, plan, "supervisor", steps.DRAFTED, reason="工作方案，不设定权利义务")
    act(entering.withdraw, district, draft, "head", steps.SIGNED, reason="上位法即将修改")
    assert (state(plan), state(draft)) == ("not_covered", "withdrawn")
    assert fresh(plan).over_why == "工作方案，不设定权利义务"
    with refused("matter_state"):
        act(entering.withdraw, district, plan, "head", steps.DRAFTED, reason="再撤")


def test_a_new_one_takes_the_place_of_those_it_replaces(district):
    old = steps.taken_over(district)
    number = Matter.objects.get(pk=old.pk).number
    with refused("not_in_register"):
        steps.drafted(district, replaces=["云杉GF-1999-1"])
    new = steps.registered(district, replaces=[number])
    assert state(old) == "published"
    steps.publish(district, new, effective_on=day("2026-02-08"))
    kept = fresh(old)
    assert (kept.matter.state, kept.over_on, kept.replaced_by_id) == ("revised", day("2026-02-08"), new.pk)
    assert clock(old, "span").state == "lifted"
    assert in_force_on(day("2026-02-07")).filter(pk=old.pk).exists()
    assert not in_force_on(day("2026-02-08")).filter(pk=old.pk).exists()
    assert in_force_on(day("2026-02-08")).filter(pk=new.pk).exists()


def test_it_goes_on_under_a_new_number_and_span(district):  # N12
    old = steps.evaluated(district, on=day("2026-04-15"))
    again = steps.numbered(signed_on=day("2026-04-28"), on=day("2026-04-28"))
    new = act(living.go_on, district, old, "supervisor", day("2026-04-28"), numbered=again)
    assert (state(old), state(new)) == ("evaluating", "registered")
    with refused("evaluated_already"):
        act(living.go_on, district, old, "supervisor", day("2026-04-28"), numbered=steps.numbered(on=day("2026-04-28")))  # fmt: skip
    said = {"on": day("2026-04-28"), "effective_on": day("2026-05-01"), "at_once_why": "延续施行"}
    with refused("registrar_publishes"):
        steps.publish(district, new, who="supervisor", **said)
    steps.publish(district, new, **said)
    kept = fresh(old)
    assert (kept.matter.state, kept.over_on, kept.replaced_by_id) == ("kept", day("2026-05-01"), new.pk)
    assert (fresh(new).ends_on, fresh(new).matter.number) == (day("2031-04-30"), again.number)
    assert in_force_on(day("2026-04-30")).get() == old
    assert in_force_on(day("2026-05-01")).get() == new


def test_what_has_lapsed_does_not_go_on(district):
    old = steps.evaluated(district, on=day("2026-04-15"))
    with refused("gate_shut"):
        act(living.go_on, district, old, "supervisor", day("2026-05-08"), numbered=steps.numbered(signed_on=day("2026-05-08"), on=day("2026-05-08")))  # fmt: skip
    new = act(living.go_on, district, old, "supervisor", day("2026-04-28"), numbered=steps.numbered(signed_on=day("2026-04-28"), on=day("2026-04-28")))  # fmt: skip
    with refused("lapsed_already"):
        steps.publish(district, new, on=day("2026-05-08"), effective_on=day("2026-07-01"))
    amended = steps.evaluated(district, finding="amend", title="另一办法")
    with refused("gate_shut"):
        act(living.go_on, district, amended, "supervisor", day("2026-04-28"), numbered=steps.numbered(on=day("2026-04-28")))  # fmt: skip


def test_an_evaluation_is_begun_by_the_unit_and_concluded_by_its_head(district):
    old = steps.taken_over(district)
    assert clock(old, "evaluate").due == day("2025-10-30")
    with refused("matter_state"):
        act(living.conclude, district, old, "head", day("2026-01-06"), finding="keep", on=day("2026-01-06"), words="报告")  # fmt: skip
    act(living.evaluate, district, old, "officer", day("2026-01-06"), on=day("2026-01-06"))
    with refused("not_yours"):
        act(living.conclude, district, old, "officer", day("2026-01-06"), finding="keep", on=day("2026-01-06"), words="报告")  # fmt: skip
    act(living.conclude, district, old, "head", day("2026-01-06"), finding="keep", on=day("2026-01-06"), words="报告")  # fmt: skip
    with refused("no_evaluation"):
        act(living.conclude, district, old, "head", day("2026-01-06"), finding="amend", on=day("2026-01-06"), words="报告")  # fmt: skip


@pytest.mark.parametrize(("how", "ended"), [("repeal", "repealed"), ("void", "lapsed")])
def test_repealed_or_declared_lapsed_from_a_day(district, how, ended):
    old = steps.taken_over(district)
    said = {"how": how, "on": day("2026-02-02"), "paper": "云政发〔2026〕2号"}
    with refused("day_before"):
        act(issuing.repeal, district, old, "supervisor", day("2026-02-02"), since=day("2026-02-01"), **said)
    with refused("not_yours"):
        act(issuing.repeal, district, old, "head", day("2026-02-02"), since=day("2026-03-01"), **said)
    act(issuing.repeal, district, old, "supervisor", day("2026-02-02"), since=day("2026-03-01"), **said)
    assert (state(old), fresh(old).matter.ended_on) == (ended, day("2026-03-01"))
    assert in_force_on(day("2026-02-28")).exists()
    assert not in_force_on(day("2026-03-01")).exists()
    assert run_night(day("2026-05-01"), at=at(day("2026-05-01"))).get("lapsed") is None


@pytest.mark.parametrize(
    ("on", "line", "due"), [("2026-06-05", "long", "2026-07-06"), ("2026-04-20", "short", "2026-05-06")]
)
def test_filed_with_the_body_above_by_the_line_that_the_place_goes_by(district, on, line, due):  # N7
    document = steps.registered(district)
    steps.publish(district, document, on=day(on), effective_on=day("2026-09-01"), file_up=line)
    assert clock(document, "file_up").due == day(due)
    act(living.file_up, district, document, "supervisor", day(due), to="above", number="云备〔2026〕1号", on=day(due))  # fmt: skip
    assert clock(document, "file_up").state == "met"
    with refused("filed_with_it"):
        act(living.file_up, district, document, "supervisor", day(due), to="above", number="云备〔2026〕1号", on=day(due))  # fmt: skip
    filing = DocumentFiling.objects.get()
    answer = {"filing_id": filing.pk, "on": day(due), "words": "第三条超越权限"}
    act(living.filing_answered, district, document, "supervisor", day(due), answer="correct", **answer)
    with refused("filing_answered"):
        act(living.filing_answered, district, document, "supervisor", day(due), answer="accepted", **answer)
    corrected = {"filing_id": filing.pk, "on": day(due), "how": "已修改第三条"}
    act(living.corrected, district, document, "supervisor", day(due), **corrected)
    with refused("nothing_corrected"):
        act(living.corrected, district, document, "supervisor", day(due), **corrected)


def test_a_place_without_a_rule_of_filing_has_no_limit(district):
    document = steps.published(district)
    assert not Clock.objects.filter(matter=document.pk, code="file_up").exists()


@pytest.mark.parametrize(
    ("kind", "on", "due"),
    [
        ("advice", "2026-08-06", "2026-10-08"),
        ("question", "2026-09-22", "2026-10-13"),
        ("review", "2026-05-11", "2026-07-10"),
    ],
)
def test_who_asks_is_answered_in_time(district, kind, on, due):  # N10
    document = steps.published(district)
    received = act(living.receive_request, district, document, "supervisor", day(on), kind=kind, asker="周明远", words="第五条是否合法", on=day(on))  # fmt: skip
    other = act(living.receive_request, district, document, "supervisor", day(on), kind=kind, asker="陈晓岚", words="第六条是否合法", on=day(on))  # fmt: skip
    assert received.clock.due == day(due)
    answer = {"request_id": received.pk, "outcome": "lawful", "answer": "有上位法依据", "on": day(due)}
    act(living.answer_request, district, document, "supervisor", day(due), **answer)
    with refused("request_answered"):
        act(living.answer_request, district, document, "supervisor", day(due), **answer)
    assert [Clock.objects.get(pk=each.clock_id).state for each in (received, other)] == ["met", "running"]
    assert DocumentRequest.objects.filter(answered_on=None).get() == other


def test_a_clause_stands_still_and_the_document_stays_in_force(district):  # 行政复议法 59
    old = steps.taken_over(district)
    clause = act(living.suspend_clause, district, old, "supervisor", day("2026-02-02"), clause="第五条", since=day("2026-02-02"), paper="复议〔2026〕3号")  # fmt: skip
    assert (state(old), in_force_on(day("2026-02-02")).count()) == ("published", 1)
    with refused("day_before"):
        act(living.apply_again, district, old, "supervisor", day("2026-02-02"), suspension_id=clause.pk, on=day("2026-02-02"))  # fmt: skip
    act(living.apply_again, district, old, "supervisor", day("2026-03-02"), suspension_id=clause.pk, on=day("2026-03-02"))  # fmt: skip
    with refused("suspension_over"):
        act(living.apply_again, district, old, "supervisor", day("2026-03-02"), suspension_id=clause.pk, on=day("2026-03-02"))  # fmt: skip


def test_taken_over_as_it_stands(district):
    over = steps.taken_over(district, ends_on=day("2025-12-31"))
    assert (state(over), fresh(over).matter.ended_on) == ("lapsed", day("2026-01-01"))
    endless = steps.taken_over(district, ends_on=None)
    assert (state(endless), Clock.objects.filter(matter=endless.pk).count()) == ("published", 0)
    with refused("day_before"):
        steps.taken_over(district, effective_on=day("2021-03-01"))
    with refused("paper_number_taken"):
        steps.taken_over(district, paper_number=fresh(endless).paper_number)


# 清理


def clean(service, district, clean_up, who="supervisor", /, **said):
    version, now = CleanUp.objects.get(pk=clean_up.pk).version, at(day("2026-02-10"))
    return service(actor=district.actor(who), clean_up_id=clean_up.pk, version=version, at=now, **said)  # fmt: skip


def opened(district, as_of="2026-02-02"):
    return cleaning.open_clean_up(
        actor=district.actor("supervisor"), title="2026年清理", basis="云政办〔2026〕1号", as_of=day(as_of), at=at(day("2026-02-02"))
    )  # fmt: skip


def test_a_clean_up_looks_at_all_and_two_persons_decide(district):
    some = [steps.taken_over(district, title=f"办法{number}") for number in range(5)]
    steps.taken_over(district, ends_on=day("2025-12-31"))  # has lapsed: not looked at
    clean_up = opened(district)
    assert clean_up.rows.count() == 5
    keys = [each.pk for each in some]
    with refused("clean_up_why"):
        clean(cleaning.propose, district, clean_up, chosen=keys[:1], finding="repeal", why=" ")
    with refused("nothing_chosen"):
        clean(cleaning.propose, district, clean_up, chosen=[], finding="keep", why="")
    with refused("clean_up_stranger"):
        clean(cleaning.propose, district, clean_up, chosen=[keys[0], 999_999], finding="keep", why="")
    assert not clean_up.rows.exclude(finding="").exists()  # all or nothing
    clean(cleaning.propose, district, clean_up, chosen=keys[:2], finding="keep", why="")
    clean(cleaning.propose, district, clean_up, chosen=[keys[2]], finding="repeal", why="上位法已废止")
    clean(cleaning.propose, district, clean_up, chosen=[keys[3]], finding="void", why="调整对象已消失")
    said = {"paper": "云政发〔2026〕5号", "on": day("2026-02-10")}
    with refused("clean_up_open") as shut:
        clean(cleaning.decide, district, clean_up, "supervisor2", **said)
    assert "1" in str(shut.value)
    clean(cleaning.propose, district, clean_up, chosen=[keys[4]], finding="amend", why="机构名称已变")
    with refused("clean_up_own"):
        clean(cleaning.decide, district, clean_up, **said)
    with refused("not_yours"):
        clean(cleaning.decide, district, clean_up, "head", **said)
    assert [state(each) for each in some] == ["published"] * 5
    clean(cleaning.decide, district, clean_up, "supervisor2", **said)
    assert [state(each) for each in some] == ["published", "published", "repealed", "lapsed", "published"]
    assert fresh(some[2]).over_why == "云政发〔2026〕5号: 上位法已废止"
    assert in_force_on(day("2026-02-09")).count() == 5
    assert in_force_on(day("2026-02-10")).count() == 3
    for service in (cleaning.propose, cleaning.decide):
        with refused("clean_up_decided"):
            clean(service, district, clean_up, "supervisor2", **(said if service is cleaning.decide else {"chosen": keys, "finding": "keep", "why": ""}))  # fmt: skip
    clean(cleaning.publish_results, district, clean_up, on=day("2026-02-10"))
    with refused("clean_up_decided"):
        clean(cleaning.publish_results, district, clean_up, on=day("2026-02-10"))
    assert list(Act.objects.filter(object_kind="cleanup").order_by("number").values_list("verb", flat=True)) == [
        "documents.clean_up", *["documents.clean_up_propose"] * 4, "documents.clean_up_decide", "documents.clean_up_publish",
    ]  # fmt: skip


def test_a_clean_up_that_was_changed_meanwhile_is_refused(district):
    old = steps.taken_over(district)
    clean_up = opened(district)
    clean(cleaning.propose, district, clean_up, chosen=[old.pk], finding="keep", why="")
    with refused("changed_meanwhile"):
        cleaning.propose(actor=district.actor("supervisor"), clean_up_id=clean_up.pk, version=0, chosen=[old.pk], finding="keep", why="", at=at(day("2026-02-10")))  # fmt: skip
    with refused("clean_up_empty"):
        opened(district, as_of="2020-01-01")


def test_what_lapses_while_it_is_looked_at_is_left_alone(district):
    old = steps.taken_over(district)
    clean_up = opened(district)
    clean(cleaning.propose, district, clean_up, chosen=[old.pk], finding="repeal", why="上位法已废止")
    run_night(day("2026-05-01"), at=at(day("2026-05-01")))
    version = CleanUp.objects.get().version
    cleaning.decide(actor=district.actor("supervisor2"), clean_up_id=clean_up.pk, version=version, paper="云政发〔2026〕6号", on=day("2026-05-06"), at=at(day("2026-05-06")))  # fmt: skip
    assert (state(old), fresh(old).over_on) == ("lapsed", None)


# Who sees what


def test_a_unit_sees_its_own_and_what_is_published(district):
    draft, public = steps.drafted(district), steps.taken_over(district)
    seen = {who: set(visible_to(district.actor(who)).values_list("pk", flat=True)) for who in ("officer", "head3", "supervisor", "administrator")}  # fmt: skip
    assert seen == {"officer": {draft.pk, public.pk}, "head3": {public.pk}, "supervisor": {draft.pk, public.pk}, "administrator": set()}  # fmt: skip


# What the database itself refuses


@pytest.mark.parametrize(
    "changes",
    [
        {"effective_on": day("2026-01-01")},  # before it is published
        {"ends_on": day("2026-02-01")},  # before it is in force
        {"ends_on": None},
        {"registered_on": None},
        {"published_on": None},
        {"adopted": 8},
        {"basis": ""},
        {"comment_to": day("2025-11-03")},
    ],
)
def test_no_row_can_say(district, changes):
    document = steps.published(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        NormativeDocument.objects.filter(pk=document.pk).update(**changes)


def test_no_row_is_published_by_who_registered_it(district):
    document = steps.published(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        NormativeDocument.objects.filter(pk=document.pk).update(published_by=fresh(document).registered_by)
    step = DocumentStep.objects.filter(document=document).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentStep.objects.filter(pk=step.pk).update(confirmed_by=step.entered_by)
