"""``luoshi read`` on several reports: a ledger each, never one of two places."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLE, Outcome

Run = Callable[..., Outcome]
EXAMPLES = EXAMPLE.parent
TWO = (EXAMPLES / "qingchuan-2025.txt", EXAMPLES / "nanping-2026.txt")


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """The invented report as two pages whose names say nothing."""
    text = EXAMPLE.read_text(encoding="utf-8")
    cut = text.index("    二、")
    paths = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for path, part in zip(paths, (text[:cut], text[cut:]), strict=True):
        path.write_text(part, encoding="utf-8")
    return paths


def test_two_reports_are_two_ledgers_as_json_lines(luoshi: Run) -> None:
    outcome = luoshi("read", *TWO)
    ledgers = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [(ledger["report"]["place"]["name"], ledger["report"]["year"]) for ledger in ledgers] == [
        ("青川区", 2025),
        ("南屏市", 2026),
    ]
    assert [ledger["entries"] for ledger in ledgers] == [
        json.loads(luoshi("read", path).out)["entries"] for path in TWO
    ]
    assert outcome.err.count("read ") == 2
    assert "nanping-2026.txt: read " in outcome.err


def test_entries_as_lines_name_their_document(luoshi: Run) -> None:
    rows = [json.loads(line) for line in luoshi("read", *TWO, "--format", "jsonl").out.splitlines()]
    assert {row["document"] for row in rows} == set(map(str, TWO))


def test_a_folder_gets_a_page_for_each(luoshi: Run, tmp_path: Path) -> None:
    out = tmp_path / "ledgers"
    assert luoshi("read", *TWO, "--format", "html", "-o", f"{out}/").code == 0
    assert sorted(path.name for path in out.iterdir()) == ["nanping-2026.html", "qingchuan-2025.html"]
    twin = tmp_path / "other/qingchuan-2025.txt"
    twin.parent.mkdir()
    twin.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert luoshi("read", TWO[0], twin, "-o", out).code == 0
    assert (out / "qingchuan-2025-2.json").stat().st_size > 1000


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "html"])
def test_what_holds_one_report_is_refused_for_two_with_the_remedy(
    luoshi: Run, tmp_path: Path, form: str
) -> None:
    outcome = luoshi("read", *TWO, "-o", tmp_path / f"all.{form}")
    assert outcome.code == 2
    assert f"-o ledgers/ --format {form}" in outcome.err
    assert not (tmp_path / f"all.{form}").exists()


@pytest.mark.parametrize("command", ["text", "outline"])
def test_commands_on_one_report_refuse_two(luoshi: Run, command: str) -> None:
    outcome = luoshi(command, *TWO)
    assert outcome.code == 2
    assert "these files are 2 reports" in outcome.err
    assert "是 2 份报告" in luoshi(command, *TWO, "--lang", "zh").err


def test_pages_join_and_each_keeps_them_apart(luoshi: Run, pages: list[Path]) -> None:
    whole = json.loads(luoshi("read", EXAMPLE).out)["entries"]
    assert len(json.loads(luoshi("read", *pages).out)["entries"]) == len(whole)
    apart = luoshi("read", *pages, "--each").out.splitlines()
    assert len(apart) == 2
    assert luoshi("read", *pages, "--each", "--pages").code == 2


def test_doubt_is_an_error_with_the_remedy(luoshi: Run, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    body = tmp_path / "无头.txt"
    body.write_text(text[text.index("    一、") :], encoding="utf-8")
    outcome = luoshi("read", TWO[1], body)
    assert outcome.code == 2
    assert "--pages" in outcome.err
    assert "--each" in outcome.err
    assert len(luoshi("read", TWO[1], body, "--each").out.splitlines()) == 2
    assert json.loads(luoshi("read", TWO[1], body, "--pages").out)["entries"]
