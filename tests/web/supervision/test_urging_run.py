"""The urging of a day: what goes out, to whom, how often, what waits, what is not said twice. 10 March 2026 is a Tuesday."""

import json
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from luoshi_web.accounts.models import Holding
from luoshi_web.audit.models import Act
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.lights.rules import default_rules, write_terms
from luoshi_web.supervision.models import Extension, Item, Light, LightRule, Limit, Message, Update, Urge
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging import letters
from luoshi_web.supervision.urging.days import is_working_day
from luoshi_web.supervision.urging.digests import tell_of_failure
from luoshi_web.supervision.urging.gathered import lines_of
from luoshi_web.supervision.urging.letters import send_due, written
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.run import run_day
from tests.web.conftest import NOW, TODAY


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 22, 30, tzinfo=UTC) - timedelta(days=1)  # 06:30 in Shanghai


def run(day: date = TODAY) -> dict[str, int]:
    return dict(run_day(day, at=at(day)))


def run_until(day: date, until: date) -> None:
    while day <= until:
        run(day)
        day += timedelta(days=1)


def red(item: Any, since: date) -> None:
    rule = LightRule.objects.get_or_create(
        kind="gap",
        in_force=date(2020, 1, 1),
        defaults={"name": "x", "terms": write_terms(default_rules()["gap"].terms)},
    )[0]
    Light.objects.create(item=item, kind="gap", colour="red", since=since, rule=rule, inputs={})


def reported(item: Any, period: date = date(2026, 12, 31), **columns: Any) -> None:
    """A report of a period, as if it had been made; of a late one nothing earlier is missing."""
    values = {
        "words": "推进中",
        "by_id": Holding.objects.get(post=item.lead).person_id,
        "post": item.lead,
        "at": NOW,
    }
    Update.objects.create(item=item, period=period, **values | columns)


def told(channel: str = "in_app") -> dict[str, list[int]]:
    """Who was told of how many urges, a number a message."""
    found: dict[str, list[int]] = {}
    for message in Message.objects.filter(channel=channel).order_by("pk"):
        found.setdefault(message.person.username, []).append(message.urges.count())
    return found


LATE = TODAY - timedelta(days=1)


def test_what_is_due_is_urged_once_and_the_day_is_one_act(district, make_item):
    late, far = make_item(due=LATE, title="甲路改造"), make_item(due=date(2026, 12, 31), title="乙桥建设")
    first, again = run(), run()
    assert (first["sent"], again["sent"]) == (1, 0)
    urge = Urge.objects.get()
    assert (urge.item, urge.rung, urge.code, urge.inputs["days"]) == (late, 1, "finish_missed", 1)
    assert (urge.office, urge.post, urge.by_hand) == (late.office, late.lead, False)
    act = Act.objects.get()
    assert (act.verb, act.role, json.loads(act.details)["sent"]) == ("urge.run", "machine", 1)
    late, far = Item.objects.get(pk=late.pk), Item.objects.get(pk=far.pk)
    assert (late.times_urged, far.times_urged, late.version) == (1, 0, 0)


def test_a_person_gets_one_message_however_much_is_urged(district, make_item):
    for title in ("甲路改造", "乙桥建设", "丙学校落成"):
        make_item(due=LATE, title=title)
    make_item(due=LATE, title="丁医院开业", lead="head2")
    run()
    assert told() == {"head": [3], "officer": [3], "head2": [1], "officer2": [1]}
    assert told("email") == told()
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 10, 1), date(2026, 2, 17)])
def test_on_a_rest_day_nobody_is_told(district, make_item, day):
    make_item(due=day - timedelta(days=1))
    assert run(day) == {"rest_day": 1}
    assert not Urge.objects.exists()
    assert not Act.objects.exists()


def test_what_falls_on_a_rest_day_goes_out_on_the_next_working_day(district, make_item):
    make_item(
        due=date(2026, 3, 21)
    )  # fifteen days after Friday the 6th, so that Saturday the 7th is the fourteenth
    Urge.objects.all().delete()
    run_until(date(2026, 3, 7), date(2026, 3, 9))
    assert [urge.on for urge in Urge.objects.all()] == [date(2026, 3, 9)]
    assert {message.due_on for message in Message.objects.all()} == {date(2026, 3, 9)}


