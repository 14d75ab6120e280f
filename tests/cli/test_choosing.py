"""``--kind --grade --headline --indicator --where`` and what a terminal shows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

Run = Callable[..., Outcome]


def entries(outcome: Outcome) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(outcome.out)["entries"]
    return found


def test_every_format_is_narrowed(luoshi: Run, report: Path) -> None:
    assert {e["kind"] for e in entries(luoshi("read", report, "--kind", "task"))} == {"task"}
    assert all(e["headline"] for e in entries(luoshi("read", report, "--headline")))
    assert {e["indicator"] for e in entries(luoshi("read", report, "--indicator", "地区生产总值"))} == {"gdp"}
    rows = luoshi("read", report, "--format", "csv", "--kind", "target", "--where", "low_value > 100").out
    assert 1 < len(rows.splitlines()) < 60
    table = luoshi("read", report, "--format", "table", "--kind", "problem").out
    assert "problems (" in table
    assert "targets (" not in table


def test_a_condition_that_is_none_and_an_unknown_indicator_end_in_a_sentence(
    luoshi: Run, report: Path
) -> None:
    outcome = luoshi("read", report, "--where", "colour = 3")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Columns: id, kind" in outcome.err
    assert luoshi("read", report, "--indicator", "gpd").code == 2
    assert luoshi("read", report, "--kind", "promise").code == 2


def test_an_outline_shows_the_sections_that_hold_what_is_asked_for(luoshi: Run, report: Path) -> None:
    asked = ("--kind", "target", "--indicator", "gdp")
    rows = json.loads(luoshi("outline", report, *asked, "--format", "json").out)
    whole = json.loads(luoshi("outline", report, "--format", "json").out)
    assert 0 < len(rows) < len(whole)
    assert [{k: v for k, v in row.items() if k != "entries"} for row in rows] == [
        row for row in whole if row["id"] in {r["id"] for r in rows}
    ]
    found = entries(luoshi("read", report, *asked))
    assert sum(row["entries"] for row in rows if row["parent"] is None) == len(found)
    for row in rows:  # what stands in a sub-section stands in the section above it too
        below = sum(r["entries"] for r in rows if r["parent"] == row["id"])
        own = sum(entry["section"] == row["id"] for entry in found)
        assert row["entries"] == own + below
    tree = luoshi("outline", report, *asked).out.splitlines()
    assert len(tree) == len(rows)
    assert all(line.endswith(" entries") for line in tree)
    assert " entries" not in luoshi("outline", report).out
    assert luoshi("outline", report, "--where", "low_value > 1e99").out == ""


def test_what_is_asked_for_is_explained_or_listed(luoshi: Run, report: Path) -> None:
    few = luoshi("explain", report, "--headline", "--indicator", "gdp").out
    assert few.startswith("entry e")
    assert "Where each field comes from" in few
    asked = ("--kind", "target", "--where", "low_value > 10000000")
    large = entries(luoshi("read", report, *asked))
    told = json.loads(luoshi("explain", report, *asked, "--format", "json").out)
    assert large
    assert [one["id"] for one in told] == [entry["id"] for entry in large]
    listed = luoshi("explain", report, "--kind", "task").out.splitlines()
    assert listed[0].startswith(f"{len(listed) - 1} entries are as asked for")
    both = json.loads(luoshi("explain", report, "--at", "就业", "--headline", "--format", "json").out)
    assert both
    assert all("就业" in one["quote"] and one["what"] == "entry" for one in both)
    assert len(both) < len(json.loads(luoshi("explain", report, "--at", "就业", "--format", "json").out))


def test_an_id_is_one_entry_and_what_nobody_wrote_is_not_explained(luoshi: Run, report: Path) -> None:
    assert luoshi("explain", report, "e1", "--kind", "task").code == 2
    outcome = luoshi("explain", report, "--kind", "task", "--headline")
    assert (outcome.code, outcome.out, outcome.err) == (2, "", "luoshi: no entry is as asked for\n")


def test_a_difference_is_narrowed_by_either_side(luoshi: Run, report: Path, tmp_path: Path) -> None:
    ledger = json.loads(luoshi("read", report).out)
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(ledger), encoding="utf-8")
    target = next(e for e in ledger["entries"] if e["headline"] and e["indicator"] == "gdp")
    task = next(e for e in ledger["entries"] if e["kind"] == "task")
    ledger["entries"].remove(task)
    target |= {"kind": "result", "low": "7"}
    new.write_text(json.dumps(ledger), encoding="utf-8")

    def changes(*asked: str) -> tuple[int, int]:
        found = json.loads(luoshi("diff", old, new, *asked, "--format", "json").out)
        return len(found["changed"]), len(found["lost"])

    assert changes() == (1, 1)
    assert changes("--kind", "task") == (0, 1)
    assert changes("--kind", "target") == (1, 0)  # it was one
    assert changes("--kind", "result") == (1, 0)  # it is one now
    assert changes("--indicator", "gdp", "--where", "low_value = 7") == (1, 0)
    assert changes("--where", "section_role = 'review'") == (0, 0)
    assert luoshi("diff", old, new, "--where", "section_role = 'review'", "--exit-code").code == 0
    assert luoshi("diff", old, new, "--where", "colour = 3").code == 2


def test_a_terminal_shows_the_main_targets_first_and_everything_when_asked(
    luoshi: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.cli.read._on_terminal", lambda: True)
    brief = luoshi("read", report).out
    assert "main expected targets (" in brief
    assert "results (" not in brief
    assert "--all" in brief
    assert len(brief.splitlines()) < 80
    assert "results (" in luoshi("read", report, "--all").out
    assert "tasks (" in luoshi("read", report, "--kind", "task").out
    monkeypatch.setenv("COLUMNS", "60")
    narrow = luoshi("read", report).out
    assert max(map(len, narrow.splitlines()[3:-2])) <= 60
