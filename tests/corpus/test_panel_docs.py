"""docs/panel.md against the code."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyreadstat
import pytest

from luoshi.corpus.export import PANEL_FORMATS, export_panel
from luoshi.corpus.panel_columns import panel_columns
from luoshi.corpus.pictures import KINDS
from tests.corpus.invented import panel

PAGE = (Path(__file__).parents[2] / "docs/panel.md").read_text(encoding="utf-8")


def test_every_column_is_described_as_the_workbook_describes_it() -> None:
    for column in panel_columns():
        assert f"| `{column.name}` | {column.type} | {column.label['zh']} | {column.note['en']} |" in PAGE


def test_every_format_and_kind_of_picture_is_named() -> None:
    assert [word for word in (*PANEL_FORMATS, *KINDS) if f"`{word}`" not in PAGE] == []


def test_the_python_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert snippet
    (tmp_path / "panel.parquet").write_bytes(export_panel(panel(), "parquet"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(snippet[1], names)
    assert names["by_year"].height == 10  # type: ignore[attr-defined]
    assert _counted(names["by_year"].select("year", "places").rows()) == JUDGED  # type: ignore[attr-defined]


def test_the_duckdb_snippet_runs_and_loses_no_judged_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = re.search(r"```sql\n(.*?)```", PAGE, re.S)
    assert snippet
    (tmp_path / "panel.parquet").write_bytes(export_panel(panel(), "parquet"))
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        rows = connection.execute(snippet[1]).fetchall()
    assert _counted((year, places) for year, places, *_ in rows) == JUDGED


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_r_snippet_runs_and_loses_no_judged_row(tmp_path: Path) -> None:
    snippet = re.search(r"```r\n(.*?)```", PAGE, re.S)
    assert snippet
    (tmp_path / "panel.dta").write_bytes(export_panel(panel(), "dta", language="en"))
    needed = "quit(status = !all(c('haven', 'dplyr') %in% rownames(installed.packages())))"
    if subprocess.run(["Rscript", "-e", needed], capture_output=True, check=False).returncode:
        pytest.skip("R has no haven and dplyr")
    program = (
        snippet[1].rstrip() + " |>\n  (\\(x) write.table(x[, 1:2], row.names = FALSE, col.names = FALSE))()"
    )
    (tmp_path / "run.R").write_text(program, encoding="utf-8")
    run = subprocess.run(
        ["Rscript", "run.R"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    rows = [line.split() for line in run.stdout.splitlines() if re.fullmatch(r"\d+ \d+", line)]
    assert _counted((int(year), int(places)) for year, places in rows) == JUDGED


_STATA = next((name for name in ("stata-mp", "stata-se", "stata") if shutil.which(name)), None)


@pytest.mark.skipif(_STATA is None, reason="Stata is not installed")
def test_the_stata_snippet_runs(tmp_path: Path) -> None:
    snippet = re.search(r"```stata\n(.*?)```", PAGE, re.S)
    assert snippet
    (tmp_path / "panel.dta").write_bytes(export_panel(panel(), "dta", language="en"))
    kept = f"count if inlist(verdict, 1, 2, 3)\nassert r(N) == {sum(JUDGED.values())}\n"
    (tmp_path / "run.do").write_text(snippet[1] + kept, encoding="utf-8")
    subprocess.run([str(_STATA), "-b", "do", "run.do"], cwd=tmp_path, check=True, timeout=120)
    log = (tmp_path / "run.log").read_text(encoding="utf-8")
    assert not re.search(r"^r\(\d+\);", log, re.M), log


def test_what_the_stata_snippet_keeps_is_every_judged_row(tmp_path: Path) -> None:
    """The same conditions on the file that Stata would open, whoever has no Stata."""
    path = tmp_path / "panel.dta"
    path.write_bytes(export_panel(panel(), "dta", language="en"))
    frame, facts = pyreadstat.read_dta(str(path), output_format="polars")
    growth = {label: code for code, label in facts.variable_value_labels["measure"].items()}["growth"]
    kept = frame.filter(
        (pl.col("indicator") == "gdp") & (pl.col("measure") == growth) & (pl.col("scope") == "")
    )
    judged = kept.filter(pl.col("verdict").is_in([1, 2, 3]))
    assert _counted(judged.group_by("year").len().rows()) == JUDGED


def _counted(rows: Iterable[tuple[Any, ...]]) -> dict[int, int]:
    return {int(year): int(count) for year, count in rows}


JUDGED = _counted(
    panel()
    .filter(
        pl.col("indicator") == "gdp",
        pl.col("measure") == "growth",
        pl.col("verdict").is_in(["met", "near", "missed"]),
    )
    .group_by("year")
    .len()
    .rows()
)
