"""Cases: one word with several denominators, who came to court, what was lost. Case C16 of the registers' design."""

from datetime import date

import pytest

from luoshi_web.registers.cases.figures import (
    CHIEF_CAME,
    CLOSED,
    CLOSED_COUNT,
    CORRECTED,
    CORRECTS,
    ENDED,
    HEAD_CAME,
    IN_TIME,
    LOST,
    LOST_RATE,
    RECEIVED,
    SETTLED,
    SUITS,
    Application,
    Came,
    Hearing,
    Instance,
    Judged,
    Outcome,
)
from luoshi_web.registers.engine.figures import side_by_side, work_out
from luoshi_web.registers.engine.measures import measure

day = date.fromisoformat
ON = day("2026-12-01")


def application(number="1", *, outcome=None, accepted="2026-03-02", due="2026-05-06", closed=None):
    return Application(
        number,
        day("2026-02-27"),
        day(accepted) if accepted else None,
        day(due),
        day(closed or "2026-04-30") if outcome else None,
        outcome,
    )


def sides(figures):
    return [(each.numerator, each.denominator) for each in figures]


def test_correction_has_three_denominators():
    rows = [
        *(application(str(outcome), outcome=outcome) for outcome in CORRECTS),
        *(application(f"u{n}", outcome=Outcome.UPHELD) for n in range(10)),
        application("m", outcome=Outcome.MEDIATED),
        application("s", outcome=Outcome.SETTLED),
        application("n", outcome=Outcome.NOT_ACCEPTED, accepted=None),
        *(application(f"o{n}") for n in range(4)),
    ]
    assert sides(side_by_side(CORRECTED, rows, ON)) == [(5, 18), (5, 16), (5, 21)]
    assert sides([work_out(SETTLED, rows, ON)]) == [(2, 18)]
    assert sides([work_out(CLOSED, rows, ON)]) == [(17, 21)]
    assert sides(side_by_side(CORRECTED, rows, day("2026-04-29"))) == [(0, 0), (0, 0), (0, 21)]
    assert measure(RECEIVED, rows, ON).value == 22
    assert measure(CLOSED_COUNT, rows, ON).value == 18
    assert measure(CLOSED_COUNT, rows, day("2027-12-01")).value == 0
    assert measure(RECEIVED, rows, day("2026-02-26")).value == 0


def test_in_time_is_of_what_is_decided_or_due():
    rows = [
        application("in time", outcome=Outcome.UPHELD, closed="2026-05-06"),
        application("late", outcome=Outcome.UPHELD, closed="2026-05-07"),
        application("open and due"),
        application("open", due="2026-12-31"),
        application("never taken", outcome=Outcome.NOT_ACCEPTED, accepted=None),
    ]
    assert sides([work_out(IN_TIME, rows, ON)]) == [(1, 3)]
    assert sides([work_out(IN_TIME, rows, day("2026-05-05"))]) == [(0, 0)]
    assert sides([work_out(IN_TIME, rows[1:2], day("2026-05-06"))]) == [(0, 1)]


def hearings(*came, asked=(), excused=()):
    return tuple(
        Hearing(date(2026, 3, at), who, asked=at in asked, excused=at in excused)
        for at, who in enumerate(came, 1)
    )


def test_each_instance_counts_once_however_often_it_is_heard():
    first = hearings(Came.STAFF, Came.DEPUTY, Came.STAFF)
    second = Instance("1", day("2026-06-01"), 2, hearings(Came.LAWYER))
    rows = [Instance("1", day("2026-01-05"), 1, first), second]
    assert sides([work_out(HEAD_CAME[0], rows, ON)]) == [(1, 2)]  # C16
    asked = [
        Instance("1", day("2026-01-05"), 1, hearings(Came.STAFF, Came.DEPUTY, Came.STAFF, asked=(3,))),
        second,
    ]
    assert sides([work_out(HEAD_CAME[0], asked, ON)]) == [(0, 2)]
    came_again = [Instance("1", day("2026-01-05"), 1, hearings(Came.DEPUTY, Came.CHIEF, asked=(2,)))]
    assert sides([work_out(HEAD_CAME[0], came_again, ON)]) == [(1, 1)]


def test_heads_in_court_by_three_definitions():
    rows = [
        Instance("1", day("2026-01-05"), 1, hearings(Came.CHIEF, asked=(1,))),
        Instance("2", day("2026-01-05"), 1, hearings(Came.DEPUTY)),
        Instance("3", day("2026-01-05"), 1, hearings(Came.STAFF, asked=(1,), excused=(1,))),
        Instance("4", day("2026-01-05"), 1, hearings(Came.LAWYER, asked=(1,))),
        Instance("5", day("2026-01-05"), 1, hearings(Came.STAFF)),
        Instance("6", day("2026-01-05")),
    ]
    figures = side_by_side(HEAD_CAME, rows, ON)
    assert sides(figures) == [(2, 5), (2, 4), (1, 3)]
    assert [each.left_out for each in figures] == [0, 1, 0]
    assert sides([work_out(CHIEF_CAME, rows, ON)]) == [(1, 5)]
    assert sides([work_out(HEAD_CAME[0], rows, day("2026-02-28"))]) == [(0, 0)]


def test_what_was_withdrawn_is_not_lost():
    ended = {"ended_on": day("2026-05-01")}
    rows = [
        *(Instance(judged, day("2026-01-05"), judged=judged, **ended) for judged in LOST),
        *(Instance(f"w{n}", day("2026-01-05"), judged=Judged.CLAIM_REFUSED, **ended) for n in range(3)),
        Instance("withdrawn", day("2026-01-05"), judged=Judged.WITHDRAWN, **ended),
        Instance("open", day("2026-01-05")),
        Instance("second", day("2026-01-05"), 2, judged=Judged.ANNULLED, **ended),
    ]
    assert sides(side_by_side(LOST_RATE, rows, ON)) == [(7, 11), (7, 10)]
    assert sides([work_out(ENDED, rows, ON)]) == [(12, 13)]
    assert measure(SUITS, rows, ON).value == 12


@pytest.mark.parametrize("outcome", [Outcome.AGREEMENT, Outcome.REFUSED, Outcome.DISMISSED, Outcome.ENDED])
def test_other_outcomes_correct_nothing(outcome):
    assert work_out(CORRECTED[0], [application(outcome=outcome)], ON).numerator == 0


def test_what_happens_on_a_day_counts_on_it_and_not_before():
    eve = day("2026-11-30")
    row = Application("1", ON, ON, ON, ON, Outcome.ANNULLED)
    suit = Instance("1", ON, hearings=(Hearing(ON, Came.CHIEF),), ended_on=ON, judged=Judged.ANNULLED)
    for on, expected in ((ON, (1, 1)), (eve, (0, 0))):
        figures = [
            *side_by_side(CORRECTED, [row], on),
            work_out(CLOSED, [row], on),
            work_out(IN_TIME, [row], on),
        ]
        court = [
            *side_by_side(HEAD_CAME[:2], [suit], on),
            *side_by_side(LOST_RATE, [suit], on),
            work_out(ENDED, [suit], on),
        ]
        assert sides(figures) + sides(court) == [expected] * 10
        counts = [measure(RECEIVED, [row], on), measure(CLOSED_COUNT, [row], on), measure(SUITS, [suit], on)]
        assert [each.value for each in counts] == [expected[0]] * 3
