"""Real reports and the gold that careful readers made, where they lie beside the checkout; else skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import quality

pytestmark = pytest.mark.skipif(
    not (quality.SHARED / "gold").is_dir(), reason="no corpus and gold beside this checkout"
)


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, quality.Reading]:
    """Every file of the corpus, read once."""
    out = tmp_path_factory.mktemp("ledgers")
    files = quality.corpus_files(quality.SHARED)
    return out, quality.write_ledgers(files, quality.SHARED / "corpus", out)


@pytest.fixture(scope="module")
def figures(ledgers: tuple[Path, quality.Reading]) -> dict[str, float]:
    return quality.score(quality.SHARED, ledgers[0])


def test_every_report_is_read_and_every_span_leads_back(ledgers: tuple[Path, quality.Reading]) -> None:
    reading = ledgers[1]
    assert reading.files > 0
    assert reading.failures == []


@pytest.mark.parametrize("key", quality.load_floors())
def test_the_floor_holds(key: str, figures: dict[str, float]) -> None:
    assert quality.below_floor(figures, {key: quality.load_floors()[key]}) == []


def test_the_floors_name_figures_that_exist(figures: dict[str, float]) -> None:
    assert quality.load_floors().keys() <= figures.keys()


def test_the_same_bytes_come_out_whatever_the_hash_seed() -> None:
    files = quality.corpus_files(quality.SHARED)
    chosen = [str(files[i]) for i in (0, len(files) // 2, len(files) - 1)]
    program = "import sys, luoshi\nfor name in sys.argv[1:]: print(luoshi.read(name).to_json())"

    def run(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, "-c", program, *chosen], capture_output=True, check=True, env=environment
        ).stdout

    assert run("1") == run("4242")
