"""Clocks of the registers: the table of cases, and that no row of clocks.toml could change unseen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from luoshi_web.registers.engine.clocks import (
    REGISTERS,
    ClocksFault,
    Direction,
    Lapse,
    NoLength,
    Read,
    clocks,
    read_clocks,
)
from luoshi_web.registers.engine.reckoning import lengthened, reckon, running
from luoshi_web.registers.engine.running import ClockFault, Suspension
from luoshi_web.workdays.calendar import Calendar

TABLE = Path(__file__).resolve().parent.parent / "tables" / "register_clocks.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PLAIN = Calendar()
day = date.fromisoformat


def answered(clock, place, variant, event, acts):
    """The day that a row asks for, its acts entered one by one."""
    length = clock.length(on=event, place=place, variant=variant, unread=True)
    assert length.place == place, "the place's own row is gone"
    if not acts:
        return reckon(clock, event, PLAIN, place=place, variant=variant, unread=True).day
    now = running(clock, length, event)
    for act in acts.split("; "):
        deed, _, said = act.partition(" ")
        if deed == "pause":
            since, until = map(day, said.split("/"))
            now = now.suspended(Suspension(since, until, since))
        else:
            assert length.extend is not None
            assert length.extend.adds is (deed == "extend")
            now = lengthened(now, length, asked_on=day(said), calendar=PLAIN)
    return now.due(PLAIN)


@pytest.mark.parametrize(
    ("case", "register", "code", "place", "variant", "event", "acts", "expected", "why"),
    ROWS,
    ids=["-".join(part for part in row[:7] if part) for row in ROWS],
)
def test_a_clock_answers_as_the_table_says(case, register, code, place, variant, event, acts, expected, why):
    clock = clocks()[register][code]
    assert str(answered(clock, place, variant, day(event), acts)) == expected, why


def lengths():
    return [
        (clock, length)
        for register in clocks().values()
        for clock in register.values()
        for length in clock.lengths
    ]


def noticed(changed, row):
    """Whether a row of the table comes out otherwise by a changed clock: another day, or an act that is refused."""
    try:
        return str(answered(changed, row[3], row[4], day(row[5]), row[6])) != row[7]
    except ClockFault:
        return True


@pytest.mark.parametrize(
    ("clock", "length"),
    lengths(),
    ids=[f"{clock.register}-{clock.code}-{row.place}-{row.variant}" for clock, row in lengths()],
)
def test_no_length_can_change_unseen(clock, length):
    """With one more or one less, or another day of the year, some row of the table comes out otherwise."""
    asked = [
        row for row in ROWS if row[1:5] == [clock.register, clock.code, length.place, length.variant]
    ]  # fmt: skip
    assert asked, "no row of register_clocks.tsv asks for this length"
    if length.on is not None:
        others = [replace(length, on=(length.on[0], length.on[1] - 1 or 2))]
    else:
        others = [replace(length, count=length.count + step) for step in (1, -1) if length.count + step]
    for other in others:
        changed = replace(clock, lengths=tuple(other if row is length else row for row in clock.lengths))
        assert any(noticed(changed, row) for row in asked), f"{other.count} {other.unit} goes unnoticed"


def test_every_register_has_its_clocks():
    assert tuple(clocks()) == REGISTERS
    assert len(ROWS) >= 150
    assert len({row[0] for row in ROWS} - {"own"}) >= 50


def test_what_was_not_read_is_switched_off_until_a_place_fills_it_in():
    clock = clocks()["documents"]["legality_most"]
    assert clock.lengths[0].read is Read.UNREAD
    with pytest.raises(NoLength):
        clock.length(on=date(2026, 3, 2))
    own = replace(clock.lengths[0], place="某市", read=Read.MUNICIPAL, count=10)
    filled = replace(clock, lengths=(*clock.lengths, own))
    assert filled.length(on=date(2026, 3, 2), place="某市").count == 10


def test_a_place_goes_before_the_nation_and_a_variant_is_never_mixed():
    reply = clocks()["proposals"]["reply"]
    beijing = reply.length(on=date(2026, 3, 2), place="北京")
    assert beijing.extend is not None
    assert beijing.extend.approver == "assembly"
    nation = reply.length(on=date(2026, 3, 2), place="某市")
    assert (nation.place, nation.law, nation.article) == ("", "代表法", "51")
    with pytest.raises(NoLength):
        reply.length(on=date(2026, 3, 2), place="北京", variant="plenary_proposal")


def test_a_right_is_lost_and_a_limit_is_missed():
    for register in clocks().values():
        for clock in register.values():
            assert clock.right is (clock.lapse is Lapse.RIGHT_LOST)
    assert clocks()["cases"]["accept"].lapse is Lapse.DEEMED_ACCEPTED
    assert clocks()["cases"]["answer"].lapse is Lapse.NO_EVIDENCE
    assert clocks()["findings"]["comments"].lapse is Lapse.DEEMED_NO_OBJECTION
    assert clocks()["proposals"]["rate"].lapse is Lapse.LEFT_OUT


def test_an_extension_is_given_once_and_in_time():
    clock = clocks()["proposals"]["reply"]
    length = clock.length(on=date(2026, 3, 3))
    now = running(clock, length, date(2026, 3, 3))
    with pytest.raises(ClockFault, match="too_late"):  # P13: the three months ended on 3 June
        lengthened(now, length, asked_on=date(2026, 6, 4), calendar=PLAIN)
    wider = lengthened(now, length, asked_on=date(2026, 6, 3), calendar=PLAIN)
    assert wider.due(PLAIN) == date(2026, 9, 3)
    assert wider.first_due(PLAIN) == date(2026, 6, 3)
    with pytest.raises(ClockFault, match="extended_once"):
        lengthened(wider, length, asked_on=date(2026, 6, 3), calendar=PLAIN)


def test_a_simplified_case_is_not_extended():
    clock = clocks()["cases"]["decide"]
    length = clock.length(on=date(2026, 4, 2), variant="simplified")
    with pytest.raises(ClockFault, match="no_extension"):
        lengthened(running(clock, length, date(2026, 4, 2)), length, asked_on=date(2026, 4, 3), calendar=PLAIN)  # fmt: skip


def test_only_what_a_law_suspends_stands_still():
    stop = Suspension(date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 2))
    accept = clocks()["cases"]["accept"]
    with pytest.raises(ClockFault, match="never_suspended"):
        reckon(accept, date(2026, 2, 26), PLAIN, suspensions=[stop])
    with pytest.raises(ClockFault, match="not_forward"):
        running(clocks()["decisions"]["comment"], accept.lengths[0], date(2026, 3, 2))


GOOD = """
[laws]
"某法" = 2025-01-01
[cases.accept]
name = "受理"
english = "accept"
starts = "received"
ends = "accepted"
lapse = "late"
lengths = [{ count = 5, unit = "working", law = "某法", article = "1", read = "law" }]
"""


def test_a_later_row_holds_from_its_day():
    later = GOOD.replace("}]", "}, { since = 2027-01-01, count = 7, unit = 'working', law = '某法', article = '1', read = 'law' }]")  # fmt: skip
    clock = read_clocks(later)["cases"]["accept"]
    assert clock.direction is Direction.FORWARD
    assert clock.length(on=date(2026, 12, 31)).count == 5
    assert clock.length(on=date(2027, 1, 1)).count == 7


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[cases.accept]", "[courts.accept]", "no such register"),
        ('"working"', '"weeks"', "cannot be counted"),
        ("count = 5", "count = 0", "cannot be counted"),
        ("count = 5", "count = true", "cannot be counted"),
        ('lapse = "late"', 'lapse = "lost"', "lost"),
        ('lapse = "late"', 'lapse = "right_lost"', "a right, and nothing else"),
        ('law = "某法"', 'law = "另法"', "edition"),
        ('article = "1"', 'article = ""', "edition"),
        ('read = "law"', 'read = "heard"', "heard"),
        ('read = "law"', 'read = "law", days = 3', "may say no key but"),
        ('read = "law"', 'read = "law", since = "2027"', "since is a day"),
        ('read = "law"', 'read = "law", on = "03-01"', "only yearly clocks"),
        ('read = "law"', 'read = "law", extend = { count = 3, how = "adds" }', "an extension says"),
        (
            'read = "law"',
            'read = "law", extend = { count = 5, how = "replaces", asked = "by_due", approver = "x" }',
            "longer",
        ),
        (
            'read = "law"',
            'read = "law", extend = { count = 5, how = "grows", asked = "by_due", approver = "x" }',
            "adds or replaces",
        ),
        ('name = "受理"', 'name = ""', "every word"),
        ('name = "受理"', "", "its keys are"),
        ("lengths = [", 'direction = "sideways"\nlengths = [', "sideways"),
        ("lengths = [", 'direction = "span"\nlengths = [', "counted in months"),
        ("lengths = [", 'direction = "yearly"\nlengths = [', "as 08-31"),
        ("lengths = [", 'lengths = [{ count = 9, unit = "working", law = "某法", article = "1", read = "law" }, ', "hold on a day"),
        ("name =", "name ==", "clocks.toml"),
    ],
)  # fmt: skip
def test_a_table_that_is_wrong_is_refused_with_its_place(old, new, said):
    read_clocks(GOOD)
    with pytest.raises(ClocksFault, match=said):
        read_clocks(GOOD.replace(old, new, 1))
