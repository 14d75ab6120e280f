"""Figures that real bodies published, recomputed from registers of the same shape; where they differ, the table says how."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path

import pytest

from luoshi_web.registers.cases import figures as cases
from luoshi_web.registers.engine.figures import (
    Definition,
    FigureFault,
    Part,
    agrees,
    parts_agree,
    shown,
    total,
    work_out,
)
from luoshi_web.registers.engine.measures import Quota, measure, rate
from luoshi_web.registers.findings import figures as findings
from luoshi_web.registers.funds import figures as funds
from luoshi_web.registers.projects import figures as projects
from luoshi_web.registers.proposals.rules import facts as proposals
from luoshi_web.registers.proposals.rules.rates import RATES

TABLE = Path(__file__).resolve().parent.parent / "tables" / "published_figures.tsv"
ON = date(2026, 12, 31)
THEN = date(2026, 3, 2)


def read_rows():
    spec = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            who, register, rows, *rest = line.split("\t")
            spec = spec if rows == '"' else rows
            yield who, register, spec, *rest


ROWS = list(read_rows())


def fields(spec):
    """`outcome: A*2 B*1; rating: x*3` as {outcome: [A, A, B], rating: [x, x, x]}."""
    read = {}
    for field in spec.split("; "):
        name, _, values = field.partition(": ")
        read[name] = [
            value for said in values.split() for value, _, count in [said.partition("*")] for _ in range(int(count or 1))
        ]  # fmt: skip
    return read


def of_proposals(name, within, counts):
    return Definition(name, "", name, "", "", within, counts)


def of_proposal_register(read, figure):
    """Classes by the place's own letters and what was filed are counted here, ratings by the register's definitions."""
    columns = list(zip_longest(*(read.get(name, []) for name in ("filed", "outcome", "rating", "work"))))
    asked, _, value = figure.partition("=")
    if asked == "outcome":
        filed = of_proposals(
            "outcome", lambda row, on: row[0] in (None, "yes"), lambda row, on: row[1] == value
        )
        return percent(work_out(filed, columns, ON))
    if asked == "filed":
        return percent(
            work_out(
                of_proposals("filed", lambda row, on: True, lambda row, on: row[0] == "yes"), columns, ON
            )
        )
    rows = [
        proposals.Proposal(
            at,
            THEN,
            ratings=tuple(
                proposals.Rating(of, 1, proposals.Value(said), THEN)
                for of, said in ((proposals.Of.REPLY, reply), (proposals.Of.ATTITUDE, work))
                if said
            ),
        )
        for at, (_, _, reply, work) in enumerate(columns)
    ]
    if figure == "mostly":
        both, good = (percent(work_out(named(RATES, f"satisfied/{each}"), rows, ON)) for each in "ba")
        return both - good
    return percent(work_out(named(RATES, figure), rows, ON))


def percent(figure):
    return figure.value * 100


def of_applications(read, figure):
    rows = [
        cases.Application(
            str(at), THEN, THEN, date(2026, 5, 6), None if said == "-" else THEN, None if said == "-" else cases.Outcome(said)
        )
        for at, said in enumerate(read["outcome"])
    ]  # fmt: skip
    return percent(work_out(named(cases.CORRECTED, figure), rows, ON))


def named(definitions, figure):
    code, _, variant = figure.partition("/")
    return next(each for each in definitions if (each.code, each.variant) == (code, variant))


def of_both(read, figure):
    received = [cases.Application(str(at), THEN) for at, _ in enumerate(read["applications"])]
    suits = [cases.Instance(str(at), THEN) for at, _ in enumerate(read["suits"])]
    return Fraction(measure(cases.RECEIVED, received, ON).value) / Fraction(
        measure(cases.SUITS, suits, ON).value
    )


def of_instances(read, figure):
    came = {"head": cases.Came.DEPUTY, "staff": cases.Came.STAFF}
    if "came" in read:
        rows = [
            cases.Instance(str(at), THEN, hearings=(cases.Hearing(THEN, came[who]),))
            for at, who in enumerate(read["came"])
        ]
        return percent(work_out(named(cases.HEAD_CAME, figure), rows, ON))
    rows = [
        cases.Instance(str(at), THEN, ended_on=THEN, judged=cases.Judged(how))
        for at, how in enumerate(read["judged"])
    ]
    if figure == "not lost":
        return 100 - percent(work_out(cases.LOST_RATE[0], rows, ON))
    won = sum(row.judged is cases.Judged.CLAIM_REFUSED for row in rows)
    return Fraction(won, len(rows)) * 100


def of_shares(read, figure):
    part = of_proposals("part", lambda row, on: True, lambda row, on: row == "yes")
    share = work_out(part, read["part"], ON).value
    return funds.ahead(share, 10) if figure.endswith("ahead=10") else share * 100


def of_findings(read, figure):
    found, right = ([Decimal(each) for each in read.get(name, [])] for name in ("found", "right"))
    rows = [
        findings.Finding(
            str(at), THEN, closed_on=THEN if state == "closed" else None, amount=amount,
            vouchers=() if paid is None else (findings.Voucher(THEN, findings.MoneyKind.PAID_IN, paid, "1"),),
        )
        for at, (state, amount, paid) in enumerate(zip_longest(read["state"], found, right))
    ]  # fmt: skip
    if figure == "closed/money":
        return percent(rate(findings.MONEY_RATE, rows, ON))
    if figure == "open":
        return 100 - percent(work_out(findings.CLOSED[0], rows, ON))
    counted = {each.code: each for each in (findings.FOUND_COUNT, findings.FOUND_MONEY)}
    if figure in counted:
        return Fraction(measure(counted[figure], rows, ON).value)
    return percent(work_out(named(findings.CLOSED, figure), rows, ON))


def expenses_of(read):
    rows = [
        funds.Expense("1", 2026, funds.Item(item), funds.Vintage.FINAL, Decimal(values[0]))
        for item, values in read.items()
        if item != "before"
    ]
    before = [
        funds.Expense("1", 2025, funds.Item.RECEPTION, funds.Vintage.FINAL, Decimal(value))
        for value in read.get("before", [])
    ]
    return rows + before


def of_expenses(read, figure):
    rows = expenses_of(read)
    if figure == "change":
        return funds.three_change(rows, 2026, "final").value * 100
    three = Fraction(funds.three_public(rows, 2026, funds.Vintage.FINAL))
    parts = {part.name: part for part in funds.of_items(rows, 2026, funds.Vintage.FINAL)}
    if figure == "cars":
        return Fraction(total([part for part in parts.values() if part.inside]))
    if figure == "five":
        return Fraction(total(list(parts.values())))
    if figure.startswith("share="):
        return Fraction(parts[figure.removeprefix("share=")].value) / three * 100
    return three


def of_debts(read, figure):
    rows = {
        name: funds.Debt(funds.DebtClass(name), 2026, *(Decimal(value) for value in values))
        for name, values in read.items()
    }
    if figure in rows:
        return Fraction(rows[figure].end)
    wanted = {each.code: each for each in (funds.BALANCE, funds.LIMIT)}[figure]
    return Fraction(measure(wanted, rows.values(), ON).value)


def of_projects(read, figure):
    if "invested" in read:
        built, plan = map(Decimal, read["invested"][0].split("/"))
        row = projects.Project("1", plans=((2026, plan),), built=(projects.Paid(THEN, built),))
        return percent(rate(projects.INVESTED, [row], ON))
    if "planned" in read:
        begun = [
            projects.Project(str(at), start_planned=THEN, started_on=THEN if said == "begun" else None)
            for at, said in enumerate(read["planned"])
        ]
        return percent(work_out(projects.STARTED_AS_PLANNED, begun, ON))
    rows = [
        projects.Project(str(at), arrivals=(projects.Paid(THEN, Decimal(amount)),))
        for at, amount in enumerate(read["arrived"], 1)
    ]
    arrived = measure(projects.ARRIVED, rows, ON)
    asked, _, number = figure.partition("=")
    if asked == "share":
        row = next(row for row in rows if row.number == number)
        return Fraction(measure(projects.ARRIVED, [row], ON).value) / Fraction(arrived.value) * 100
    share = Quota(Decimal(read["promised"][0]), arrived.value).share
    return {
        "arrived": Fraction(arrived.value),
        "quota": share * 100,
        "ahead": funds.ahead(share, int(number or 1)),
    }[asked]


REGISTERS: dict[str, Callable[[dict[str, list[str]], str], Fraction]] = {
    "proposals": of_proposal_register,
    "applications": of_applications,
    "both": of_both,
    "instances": of_instances,
    "shares": of_shares,
    "findings": of_findings,
    "expenses": of_expenses,
    "debts": of_debts,
    "projects": of_projects,
}


def verdict(printed, exact, register, rows):
    """How a printed number stands to the exact one."""
    places = len(printed.partition(".")[2])
    if shown(exact / 100, places) == printed:
        return "exact"
    number = Decimal(exact.numerator) / exact.denominator
    if str(number.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)) == printed:
        return "cut"
    if agrees(printed, exact):
        return "adjusted"
    if register == "expenses" and "before" not in rows:
        parts = [Part(name, Decimal(values[0])) for name, values in fields(rows).items()]
        return "rounded" if parts_agree(parts, Decimal(printed)) else "differs"
    return "differs"


@pytest.mark.parametrize(
    ("who", "register", "rows", "figure", "printed", "expected", "why"),
    [row for row in ROWS if row[5] not in ("cannot", "nested")],
)
def test_a_published_number_comes_out_of_a_register_of_its_shape(
    who, register, rows, figure, printed, expected, why
):
    exact = REGISTERS[register](fields(rows), figure)
    assert verdict(printed, exact, register, rows) == expected, f"{who}: {float(exact)} {why}"
    assert agrees(printed, exact) is (expected in ("exact", "cut", "adjusted"))


@pytest.mark.parametrize("row", [row for row in ROWS if row[5] == "nested"])
def test_a_sum_of_nested_parts_is_refused(row):
    with pytest.raises(FigureFault, match="nested"):
        REGISTERS[row[1]](fields(row[2]), row[3])


def test_the_table_holds_eighty_numbers_and_says_why_others_cannot_be_tested():
    tested = [row for row in ROWS if row[5] in ("exact", "cut", "adjusted", "rounded")]
    assert len(tested) >= 80
    assert all(row[6] for row in ROWS if row[5] not in ("exact",)), "a reason is missing"
