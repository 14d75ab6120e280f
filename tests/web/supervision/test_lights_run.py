"""The run of a day: what it writes, that twice is as once, and that every past day can be replayed as it was run."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.lights import keep
from luoshi_web.supervision.lights.gather import end_of, facts_on
from luoshi_web.supervision.lights.run import last_run, replay, run_day, run_until, was_run
from luoshi_web.supervision.models import (
    Change,
    Completion,
    Ending,
    Extension,
    Item,
    Judgement,
    Light,
    LightRule,
    Limit,
    Milestone,
    Update,
    Verdict,
)
from luoshi_web.supervision.progress.periods import month_end
from luoshi_web.supervision.selectors.lights import (
    counts_now,
    counts_on,
    counts_replayed,
    differences,
    lights_on,
)
from luoshi_web.supervision.services.lights import judge_recoverability, put_in_force
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

READER = Actor(1, "督查员", None, "", None, "", "supervision", 3)


def noon(day):
    return end_of(day) - timedelta(hours=12)


@pytest.fixture
def tell(district):
    """``tell(item, "2026-02-28", 100, on="2026-03-03")``: a report as if it had been made on a day."""

    def make(item, period, value=None, *, on, state="reported", share=None, supersedes=None):
        if supersedes:
            Update.objects.filter(pk=supersedes.pk).update(current=False)
        return Update.objects.create(
            item=item, period=date.fromisoformat(period), state=state, value=value, share=share, words="进展", post=item.lead,
            by=district.people["officer"], at=noon(date.fromisoformat(on)), supersedes=supersedes,
        )  # fmt: skip

    return make


@pytest.fixture
def target(make_item):
    return make_item(kind="target", low=Decimal(1200), unit="个", assigned_at=noon(date(2026, 1, 20)))


def run(day):
    return run_day(actor=MACHINE, day=day, at=noon(day))


def run_days(*days):
    for day in days:
        run(date.fromisoformat(day))


def gap_lights(item):
    return [
        (light.colour, light.reason, str(light.since), str(light.until or ""), str(light.made_good or ""))
        for light in Light.objects.filter(item=item, kind="gap").order_by("since")
    ]


def test_a_run_writes_lights_columns_and_one_act(target):
    ran = run(TODAY)
    assert (ran.items, ran.changed) == (1, 1)
    item = Item.objects.get()
    assert (item.time_light, item.gap_light, item.hope_light, item.lights_on) == (
        "green",
        "yellow",
        "grey",
        TODAY,
    )
    assert item.version == target.version  # a run is no act on an item
    light = Light.objects.get(kind="gap")
    assert (light.reason, light.inputs, light.rule.in_force) == (
        "unreported",
        {"period": "2026-02-28"},
        date(2020, 1, 1),
    )
    assert Act.objects.filter(verb="light.run").count() == 1
    details = json.loads(Act.objects.get(verb="light.run").details)
    assert details["colours"] == {"time.green": 1, "gap.yellow": 1, "hope.grey": 1}
    assert Act.objects.filter(verb="rule.put_in_force").count() == 3  # the defaults became rows


def test_an_item_that_goes_on_showing_the_same_is_not_written(target):
    tomorrow = TODAY + timedelta(days=1)
    run(TODAY)
    run(tomorrow)
    assert Item.objects.get().lights_on == TODAY
    Item.objects.update(lights_on=None)  # colours that no run ever gave it
    run(tomorrow)
    assert Item.objects.get().lights_on == tomorrow


def test_an_item_that_ended_shows_no_colour_and_keeps_the_day(target):
    run(TODAY)
    Item.objects.update(state=State.WITHDRAWN, ended_at=noon(TODAY), public_reason="撤销")
    run(TODAY + timedelta(days=1))
    item = Item.objects.get()
    assert (item.time_light, item.gap_light, item.hope_light, item.lights_on) == ("", "", "", TODAY)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no tidying")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("many", "tidied"), [(1, True), (2, False)])
def test_after_a_run_that_wrote_many_items_postgresql_tidies_them(target, monkeypatch, many, tidied):
    monkeypatch.setattr(keep, "_MANY", many)
    with CaptureQueriesContext(connection) as asked:
        run(TODAY)
    assert any(query["sql"].startswith("VACUUM") for query in asked) is tidied
    assert Item.objects.get().gap_light == "yellow"


def test_a_day_run_twice_changes_nothing(target, tell):
    tell(target, "2026-02-28", 10, on="2026-03-03")
    run(TODAY)
    tell(target, "2026-03-31", 290, on="2026-04-03")
    run(date(2026, 4, 4))  # with a gap that is made good
    before = (list(Light.objects.values()), list(Item.objects.values()), Act.objects.count())
    assert run(date(2026, 4, 4)) is None
    assert (list(Light.objects.values()), list(Item.objects.values()), Act.objects.count()) == before


def test_what_was_entered_after_the_first_run_of_a_day_is_in_the_second(target, tell):
    run(TODAY)
    tell(target, "2026-02-28", 200, on="2026-03-10")
    assert run(TODAY).changed == 1
    assert gap_lights(target) == [("green", "on_schedule", "2026-03-10", "", "")]


def test_a_light_that_turns_and_turns_back_on_one_day_goes_on(target, tell):
    wrong = tell(target, "2026-02-28", 200, on="2026-03-08")
    run_days("2026-03-09", "2026-03-10")
    right = tell(target, "2026-02-28", 10, on="2026-03-10", supersedes=wrong)
    run(TODAY)
    assert [light[0] for light in gap_lights(target)] == ["green", "yellow"]
    tell(target, "2026-02-28", 200, on="2026-03-10", supersedes=right)
    run(TODAY)
    assert gap_lights(target) == [("green", "on_schedule", "2026-03-09", "", "")]


def test_a_gap_that_closes_and_opens_again_on_one_day_goes_on_and_was_not_made_good(target, tell):
    first = tell(target, "2026-02-28", 10, on="2026-03-08")
    run_days("2026-03-09")
    wrong = tell(target, "2026-02-28", 200, on="2026-03-10", supersedes=first)
    run(TODAY)
    assert [light[4] for light in gap_lights(target)] == ["2026-03-10", ""]
    tell(target, "2026-02-28", 10, on="2026-03-10", supersedes=wrong)
    run(TODAY)
    assert gap_lights(target) == [("yellow", "behind", "2026-03-09", "", "")]
    assert counts_now(READER) == counts_on(READER, TODAY)


def test_a_gap_made_good_leaves_its_trace(target, tell):
    tell(target, "2026-02-28", 10, on="2026-03-03")
    run(date(2026, 3, 4))
    tell(target, "2026-03-31", 100, on="2026-04-03")
    run(date(2026, 4, 4))
    tell(target, "2026-04-30", state="no_data", on="2026-05-03")
    run(date(2026, 5, 4))
    assert [light[4] for light in gap_lights(target)] == ["", "", ""]  # grey makes nothing good
    tell(target, "2026-05-31", 500, on="2026-06-03")
    run(date(2026, 6, 4))
    assert gap_lights(target) == [
        ("yellow", "behind", "2026-03-04", "2026-04-04", "2026-06-04"),
        ("yellow", "behind", "2026-04-04", "2026-05-04", "2026-06-04"),
        ("grey", "no_data", "2026-05-04", "2026-06-04", ""),
        ("green", "on_schedule", "2026-06-04", "", ""),
    ]
    tell(target, "2026-06-30", 500, on="2026-07-03")  # behind again: the trace stays
    run(date(2026, 7, 4))
    assert [light[4] for light in gap_lights(target)][:2] == ["2026-06-04", "2026-06-04"]
    assert replay(date(2026, 4, 10))[target.pk]["gap"].colour == "yellow"  # the past is as it was


def test_an_item_closed_as_done_makes_its_gap_good_and_one_not_done_does_not(district, make_item, tell):
    issued = noon(date(2026, 1, 20))
    done, not_done = (make_item(low=Decimal(100), unit="个", assigned_at=issued) for _ in range(2))
    for item in (done, not_done):
        tell(item, "2026-02-28", 1, on="2026-03-03")
    run(date(2026, 3, 9))
    closed = {"public_reason": "已核查", "ended_at": noon(date(2026, 3, 10))}
    Item.objects.filter(pk=done.pk).update(state=State.CLOSED_DONE, **closed)
    Item.objects.filter(pk=not_done.pk).update(state=State.CLOSED_NOT_DONE, **closed)
    assert run(TODAY).made_good == 1
    assert gap_lights(done)[-1][3:] == ("2026-03-10", "2026-03-10")
    assert gap_lights(not_done)[-1][3:] == ("2026-03-10", "")
    assert Item.objects.get(pk=done.pk).gap_light == ""
    assert not Light.objects.filter(until__isnull=True).exists()


def test_an_earlier_day_is_not_written_anew(target):
    run(TODAY)
    with pytest.raises(Refusal) as refused:
        run(TODAY - timedelta(days=1))
    assert refused.value.code == "lights_went_on"


def test_missed_days_are_run_in_order(target, tell):
    run(date(2026, 3, 4))
    tell(target, "2026-02-28", 200, on="2026-03-08")
    ran = run_until(actor=MACHINE, day=TODAY, at=NOW)
    assert [each.day for each in ran] == [date(2026, 3, day) for day in range(5, 11)]
    assert [(light[1], light[2]) for light in gap_lights(target)] == [
        ("unreported", "2026-03-04"),
        ("unreported", "2026-03-06"),
        ("on_schedule", "2026-03-08"),
    ]
    assert last_run() == TODAY


def test_the_command(target):
    out = StringIO()
    call_command("lights", "--begin", "2026-03-09", stdout=out)
    assert out.getvalue().splitlines() == [
        "2026-03-09: 1 items, 1 changed, 0 made good",
        "2026-03-10: 1 items, 0 changed, 0 made good",
    ]
    with pytest.raises(CommandError, match="lies ahead"):
        call_command("lights", "--day", "2026-03-11")
    with translation.override("en"), pytest.raises(CommandError, match="up to 2026-03-10"):
        call_command("lights", "--day", "2026-03-01")


# -- the past as it was ---------------------------------------------------------------------------------------------


def only(day, item):
    return next(iter(facts_on(date.fromisoformat(day), [item.pk])), None)


def test_a_date_and_a_target_are_as_they_stood(district, target):
    person = district.people["head"]
    for field, before, after, on in (
        ("due", "2026-06-30", "2026-09-30", date(2026, 3, 1)),
        ("due", "2026-09-30", "2026-12-31", date(2026, 5, 1)),
        ("target", "1500", "1200", date(2026, 4, 1)),
    ):
        Change.objects.create(
            item=target, field=field, original="", before=before, after=after, reason="因故", asked_by=person, asked_at=NOW,
            state="approved", approved_by=person, approved_at=noon(on),
        )  # fmt: skip
    Change.objects.create(
        item=target, field="due", original="", before="2020-01-01", after="2027-01-01", reason="因故", asked_by=person,
        asked_at=NOW, state="refused", approved_by=person, approved_at=noon(date(2026, 6, 1)),
    )  # fmt: skip
    stood = {
        day: (str((known := only(day, target)).due), known.low)
        for day in ("2026-02-28", "2026-03-01", "2026-04-01", "2026-06-01")
    }
    assert stood == {
        "2026-02-28": ("2026-06-30", 1500),
        "2026-03-01": ("2026-09-30", 1500),
        "2026-04-01": ("2026-09-30", 1200),
        "2026-06-01": ("2026-12-31", 1200),
    }


def test_a_report_counts_from_the_day_it_was_made_and_a_correction_from_its_own(target, tell):
    wrong = tell(target, "2026-02-28", 10, on="2026-03-03")
    tell(target, "2026-02-28", 200, on="2026-03-09", supersedes=wrong)
    assert only("2026-03-02", target).said is None
    assert only("2026-03-08", target).said.value == 10
    assert only("2026-03-09", target).said.value == 200


def test_an_item_is_open_from_its_issue_to_its_end_and_again_after_a_reopening(district, make_item):
    item = make_item(assigned_at=noon(date(2026, 2, 1)), times_reopened=1)
    people = district.people
    Ending.objects.create(
        item=item, kind="closed_done", stage="in_force", reason="完成", asked_by=people["supervisor"], asked_at=NOW,
        decided_by=people["supervisor2"], decided_at=noon(date(2026, 2, 10)), reopened_at=noon(date(2026, 2, 20)),
        reopened_by=people["supervisor"], reopened_for="反弹",
    )  # fmt: skip
    days = ("2026-01-31", "2026-02-01", "2026-02-09", "2026-02-10", "2026-02-19", "2026-02-20")
    assert [only(day, item) is not None for day in days] == [False, True, True, False, False, True]


def test_an_item_that_was_returned_and_given_to_another_was_there_before(district, make_item):
    item = make_item(assigned_at=noon(date(2026, 3, 2)), state="returned", times_returned=1)
    Limit.objects.create(
        item=item, kind="sign", began=date(2026, 3, 2), count=3, days="working", due=date(2026, 3, 5), edition="x", sentence="x"
    )  # fmt: skip
    Item.objects.filter(pk=item.pk).update(state="assigned", assigned_at=noon(date(2026, 3, 9)))
    assert item.pk in replay(date(2026, 3, 5))
    assert item.pk not in replay(date(2026, 3, 1))


def test_an_item_that_was_reassigned_was_there_before(district, make_item):
    item = make_item(assigned_at=noon(date(2026, 3, 1)), times_changed=1)
    Limit.objects.create(
        item=item, kind="sign", began=date(2026, 2, 1), count=3, days="working", due=date(2026, 2, 4), edition="", sentence=""
    )  # fmt: skip
    assert only("2026-01-31", item) is None
    assert only("2026-02-10", item).assigned_on == date(2026, 2, 1)


def test_a_claim_stands_until_it_is_withdrawn_or_found_unfit(district, target):
    people, post = district.people, district.posts["head"]
    at = {"item": target, "post": post, "by": people["head"], "words": "已完成"}
    Completion.objects.create(**at, at=noon(date(2026, 2, 1)), withdrawn_at=noon(date(2026, 2, 3)))
    unfit = Completion.objects.create(**at, at=noon(date(2026, 2, 10)))
    Verdict.objects.create(
        item=target, completion=unfit, finding="unfit", words="不实", by=people["supervisor"], at=noon(date(2026, 2, 12))
    )  # fmt: skip
    fit = Completion.objects.create(**at, at=noon(date(2026, 3, 1)))
    Verdict.objects.create(
        item=target, completion=fit, finding="fit", words="属实", by=people["supervisor"], at=noon(date(2026, 3, 3))
    )  # fmt: skip
    days = ("2026-02-02", "2026-02-03", "2026-02-11", "2026-02-12", "2026-03-09")
    claims = [only(day, target).claimed_on for day in days]
    assert claims == [date(2026, 2, 1), None, date(2026, 2, 10), None, date(2026, 3, 1)]


def test_a_request_for_more_time_stands_until_it_is_decided_or_taken_back(district, target):
    by = district.people["head"]
    words = {"item": target, "asked_by": by, "reason": "管网迁改", "progress": "已完成八成"}
    dates = {"old_due": date(2026, 3, 31), "new_due": date(2026, 4, 30)}
    taken = Extension.objects.create(**words, **dates, asked_at=noon(date(2026, 2, 1)), state="withdrawn")
    Extension.objects.filter(pk=taken.pk).update(withdrawn_at=noon(date(2026, 2, 3)))
    Extension.objects.create(
        **words,
        **dates,
        asked_at=noon(date(2026, 2, 10)),
        state="refused",
        decided_at=noon(date(2026, 2, 12)),
    )
    Extension.objects.create(**words, **dates, asked_at=noon(date(2026, 3, 1)), state="screened")
    days = ("2026-01-31", "2026-02-02", "2026-02-03", "2026-02-11", "2026-02-12", "2026-03-09")
    asked = [only(day, target).asked_on for day in days]
    assert asked == [None, date(2026, 2, 1), None, date(2026, 2, 10), None, date(2026, 3, 1)]


def test_a_ceiling_is_known_by_its_words_or_its_indicator(make_item):
    issued = noon(date(2026, 1, 20))
    capped = make_item(high=Decimal(35), bound="at_most", assigned_at=issued)
    nearly = make_item(high=Decimal(1000), bound="nearly", assigned_at=issued)
    jobless = make_item(
        low=Decimal("5.5"), high=Decimal("5.5"), bound="about", indicator="urban_surveyed_unemployment", is_rate=True, assigned_at=issued
    )  # fmt: skip
    assert [only("2026-03-01", item).is_cap for item in (capped, nearly, jobless)] == [True, False, True]


def test_every_past_day_is_replayed_as_it_was_run(district, make_item, tell):
    """A year of thirty items with reports, corrections, changes, judgements and endings; a new rule in the middle."""
    rnd = Random(7)
    items = [
        make_item(
            low=Decimal(rnd.choice((6, 100, 1200))) if rnd.random() < 0.8 else None, is_rate=rnd.random() < 0.2, unit="个",
            due=date(2026, rnd.choice((4, 6, 8)), 28), assigned_at=noon(date(2026, 1, rnd.randint(5, 28))),
        )
        for _ in range(30)
    ]  # fmt: skip
    Milestone.objects.bulk_create(
        Milestone(item=item, due=date(2026, 3, 31), value=20) for item in items[::4]
    )
    put_in_force(
        actor=district.actor("supervisor"), kind="gap", name="新规则", begins=date(2026, 5, 1), source="试行", at=noon(date(2026, 3, 1)),
        terms={"yellow_from": "5", "red_over": "15", "rate_red_over": "30", "about_points": "0", "report_by": 8, "every_months": 1},
    )  # fmt: skip
    day, shown = date(2026, 2, 1), {}
    while day < date(2026, 7, 15):
        for item in rnd.sample(items, 3):
            period = month_end(date(2026, rnd.randint(1, day.month), 1))
            old = Update.objects.filter(item=item, period=period, current=True).first()
            value = Decimal(rnd.randint(0, 1200)) if rnd.random() < 0.8 else None
            tell(
                item,
                str(period),
                value,
                on=str(day),
                state="reported" if value is not None else "no_data",
                supersedes=old,
            )
        if rnd.random() < 0.3:
            Judgement.objects.create(
                item=rnd.choice(items), on=day, colour=rnd.choice(("green", "yellow", "red")), reason="研判", at=noon(day),
                by=district.people["supervisor"],
            )  # fmt: skip
        if rnd.random() < 0.2:
            item = Item.objects.get(pk=rnd.choice(items).pk)
            Change.objects.create(
                item=item, field="due", original=str(item.due), before=str(item.due), after=str(item.due + timedelta(days=30)),
                reason="延期", asked_by=district.people["head"], asked_at=noon(day), state="approved", approved_at=noon(day),
            )  # fmt: skip
            Item.objects.filter(pk=item.pk).update(due=item.due + timedelta(days=30))
        if rnd.random() < 0.1:
            ended = {"state": State.WITHDRAWN, "ended_at": noon(day), "public_reason": "撤销"}
            Item.objects.filter(pk=rnd.choice(items).pk, ended_at=None).update(**ended)
        run(day)
        shown[day] = {(light.item_id, light.kind): light.colour for light in lights_on(day)}
        assert counts_now(READER) == counts_on(READER, day)
        day += timedelta(days=rnd.randint(1, 4))
    assert len({colours for lights in shown.values() for colours in lights.values()}) == 5
    for day, lights in shown.items():
        again = {
            (item, kind): found.colour for item, kinds in replay(day).items() for kind, found in kinds.items()
        }
        assert again == lights == {(light.item_id, light.kind): light.colour for light in lights_on(day)}, day
        assert differences(READER, day) == []


def test_a_replay_takes_the_same_few_queries_for_one_item_and_for_many(make_item, tell):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            replay(TODAY)
        return len(caught)

    tell(make_item(low=Decimal(5)), "2026-02-28", 1, on="2026-03-03")
    few = queries()
    for _ in range(20):
        tell(make_item(low=Decimal(5)), "2026-02-28", 1, on="2026-03-03")
    assert queries() == few <= 10


def test_something_entered_with_an_earlier_date_is_found(district, target, tell):
    run(TODAY)
    tell(target, "2026-02-28", 200, on="2026-03-01")
    found = differences(READER, TODAY)
    assert [(each.item, each.kind, each.ran, each.replayed) for each in found] == [
        (target.pk, "gap", "yellow", "green")
    ]


def test_a_day_that_was_not_run_is_not_said_to_differ(district, target):
    for day in (TODAY - timedelta(days=4), TODAY):
        run(day)
    assert [was_run(TODAY - timedelta(days=days)) for days in (5, 4, 3, 0)] == [False, True, False, True]
    client = district.client("supervisor")
    for day, compared in ((TODAY - timedelta(days=4), 0), (TODAY - timedelta(days=3), None)):
        assert client.get(f"/lights/?day={day}&replay=1").context["compared"] == compared
    page = client.get(f"/lights/?day={TODAY - timedelta(days=3)}", headers={"accept-language": "en"})
    assert "The lights were not computed on that day" in page.content.decode()


def test_counts_are_of_what_somebody_may_see(district, make_item):
    for lead in ("head", "head", "head2"):
        make_item(lead=lead)
    make_item(secrecy=3)
    run(TODAY)
    for counts in (counts_on, counts_replayed):
        assert {str(row.office): row.items for row in counts(district.actor("supervisor"), TODAY)} == {
            "发改局": 3,
            "住建局": 1,
        }
        assert {str(row.office): row.items for row in counts(district.actor("head"), TODAY)} == {"发改局": 2}
    assert counts_on(district.actor("head"), TODAY)[0].counts["time"]["green"] == 2


# -- what people decide ----------------------------------------------------------------------------------------------


def test_a_judgement_lights_at_once_and_is_an_act(district, target):
    run(TODAY)
    judge_recoverability(
        actor=district.actor("supervisor"),
        item_id=target.pk,
        version=0,
        colour="red",
        reason="用地未批",
        at=NOW,
    )
    assert Item.objects.get().hope_light == "red"
    assert Act.objects.order_by("-number")[0].verb == "light.judge"


@pytest.mark.parametrize(
    ("key", "state", "version", "colour", "reason", "code"),
    [
        ("head", State.ACTIVE, 0, "red", "用地未批", "not_yours"),
        ("leader", State.ACTIVE, 0, "red", "用地未批", "not_yours"),
        ("supervisor", State.CLOSED_DONE, 0, "red", "用地未批", "wrong_state"),
        ("supervisor", State.ACTIVE, 1, "red", "用地未批", "changed_meanwhile"),
        ("supervisor", State.ACTIVE, 0, "grey", "用地未批", "judgement_colour"),
        ("supervisor", State.ACTIVE, 0, "red", " ", "judgement_without_reason"),
    ],
)
def test_a_judgement_that_is_refused_leaves_nothing(
    district, make_item, key, state, version, colour, reason, code
):
    item = make_item(state=state)
    with pytest.raises(Refusal) as refused:
        judge_recoverability(
            actor=district.actor(key), item_id=item.pk, version=version, colour=colour, reason=reason, at=NOW
        )
    assert refused.value.code == code
    assert not Judgement.objects.exists()
    assert not Act.objects.exists()


HOPE = {
    "kind": "hope",
    "name": "研判一月有效",
    "begins": TODAY + timedelta(days=1),
    "terms": {"months": 1},
    "source": "试行办法",
}


@pytest.mark.parametrize(
    ("key", "change", "code"),
    [
        ("head", {}, "not_yours"),
        ("supervisor", {"begins": TODAY}, "rule_not_future"),
        ("supervisor", {"begins": date(2026, 1, 1)}, "rule_not_future"),
        ("supervisor", {"terms": {"months": 99}}, "rule_terms"),
        ("supervisor", {"terms": {"weeks": 1}}, "rule_terms"),
        ("supervisor", {"source": ""}, "rule_without_source"),
    ],
)
def test_a_rule_that_is_refused_is_not_there(district, key, change, code):
    with pytest.raises(Refusal) as refused:
        put_in_force(actor=district.actor(key), **HOPE | change, at=NOW)
    assert refused.value.code == code
    assert not LightRule.objects.exists()
    assert not Act.objects.exists()


def test_a_rule_holds_from_its_day_on_and_the_past_keeps_its_own(district, target):
    Judgement.objects.create(
        item=target, on=date(2026, 2, 1), colour="red", reason="研判", by=district.people["supervisor"], at=noon(date(2026, 2, 1))
    )  # fmt: skip
    put_in_force(actor=district.actor("supervisor"), **HOPE, at=NOW)
    with pytest.raises(Refusal) as refused:
        put_in_force(actor=district.actor("supervisor"), **HOPE, at=NOW)
    assert refused.value.code == "rule_there"
    run(TODAY)
    run(TODAY + timedelta(days=1))
    hope = Light.objects.filter(kind="hope").order_by("since")
    assert [(light.colour, light.reason, light.rule.name) for light in hope] == [
        ("red", "judged", "研判灯默认规则"),
        ("grey", "stale", "研判一月有效"),
    ]
    assert replay(TODAY)[target.pk]["hope"].colour == "red"


def test_the_end_of_a_day_is_midnight_in_beijing():
    assert end_of(date(2026, 3, 10)) == datetime.fromisoformat("2026-03-11T00:00:00+08:00")
