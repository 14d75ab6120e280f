"""``luoshi`` on several files, a folder and a ZIP."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLE, Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """The invented report as three pages in a folder of their own."""
    text = EXAMPLE.read_text(encoding="utf-8")
    folder = tmp_path / "青川区2026"
    folder.mkdir()
    ends = [0, text.index("    二、"), text.index("    四、建设"), len(text)]
    paths = [folder / name for name in ("5905.txt", "5905_2.txt", "5905_3.txt")]
    for path, start, end in zip(paths, ends, ends[1:], strict=False):
        path.write_text(text[start:end], encoding="utf-8")
    return paths


def entries(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(e["kind"], e["quote"], e["low"]) for e in json.loads(outcome.out)["entries"]]


def test_files_in_any_order_a_folder_and_a_zip(luoshi: Run, pages: list[Path], tmp_path: Path) -> None:
    whole = entries(luoshi("read", EXAMPLE))
    archive = tmp_path / "青川区2026.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in pages:
            file.write(path, path.name)
    for arguments in (pages, pages[::-1], [pages[0].parent], [archive]):
        outcome = luoshi("read", *arguments)
        assert outcome.code == 0
        assert entries(outcome) == whole
        rows = json.loads(outcome.out)["report"]["source"]["pages"]
        assert [(row["page"], row["printed"]) for row in rows] == [(1, 1), (2, 2), (3, 3)]


def test_text_outline_and_check_take_pages(luoshi: Run, pages: list[Path], tmp_path: Path) -> None:
    ledger = tmp_path / "台账.json"
    assert luoshi("read", *pages, "-o", ledger).code == 0
    assert luoshi("text", *pages).out == EXAMPLE.read_text(encoding="utf-8")
    assert "二、" in luoshi("outline", pages[0].parent).out
    outcome = luoshi("check", ledger, *pages[::-1])
    assert (outcome.code, outcome.err) == (0, "")
    pages[1].write_text(
        pages[1].read_text(encoding="utf-8").replace("增长7%以上", "增长8%以上"), encoding="utf-8"
    )
    outcome = luoshi("check", ledger, *pages)
    assert outcome.code == 1
    assert luoshi("check", ledger, pages[0]).code == 1


@pytest.mark.parametrize("form", ["html", "xlsx", "csv", "parquet", "jsonl", "table"])
def test_every_format_takes_pages(luoshi: Run, pages: list[Path], tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    assert luoshi("read", *pages, "--format", form, "-o", out).code == 0
    assert out.stat().st_size > 500


def test_ledgers_of_pages_are_compared(luoshi: Run, pages: list[Path], tmp_path: Path) -> None:
    paged, plain = tmp_path / "paged.json", tmp_path / "plain.json"
    luoshi("read", *pages, "-o", paged)
    luoshi("read", EXAMPLE, "-o", plain)
    for old, new in ((paged, plain), (plain, paged), (paged, paged)):
        assert luoshi("diff", old, new, "--exit-code").code == 0


def test_what_is_no_page_is_named_in_both_languages(luoshi: Run, pages: list[Path]) -> None:
    (pages[0].parent / "style.css").write_text("p {}", encoding="utf-8")
    assert "style.css: set aside, for it is in no format of a page" in luoshi("read", pages[0].parent).err
    assert "style.css：未采用，不是页面格式" in luoshi("read", pages[0].parent, "--lang", "zh").err


def test_a_missing_page_is_refused_by_name(luoshi: Run, pages: list[Path]) -> None:
    outcome = luoshi("read", *pages, pages[0].parent / "5905_4.txt")
    assert outcome.code == 2
    assert "5905_4.txt" in outcome.err


def test_standard_input_is_no_page(luoshi: Run, pages: list[Path]) -> None:
    outcome = luoshi("read", pages[0], "-")
    assert outcome.code == 2
    assert "standard input" in outcome.err


def test_no_page_is_written_over(luoshi: Run, pages: list[Path]) -> None:
    before = pages[1].read_bytes()
    assert luoshi("read", *pages, "--format", "table", "-o", pages[1]).code == 2
    assert pages[1].read_bytes() == before
