"""The engine of a Dask cluster, on a real one: a scheduler and two nodes, each a group of processes, speaking TCP."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from luoshi.corpus.engines import EngineError, dask, open_engine
from luoshi.corpus.engines.dask import DaskEngine, Task, Unfit
from luoshi.corpus.run import Wanted
from luoshi.corpus.shard import Shard, ShardOutcome
from luoshi.corpus.shards import read_shard
from tests.corpus import deadly, raising
from tests.corpus.conftest import Seen, bytes_of, read_corpus
from tests.corpus.test_local_engine import shards_of

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills groups of processes")

ROOT = Path(__file__).parents[2]
Reports = Callable[[int], Path]


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """What ``condition`` returns once it is true; a slow machine gets its time."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


class Cluster:
    """A scheduler and nodes; a node is a nanny with its workers, all of one process group."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.file = folder / "scheduler.json"
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = until(self._address)

    def _address(self) -> str | None:
        try:
            return str(json.loads(self.file.read_text(encoding="utf-8"))["address"]).removeprefix("tcp://")
        except (FileNotFoundError, ValueError):
            return None

    def node(self, workers: int) -> "subprocess.Popen[bytes]":
        return self._start("dask_worker", "--nworkers", str(workers), "--nthreads", "1", "--no-dashboard")

    def _start(self, command: str, *options: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                f"distributed.cli.{command}",
                *options,
                "--scheduler-file",
                str(self.file),
            ],
            cwd=self._folder,
            env=os.environ
            | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DASK_TEMPORARY_DIRECTORY": "spill"},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=(self._folder / f"{command}-{len(self.processes)}.log").open("wb"),
        )
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes[::-1]:
            kill(process)


def kill(node: "subprocess.Popen[bytes]") -> None:
    """The whole node at once, as when its power goes."""
    with suppress(ProcessLookupError):
        os.killpg(node.pid, signal.SIGKILL)
    node.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.close()


class Killings(threading.Thread):
    """Kills a worker of one node when the first shards are read, and the whole other node when more are; both at work.

    Workers wait before the shards behind ``GATES`` until a file shows that it has happened."""

    GATES = (3, 15)

    def __init__(
        self, client: Any, seen: Seen, nodes: Sequence["subprocess.Popen[bytes]"], folder: Path
    ) -> None:
        super().__init__(daemon=True)
        self._client, self._seen, self._nodes = client, seen, nodes
        self.held = {number: str(folder / f"after-{number}") for number in self.GATES}
        self.killed: list[int] = []

    def run(self) -> None:
        try:
            self._kill_each()
        finally:
            for path in self.held.values():
                Path(path).touch()

    def _kill_each(self) -> None:
        ends = (lambda pid: os.kill(pid, signal.SIGKILL), lambda _: kill(self._nodes[1]))
        for number, node, end in zip(self.GATES, self._nodes, ends, strict=True):
            until(lambda enough=number: len(self._seen.outcomes) >= enough)
            pid = until(partial(self._busy, node))
            end(pid)
            self.killed.append(pid)
            Path(self.held[number]).touch()

    def _busy(self, node: "subprocess.Popen[bytes]") -> int | None:
        """A worker of that node that has a shard."""
        pids = self._client.run(raising.own_process, on_error="ignore")
        busy = self._client.processing()
        return next(
            (pid for where, (pid, group) in pids.items() if group == node.pid and busy.get(where)), None
        )


def in_order_of_size(folder: Path) -> None:
    """The largest shards are read first: here those are the first, so that what stands before a gate is read before what waits behind it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    most = max(path.stat().st_size for path in paths)
    for number, path in enumerate(paths):
        data = path.read_bytes()
        path.write_bytes(data + b"\n" * (most + len(paths) - number - len(data)))


