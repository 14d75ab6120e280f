"""The filters on a pair of years: ``reconcile``, ``panel``, ``report`` and ``plot`` leave out what is not asked for."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import polars
import pytest

from luoshi.cli.command import COMMANDS
from luoshi.corpus.export import export_panel
from luoshi.corpus.panel import panel
from luoshi.ledger.choice import Choice
from tests.cli.conftest import Outcome
from tests.corpus.invented import panel as invented
from tests.corpus.test_panel import dataset, write

Run = Callable[..., Outcome]
FOLDER = Path(__file__).parents[2] / "examples"
T, T1 = FOLDER / "qingchuan-2025.txt", FOLDER / "qingchuan-2026.txt"
FILTERS = {"--kind", "--grade", "--headline", "--indicator", "--where"}
PAIRS = ("--format", "json", "-q")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two invented reports: one promise in a deliverable, one value without a promise."""
    base = tmp_path_factory.mktemp("held")
    folder = base / "reports"
    folder.mkdir()
    write(folder, 2024, "全市运行平稳。", "地区生产总值增长6%，固定资产投资增长8%")
    told = "地区生产总值增长6.4%，社会消费品零售总额增长5%。新建高标准农田3.2万亩。"
    write(folder, 2025, told, "地区生产总值增长5%")
    report = folder / "临河市-2024.txt"
    text = report.read_text(encoding="utf-8")
    assert "推进滨江大道二期工程。" in text
    added = text.replace("推进滨江大道二期工程。", "推进滨江大道二期工程。新建高标准农田3万亩。")
    report.write_text(added, encoding="utf-8")
    return Path(dataset(folder))


def parts(luoshi: Run, *asked: str) -> tuple[int, int, int]:
    outcome = luoshi("reconcile", T, T1, *PAIRS, *asked)
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    return len(found["pairs"]), len(found["tasks"]), len(found["problems"])


def test_a_kind_is_a_part_of_what_two_years_say(luoshi: Run) -> None:
    pairs, tasks, problems = parts(luoshi)
    assert min(pairs, tasks, problems) > 0
    assert parts(luoshi, "--kind", "target") == (pairs, 0, 0)
    assert parts(luoshi, "--kind", "task") == (0, tasks, 0)
    assert parts(luoshi, "--kind", "problem") == (0, 0, problems)
    assert parts(luoshi, "--kind", "task", "--kind", "problem") == (0, tasks, problems)
    answered = json.loads(luoshi("reconcile", T, T1, *PAIRS, "--kind", "result").out)["pairs"]
    whole = json.loads(luoshi("reconcile", T, T1, *PAIRS).out)["pairs"]
    assert answered == [pair for pair in whole if pair["realised"]]
    assert len(answered) < pairs


def test_a_grade_is_that_of_the_task_or_of_the_line_of_either_side(luoshi: Run) -> None:
    _, tasks, _ = parts(luoshi)
    every, _, _ = parts(luoshi, "--all")
    both = [parts(luoshi, "--grade", grade) for grade in ("deliverable", "activity")]
    assert [count for count, _, _ in both] == [0, 0]  # main targets stand in lines of targets
    assert sum(count for _, count, _ in both) == tasks
    assert all(count for _, count, _ in both)
    promised, _, problems = parts(luoshi, "--all", "--grade", "deliverable")
    assert 0 < promised < every
    assert problems == 0
    reached = json.loads(luoshi("reconcile", T, T1, *PAIRS, "--all", "--grade", "deed").out)
    assert reached["pairs"]
    assert all(pair["realised"] for pair in reached["pairs"])
    assert reached["tasks"] == []


def test_headline_and_indicator_are_those_of_the_promise(luoshi: Run) -> None:
    pairs, _, _ = parts(luoshi)
    every, _, _ = parts(luoshi, "--all")
    assert pairs < every
    assert parts(luoshi, "--all", "--headline") == (pairs, 0, 0)
    assert parts(luoshi, "--indicator", "gdp") == (1, 0, 0)


