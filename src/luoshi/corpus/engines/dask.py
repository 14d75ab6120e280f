"""The engine ``dask://scheduler:8786``: the same work on the workers of a Dask cluster, over a filesystem that all of them share.

Dask gives a shard to another worker when the one that had it is gone, be it a process or a whole machine; what a shard becomes is
renamed into place on the shared filesystem, so that a shard that is read twice is there once. Set-up: docs/cluster.md.
"""

import asyncio
import json
import logging
import os
import pickle
import platform
import threading
import time
import tomllib
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from queue import Empty, SimpleQueue
from typing import Any, Literal, NamedTuple, cast

from luoshi import __version__
from luoshi.corpus.engines import DEATHS, EngineError, Work
from luoshi.corpus.layout import Layout
from luoshi.corpus.shard import Shard, ShardOutcome

Client = Any  # Dask is typed in part only, and not imported before an engine is opened
Future = Any

# Seconds until a scheduler counts as not there, and a cluster as one without workers: a batch system starts them when it can.
CONNECT = 15
NO_WORKERS = 600
# Seconds between two looks at whether the cluster is still there.
_LOOK = 5
# A shared filesystem may show a new file to other machines only after its cache has run out: 60 seconds with NFS.
_CACHED = 90
# Shards given out for each worker: the next one lies there when it has read one.
_AHEAD = 2
# The packages of which the bytes of a dataset are made.
_MADE_OF = ("luoshi", "polars", "selectolax", "pypdfium2", "opencc", "ahocorasick_rs", "charset-normalizer")
_SPOKEN = ("dask", "distributed")
# Whose loggers speak to the terminal; Dask's configuration gives some below them a level of their own.
_SPEAKERS = ("distributed", "tornado")

# A worker with several threads still reads one document at a time: the clock that ends an endless one is the process's.
_ONE_AT_A_TIME = threading.Lock()


def open_engine(address: str, workers: int | None) -> "DaskEngine":
    """The cluster whose scheduler is at ``address``: ``host:port``, ``tcp://…``, ``tls://…``, or the path of a scheduler file.
    Certificates are those of Dask's own configuration. ``workers`` is the most shards that are given out at once."""
    if not address.strip("/"):
        raise _error("no_address")
    import distributed

    quiet = _quieted()
    client = None
    try:
        client = _connected(distributed.Client, address)
        _check_versions(client)
    except BaseException:
        if client is not None:
            client.close(timeout=CONNECT)
        quiet()
        raise
    return DaskEngine(client, address, workers, quiet)


