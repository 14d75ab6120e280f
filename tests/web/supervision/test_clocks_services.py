"""Limits as acts start, suspend, resume, settle and recount them."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.clocks import selectors
from luoshi_web.supervision.clocks.services import (
    counted_of,
    lift,
    move_finish,
    recount,
    resume,
    set_limit,
    settle,
    start_limit,
    suspend,
)
from luoshi_web.supervision.models import Limit, Suspension
from luoshi_web.workdays.calendar import Calendar
from tests.web.conftest import NOW, TODAY


def on(day):
    """Noon in Shanghai."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def start(district, make_item):
    """``start(kind="sign", count=3, …)``: a limit as the act of the supervision office starts it."""

    def started(item=None, kind="sign", began=TODAY, count=3, days="working"):
        return start_limit(
            item=item or make_item(), kind=kind, began=began, count=count, days=days, actor=district.actor("supervisor"), at=NOW
        )  # fmt: skip

    return started


def test_a_limit_keeps_its_date_its_edition_and_how_it_came_about(start):
    limit = Limit.objects.get(pk=start(count=15, began=date(2026, 2, 10)).pk)
    assert (limit.due, limit.state, limit.edition) == (date(2026, 3, 9), "running", Calendar().edition)
    assert counted_of(limit).made_up[0].on == date(2026, 2, 14)
    assert "15个工作日" in limit.sentence
    assert not Act.objects.exists()  # it is part of the act that starts it


def test_a_limit_may_stand_without_an_item(district):
    limit = start_limit(
        item=None, kind="object", began=TODAY, count=30, days="calendar", actor=district.actor("supervisor"), at=NOW
    )  # fmt: skip
    assert limit.due == date(2026, 4, 9)


@pytest.mark.django_db(transaction=True)
def test_a_limit_is_started_within_an_act():
    with pytest.raises(RuntimeError, match="in the transaction"):
        start_limit(item=None, kind="sign", began=TODAY, count=3, days="working", actor=MACHINE, at=NOW)


@pytest.mark.parametrize(
    ("done", "state"), [("2026-03-10", "met"), ("2026-03-13", "met"), ("2026-03-14", "missed")]
)
def test_what_is_done_by_the_due_date_is_kept(district, start, done, state):
    limit = start()
    settled = settle(item=limit.item, kind="sign", actor=district.actor("head"), at=on(done))
    limit.refresh_from_db()
    assert [one.pk for one in settled] == [limit.pk]
    assert (limit.due, limit.state, str(limit.settled_on)) == (date(2026, 3, 13), state, done)
    assert settle(item=limit.item, kind="sign", actor=district.actor("head"), at=on(done)) == []