def test_a_saturday_that_is_worked_is_a_day_like_any(district, make_item):
    make_item(due=date(2026, 2, 13))
    assert run(date(2026, 2, 14))["sent"] == 1


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.RETURNED, State.REPORTED, State.CLOSED_DONE, State.MERGED, State.WITHDRAWN]
)
def test_what_does_not_wait_for_its_office_is_not_urged(district, make_item, state):
    item = make_item(state=state, due=LATE)
    red(item, TODAY)
    assert run()["sent"] == 0


def test_a_suspended_limit_and_a_request_for_more_time_let_an_item_rest(district, make_item):
    suspended, asked = make_item(title="甲路改造"), make_item(due=LATE, title="乙桥建设")
    limit = Limit.objects.create(
        item=suspended,
        kind="report",
        began=LATE,
        count=1,
        days="working",
        due=LATE,
        edition="x",
        sentence="x",
        state="suspended",
    )
    Extension.objects.create(
        item=asked,
        asked_by=district.people["head"],
        asked_at=NOW,
        reason="x",
        progress="x",
        old_due=LATE,
        new_due=TODAY,
    )
    assert run()["sent"] == 0
    Extension.objects.update(state="refused")
    Limit.objects.filter(pk=limit.pk).update(state="running")
    assert run()["sent"] == 2


def test_limits_to_sign_and_to_report_are_occasions(district, make_item):
    waiting = make_item(state=State.ASSIGNED, title="甲路改造")
    silent = make_item(title="乙桥建设")
    for item, kind in ((waiting, "sign"), (silent, "report")):
        Limit.objects.create(
            item=item, kind=kind, began=LATE, count=1, days="working", due=LATE, edition="x", sentence="x"
        )
    run()
    assert set(Urge.objects.values_list("item", "code")) == {
        (waiting.pk, "sign_missed"),
        (silent.pk, "report_missed"),
    }


def test_a_higher_rung_waits_for_somebodys_word_and_goes_when_its_reason_goes(district, make_item):
    item = make_item()
    red(item, TODAY - timedelta(days=40))
    run(TODAY - timedelta(days=10))
    assert Urge.objects.get().state == "sent"
    assert run()["proposed"] == 1
    proposal = Urge.objects.get(rung=3)
    assert (proposal.state, proposal.answer_due) == ("proposed", None)
    assert not proposal.messages.exists()
    assert run(TODAY + timedelta(days=1)) | {"proposed": 0} == run(TODAY + timedelta(days=1))
    proposal.refresh_from_db()
    assert proposal.inputs["months"] == 1
    Light.objects.update(until=TODAY + timedelta(days=2))
    assert run(TODAY + timedelta(days=2))["dropped"] == 1
    assert not Urge.objects.filter(rung=3).exists()


def test_a_proposal_says_why_as_of_today(district, make_item):
    make_item(due=TODAY - timedelta(days=20))
    run_until(TODAY - timedelta(days=30), TODAY + timedelta(days=6))
    assert Urge.objects.get(state="proposed").inputs["days"] == 26


def test_the_whole_ladder_of_one_item(district, make_item):
    """Nobody answers, each proposal goes out at once, the upper two approved by the leader: 提醒, 催办, 督办, 通报, 约谈, in order, each once."""
    reported(make_item(due=date(2026, 3, 31)))
    day = date(2026, 3, 1)
    while day <= date(2026, 8, 31):
        run(day)
        for urge in Urge.objects.filter(state="proposed"):
            urge.state, urge.on = "sent", day
            urge.approved_by = district.people["leader"] if urge.rung >= 4 else None
            urge.save()
        day += timedelta(days=1)
    assert list(Urge.objects.order_by("on").values_list("rung", "on", "code")) == [
        (1, date(2026, 3, 16), "finish_near"),
        (2, date(2026, 4, 1), "finish_missed"),
        (3, date(2026, 4, 10), "finish_missed"),
        (4, date(2026, 4, 30), "finish_missed"),
        (5, date(2026, 6, 1), "finish_missed"),
    ]


