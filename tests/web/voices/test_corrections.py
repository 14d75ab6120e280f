"""Corrections and takedowns: due dates, one person or two, what is hidden and what is gone, and the public log."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from luoshi_web.voices.models import Act, Comment, Correction, Hiding
from luoshi_web.voices.night import anonymise
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import Actor
from luoshi_web.voices.selectors import log, threads
from luoshi_web.voices.selectors.queue import queue
from luoshi_web.voices.services import correcting, moderating, outbox
from luoshi_web.voices.services.correcting import Decision
from tests.web.conftest import NOW, TODAY
from tests.web.voices.fakes import LINES, PURGED

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GONE = Decision("upheld", "taken_down", "应本人要求移除。")
BACK = Decision("not_upheld", "restored", "核对后恢复显示。")
FIXED = Decision("upheld", "corrected", "数值识读有误，已改。", old="增长5%", new="增长6%")


def _report(kind="reading", text="应为6%", *, at=NOW, line="e1", **said):
    return correcting.report(subject=LINES[line], kind=kind, text=text, at=at, **said)[0]


def _refused(act, **said):
    with pytest.raises(Refusal) as why:
        act(**said)
    assert str(why.value)
    return why.value.code


def _taken_down(desk, kind="personal", **said):
    row = _report(kind, "这里有我的住址青云路八号", **said)
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    return correcting.confirm(correction=row, actor=desk[1], at=NOW)


def test_an_error_is_decided_on_by_one_person_in_three_working_days(desk):
    row = _report(at=NOW.replace(day=12))
    assert (row.number, row.due) == ("2026-0001", date(2026, 3, 17))
    correcting.begin(correction=row, actor=desk[0], at=NOW)
    done = correcting.decide(correction=row, decision=FIXED, actor=desk[0], at=NOW)
    assert (done.state, done.old, done.new) == ("decided", "增长5%", "增长6%")
    assert [one.number for one in log.of_subject("line", "e1", at=NOW)] == ["2026-0001"]
    assert (
        _refused(correcting.decide, correction=row, decision=FIXED, actor=desk[1], at=NOW)
        == "changed_meanwhile"
    )


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("upheld", "", "x"), "act_unknown"),
        (Decision("upheld", "taken_down", "x"), "act_unknown"),
        (Decision("not_upheld", "corrected", "x"), "act_unknown"),
        (Decision("not_upheld", "restored", "x"), "act_unknown"),
        (Decision("other", "", "x"), "act_unknown"),
        (Decision("not_upheld", "", " "), "sentence_needed"),
        (Decision("upheld", "corrected", "x", old="a"), "old_and_new_needed"),
        (Decision("forwarded", "", "x"), "unit_needed"),
    ],
)
def test_an_outcome_is_whole(desk, decision, code):
    assert _refused(correcting.decide, correction=_report(), decision=decision, actor=desk[0], at=NOW) == code


def test_hidden_first_by_one_and_decided_by_two(desk, django_capture_on_commit_callbacks):
    row = _report("personal", "有我的电话13812345678")
    assert row.text == "有我的电话【电话】"
    assert _refused(correcting.decide, correction=row, decision=GONE, actor=desk[0], at=NOW) == "hide_first"
    with django_capture_on_commit_callbacks(execute=True):
        correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    assert threads.hidden("line", ["e1", "e2"])["e1"].state == "pending"
    assert [(one.kind, one.key, one.state) for one in PURGED] == [("line", "e1", "pending")]
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    confirm = correcting.confirm
    assert _refused(confirm, correction=row, actor=desk[0], at=NOW) == "another_person"
    plain = Actor(77, "x", frozenset({"moderate"}))
    assert _refused(confirm, correction=row, actor=plain, at=NOW) == "not_yours"
    assert [task.what for task in queue(desk[1], day=TODAY)] == ["confirm"]
    assert queue(desk[0], day=TODAY) == []
    with django_capture_on_commit_callbacks(execute=True):
        confirm(correction=row, actor=desk[1], at=NOW)
    assert Hiding.objects.get().state == "gone"
    assert PURGED[-1].state == "gone"
    row.refresh_from_db()
    assert (row.text, row.claimed, row.quote) == ("", "", "")


def test_the_second_person_may_disagree_and_it_stays_hidden(desk):
    row = _report("infringement", "这是我的文章")
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    assert _refused(correcting.disagree, correction=row, actor=desk[0], at=NOW) == "another_person"
    correcting.disagree(correction=row, actor=desk[1], at=NOW)
    assert Hiding.objects.get().state == "pending"
    row.refresh_from_db()
    assert (row.state, row.sentence) == ("checking", "")


def test_what_is_not_upheld_is_shown_again(desk, django_capture_on_commit_callbacks):
    row = _report("infringement", "这是我的文章")
    with django_capture_on_commit_callbacks(execute=True):
        correcting.hide_first(correction=row, actor=desk[0], at=NOW)
        correcting.decide(correction=row, decision=BACK, actor=desk[0], at=NOW)
        correcting.confirm(correction=row, actor=desk[1], at=NOW)
    assert not Hiding.objects.exists()
    assert PURGED[-1].state == "shown"


def test_the_sentence_of_the_log_does_not_repeat_what_is_removed(desk):
    row = _report("personal", "王某某住在青云路八号三单元")
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    said = Decision("upheld", "taken_down", "移除了“住在青云路八号三单元”。")
    assert (
        _refused(correcting.decide, correction=row, decision=said, actor=desk[0], at=NOW)
        == "sentence_repeats"
    )
    quoted = Decision("upheld", "taken_down", "移除了固定资产投资增长5%左右。")
    assert (
        _refused(correcting.decide, correction=row, decision=quoted, actor=desk[0], at=NOW)
        == "sentence_repeats"
    )


def test_a_comment_taken_down_is_gone_everywhere(shown, desk):
    comment = shown("王小二住在青云路八号", name="邻居")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    outbox.answer(number=comment.number, unit="局", text="王小二住在青云路八号，已了解", on=TODAY, at=NOW)
    reply = shown("别说这个", parent=comment)
    row = _report("personal", "他说了王小二住在青云路八号", comment=comment)
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    (voice,) = threads.thread("line", "e1", quote=LINES["e1"].quote).voices
    assert (voice.text, voice.hidden, [one.text for one in voice.replies]) == ("", True, ["别说这个"])
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    correcting.confirm(correction=row, actor=desk[1], at=NOW)
    (voice,) = threads.thread("line", "e1", quote=LINES["e1"].quote).voices
    assert (voice.text, voice.hidden, voice.gone_why) == ("", False, "经举报后撤下")
    assert _dump().count("青云路") == 0
    assert _dump().count("邻居") == 0
    assert Comment.objects.get(pk=comment.pk).length == 10
    assert Comment.objects.get(pk=reply.pk).text


def _dump():
    """Every table of the app as text."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            if table.startswith("voices_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                said.append(str(cursor.fetchall()))
    return "".join(said)


