"""What is counted of major decisions, by each definition; rows are counted as the pure definitions count. D11: the registers' design."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from luoshi_web.registers.decisions import figures
from luoshi_web.registers.decisions.figures import Comment, Decision, Listing
from luoshi_web.registers.decisions.models import (
    Consultation,
    Determination,
    Evaluation,
    ExpertOpinion,
    LegalityReview,
    RiskReport,
)
from luoshi_web.registers.decisions.models import Decision as Row
from luoshi_web.registers.decisions.selectors import counted, rows_of
from luoshi_web.registers.decisions.words import FIGURES, RATES
from luoshi_web.registers.engine.figures import shown, work_out
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.matters.meetings import Discussion, Dissent, Meeting
from luoshi_web.registers.matters.models import Matter

END = date(2026, 12, 31)
DONE = date(2026, 6, 1)


def decided(key, **changes):
    return Decision(
        key,
        2026,
        **{"tabled_on": DONE, "decided_on": DONE, "needed": 5, "done": 5, "opinion_days": (DONE,)} | changes,
    )


ELEVEN = (
    *(decided(key) for key in range(8)),
    decided(8, done=4),
    Decision(9, 2026),
    Decision(10, 2026, dropped_on=DONE),
    decided(11, listing=Listing.ADDED),
    Decision(12, 2026, listing=Listing.ADDED),
)
"""11 in the catalogue, 2 added, 1 dropped; decided 9 of the first 11 and 1 added; of the 10 one with a step undetermined."""


def value(definition, rows=ELEVEN, on=END):
    return work_out(definition, rows, on).value


def test_the_catalogue_and_the_procedure():  # D11
    adjusted, first = figures.CATALOGUE_DONE
    assert value(adjusted) == Fraction(10, 12)
    assert shown(value(adjusted)) == "83.3"
    assert value(first) == Fraction(9, 11)
    assert shown(value(first)) == "81.8"
    assert value(figures.BY_PROCEDURE) == Fraction(9, 10)
    assert rate(figures.BY_STEPS, ELEVEN, END).value == Fraction(49, 50)
    assert value(figures.REVIEWED) == 1


def test_an_exception_or_a_pilot_is_no_procedure():
    rows = [decided(1), decided(2, excepted=True, done=4)]
    assert value(figures.BY_PROCEDURE, rows) == Fraction(1, 2)
    assert rate(figures.BY_STEPS, rows, END).value == Fraction(9, 10)
    assert _measure("excepted", rows) == 1


@pytest.mark.parametrize(
    ("opinion", "counts"), [(DONE, 1), (DONE + timedelta(days=1), 0), (DONE - timedelta(days=9), 1)]
)
def test_an_opinion_after_the_tabling_is_none_before_it(opinion, counts):
    assert work_out(figures.REVIEWED, [decided(1, opinion_days=(opinion,))], END).numerator == counts


def _measure(code, rows, on=END):
    return measure(next(each for each in figures.MEASURES if each.code == code), rows, on).value


def test_counts_of_the_year():
    rows = [
        decided(1, dissents=2, comments=(Comment(date(2026, 3, 2), date(2026, 5, 6), 30),)),
        decided(2, listing=Listing.OUTSIDE, comments=(Comment(date(2025, 12, 2), date(2026, 1, 9), 98),)),
        decided(3, decided_on=date(2025, 6, 1), opinion_days=(date(2025, 5, 1), date(2026, 2, 2)), evaluation_days=(date(2026, 9, 1),), in_force=True),
    ]  # fmt: skip
    assert [_measure(code, rows) for code in ("decided", "outside", "dissent", "commented", "adopted_opinions", "reviewed_count", "evaluated_count", "catalogue")] == [2, 1, 1, 1, 128, 3, 1, 2]  # fmt: skip
    assert _measure("adopted_opinions", rows, date(2026, 5, 5)) == 98
    assert value(figures.EVALUATED, rows) == 1
    assert value(figures.EVALUATED, rows, date(2026, 8, 31)) == 0
    assert value(figures.BY_PROCEDURE, rows, date(2024, 12, 31)) is None


def test_every_figure_has_its_name():
    assert {(each.code, each.variant) for each in figures.MEASURES} == set(FIGURES)
    assert {(each.code, each.variant) for each in (*figures.RATES, figures.BY_STEPS)} == set(RATES)


def _row(chance, district, number, meetings):
    """A random decision, and what the definitions are to see of it."""
    person = district.people["officer"]
    year, listing, held = (
        chance.choice((2025, 2026)),
        chance.choice(list(Listing)),
        chance.choice((None, *meetings)),
    )
    tabled = held.on - timedelta(days=5) if held is not None else None
    dropped = date(2026, 4, 1) if held is None and chance.random() < 0.3 else None
    state = "dropped" if dropped else "drafting"
    if held is not None:
        state = chance.choice(("executing", "halted", "published", "evaluated", "ended"))
    ended = dropped or (date(2026, 12, 1) if state == "ended" else None)
    matter = Matter.objects.create(
        register="decisions", number=str(number), year=year, title="题", office=district.offices["发改局"], state=state,
        phase="ended" if ended else "open", ended_on=ended, opened_on=date(2025, 1, 2), entered_by=person,
    )  # fmt: skip
    excepted = chance.random() < 0.2
    Row.objects.create(
        matter=matter, kind="plan", listing=listing, listed_why="因", draft_on=DRAFTED, tabled_on=tabled, decided_on=held and held.on, excepted=excepted,
    )  # fmt: skip
    needed, done, comments = _steps(chance, district, matter, tabled)
    opinions = _opinions(chance, district, matter)
    dissents = _discussed(chance, person, matter, held)
    evaluated = (date(2026, 10, 9),) if state == "evaluated" else ()
    for day in evaluated:
        Evaluation.objects.create(matter=matter, on=day, by="戊", why="因", advice="keep", words="果", entered_by=person)  # fmt: skip
    reviewed = any(tabled is not None and day <= tabled for day in opinions) and not excepted
    return Decision(
        matter.pk, year, listing, dropped, tabled, held and held.on, opinions, len(needed) + 2 if tabled else 0,
        len(needed & done) + reviewed + 1 if tabled else 0, excepted, comments, dissents, evaluated, state in ("executing", "halted", "evaluated"),
    )  # fmt: skip


DRAFTED = date(2025, 1, 3)


def _steps(chance, district, matter, tabled):
    person = district.people["officer"]
    needed, done, comments = {"expert", "risk", "comment"}, set(), ()
    if chance.random() < 0.5:
        agreed = chance.choice((None, district.people["supervisor"]))
        Determination.objects.create(matter=matter, step="expert", why="因", on=DRAFTED, entered_by=person, approved_by=agreed)  # fmt: skip
        needed -= {"expert"} if agreed else set()
    if chance.random() < 0.5:
        ExpertOpinion.objects.create(matter=matter, on=DRAFTED, name="甲", stance="against", words="否", entered_by=person)  # fmt: skip
        done.add("expert")
    if chance.random() < 0.7:
        RiskReport.objects.create(
            matter=matter, on=DRAFTED, by="乙", level="low", points="点", measures="策", controllable=True, entered_by=person,
        )  # fmt: skip
        done.add("risk")
    if chance.random() < 0.7:
        opened = date(2025, 1, 10) + timedelta(days=chance.randint(0, 500))
        comments = (Comment(opened, opened + timedelta(days=40), chance.randint(0, 9)),)
        Consultation.objects.create(
            matter=matter, opened_on=opened, until=opened + timedelta(days=33), means="网", opinions=9, adopted=comments[0].adopted, answer="答",
            answered_on=comments[0].answered_on, entered_by=person,
        )  # fmt: skip
        done |= {"comment"} if tabled is not None and opened <= tabled else set()
    return needed, done, comments


def _opinions(chance, district, matter):
    if chance.random() < 0.2:
        return ()
    given = date(2025, 2, 3) + timedelta(days=chance.randint(0, 500))
    LegalityReview.objects.create(
        matter=matter, asked_on=DRAFTED, as_review=True, asked_by=district.people["officer"], complete_on=DRAFTED, opinion="illegal", given_on=given,
        given_by=district.people["supervisor"], number="号", lawyers="丙", words="由",
    )  # fmt: skip
    return (given,)


def _discussed(chance, person, matter, held):
    if held is None:
        return 0
    Discussion.objects.create(
        matter=matter, meeting=held, present=9, way="oral", yes=8, no=1, result="passed", words="议", chair_last=True, entered_by=person,
    )  # fmt: skip
    if chance.random() < 0.6:
        return 0
    Dissent.objects.create(matter=matter, meeting=held, name="丁", words="否")
    return 1


@pytest.mark.django_db
def test_rows_are_counted_as_the_definitions_count(district):
    chance, person = random.Random(20261203), district.people["officer"]
    meetings = [
        Meeting.objects.create(kind="standing", number=f"{n}", on=date(2025, 3, 3) + timedelta(days=60 * n), entitled=9, present=9, chair="区长", entered_by=person)
        for n in range(10)
    ]  # fmt: skip
    expected = [_row(chance, district, number, meetings) for number in range(60)]
    matters = Matter.objects.filter(register="decisions")
    seen = set()
    for on in (date(2025, 6, 30), date(2025, 12, 31), date(2026, 5, 20), END):
        found = counted(matters, on=on)
        assert [(each.code, each.value, each.rows) for each in found.measures] == [
            (each.code, held.value, held.rows)
            for each in figures.MEASURES
            for held in [measure(each, expected, on)]
        ]
        assert [(each.numerator, each.denominator) for each in found.rates] == [
            (held.numerator, held.denominator)
            for held in (work_out(each, expected, on) for each in figures.RATES)
        ]
        assert found.steps.value == rate(figures.BY_STEPS, expected, on).value
        for definition in figures.RATES:
            below = {row.key for row in expected if definition.within(row, on)}
            above = {row.key for row in expected if row.key in below and definition.counts(row, on)}
            assert rows_of(matters, (definition.code, definition.variant), on=on) == (above, below)
        for counts in figures.MEASURES:
            keys = {row.key for row in expected if counts.counts(row, on)}
            assert rows_of(matters, (counts.code, counts.variant), on=on) == (keys, set())
        seen.add(tuple(each.value for each in found.measures))
    assert len(seen) == 4
