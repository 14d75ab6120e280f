"""``luoshi reconcile``: what it shows, its formats, doubts and refusals."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

Run = Callable[..., Outcome]
FOLDER = Path(__file__).parent.parent.parent / "examples"
T, T1 = FOLDER / "qingchuan-2025.txt", FOLDER / "qingchuan-2026.txt"


def test_the_table_shows_promise_result_and_verdict(luoshi: Run) -> None:
    outcome = luoshi("reconcile", T, T1, "--format", "table", "--lang", "zh")
    assert outcome.code == 0
    line = next(line for line in outcome.out.splitlines() if "城镇新增就业" in line)
    assert "✓ 完成" in line
    assert "≥6500人" in line
    assert "6735人" in line
    assert "+235人" in line
    assert outcome.err.splitlines()[-1] == "主要预期目标 14 项：完成 9，未完成 4，无法判定 1"


def test_json_is_what_a_pipe_gets(luoshi: Run) -> None:
    outcome = luoshi("reconcile", T, T1, "-q")
    whole = json.loads(outcome.out)
    assert (whole["place"], whole["year"]) == ("青川区", 2025)
    assert list(whole) == ["place", "year", "reports", "voices", "pairs", "wording", "tasks", "problems"]
    assert list(whole["pairs"][0]) == [
        "target", "realised", "others", "verdict", "deviation", "rule", "reason", "vintages", "dropped",
    ]  # fmt: skip
    assert outcome.err == ""


def test_the_reason_speaks_the_language_chosen(luoshi: Run) -> None:
    english = luoshi("reconcile", T, T1, "--format", "jsonl", "--lang", "en").out.splitlines()
    chinese = luoshi("reconcile", T, T1, "--format", "jsonl", "--lang", "zh").out.splitlines()
    assert json.loads(english[0])["reason"].startswith("Promised growth")
    assert json.loads(chinese[0])["reason"].startswith("目标为增长")
    assert json.loads(chinese[0])["place"] == "青川区"


def test_csv_opens_in_a_spreadsheet(luoshi: Run) -> None:
    outcome = luoshi("reconcile", T, T1, "--format", "csv", "--all")
    rows = list(csv.DictReader(io.StringIO(outcome.out.removeprefix("\ufeff"))))
    assert len(rows) > 14
    assert {row["verdict"] for row in rows} <= {
        "met",
        "near",
        "missed",
        "incomparable",
        "unreported",
        "unjudgeable",
    }
    assert rows[0]["target_quote"]


def test_the_workbook_has_a_sheet_for_each_part(luoshi: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    out = tmp_path / "兑现.xlsx"
    assert luoshi("reconcile", T, T1, "-o", out).code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["pairs", "wording", "tasks", "problems"]
    assert book["pairs"].max_row == 15


def test_ledgers_do_as_well(luoshi: Run, tmp_path: Path) -> None:
    paths = []
    for year in (2025, 2026):
        path = tmp_path / f"{year}.json"
        luoshi("read", FOLDER / f"qingchuan-{year}.txt", "-o", path)
        paths.append(path)
    outcome = luoshi("reconcile", *paths)
    read = json.loads(luoshi("reconcile", T, T1).out)
    held = json.loads(outcome.out)
    assert held["pairs"] == read["pairs"]
    asked = [[task["task"]["id"] for task in outcome["tasks"]] for outcome in (read, held)]
    assert asked[0] == asked[1] != []


def test_a_ledger_of_before_lines_cannot_say_what_became_of_tasks(luoshi: Run, tmp_path: Path) -> None:
    paths = []
    for year in (2025, 2026):
        path = tmp_path / f"{year}.json"
        luoshi("read", FOLDER / f"qingchuan-{year}.txt", "-o", path)
        ledger = json.loads(path.read_text(encoding="utf-8"))
        del ledger["lines"]
        path.write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")
        paths.append(path)
    outcome = luoshi("reconcile", *paths)
    assert json.loads(outcome.out)["tasks"] is None
    assert "is a ledger; what became of tasks stands in the report's own text" in outcome.err


def test_other_places_and_years_are_doubted_aloud(luoshi: Run) -> None:
    outcome = luoshi("reconcile", FOLDER / "qingchuan-2024.txt", T1)
    assert outcome.code == 0
    assert "2024 and 2026, which do not follow each other" in outcome.err


def test_a_text_without_a_year_is_refused(luoshi: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("地区生产总值增长6%。", encoding="utf-8")
    outcome = luoshi("reconcile", path, path)
    assert outcome.code == 2
    assert "neither report says which year it is for" in outcome.err


def test_a_broken_ledger_is_refused_in_one_sentence(luoshi: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    row = {"id": "e1", "quote": "增长6%", "span": [0, 4], "low": "six"}
    path.write_text(json.dumps({"report": {"year": 2025}, "outline": [], "entries": [row]}), encoding="utf-8")
    outcome = luoshi("reconcile", path, T1)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "e1.low" in outcome.err


def test_standard_input_is_one_of_the_two_at_most(luoshi: Run) -> None:
    assert luoshi("reconcile", "-", "-").code != 0


def test_targets_are_chosen_by_indicator_verdict_and_condition(luoshi: Run) -> None:
    def pairs(*more: str) -> list[tuple[str, str]]:
        found = json.loads(luoshi("reconcile", T, T1, "-q", *more).out)["pairs"]
        return [(pair["target"]["indicator"], pair["verdict"]) for pair in found]

    every = pairs()
    missed = [pair for pair in every if pair[1] == "missed"]
    assert pairs("--verdict", "missed") == missed
    assert 0 < len(missed) < len(every)
    assert pairs("--indicator", "地区生产总值") == [pair for pair in every if pair[0] == "gdp"]
    assert pairs("--where", "verdict = 'missed' and target_unit = '%'") == missed
    assert luoshi("reconcile", T, T1, "--where", "colour = 1").code == 2
