"""What is counted of matters decided collectively; kinds add up, and rows are counted as the pure definitions count."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi_web.registers.collective import figures
from luoshi_web.registers.collective.figures import Discussed, Matter
from luoshi_web.registers.collective.models import CollectiveMatter, SentBack, Threshold
from luoshi_web.registers.collective.rules.facts import Kind
from luoshi_web.registers.collective.selectors import counted, rows_of
from luoshi_web.registers.collective.words import FIGURES, RATES
from luoshi_web.registers.engine.figures import Part, total, work_out
from luoshi_web.registers.engine.measures import measure
from luoshi_web.registers.matters.meetings import Discussion, Dissent, Meeting
from luoshi_web.registers.matters.models import Matter as Row

END, MET = date(2026, 12, 31), date(2026, 3, 10)
PASSED = (Discussed(MET, "passed"),)


def rows(**counts):
    """Of each kind so many, passed on a day; 会议 163 项 as one year's report has them."""
    return [
        Matter(at, Kind(kind), Decimal(1_000_000), discussed=PASSED)
        for kind, count in counts.items()
        for at in range(count)
    ]


def value(code, variant, held, on=END):
    found = next(each for each in figures.MEASURES if (each.code, each.variant) == (code, variant))
    return measure(found, held, on).value


def test_kinds_add_up():
    held = rows(matter=70, staff=12, project=41, money=40)
    parts = [Part(each.name, value(each.code, each.variant, held)) for each in figures.KINDS]
    assert total(parts) == value("matters", "year", held) == 163
    assert value("money", "year", held) == 40_000_000


def test_a_matter_is_counted_once_though_it_was_discussed_twice():
    twice = [Matter(1, Kind.MATTER, discussed=(Discussed(date(2026, 2, 3), "put_off", 1), *PASSED))]
    assert [value(code, "year", twice) for code in ("matters", "put_off", "refused", "dissent")] == [
        1,
        1,
        0,
        1,
    ]
    assert work_out(figures.RATES[1], twice, END).value == 0
    assert value("put_off", "year", twice, date(2026, 2, 2)) == 0


def test_the_rate_of_collective_decision_looks_at_what_reaches_the_threshold():
    held = [
        Matter(1, Kind.MONEY, discussed=PASSED, executed_on=MET + timedelta(days=9)),
        Matter(2, Kind.MONEY, discussed=PASSED, executed_on=MET - timedelta(days=1)),  # before the meeting
        Matter(3, Kind.MONEY, executed_on=MET),
        Matter(4, Kind.MONEY, above=False, executed_on=MET),
        Matter(5, Kind.MONEY, discussed=(Discussed(MET, "refused"),)),
    ]
    assert work_out(figures.RATES[0], held, END).value == Fraction(1, 3)
    assert value("outside", "year", held) == 3
    assert value("refused", "year", held) == 1
    assert work_out(figures.RATES[1], held, END).value == Fraction(2, 3)


def test_every_figure_has_its_name():
    assert {(each.code, each.variant) for each in figures.MEASURES} == set(FIGURES)
    assert {(each.code, each.variant) for each in figures.RATES} == set(RATES)


_AS_COUNTED = {"passed": "passed", "changed": "passed", "put_off": "put_off", "refused": "refused"}


def _row(chance, district, number, meetings):
    """A random matter, and what the definitions are to see of it."""
    person, kind = district.people["supervisor"], chance.choice(list(Kind))
    amount = None if kind in (Kind.STAFF, Kind.MATTER) else Decimal(chance.randint(1, 200) * 10_000)
    done = date(2025, 2, 1) + timedelta(days=chance.randint(0, 690)) if chance.random() < 0.6 else None
    matter = Row.objects.create(register="collective", number=str(number), year=2025, title="题", state="executing", opened_on=date(2025, 1, 2), entered_by=person)  # fmt: skip
    CollectiveMatter.objects.create(matter=matter, kind=kind, amount=amount, proposer="甲", executed_on=done)
    discussed, days = [], []
    for held in sorted(chance.sample(meetings, chance.randint(0, 2)), key=lambda each: each.on):
        result, against = chance.choice(list(_AS_COUNTED)), chance.random() < 0.3
        Discussion.objects.create(matter=matter, meeting=held, present=9, way="oral", yes=9, result=result, words="议", chair_last=True, entered_by=person)  # fmt: skip
        if against:
            Dissent.objects.create(matter=matter, meeting=held, name="乙", words="否")
        discussed.append(Discussed(held.on, _AS_COUNTED[result], int(against)))
    for _ in range(chance.randint(0, 2)):
        days.append(date(2025, 1, 5) + timedelta(days=chance.randint(0, 700)))
        SentBack.objects.create(matter=matter, on=days[-1], reason="缺", by=person)
    day = discussed[-1].on if discussed else done or date(2025, 1, 2)
    above = amount is None or kind is not Kind.MONEY or day < date(2025, 6, 1) or amount >= 500_000
    return Matter(matter.pk, kind, amount or Decimal(0), above, tuple(discussed), tuple(days), done)


@pytest.mark.django_db
def test_rows_are_counted_as_the_definitions_count(district):
    chance, people = random.Random(20261204), district.people
    Threshold.objects.create(
        kind="money", amount=500_000, body="standing", since=date(2025, 6, 1), source="规则", entered_by=people["supervisor"], confirmed_by=people["supervisor2"],
    )  # fmt: skip
    meetings = [
        Meeting.objects.create(kind="standing", number=f"{n}", on=date(2025, 2, 3) + timedelta(days=50 * n), entitled=9, present=9, chair="区长", entered_by=people["supervisor"])
        for n in range(13)
    ]  # fmt: skip
    expected = [_row(chance, district, number, meetings) for number in range(80)]
    matters, seen = Row.objects.filter(register="collective"), set()
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
        for definition in figures.RATES:
            below = {row.key for row in expected if definition.within(row, on)}
            above = {row.key for row in expected if row.key in below and definition.counts(row, on)}
            assert rows_of(matters, (definition.code, definition.variant), on=on) == (above, below)
        for counts in figures.MEASURES:
            keys = {row.key for row in expected if counts.counts(row, on)}
            assert rows_of(matters, (counts.code, counts.variant), on=on) == (keys, set())
        seen.add(tuple(each.value for each in found.measures))
    assert len(seen) == 4
