"""行政规范性文件: what is counted, as definitions, and in the database as they say. Published figures: the registers' design, sections 6 and 12."""

import random
from datetime import date, timedelta

import pytest

from luoshi_web.registers.documents import figures
from luoshi_web.registers.documents.figures import Asked, Document, End, Filed
from luoshi_web.registers.documents.models import (
    DocumentEvaluation,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    NormativeDocument,
)
from luoshi_web.registers.documents.rows import COUNTED, counted_of
from luoshi_web.registers.documents.rules.facts import Finding
from luoshi_web.registers.documents.rules.force import Force, in_force
from luoshi_web.registers.documents.selectors import counted, in_force_on, rows_of
from luoshi_web.registers.engine.figures import FigureFault, Part, parts_agree, shown, total, work_out
from luoshi_web.registers.engine.measures import measure
from luoshi_web.registers.models import Clock, Matter

day = date.fromisoformat
YEAR_END = day("2026-12-31")


def issued(number, published="2026-03-02", **facts):
    force = Force(day(published), day(published), day("2031-03-01"))
    return Document(str(number), force, **facts)


def value(code, rows, on=YEAR_END):
    return next(measure(each, rows, on).value for each in figures.MEASURES if each.code == code)


def rate(code, rows, on=YEAR_END):
    found = next(work_out(each, rows, on) for each in figures.RATES if each.code == code)
    return found.numerator, found.denominator


def test_what_counts_as_issued_and_reviewed():
    rows = [
        issued(1, legality_on=day("2026-03-02"), business=True, fair_on=day("2026-03-01")),
        issued(2, legality_on=day("2026-03-03")),  # after it was published
        issued(3, business=True),
        issued(4, issued_here=False, legality_on=day("2026-02-01")),  # taken over, or goes on
        issued(5, "2025-12-31", legality_on=day("2025-12-01")),
        issued(6, "2027-01-01"),
    ]
    assert value("issued", rows) == 3
    assert value("reviewed_count", rows) == 1
    assert rate("reviewed", rows) == (1, 3)
    assert rate("fair", rows) == (1, 2)
    assert value("in_force", rows) == 5
    assert rate("reviewed", rows, day("2026-03-01")) == (0, 0)


def test_filing_in_time_and_without_fault():
    by = day("2026-04-01")
    accepted = {"answer": "accepted", "answered_on": day("2026-04-20")}
    rows = [
        issued(1, file_by=by, filings=(Filed(by, **accepted),)),
        issued(2, file_by=by, filings=(Filed(day("2026-04-02"), **accepted),)),
        issued(3, file_by=by),
        issued(4, file_by=by, filings=(Filed(day("2026-03-20"), **accepted), Filed(by, "correct", day("2026-04-21"), day("2026-05-11")))),
        issued(5),  # no rule here, not filed: not due
        issued(6, filings=(Filed(by),)),
    ]  # fmt: skip
    assert rate("filed", rows) == (4, 5)
    assert rate("filed_in_time", rows) == (2, 5)
    assert rate("filed_well", rows) == (2, 3)
    assert (value("filed", rows), value("corrected", rows)) == (4, 1)
    assert rate("filed", rows, by) == (3, 3)  # on its last day nobody is late


def test_ends_and_questions_of_the_year():
    rows = [
        issued(1, "2021-03-02", end=End.REPEALED, over_on=day("2026-05-01")),
        issued(2, "2021-03-02", end=End.LAPSED, over_on=day("2026-01-01")),
        issued(3, "2021-03-02", end=End.REVISED, over_on=day("2027-01-01")),
        issued(
            4, "2021-03-02", requests=(Asked(day("2026-02-02"), day("2026-03-02")), Asked(day("2026-12-30")))
        ),
        issued(5, "2021-03-02", evaluated_on=(day("2025-12-31"), day("2026-02-10"))),
    ]
    assert [value(code, rows) for code in ("repealed", "lapsed", "revised", "evaluated")] == [1, 1, 0, 1]
    assert (value("asked", rows), value("answered", rows)) == (2, 1)


@pytest.mark.parametrize(
    ("counts", "published", "adds_up"),
    [
        ({Finding.KEEP: 52, Finding.REPEAL: 100}, 152, True),  # 惠济 2025
        ({Finding.KEEP: 26, Finding.AMEND: 6, Finding.VOID: 7, Finding.REPEAL: 5}, 44, True),  # 达川 2019
        ({Finding.KEEP: 41, Finding.REPEAL: 12, Finding.VOID: 9}, 61, False),
    ],
)
def test_a_clean_up_adds_up_to_all_that_was_looked_at(counts, published, adds_up):
    parts = figures.results(finding for finding, count in counts.items() for _ in range(count))
    assert total(parts) == sum(counts.values())
    assert (total(parts) == published) is adds_up
    assert parts_agree(parts, sum(counts.values()))
    with pytest.raises(FigureFault, match="nested"):
        total([*parts, Part("废止和失效", 0, inside="repeal")])


def test_an_empty_year_is_no_hundred_per_cent():
    assert shown(work_out(figures.RATES[0], [], YEAR_END).value) is None