def test_a_cluster_that_loses_a_worker_and_a_node_ends_in_the_same_bytes(
    reports: Reports, tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = cluster.node(2), cluster.node(1)
    folder = reports(36)
    (folder / "2/unread.txt").touch()  # last by its key, and the smallest
    (folder / "1/raise.txt").write_text("各位代表：RAISE", encoding="utf-8")
    in_order_of_size(folder)
    monkeypatch.setattr("luoshi.corpus.run.read_shard", raising.read_shard)
    wanted = Wanted([str(folder)], str(tmp_path / "one"), size=1)
    alone = read_corpus(wanted)
    engine = open_engine(f"dask://{cluster.address}")
    assert isinstance(engine, DaskEngine)
    until(lambda: len(engine._client.nthreads()) == 3)
    seen = Seen()
    killings = Killings(engine._client, seen, (first, second), tmp_path)
    killings.start()
    monkeypatch.setattr("luoshi.corpus.run.read_shard", partial(raising.read_held, held=killings.held))
    finished = read_corpus(wanted._replace(out=str(tmp_path / "many")), engine, seen)
    killings.join()
    assert len(killings.killed) == 2
    assert second.poll() is not None
    assert finished == alone
    assert bytes_of(tmp_path / "many") == bytes_of(tmp_path / "one")
    lines = (tmp_path / "many/issues.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = {row["document"]: row["kind"] for row in map(json.loads, lines)}
    assert (kinds["2/unread.txt"], kinds["1/raise.txt"]) == ("empty", "bug")
    assert not list((tmp_path / "many/.work").glob("run-*"))
    assert engine._given == {}

    engine.close()


def test_a_run_that_is_stopped_goes_on_and_ends_in_the_same_bytes(
    reports: Reports, tmp_path: Path, cluster: Cluster
) -> None:
    cluster.node(1)
    folder, out = reports(12), tmp_path / "many"
    _interrupt(cluster, folder, out)
    engine, seen = open_engine(f"dask://{cluster.file}"), Seen()
    wanted = Wanted([str(folder)], str(tmp_path / "one"), size=1)
    read_corpus(wanted._replace(out=str(out)), engine, seen)
    engine.close()
    assert seen.start is not None
    assert seen.start.known > 0
    read_corpus(wanted)
    assert bytes_of(out) == bytes_of(tmp_path / "one")


def _interrupt(cluster: Cluster, folder: Path, out: Path) -> None:
    """Ctrl-C in the midst of a run from the command line."""
    words = ["corpus", folder, "-o", out, "--shard-size", "1", "--engine", f"dask://{cluster.address}"]
    command = [sys.executable, "-c", "from luoshi.cli import main; main()", *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LUOSHI_LANG": "en"}
    run = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    until(lambda: list(out.glob(".work/done/*")))
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130, told
    assert "Traceback" not in told
    assert "distributed" not in told
    assert not (out / "dataset.json").exists()


def test_what_goes_wrong_in_the_loop_of_dask_is_not_told_with_tracebacks(engine: DaskEngine) -> None:
    """Ctrl-C while Dask waits for an answer can leave it a callback that fails; its loop logs the traceback."""

    def fail() -> None:
        raise NameError("future")

    async def passed() -> None:
        """Runs after what was put into the loop before it."""

    loop, speaker, told = engine._client.loop, logging.getLogger("tornado.application"), _Kept()
    speaker.addHandler(told)
    try:
        loop.add_callback(fail)
        engine._client.sync(passed)
        assert told.records == []
        engine.close()
        speaker.error("heard again")
        assert len(told.records) == 1
    finally:
        speaker.removeHandler(told)


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def engine() -> Iterator[DaskEngine]:
    """A cluster within this process: for sentences, and for what no death is needed."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as cluster:
        engine = open_engine(f"dask://{cluster.scheduler_address}", 2)
        assert isinstance(engine, DaskEngine)
        yield engine
        engine.close()
        engine.close()


def test_shards_are_given_out_as_they_are_needed(
    reports: Reports, tmp_path: Path, engine: DaskEngine
) -> None:
    taken: list[int] = []

    def watched() -> Iterator[Shard]:
        for shard in shards_of(reports(8), 1):
            taken.append(shard.number)
            yield shard

    came = []
    for outcome in engine.run(partial(read_shard, out=str(tmp_path / "out")), watched()):
        came.append(outcome.number)
        assert len(taken) <= len(came) + 2
    assert sorted(came) == taken == list(range(8))


def test_a_run_that_is_left_early_takes_back_its_shards(
    reports: Reports, tmp_path: Path, engine: DaskEngine
) -> None:
    outcomes = engine.run(partial(read_shard, out=str(tmp_path / "out")), iter(shards_of(reports(9), 1)))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert engine._given == {}
    until(lambda: not any(engine._client.processing().values()))
    assert not list((tmp_path / "out/.work").glob("run-*"))


def test_what_the_work_raises_ends_the_run(reports: Reports, tmp_path: Path, engine: DaskEngine) -> None:
    with pytest.raises(PermissionError):
        list(engine.run(partial(deadly.fail, out=str(tmp_path)), shards_of(reports(3), 1)))


def test_a_folder_that_a_worker_does_not_see_is_told(
    reports: Reports, tmp_path: Path, engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_LOOK", 0.5)
    shards = shards_of(reports(3), 1)
    elsewhere = [item._replace(path=f"/nowhere{item.path}") for item in shards[0].items]
    lost = Shard(0, "s0", tuple(elsewhere))
    with pytest.raises(EngineError, match=r"/nowhere.* is not visible on .*under the same path") as told:
        list(engine.run(partial(read_shard, out=str(tmp_path / "out")), [lost]))
    assert "看不到 /nowhere" in told.value.chinese
    monkeypatch.setattr(dask, "_CACHED", 0.5)
    with pytest.raises(EngineError, match="s1 is not visible on"):
        list(engine.run(partial(_forgetful, out=str(tmp_path / "out")), [shards[1]]))


def _forgetful(shard: Shard, out: str) -> ShardOutcome:
    return ShardOutcome(shard.number, shard.digest, 1, 1, {}, 0)


def test_a_worker_of_another_version_or_of_an_ended_run_does_nothing(
    reports: Reports, tmp_path: Path
) -> None:
    (shard, *_) = shards_of(reports(1), 1)
    with pytest.raises(Unfit, match="version"):
        Task(deadly.die, "another", None)(pickle.dumps(shard))
    assert pickle.loads(pickle.dumps(Unfit("version", "1", "here"))).args == ("version", "1", "here")


def test_versions_that_differ_are_told(engine: DaskEngine) -> None:
    class Client:
        def __init__(self, who: str, package: str, version: str | None) -> None:
            self._change = who, package, version

        def get_versions(self, packages: list[str]) -> Any:
            found = engine._client.get_versions(packages=packages)
            who, package, version = self._change
            holder = next(iter(found["workers"].values())) if who == "worker" else found[who]
            holder["packages"] = holder["packages"] | {package: version}
            return found

    dask._check_versions(Client("worker", "numpy", "0"))
    for who, package, version, said in [
        ("worker", "polars", "0.1", r"polars is \S+ here and 0.1 on inproc"),
        ("worker", "luoshi", None, r"luoshi is \S+ here and not installed on inproc"),
        ("scheduler", "distributed", "2020.1", r"here and 2020.1 on scheduler"),
        ("worker", "python", "2.7.18", r"Python is 3.\d+ here and 2.7 on inproc"),
    ]:
        with pytest.raises(EngineError, match=said) as told:
            dask._check_versions(Client(who, package, version))
        assert "各处须安装相同版本" in told.value.chinese


def test_a_cluster_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dask, "CONNECT", 0.5)
    with pytest.raises(
        EngineError, match=r"no Dask scheduler answers at 127.0.0.1:9 \(.*\); check the address"
    ):
        open_engine("dask://127.0.0.1:9")
    with pytest.raises(EngineError, match="No such file"):
        open_engine(f"dask://{tmp_path}/scheduler.json")
    with pytest.raises(EngineError, match="names no scheduler"):
        open_engine("dask://")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'luoshi\[dask\]'"):
        open_engine("dask://127.0.0.1:9")


def test_a_cluster_without_workers_is_told(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_LOOK", 0.2)
    monkeypatch.setattr(dask, "NO_WORKERS", 0.3)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as cluster:
        engine = open_engine(f"dask://{cluster.scheduler_address}")
        with pytest.raises(EngineError, match=r"had no worker for 0.3 seconds; start some"):
            list(engine.run(partial(read_shard, out=str(tmp_path / "out")), shards_of(reports(2), 1)))
        engine.close()


def test_shards_that_kill_every_worker_end_the_run(
    engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed:
        status = "error"

        def result(self, timeout: float) -> None:
            raise distributed.KilledWorker("key", None, 3)

    given: list[Any] = []
    monkeypatch.setattr(engine, "_give", lambda task, turn: given.append(turn))
    turn = dask._Turn(Shard(7, "s7", ()), 0)
    task = Task(deadly.die, "", None)
    while len(given) < 4:
        assert engine._outcome(task, turn, Killed()) is None
        turn = given[-1]
    with pytest.raises(EngineError, match="20 workers died while reading shard 7"):
        engine._outcome(task, turn, Killed())
