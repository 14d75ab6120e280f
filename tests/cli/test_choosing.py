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
