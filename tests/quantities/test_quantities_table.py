"""The case tables: what each phrase says, in a row that an official could add to."""

from pathlib import Path

import pytest

from luoshi.quantities import Quantity, find, scan
from luoshi.quantities.numerals import chinese
from luoshi.text import reading_view

TABLES = Path(__file__).parent.parent / "tables"


def rows(name: str) -> list[tuple[str, str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0], row[1]) for row in cells]


def said(quantity: Quantity) -> str:
    """``about 5.5 %``, ``range 8 9 %``, ``at_least 10 -`` (no unit), ``ratio 24:40.2:35.8``."""
    if quantity.dimension == "ratio":
        return "ratio " + ":".join(f"{part:f}" for part in quantity.parts)
    low, high = quantity.low, quantity.high
    values = [value for value in (low, high) if value is not None]
    if quantity.bound in ("exact", "about"):
        assert low == high
        values = values[:1]
    return " ".join([quantity.bound, *(f"{value:f}" for value in values), quantity.unit or "-"])


@pytest.mark.parametrize(("text", "expected"), rows("units.tsv") + rows("bounds.tsv"))
def test_quantities(text: str, expected: str) -> None:
    assert "; ".join(said(quantity) for quantity in find(text)) == expected


@pytest.mark.parametrize(("text", "expected"), rows("plain.tsv"))
def test_plain_reading(text: str, expected: str) -> None:
    assert "; ".join(said(quantity) for quantity in find(text, everything=True)) == expected


@pytest.mark.parametrize(("text", "expected"), rows("not_quantities.tsv"))
def test_what_measures_nothing(text: str, expected: str) -> None:
    view = reading_view(text)
    found = scan(view.text)
    others = "; ".join(
        f"{other.reason} {view.span(other.span.start, other.span.end).of(text)}" for other in found.others
    )
    assert (others, found.quantities) == (expected, ())


@pytest.mark.parametrize(("numeral", "value"), rows("numerals.tsv"))
def test_numerals(numeral: str, value: str) -> None:
    read = chinese(numeral)
    assert (f"{read:f}" if read is not None else "none") == value