def test_two_items_that_ask_the_same_do_not_both_go_out(district, make_item):
    first = make_item(due=LATE, title="新增城镇就业1.2万人")
    second = make_item(due=LATE, title="全区新增城镇就业1万人以上")
    other_office = make_item(due=LATE, title="新增城镇就业1.2万人", lead="head2")
    counts = run()
    assert (counts["sent"], counts["proposed"], counts["repeated"]) == (2, 1, 1)
    waiting = Urge.objects.get(state="proposed")
    assert waiting.item == second
    assert list(waiting.alike.all()) == [first]
    assert Urge.objects.get(item=other_office).state == "sent"


def test_items_of_one_entry_ask_the_same(district, make_item):
    report = Report.objects.create(place="青川区", year=2026, title="x")
    copy = Copy.objects.create(
        report=report, filename="x", size=1, sha256="x", uploaded_by=district.people["head"], uploaded_at=NOW
    )
    entry = Entry.objects.create(
        report=report, copy=copy, key="a", order=1, reading={}, kind="task", quote="x", start=0, end=1
    )
    for title in ("甲路改造", "乙桥建设"):
        make_item(due=LATE, title=title, entry=entry)
    assert run()["repeated"] == 1


def test_who_is_told_follows_the_rung(district, make_item):
    from luoshi_web.supervision.urging.ladder import default, read_terms
    from luoshi_web.supervision.urging.recipients import Directory

    item = make_item(lead="head", leader=None)
    terms, directory = read_terms(default()["terms"]), Directory(TODAY)
    found = {}
    for rung in range(1, 6):
        urge = Urge(item=item, rung=rung, office=item.office, post=item.lead, ladder=ladder_on(TODAY))
        found[rung] = {held.person.username for held in directory.told(urge, terms)}
    assert found[1] == found[2] == {"head", "officer"}
    assert found[3] == found[4] == found[5] == {"head", "leader"}
    item.secrecy = 3
    assert [held.person.username for held in directory.told(urge, terms)] == ["leader"]


def test_a_successor_is_told_and_an_empty_office_is_counted(district, make_item):
    make_item(due=LATE)
    Holding.objects.filter(post__in=[district.posts["head"], district.posts["officer"]]).update(until=TODAY)
    assert run()["untold"] == 1
    assert not Message.objects.exists()
    Urge.objects.all().delete()
    Holding.objects.create(person=district.people["head3"], post=district.posts["head"], since=TODAY)
    run()
    assert told() == {"head3": [1]}


def test_a_letter_says_no_title_that_is_above_internal(district, make_item):
    make_item(due=LATE, title="不宜外传的事项", secrecy=1)
    run()
    assert "不宜外传的事项" in mail.outbox[0].body
    mail.outbox.clear()
    Urge.objects.all().delete()
    Message.objects.all().delete()
    for key in ("head", "officer"):
        district.posts[key].clearance = 2
        district.posts[key].save()
    item = make_item(due=LATE, title="更不宜外传的工作", secrecy=2)
    run()
    assert all("更不宜外传的工作" not in letter.body for letter in mail.outbox)
    assert any(item.number in letter.body for letter in mail.outbox)


def test_a_letter_is_in_the_language_of_its_reader(district, make_item):
    make_item(due=LATE, title="甲路改造")
    for key, language in (("head", "en"), ("officer", "zh-hans")):
        district.people[key].language = language
        district.people[key].save()
    run()
    by_reader = {
        letter.person.username: written(letter) for letter in Message.objects.filter(channel="email")
    }
    assert by_reader["head"][0] == "2026-03-10: 1 item is urged"
    assert "was due on 2026-03-09; days late: 1" in by_reader["head"][1]
    assert "应于2026-03-09完成，已逾期1天" in by_reader["officer"][1]
    assert "[提醒]" in by_reader["officer"][1]


