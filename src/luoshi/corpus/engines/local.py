"""The default engine: processes on this machine, nothing to start.

Each worker is a pool of one process. When it dies the others go on, and the one shard that it had is given out again; in a pool
of several, one death ends them all, and every shard under way would look guilty.
"""

import gc
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from luoshi.corpus.engines import DEATHS, EngineError, Work
from luoshi.corpus.shard import Shard, ShardOutcome


def open_engine(address: str, workers: int | None) -> "LocalEngine":
    """The engine ``local``; without ``workers`` one for each processor that this process may use."""
    return LocalEngine(workers or _processors())


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Turn(NamedTuple):
    """A shard that a worker has, and how many workers died of it."""

    shard: Shard
    slot: int
    deaths: int


class LocalEngine:
    """``workers`` processes, each with one shard at a time."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pools: dict[int, ProcessPoolExecutor] = {}

    def run(self, work: Work, shards: Iterable[Shard]) -> Iterator[ShardOutcome]:
        waiting = iter(shards)
        running: dict[Future[ShardOutcome], _Turn] = {}
        try:
            for slot in range(self.workers):
                self._give(work, next(waiting, None), slot, 0, running)
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    turn = running.pop(future)
                    try:
                        outcome = future.result()
                    except BrokenProcessPool:
                        self._stop(turn.slot)
                        self._again(work, turn, running)
                    else:
                        self._give(work, next(waiting, None), turn.slot, 0, running)
                        yield outcome
        finally:
            self.close()

    def close(self) -> None:
        for slot in list(self._pools):
            self._stop(slot)

    def _again(self, work: Work, turn: _Turn, running: dict[Future[ShardOutcome], _Turn]) -> None:
        if turn.deaths + 1 >= DEATHS:
            raise EngineError(
                f"{DEATHS} processes died while reading shard {turn.shard.number}; is there enough memory?",
                chinese=f"读取第 {turn.shard.number} 批时已有 {DEATHS} 个进程中断，请检查内存是否充足",
            )
        self._give(work, turn.shard, turn.slot, turn.deaths + 1, running)

    def _give(
        self,
        work: Work,
        shard: Shard | None,
        slot: int,
        deaths: int,
        running: dict[Future[ShardOutcome], _Turn],
    ) -> None:
        if shard is None:
            return
        try:
            future = self._pool(slot).submit(work, shard)
        except BrokenProcessPool:  # it died while it had nothing to do
            self._stop(slot)
            future = self._pool(slot).submit(work, shard)
        running[future] = _Turn(shard, slot, deaths)

    def _pool(self, slot: int) -> ProcessPoolExecutor:
        if slot not in self._pools:
            self._pools[slot] = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)
        return self._pools[slot]

    def _stop(self, slot: int) -> None:
        """End a worker at once, whatever it is doing: what it has not finished counts for nothing."""
        pool = self._pools.pop(slot)
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """In the worker: Ctrl-C is the run's to answer, and a worker whose run was killed ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    # The rows of a shard live until it is written. Python's collector would walk them again and again: 0.7 of 25 ms a document.
    gc.set_threshold(50_000, 20, 100)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
