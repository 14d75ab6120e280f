"""A panel against official statistics: columns of any name, units, rounding, vintages."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from luoshi.corpus.against import COLUMNS, hold_against
from luoshi.corpus.export import export_panel
from luoshi.corpus.panel_columns import PanelError, schema
from luoshi.corpus.statistics import Columns, Statistic, read_statistics, told_by_name
from tests.cli.conftest import Outcome, luoshi  # noqa: F401

Run = Callable[..., Outcome]
PAGE = (Path(__file__).parents[2] / "docs/panel.md").read_text(encoding="utf-8")


def row(**more: Any) -> dict[str, Any]:
    made: dict[str, Any] = dict.fromkeys(schema())
    return made | {
        "place": "云岭省临河市", "place_code": "990100", "place_level": "prefecture", "year": 2024, "indicator": "gdp",
        "indicator_name": "地区生产总值", "subject": "地区生产总值", "measure": "growth", "unit": "%", "direction": "up",
        "target_low": 6.0, "target_high": 6.0, "target_bound": "about", "target_quote": "地区生产总值增长6%左右",
        "target_file": "a.txt", "realised_low": 6.2, "realised_high": 6.2, "realised_bound": "exact",
        "realised_measure": "growth", "realised_unit": "%", "realised_direction": "up", "verdict": "met",
        "realised_quote": "地区生产总值增长6.2%", "realised_file": "b.txt", "partial": False,
    } | more  # fmt: skip


def panel(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema(), orient="row")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


LEVEL = row(
    measure="level", unit="元", realised_measure="level", realised_unit="元", realised_low=3.751e10, realised_high=3.751e10,
    target_quote=None, target_low=None, target_high=None, verdict=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "relation", "difference"),
    [("6.2", "agrees", 0.0), ("6.24", "agrees", 0.04), ("6.3", "differs", 0.1), ("-0.4", "differs", -6.6)],
)
def test_rates_agree_to_their_rounding(tmp_path: Path, value: str, relation: str, difference: float) -> None:
    stats = write(tmp_path / "s.csv", f"地区,年份,地区生产总值增速（%）\n临河市,2024,{value}\n")
    (found,) = hold_against(panel(row()), read_statistics(str(stats))[0]).rows
    assert (found["relation"], found["difference"]) == (relation, pytest.approx(difference))
    assert list(found) == list(COLUMNS)


def test_a_fall_is_negative_and_the_target_is_judged_by_the_statistic(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "city,year,gdp_growth\n云岭省临河市,2024,-1.8\n")
    fell = row(realised_low=1.8, realised_high=1.8, realised_direction="down", verdict="missed")
    (found,) = hold_against(panel(fell), read_statistics(str(stats))[0]).rows
    assert (found["stated"], found["relation"], found["official_verdict"]) == (-1.8, "agrees", "missed")
    (other,) = hold_against(panel(row()), read_statistics(str(stats))[0]).rows
    assert (other["verdict"], other["official_verdict"], other["difference"]) == ("met", "missed", -8.0)


@pytest.mark.parametrize("value", ["375.1", "375.08", "375.12"])
def test_amounts_in_any_unit(tmp_path: Path, value: str) -> None:
    stats = write(tmp_path / "s.csv", f"地区代码,年份,地区生产总值（亿元）\n990100,2024年,{value}\n")
    (found,) = hold_against(panel(row(), LEVEL), read_statistics(str(stats))[0]).rows
    assert (found["measure"], found["relation"]) == ("level", "agrees")
    off = write(tmp_path / "t.csv", "地区代码,年份,地区生产总值（万元）\n990100,2024,3800000\n")
    (other,) = hold_against(panel(LEVEL), read_statistics(str(off))[0]).rows
    assert (other["relation"], other["official"]) == ("differs", 3.8e10)


def test_long_tables_and_vintages(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    book = openpyxl.Workbook()
    for cells in (
        ["省份", "时间", "指标名称", "数据", "计量单位", "数据来源"],
        ["临河市", 2024, "地区生产总值", 6.2, "%", "初步核算"],
        ["临河市", 2024, "地区生产总值", 5.9, "%", "最终核实"],
        ["临河市", 2024, "地区生产总值", "…", "%", "年鉴"],
        ["临河市", 2024, "没有的指标", 1, "个", "年鉴"],
    ):
        book.active.append(cells)
    book.save(path)
    statistics, others = read_statistics(str(path))
    rows = hold_against(panel(row()), statistics).rows
    assert [(r["vintage"], r["relation"]) for r in rows] == [("初步核算", "agrees"), ("最终核实", "differs")]
    assert others == []


def test_columns_are_named_where_nothing_tells_them(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "p,t,r\n临河市,2024,6.2\n")
    with pytest.raises(PanelError, match="--place-column") as refused:
        read_statistics(str(stats))
    assert "--place-column" in refused.value.sentence("zh")
    with pytest.raises(PanelError, match="--figure"):
        read_statistics(str(stats), Columns({"place": "p", "year": "t"}))
    with pytest.raises(PanelError, match="there is no column q"):
        read_statistics(str(stats), Columns({"place": "q"}))
    found, _ = read_statistics(str(stats), Columns({"place": "p", "year": "t"}, {"r": ("gdp", "growth")}))
    assert found == [Statistic("临河市", None, 2024, "gdp", "growth", Decimal("6.2"), None, None)]
    asked, _ = read_statistics(
        str(stats),
        Columns({}, {"r": ("gdp", "growth")}),
        ask=lambda part, names: {"place": "p", "year": "t"}[part],
    )
    assert asked == found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("地区生产总值", ("gdp", "level")),
        ("地区生产总值增长率(%)", ("gdp", "growth")),
        ("规模以上工业增加值增速", ("industrial_va", "growth")),
        ("retail_sales_growth", ("retail_sales", "growth")),
        ("Retail sales", ("retail_sales", "level")),
        ("居民消费价格指数", None),
        ("备注", None),
    ],
)
def test_what_a_column_is_called(name: str, told: tuple[str, str] | None) -> None:
    assert told_by_name(name) == told


def test_two_places_that_fit_are_none_and_parts_are_not_asked(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "地区,年份,地区生产总值增速\n青川区,2024,6.2\n临河市,2024,6.2\n")
    twins = [row(place=f"云岭省{city}青川区", place_code=None) for city in ("临河市", "云州市")]
    part = row(scope="其中")
    held = hold_against(panel(*twins, part), read_statistics(str(stats))[0])
    assert held.rows == []
    assert [one.place for one in held.unmatched] == ["青川区", "临河市"]


AMOUNT = {
    "realised_measure": "level",
    "realised_unit": "元",
    "realised_low": 1.2345e11,
    "realised_high": 1.2345e11,
}


def test_an_amount_is_never_judged_against_a_target_of_growth(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "地区,年份,地区生产总值（亿元）\n临河市,2024,1234.5\n")
    (found,) = hold_against(panel(row(**AMOUNT)), read_statistics(str(stats))[0]).rows
    assert (found["measure"], found["unit"], found["relation"]) == ("level", "元", "agrees")
    assert (found["official"], found["official_verdict"]) == (1.2345e11, None)


def test_what_is_stated_with_another_measure_is_nothing_stated_of_this_one(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "地区,年份,地区生产总值增速（%）\n临河市,2024,6.4\n")
    (found,) = hold_against(panel(row(**AMOUNT)), read_statistics(str(stats))[0]).rows
    assert (found["relation"], found["stated"], found["difference"]) == ("not_stated", None, None)
    assert (found["measure"], found["unit"], found["official_verdict"]) == ("growth", "%", "met")
    target = row(measure="level", unit="元", target_low=1.2e11, target_high=1.2e11, target_bound="at_least")
    (other,) = hold_against(panel(target), read_statistics(str(stats))[0]).rows
    assert (other["relation"], other["official_verdict"]) == ("differs", None)


def test_an_amount_is_judged_in_the_unit_of_the_target(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "地区,年份,粮食产量（万吨）\n临河市,2024,50\n")
    grain = {
        "indicator": "grain_output", "measure": "level", "unit": "斤", "target_low": 9e8, "target_high": None,
        "target_bound": "at_least", "realised_measure": "level", "realised_unit": "吨", "realised_low": 5e5, "realised_high": 5e5,
    }  # fmt: skip
    (found,) = hold_against(panel(row(**grain)), read_statistics(str(stats))[0]).rows
    assert (found["unit"], found["relation"], found["official_verdict"]) == ("吨", "agrees", "met")


def test_a_place_of_another_code_is_another_place_whatever_its_name(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "代码,地区,年份,地区生产总值增速\n990200,临河市,2024,6.2\n")
    statistics, _ = read_statistics(str(stats))
    assert hold_against(panel(row()), statistics).rows == []
    (found,) = hold_against(panel(row(), row(place_code=None)), statistics).rows
    assert found["relation"] == "agrees"


def test_what_a_report_does_not_state_is_said(tmp_path: Path) -> None:
    stats = write(tmp_path / "s.csv", "地区,年份,地区生产总值增速\n临河市,2024,5.1\n")
    silent = row(
        realised_low=None, realised_high=None, realised_measure=None, realised_unit=None, verdict="unreported"
    )
    (found,) = hold_against(panel(silent), read_statistics(str(stats))[0]).rows
    assert (found["relation"], found["official_verdict"]) == ("not_stated", "missed")


def test_the_command(luoshi: Run, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "panel.parquet"
    file.write_bytes(
        export_panel(panel(row(), row(year=2023, realised_low=7.0, realised_high=7.0)), "parquet")
    )
    stats = write(
        tmp_path / "s.csv", "地区,年份,增速,备注\n临河市,2024,6.2,x\n临河市,2023,6.1,y\n某地,2023,1,z\n"
    )
    outcome = luoshi("against", file, stats, "--figure", "增速=GDP:growth")
    assert outcome.code == 0, outcome.err
    assert "3 statistics: 1 agree" in outcome.err
    assert "the report says 7, the statistic 6.1 % (-0.9)" in outcome.err
    assert "某地 2023 gdp" in outcome.err
    assert "备注" in outcome.err
    assert len(outcome.out.splitlines()) == 3
    for form in ("csv", "parquet", "xlsx"):
        out = tmp_path / f"o.{form}"
        assert luoshi("against", file, stats, "--figure", "增速=gdp:growth", "-o", out, "-q").code == 0
        assert out.stat().st_size > 100
    for arguments in (
        (file, stats),
        (file, stats, "--figure", "x"),
        (file, tmp_path / "no.csv"),
        (file, file),
    ):
        assert luoshi("against", *arguments).code == 2
    assert luoshi("against", file, stats, "--figure", "增速=gdp:growth", "-o", stats).code == 2


def test_every_column_is_described() -> None:
    assert [name for name in COLUMNS if f"`{name}`" not in PAGE] == []