def test_a_condition_and_a_verdict_speak_of_pairs_alone(luoshi: Run) -> None:
    missed = parts(luoshi, "--verdict", "missed")
    assert missed[0] > 0
    assert missed[1:] == (0, 0)
    assert parts(luoshi, "--where", "deviation < 0") == missed  # a number, not the letters of one
    assert parts(luoshi, "--where", "deviation < 0", "--kind", "task") == (0, 0, 0)


def test_what_is_left_is_said_and_tables_show_it_alone(luoshi: Run) -> None:
    outcome = luoshi("reconcile", T, T1, "--format", "table", "--kind", "problem", "--lang", "zh")
    assert outcome.err == "任务 0 项，问题 21 个\n"
    assert "判定" not in outcome.out
    assert "问题 (21)" in outcome.out
    none = luoshi("reconcile", T, T1, "--format", "table", "--indicator", "retail_price", "--lang", "en")
    assert (none.code, none.err) == (0, "no target is as asked for\n")


def rows(out: Path, **asked: object) -> polars.DataFrame:
    return panel(
        str(out), ["gdp", "fai", "retail_sales", "high_standard_farmland"], every=True, choice=Choice(**asked)
    )  # type: ignore[arg-type]


def test_the_rows_of_a_panel_are_chosen(held: Path) -> None:
    whole = rows(held)
    target, result = polars.col("target_quote").is_not_null(), polars.col("realised_measure").is_not_null()
    assert rows(held, kinds=("target",)).equals(whole.filter(target))
    assert rows(held, kinds=("result",)).equals(whole.filter(result))
    assert whole.filter(~target).height > 0
    assert whole.filter(~result).height > 0
    main = rows(held, headline=True)
    assert set(main["indicator"]) == {"gdp", "fai"}
    assert main["target_quote"].null_count() == 0
    assert rows(held, where="target_low = 8")["indicator"].to_list() == ["fai"]
    deliverable = rows(held, grades=("deliverable",))
    assert deliverable["target_quote"].to_list() == ["新建高标准农田3万亩"]


def test_the_command_passes_each_filter_on(luoshi: Run, held: Path) -> None:
    asked = [option for code in ("gdp", "fai", "retail_sales", "high_standard_farmland") for option in ("--indicator", code)]  # fmt: skip
    whole = luoshi("panel", held, *asked, "--all", "-q").out
    for option in (
        ["--kind", "target"],
        ["--grade", "deliverable"],
        ["--headline"],
        ["--where", "year = 2024"],
    ):
        fewer = luoshi("panel", held, *asked, "--all", "-q", *option)
        assert fewer.code == 0, fewer.err
        assert 1 < len(fewer.out.splitlines()) < len(whole.splitlines()), option
    assert luoshi("panel", held, "--kind", "task").err.startswith(
        "luoshi: --kind takes one of target, result"
    )
    empty = luoshi("panel", held, "--where", "year = 1900", "--lang", "zh")
    assert empty.err.splitlines()[0] == "没有符合条件的行"


