"""The engine of a program's own process: nothing is started, and one document after another is read.

What protects a run from a document that kills its reader is a reader of its own; here such a document ends the program, and the next run
sets it aside.
"""

from collections.abc import Iterable, Iterator

from luoshi.corpus.engines import Work
from luoshi.corpus.shard import Shard, ShardOutcome


class Here:
    """Reads where it is called."""

    workers = 1

    def run(self, work: Work, shards: Iterable[Shard]) -> Iterator[ShardOutcome]:
        return map(work, shards)

    def close(self) -> None: ...
