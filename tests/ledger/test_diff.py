"""What changed between two ledgers."""

from typing import Any

from luoshi.ledger.diff import diff
from luoshi.ledger.stored import StoredLedger, as_ledger


def entry(name: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "kind": "target", "quote": quote, "span": [0, len(quote)]} | fields


def ledger(*entries: dict[str, Any]) -> StoredLedger:
    return as_ledger({"report": {}, "outline": [], "entries": list(entries)}, "x.json")


GDP = entry("e1", "地区生产总值增长5%", indicator="gdp", measure="growth", low="5", high="5")
JOBS = entry("e2", "城镇新增就业1.2万人", indicator="urban_jobs", measure="level", low="12000", high="12000")


def test_a_ledger_and_itself() -> None:
    outcome = diff(ledger(GDP, JOBS), ledger(GDP, JOBS))
    assert not outcome
    assert (outcome.same, outcome.moved) == (2, 0)


def test_gained_and_lost() -> None:
    outcome = diff(ledger(GDP), ledger(JOBS))
    assert outcome.gained == (JOBS,)
    assert outcome.lost == (GDP,)


def test_changed_by_id_names_the_fields() -> None:
    (change,) = diff(ledger(GDP), ledger(GDP | {"bound": "about", "low": "5.5"})).changed
    assert change.fields == ("bound", "low")


def test_moved_with_another_id() -> None:
    moved = GDP | {"id": "e9", "span": [40, 40 + len(GDP["quote"])]}
    outcome = diff(ledger(GDP, JOBS), ledger(JOBS, moved))
    assert not outcome
    assert (outcome.same, outcome.moved) == (1, 1)


def test_another_wording_of_the_same_thing_is_a_change() -> None:
    reworded = GDP | {"id": "e9", "quote": "地区生产总值增长5.5%左右", "low": "5.5", "high": "5.5"}
    (change,) = diff(ledger(GDP), ledger(reworded)).changed
    assert change.fields == ("low", "high", "quote")


def test_two_entries_of_one_quote_pair_with_their_like() -> None:
    urban = entry(
        "a", "城镇、农村居民人均可支配收入分别增长5%、6%", subject="城镇居民人均可支配收入", low="5"
    )
    rural = urban | {"id": "b", "subject": "农村居民人均可支配收入", "low": "6"}
    outcome = diff(ledger(urban, rural), ledger(rural | {"id": "c"}, urban | {"id": "d"}))
    assert not outcome


def test_entries_without_a_subject_pair_by_quote_alone() -> None:
    one, other = entry("a", "办好民生实事"), entry("b", "抓好安全生产")
    outcome = diff(ledger(one), ledger(other))
    assert (len(outcome.gained), len(outcome.lost), len(outcome.changed)) == (1, 1, 0)
