"""What is decided on an office's item is told to its officers and head: once a day, never on a rest day, by letter too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from luoshi_web.accounts.models import Holding
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Extension, Item, Limit, Message, Return
from luoshi_web.supervision.services.assign import reassign, refuse_return, take_back
from luoshi_web.supervision.services.closing import reopen
from luoshi_web.supervision.services.extension import decide_extension
from luoshi_web.supervision.services.objections import decide
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.decisions import SENTENCES, sentence_of
from luoshi_web.supervision.urging.gathered import gather, lines_of
from luoshi_web.supervision.urging.letters import send_due, written
from luoshi_web.supervision.urging.messages import inbox
from tests.web.closing_steps import claim, judge, prove, sign_off
from tests.web.conftest import NOW, SINCE, TODAY
from tests.web.permissions.made import Ground
from tests.web.permissions.of_appraisal import objection

SATURDAY = datetime(2026, 3, 14, 2, 0, tzinfo=UTC)


def _screened(item, **columns):
    facts = {
        "asked_by": item.lead.holdings.get().person,
        "asked_at": NOW,
        "reason": "征地手续未完成",
        "progress": "已完成施工图设计",
        "old_due": item.due,
        "new_due": date(2026, 9, 30),
        "state": "screened",
        "opinion": "属实",
    }
    return Extension.objects.create(item=item, **facts | columns)


def _decide(district, item, granted=True, answer="同意", at=NOW):
    extension = _screened(item, screened_by=district.people["supervisor"], screened_at=NOW)
    return decide_extension(
        actor=district.actor("leader"), extension_id=extension.pk, granted=granted, answer=answer, at=at
    )


@pytest.fixture
def item(make_item):
    return make_item(due=date(2026, 6, 30), original_due=date(2026, 6, 30))


def _said(line):
    with override("zh-hans"):
        return sentence_of(line)


def _told(channel="in_app"):
    """Who was told what: user name → codes."""
    return {
        message.person.username: [line["code"] for line in lines_of(message)]
        for message in Message.objects.filter(channel=channel, kind="decision").order_by("pk")
    }


def _refused(code, act, *args, **said):
    with pytest.raises(Refusal) as why:
        act(*args, **said)
    assert why.value.code == code


def test_more_time_is_told_to_the_office_that_asked_and_to_nobody_else(district, item):
    _decide(district, item)
    assert _told() == _told("email") == {"head": ["extension_granted"], "officer": ["extension_granted"]}
    (line,) = lines_of(Message.objects.filter(channel="in_app", person=district.people["head"]).get())
    assert (line["number"], line["answer"]) == (item.number, "同意")
    assert _said(line) == "已同意延期，现应于2026-09-30完成"


def test_a_refusal_says_so_and_what_was_answered(district, item):
    _decide(district, item, granted=False, answer="仍按原时限办结")
    (line,) = lines_of(Message.objects.filter(channel="in_app").first())
    assert (_said(line), line["answer"]) == (
        "延期未获同意，仍应于2026-06-30完成", "仍按原时限办结",
    )  # fmt: skip


def test_what_cannot_be_decided_is_not_told(district, item):
    _refused("extension_answer", _decide, district, item, granted=False, answer=" ")
    assert not Message.objects.exists()


def test_all_decisions_of_a_day_are_one_message_which_is_unread_again(district, make_item):
    for count in (1, 2, 3):
        _decide(district, make_item(due=date(2026, 6, 30)))
        message = Message.objects.get(channel="in_app", person=district.people["head"])
        assert (len(lines_of(message)), message.read_at) == (count, None)
        Message.objects.update(read_at=NOW)


def test_letters_go_out_at_once_but_never_one_too_many(district, make_item):
    """Two a day: what is decided after the second waits for the next working day, and is one letter then."""
    for _ in range(4):
        _decide(district, make_item(due=date(2026, 6, 30)))
    theirs = Message.objects.filter(channel="email", person=district.people["officer"]).order_by("pk")
    assert [(m.due_on, len(lines_of(m)), m.sent_at is not None) for m in theirs] == [
        (TODAY, 1, True), (TODAY, 1, True), (TODAY + timedelta(days=1), 2, False),
    ]  # fmt: skip
    assert Message.objects.filter(channel="in_app", person=district.people["officer"]).count() == 1


def test_a_letter_on_its_way_takes_no_more(district):
    """Whoever sends it marks it first: a line put into it then would be lost."""
    held = district.posts["head"].holdings.get()
    told = {"channel": Message.Channel.EMAIL, "a_day": 9, "day": TODAY, "at": NOW}
    for number in ("1", "2"):
        gather(held, Message.Kind.DECISION, {"number": number}, **told)
    Message.objects.update(try_at=NOW)
    gather(held, Message.Kind.DECISION, {"number": "3"}, **told)
    gathered = [[line["number"] for line in lines_of(m)] for m in Message.objects.order_by("pk")]
    assert gathered == [["1", "2"], ["3"]]


def test_a_decision_on_a_rest_day_is_told_on_the_next_working_day(district, item):
    _decide(district, item, at=SATURDAY)
    head = district.people["head"].pk
    assert not inbox(head, at=date(2026, 3, 15)).exists()
    assert inbox(head, at=date(2026, 3, 16)).count() == 1
    assert send_due(date(2026, 3, 15), at=SATURDAY)["sent"] == 0


def test_nobody_is_told_of_an_item_above_their_clearance(district, make_item):
    _decide(district, make_item(due=date(2026, 6, 30), secrecy=2))
    assert not Message.objects.exists()


def test_whoever_decided_is_not_told_of_it(district, item):
    post = district.posts["officer"]
    Holding.objects.filter(post=post).delete()
    Holding.objects.create(post=post, person=district.people["leader"], since=SINCE)
    _decide(district, item)
    assert _told() == {"head": ["extension_granted"]}


def _returned(district, make_item):
    item = make_item(state=State.RETURNED)
    Return.objects.create(
        item=item, post=district.posts["head"], by=district.people["head"], at=NOW, reason="非我单位职责"
    )
    return {"actor": district.actor("supervisor"), "item_id": item.pk, "version": item.version, "at": NOW}


def test_an_accepted_return_is_told_to_the_office_that_led(district, make_item):
    take_back(**_returned(district, make_item), lead=district.posts["head2"], answer="职责属住建局")
    assert _told() == {"head": ["return_taken"], "officer": ["return_taken"]}
    line = lines_of(Message.objects.first())[0]
    assert str(district.posts["head2"]) in sentence_of(line)


def test_a_refused_return_stays_and_says_so(district, make_item):
    refuse_return(**_returned(district, make_item), answer="属你单位三定职责")
    assert _told() == {"head": ["return_refused"], "officer": ["return_refused"]}


def test_the_office_from_which_an_item_is_taken_is_told(district, item):
    reassign(
        actor=district.actor("supervisor"), item_id=item.pk, version=item.version, lead=district.posts["head2"],
        reason="机构改革", at=NOW,
    )  # fmt: skip
    assert _told() == {"head": ["reassigned"], "officer": ["reassigned"]}


def test_verdict_signing_off_and_reopening_are_told(district, item):
    prove(district, item)
    claim(district, item)
    judge(district, item, finding="unfit")
    prove(district, item)
    claim(district, item, at=NOW + timedelta(minutes=1))
    judge(district, item, at=NOW + timedelta(minutes=2))
    sign_off(district, item, at=NOW + timedelta(minutes=3))
    item = Item.objects.get(pk=item.pk)
    reopen(
        actor=district.actor("supervisor"), item_id=item.pk, version=item.version, reason="群众反映路面破损", came_back=True,
        at=NOW + timedelta(minutes=4),
    )  # fmt: skip
    assert _told()["officer"] == ["unfit", "closed_done", "reopened"]


def test_a_letter_on_an_item_within_reach_has_its_title_and_the_answer(district, item):
    _decide(district, item)
    letter = Message.objects.get(channel="email", person=district.people["head"])
    subject, body = written(letter)
    assert subject == f"{item.number}: 已同意延期，现应于2026-09-30完成"
    assert item.title in body
    assert "同意" in body


def test_a_letter_on_a_secret_item_has_its_number_alone(district, make_item):
    district.posts["head"].clearance = 3
    district.posts["head"].save()
    item = make_item(due=date(2026, 6, 30), secrecy=2)
    _decide(district, item, granted=False, answer="涉密事项不予延期")
    _, body = written(Message.objects.get(channel="email"))
    assert item.number in body
    assert item.title not in body
    assert "涉密事项" not in body


def test_every_sentence_has_the_facts_that_it_names():
    facts = {"lead": "区住建局局长", "day": "2026-09-30", "into": "2026-T-0009"}
    for code in SENTENCES:
        assert "%" not in sentence_of({"code": code, **facts})


def test_the_limit_of_an_item_does_not_wait_for_the_telling(district, item):
    """The telling is part of the act: both are there or neither is."""
    _decide(district, item)
    assert Item.objects.get(pk=item.pk).due == date(2026, 9, 30)
    assert Limit.objects.filter(item=item, kind="finish").exists()


def test_the_head_is_told_what_became_of_an_objection(district, make_item):
    raised = objection(Ground(district, make_item)).thing
    decide(
        actor=district.actor("leader2"), objection_id=raised.pk, decision="rejected", points=None, answer="汛期停工已扣除", at=NOW
    )  # fmt: skip
    assert _told() == {"head": ["rejected"]}
    (line,) = lines_of(Message.objects.filter(channel="in_app").get())
    assert (line["score"], line["number"]) == (str(raised.score_id), str(raised.score.appraisal))
