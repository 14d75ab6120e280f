"""``bench/compare.py`` counts what was gained and lost by the rule that made it."""

import json
import sys
from pathlib import Path

import pytest

from bench import compare
from luoshi.explanation.made_by import made_by
from luoshi.ledger.report import Report


@pytest.fixture
def folders(report: Report, tmp_path: Path) -> tuple[Path, Path]:
    """Two states of one ledger: the new one lacks the first value."""
    ledger = json.loads(report.to_json())
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "青川区2026.json").write_text(json.dumps(ledger), encoding="utf-8")
        (tmp_path / name / "青川区2026.rules").write_text(json.dumps(made_by(report)), encoding="utf-8")
        ledger["entries"] = [e for e in ledger["entries"] if e["low"] != "37510000000"]
    return tmp_path / "before", tmp_path / "after"


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: Path) -> int:
    monkeypatch.setattr(sys, "argv", ["compare.py", *map(str, arguments)])
    return compare.main()


def test_lost_and_gained_entries_have_their_rule(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = folders
    assert _run(monkeypatch, before, after) == 1
    out = capsys.readouterr().out
    assert "     0       1  valued.valued of subjects.read_subject\n" in out
    assert "0 gained, 1 lost, 0 changed in 1 ledgers" in out
    assert _run(monkeypatch, after, before) == 1
    assert "     1       0  valued.valued of subjects.read_subject\n" in capsys.readouterr().out


def test_the_same_ledgers_need_no_rules(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = folders
    assert _run(monkeypatch, before, before) == 0
    assert "by rule" not in capsys.readouterr().out
    for folder in folders:
        (folder / "青川区2026.rules").unlink()
    assert _run(monkeypatch, before, after) == 1
    assert "     0       1  value\n" in capsys.readouterr().out