def _quieted() -> Callable[[], None]:
    """Dask logs what it loses, with tracebacks, to a terminal that shows a bar and sentences. Returns what gives it its voice back."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _SPEAKERS]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]

    def restore() -> None:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    return restore


def _connected(connect: Callable[..., Client], address: str) -> Client:
    try:
        scheduler = _address_in(address) if _is_file(address) else address
        asyncio.run(_greet(scheduler))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on versions: told in a sentence of ours
            return connect(scheduler, timeout=CONNECT, set_as_default=False, name="luoshi")
    except Exception as error:  # what is not a scheduler answers in many ways
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0] or type(error).__name__
        raise _error("unreachable", address=address, reason=reason) from error


async def _greet(scheduler: str) -> None:
    """Knock first: a client that finds nobody takes half a minute to give up being one."""
    from distributed.comm.core import connect
    from distributed.security import Security

    settings = cast(dict[str, Any], Security().get_connection_args("client"))  # type: ignore[no-untyped-call]
    comm = await connect(scheduler, timeout=CONNECT, **settings)  # type: ignore[no-untyped-call]
    await comm.close()


def _is_file(address: str) -> bool:
    return address.startswith("/") or address.endswith(".json")


def _address_in(path: str) -> str:
    """The address in a scheduler file, as `dask scheduler --scheduler-file` writes it."""
    with open(path, encoding="utf-8") as file:
        return str(json.load(file)["address"])


def _check_versions(client: Client) -> None:
    """All that makes the bytes of a dataset is of one version on all workers and here."""
    found = client.get_versions(packages=list(_MADE_OF))
    here = found["client"]["packages"]
    others = [(name, held, (*_SPOKEN, *_MADE_OF)) for name, held in sorted(found["workers"].items()) if held]
    for where, held, packages in [("scheduler", found["scheduler"], _SPOKEN), *others]:
        there = held["packages"]
        for package in packages:
            if there.get(package) != here.get(package):
                raise _versions_differ(package, here.get(package), there.get(package), where)
        if _python(there["python"]) != _python(here["python"]):
            raise _versions_differ("Python", _python(here["python"]), _python(there["python"]), where)


def _python(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _versions_differ(package: str, here: str | None, there: str | None, where: str) -> EngineError:
    nothing = _sentences()["nothing"]
    return _error(
        "versions_differ", package=package, where=where,
        here=here or nothing["en"], there=there or nothing["en"], zh_here=here or nothing["zh"], zh_there=there or nothing["zh"],
    )  # fmt: skip


class Unfit(Exception):
    """Raised on a worker that cannot do the work: ``kind`` says why, ``detail`` is a path or a version."""

    def __init__(self, kind: Literal["not_shared", "version"], detail: str, where: str) -> None:
        super().__init__(kind, detail, where)
        self.kind, self.detail, self.where = kind, detail, where


@dataclass(frozen=True, slots=True)
class Task:
    """What is sent to a worker with each shard: the work, and how it knows that it sees the folder of this very run."""

    work: Work
    version: str
    token: str | None

    def __call__(self, pickled: bytes) -> ShardOutcome:
        """On a worker: do the work, where this worker can. The shard comes pickled, so that Dask does not look into it for tasks."""
        shard: Shard = pickle.loads(pickled)
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        if self.version != __version__:
            raise Unfit("version", __version__, platform.node())
        for path in (*([self.token] if self.token else []), *_folders(shard)):
            if not _appears(path, _LOOK):
                raise Unfit("not_shared", path, platform.node())
        with _ONE_AT_A_TIME:
            return self.work(shard)


def _folders(shard: Shard) -> list[str]:
    """The folders that the shard's documents lie in; one file that is not there is that document's issue."""
    return sorted({os.path.dirname(item.path) for item in shard.items if item.kind != "refused"})


def _appears(path: str, seconds: float) -> bool:
    """Whether the path is there, or comes to be within that time."""
    until = time.monotonic() + seconds
    while not os.path.exists(path):
        if time.monotonic() > until:
            return False
        with suppress(OSError):
            os.listdir(os.path.dirname(path))  # makes a network filesystem look again
        time.sleep(0.2)
    return True


class _Turn(NamedTuple):
    """A shard that is given out, and how often Dask gave it up because its workers died."""

    shard: Shard
    given_up: int


class DaskEngine:
    """The workers of a Dask cluster; more may come and go while it runs."""

    def __init__(self, client: Client, address: str, most: int | None, quiet: Callable[[], None]) -> None:
        self._client, self._address, self._most, self._quiet = client, address, most, quiet
        self._given: dict[Future, _Turn] = {}
        self._ends: SimpleQueue[Future] = SimpleQueue()
        self._name = uuid.uuid4().hex[:12]
        self._made = 0
        self._alone_since = time.monotonic()

    @property
    def workers(self) -> int:
        """How many shards can be read at once now."""
        there = max(self._there(), 1)
        return min(there, self._most or there)

    def run(self, work: Work, shards: Iterable[Shard]) -> Iterator[ShardOutcome]:
        out = getattr(work, "keywords", {}).get("out")
        waiting = iter(shards)
        with _token(out) as token:
            task = Task(work, __version__, token)
            try:
                while self._fill(task, waiting):
                    for turn, future in self._ended():
                        outcome = self._outcome(task, turn, future)
                        if outcome is not None:
                            self._check_visible(out, outcome)
                            yield outcome
            finally:
                self._cancel()

    def close(self) -> None:
        """Take back what is given out. A shard that a worker is in the midst of is read to its end or not at all; it hurts nobody."""
        self._cancel()
        with suppress(Exception):  # the scheduler may be gone
            self._client.close(timeout=_LOOK)
        self._quiet()

    def _cancel(self) -> None:
        given, self._given = list(self._given), {}
        if given:
            with suppress(Exception):  # as above
                self._client.cancel(given, force=True)

    def _fill(self, task: Task, waiting: Iterator[Shard]) -> bool:
        """Give out as many shards as the workers can use. False where nothing is left to do."""
        room = min(_AHEAD * self.workers, self._most or 1 << 30)
        while len(self._given) < room and (shard := next(waiting, None)) is not None:
            self._give(task, _Turn(shard, 0))
        return bool(self._given)

    def _give(self, task: Task, turn: _Turn) -> None:
        self._made += 1
        key = f"luoshi-{self._name}-{turn.shard.number}-{self._made}"
        self._expect(self._client.submit(task, pickle.dumps(turn.shard), key=key, pure=False), turn)

    def _expect(self, future: Future, turn: _Turn) -> None:
        self._given[future] = turn
        future.add_done_callback(self._ends.put)

    def _ended(self) -> Iterator[tuple[_Turn, Future]]:
        """A shard that has ended, or none within some seconds: then it is time to look after the cluster."""
        with suppress(Empty):
            future = self._ends.get(timeout=_LOOK)
            self._alone_since = time.monotonic()
            if future in self._given:
                yield self._given.pop(future), future
            return
        if self._client.status != "running":
            raise _error("lost", address=self._address)
        if self._there():
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > NO_WORKERS:
            raise _error("no_workers", address=self._address, seconds=NO_WORKERS)

    def _outcome(self, task: Task, turn: _Turn, future: Future) -> ShardOutcome | None:
        """What came of a shard; None where its workers died and it is given out again."""
        from concurrent.futures import CancelledError

        import distributed

        try:
            return cast(ShardOutcome, future.result(timeout=_LOOK))
        except TimeoutError:
            if future.status == "error":
                raise  # the work's own
            self._expect(future, turn)  # the worker that held the outcome has died: it is made again
            return None
        except distributed.KilledWorker as error:
            deaths = (turn.given_up + 1) * (error.allowed_failures + 1)
            if deaths >= DEATHS:
                raise _error("deaths", deaths=deaths, number=turn.shard.number) from error
            self._give(task, turn._replace(given_up=turn.given_up + 1))
            return None
        except Unfit as error:
            if error.kind == "version":
                raise _versions_differ("luoshi", __version__, error.detail, error.where) from error
            raise _error("not_shared", path=error.detail, where=error.where) from error
        except ModuleNotFoundError as error:
            raise _versions_differ(str(error.name or "luoshi"), __version__, None, "a worker") from error
        except CancelledError as error:
            raise _error("lost", address=self._address) from error

    def _check_visible(self, out: str | None, outcome: ShardOutcome) -> None:
        """The rows that a worker wrote are here too, perhaps after a while."""
        if out is not None and not _appears(path := Layout(out).done(outcome.digest), _CACHED):
            raise _error("not_shared", path=path, where=platform.node())

    def _there(self) -> int:
        """How many workers there are; none where the scheduler does not answer, which is told by its status."""
        try:
            return len(self._client.nthreads())
        except Exception:
            return 0


@contextmanager
def _token(out: str | None) -> Iterator[str | None]:
    """A file in the work folder by which a worker sees that it looks at the same one. When it is gone the run is over, and a
    shard that comes late to a worker is not begun."""
    if out is None:
        yield None
        return
    layout = Layout(out)
    os.makedirs(layout.making, exist_ok=True)
    path = os.path.join(layout.work, f"run-{uuid.uuid4().hex}")
    with open(path, "w", encoding="ascii"):
        pass
    try:
        yield path
    finally:
        with suppress(OSError):
            os.unlink(path)


def _error(key: str, **fields: object) -> EngineError:
    """The sentence ``key`` in both languages; ``zh_…`` are fields of the Chinese one alone."""
    words = _sentences()[key]
    chinese = fields | {name[3:]: value for name, value in fields.items() if name.startswith("zh_")}
    return EngineError(words["en"].format(**fields), chinese=words["zh"].format(**chinese))


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("luoshi.corpus").joinpath("data/dask.toml").read_text(encoding="utf-8"))
