"""``luoshi plot``: which picture it draws of what is given, and what it says where it cannot."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from luoshi.corpus.export import export_panel
from luoshi.corpus.extras import MissingExtra
from luoshi.corpus.pictures import fonts
from tests.cli.conftest import Outcome
from tests.corpus.invented import panel

Run = Callable[..., Outcome]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "panel.parquet"
    path.write_bytes(export_panel(panel(), "parquet"))
    return path


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (["--place", "清川区", "--indicator", "gdp"], "云岭省临河市清川区 · GDP"),
        (["--place", "清川区", "--indicator", "地区生产总值"], "云岭省临河市清川区 · GDP"),
        (["--indicator", "fai", "--year", "2024"], "Fixed asset investment: targets and results of 2024"),
        (["--indicator", "fai", "--kind", "places"], "Fixed asset investment: targets and results of 2025"),
        (["--indicator", "gdp"], "GDP: verdicts by place and year"),
        (["--place", "清川区"], "云岭省临河市清川区: verdicts by indicator and year"),
        (
            ["--place", "清川区", "--indicator", "gdp", "--kind", "verdicts"],
            "清川区: verdicts by indicator and year",
        ),
        (["--place", "清川区", "--place", "云溪县", "--indicator", "gdp", "--year", "2024"], "2 places"),
        (["--indicator", "gdp", "--year", "2024", "--level", "prefecture"], "5 places"),
    ],
)
def test_what_is_given_says_which_picture(
    luoshi: Run, file: Path, tmp_path: Path, options: list[str], title: str
) -> None:
    out = tmp_path / "picture.svg"
    outcome = luoshi("plot", file, *options, "-o", out)
    assert (outcome.code, outcome.err) == (0, "")
    assert title in out.read_text(encoding="utf-8")


def test_a_panel_of_one_indicator_needs_no_name_for_it(luoshi: Run, tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    path.write_bytes(export_panel(panel(indicators=1), "csv"))
    outcome = luoshi("plot", path, "--place", "清川区", "-o", "-", "--lang", "zh")
    assert outcome.code == 0
    assert "云岭省临河市清川区 · 地区生产总值" in outcome.out


def test_png_by_its_suffix(luoshi: Run, file: Path, tmp_path: Path) -> None:
    if fonts.chinese_family() is None:
        pytest.skip("no font with Chinese letters here")
    out = tmp_path / "picture.png"
    assert luoshi("plot", file, "--indicator", "gdp", "-o", out).code == 0
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "say which --indicator; the panel has cpi, fai, fiscal_revenue, gdp"),
        (["--place", "无此区", "--indicator", "gdp"], "the panel has no place 无此区"),
        (["--indicator", "happiness"], "happiness is no indicator"),
        (["--indicator", "gdp", "--year", "1990"], "nothing of GDP in 1990"),
        (["--indicator", "gdp", "--level", "town"], "nothing in this selection has a target"),
        (["--kind", "pie"], "--kind takes one of place, places, verdicts"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    luoshi: Run, file: Path, tmp_path: Path, options: list[str], sentence: str
) -> None:
    out = tmp_path / "picture.svg"
    outcome = luoshi("plot", file, *options, "-o", out)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert not out.exists()


def test_files_that_are_no_panel_or_no_picture(luoshi: Run, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "this is no panel" in luoshi("plot", other, "-o", tmp_path / "a.svg").err
    assert luoshi("plot", file, "-o", tmp_path / "a.pdf").code == 2
    assert "cannot be read" in luoshi("plot", tmp_path / "none.parquet", "-o", tmp_path / "a.svg").err
    assert (
        "this is the file that was read"
        in luoshi("plot", file, "--indicator", "gdp", "--format", "svg", "-o", file).err
    )


def test_a_missing_package_is_named_with_its_extra(
    luoshi: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> bytes:
        raise MissingExtra("matplotlib", "plot")

    monkeypatch.setattr("luoshi.cli.plot.draw", missing)
    outcome = luoshi("plot", file, "--indicator", "gdp", "-o", "x.svg")
    assert (outcome.code, outcome.out) == (2, "")
    assert "pip install 'luoshi[plot]'" in outcome.err


def test_a_dataset_gives_its_panel(luoshi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def made(out: str, indicators: tuple[str, ...], choice: object) -> polars.DataFrame:
        asked.append((out, indicators))
        return panel()

    module = types.ModuleType("luoshi.corpus.panel")
    module.panel = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "luoshi.corpus.panel", module)
    outcome = luoshi("plot", tmp_path, "--indicator", "gdp", "--year", "2024", "-o", tmp_path / "a.svg")
    assert outcome.code == 0
    assert asked == [(str(tmp_path), ("gdp",))]
