"""A corpus run: plan, read what is not read yet, finish. Killed at any moment and started again it ends in the same bytes."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, Protocol

from luoshi import __version__
from luoshi.corpus.columns import TABLES
from luoshi.corpus.engines import Engine
from luoshi.corpus.grouping import group_copies
from luoshi.corpus.inputs import Given, Inputs, given_paths
from luoshi.corpus.layout import Layout
from luoshi.corpus.plan import FORMAT, MOST_BYTES, SIZE, Kept, Plan, Planned, digests_in, documents_in
from luoshi.corpus.publish import is_whole, publish, stands, sweep, withdraw, write_whole
from luoshi.corpus.shard import Columns, Item, ShardOutcome
from luoshi.corpus.shards import outcome_of, read_shard
from luoshi.sources import refuse

KIND = "luoshi corpus"
_TOLD_EVERY = 1000


class Start(NamedTuple):
    """What a run finds before it reads: ``known`` of its ``documents`` were read by an earlier run. ``changed``: that run
    had other inputs, another version, or other options."""

    documents: int
    bytes: int
    known: int
    known_bytes: int
    changed: bool
    workers: int


class Watch(Protocol):
    """Who is told how the run goes."""

    def finding(self, documents: int) -> None: ...

    def started(self, start: Start) -> None: ...

    def read(self, outcome: ShardOutcome) -> None: ...

    def finishing(self) -> None: ...


class Unwatched:
    """Nobody is told."""

    def finding(self, documents: int) -> None: ...

    def started(self, start: Start) -> None: ...

    def read(self, outcome: ShardOutcome) -> None: ...

    def finishing(self) -> None: ...


class Finished(NamedTuple):
    """What a run ends with: ``dataset`` is ``dataset.json``, ``new`` how many documents this run read."""

    dataset: dict[str, Any]
    new: int


class Wanted(NamedTuple):
    """What a run is asked for. ``size`` is the least number of documents in a shard, ``patience`` the most seconds that one
    document may take. ``replace``: a finished dataset of other documents may be written over."""

    paths: Sequence[str]
    out: str
    columns: Columns = Columns()
    fresh: bool = False
    size: int = SIZE
    patience: int = 300
    replace: bool = False


def run(wanted: Wanted, engine: Engine, watch: Watch) -> Finished:
    """Read the documents of ``wanted.paths`` into the dataset ``wanted.out``.

    :raises luoshi.errors.SourceError: where a path is not there, ``out`` is a folder of something else, or holds another
        finished dataset and nobody said that it may be replaced.
    :raises luoshi.corpus.engines.EngineError: where the engine cannot go on. What was read by then is kept.
    """
    given = given_paths(wanted.paths)
    layout = Layout(os.path.abspath(wanted.out))
    _check_out(layout)
    with _locked(layout):
        for folder in (layout.making, layout.tries):
            shutil.rmtree(folder, ignore_errors=True)
        return _run(wanted, given, layout, engine, watch)


def _run(wanted: Wanted, given: tuple[Given, ...], layout: Layout, engine: Engine, watch: Watch) -> Finished:
    inputs = Inputs(given, wanted.columns, layout.out, layout.unpacked)
    before = digests_in(layout.plan)
    guard = _Guard(layout, replace=wanted.replace)
    plan = Plan.write(
        layout.plan,
        guard.watched(_counted(inputs, watch)),
        name_column=wanted.columns.name,
        size=wanted.size,
        patience=wanted.patience,
        agreed=lambda: guard.agree(", ".join(wanted.paths)),
    )
    if wanted.fresh:
        _clear(layout)
    made = _made(wanted, given)
    digests = [shard.digest for shard in plan.shards]
    if (dataset := stands(layout, digests)) is not None and dataset["made"] == made:
        shutil.rmtree(layout.unpacked, ignore_errors=True)
        return Finished(dataset, 0)
    withdraw(layout)
    missing = [shard for shard in plan.shards if not _is_known(shard, layout)]
    watch.started(_start(plan, missing, before, engine.workers))
    work = partial(read_shard, out=layout.out)
    # the largest first: the small ones at the end leave no worker without work for long
    by_size = sorted(missing, key=lambda shard: (-shard.bytes, shard.number))
    for outcome in engine.run(work, plan.load(by_size)):
        watch.read(outcome)
    watch.finishing()
    left_out = dict(sorted(inputs.left_out.items()))
    return Finished(_finish(layout, plan, made, left_out), sum(shard.documents for shard in missing))


class _Guard:
    """Keeps a finished dataset from being replaced by one of other documents.

    The same documents under other addresses, changed ones where they were, more and fewer: that is the dataset going on. Where
    less than half of its documents are among the new ones, or all of them lie elsewhere and have other bytes, it is another.
    """

    def __init__(self, layout: Layout, *, replace: bool) -> None:
        self._out = layout.out
        finished = _is_dataset(layout.dataset) and not replace
        self._before = documents_in(layout.plan) if finished else {}
        self._documents = self._shared = self._alike = 0

    def watched(self, items: Iterator[Item]) -> Iterator[Item]:
        """``items`` as they come, each held against those of the dataset that is there."""
        for item in items:
            self._documents += 1
            known = self._before.get(hash(item.key))
            if known is not None:
                now = Kept.of(item.key, item.path, item.size, item.stamp)
                self._shared += 1
                self._alike += now.path == known.path or now.bytes == known.bytes
            yield item

    def agree(self, paths: str) -> None:
        """
        :raises luoshi.errors.SourceError: where there is nothing to read, or another dataset would be lost.
        """
        if not self._documents:
            raise refuse("no_documents", paths)
        before = len(self._before)
        if before and (2 * self._shared < before or not self._alike):
            raise refuse("other_dataset", self._out, documents=f"{before:,}")


def _counted(inputs: Inputs, watch: Watch) -> Iterator[Item]:
    for number, item in enumerate(inputs.items(), 1):
        if number % _TOLD_EVERY == 0:
            watch.finding(number)
        yield item


def _is_known(shard: Planned, layout: Layout) -> bool:
    """Whether a shard is read; what is left of one of whose tables some were lost is removed."""
    if is_whole(layout, shard.digest):
        return True
    shutil.rmtree(layout.done(shard.digest), ignore_errors=True)
    return False


def _start(plan: Plan, missing: list[Planned], before: frozenset[str], workers: int) -> Start:
    documents, size = plan.documents, sum(shard.bytes for shard in plan.shards)
    return Start(
        documents,
        size,
        documents - sum(shard.documents for shard in missing),
        size - sum(shard.bytes for shard in missing),
        bool(before) and before != {shard.digest for shard in plan.shards},
        workers,
    )


def _made(wanted: Wanted, given: tuple[Given, ...]) -> dict[str, Any]:
    """How the dataset was made, as far as its rows depend on it."""
    return {
        "luoshi": __version__,
        "inputs": sorted(path.label for path in given),
        "text_column": wanted.columns.text,
        "name_column": wanted.columns.name,
        "shard": {"documents": [wanted.size, 3 * wanted.size], "bytes": MOST_BYTES},
    }


def _finish(layout: Layout, plan: Plan, made: dict[str, Any], left_out: dict[str, int]) -> dict[str, Any]:
    """Tables, issues, copies, and last of all ``dataset.json``."""
    digests = [shard.digest for shard in plan.shards]
    outcomes = [outcome_of(shard.number, shard.digest, layout) for shard in plan.shards]
    issues = publish(layout, digests)
    group_copies(layout.out)
    dataset = {
        "kind": KIND,
        "format": FORMAT,
        "made": made,
        "documents": plan.documents,
        "bytes": sum(shard.bytes for shard in plan.shards),
        "parts": len(digests),
        "rows": {table: sum(o.counts[table] for o in outcomes if o) for table in TABLES},
        "issues": dict(sorted(issues.items())),
        "left_out": left_out,
    }
    sweep(layout, digests)
    write_whole(layout.dataset, [json.dumps(dataset, ensure_ascii=False, indent=1), "\n"])
    return dataset


def _check_out(layout: Layout) -> None:
    """The dataset is made in a folder that is not there, is empty, or holds one already."""
    out = layout.out
    if not os.path.exists(out):
        return
    if not os.path.isdir(out):
        raise refuse("not_a_folder", out)
    if os.listdir(out) and not os.path.isdir(layout.done()) and not _is_dataset(layout.dataset):
        raise refuse("not_a_dataset", out)


def _is_dataset(path: str) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("kind") == KIND


def _clear(layout: Layout) -> None:
    """Remove what earlier runs made, and nothing else that may lie there."""
    withdraw(layout)
    for folder in (*(os.path.join(layout.out, table) for table in TABLES), layout.done()):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    """One run at a time in one folder: two would number each other's parts."""
    os.makedirs(layout.done(), exist_ok=True)
    with open(layout.lock, "w", encoding="ascii") as file:
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise refuse("locked", layout.out) from None
        yield
