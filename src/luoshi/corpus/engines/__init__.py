"""Where shards are read. An engine is named like an address (``local``, ``dask://scheduler:8786``): what stands before
``://`` is looked up here, and a new one is a module and a line.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from luoshi.corpus.shard import Shard, ShardOutcome
from luoshi.errors import BilingualError


class Work(Protocol):
    """What is done with a shard: ``functools.partial(read_shard, out=…)``. Can be pickled."""

    def __call__(self, shard: Shard) -> ShardOutcome: ...


class Engine(Protocol):
    """Does ``work`` on shards, wherever it likes.

    ``run`` takes shards only as it needs them (a plan may be long) and yields what came of each exactly once, in any
    order. A shard whose worker dies is given to another, as often as ``DEATHS`` times: the work itself finds out which
    document takes its workers down (:mod:`luoshi.corpus.shards`). What ``work`` raises ends the run: it is never a document's
    fault. ``workers`` is how many shards are read at once, for those who watch. ``close`` stops at once what still runs and
    may be called twice; an engine that is closed early leaves no worker behind.
    """

    workers: int

    def run(self, work: Work, shards: Iterable[Shard]) -> Iterator[ShardOutcome]: ...

    def close(self) -> None: ...


class Opener(Protocol):
    """``open_engine`` of an engine's module: ``address`` is what stands behind ``://``."""

    def __call__(self, address: str, workers: int | None) -> Engine: ...


class EngineError(BilingualError):
    """The engine cannot start or go on, by no document's fault. ``chinese`` is the same sentence in Chinese."""

    def __init__(self, message: str, *, chinese: str) -> None:
        super().__init__(message, chinese)


# A shard is given out once more after each death of its worker; two deaths at one document set that document aside.
DEATHS = 20

# Scheme → module with a function ``open_engine(address, workers)``.
ENGINES: Mapping[str, str] = MappingProxyType(
    {"local": "luoshi.corpus.engines.local", "dask": "luoshi.corpus.engines.dask"}
)


def open_engine(name: str, workers: int | None = None) -> Engine:
    """The engine of that name. Raises :class:`EngineError` where there is none, or it cannot be reached."""
    scheme, _, address = name.partition("://")
    module = ENGINES.get(scheme)
    if module is None:
        names = ", ".join(f"{scheme}://…" if scheme != "local" else scheme for scheme in ENGINES)
        raise EngineError(
            f"{name}: there is no such engine; the engines are {names}",
            chinese=f"{name}：没有这种运行方式，可用的有 {names}",
        )
    try:
        return cast(Opener, import_module(module).open_engine)(address, workers)
    except ModuleNotFoundError as error:
        raise EngineError(
            f"{name}: this engine needs {error.name}; install it with `pip install 'luoshi[{scheme}]'`",
            chinese=f"{name}：这种运行方式需要 {error.name}，请运行 `pip install 'luoshi[{scheme}]'` 安装",
        ) from None
