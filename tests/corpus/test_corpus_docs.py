"""docs/corpus.md against the code: every table, column, kind of issue and option is named in it."""

import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from luoshi.cli import corpus
from luoshi.corpus.columns import TABLES
from luoshi.corpus.names import DOUBTS
from luoshi.corpus.plan import SIZE
from luoshi.corpus.run import Wanted
from tests.corpus.conftest import EXAMPLES, read_corpus

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/corpus.md").read_text(encoding="utf-8")


def unnamed(words: set[str]) -> list[str]:
    return sorted(word for word in words if f"`{word}`" not in PAGE)


def test_every_table_and_column_is_described() -> None:
    for table, columns in TABLES.items():
        assert unnamed({table, *columns}) == []
        paragraph = next(
            p for p in re.split(r"\n\n|\*\*\. |\. \*\*", PAGE) if p.lstrip("*").startswith(f"`{table}`")
        )
        if table not in ("reports", "unused"):
            assert re.findall(r"`(\w+)`", paragraph.partition(":")[2])[1:]


def test_every_doubt_and_every_issue_of_ours_is_described() -> None:
    ours = tomllib.loads((ROOT / "src/luoshi/corpus/data/issues.toml").read_text(encoding="utf-8"))
    assert unnamed({*DOUBTS, *ours, "doubted"}) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_option_is_described(language: str) -> None:
    command = corpus.command(language)  # type: ignore[arg-type]
    names = {name for p in command.params if isinstance(p, click.Option) for name in p.opts}
    assert unnamed(names) == []


def test_every_key_of_dataset_json_and_of_issues_is_described(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/清川区2026.txt").write_bytes((EXAMPLES / "nanping-2026.txt").read_bytes())
    dataset = read_corpus(Wanted([str(tmp_path / "in")], str(tmp_path / "out"))).dataset
    issue = json.loads((tmp_path / "out/issues.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert unnamed({*dataset, *dataset["made"], *issue}) == []
    assert f"*shards* (批) of {SIZE} to {3 * SIZE}" in PAGE
    assert f"more than {Wanted([], '').patience} seconds" in PAGE