def test_a_dataset_without_grades_says_so(luoshi: Run, held: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    for path in held.rglob("*"):
        if path.is_file() and ".work" not in path.parts:
            copy = old / path.relative_to(held)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    part = next((old / "entries").glob("*.parquet"))
    polars.read_parquet(part).drop("line_grade").write_parquet(part)
    assert luoshi("panel", old, "-q").code == 0
    refused = luoshi("panel", old, "--grade", "deed", "--lang", "zh")
    assert (refused.code, refused.out) == (2, "")
    assert "旧版" in refused.err


def test_a_report_shows_the_rows_asked_for(luoshi: Run, held: Path, tmp_path: Path) -> None:
    def shown(*asked: str) -> str:
        outcome = luoshi("report", held, "-o", "-", *asked)
        assert outcome.code == 0, outcome.err
        return outcome.out

    assert "<b>GDP</b>" in shown()
    assert "<b>GDP</b>" not in shown("--where", "indicator = 'fai'")
    assert "<b>GDP</b>" not in shown("--grade", "activity")
    assert "<b>Fixed asset investment</b>" in shown("--kind", "target")
    assert "<b>Fixed asset investment</b>" not in shown("--kind", "result")  # no result answers it
    file = tmp_path / "panel.parquet"
    file.write_bytes(export_panel(invented(), "parquet"))
    assert "<b>GDP</b>" not in shown("--panel", str(file), "--where", "indicator <> 'gdp'")
    refused = luoshi("report", held, "--panel", file, "--grade", "deed", "--headline", "-o", "-")
    assert refused.code == 2
    assert "does not say what --grade, --headline would choose" in refused.err


def test_a_picture_shows_the_rows_asked_for(luoshi: Run, tmp_path: Path) -> None:
    file = tmp_path / "panel.parquet"
    file.write_bytes(export_panel(invented(), "parquet"))
    asked = ("plot", file, "--indicator", "gdp", "-o", "-")
    assert ">2016<" in luoshi(*asked).out
    later = luoshi(*asked, "--where", "year >= 2020").out
    assert ">2020<" in later
    assert ">2016<" not in later
    assert luoshi(*asked, "--where", "colour = 1").code == 2


def test_a_column_that_is_not_there_is_told_with_those_that_are_close(luoshi: Run) -> None:
    for language, told in (("en", "; did you mean deviation?\n"), ("zh", "是否指：deviation？\n")):
        outcome = luoshi("reconcile", T, T1, "--where", "deviaton < 0", "--lang", language)
        assert outcome.code == 2
        assert outcome.err.endswith(told)
        assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_declares_the_filters_and_says_what_they_mean(language: str) -> None:
    from importlib import import_module

    helps = {}
    for name in ("read", "outline", "explain", "diff", "reconcile", "panel", "report", "against"):
        made: click.Command = import_module(COMMANDS[name]).command(language)
        options = {
            p.opts[0]: p.help for p in made.params if isinstance(p, click.Option) and p.opts[0] in FILTERS
        }
        assert set(options) == FILTERS, name
        assert all(options.values())
        helps[name] = options["--kind"]
    assert len({helps["read"], helps["reconcile"], helps["panel"]}) == 3


def test_docs_name_the_filters_of_every_view() -> None:
    page = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `luoshi (\w+)[^\n]*\n(.*?)(?=^## )", page, re.DOTALL | re.MULTILINE))
    for name in ("read", "outline", "explain", "diff", "reconcile", "panel", "report", "against"):
        assert {f for f in FILTERS if f"`{f}`" in sections[name]} == FILTERS, name
    assert "`--where`" in sections["plot"]


def test_statistics_are_held_against_the_rows_asked_for(luoshi: Run, held: Path, tmp_path: Path) -> None:
    stats = tmp_path / "s.csv"
    stats.write_text(
        "地区,年份,地区生产总值增速（%）,社会消费品零售总额增速（%）\n临河市,2024,6.4,5\n", encoding="utf-8"
    )

    def indicators(*asked: str) -> list[str]:
        outcome = luoshi("against", held, stats, *asked)
        assert outcome.code == 0, outcome.err
        return [line.split(",")[2] for line in outcome.out.splitlines()[1:]]

    assert indicators() == ["gdp", "retail_sales"]
    assert indicators("--headline") == ["gdp"]
    assert indicators("--indicator", "社会消费品零售总额") == ["retail_sales"]
    assert indicators("--where", "realised_low > 6") == ["gdp"]
    narrowed = luoshi("against", held, stats, "--headline")
    assert "no row of the panel" not in narrowed.err, "what was not asked for is not missing"
    assert "1 statistics" in narrowed.err


def test_python_asks_for_some_as_the_commands_do(held: Path) -> None:
    import luoshi

    whole = luoshi.panel(held, ["gdp", "retail_sales"])
    main = luoshi.panel(held, ["gdp", "retail_sales"], choice=luoshi.Choice(headline=True))
    assert set(whole["indicator"]) == {"gdp", "retail_sales"}
    assert set(main["indicator"]) == {"gdp"}
    assert set(luoshi.panel(held, choice=luoshi.Choice(indicators=("gdp",)))["indicator"]) == {"gdp"}
    tasks = luoshi.reconcile(str(T), str(T1), choice=luoshi.Choice(kinds=("task",)))
    assert tasks.matters
    assert not tasks.pairs
