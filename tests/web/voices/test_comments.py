"""Comments: what writers, readers and moderators do, and what readers see of it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from luoshi_web.voices import clock
from luoshi_web.voices.models import Act, Appeal, Comment, Forwarded
from luoshi_web.voices.night import anonymise, night
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import Actor
from luoshi_web.voices.selectors import threads
from luoshi_web.voices.selectors.queue import queue
from luoshi_web.voices.services import moderating, outbox, writing
from luoshi_web.voices.services.keys import digest_of
from luoshi_web.voices.services.record import record
from tests.web.conftest import NOW, TODAY
from tests.web.voices.fakes import LINES

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _refused(act, **said):
    with pytest.raises(Refusal) as why:
        act(**said)
    assert str(why.value)
    return why.value.code


def _thread(line="e1"):
    return threads.thread("line", line, quote=LINES[line].quote)


def test_numbers_run_through_a_year(say):
    assert [say()[0].number for _ in range(2)] == ["2026-0001", "2026-0002"]
    assert say(at=NOW.replace(year=2027))[0].number == "2027-0001"


def test_due_dates_know_makeup_days(say):
    assert say()[0].due == date(2026, 3, 12)
    friday = NOW.replace(
        month=2, day=13
    )  # the Saturday after it is worked, then the Spring Festival until the 23rd
    assert say(at=friday)[0].due == date(2026, 2, 24)


def test_nothing_is_shown_before_it_is_decided_on(say, desk):
    comment, _ = say()
    assert _thread().voices == ()
    moderating.publish(comment=comment, actor=desk[0], at=NOW)
    assert [voice.text for voice in _thread().voices] == ["路修到哪里了？"]


def test_personal_data_are_never_in_the_database(say, desk):
    comment, _ = say("打13812345678找我", name="王13912345678")
    Comment.objects.filter(pk=comment.pk).update(note="他的电话是13712345678")
    Comment.objects.bulk_create([_copy(comment, "9999-0001", "身份证11010519491231002X")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, name, note FROM voices_comment")
        kept = str(cursor.fetchall())
    assert "5678" not in kept
    assert "19491231" not in kept
    assert comment.text == "打【电话】找我"


def _copy(comment, number, text):
    said = {field.attname: getattr(comment, field.attname) for field in Comment._meta.concrete_fields}
    return Comment(**said | {"id": None, "number": number, "text": text, "key_digest": None})


def test_the_private_key_is_not_kept(say):
    comment, key = say()
    assert key not in str(Comment.objects.values())
    assert comment.key_digest == digest_of(key)


def test_returned_is_rewritten_and_decided_on_anew(say, desk):
    comment, _ = say()
    assert (
        _refused(moderating.give_back, comment=comment, reason="", actor=desk[0], at=NOW) == "reason_needed"
    )
    assert (
        _refused(moderating.give_back, comment=comment, reason="doubled", actor=desk[0], at=NOW)
        == "reason_unknown"
    )
    moderating.give_back(comment=comment, reason="unclear", note="哪条路？", actor=desk[0], at=NOW)
    assert _thread().voices == ()
    later = NOW + DAY
    again = writing.rewrite(comment=comment, text="青云路修到哪里了？", at=later)
    assert (again.state, again.note, again.due) == ("held", "", date(2026, 3, 13))
    assert _refused(writing.rewrite, comment=comment, text="x", at=later) == "changed_meanwhile"
    moderating.publish(comment=again, actor=desk[0], at=later)
    assert _thread().voices[0].text == "青云路修到哪里了？"


def test_refused_is_counted_in_public_and_leaves_no_tombstone(say, desk):
    comment, _ = say("买房请来")
    moderating.refuse(comment=comment, reason="advertising", actor=desk[0], at=NOW)
    assert _thread().voices == ()
    assert threads.refused_counts(2026) == [("广告", 1)]
    comment.refresh_from_db()
    assert (comment.text, comment.withheld) == ("", "买房请来")


def test_a_removed_comment_leaves_a_tombstone_and_its_replies(shown, desk):
    comment = shown("骂人的话")
    reply = shown("别骂人", parent=comment)
    deeper = shown("对", parent=reply)
    assert deeper.parent_id == comment.pk
    moderating.remove(comment=comment, reason="insult", actor=desk[0], at=NOW + DAY)
    (voice,) = _thread().voices
    assert (voice.text, voice.name, voice.gone_on, voice.gone_why) == (
        "",
        "",
        date(2026, 3, 11),
        "侮辱他人",
    )
    assert [one.text for one in voice.replies] == ["别骂人", "对"]
    assert _thread().count == 2


def test_nobody_replies_to_what_is_not_shown(say, shown, desk):
    held, _ = say()
    assert _refused(say, parent=held) == "reply_closed"
    gone = moderating.remove(comment=shown(), reason="doubled", actor=desk[0], at=NOW)
    assert _refused(say, parent=gone) == "reply_closed"


def test_reported_stays_until_somebody_decides(shown, desk):
    comment = shown()
    assert _refused(writing.complain, comment=comment, reason="unclear", at=NOW) == "reason_needed"
    writing.complain(comment=comment, reason="insult", text="电话13812345678", at=NOW)
    writing.complain(comment=comment, reason="advertising", at=NOW)
    assert _thread().voices[0].text
    (task,) = queue(desk[0], day=TODAY)
    assert (task.what, [one.text for one in task.complaints]) == ("reported", ["电话【电话】", ""])
    moderating.keep(comment=comment, actor=desk[0], at=NOW)
    assert queue(desk[0], day=TODAY) == []
    comment.refresh_from_db()
    assert comment.state == "kept"


def test_a_part_is_masked_and_stays_so_when_kept_again(shown, desk):
    comment = shown("局长王某某不管事")
    assert (
        _refused(moderating.mask_part, comment=comment, part="李某", reason="private", actor=desk[0], at=NOW)
        == "part_not_found"
    )
    moderating.mask_part(comment=comment, part="王某某", reason="insult", actor=desk[0], at=NOW)
    comment.refresh_from_db()
    assert (comment.text, comment.withheld) == ("局长【已隐去】不管事", "局长王某某不管事")
    writing.complain(comment=comment, reason="insult", at=NOW)
    assert moderating.keep(comment=comment, actor=desk[0], at=NOW).state == "masked"
    assert _thread().voices[0].gone_why


def test_what_a_reason_erases_is_gone_at_once(shown, desk):
    comment = shown("王某某住在三号楼")
    moderating.mask_part(comment=comment, part="三号楼", reason="private", actor=desk[0], at=NOW)
    comment.refresh_from_db()
    assert comment.withheld == ""
    moderating.remove(comment=comment, reason="private", actor=desk[0], at=NOW)
    comment.refresh_from_db()
    assert (comment.text, comment.withheld, comment.length) == ("", "", 8)


def test_an_appeal_goes_once_to_another_person(shown, desk):
    comment = shown("说得重了些")
    comment = moderating.remove(comment=comment, reason="insult", actor=desk[0], at=NOW)
    appeal = writing.appeal(comment=comment, text="没有骂人", at=NOW + DAY)
    assert _refused(writing.appeal, comment=comment, text="再说", at=NOW + DAY) == "appealed_already"
    assert queue(desk[0], day=TODAY) == []
    assert [task.what for task in queue(desk[1], day=TODAY)] == ["appeal"]
    decide = moderating.decide_appeal
    assert _refused(decide, appeal=appeal, upheld=True, actor=desk[0], at=NOW) == "another_person"
    plain = Actor(77, "x", frozenset({"moderate"}))
    assert _refused(decide, appeal=appeal, upheld=True, actor=plain, at=NOW) == "not_yours"
    comment = decide(appeal=appeal, upheld=True, actor=desk[1], at=NOW + DAY)
    assert (comment.state, comment.text, comment.withheld) == ("kept", "说得重了些", "")
    assert _refused(decide, appeal=appeal, upheld=False, actor=desk[2], at=NOW) == "changed_meanwhile"


def test_dismissed_erases_and_upheld_without_words_lets_write_again(shown, desk):
    one = moderating.remove(comment=shown("甲"), reason="insult", actor=desk[0], at=NOW)
    moderating.decide_appeal(
        appeal=writing.appeal(comment=one, text="x", at=NOW), upheld=False, actor=desk[1], at=NOW
    )
    one.refresh_from_db()
    assert (one.state, one.withheld) == ("removed", "")
    other = moderating.remove(comment=shown("乙"), reason="private", actor=desk[0], at=NOW)
    moderating.decide_appeal(
        appeal=writing.appeal(comment=other, text="x", at=NOW), upheld=True, actor=desk[1], at=NOW
    )
    other.refresh_from_db()
    assert other.state == "returned"
    assert writing.rewrite(comment=other, text="再写", at=NOW).state == "held"


def test_the_time_to_appeal_ends_and_what_was_withheld_is_erased_that_night(shown, desk):
    comment = moderating.remove(comment=shown("甲"), reason="insult", actor=desk[0], at=NOW)
    last = clock.due(NOW, 10)
    assert last == date(2026, 3, 24)
    night(at=NOW + (last - TODAY))
    comment.refresh_from_db()
    assert comment.withheld == "甲"
    over = NOW + (last - TODAY) + DAY
    assert _refused(writing.appeal, comment=comment, text="x", at=over) == "appeal_over"
    assert night(at=over)["erased"] == 1
    comment.refresh_from_db()
    assert comment.withheld == ""


def test_a_writer_takes_words_back(shown, say, desk):
    comment = shown("说错了")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    writing.take_back(comment=comment, at=NOW)
    comment.refresh_from_db()
    assert (comment.text, comment.withheld, comment.state) == ("", "", "removed")
    assert _thread().voices[0].gone_why == "作者自行收回"
    assert outbox.waiting(at=NOW)["recalled"] == [comment.number]
    assert outbox.waiting(at=NOW)["comments"] == []
    assert _refused(writing.appeal, comment=comment, text="x", at=NOW) == "changed_meanwhile"
    held, _ = say()
    assert writing.take_back(comment=held, at=NOW).state == "refused"
    assert threads.refused_counts(2026) == []


def test_whoever_is_quicker_decides(say, desk):
    comment, _ = say()
    moderating.publish(comment=comment, actor=desk[0], at=NOW)
    refuse = moderating.refuse
    assert _refused(refuse, comment=comment, reason="insult", actor=desk[1], at=NOW) == "changed_meanwhile"
    nobody = Actor(5, "x", frozenset())
    assert _refused(moderating.remove, comment=comment, reason="insult", actor=nobody, at=NOW) == "not_yours"


def test_many_at_once_each_by_itself(say, shown, desk):
    numbers = [say()[0].number for _ in range(3)] + [shown().number]
    result = moderating.decide_many(numbers, moderating.publish, actor=desk[0], at=NOW)
    assert result.done == tuple(numbers[:3])
    assert [number for number, _ in result.refused] == numbers[3:]
    assert Act.objects.filter(verb="comment.publish").count() == 4


def test_letters_are_never_shown(say, desk):
    letter, _ = say("请修路", public=False)
    assert _refused(moderating.publish, comment=letter, actor=desk[0], at=NOW) == "act_unknown"
    moderating.forward(comment=letter, actor=desk[0], at=NOW)
    letter.refresh_from_db()
    assert letter.state == "forwarded"
    assert _thread().voices == ()
    assert threads.one(letter.number) is None
    assert outbox.waiting(at=NOW)["comments"][0]["public"] is False


def test_a_comment_stays_with_the_words_it_was_about(shown):
    shown("还差多少？")
    found = threads.thread("line", "e1", quote="固定资产投资增长6%左右")
    assert found.voices == ()
    assert [(words, [one.text for one in said]) for words, said in found.orphans] == [
        ("固定资产投资增长5%左右", ["还差多少？"])
    ]


def test_a_thread_takes_the_same_queries_however_long(shown, django_assert_num_queries):
    for _ in range(8):
        shown("答", parent=shown())
    with django_assert_num_queries(3):
        assert _thread().count == 16


def test_the_outbox_goes_out_and_the_answer_comes_back(shown, desk):
    comment = shown("路修到哪里了？", contact="wang@example.com", token="t")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    (row,) = outbox.waiting(at=NOW)["comments"]
    assert row == {
        "number": "2026-0001",
        "state": "waiting",
        "subject": {"kind": "line", "key": "e1"},
        "quote": "固定资产投资增长5%左右",
        "place": "青川区 2025年",
        "public": True,
        "text": "路修到哪里了？",
        "received": "2026-03-10",
        "answer_due": "2026-03-31",
        "item": "",
    }
    assert _thread().voices[0].answer_due == date(2026, 3, 31)
    later = NOW + 10 * DAY
    back = [
        {"number": "2026-0001", "item": "2026-T-0003", "item_public": True},
        {"number": "2026-0001", "unit": "区发改局", "text": "已修好，电话13812345678", "on": "2026-03-18"},
        {"number": "2026-0001", "unit": "区发改局", "text": "再答", "on": "2026-03-18"},
        {"number": "2026-0001", "unit": "区发改局", "text": "x", "on": "no day"},
        {"number": "2026-0099", "item": "x"},
    ]
    assert [number for number, _ in outbox.bring(back, at=later)] == ["2026-0001", "2026-0001", "2026-0099"]
    answer = _thread().voices[0].answer
    assert (answer.unit, answer.text, answer.on, answer.days, answer.item) == (
        "区发改局",
        "已修好，电话【电话】",
        date(2026, 3, 18),
        6,
        "2026-T-0003",
    )
    assert outbox.waiting(at=later)["comments"] == []


def test_an_answer_cannot_come_from_the_future(shown, desk):
    comment = shown()
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    for on in (TODAY + DAY, TODAY - DAY):
        assert (
            _refused(outbox.answer, number=comment.number, unit="局", text="答", on=on, at=NOW)
            == "outbox_state"
        )
    assert (
        _refused(outbox.answer, number=comment.number, unit=" ", text="答", on=TODAY, at=NOW)
        == "words_needed"
    )


def test_a_removed_comments_answer_is_not_shown_and_comes_back_with_it(shown, desk):
    comment = shown()
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    comment = moderating.remove(comment=comment, reason="insult", actor=desk[0], at=NOW)
    assert Forwarded.objects.get().state == "recalled"
    assert (
        _refused(outbox.answer, number=comment.number, unit="局", text="答", on=TODAY, at=NOW)
        == "outbox_state"
    )
    appeal = writing.appeal(comment=comment, text="x", at=NOW)
    moderating.decide_appeal(appeal=appeal, upheld=True, actor=desk[1], at=NOW)
    assert Forwarded.objects.get().state == "waiting"


def test_contacts_are_dropped_after_ninety_days(say, shown, desk):
    one = shown(contact="wang@example.com", token="t")
    returned, _ = say(contact="x")
    moderating.give_back(comment=returned, reason="unclear", actor=desk[0], at=NOW)
    assert anonymise(at=NOW + 89 * DAY) == 0
    assert anonymise(at=NOW + 90 * DAY) == 2
    assert anonymise(at=NOW + 91 * DAY) == 0
    one.refresh_from_db()
    returned.refresh_from_db()
    assert (one.contact, one.token, one.key_digest) == ("", "", None)
    assert one.text
    assert (returned.state, returned.text) == ("refused", "")
    assert Act.objects.filter(verb="comment.anonymise").count() == 2


def test_the_record_cannot_be_changed_and_holds_no_words(shown, desk):
    comment = shown("一句不能留下的话")
    moderating.remove(comment=comment, reason="insult", note="说明", actor=desk[0], at=NOW)
    assert [act.verb for act in Act.objects.all()] == [
        "comment.receive",
        "comment.publish",
        "comment.remove",
    ]
    assert "不能留下" not in str(list(Act.objects.values()))
    for change in (lambda: Act.objects.update(by="x"), lambda: Act.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    replace = "INSERT OR REPLACE INTO voices_act SELECT * FROM voices_act"
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(replace if connection.vendor == "sqlite" else "TRUNCATE voices_act")
    assert Act.objects.count() == 3


def test_a_deed_and_its_act_are_one(say, monkeypatch):
    comment, _ = say()

    def broken(*args, **said):
        raise RuntimeError("the record is full")

    monkeypatch.setattr(moderating, "record", broken)
    with pytest.raises(RuntimeError):
        moderating.publish(comment=comment, actor=Actor(1, "li", frozenset({"moderate"})), at=NOW)
    comment.refresh_from_db()
    assert comment.state == "held"


def test_no_act_outside_a_transaction(say, monkeypatch):
    comment, _ = say()
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr("luoshi_web.voices.services.record.connection", outside)
    with pytest.raises(RuntimeError, match="transaction"):
        record(Actor(1, "x"), "comment.publish", comment, at=NOW)


def test_the_database_holds_what_must_be(shown):
    comment = shown()
    for change in ({"state": "removed"}, {"anonymised_at": NOW, "contact": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**change)


def test_the_queue_begins_with_what_was_due_first(say, desk):
    late, _ = say(at=NOW - 7 * DAY)
    new, _ = say()
    assert [(task.number, task.overdue) for task in queue(desk[0], day=TODAY)] == [
        (late.number, True),
        (new.number, False),
    ]
    assert queue(Actor(3, "x", frozenset({"decide_appeals"})), day=TODAY) == []


def test_an_appeal_text_is_masked_too(say, desk):
    comment, _ = say()
    comment = moderating.refuse(comment=comment, reason="insult", actor=desk[0], at=NOW)
    writing.appeal(comment=comment, text="打13812345678", at=NOW)
    assert Appeal.objects.get().text == "打【电话】"


def test_an_act_without_words_is_not_recorded(say):
    comment, _ = say()
    with pytest.raises(KeyError, match=r"comment\.sing"):
        record(Actor(1, "x"), "comment.sing", comment, at=NOW)