def test_a_late_evening_is_still_the_day_of_shanghai(district, start):
    limit = start()
    at = datetime(2026, 3, 13, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    settle(item=limit.item, kind="sign", actor=district.actor("head"), at=at)
    limit.refresh_from_db()
    assert limit.state == "met"


def test_lifting_ends_what_runs_and_leaves_what_was_missed(district, make_item, start):
    item = make_item()
    early, late, other = start(item), start(item, kind="report", count=30), start(kind="sign")
    lift(item=item, actor=district.actor("supervisor"), at=on("2026-03-20"))
    states = dict(Limit.objects.values_list("pk", "state"))
    assert states == {early.pk: "missed", late.pk: "lifted", other.pk: "running"}


def test_only_the_kinds_that_are_named_are_lifted(district, make_item, start):
    item = make_item()
    start(item), start(item, kind="return", count=5)
    assert [one.kind for one in lift(item=item, kinds=("return",), actor=MACHINE, at=NOW)] == ["return"]


def test_days_that_stand_still_move_the_date(district, start):
    limit = start(kind="urged", count=5)
    assert limit.due == date(2026, 3, 17)
    suspend(actor=district.actor("supervisor"), limit_id=limit.pk, reason="等待上级答复", at=on("2026-03-12"))
    limit.refresh_from_db()
    assert (limit.state, limit.due) == ("suspended", date(2026, 3, 17))
    resume(actor=district.actor("supervisor2"), limit_id=limit.pk, at=on("2026-03-16"))
    limit.refresh_from_db()
    assert (limit.state, limit.due) == ("running", date(2026, 3, 19))
    assert "2026年3月12日起中止" in limit.sentence
    assert list(Act.objects.values_list("verb", flat=True)) == ["clock.suspend", "clock.resume"]
    assert '"before":"2026-03-17","due":"2026-03-19"' in Act.objects.last().details


def test_a_limit_is_suspended_twice_and_both_count(district, start):
    limit = start(kind="urged", count=5)
    supervisor = district.actor("supervisor")
    for since, until in (("2026-03-11", "2026-03-12"), ("2026-03-13", "2026-03-16")):
        suspend(actor=supervisor, limit_id=limit.pk, reason="等待答复", at=on(since))
        resume(actor=supervisor, limit_id=limit.pk, at=on(until))
    limit.refresh_from_db()
    assert limit.due == date(2026, 3, 19)
    assert len(counted_of(limit).paused) == 2


@pytest.mark.parametrize(
    ("kind", "day", "reason", "code"),
    [
        ("urged", "2026-03-12", " ", "limit_reason"),
        ("finish", "2026-03-12", "等待答复", "limit_finish"),
        ("urged", "2026-03-18", "等待答复", "limit_over"),
        ("urged", "2026-03-10", "等待答复", "limit_began_today"),
    ],
)
def test_what_cannot_be_suspended(district, start, kind, day, reason, code):
    limit = start(kind=kind, count=5)
    with pytest.raises(Refusal) as refused:
        suspend(actor=district.actor("supervisor"), limit_id=limit.pk, reason=reason, at=on(day))
    assert refused.value.code == code
    assert not Suspension.objects.exists()
    assert not Act.objects.exists()
    limit.refresh_from_db()
    assert limit.state == "running"


def test_what_stands_still_is_not_suspended_again_and_what_runs_is_not_resumed(district, start):
    limit, supervisor = start(kind="urged", count=5), district.actor("supervisor")
    with pytest.raises(Refusal) as refused:
        resume(actor=supervisor, limit_id=limit.pk, at=on("2026-03-12"))
    assert refused.value.code == "limit_not_suspended"
    suspend(actor=supervisor, limit_id=limit.pk, reason="等待答复", at=on("2026-03-12"))
    with pytest.raises(Refusal) as refused:
        suspend(actor=supervisor, limit_id=limit.pk, reason="再次", at=on("2026-03-13"))
    assert refused.value.code == "limit_not_running"
    assert Act.objects.count() == 1


def test_what_is_done_while_the_clock_stands_still_is_in_time(district, start):
    limit = start(kind="urged", count=5)
    suspend(actor=district.actor("supervisor"), limit_id=limit.pk, reason="等待答复", at=on("2026-03-12"))
    settle(item=limit.item, kind="urged", actor=district.actor("head"), at=on("2026-06-01"))
    limit.refresh_from_db()
    assert limit.state == "met"
    assert str(limit.suspensions.get().until) == "2026-06-01"


def test_a_set_day_is_kept_and_an_extension_moves_it(district, make_item):
    item = make_item()
    actor = district.actor("supervisor")
    limit = set_limit(
        item=item, kind="finish", began=TODAY, due=date(2026, 10, 3), actor=actor, at=NOW
    )  # a holiday
    assert (limit.due, limit.days) == (date(2026, 10, 3), "date")
    move_finish(item=item, due=date(2026, 11, 1), actor=actor, at=NOW)
    limit.refresh_from_db()
    assert limit.due == date(2026, 11, 1)


# Another edition


def _as_of(limit, due, edition="holidays 0.1"):
    Limit.objects.filter(pk=limit.pk).update(due=due, edition=edition)


def test_a_later_edition_moves_dates_and_each_is_an_act(district, start):
    moves, stays, settled = start(count=15, began=date(2026, 2, 10)), start(), start()
    _as_of(moves, date(2026, 3, 6))
    _as_of(stays, stays.due)
    _as_of(settled, date(2026, 3, 1))
    Limit.objects.filter(pk=settled.pk).update(state="met")
    moved, stayed = recount(actor=MACHINE, at=NOW)
    assert [(one.limit.pk, one.before, one.limit.due) for one in moved] == [
        (moves.pk, date(2026, 3, 6), date(2026, 3, 9))
    ]
    assert stayed == 1
    assert set(Limit.objects.exclude(pk=settled.pk).values_list("edition", flat=True)) == {Calendar().edition}
    settled.refresh_from_db()
    assert settled.due == date(2026, 3, 1)
    acts = list(Act.objects.all())
    assert [act.verb for act in acts] == ["clock.recount"] * 2
    assert '"before":"2026-03-06"' in acts[0].details
    assert '"stayed":1' in acts[1].details
    assert recount(actor=MACHINE, at=NOW) == ([], 0)
    assert Act.objects.count() == 2


def test_the_command_tells_and_with_dry_run_changes_nothing(start):
    limit = start(count=15, began=date(2026, 2, 10))
    _as_of(limit, date(2026, 3, 6))
    said = StringIO()
    call_command("recount_limits", "--dry-run", stdout=said)
    assert f"{limit.item.number} sign: 2026-03-06 -> 2026-03-09 (was holidays 0.1)" in said.getvalue()
    assert "1 would move, 0 stayed" in said.getvalue()
    limit.refresh_from_db()
    assert limit.due == date(2026, 3, 6)
    assert not Act.objects.exists()
    call_command("recount_limits", stdout=said)
    limit.refresh_from_db()
    assert limit.due == date(2026, 3, 9)


def test_the_districts_own_days_are_another_edition(start, settings, tmp_path):
    limit = start()
    settings.OFFICE_DAYS = tmp_path / "days.toml"
    settings.OFFICE_DAYS.write_text(
        "[[day]]\non = 2026-03-12\nrests = true\nname = '建县纪念日'\nsource = '县政府通知'\n",
        encoding="utf-8",
    )
    moved, _ = recount(actor=MACHINE, at=NOW)
    assert moved[0].limit.due == date(2026, 3, 16)
    limit.refresh_from_db()
    assert "建县纪念日" in limit.sentence
    assert "+ local" in limit.edition
    settings.OFFICE_DAYS.write_text("[[day]]\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"days\.toml: day 1"):
        call_command("recount_limits")


# Questions


def test_what_runs_is_near_or_missed_on_a_day(district, start):
    limit = start()  # due on 13 March
    limits = selectors.limits_for(district.actor("supervisor"))
    ask = {
        "running": lambda day: selectors.running(limits, on=day),
        "near": lambda day: selectors.near(limits, on=day, days=2),
        "missed": lambda day: selectors.missed(limits, on=day),
        "either": lambda day: selectors.due_or_missed(limits, on=day, days=2),
    }
    due = limit.due
    found = {
        name: [offset for offset in range(-4, 4) if question(due + timedelta(days=offset)).exists()]
        for name, question in ask.items()
    }
    assert found == {
        "running": [-3, -2, -1, 0], "near": [-2, -1, 0], "missed": [1, 2, 3], "either": [-2, -1, 0, 1, 2, 3],
    }  # fmt: skip


def test_limits_are_counted_by_office(district, make_item, start):
    start(make_item(lead="head2")), start(make_item(lead="head2"), count=1)
    start(make_item(lead="head"), count=2)
    limits = selectors.due_or_missed(
        selectors.limits_for(district.actor("supervisor")), on=date(2026, 3, 12), days=7
    )
    rows = selectors.by_office(limits, on=date(2026, 3, 12))
    assert [(row.office, row.missed, row.near) for row in rows] == [("住建局", 1, 1), ("发改局", 0, 1)]


@pytest.mark.parametrize(("key", "count"), [("supervisor", 1), ("head", 1), ("head3", 0), ("leader", 1)])
def test_limits_are_those_of_items_that_one_sees(district, start, key, count):
    start()
    with transaction.atomic():
        assert selectors.limits_for(district.actor(key)).count() == count


def test_a_right_that_has_run_out_was_missed_by_nobody(district, make_item, start):
    """An office may return an item for five days; whoever keeps it has left nothing undone."""
    item = make_item()
    right, duty = (start(item=item, kind=kind) for kind in ("return", "sign"))
    after = TODAY + timedelta(days=30)
    limits = selectors.limits_for(district.actor("supervisor"))
    assert list(selectors.missed(limits, on=after)) == [duty]
    assert list(selectors.due_or_missed(limits, on=after, days=7)) == [duty]
    assert right in selectors.due_or_missed(limits, on=TODAY, days=7), "it is told while it runs"
    lift(item=item, actor=district.actor("supervisor"), at=on(after))
    assert {one.kind: one.state for one in Limit.objects.all()} == {"return": "lifted", "sign": "missed"}
