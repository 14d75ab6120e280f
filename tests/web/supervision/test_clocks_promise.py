"""Whether a changed target promises less."""

from decimal import Decimal
from pathlib import Path

import pytest

from luoshi_web.supervision.promise import Promise, lowers

TABLE = Path(__file__).resolve().parent.parent / "tables" / "lowers.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def promise(text):
    low, _, high = text.partition("–")
    return Promise(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(("bound", "indicator", "direction", "before", "after", "less", "why"), ROWS)
def test_less_is_promised_as_the_table_says(bound, indicator, direction, before, after, less, why):
    found = lowers(
        promise(before), promise(after), bound=bound, indicator=indicator, direction=direction or None
    )
    assert found is (less == "yes"), why


def test_a_promise_is_written_as_people_write_it():
    assert str(Promise(Decimal("5.500000"), None)) == "5.5"
    assert str(Promise(None, Decimal("100.000000"))) == "100"
    assert str(Promise(Decimal("4.5"), Decimal("5"))) == "4.5–5"
    with pytest.raises(ValueError, match="without a number"):
        _ = Promise(None, None).least
