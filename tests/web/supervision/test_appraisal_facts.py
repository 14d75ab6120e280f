"""What the tables know of each office in a window: dates decide, in few queries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luoshi_web.supervision.appraisal.facts import Window, collect
from luoshi_web.supervision.models import (
    Change,
    Check,
    Completion,
    Ending,
    Extension,
    Item,
    Ladder,
    Light,
    LightRule,
    Limit,
    Update,
    Urge,
    Verdict,
)
from luoshi_web.supervision.states import State

BEGINS, ENDS, AS_OF = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15)
WINDOW = Window(BEGINS, ENDS, AS_OF)


def at(month, day):
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)  # noon in Shanghai


@pytest.fixture
def held(make_item):
    """An item that was assigned on 10 January and is due on 30 September."""

    def make(**columns):
        values = {"assigned_at": at(1, 10), "due": date(2026, 9, 30)} | columns
        return make_item(**values)

    return make


def facts(district, office="发改局", window=WINDOW, every="month", grace=10):
    return collect(window, every=every, grace=grace).get(district.offices[office].pk)


def kinds(found):
    return sorted(case.kind for case in found.cases if case.kind != "missing_update")


DONE = State.CLOSED_DONE


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"state": DONE, "due": date(2026, 6, 30), "reported_at": at(6, 30), "ended_at": at(7, 10)}, ["done_on_time"]),
        ({"state": DONE, "due": date(2026, 6, 29), "reported_at": at(6, 30), "ended_at": at(7, 10)}, ["done_late"]),
        ({"state": DONE, "due": date(2026, 6, 29), "reported_at": at(6, 29), "ended_at": at(7, 16)}, ["overdue"]),
        ({"state": DONE, "due": date(2026, 9, 30), "reported_at": at(7, 1), "ended_at": at(7, 10)}, []),
        ({"state": DONE, "due": date(2026, 5, 31), "ended_at": at(5, 31)}, ["done_on_time"]),
        ({"state": State.CLOSED_NOT_DONE, "due": date(2026, 5, 31), "ended_at": at(6, 30)}, ["not_done"]),
        ({"state": State.CLOSED_NOT_DONE, "due": date(2026, 5, 31), "ended_at": at(7, 1)}, ["overdue"]),
        ({"state": State.ACTIVE, "due": date(2026, 6, 30)}, ["overdue"]),
        ({"state": State.ACTIVE, "due": date(2026, 7, 1)}, []),
        ({"state": State.REPORTED, "due": date(2026, 5, 31), "reported_at": at(6, 30)}, []),
        ({"state": State.REPORTED, "due": date(2026, 5, 31), "reported_at": at(7, 1)}, ["overdue"]),
        ({"state": State.ASSIGNED, "due": date(2026, 5, 31)}, ["overdue"]),
    ],
    ids=[
        "claimed on the last day, verified later", "claimed a day late", "not verified when scored", "done after the window",
        "no claim: the day of closing", "given up in the window", "given up after the window", "not done on the last day", "due a day after",
        "claimed, not yet judged", "claimed after the window", "never signed for",
    ],
)  # fmt: skip
def test_what_had_become_of_an_item(district, held, columns, expected):
    held(**columns)
    assert kinds(facts(district)) == expected


@pytest.mark.parametrize(
    "columns",
    [
        {"state": State.DRAFT},
        {"assigned_at": at(7, 1)},
        {"state": State.WITHDRAWN, "ended_at": at(7, 14)},
        {"state": State.MERGED, "ended_at": at(3, 1)},
        {"state": DONE, "reported_at": datetime(2025, 12, 30, tzinfo=UTC), "ended_at": at(1, 20)},
        {"state": State.CLOSED_NOT_DONE, "ended_at": datetime(2025, 12, 30, tzinfo=UTC)},
    ],
    ids=[
        "a draft",
        "assigned after it",
        "withdrawn when scored",
        "merged",
        "done before it",
        "given up before it",
    ],
)
def test_what_is_not_of_the_window(district, held, columns):
    held(**columns)
    assert facts(district) is None


def test_a_withdrawal_after_the_day_of_scoring_is_not_known(district, held):
    held(state=State.WITHDRAWN, ended_at=at(7, 16))
    assert facts(district).items == 1


def test_verdicts_and_checks_by_their_day(district, held):
    item = held()
    person, post = district.people["supervisor"], district.posts["head"]
    for moment in (at(3, 1), at(6, 30), at(7, 1)):
        claim = Completion.objects.create(
            item=item, post=post, by=district.people["head"], at=moment, words="办结"
        )
        Verdict.objects.create(
            item=item, completion=claim, finding="unfit", words="未达到", by=person, at=moment
        )
    for finding, on in (
        ("false", date(2026, 6, 30)),
        ("false", date(2026, 7, 1)),
        ("as_reported", date(2026, 4, 1)),
    ):
        Check.objects.create(item=item, method="papers", finding=finding, on=on, by=person, at=at(6, 30))
    assert kinds(facts(district)) == ["false", "unfit", "unfit"]


def _light(item, since, until=None, made_good=None, colour="red", kind="gap"):
    rule, _ = LightRule.objects.get_or_create(
        kind=kind, in_force=BEGINS, defaults={"name": "灯", "terms": {}}
    )
    return Light.objects.create(
        item=item,
        kind=kind,
        colour=colour,
        since=since,
        until=until,
        rule=rule,
        inputs={},
        made_good=made_good,
    )


def test_red_and_made_good(district, held):
    still, good, later, before, time = (held() for _ in range(5))
    _light(still, date(2026, 3, 20), date(2026, 5, 2))
    _light(still, date(2026, 6, 30))
    _light(good, date(2026, 2, 1), date(2026, 3, 1), made_good=date(2026, 3, 1))
    _light(later, date(2026, 6, 1), date(2026, 7, 20), made_good=date(2026, 7, 20))
    _light(before, date(2025, 12, 1), date(2026, 1, 1))
    _light(time, date(2026, 3, 1), kind="time")
    found = facts(district)
    cases = {case.item: case for case in found.cases if case.kind in {"red", "made_good"}}
    assert {pk: case.kind for pk, case in cases.items()} == {
        still.pk: "red",
        good.pk: "made_good",
        later.pk: "red",
    }
    assert cases[still.pk].inputs["months"] == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert cases[good.pk].inputs == {"months": ["2026-02"], "made_good": "2026-03-01"}
    assert found.measures["schedule_share"] == Decimal("60.00")


def _update(district, item, period, moment):
    return Update.objects.create(
        item=item,
        period=period,
        words="进展",
        post=district.posts["head"],
        by=district.people["head"],
        at=moment,
    )


def test_reports_that_never_came(district, held):
    item = held()
    _update(district, item, date(2026, 2, 28), at(3, 1))
    _update(district, item, date(2026, 4, 30), at(7, 15))
    _update(district, item, date(2026, 5, 31), at(7, 16))
    (case,) = (case for case in facts(district).cases if case.kind == "missing_update")
    assert case.inputs["months"] == ["2026-03", "2026-05", "2026-06"]
    assert case.times == 3
    found = facts(district)
    assert found.totals["periods"] == 5
    assert found.measures["report_share"] == Decimal("40.00")


def test_no_report_is_due_of_a_month_that_was_not_held_whole_or_is_within_grace(district, held):
    held(state=DONE, reported_at=at(3, 31), ended_at=at(4, 2), assigned_at=at(2, 2))
    assert facts(district).totals["periods"] == 0
    held(assigned_at=at(2, 1))
    assert facts(district).totals["periods"] == 5
    assert facts(district, window=Window(BEGINS, ENDS, date(2026, 7, 9))).totals["periods"] == 4


def test_a_report_within_a_quarter_is_the_quarters(district, held):
    item = held(assigned_at=datetime(2025, 12, 1, tzinfo=UTC))
    _update(district, item, date(2026, 2, 28), at(3, 1))
    (case,) = (case for case in facts(district, every="quarter").cases if case.kind == "missing_update")
    assert case.inputs["months"] == ["2026-06"]


def test_changes_urges_and_limits(district, held):
    item = held()
    head, leader = district.people["head"], district.people["leader"]
    for state, moment in (("granted", at(5, 1)), ("refused", at(5, 2)), ("granted", at(7, 1))):
        Extension.objects.create(
            item=item, asked_by=head, asked_at=at(4, 1), reason="雨季", progress="一半", old_due=date(2026, 6, 1), new_due=date(2026, 9, 30),
            state=state, decided_by=leader, decided_at=moment,
        )  # fmt: skip
    for lowers, field in ((True, "target"), (False, "target"), (True, "due")):
        Change.objects.create(
            item=item, field=field, original="6", before="6", after="5", lowers=lowers, reason="疫情", asked_by=head, asked_at=at(4, 1),
            state="approved", approved_by=leader, approved_at=at(5, 1),
        )  # fmt: skip
    ladder = Ladder.objects.create(name="阶梯", in_force=BEGINS, terms={})
    for rung in (1, 2, 3, 4, 5):
        Urge.objects.create(
            item=item,
            rung=rung,
            occasion=f"o{rung}",
            ladder=ladder,
            office=item.office,
            post=item.lead,
            on=date(2026, 5, 1),
            reason="滞后",
            approved_by=district.people["leader"] if rung >= 4 else None,
        )
    for state in ("missed", "met"):
        Limit.objects.create(
            item=item,
            kind="sign",
            began=date(2026, 1, 10),
            count=3,
            days="working",
            due=date(2026, 1, 15),
            edition="x",
            sentence="x",
            state=state,
        )
    assert kinds(facts(district)) == [
        "circulated",
        "extended",
        "interviewed",
        "lowered",
        "pressed",
        "signed_late",
        "supervised",
    ]


def test_who_has_no_item_of_the_work_report(district, held):
    held(source=Item.Source.DECISION)
    assert facts(district).conditions == {"only_supervised"}
    held()
    assert facts(district).conditions == frozenset()


def test_the_lead_alone_has_the_facts(district, held):
    held(due=date(2026, 5, 1), helpers=("head2",))
    assert facts(district).items == 1
    assert facts(district, "住建局") is None


def test_the_number_of_queries_does_not_grow(district, held, django_assert_num_queries):
    for n in range(30):
        item = held(lead=("head", "head2")[n % 2])
        _update(district, item, date(2026, 3, 31), at(4, 1))
    with django_assert_num_queries(11):
        collect(WINDOW, every="month", grace=10)


@pytest.mark.parametrize(
    ("begins", "ends", "every", "count"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "month", 6),
        (date(2026, 1, 2), date(2026, 6, 30), "month", 5),
        (date(2026, 1, 1), date(2026, 6, 29), "month", 5),
        (date(2026, 1, 1), date(2026, 12, 31), "quarter", 4),
        (date(2025, 11, 1), date(2026, 3, 31), "quarter", 1),
        (date(2026, 3, 5), date(2026, 3, 20), "month", 0),
    ],
)
def test_whole_periods_alone(begins, ends, every, count):
    assert len(Window(begins, ends, ends + timedelta(days=60)).periods(every)) == count


def test_what_came_back_in_the_window_relapsed(district, held):
    item = held()
    people = district.people
    for relapsed, moment in ((True, at(3, 1)), (False, at(4, 1)), (True, at(7, 1))):
        Ending.objects.create(
            item=item, kind="closed_done", stage="in_force", reason="已办结", asked_by=people["supervisor"], asked_at=at(2, 1),
            decided_by=people["supervisor2"], decided_at=at(2, 2), reopened_by=people["supervisor"], reopened_at=moment, relapsed=relapsed,
        )  # fmt: skip
    assert kinds(facts(district)) == ["relapsed"]


def test_what_was_proposed_and_not_sent_blames_nobody(district, held):
    item = held()
    ladder = Ladder.objects.create(name="阶梯", in_force=BEGINS, terms={})
    for number, state in enumerate(("proposed", "skipped")):
        Urge.objects.create(
            item=item,
            rung=4,
            occasion=f"o{number}",
            state=state,
            ladder=ladder,
            office=item.office,
            post=item.lead,
            on=date(2026, 5, 1),
            code="x",
        )
    assert kinds(facts(district)) == []


def test_a_part_counts_with_the_item_that_its_own_office_made_it_of(district, held):
    whole = held()
    held(parent=whole)
    held(parent=whole, lead="head2")
    assert facts(district).items == 1
    assert facts(district, "住建局").items == 1
