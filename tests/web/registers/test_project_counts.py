"""The database counts projects as the pure definitions do: J1–J8 as rows, and over random registers on several days."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.registers.engine.figures import Bar, work_out
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects import figures
from luoshi_web.registers.projects.models import Contract, Event, Money, Project, YearPlan
from luoshi_web.registers.projects.rows import COUNTED, counted_of
from luoshi_web.registers.projects.selectors import SIGNED, counted, rows_of

pytestmark = pytest.mark.django_db
YEAR_END = date(2026, 12, 31)
ONE, MORE_THAN_ONE, TEN = (
    Bar(Decimal(number), includes=includes) for number, includes in ((1, True), (1, False), (10, True))
)
MEASURES = (
    figures.signed, lambda bar: figures.signed(bar, size_by=figures.ON_THE_DAY), lambda bar: figures.signed(bar, counts_by=figures.BY_ANY),
    figures.agreed, lambda bar: figures.agreed(bar, size_by=figures.ON_THE_DAY), figures.newly_started, figures.newly_producing,
    figures.completed,
)  # fmt: skip


def made(district, number, *, papers=(), **changes) -> Project:
    person = district.people["officer"]
    matter = Matter.objects.create(
        register="projects", number=number, year=2026, title=number, office=district.offices["发改局"], state="signed", opened_on=date(2025, 1, 1),
        entered_by=person,
    )  # fmt: skip
    project = Project.objects.create(matter=matter, told_on=date(2025, 1, 1), **changes)
    for paper, on, amount, anew in papers:
        Contract.objects.create(
            project=project, paper=paper, number="甲", on=on, amount=amount, new_investor=anew, investor="乙" if anew else "", entered_by=person
        )  # fmt: skip
    return project


def happened(district, project, kind, on, **changes):
    person = district.people["officer"]
    Event.objects.create(
        project=project,
        kind=kind,
        on=on,
        proof="证",
        entered_by=person,
        entered_at="2026-01-01T00:00:00Z",
        **changes,
    )


def design(district) -> None:
    """A to H of the design."""
    day = date.fromisoformat
    a = made(district, "A", papers=[("framework", day("2025-11-20"), 12, False), ("formal", day("2026-01-15"), 12, False)])  # fmt: skip
    made(district, "B", papers=[("formal", day("2026-03-02"), Decimal("9.8"), False), ("supplement", day("2026-08-10"), 15, False)])  # fmt: skip
    c = made(district, "C", papers=[("formal", day("2026-05-06"), 1, False)])
    made(district, "D", papers=[("formal", day("2026-06-30"), 30, False), ("formal", day("2026-11-05"), 30, True)])  # fmt: skip
    made(district, "E", papers=[("formal", day("2026-07-01"), Decimal("0.95"), False)])
    made(district, "F", papers=[("formal", day("2026-02-01"), 6, False)], public_money=True)
    made(district, "G", papers=[("formal", day("2026-04-01"), 3, False)], not_brought_in="later_phase")
    h = made(district, "H", papers=[("formal", day("2025-12-31"), 20, False)])
    for project, on in ((a, "2026-05-06"), (c, "2026-09-01"), (h, "2026-02-26")):
        happened(district, project, "started", day(on))


def test_the_cases_of_the_design(district):
    design(district)
    rows = Matter.objects.filter(register="projects")

    def value(code, variant, bar, on=YEAR_END):
        found = counted(rows, on=on, bar=bar)
        return next(each.value for each in found.measures if (each.code, each.variant) == (code, variant))

    assert value("signed", "formal/at_signing", ONE) == 4  # J1
    assert value("signed", "any/at_signing", ONE) == 3  # J2
    assert value("signed", "formal/at_signing", MORE_THAN_ONE) == 3  # J3
    assert (value("signed", "formal/at_signing", TEN), value("signed", "formal/on_the_day", TEN)) == (
        2,
        3,
    )  # J4
    assert value("agreed", "formal/at_signing", ONE) == Decimal("52.8")  # J6
    assert value("agreed", "formal/on_the_day", ONE) == Decimal("58")
    assert (
        value("signed", "formal/at_signing", TEN, date(2026, 9, 30)) == 2
    )  # J7: D counts from June as long as it is June's
    started = next(each for each in counted(rows, on=YEAR_END, bar=ONE).rates if each.variant == "signed")
    assert (started.numerator, started.denominator) == (2, 4)  # J8
    assert value("newly_started", "year", None) == 3  # H too
    assert [counts[SIGNED] for counts in counted(rows, on=YEAR_END, over=(ONE, TEN)).over] == [4, 2]


def behind(rows, on, bar):
    """The keys behind each figure, as the definitions say."""
    found = {}
    for definition in [each(bar) for each in MEASURES] + [figures.ARRIVED]:
        found[definition.code, definition.variant] = (
            {row for row in rows if definition.counts(row, on)},
            set(),
        )
    for rate_ in (figures.started(bar), figures.STARTED_AS_PLANNED, figures.producing(bar)):
        below = {row for row in rows if rate_.within(row, on)}
        found[rate_.code, rate_.variant] = {row for row in below if rate_.counts(row, on)}, below
    for ratio in (figures.ARRIVED_OF_AGREED, figures.INVESTED):
        sides = ({row for row in rows if side.counts(row, on)} for side in (ratio.above, ratio.below))
        found[ratio.code, ratio.variant] = tuple(sides)
    return {way: tuple({int(row.number) for row in side} for side in sides) for way, sides in found.items()}


def test_the_database_counts_as_the_definitions_do(district):
    chance = random.Random(20261202)
    days = [date(2025, 6, 1) + timedelta(days=37 * n) for n in range(16)]
    for number in range(40):
        papers = [
            (chance.choice(("framework", "formal", "formal", "supplement")), chance.choice(days), Decimal(chance.randint(5, 200)) / 10, False)
            for _ in range(chance.randint(0, 3))
        ]  # fmt: skip
        if chance.random() < 0.2:
            papers.append(("formal", chance.choice(days), Decimal(30), True))
        papers = list(
            {paper[1]: paper for paper in papers}.values()
        )  # one a day: which was first is not said
        project = made(
            district, str(number), papers=papers, not_brought_in=chance.choice(("", "", "", "moved")),
            start_planned=chance.choice((None, *days)),
        )  # fmt: skip
        for kind in ("started", "completed", "producing"):
            if chance.random() < 0.5:
                happened(district, project, kind, chance.choice(days))
            if chance.random() < 0.2:
                person = district.people["supervisor"]
                happened(district, project, kind, chance.choice(days), taken_back_by=person, taken_back_why="误报")  # fmt: skip
        for _ in range(chance.randint(0, 3)):
            Money.objects.create(
                project=project, kind=chance.choice(("arrived", "built")), on=chance.choice(days), amount=Decimal(chance.randint(1, 90)) / 10, proof="证",
                entered_by=district.people["officer"],
            )  # fmt: skip
        if chance.random() < 0.5:
            YearPlan.objects.create(project=project, year=2026, amount=Decimal(chance.randint(1, 50)))
    matters = Matter.objects.filter(register="projects")
    rows = [counted_of(each) for each in Project.objects.select_related("matter").prefetch_related(*COUNTED)]
    seen = set()
    for on in (date(2025, 12, 31), date(2026, 5, 20), date(2026, 9, 15), YEAR_END):
        for bar in (None, ONE, TEN):
            found = counted(matters, on=on, bar=bar)
            expected = [measure(definition(bar), rows, on) for definition in MEASURES] + [measure(figures.ARRIVED, rows, on)]  # fmt: skip
            assert [(each.code, each.variant, each.value, each.rows) for each in found.measures] == [
                (each.code, each.variant, each.value, each.rows) for each in expected
            ]
            rates = [work_out(each, rows, on) for each in (figures.started(bar), figures.STARTED_AS_PLANNED, figures.producing(bar))]  # fmt: skip
            assert [(each.numerator, each.denominator) for each in found.rates] == [
                (each.numerator, each.denominator) for each in rates
            ]
            ratios = [rate(each, rows, on) for each in (figures.ARRIVED_OF_AGREED, figures.INVESTED)]
            assert [(each.numerator, each.denominator) for each in found.ratios] == [
                (each.numerator, each.denominator) for each in ratios
            ]
            seen.add(tuple(each.value for each in found.measures))
            for way, (above, below) in behind(rows, on, bar).items():
                assert rows_of(matters, way, on=on, bar=bar) == (above, below), (way, on, bar)
        sizes = (ONE, MORE_THAN_ONE, TEN)
        assert [tuple(counts.values()) for counts in counted(matters, on=on, over=sizes).over] == [
            tuple(measure(each(bar), rows, on).value for each in (figures.signed, figures.newly_started, figures.newly_producing, figures.completed))
            for bar in sizes
        ]  # fmt: skip
    assert len(seen) > 6
