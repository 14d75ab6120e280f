"""Collections of invented reports, and what a dataset's bytes are."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luoshi.corpus.engines import Engine, Work
from luoshi.corpus.run import Finished, Start, Wanted, run
from luoshi.corpus.shard import Shard, ShardOutcome

EXAMPLES = Path(__file__).parents[2] / "examples"


class Here:
    """An engine without processes, for tests that look into the work."""

    workers = 1

    def run(self, work: Work, shards: Iterator[Shard]) -> Iterator[ShardOutcome]:
        return map(work, shards)

    def close(self) -> None: ...


class Seen:
    """Keeps what a run told."""

    def __init__(self) -> None:
        self.start: Start | None = None
        self.outcomes: list[ShardOutcome] = []

    def finding(self, documents: int) -> None: ...

    def started(self, start: Start) -> None:
        self.start = start

    def read(self, outcome: ShardOutcome) -> None:
        self.outcomes.append(outcome)

    def finishing(self) -> None: ...


def read_corpus(wanted: Wanted, engine: Engine | None = None, seen: Seen | None = None) -> Finished:
    return run(wanted, engine or Here(), seen or Seen())


@pytest.fixture
def reports(tmp_path: Path) -> Callable[[int], Path]:
    """``reports(40)`` is a folder of as many invented reports, no two of the same bytes."""

    def make(count: int) -> Path:
        folder = tmp_path / "reports"
        originals = sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html"))
        for number in range(count):
            original = originals[number % len(originals)]
            path = folder / f"{number % 3}" / f"{original.stem}-{number:03d}{original.suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(original.read_bytes() + f"\n第{number}号副本\n".encode())
        return folder

    return make


def bytes_of(out: Path) -> dict[str, str]:
    """Every file of a dataset but the run's own, with a print of its bytes."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".work" not in path.parts
    }
