"""What can be asked for, what was meant, and errors for programs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.cli.command import COMMANDS
from tests.cli.conftest import Outcome
from tests.corpus.test_panel import dataset, write

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


def test_indicators_are_listed_and_looked_for(luoshi: Run) -> None:
    every = luoshi("indicators").out.splitlines()
    assert any(line.startswith("gdp ") and line.endswith("GDP") for line in every)
    rural = luoshi("indicators", "农村").out
    assert "rural_income" in rural
    assert "urban_income" not in rural
    (row,) = json.loads(luoshi("indicators", "零售总额", "--format", "json").out)
    assert (row["code"], row["wanted"]) == ("retail_sales", "up")
    assert luoshi("indicators", "没有这个").code == 2


def test_places_of_a_name_a_code_and_a_dataset(luoshi: Run, tmp_path: Path) -> None:
    both = luoshi("places", "清苑").out.splitlines()
    assert [line.split()[0] for line in both] == ["130608", "130622"]
    assert json.loads(luoshi("places", "330100", "--format", "json").out)[0]["name"] == "浙江省杭州市"
    refused = luoshi("places", "杭洲市")
    assert refused.code == 2
    assert "杭州市" in refused.err
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in (2022, 2023, 2025):
        write(folder, year, "地区生产总值增长6.4%。", "地区生产总值增长5%，进出口总额增长4%")
    line = luoshi("places", dataset(folder)).out
    assert "临河市" in line
    assert "2022–2023, 2025" in line
    assert luoshi("places", tmp_path).code == 2


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["raed", "x"], "read"),
        (["read", "x.txt", "--fromat", "json"], "--format"),
        (["read", "x.txt", "--kind", "tasks"], "task"),
        (["panel", "x", "--indicator", "gpd"], "gdp"),
        (["read", "{folder}/青川区2062.txt"], "青川区2026.txt"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_close_ones(
    luoshi: Run, report: Path, arguments: list[str], meant: str
) -> None:
    arguments = [argument.format(folder=report.parent) for argument in arguments]
    english, chinese = luoshi(*arguments), luoshi(*arguments, "--lang", "zh")
    assert english.code == 2
    for told, joint in ((english.err, "; did you mean "), (chinese.err, "；是否指：")):
        before, found, after = told.partition(joint)
        assert found
        assert meant in after
        assert not before.endswith((".", "。", "；"))


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["read", "没有.txt"], "missing"),
        (["read"], "usage"),
        (["raed"], "usage"),
        (["panel", "没有", "--indicator", "gdp"], "failure"),
    ],
)
def test_errors_for_programs_are_objects(luoshi: Run, arguments: list[str], kind: str) -> None:
    outcome = luoshi(*arguments, "--json", "--lang", "zh")
    error = json.loads(outcome.err)["error"]
    assert (error["kind"], error["code"]) == (kind, outcome.code)
    assert "luoshi:" not in error["message"]
    assert not luoshi(*arguments).err.startswith("{")


def test_each_shell_gets_a_script_and_an_answer(luoshi: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"_LUOSHI_COMPLETE={shell}_complete" in luoshi("completion", shell).out
    assert luoshi("completion", "csh").code == 2

    def answer(words: str) -> list[str]:
        environment = os.environ | {
            "_LUOSHI_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }
        program = "from luoshi.cli import main; main()"
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        return [line.partition(",")[2] for line in run.stdout.splitlines()]

    assert answer("luoshi re") == ["read", "reconcile", "report"]
    assert set(answer("luoshi ")) == set(COMMANDS)
    assert "--indicator" in answer("luoshi panel x --ind")
    assert answer("luoshi panel x --indicator retail") == ["retail_sales", "retail_price"]
    assert answer("luoshi plot x --indicator retail") == ["retail_sales", "retail_price"]
    assert answer("luoshi reconcile a b --kind ") == ["target", "task", "result", "problem"]
    assert answer("luoshi panel x --kind ") == ["target", "result"]
    assert answer("luoshi reconcile a b --grade de") == ["deliverable", "deed"]
    assert {"--kind", "--headline", "--where"} <= set(answer("luoshi report x --"))
