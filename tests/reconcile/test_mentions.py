"""Which clause speaks of an indicator: a name is found whole, whatever shorter name stands in it."""

from luoshi.ledger.stored import StoredLedger
from luoshi.reconcile.mentions import mentions_of_ledger
from luoshi.vocabulary.indicators import indicators


def holds_another(name: str) -> bool:
    """Whether a name of something else stands in ``name`` and not at its beginning."""
    codes = indicators().codes
    inner = (name[i:j] for i in range(1, len(name)) for j in range(i + 3, len(name) + 1))
    return any(codes.get(part, codes[name]) != codes[name] for part in inner)


def test_a_name_that_holds_another_is_the_one_mentioned() -> None:
    codes = indicators().codes
    names = [name for name in codes if holds_another(name) and codes[name] != "pollutants"]
    assert len(names) > 20
    for name in names:
        quote = f"预计去年{name}增长5%"
        row = {"section": "s1", "quote": quote, "span": [0, len(quote)]}
        outline = ({"id": "s1", "role": "review"},)
        found = mentions_of_ledger(StoredLedger({}, outline, (), (row,), ()))
        assert codes[name] in found, name
        assert found[codes[name]].quote == quote