class _Refusing:
    """A mail server in trouble."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send_messages(self, _messages: Any) -> int:
        raise self.error

    def close(self) -> None:
        pass


def _letters() -> list[Message]:
    return list(Message.objects.filter(channel="email").order_by("pk"))


def test_a_letter_that_fails_is_tried_again_later_and_given_up_in_the_open(district, make_item, monkeypatch):
    make_item(due=LATE)
    trouble = _Refusing(SMTPServerDisconnected("gone"))
    monkeypatch.setattr(letters, "get_connection", lambda: trouble)
    run()
    letter = _letters()[0]
    assert (letter.tries, letter.sent_at, letter.failure) == (1, None, "SMTPServerDisconnected: gone")
    assert letter.try_at is not None
    assert send_due(TODAY, at=NOW) == {"sent": 0, "failed": 0, "given_up": 0}, "not before its time"
    for _ in range(letters.TRIES - 1):
        Message.objects.update(try_at=None)
        send_due(TODAY, at=NOW)
    letter.refresh_from_db()
    assert letter.given_up_at is not None
    warnings = Message.objects.filter(kind="letter_failed")
    assert {m.person.username for m in warnings} == {"supervisor", "supervisor2"}
    Message.objects.filter(channel="email").update(try_at=None)
    assert send_due(TODAY, at=NOW)["failed"] == 0


def test_an_address_that_the_server_refuses_is_given_up_at_once(district, make_item, monkeypatch):
    make_item(due=LATE)
    trouble = _Refusing(SMTPRecipientsRefused({"a@b": (550, b"no such user")}))
    monkeypatch.setattr(letters, "get_connection", lambda: trouble)
    run()
    assert all(letter.given_up_at for letter in _letters())


def test_a_letter_goes_out_once_and_under_a_name_of_its_own(district, make_item):
    make_item(due=LATE)
    run()
    assert send_due(TODAY, at=NOW)["sent"] == 0
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(set(names)) == len(names) == 2


def test_a_day_takes_the_same_few_queries_for_any_number_of_items(district, make_item):
    def queries(count: int) -> int:
        Urge.objects.all().delete()
        Message.objects.all().delete()
        for number in range(count):
            make_item(due=LATE, title=chr(0x4E00 + number * 37) * 6)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert run()["sent"] > 0
        return len([q for q in seen if "SAVEPOINT" not in q["sql"]])

    ladder_on(TODAY)
    few, many = queries(2), queries(60)
    assert many <= few + 3, "SQLite takes a few more statements for wide rows, not one an item"
    assert few <= 45


def test_the_days_of_the_tests_are_what_they_are_said_to_be():
    assert is_working_day(TODAY)
    assert TODAY.strftime("%A") == "Tuesday"


def test_no_letter_is_tried_again_on_a_rest_day(district, make_item, monkeypatch):
    friday, saturday, monday = date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 16)
    make_item(due=friday - timedelta(days=1))
    with monkeypatch.context() as trouble:
        trouble.setattr(letters, "get_connection", lambda: _Refusing(SMTPServerDisconnected("gone")))
        run(friday)
    Message.objects.update(try_at=None)
    assert send_due(saturday, at=at(saturday)) == {"sent": 0, "failed": 0, "given_up": 0}
    assert send_due(monday, at=at(monday))["sent"] == 2


def test_letters_that_fail_are_one_message_a_day_among_those_that_a_person_may_get(
    district, make_item, monkeypatch
):
    for lead in ("head", "head2"):
        make_item(due=LATE, lead=lead, title=f"事项{lead}")
    monkeypatch.setattr(
        letters, "get_connection", lambda: _Refusing(SMTPRecipientsRefused({"a@b": (550, b"no such user")}))
    )
    run()
    warnings = Message.objects.filter(kind="letter_failed", person=district.people["supervisor"])
    assert [len(lines_of(warning)) for warning in warnings] == [4]
    with override("en"):
        assert letters.subject_of(warnings[0], 0) == "4 letters could not be delivered"


def test_a_notice_of_failure_waits_where_the_day_is_full(district):
    held = Holding.objects.get(post=district.posts["supervisor"])
    for _ in range(2):
        Message.objects.create(person=held.person, post=held.post, kind="digest", made_at=NOW, due_on=TODAY)
    tell_of_failure(held, {"person": "甲", "failure": "x"}, a_day=2, day=TODAY, at=NOW)
    assert Message.objects.get(kind="letter_failed").due_on == TODAY + timedelta(days=1)
