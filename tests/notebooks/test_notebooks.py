"""The notebooks run from top to bottom, and what a cell ends with can be shown."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from examples import invented
from luoshi.calls import corpus, panel
from luoshi.corpus.export import export_panel

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples/notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def run(notebook: Path) -> dict[str, Any]:
    """Runs the cells as a kernel does and shows what each ends with."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []
        body = ast.parse("".join(cell["source"])).body
        last = body[-1]
        if isinstance(last, ast.Expr):
            exec(compile(ast.Module(body[:-1], []), notebook.name, "exec"), names)
            value = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)
            shown = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
            assert shown
        else:
            exec(compile(ast.Module(body, []), notebook.name, "exec"), names)
    return names


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names = run(notebook)
    if notebook.stem == "one_report":
        assert names["targets"].height == 17
        assert names["kept"].pairs
    elif notebook.stem == "twenty_years":
        assert names["panel"]["year"].n_unique() == 22
        assert set(names["by_indicator"]["indicator"]) == {"gdp", "fai", "retail_sales"}
    else:
        assert names["wide"].width == 1 + len(invented.PROVINCES)
        assert names["by_year"].filter(year=2020)["median"][0] < 0
        shutil.rmtree(names["folder"])


def test_the_same_reports_are_invented_each_time() -> None:
    assert invented.report(invented.TOWN, 2015) == invented.report(invented.TOWN, 2015)
    assert invented.report(invented.TOWN, 2015) != invented.report(invented.TOWN, 2016)


@pytest.fixture
def dta(tmp_path: Path) -> Path:
    for province in invented.PROVINCES[:3]:
        invented.write(tmp_path / "reports", province, range(2018, 2027))
    made = panel(corpus(tmp_path / "reports", tmp_path / "out"), ["gdp"], language="en")
    path = tmp_path / "panel.dta"
    path.write_bytes(export_panel(made, "dta", language="en"))
    return path


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_r_script_runs(dta: Path) -> None:
    needed = "quit(status = !all(c('haven', 'dplyr') %in% rownames(installed.packages())))"
    if subprocess.run(["Rscript", "-e", needed], capture_output=True, check=False).returncode:
        pytest.skip("R has no haven and dplyr")
    script = ["Rscript", str(FOLDER / "provinces.R"), str(dta)]
    found = subprocess.run(script, capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 0, found.stderr
    assert re.search(r"2020\s+3\s", found.stdout)


@pytest.mark.skipif(shutil.which("stata") is None, reason="Stata is not installed")
def test_the_stata_script_runs(dta: Path) -> None:
    subprocess.run(
        ["stata", "-b", "do", str(FOLDER / "provinces.do"), str(dta)], cwd=dta.parent, check=True, timeout=120
    )
    assert not re.search(r"^r\(\d+\);", (dta.parent / "provinces.log").read_text(encoding="utf-8"), re.M)


def test_the_generator_writes_what_the_scripts_need(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "examples.invented", str(tmp_path)], cwd=ROOT, check=True)
    assert len(list((tmp_path / "town").iterdir())) == 21
    assert len(list((tmp_path / "provinces").iterdir())) == 54
