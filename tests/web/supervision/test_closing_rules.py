"""Relapse and what may be published, as tables; the draw, with its properties."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.supervision.checks.draw import draw, lot, share_out
from luoshi_web.supervision.closing.public_words import personal_data
from luoshi_web.supervision.closing.relapse import is_relapse


@pytest.mark.parametrize(
    ("done_on", "reopened_on", "came_back", "expected", "why"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), True, True, "the same day"),
        (date(2026, 3, 10), date(2027, 3, 10), True, True, "a year later to the day is within twelve months"),
        (date(2026, 3, 10), date(2027, 3, 11), True, False, "a day more is not"),
        (date(2028, 2, 29), date(2029, 2, 28), True, True, "29 February: the 28th of the year after"),
        (date(2028, 2, 29), date(2029, 3, 1), True, False, "and no later"),
        (date(2026, 3, 10), date(2026, 4, 1), False, False, "the closing was wrong, nothing came back"),
        (None, date(2026, 4, 1), True, False, "it had not been closed as done"),
        (date(2026, 3, 10), date(2026, 3, 9), True, False, "no reopening comes before the closing"),
    ],
)
def test_what_counts_as_a_relapse(done_on, reopened_on, came_back, expected, why):
    assert is_relapse(done_on=done_on, reopened_on=reopened_on, came_back=came_back) is expected, why


def _identity(first17: str) -> str:
    """An invented number whose last character fits (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first17 + "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights, strict=True)) % 11]


@pytest.mark.parametrize(
    ("text", "kinds", "why"),
    [
        ("12处便民服务点已全部建成并投入使用。", (), "nothing of anybody"),
        ("联系人电话13800138000", ("phone",), "a mobile number"),
        ("电话138 0013 8000。", ("phone",), "set in groups"),
        ("电话138-0013-8000", ("phone",), "with hyphens"),
        ("电话１３８００１３８０００", ("phone",), "in full-width digits"),
        ("电话+86 13800138000", ("phone",), "with the country's code"),
        ("咨询电话0553-1234567", (), "an exchange never begins with 1"),
        ("咨询电话0553-2234567", ("phone",), "a landline"),
        ("咨询电话(010)62345678", ("phone",), "a landline in brackets"),
        ("完成投资138001380001元", (), "twelve digits are no mobile number"),
        ("完成投资13800138000.5元", (), "an amount with a decimal"),
        ("2026-03-10前建成，文号〔2026〕12号", (), "a day and a document number"),
        ("项目代码2026-330000-01-02-123456", (), "a project's code"),
        ("项目统一代码2603-330000-04-01-123456", (), "another form of a project's code"),
        (f"身份证{_identity('11010519491231002')}", ("identity",), "an identity number, last character X or digit"),
        (f"身份证{_identity('33010219900229001')}", (), "29 February 1990 was no day: not an identity number"),
        ("身份证110105194912310020", (), "the last character does not fit"),
        ("信用代码91330100MA27XF6Q2X", (), "a company's code is no person's"),
        ("来信请寄someone@example.test", ("mail",), "an e-mail address"),
        (f"{_identity('11010519491231002')}，13800138000，a@example.test", ("identity", "phone", "mail"), "all three"),
    ],
)  # fmt: skip
def test_what_must_not_be_published(text, kinds, why):
    assert personal_data(text) == kinds, why


FRAMES = st.dictionaries(st.sampled_from([f"o{n}" for n in range(12)]), st.integers(0, 30), max_size=12).map(
    lambda sizes: {o: [f"2026-{o}-{n:03d}" for n in range(size)] for o, size in sizes.items()}
)


@given(FRAMES, st.text(max_size=8), st.integers(1, 80))
def test_a_draw_holds_its_promises(frame, seed, count):
    drawn = draw(frame, seed=seed, count=count)
    everything = [number for numbers in frame.values() for number in numbers]
    assert len(drawn) == len(set(drawn)) == min(count, len(everything))
    assert set(drawn) <= set(everything)
    shuffled = {office: list(reversed(frame[office])) for office in reversed(frame)}
    assert draw(shuffled, seed=seed, count=count) == drawn, (
        "the order in which a database gives items is of no account"
    )
    full = [office for office, numbers in frame.items() if numbers]
    if count >= len(full):
        assert all(any(number in drawn for number in frame[office]) for office in full), (
            "every office is looked at"
        )
    if len(full) <= count < len(everything):
        assert set(drawn) <= set(draw(frame, seed=seed, count=count + 1)), (
            "a larger sample holds the smaller one"
        )


@given(FRAMES, st.integers(1, 200))
def test_seats_follow_sizes(frame, count):
    sizes = {office: len(numbers) for office, numbers in frame.items() if numbers}
    seats = share_out(sizes, seed="s", count=count)
    assert all(0 <= seats[office] <= sizes[office] for office in sizes)
    assert all(seats[a] >= seats[b] - 1 for a in sizes for b in sizes if sizes[a] >= sizes[b]), (
        "a larger office never has two fewer than a smaller one"
    )


def test_a_draw_is_the_same_on_every_machine_and_for_ever():
    """As the shell draws it: docs/closing.md."""
    frame = {
        "fgj": [f"2026-T-{n:04d}" for n in range(1, 21)],
        "zjj": [f"2026-T-{n:04d}" for n in range(21, 31)],
    }
    assert draw(frame, seed="2026年第一次", count=6) == (
        "2026-T-0008", "2026-T-0017", "2026-T-0007", "2026-T-0015", "2026-T-0030", "2026-T-0022",
    )  # fmt: skip
    assert lot("2026年第一次", "2026-T-0008") == sha256("2026年第一次\n2026-T-0008".encode()).hexdigest()


@pytest.mark.parametrize(
    ("sizes", "count", "seats", "why"),
    [
        ({"a": 90, "b": 9, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}, "each has one first, the rest by size"),
        ({"a": 90, "b": 9, "c": 1}, 100, {"a": 90, "b": 9, "c": 1}, "all of them"),
        ({"a": 90, "b": 9, "c": 1}, 500, {"a": 90, "b": 9, "c": 1}, "never more than there are"),
        (
            {"a": 90, "b": 9, "c": 1},
            2,
            {"a": 2, "b": 0, "c": 0},
            "fewer draws than offices: the largest first",
        ),
        ({}, 5, {}, "nothing to draw from"),
    ],
)
def test_how_draws_are_shared_out(sizes, count, seats, why):
    assert share_out(sizes, seed="s", count=count) == seats, why
