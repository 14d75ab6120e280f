"""The pool: every shard once, whatever happens to its workers."""

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from luoshi.corpus.engines import EngineError, open_engine
from luoshi.corpus.engines.local import LocalEngine
from luoshi.corpus.inputs import Inputs, given_paths
from luoshi.corpus.plan import cut
from luoshi.corpus.shard import Columns, Shard
from luoshi.corpus.shards import read_shard
from tests.corpus import deadly
from tests.corpus.test_shards import issues_in, table

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills processes")
Reports = Callable[[int], Path]


def shards_of(folder: Path, size: int, patience: int = 60) -> list[Shard]:
    items = Inputs(given_paths([str(folder)]), Columns(), "/nowhere", "/nowhere").items()
    return [Shard(n, f"s{n}", held, None, patience) for n, held in enumerate(cut(items, size))]


def workers() -> list[psutil.Process]:
    """The processes that read; not the one by which multiprocessing tidies up."""
    return [c for c in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(c.cmdline())]


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    engine = LocalEngine(2)
    yield engine
    engine.close()
    assert workers() == []


def test_every_shard_comes_back_once(reports: Reports, tmp_path: Path, engine: LocalEngine) -> None:
    shards = shards_of(reports(12), 1)
    taken = []

    def watched() -> Iterator[Shard]:
        for shard in shards:
            taken.append(shard.number)
            yield shard

    came = []
    for outcome in engine.run(partial(read_shard, out=str(tmp_path / "out")), watched()):
        came.append(outcome.number)
        assert len(taken) <= len(came) + 2  # a plan is not held in memory
    assert sorted(came) == [shard.number for shard in shards]


def test_documents_that_kill_or_hang_are_set_aside_and_the_rest_is_read(
    reports: Reports, tmp_path: Path, engine: LocalEngine
) -> None:
    folder, out = reports(6), tmp_path / "out"
    (folder / "0/kill.txt").write_text("KILL", encoding="utf-8")
    (folder / "1/once.txt").write_text(f"ONCE {tmp_path}/mark", encoding="utf-8")
    (folder / "2/hang.txt").write_text("HANG", encoding="utf-8")
    (shard,) = shards_of(folder, 80, patience=2)
    (outcome,) = engine.run(partial(deadly.read_shard, out=str(out)), [shard])
    issues = issues_in(out, "s0")
    assert {key: row["kind"] for key, row in issues.items() if row["kind"] != "doubted"} == {
        "0/kill.txt": "crashed",
        "2/hang.txt": "hung",
    }
    assert "2 秒" in str(issues["2/hang.txt"]["sentence_zh"])
    assert outcome.documents == 9
    assert outcome.counts["reports"] == len(table(out, "reports", "s0")) == 7


def test_a_death_is_no_matter_of_the_other_workers(
    reports: Reports, tmp_path: Path, engine: LocalEngine
) -> None:
    folder = reports(12)
    for number in range(2):
        (folder / f"{number}/once.txt").write_text(f"ONCE {tmp_path}/mark{number}", encoding="utf-8")
    shards = shards_of(folder, 3)
    outcomes = list(engine.run(partial(deadly.read_shard, out=str(tmp_path / "out")), shards))
    assert sorted(o.number for o in outcomes) == list(range(len(shards)))
    kinds = [row["kind"] for s in shards for row in issues_in(tmp_path / "out", s.digest).values()]
    assert "crashed" not in kinds


def test_a_worker_killed_from_outside_costs_nothing(
    reports: Reports, tmp_path: Path, engine: LocalEngine
) -> None:
    shards = shards_of(reports(30), 1)
    came = []
    for outcome in engine.run(partial(read_shard, out=str(tmp_path / "out")), shards):
        came.append(outcome.number)
        if outcome.number in (3, 11):
            os.kill(workers()[0].pid, signal.SIGKILL)
    assert sorted(came) == [shard.number for shard in shards]


def test_what_the_work_raises_ends_the_run(reports: Reports, tmp_path: Path, engine: LocalEngine) -> None:
    with pytest.raises(PermissionError):
        list(engine.run(partial(deadly.fail, out=str(tmp_path)), shards_of(reports(3), 1)))


def test_workers_that_die_by_no_documents_fault_end_the_run(
    reports: Reports, tmp_path: Path, engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.corpus.engines.local.DEATHS", 2)
    with pytest.raises(EngineError, match="2 processes died"):
        list(engine.run(partial(deadly.die, out=str(tmp_path)), shards_of(reports(3), 1)))


def test_a_run_that_is_left_early_leaves_no_worker(reports: Reports, tmp_path: Path) -> None:
    engine = LocalEngine(2)
    outcomes = engine.run(partial(read_shard, out=str(tmp_path / "out")), shards_of(reports(9), 1))
    next(outcomes)
    assert len(workers()) == 2
    outcomes.close()  # type: ignore[attr-defined]
    assert workers() == []


def test_engines_are_found_by_what_stands_before_their_address() -> None:
    assert open_engine("local", 3).workers == 3
    assert open_engine("local").workers == len(os.sched_getaffinity(0))
    with pytest.raises(EngineError, match="no such engine; the engines are local, dask://"):
        open_engine("spark://x:1")
