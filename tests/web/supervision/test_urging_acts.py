"""Acts of people on urging, and what is refused. What is refused changes nothing and is not recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item, Ladder, Limit, Message, Urge
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.ladder import default
from luoshi_web.supervision.urging.messages import inbox, mark_read, unread
from luoshi_web.supervision.urging.rules import ladder_on, put_in_force
from luoshi_web.supervision.urging.run import run_day
from luoshi_web.supervision.urging.services import answer, hold_back, skip, take, urge_by_hand
from tests.web.conftest import NOW, TODAY

WRITE = {"rung": 3, "reason": "区长批示要求加快"}


def _propose(item, **columns) -> Urge:
    facts = {
        "rung": 3,
        "occasion": "finish:x",
        "state": "proposed",
        "on": TODAY,
        "code": "finish_missed",
        "inputs": {"day": "2026-03-01", "days": 9},
    }
    return Urge.objects.create(
        item=item, ladder=ladder_on(TODAY), office=item.office, post=item.lead, **facts | columns
    )


def _refused(code, act, **words):
    acts, urges = Act.objects.count(), Urge.objects.filter(state="sent").count()
    with pytest.raises(Refusal) as refused:
        act(**words)
    assert refused.value.code == code
    assert str(refused.value)
    assert (Act.objects.count(), Urge.objects.filter(state="sent").count()) == (acts, urges)


def test_by_hand_on_any_rung_with_a_reason(district, make_item):
    item = make_item()
    urge = urge_by_hand(actor=district.actor("supervisor"), item_id=item.pk, version=0, at=NOW, **WRITE)
    assert (urge.rung, urge.by_hand, urge.state, urge.answer_due) == (3, True, "sent", date(2026, 3, 17))
    item = Item.objects.get(pk=item.pk)
    assert (item.times_urged, item.version) == (1, 1)
    assert Act.objects.get().verb == "urge.send"
    readers = Message.objects.filter(channel="in_app").values_list("person__username", flat=True)
    assert set(readers) == {"head", "leader"}


def test_by_hand_on_a_rest_day_is_heard_on_the_next_working_day(district, make_item, settings):
    item = make_item()
    settings.OFFICE_NOW = saturday = datetime(2026, 3, 7, 2, 0, tzinfo=UTC)
    urge = urge_by_hand(actor=district.actor("supervisor"), item_id=item.pk, version=0, at=saturday, **WRITE)
    assert urge.on == date(2026, 3, 7)
    assert set(Message.objects.values_list("due_on", flat=True)) == {date(2026, 3, 9)}
    assert not inbox(district.people["head"].pk, at=date(2026, 3, 8)).exists()
    assert not Message.objects.filter(channel="email", sent_at__isnull=False).exists()


def test_nobody_gets_more_messages_a_day_than_the_ladder_allows(district, make_item):
    actor = district.actor("supervisor")
    for title in ("甲路改造", "乙桥建设", "丙学校落成", "丁医院开业"):
        urge_by_hand(actor=actor, item_id=make_item(title=title).pk, version=0, at=NOW, **WRITE)
    theirs = inbox(district.people["head"].pk, at=date(2026, 12, 31)).order_by("due_on", "pk")
    found = [(message.due_on.day, message.urges.count()) for message in theirs]
    assert found == [(10, 1), (10, 1), (11, 2)], "two today; the rest waits together for tomorrow"
    letters = Message.objects.filter(person=district.people["head"], channel="email").order_by("due_on", "pk")
    assert [(m.due_on.day, m.urges.count(), m.sent_at is not None) for m in letters] == [
        (10, 1, True),
        (10, 1, True),
        (11, 2, False),
    ]


def test_what_is_refused_by_hand(district, make_item):
    item, ended = make_item(title="甲路改造"), make_item(state=State.REPORTED, title="乙桥建设")
    write = {"actor": district.actor("supervisor"), "item_id": item.pk, "version": 0, "at": NOW} | WRITE
    _refused("not_yours", urge_by_hand, **write | {"actor": district.actor("head")})
    _refused("not_yours", urge_by_hand, **write | {"actor": district.actor("leader")})
    _refused("urge_no_reason", urge_by_hand, **write | {"reason": " "})
    _refused("urge_state", urge_by_hand, **write | {"item_id": ended.pk})
    _refused("changed_meanwhile", urge_by_hand, **write | {"version": 5})
    urge_by_hand(**write)
    _refused("urge_repeats", urge_by_hand, **write | {"version": 1})
    _refused("urge_twice_a_day", urge_by_hand, **write | {"version": 1, "although": "x"})


def test_a_repetition_must_be_confirmed(district, make_item):
    actor = district.actor("supervisor")
    first = make_item(title="新增城镇就业1.2万人")
    second = make_item(title="全区新增城镇就业1万人")
    urge_by_hand(actor=actor, item_id=first.pk, version=0, at=NOW, **WRITE)
    write = {"actor": actor, "item_id": second.pk, "version": 0, "at": NOW} | WRITE
    _refused("urge_repeats", urge_by_hand, **write)
    urge = urge_by_hand(**write, although="两项口径不同")
    assert list(urge.alike.all()) == [first]
    assert urge.remark == "两项口径不同"
    later = NOW + timedelta(days=31)
    third = make_item(title="新增城镇就业1.1万人")
    urge_by_hand(actor=actor, item_id=third.pk, version=0, at=later, **WRITE)


def test_a_proposal_is_taken_skipped_or_held(district, make_item):
    actor = district.actor("supervisor")
    items = [make_item(title=title) for title in ("甲路改造", "乙桥建设", "丙学校落成")]
    taken, skipped, held = (_propose(item) for item in items)
    take(actor=actor, urge_id=taken.pk, at=NOW)
    skip(actor=actor, urge_id=skipped.pk, reason="已当面说明", at=NOW)
    hold_back(actor=actor, urge_id=held.pk, until=date(2026, 3, 12), reason="等审批", at=NOW)
    assert list(Urge.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "skipped", "held"]
    assert [act.verb for act in Act.objects.order_by("number")] == ["urge.send", "urge.skip", "urge.hold"]
    taken.refresh_from_db()
    assert taken.answer_due == date(2026, 3, 17)
    assert taken.messages.filter(channel="in_app").count() == 2
    for urge in (taken, skipped):
        _refused("urge_decided", take, actor=actor, urge_id=urge.pk, at=NOW)
    take(actor=actor, urge_id=held.pk, at=NOW)


def test_what_is_refused_at_the_desk(district, make_item):
    actor, item = district.actor("supervisor"), make_item(title="甲路改造")
    urge = _propose(item)
    _refused("not_yours", take, actor=district.actor("head"), urge_id=urge.pk, at=NOW)
    _refused("not_yours", skip, actor=district.actor("leader"), urge_id=urge.pk, reason="x", at=NOW)
    _refused("urge_no_reason", skip, actor=actor, urge_id=urge.pk, reason="", at=NOW)
    _refused(
        "urge_no_reason", hold_back, actor=actor, urge_id=urge.pk, until=date(2026, 4, 1), reason="", at=NOW
    )
    _refused("urge_held_past", hold_back, actor=actor, urge_id=urge.pk, until=TODAY, reason="x", at=NOW)
    urge.alike.add(make_item(title="乙桥建设"))
    _refused("urge_repeats", take, actor=actor, urge_id=urge.pk, at=NOW)
    take(actor=actor, urge_id=urge.pk, although="口径不同", at=NOW)


def test_what_is_held_is_back_on_its_day(district, make_item):
    item = make_item(due=TODAY - timedelta(days=30))
    urge = _propose(item, occasion=f"finish:{item.due}")
    hold_back(
        actor=district.actor("supervisor"), urge_id=urge.pk, until=date(2026, 3, 12), reason="x", at=NOW
    )
    for day, state in ((11, "held"), (12, "proposed")):
        run_day(date(2026, 3, day), at=NOW)
        urge.refresh_from_db()
        assert urge.state == state


def test_the_lead_office_answers_once(district, make_item):
    item = make_item(helpers=("head2",))
    urge = _propose(item, state="sent", answer_due=date(2026, 3, 12))
    words = {"urge_id": urge.pk, "text": "已完成招标，三月底开工", "at": NOW}
    for key in ("head2", "supervisor", "leader", "head3"):
        _refused("not_yours", answer, actor=district.actor(key), **words)
    _refused("urge_no_answer", answer, actor=district.actor("head"), **words | {"text": "  "})
    answer(actor=district.actor("officer"), **words)
    urge.refresh_from_db()
    assert (urge.answer, urge.answered_by) == ("已完成招标，三月底开工", district.people["officer"])
    assert '"late":false' in Act.objects.get().details
    _refused("urge_answered", answer, actor=district.actor("head"), **words)


def test_an_answer_stops_the_clock_and_answers_what_else_was_asked(district, make_item):
    actor, item = district.actor("supervisor"), make_item()
    first = urge_by_hand(actor=actor, item_id=item.pk, version=0, at=NOW, **WRITE)
    second = urge_by_hand(
        actor=actor, item_id=item.pk, version=1, at=NOW, rung=2, reason="x", although="另一件事"
    )
    clocks = Limit.objects.filter(item=item, kind="urged")
    assert [(clock.state, clock.due) for clock in clocks] == [("running", date(2026, 3, 17))] * 2
    answer(actor=district.actor("head"), urge_id=first.pk, text="已开工", at=NOW)
    assert {clock.state for clock in clocks.all()} == {"met"}
    second.refresh_from_db()
    assert (second.answer, second.answered_by) == ("", district.people["head"])
    _refused("urge_answered", answer, actor=district.actor("head"), urge_id=second.pk, text="x", at=NOW)


def test_while_the_clock_of_an_answer_stands_still_nothing_is_urged_for_its_lack(district, make_item):
    item = make_item(due=TODAY - timedelta(days=9))
    urge = _propose(
        item,
        rung=2,
        state="sent",
        on=TODAY - timedelta(days=30),
        occasion=f"finish:{item.due}",
        answer_due=TODAY - timedelta(days=20),
    )
    urge.limit = Limit.objects.create(
        item=item,
        kind="urged",
        began=urge.on,
        count=5,
        days="working",
        due=urge.answer_due,
        edition="x",
        sentence="x",
        state="suspended",
    )
    urge.save()
    assert run_day(TODAY, at=NOW)["proposed"] == 0
    Limit.objects.filter(pk=urge.limit_id).update(state="running")
    assert run_day(TODAY, at=NOW)["proposed"] == 1


def test_a_late_answer_is_taken_and_stays_late(district, make_item):
    urge = _propose(make_item(), state="sent", answer_due=TODAY - timedelta(days=1))
    answer(actor=district.actor("head"), urge_id=urge.pk, text="x", at=NOW)
    assert '"late":true' in Act.objects.get().details


def test_what_was_never_sent_is_not_answered(district, make_item):
    urge = _propose(make_item())
    _refused("urge_decided", answer, actor=district.actor("head"), urge_id=urge.pk, text="x", at=NOW)


def test_messages_are_read_by_those_they_are_for(district, make_item):
    urge_by_hand(actor=district.actor("supervisor"), item_id=make_item().pk, version=0, at=NOW, **WRITE)
    head, other = district.actor("head"), district.actor("head2")
    message = inbox(head.person_id, at=TODAY).get()
    assert unread(head.person_id, at=TODAY) == 1
    assert mark_read(actor=other, messages=[message.pk], on=TODAY, at=NOW) == 0
    assert mark_read(actor=head, messages=[message.pk], on=TODAY, at=NOW) == 1
    assert mark_read(actor=head, on=TODAY, at=NOW) == 0
    assert unread(head.person_id, at=TODAY) == 0
    assert Act.objects.filter(verb="message.read").count() == 1


def test_a_new_ladder_begins_on_a_coming_day(district):
    terms = dict(default()["terms"]) | {"a_day": 1}
    words = {
        "actor": district.actor("supervisor"),
        "name": "区督促阶梯",
        "source": "x",
        "terms": terms,
        "on": TODAY,
        "at": NOW,
    }
    _refused("ladder_past", put_in_force, since=TODAY, **words)
    _refused("not_yours", put_in_force, since=date(2026, 4, 1), **words | {"actor": district.actor("head")})
    _refused("ladder_terms", put_in_force, since=date(2026, 4, 1), **words | {"terms": terms | {"a_day": 0}})
    put_in_force(since=date(2026, 4, 1), **words)
    _refused("ladder_taken", put_in_force, since=date(2026, 4, 1), **words)
    assert ladder_on(date(2026, 3, 31)).terms["a_day"] == 2
    assert ladder_on(date(2026, 4, 1)).terms["a_day"] == 1
    assert Ladder.objects.count() == 2
    assert Act.objects.get().verb == "rule.put_in_force"
