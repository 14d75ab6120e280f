"""The panel of a dataset: its rows, what is never counted twice, and what it says where a report is missing."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest

import luoshi
from luoshi.corpus.chosen_reports import _one_each, chosen_reports, left_out
from luoshi.corpus.dataset import Dataset
from luoshi.corpus.panel import panel
from luoshi.corpus.panel_columns import PanelError, schema
from luoshi.corpus.run import Wanted
from luoshi.reconcile import of_report, reconcile
from luoshi.vocabulary.own_scopes import limiter
from tests.corpus.conftest import EXAMPLES, read_corpus

_REPORT = """{place}{year}年政府工作报告
——{year}年1月12日在{place}第六届人民代表大会第{session}次会议上
{place}市长 沈知秋
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、{last}年工作回顾
过去一年，全市上下团结一心。{review}
二、{year}年工作安排
今年全市经济社会发展的主要预期目标是：{targets}。
三、{year}年重点工作
抓好重点项目建设，推进滨江大道二期工程。
以上报告，请各位代表审议。
"""


def write(
    folder: Path, year: int, review: str, targets: str, *, name: str | None = None, place: str = "临河市"
) -> None:
    text = _REPORT.format(
        place=place,
        year=year,
        last=year - 1,
        session="一二三四五六七八九"[year % 9],
        review=review,
        targets=targets,
    )
    (folder / (name or f"{place}-{year}.txt")).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


def dataset(folder: Path) -> str:
    out = str(folder.parent / "dataset")
    read_corpus(Wanted([str(folder)], out))
    return out


def rows(frame: pl.DataFrame, **only: Any) -> list[dict[str, Any]]:
    return frame.filter(*(pl.col(name) == value for name, value in only.items())).to_dicts()


def test_a_row_has_the_promise_the_result_and_the_verdict_with_both_quotes(folder: Path) -> None:
    write(folder, 2024, "地区生产总值增长6.1%。", "地区生产总值增长6%左右，进出口总额增长5%")
    write(folder, 2025, "地区生产总值增长5.4%。", "地区生产总值增长5%，进出口总额增长4%")
    made = panel(dataset(folder), ["gdp"])
    assert dict(made.schema) == dict(schema())
    (row,) = rows(made, year=2024)
    assert (row["place"], row["indicator"], row["indicator_name"]) == ("临河市", "gdp", "地区生产总值")
    assert (row["target_low"], row["target_bound"], row["realised_low"]) == (6.0, "about", 5.4)
    assert (row["verdict"], row["deviation"], row["rule"]) == ("missed", -0.6, "not_reached")
    assert (row["target_quote"], row["realised_quote"]) == ("地区生产总值增长6%左右", "地区生产总值增长5.4%")
    assert (row["target_file"], row["realised_file"]) == ("临河市-2024.txt", "临河市-2025.txt")


def test_a_row_says_how_certain_both_of_its_lines_are_and_an_old_dataset_says_nothing(folder: Path) -> None:
    write(folder, 2024, "地区生产总值增长6.1%。", "地区生产总值增长6%左右，进出口总额增长5%")
    write(folder, 2025, "地区生产总值增长5.4%。", "地区生产总值增长5%，进出口总额增长4%")
    made = dataset(folder)
    (row,) = rows(panel(made, ["gdp"]), year=2024)
    lines = {
        line.quote: line.certainty
        for n in (2024, 2025)
        for line in luoshi.read(folder / f"临河市-{n}.txt").lines
    }
    assert row["target_certainty"] == lines[row["target_quote"]]
    assert row["realised_certainty"] == lines[row["realised_quote"]]
    for part in Path(made).glob("entries/*.parquet"):
        pl.read_parquet(part).drop("certainty").write_parquet(part)
    (older,) = rows(panel(made, ["gdp"]), year=2024)
    assert older == row | {"target_certainty": None, "realised_certainty": None}


def test_without_a_later_report_there_is_no_verdict_and_without_an_earlier_one_no_target(
    folder: Path,
) -> None:
    write(folder, 2024, "地区生产总值增长6.1%。", "地区生产总值增长6%，进出口总额增长5%")
    made = panel(dataset(folder), ["gdp"])
    (before,) = rows(made, year=2023)
    (now,) = rows(made, year=2024)
    assert (before["target_low"], before["realised_low"], before["verdict"]) == (None, 6.1, None)
    assert (now["target_low"], now["realised_low"], now["verdict"]) == (6.0, None, None)


def test_a_fall_keeps_its_direction(folder: Path) -> None:
    write(folder, 2025, "固定资产投资下降1.8%。", "地区生产总值增长6%，进出口总额增长5%")
    (row,) = rows(panel(dataset(folder), ["fai"]), year=2024)
    assert (row["realised_low"], row["realised_direction"]) == (1.8, "down")


def test_what_answers_a_target_is_not_told_again_but_another_measure_is(folder: Path) -> None:
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%")
    write(folder, 2025, "地区生产总值达到812亿元，增长6.4%。", "地区生产总值增长5%，进出口总额增长4%")
    found = rows(panel(dataset(folder), ["gdp"]), year=2024)
    assert [(r["measure"], r["target_low"], r["realised_low"]) for r in found] == [
        ("growth", 6.0, 6.4),
        ("level", None, 81_200_000_000.0),
    ]


def test_of_copies_and_of_two_reports_for_one_year_one_is_asked(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%", name=name)
    write(
        folder,
        2024,
        "运行平稳。",
        "地区生产总值增长7%，进出口总额增长5%，粮食产量稳定在21万吨以上",
        name="c.txt",
    )
    made = panel(dataset(folder), ["gdp"])
    assert len(rows(made, year=2024)) == 1


def test_names_of_one_place_are_one_place(folder: Path) -> None:
    write(folder, 2024, "全县运行平稳。", "地区生产总值增长6%，进出口总额增长5%", place="易县")
    write(
        folder,
        2025,
        "地区生产总值增长6.4%。",
        "地区生产总值增长5%，进出口总额增长4%",
        place="河北省保定市易县",
    )
    made = panel(dataset(folder), ["gdp"])
    assert made["place"].unique().to_list() == ["河北省保定市易县"]
    assert rows(made, year=2024)[0]["verdict"] == "met"


def test_the_verdicts_are_those_of_reconcile() -> None:
    """The panel goes through a dataset's tables, reconcile through the reports themselves."""
    records = [of_report(luoshi.read(EXAMPLES / f"qingchuan-{year}.txt")) for year in (2025, 2026)]
    expected = {
        (p.target.indicator, p.target.quote): (p.judgement.verdict, p.judgement.rule, p.reason())
        for p in reconcile(*records).pairs  # type: ignore[arg-type]
        if p.target.indicator
    }
    with TemporaryDirectory() as out:
        read_corpus(Wanted([str(EXAMPLES / f"qingchuan-{year}.txt") for year in (2025, 2026)], out))
        made = panel(out, sorted({code for code, _ in expected}))
    found = {
        (r["indicator"], r["target_quote"]): (r["verdict"], r["rule"], r["reason"])
        for r in rows(made, year=2025)
        if r["target_quote"]
    }
    assert found == expected


