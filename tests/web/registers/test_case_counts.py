"""The database counts cases as the pure definitions do, over random registers on several days; what stands behind a figure; the tables of a year."""

import random
from datetime import date, timedelta

import pytest

from luoshi_web.registers.cases import figures
from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.figures import Advised, Came, Judged, Outcome
from luoshi_web.registers.cases.models import CaseAdvice, Reconsideration
from luoshi_web.registers.cases.rows import counted_advice, counted_application, counted_instance
from luoshi_web.registers.cases.selectors import counted, rows_of, visible_to
from luoshi_web.registers.cases.words import MEASURES, RATES
from luoshi_web.registers.engine.figures import work_out
from luoshi_web.registers.engine.measures import measure
from luoshi_web.registers.matters.models import Matter
from tests.web.registers import case_steps as steps

pytestmark = pytest.mark.django_db
APPLICATIONS = (*figures.CORRECTED, figures.SETTLED, figures.IN_TIME, figures.CLOSED)
INSTANCES = (*figures.HEAD_CAME, figures.CHIEF_CAME, *figures.LOST_RATE, figures.ENDED)
CASES = Matter.objects.filter(register="cases")
DAYS = [
    date(2025, 3, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 6, 30),
    date(2026, 12, 31),
    date(2027, 5, 1),
]


def matter(district, number):
    return Matter.objects.create(
        register="cases", number=number, year=2026, title=number, office=district.offices["发改局"], state="received",
        opened_on=date(2025, 1, 1), secrecy=1, entered_by=district.people["supervisor"],
    )  # fmt: skip


def register(district, seed) -> None:
    rng = random.Random(seed)

    def later(day, most=200):
        return None if day is None or rng.random() < 0.25 else day + timedelta(rng.randrange(most))

    start = date(2025, 1, 1)
    for number in range(60):
        arrived = start + timedelta(rng.randrange(700))
        accepted, closed = later(arrived, 10), later(arrived)
        if accepted is None or (closed is not None and closed < accepted):
            closed = closed if accepted is None else None
        outcome = "not_accepted" if accepted is None else rng.choice(list(Outcome)[1:]).value
        Reconsideration.objects.create(
            matter=matter(district, f"复{number}"), kind=rng.choice(Reconsideration.Kind.values), claim="请求撤销", received_on=arrived,
            arrived_on=arrived, accepted_on=accepted, accepted_how="decided" if accepted else "", due=later(accepted, 90), closed_on=closed,
            outcome=outcome if closed else "",
        )  # fmt: skip
    for number in range(80):
        filed = start + timedelta(rng.randrange(700))
        judged_on = later(filed)
        of = matter(district, f"诉{number}")
        suit = Suit.objects.create(
            matter=of, level=rng.choice([1, 1, 2, 3]), court="区法院", cause="请求撤销", filed_on=filed, copy_received_on=filed,
            judged_on=judged_on, judged=rng.choice([*Judged, Judged.CLAIM_REFUSED, Judged.CLAIM_REFUSED]).value if judged_on else "",
        )  # fmt: skip
        for on in {filed + timedelta(rng.randrange(90)) for _ in range(rng.choice([0, 1, 1, 2, 3]))}:
            came = rng.choice([*list(Came), ""])
            head = came in figures.HEADS or not came
            CourtHearing.objects.create(
                suit=suit, on=on, came=came, asked=rng.random() < 0.5, excuse="" if head else "duty", reason="" if head else "防汛",
                excused=not head and rng.random() < 0.5, entered_by=district.people["officer"],
            )  # fmt: skip
        for kind in rng.sample(list(Advised)[1:], rng.choice([0, 0, 1, 2])):
            received = filed + timedelta(rng.randrange(60))
            answered = later(received)
            CaseAdvice.objects.create(
                matter=of, kind=kind.value, office=of.office, number="建1号", words="规范", received_on=received, due=later(received, 90),
                answered_on=answered, answer="已改" if answered else "", entered_by=district.people["officer"],
            )  # fmt: skip


def defined(on):
    """Every figure by the pure definitions, over the rows of the year."""
    found = {}
    for kept, read, definitions in (
        (Reconsideration.objects.all(), counted_application, APPLICATIONS),
        (Suit.objects.prefetch_related("hearings"), counted_instance, INSTANCES),
        (CaseAdvice.objects.all(), counted_advice, figures.ANSWERED),
    ):
        rows = [row for row in map(read, kept) if row.of_year(on)]
        for definition in definitions:
            figure = work_out(definition, rows, on)
            found[definition.code, definition.variant] = (
                figure.numerator,
                figure.denominator,
                figure.left_out,
            )
    return found


@pytest.mark.parametrize("seed", range(2))
def test_the_database_counts_as_the_definitions_do(district, seed, django_assert_max_num_queries):
    register(district, seed)
    seen = set()
    for on in DAYS:
        with django_assert_max_num_queries(8):
            found = counted(CASES, on=on)
        rates = {(each.code, each.variant): (each.numerator, each.denominator, each.left_out) for each in found.rates}  # fmt: skip
        assert rates == defined(on)
        assert set(rates) == set(RATES)
        applications = [counted_application(row) for row in Reconsideration.objects.all()]
        suits = [counted_instance(row) for row in Suit.objects.all()]
        values = {(each.code, each.variant): each.value for each in found.measures}
        assert set(values) == set(MEASURES)
        for definition, rows in ((figures.RECEIVED, applications), (figures.CLOSED_COUNT, applications), (figures.SUITS, suits)):  # fmt: skip
            assert values[definition.code, definition.variant] == measure(definition, rows, on).value
        assert sum(found.outcomes.values()) == values["closed_count", "year"]
        assert sum(found.kinds.values()) == values["received", "year"]
        seen |= {way for way, (above, below, _left) in rates.items() if 0 < above < below}
    assert seen == set(RATES)  # each was neither nothing nor all at least once


def test_the_matters_behind_a_figure(district):
    register(district, 7)
    on = DAYS[4]
    found = counted(CASES, on=on)
    for figure in found.rates:
        above, below = rows_of(CASES, (figure.code, figure.variant), on=on)
        assert above <= below
        if figure.code != "advice_answered":
            assert (len(above), len(below)) == (figure.numerator, figure.denominator)
    for each in found.measures:
        above, below = rows_of(CASES, (each.code, each.variant), on=on)
        assert (len(above), below) == (each.value, frozenset())
    with pytest.raises(KeyError):
        rows_of(CASES, ("corrected", "never"), on=on)


def test_what_people_did_is_counted(district):
    steps.decided(district)
    steps.served(district, kind="disclosure")
    steps.applied(district)
    suit = steps.sued(district)
    steps.sat(district, suit, "staff", date(2026, 2, 3), asked=True, excuse="duty", excused=True)
    found = counted(visible_to(district.actor("supervisor")), on=date(2026, 3, 10))
    rates = {(each.code, each.variant): (each.numerator, each.denominator, each.left_out) for each in found.rates}  # fmt: skip
    assert rates["corrected", "closed"] == (2, 2, 0)
    assert rates["in_time", "due"] == (2, 2, 0)
    assert rates["head_came", "not_excused"] == (0, 0, 1)
    assert rates["head_came", "heard"] == (0, 1, 0)
    assert (found.outcomes, found.kinds) == ({"annulled": 2}, {"penalty": 2, "disclosure": 1})
    assert (found.came, found.excuses) == ({"staff": 1}, {"duty": 1})
    assert found.to_court.value == 3
    theirs = counted(visible_to(district.actor("head2")), on=date(2026, 3, 10))
    assert all(each.value == 0 for each in theirs.measures)
