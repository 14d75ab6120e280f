"""``luoshi read``: formats, files, and what it says at the end."""

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import luoshi.cli.read
from luoshi.ledger.export import FORMATS
from luoshi.sources import load
from tests.cli.conftest import Outcome

Run = Callable[..., Outcome]


def test_json_on_a_pipe(luoshi: Run, report: Path) -> None:
    outcome = luoshi("read", report)
    ledger = json.loads(outcome.out)
    assert outcome.code == 0
    text = load(report).text
    assert all(text[slice(*entry["span"])] == entry["quote"] for entry in ledger["entries"])


def test_it_ends_with_how_much_was_read(luoshi: Run, report: Path) -> None:
    line = luoshi("read", report).err
    found = re.match(
        r"read (\d+) lines with (\d+) entries \((\d+) headline targets, .*\); of (\d+) clauses of the plans (\d+) stand in lines, "
        r"of (\d+) of the review (\d+); (\d+) numbers: (\d+) in entries, (\d+) unused",
        line,
    )
    assert found
    lines, entries, _, plans, plans_held, past, past_held, numbers, used, unused = map(int, found.groups())
    assert numbers == used + unused
    assert entries >= used
    assert 0 < lines <= entries
    assert 0 < plans_held < plans
    assert 0 < past_held < past
    assert luoshi("read", report, "--quiet").err == ""
    assert luoshi("read", report, "--lang", "zh").err.startswith(
        f"读出 {lines} 行、{entries} 条（主要预期目标"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_a_file(luoshi: Run, report: Path, tmp_path: Path, form: str) -> None:
    suffix = "txt" if form == "table" else form
    out = tmp_path / f"台账.{suffix}"
    outcome = luoshi("read", report, "-o", out)
    assert (outcome.code, outcome.out) == (0, "")
    assert out.stat().st_size > 500
    assert luoshi("read", report, "--format", form, "-o", tmp_path / "any.name").code == 0
    assert (tmp_path / "any.name").read_bytes() == out.read_bytes()


def test_an_unknown_suffix_names_the_known_ones(luoshi: Run, report: Path, tmp_path: Path) -> None:
    outcome = luoshi("read", report, "-o", tmp_path / "台账.docx")
    assert outcome.code == 2
    assert "台账.docx" in outcome.err
    assert ".xlsx" in outcome.err


def test_a_table_on_a_terminal_and_no_binary(
    luoshi: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.cli.read._on_terminal", lambda: True)
    assert "main expected targets (" in luoshi("read", report).out
    for form in ("xlsx", "parquet"):
        outcome = luoshi("read", report, "--format", form)
        assert (outcome.code, outcome.out) == (2, "")
        assert f"-o ledger.{form}" in outcome.err


def test_what_is_no_report_yields_a_ledger_and_a_warning(luoshi: Run, tmp_path: Path) -> None:
    path = tmp_path / "菜谱.txt"
    path.write_text("番茄炒蛋：番茄两个，鸡蛋三个，盐少许。先炒蛋，再炒番茄。\n" * 5, encoding="utf-8")
    outcome = luoshi("read", path)
    assert outcome.code == 0
    assert "not_a_report" in [notice["kind"] for notice in json.loads(outcome.out)["report"]["notices"]]
    assert "菜谱.txt" in outcome.err
    assert "not_a_report" in outcome.err


def test_a_file_takes_the_place_of_another_whole(luoshi: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "台账.json"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    assert luoshi("read", report, "-o", out).code == 0
    assert json.loads(out.read_bytes())["entries"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([out.name, report.name])


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written_is_left(
    luoshi: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    out = tmp_path / "台账.json"
    out.write_text("old", encoding="utf-8")

    def fail(_: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    outcome = luoshi("read", report, "-o", out)
    assert outcome.code == (130 if isinstance(failure, KeyboardInterrupt) else 2)
    assert "Traceback" not in outcome.err
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([out.name, report.name])


def test_the_report_itself_is_never_written_over(luoshi: Run, report: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(report)
    before = report.read_bytes()
    for out in (report, link):
        outcome = luoshi("read", report, "--format", "table", "-o", out)
        assert outcome.code == 2
        assert report.read_bytes() == before


@pytest.mark.parametrize("out", ["没有/台账.json", "a/b.json"])
def test_a_place_that_cannot_be_written_is_named(luoshi: Run, report: Path, tmp_path: Path, out: str) -> None:
    outcome = luoshi("read", report, "--format", "json", "-o", tmp_path / out)
    assert outcome.code == 2
    assert str(tmp_path / out) in outcome.err


def test_a_device_is_written_to_and_stays(luoshi: Run, report: Path) -> None:
    assert luoshi("read", report, "--format", "json", "-o", os.devnull).code == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_link_stays_a_link(luoshi: Run, report: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert luoshi("read", report, "-o", link).code == 0
    assert link.is_symlink()
    assert json.loads(real.read_bytes())["entries"]


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_that_is_no_text(luoshi: Run, report: Path, tmp_path: Path, form: str) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xc7\xe0\xff.txt")
    try:
        os.rename(report, odd)
    except OSError:
        pytest.skip("this file system takes no such name")
    outcome = luoshi("read", odd, "--format", form, "-o", tmp_path / "out")
    assert outcome.code == 0
    if form == "json":
        assert json.loads((tmp_path / "out").read_bytes())["report"]["source"]["path"] == odd


def test_our_bug_is_called_ours(luoshi: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("luoshi.cli.read.read_source", broken)
    outcome = luoshi("read", report)
    assert outcome.code == 70
    assert "our bug" in outcome.err
    assert "Traceback" not in outcome.err
    monkeypatch.setenv("LUOSHI_DEBUG", "1")
    assert "Traceback" in luoshi("read", report).err


def test_the_module_is_the_command() -> None:
    assert luoshi.cli.read.command("zh").name == "read"
