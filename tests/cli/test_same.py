"""``luoshi same``: what it shows first, its formats and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.sources import load
from tests.cli.conftest import EXAMPLE, Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def copy(report: Path) -> Path:
    """A copy with a lost point, a lost clause, a misread name and full-width digits."""
    text = report.read_text(encoding="utf-8")
    for printed, damaged in (
        ("增长6.2%；规模", "增长62%；规模"),
        ("建成社区食堂52家，", ""),
        ("沈知秋", "沈知愁"),
        ("203家", "２０３家"),
        ("提档升级。", "提档升级."),
    ):
        assert printed in text
        text = text.replace(printed, damaged, 1)
    path = report.with_name("转载.txt")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_number_that_differs_is_shown_first(luoshi: Run, report: Path, copy: Path) -> None:
    outcome = luoshi("same", report, copy)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "Copies of one report, with differences."
    assert str(report) in lines[1]
    headings = [line for line in lines if line and line[0].isalpha() and line[1] != " "]
    assert headings[1:] == [
        "Numbers that differ: 1",
        "Words that differ: 1",
        "Missing in B: 1",
        "Punctuation that differs: 1 (。 → . 1×)",
        "Printed in another form: 3 characters (0 → ０ 1×; 2 → ２ 1×; 3 → ３ 1×)",
    ]
    place = load(report).text.index("6.2%；规模")
    assert f"A  6.2%   [{place}–{place + 4}]" in outcome.out
    assert "A is supported: “62%” has the digits of “6.2%”" in outcome.out


def test_it_speaks_chinese(luoshi: Run, report: Path, copy: Path) -> None:
    out = luoshi("same", report, copy, "--lang", "zh").out
    assert out.startswith("同一份报告，文字有出入。")
    for words in ("数字不同：1 处", "支持 A：", "B 缺：1 处", "标点不同：1 处"):
        assert words in out


def test_json_and_jsonl(luoshi: Run, report: Path, copy: Path) -> None:
    outcome = json.loads(luoshi("same", report, copy, "--format", "json").out)
    rows = [json.loads(line) for line in luoshi("same", report, copy, "--format", "jsonl").out.splitlines()]
    assert outcome["verdict"] == "copy"
    assert outcome["differences"] == rows
    assert [row["kind"] for row in rows] == ["number", "name_or_word", "missing_in_b"]
    for side, path in (("a", report), ("b", copy)):
        text = load(path).text
        assert all(text[slice(*row[side]["span"])] == row[side]["quote"] for row in rows)


def test_exit_codes(luoshi: Run, report: Path, tmp_path: Path) -> None:
    other = EXAMPLE.with_name("qingchuan-2025.txt")
    assert luoshi("same", report, EXAMPLE).code == 0
    assert luoshi("same", report, EXAMPLE).out.startswith("Copies of one report, the same")
    page = tmp_path / "page.txt"
    page.write_text(report.read_text(encoding="utf-8")[1000:2500], encoding="utf-8")
    part = luoshi("same", report, page)
    assert (part.code, part.out.splitlines()[0]) == (0, "B is a part of A.")
    another = luoshi("same", report, other)
    assert (another.code, another.out.splitlines()[0]) == (1, "Two reports, not copies of one.")
    assert json.loads(luoshi("same", report, other, "--format", "json").out)["differences"] == []
    for arguments in (
        [report, tmp_path / "nosuch.txt"],
        [report],
        ["-", "-"],
        [report, report, "--format", "x"],
    ):
        outcome = luoshi("same", *arguments)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)


def test_many_differences_are_shortened(luoshi: Run, report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    copy = report.with_name("many.txt")
    copy.write_text(text.replace("5", "6"), encoding="utf-8")
    short, long = luoshi("same", report, copy).out, luoshi("same", report, copy, "--all").out
    assert "more (--all shows them)" in short
    assert "--all" not in long
    assert len(long) > len(short)


def test_what_a_copy_holds_never_speaks_to_the_terminal(luoshi: Run, report: Path) -> None:
    copy = report.with_name("evil.txt")
    copy.write_text(
        report.read_text(encoding="utf-8").replace("沈知秋", "沈\x1b[31m知\x07", 1), encoding="utf-8"
    )
    assert "\x1b" not in luoshi("same", report, copy).out