def test_nothing_by_which_the_removed_words_are_found_again_is_kept(shown, desk):
    import hashlib

    words = "王小二住在青云路八号"
    comment = shown(words)
    row = _report("personal", words, comment=comment)
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    correcting.confirm(correction=row, actor=desk[1], at=NOW)
    kept = _dump()
    for algorithm in ("md5", "sha1", "sha256"):
        assert hashlib.new(algorithm, words.encode()).hexdigest() not in kept
    assert words not in kept


def test_secrets_leave_no_trace_for_readers(shown, desk):
    comment = shown("某项机密")
    row = _report("secret", "不应公开", comment=comment)
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    assert threads.thread("line", "e1", quote=LINES["e1"].quote).voices == ()
    assert threads.one(comment.number) is None


def test_the_log_shows_what_it_may(desk):
    _report()
    personal = _taken_down(desk)
    _taken_down(desk, "infringement", line="e2")
    Hiding.objects.all().delete()
    _taken_down(desk, "secret", line="e2")
    _report("personal", "还没看")
    kinds = [row.kind for row in log.rows(at=NOW)]
    assert kinds == ["infringement", "reading"]
    month = NOW + 30 * DAY
    assert [row.kind for row in log.rows(at=month - DAY)] == kinds
    assert [row.kind for row in log.rows(at=month)] == ["infringement", "personal", "reading"]
    assert [(at.month, n) for at, n in log.secret_months()] == [(3, 1)]
    assert log.public(at=month).get(number=personal.number).sentence == GONE.sentence


