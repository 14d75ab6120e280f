"""``luoshi report``: a dataset summed up on one page."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.corpus.export import export_panel
from tests.cli.conftest import Outcome
from tests.corpus.invented import panel
from tests.corpus.invented_dataset import write_dataset

Run = Callable[..., Outcome]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "OUT")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "panel.parquet"
    path.write_bytes(export_panel(panel(), "parquet"))
    return path


@pytest.mark.parametrize(("language", "title"), [("zh", "报告汇编概览"), ("en", "The corpus in sum")])
def test_a_dataset_becomes_one_page(
    luoshi: Run, dataset: Path, file: Path, tmp_path: Path, language: str, title: str
) -> None:
    out = tmp_path / "page.html"
    outcome = luoshi("report", dataset, "--panel", file, "-o", out, "--lang", language)
    assert (outcome.code, outcome.err) == (0, "")
    page = out.read_text(encoding="utf-8")
    assert f"<h1>{title}</h1>" in page
    assert "县区/青山区2019.pdf" in page
    assert luoshi("report", dataset, "--panel", file, "-o", "-", "--lang", language).out == page


def test_only_the_indicators_asked_for(luoshi: Run, dataset: Path, file: Path) -> None:
    outcome = luoshi("report", dataset, "--panel", file, "--indicator", "GDP", "-o", "-")
    assert outcome.code == 0
    assert "<b>GDP</b>" in outcome.out
    assert "Retail sales" not in outcome.out


def test_the_panel_is_computed_where_none_is_given(
    luoshi: Run, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = types.ModuleType("luoshi.corpus.panel")
    module.panel = lambda out, indicators, choice: panel(indicators=1)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "luoshi.corpus.panel", module)
    assert "<b>GDP</b>" in luoshi("report", dataset, "-o", "-").out


def test_what_is_no_dataset_is_one_sentence(luoshi: Run, dataset: Path, file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "this is no dataset" in luoshi("report", empty, "-o", "-").err
    (dataset / "issues.jsonl").write_text("{", encoding="utf-8")
    outcome = luoshi("report", dataset, "--panel", file, "-o", tmp_path / "page.html")
    assert outcome.code == 2
    assert "the dataset cannot be read" in outcome.err
    assert not (tmp_path / "page.html").exists()
