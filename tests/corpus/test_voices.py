"""One place's year has several voices: who is asked is said, and nobody's value stands for another's."""

from pathlib import Path

import pytest

import luoshi
from luoshi.corpus.chosen_reports import chosen_reports, left_out
from luoshi.corpus.dataset import Dataset

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    texts = [EXAMPLES / f"qingchuan-{year}.txt" for year in (2025, 2026)]
    return luoshi.corpus([*texts, EXAMPLES / "voices"], tmp_path_factory.mktemp("voices") / "out")


def test_a_panel_asks_work_reports_alone_and_names_what_it_left_out(dataset: Dataset) -> None:
    made = luoshi.panel(dataset, ["gdp", "fiscal_revenue"])
    assert (
        set(made["target_voice"].drop_nulls()) == set(made["realised_voice"].drop_nulls()) == {"work_report"}
    )
    assert [(one.reason, one.of) for one in left_out(dataset)] == [
        ("kind", "budget_report"), ("kind", "communique"), ("kind", "plan_report"),
    ]  # fmt: skip


def test_two_voices_answer_one_target_in_two_rows(dataset: Dataset) -> None:
    made = luoshi.panel(dataset, ["gdp"], results=["work_report", "communique"])
    held = made.filter(made["target_quote"].is_not_null()).select(
        "year", "realised_voice", "realised_low", "verdict"
    )
    assert held.rows() == [
        (2025, "work_report", 6.2, "missed"), (2025, "communique", 6.2, "missed"), (2026, None, None, None),
    ]  # fmt: skip
    files = made.filter(made["year"] == 2025).select("realised_voice", "realised_file").unique().rows()
    assert sorted(files) == [
        ("communique", "voices/qingchuan-communique-2025.txt"),
        ("work_report", "qingchuan-2026.txt"),
    ]


def test_the_plans_targets_can_be_held_instead(dataset: Dataset) -> None:
    made = luoshi.panel(dataset, ["fiscal_revenue"], targets="plan_report", results=["budget_report"])
    assert set(made["target_voice"].drop_nulls()) == {"plan_report"}
    assert set(made["realised_voice"].drop_nulls()) == {"budget_report"}
    stated = made.filter(made["realised_measure"] == "level")["realised_low"].to_list()
    assert stated == [2_050_000_000]  # and not the 49.2 that revenue and transfers come to


def test_a_place_is_one_under_all_its_voices(dataset: Dataset) -> None:
    every = chosen_reports(dataset, kinds=("work_report", "communique", "plan_report", "budget_report"))
    assert {one.place for one in every} == {"云岭省临河市青川区"}
    assert sorted((one.kind, one.told_year) for one in every) == [
        ("budget_report", 2025), ("communique", 2025), ("plan_report", 2025), ("work_report", 2024), ("work_report", 2025),
    ]  # fmt: skip


def test_reconcile_says_whose_values_it_holds() -> None:
    outcome = luoshi.reconcile(
        EXAMPLES / "qingchuan-2025.txt", EXAMPLES / "voices/qingchuan-communique-2025.txt"
    )
    told = outcome.to_dict()
    assert told["voices"] == {"earlier": "work_report", "later": "communique"}
    gdp = next(pair for pair in told["pairs"] if pair["target"]["indicator"] == "gdp")
    assert (gdp["verdict"], gdp["realised"]["low"], gdp["vintages"][0]["voice"]) == (
        "missed",
        "6.2",
        "communique",
    )
