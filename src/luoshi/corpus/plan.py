"""Which documents are read together. The plan depends on the documents alone: not on the machine, nor on who reads them.

A shard ends after a document whose key says so, not after the hundredth: where a file is added, the shards before and behind it
stay what they were and need not be read again.
"""

import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from luoshi import __version__
from luoshi.corpus.shard import Item, Shard, digest_of
from luoshi.lines.model import identity

# Documents in a shard at least; at most three times as many. 64 take some three seconds to read: that much is lost with a worker.
SIZE = 64
# The first shards of a plan are smaller: with so few that all are of one size a worker would wait while another reads the last (a tenth of
# all time for 400 documents and two workers). They are read last. Not all are so small: 200,000 documents would lie in 8,000 files a table.
_FIRST = 24
_OF_FIRST = 4
# Bytes of documents in a shard, about: what a worker holds at once is a few times as much.
MOST_BYTES = 48 << 20
# Of what a document's rows are made besides the version: raised where the tables change.
FORMAT = 3


class Planned(NamedTuple):
    """A shard of a plan on disk."""

    number: int
    digest: str
    documents: int
    bytes: int
    offset: int


def cut(items: Iterable[Item], size: int = SIZE) -> Iterator[tuple[Item, ...]]:
    """The documents in shards of ``size`` to ``3 * size``, the first ones of a quarter of that, a shard of large ones ending earlier."""
    shard: list[Item] = []
    held = number = 0
    least = max(size // _OF_FIRST, 1)
    for item in items:
        if shard and held + item.size > MOST_BYTES:
            yield tuple(shard)
            shard, held, number = [], 0, number + 1
        if number == _FIRST:
            least = size
        shard.append(item)
        held += item.size
        if len(shard) >= 3 * least or (len(shard) >= least and _ends(item, least)):
            yield tuple(shard)
            shard, held, number = [], 0, number + 1
    if shard:
        yield tuple(shard)


def _ends(item: Item, size: int) -> bool:
    return zlib.crc32(item.key.encode("utf-8", "surrogatepass")) % max(size // 2, 1) == 0


def shard_digest(items: tuple[Item, ...], name_column: str | None) -> str:
    """Where a document lies is not part of it: what was moved with its key and stamp unchanged need not be read again.

    The model of lines is: what another read is read again.
    """
    held = [(item.key, item.size, item.stamp, item.text) for item in items]
    return digest_of((FORMAT, __version__, identity(), name_column, held))


class Plan:
    """A plan on disk, a line a shard: what a run holds of it in memory does not grow with the documents."""

    def __init__(self, path: str, shards: list[Planned], name_column: str | None, patience: int) -> None:
        self.shards = shards
        self._path, self._name_column, self._patience = path, name_column, patience

    @classmethod
    def write(
        cls,
        path: str,
        items: Iterable[Item],
        *,
        name_column: str | None,
        size: int,
        patience: int,
        agreed: Callable[[], None] = lambda: None,
    ) -> "Plan":
        """Cut ``items`` into shards and write them down. ``agreed`` is asked before the plan takes the place of an earlier one."""
        shards = []
        with open(f"{path}.part", "wb") as file:
            for number, held in enumerate(cut(items, size)):
                digest = shard_digest(held, name_column)
                shards.append(Planned(number, digest, len(held), sum(i.size for i in held), file.tell()))
                line = json.dumps([digest, held], ensure_ascii=True, separators=(",", ":"))
                file.write(line.encode("ascii") + b"\n")
        agreed()
        os.replace(f"{path}.part", path)
        return cls(path, shards, name_column, patience)

    def load(self, shards: Iterable[Planned]) -> Iterator[Shard]:
        """The shards with their documents, one after another."""
        with open(self._path, "rb") as file:
            for planned in shards:
                file.seek(planned.offset)
                digest, items = _held(file.readline())
                yield Shard(planned.number, digest, items, self._name_column, self._patience)

    @property
    def documents(self) -> int:
        return sum(shard.documents for shard in self.shards)


def _held(line: bytes) -> tuple[str, tuple[Item, ...]]:
    """A line of a plan on disk: a shard's digest and its documents."""
    digest, rows = json.loads(line)
    return digest, tuple(Item._make((*row[:5], tuple(row[5]), row[6])) for row in rows)


def items_in(path: str) -> Iterator[Item]:
    """The documents of a plan on disk, in its order.

    :raises OSError: where there is no plan.
    """
    with open(path, "rb") as file:
        for line in file:
            yield from _held(line)[1]


class Kept(NamedTuple):
    """A document as a plan names it, in hashes: what is in a finished dataset need not be held in words."""

    key: int
    path: int
    bytes: int

    @classmethod
    def of(cls, key: str, path: str, size: int, stamp: str) -> "Kept":
        return cls(hash(key), hash(path), hash((size, stamp)))


def documents_in(path: str) -> dict[int, Kept]:
    """The documents of a plan on disk, by the hash of their keys; none where there is no plan."""
    found = {}
    try:
        with open(path, "rb") as file:
            for line in file:
                for key, place, _, size, stamp, *_ in json.loads(line)[1]:
                    kept = Kept.of(key, place, size, stamp)
                    found[kept.key] = kept
    except (FileNotFoundError, ValueError):
        return {}
    return found


def digests_in(path: str) -> frozenset[str]:
    """The shards of the plan before, none where there was no plan."""
    try:
        with open(path, "rb") as file:
            return frozenset(line[2:18].decode("ascii", "replace") for line in file)
    except FileNotFoundError:
        return frozenset()