def test_the_log_goes_on_page_by_page():
    numbers = [_report(at=NOW + n * timedelta(minutes=1)).number for n in range(5)]
    first = log.rows(at=NOW, limit=2)
    second = log.rows(at=NOW, before=first[-1].number, limit=2)
    assert [row.number for row in (*first, *second)] == list(reversed(numbers))[:4]
    assert log.rows(at=NOW, before="nonsense", limit=2) == first


def test_once_more_by_other_people(desk):
    row = correcting.decide(
        correction=_report(), decision=Decision("not_upheld", "", "原文如此。"), actor=desk[0], at=NOW
    )
    asked = correcting.ask_review(correction=row, text="请再看原件", at=NOW + DAY)
    assert (asked.state, asked.first_outcome, asked.due) == ("checking", "not_upheld", date(2026, 3, 16))
    decide = correcting.decide
    assert _refused(decide, correction=asked, decision=FIXED, actor=desk[0], at=NOW) == "another_person"
    done = decide(correction=asked, decision=FIXED, actor=desk[1], at=NOW + DAY)
    assert (done.state, done.outcome) == ("reviewed", "upheld")
    assert _refused(correcting.ask_review, correction=done, text="x", at=NOW) == "changed_meanwhile"


def test_a_review_of_a_takedown_needs_two_others(desk, moderator):
    from luoshi_web.voices.rights import actor_for

    row = correcting.ask_review(correction=_taken_down(desk), text="应恢复", at=NOW)
    for actor in desk[:2]:
        assert (
            _refused(correcting.decide, correction=row, decision=BACK, actor=actor, at=NOW)
            == "another_person"
        )
    correcting.decide(correction=row, decision=BACK, actor=desk[2], at=NOW)
    assert _refused(correcting.confirm, correction=row, actor=desk[1], at=NOW) == "another_person"
    done = correcting.confirm(correction=row, actor=actor_for(moderator("sun")), at=NOW)
    assert done.state == "reviewed"
    assert not Hiding.objects.exists()


def test_the_time_for_a_review_ends(desk):
    row = correcting.decide(
        correction=_report(), decision=Decision("not_upheld", "", "原文如此。"), actor=desk[0], at=NOW
    )
    assert _refused(correcting.ask_review, correction=row, text="x", at=NOW + 20 * DAY) == "appeal_over"


def test_a_report_is_withdrawn_unless_something_is_hidden(desk):
    row = correcting.withdraw(correction=_report(), at=NOW)
    assert (row.state, row.text) == ("withdrawn", "")
    hidden = _report("personal", "x", line="e2")
    correcting.hide_first(correction=hidden, actor=desk[0], at=NOW)
    assert _refused(correcting.withdraw, correction=hidden, at=NOW) == "changed_meanwhile"


def test_the_database_wants_two_people(desk):
    row = _taken_down(desk)
    for change in ({"confirmed_by": row.decided_by}, {"confirmed_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=row.pk).update(**change)


def test_the_record_has_every_step_and_no_words(desk):
    row = _taken_down(desk)
    verbs = [act.verb for act in Act.objects.filter(kind="correction", number=row.number)]
    assert verbs == ["correction.receive", "correction.hide", "correction.propose", "correction.decide"]
    assert "青云路" not in str(list(Act.objects.values()))


def test_contacts_of_reports_are_dropped_too():
    row = _report(contact="wang@example.com")
    assert anonymise(at=NOW + 90 * DAY) == 1
    row.refresh_from_db()
    assert (row.contact, row.key_digest) == ("", None)


def test_whoever_may_not_decide_on_takedowns_does_not_read_secrets(desk):
    _report("secret", "某处的详情")
    plain = Actor(77, "x", frozenset({"moderate"}))
    assert [task.text for task in queue(plain, day=TODAY)] == [""]
    assert [task.text for task in queue(desk[0], day=TODAY)] == ["某处的详情"]
