"""``luoshi explain``: plain sentences in 80 columns, in both languages, and what it says to a wrong call."""

import json
import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from luoshi.cli.widths import filled, padded, short, width
from luoshi.ledger.silent import Silent
from luoshi.vocabulary import number_words, silences
from tests.cli.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def ledger(luoshi: Run, report: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(luoshi("read", report, "-q", "--format", "json").out)
    return read


def _id(ledger: dict[str, Any], words: str) -> str:
    return next(str(e["id"]) for e in ledger["entries"] if words in e["quote"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Why it is this line", "rather than:", "for ", "bound", "at least (at_least)", "“以上”: bounds.tsv, line"]),
        ("zh", ["为何是这样一行", "而不是：", "支持", "界限", "不低于 (at_least)", "“以上”见 bounds.tsv 第"]),
    ],
)  # fmt: skip
def test_an_entry_in_both_languages(
    luoshi: Run, report: Path, ledger: dict[str, Any], language: str, words: list[str]
) -> None:
    outcome = luoshi("explain", report, _id(ledger, "城镇新增就业6500人以上")[:9], "--lang", language)
    assert outcome.code == 0
    assert [word for word in words if word not in outcome.out] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_terminal_of_80_columns(
    luoshi: Run, report: Path, ledger: dict[str, Any], language: str
) -> None:
    for thing in [*ledger["entries"][::40], *ledger["lines"][::50]]:
        lines = luoshi("explain", report, thing["id"], "--lang", language).out.splitlines()
        assert [line for line in lines if width(line) > 80] == []


def test_json_is_the_whole_explanation(luoshi: Run, report: Path, ledger: dict[str, Any]) -> None:
    entry = next(e for e in ledger["entries"] if e["bound"] == "at_least")
    told = json.loads(luoshi("explain", report, entry["id"], "--format", "json").out)
    assert (told["id"], told["quote"], told["span"]) == (entry["id"], entry["quote"], entry["span"])
    fields = {field["name"]: field for field in told["fields"]}
    assert fields["bound"]["value"] == "at_least"
    assert fields["bound"]["rows"][0]["table"] == "bounds.tsv"
    assert fields["bound"]["rule"]["says"]


def test_a_line_names_its_entries(luoshi: Run, report: Path, ledger: dict[str, Any]) -> None:
    line = next(x for x in ledger["lines"] if sum(e["line"] == x["id"] for e in ledger["entries"]) > 1)
    out = luoshi("explain", report, line["id"]).out
    assert f"line {line['id']}" in out
    for entry in ledger["entries"]:
        assert (entry["id"] in out) == (entry["line"] == line["id"])


def test_a_wrong_id_names_the_closest(luoshi: Run, report: Path, ledger: dict[str, Any]) -> None:
    right = _id(ledger, "城镇新增就业6500人以上")
    outcome = luoshi("explain", report, right[:-1] + "z")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"did you mean {right}" in outcome.err
    assert "是不是" in luoshi("explain", report, right[:-1] + "z", "--lang", "zh").err
    several = luoshi("explain", report, "e")
    assert several.code == 2
    assert "several ids begin with e: e" in several.err
    assert luoshi("explain", report, "总值").code == 2


def test_words_find_clauses_and_numbers_too(luoshi: Run, report: Path, ledger: dict[str, Any]) -> None:
    clause = next(s["quote"] for s in ledger["silent"] if s["reason"] == "situation" and "五" in s["quote"])
    silent = luoshi("explain", report, "--at", clause).out
    assert "clause in no line" in silent
    assert "situation: it says how things stand" in silent
    number = luoshi("explain", report, "--at", "1.86∶1", "--format", "json")
    (unused,) = [x for x in json.loads(number.out) if x["what"] == "unused"]
    assert unused["passed"]["rule"]["name"] == "_ratio"


def test_many_places_are_listed(luoshi: Run, report: Path) -> None:
    out = luoshi("explain", report, "--at", "增长").out
    assert re.match(r"\d+ places hold “增长”", out)
    assert all(width(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("arguments", [(), ("e1", "--at", "增长"), ("--at", "没有这几个字"), ("--at", "")])
def test_a_wrong_call_is_told(luoshi: Run, report: Path, arguments: tuple[str, ...]) -> None:
    outcome = luoshi("explain", report, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("luoshi: ")


def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("luoshi.cli").joinpath("data/explain.toml").read_text(encoding="utf-8"))


def test_every_rule_with_words_is_a_function_of_ours() -> None:
    for name in _words()["rule"]:
        assert callable(resolve_name(f"luoshi.{name}")), name


def test_everything_is_said_in_both_languages() -> None:
    words = _words()
    for group, codes in words.items():
        for code, said in codes.items():
            assert "zh" in said, (group, code)
            assert "en" in said or group == "rule", (group, code)
    assert set(silences.REASONS) == set(words["silent"])
    assert set(number_words.REASONS) <= set(words["unused"])
    assert Silent._fields == ("span", "quote", "reason")


def test_the_example_of_the_docs_reads_as_shown(luoshi: Run) -> None:
    shown = re.search(
        r"\$ luoshi explain 青川区2026\.txt (\w+)\n(.*?)```", (ROOT / "docs/cli.md").read_text("utf-8"), re.S
    )
    assert shown
    out = luoshi("explain", ROOT / "examples/qingchuan-2026.txt", shown[1], "--lang", "en").out
    # what a model weighs and is sure of changes with the model; what the rules say does not
    fields = out[out.index("Where each field comes from") :]
    assert fields.strip() in shown[2]


def test_chinese_takes_two_columns() -> None:
    assert width("总值5%") == 6
    assert padded("总值", 6) == "总值  "
    assert short("地区生产总值", 7) == "地区生…"
    assert short("总值\n增长", 20) == "总值 增长"
    assert list(filled("地区生产总值，增长5.3%左右", 10)) == ["地区生产总", "值，增长", "5.3%左右"]
    assert list(filled("全省（0.1%）", 6)) == ["全省", "（0.1%）"]
    assert list(filled("to the end", 6, 2)) == ["  to", "  the", "  end"]