def made(district, number, chance, days) -> None:
    person, other = district.people["officer"], district.people["supervisor"]
    published = chance.choice([None, *days])
    state, over = "registered", None
    effective = None if published is None else published + timedelta(days=chance.choice((0, 31)))
    ends = None if effective is None else effective + timedelta(days=chance.choice((200, 700)))
    if published is not None:
        state = chance.choice(("published", "published", "revised", "repealed", "lapsed", "kept", "evaluating"))  # fmt: skip
        over = effective + timedelta(days=chance.randint(1, 300)) if state in {"revised", "repealed", "lapsed", "kept"} else None  # fmt: skip
    lapsed_by_itself = state == "lapsed" and chance.random() < 0.5
    ended_on = ends + timedelta(days=1) if lapsed_by_itself else over
    matter = Matter.objects.create(
        register="documents", number=str(number), year=2026, title=str(number), office=district.offices["发改局"], state=state,
        phase="ended" if ended_on else "open", ended_on=ended_on, opened_on=day("2024-01-01"), entered_by=person,
    )  # fmt: skip
    document = NormativeDocument.objects.create(
        matter=matter, maker="department", basis="法", business=chance.random() < 0.5, taken_over=published is not None and chance.random() < 0.2,
        registered_on=published, registered_by=person if published else None, published_on=published, effective_on=effective, ends_on=ends,
        over_on=None if lapsed_by_itself else over,
    )  # fmt: skip
    for kind in ("legality", "competition"):
        for _ in range(chance.randint(0, 2)):
            DocumentStep.objects.create(document=document, kind=kind, result=chance.choice(("passed", "failed")), on=chance.choice(days), words="意见", entered_by=person)  # fmt: skip
    if published is None:
        return
    if chance.random() < 0.6:
        due = published + timedelta(days=30)
        Clock.objects.create(matter=matter, code="file_up", began=published, count=30, unit="calendar", due=due, first_due=due, law="办法", edition="x")  # fmt: skip
    for to in chance.sample(("above", "congress", "own"), chance.randint(0, 2)):
        on = published + timedelta(days=chance.randint(0, 60))
        answer = chance.choice(("", "accepted", "faulty", "correct"))
        answered = on + timedelta(days=chance.randint(0, 60)) if answer else None
        corrected = answered + timedelta(days=9) if answer == "correct" and chance.random() < 0.5 else None
        DocumentFiling.objects.create(document=document, to=to, number="备", on=on, answer=answer, answered_on=answered, corrected_on=corrected, by=other)  # fmt: skip
    for _ in range(chance.randint(0, 2)):
        received = chance.choice(days)
        answered = received + timedelta(days=chance.randint(0, 99)) if chance.random() < 0.5 else None
        DocumentRequest.objects.create(
            document=document, kind="review", asker="某", words="问", received_on=received, entered_by=other, answered_on=answered,
            outcome="lawful" if answered else "", answer="答" if answered else "", answered_by=other if answered else None,
        )  # fmt: skip
    if chance.random() < 0.4:
        began = chance.choice(days)
        done = began + timedelta(days=20) if chance.random() < 0.7 else None
        DocumentEvaluation.objects.create(document=document, began_on=began, done_on=done, finding="keep" if done else "", words="报告" if done else "", by=other if done else None)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [20261203, 7])
def test_the_database_counts_as_the_definitions_do(district, seed):
    chance = random.Random(seed)
    days = [day("2025-01-10") + timedelta(days=29 * n) for n in range(26)]
    for number in range(60):
        made(district, number, chance, days)
    matters = Matter.objects.filter(register="documents")
    kept = list(NormativeDocument.objects.select_related("matter").prefetch_related(*COUNTED))
    rows = [counted_of(each) for each in kept]
    seen = set()
    for on in (day("2025-12-31"), day("2026-02-14"), day("2026-06-30"), YEAR_END):
        found = counted(matters, on=on)
        expected = [measure(each, rows, on) for each in figures.MEASURES]
        assert [(each.code, each.value, each.rows) for each in found.measures] == [
            (each.code, each.value, each.rows) for each in expected
        ]
        rates = [work_out(each, rows, on) for each in figures.RATES]
        assert [(each.code, each.numerator, each.denominator) for each in found.rates] == [
            (each.code, each.numerator, each.denominator) for each in rates
        ]
        for definition in figures.MEASURES:
            behind = {int(row.number) for row in rows if definition.counts(row, on)}
            assert rows_of(matters, (definition.code, definition.variant), on=on) == (behind, frozenset())
        for each in figures.RATES:
            below = {int(row.number) for row in rows if each.within(row, on)}
            above = {int(row.number) for row in rows if each.within(row, on) and each.counts(row, on)}
            assert rows_of(matters, (each.code, each.variant), on=on) == (above, below)
        assert set(in_force_on(on).values_list("pk", flat=True)) == {int(row.number) for row in rows if in_force(row.force, on)}  # fmt: skip
        seen.add(tuple(each.value for each in found.measures))
    assert len(seen) == 4
    assert all(any(values[place] for values in seen) for place in range(len(figures.MEASURES)))
    with_two = matters.filter(document__filings__isnull=False)
    assert counted(with_two, on=YEAR_END).measures  # rows of a query that joins are counted once


@pytest.mark.django_db
def test_counting_asks_two_questions(district, django_assert_num_queries):
    matters = Matter.objects.filter(register="documents")
    with django_assert_num_queries(2):
        counted(matters, on=YEAR_END)