def test_a_short_name_that_two_places_could_have_stays_alone(folder: Path) -> None:
    """青川区 without its superiors is the one that is there, and nobody's where two are."""
    names = ("云岭省临河市青川区", "云岭省云州市青川区", "青川区")
    for name in names:
        write(folder, 2025, "运行平稳。", "地区生产总值增长6%，进出口总额增长5%", place=name)
    assert panel(dataset(folder), ["gdp"])["place"].n_unique() == 3


def test_places_and_all_targets_can_be_asked_for(folder: Path) -> None:
    write(folder, 2025, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%")
    write(folder, 2025, "全市运行平稳。", "地区生产总值增长7%，进出口总额增长5%", place="云州市")
    out = dataset(folder)
    assert panel(out, ["gdp"], places=["云州市"])["target_low"].to_list() == [7.0]
    assert panel(out, ["gdp"], places=["无此市"]).is_empty()
    assert panel(out, ["gdp"], every=True).height >= panel(out, ["gdp"]).height


def test_an_unknown_indicator_or_no_dataset_is_refused_in_both_languages(
    folder: Path, tmp_path: Path
) -> None:
    write(folder, 2025, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%")
    with pytest.raises(PanelError, match="no such indicator: gpd") as refused:
        panel(dataset(folder), ["gpd"])
    assert refused.value.sentence("zh") == "没有这个指标：gpd"
    with pytest.raises(PanelError, match="there is no finished dataset"):
        panel(tmp_path / "nothing", ["gdp"])


def test_a_value_told_again_under_its_bare_name_has_one_row(folder: Path) -> None:
    review = "全社会固定资产投资达到60亿元。固定资产投资完成60亿元，增长7%。"
    write(folder, 2026, review, "固定资产投资增长8%")
    levels = rows(panel(dataset(folder), ["fai"]), year=2025, measure="level")
    assert [row["subject"] for row in levels] == ["全社会固定资产投资"]


def test_two_variants_with_values_of_their_own_have_two_rows(folder: Path) -> None:
    review = "全社会固定资产投资达到60亿元，其中城镇固定资产投资完成48亿元。"
    write(folder, 2026, review, "固定资产投资增长8%")
    levels = rows(panel(dataset(folder), ["fai"]), year=2025, measure="level")
    assert [row["subject"] for row in levels] == ["全社会固定资产投资", "城镇固定资产投资"]


def test_town_and_country_that_answer_a_target_for_all_keep_their_own_rows(folder: Path) -> None:
    write(folder, 2025, "地区生产总值增长6%。", "居民人均可支配收入增长7%")
    review = "城镇居民人均可支配收入增长6.5%；农村居民人均可支配收入增长8%。"
    write(folder, 2026, review, "居民人均可支配收入增长7%")
    held = panel(dataset(folder), ["resident_income", "urban_income", "rural_income"])
    (promised,) = rows(held, indicator="resident_income", year=2025)
    assert promised["verdict"] == "incomparable"
    apart = {
        row["indicator"]: row["realised_low"] for row in rows(held, year=2025) if row["target_low"] is None
    }
    assert apart == {"urban_income": 6.5, "rural_income": 8.0}


def test_the_nation_is_one_place_under_both_its_names(folder: Path) -> None:
    both = pl.DataFrame([report(2025, "全国"), report(2026, "中华人民共和国")], infer_schema_length=None)
    assert [(one.place, one.year) for one in _one_each(both, frozenset({"work_report"}))] == [
        ("全国", 2025),
        ("全国", 2026),
    ]


def report(year: int, place: str) -> dict[str, Any]:
    return {
        "document": f"{place}-{year}.txt", "place": place, "place_code": None, "place_level": "national", "year": year,
        "complete": True, "entries": 100, "doubts": None, "kind": "work_report",
    }  # fmt: skip


def test_a_scope_that_names_the_whole_place_is_empty_and_another_stays(folder: Path) -> None:
    write(folder, 2024, "全市运行平稳。", "全市地区生产总值增长6%，进出口总额增长5%")
    write(folder, 2025, "全市地区生产总值增长6.4%。", "地区生产总值增长5%，进出口总额增长4%")
    made = panel(dataset(folder), ["gdp"])
    assert made["scope"].null_count() == made.height
    assert rows(made, year=2024)[0]["verdict"] == "met"
    assert [limiter(scope) for scope in ("全市", "我省", "全县范围", "市域", "其中", "限额以上", "城区", None)] == [
        None, None, None, None, "其中", "限额以上", "城区", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "固定资产投资与上年持平",
        "固定资产投资完成年度任务的135%",
        "固定资产投资增速没有达到预期目标",
    ],
)
def test_what_is_said_in_words_is_no_silence(folder: Path, words: str) -> None:
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，固定资产投资增长9%，进出口总额增长5%")
    write(folder, 2025, f"全市运行平稳。{words}。", "地区生产总值增长5%，固定资产投资增长8%")
    made = panel(dataset(folder), ["fai", "trade"])
    (said,), (silent,) = (rows(made, year=2024, indicator=code) for code in ("fai", "trade"))
    assert said["verdict"] in ("stated_otherwise", "incomparable")
    assert words in said["realised_quote"]
    assert said["realised_file"] == "临河市-2025.txt"
    assert (silent["verdict"], silent["realised_quote"]) == ("unreported", None)


def test_what_is_planned_again_or_belongs_to_another_thing_is_silence(folder: Path) -> None:
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，规模以上工业增加值增长9%")
    write(
        folder,
        2025,
        "规模以上工业企业达到31家。",
        "地区生产总值增长5%，规模以上工业增加值增长8%",
    )
    (row,) = rows(panel(dataset(folder), ["industrial_va"]), year=2024)
    assert row["verdict"] == "unreported"


def test_an_older_dataset_without_mentions_still_makes_a_panel(folder: Path) -> None:
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，固定资产投资增长9%")
    write(folder, 2025, "固定资产投资与上年持平。", "地区生产总值增长5%，固定资产投资增长8%")
    out = dataset(folder)
    shutil.rmtree(Path(out) / "mentions")
    assert panel(out, ["fai"])["verdict"].drop_nulls().to_list() in (["unreported"], ["incomparable"])


def test_a_move_in_an_order_is_no_change(folder: Path) -> None:
    review = "规模以上工业增加值增长16.9%，增速全省第一，比上年前移6位。"
    write(folder, 2025, review, "地区生产总值增长6%，进出口总额增长5%")
    found = rows(panel(dataset(folder), ["industrial_va"]), year=2024)
    assert [(row["measure"], row["realised_low"]) for row in found] == [("growth", 16.9)]


def test_doubts_of_both_reports_stand_in_the_row(folder: Path) -> None:
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%", name="临河市2021.txt")
    write(folder, 2025, "地区生产总值增长6.4%。", "地区生产总值增长5%，进出口总额增长4%")
    made = panel(dataset(folder), ["gdp"])
    doubted = {row["year"]: (row["doubts"] or "").split() for row in made.to_dicts()}
    assert "year_differs" in doubted[2024]
    assert "year_differs" not in doubted[2025]


def test_a_report_whose_targets_were_not_found_is_in_doubt(folder: Path) -> None:
    review = "地区生产总值增长6.4%，进出口总额增长5%，粮食产量21万吨，固定资产投资增长7%，财政收入增长3%。"
    write(folder, 2025, review, "全面完成各项任务")
    assert "no_targets" in (panel(dataset(folder), ["gdp"])["doubts"][0] or "")


def test_every_document_is_in_or_left_out_with_a_reason(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，进出口总额增长5%", name=name)
    write(
        folder,
        2024,
        "运行平稳。",
        "地区生产总值增长7%，进出口总额增长5%，粮食产量稳定在21万吨以上",
        name="c.txt",
    )
    (folder / "菜谱.txt").write_text("番茄炒蛋：番茄两个，鸡蛋三个。\n" * 5, encoding="utf-8")
    held = Dataset(dataset(folder))
    found = {one.document: one.reason for one in left_out(held)}
    asked = {one.document for one in chosen_reports(held)}
    assert found["菜谱.txt"] == "not_a_report"
    assert set(found) | asked == {"a.txt", "b.txt", "c.txt", "菜谱.txt"}
    assert not set(found) & asked
    assert set(found.values()) <= {"not_a_report", "copy", "other"}
