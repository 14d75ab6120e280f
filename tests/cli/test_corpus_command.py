"""``luoshi corpus``: what it says, in both languages, and how it ends."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from tests.cli.conftest import EXAMPLE, Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "清川区2026.txt").write_bytes(EXAMPLE.read_bytes())
    (folder / "empty.txt").touch()
    return folder


def test_it_ends_with_what_was_read(luoshi: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = luoshi("corpus", folder, "-o", out, "--workers", 1)
    assert outcome.code == 0
    assert outcome.err == "reading 2 documents, 1 at a time\n"
    entries = len(polars.read_parquet(out / "entries/*.parquet"))
    assert outcome.out.startswith(f"2 documents: 1 read, {entries} entries; 1 not read, ")
    assert f"({out}/issues.jsonl); 2 of them now, in " in outcome.out
    again = luoshi("corpus", folder, "-o", out, "--lang", "zh")
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith(f"文档 2 份：读出 1 份，条目 {entries} 条；未能读出 1 份")
    assert again.out.endswith("；没有需要再读的\n")


def test_what_was_read_before_is_told(luoshi: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    luoshi("corpus", folder, "-o", out, "--workers", 1, "--shard-size", 1)
    (folder / "empty.txt").write_text("各位代表：", encoding="utf-8")
    outcome = luoshi("corpus", folder, "-o", out, "--workers", 1, "--shard-size", 1)
    assert outcome.err.splitlines() == [
        "documents, options or version are not those of the run before; 1 of 2 documents are unchanged and not read again",
        "reading 1 documents, 1 at a time",
    ]
    assert "; 1 of them now, in " in outcome.out
    (out / "dataset.json").unlink()
    quiet = luoshi("corpus", folder, "-o", out, "--workers", 1, "--shard-size", 1, "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert json.loads((out / "dataset.json").read_text(encoding="utf-8"))["documents"] == 2


def test_mistakes_are_one_sentence(luoshi: Run, folder: Path, tmp_path: Path) -> None:
    polars.DataFrame({"a": ["x"], "b": ["y"]}).write_parquet(tmp_path / "rows.parquet")
    out = tmp_path / "out"
    for arguments, words in (
        ([folder], "-o is missing; see `luoshi corpus --help`"),
        (["-o", out], "PATH... is missing"),
        ([tmp_path / "nothing", "-o", out], "there is no such file"),
        ([f"{tmp_path}/*.pdf", "-o", out], "no file matches"),
        ([folder, "-o", tmp_path], "holds other things"),
        (
            [folder, "-o", out, "--engine", "abacus://x"],
            "there is no such engine; the engines are local, dask://…",
        ),
        ([tmp_path / "rows.parquet", "-o", out], "no column looks like that of the text"),
        ([folder, "-o", out, "--workers", 0], "--workers"),
    ):
        outcome = luoshi("corpus", *arguments)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
        assert words in outcome.err


def test_help_shows_examples_in_both_languages(luoshi: Run) -> None:
    assert "luoshi corpus 报告/ -o 数据集" in luoshi("corpus", "--help").out
    assert "任意多份报告" in luoshi("--help", "--lang", "zh").out
    assert "再次运行同一命令" in luoshi("corpus", "--help", "--lang", "zh").out.replace("\n  ", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal")
def test_a_terminal_gets_a_bar_with_rate_and_time_left(folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from luoshi.cli import main; main()",
            "corpus",
            folder,
            "-o",
            tmp_path / "out",
        ],
        stderr=theirs,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120", "LUOSHI_LANG": "en"},
    )
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:  # the terminal's other side was closed
        pass
    assert process.wait() == 0
    assert b"2/2" in shown
    assert b"a second" in shown
    assert b"left" in shown
