"""Where what lies in a dataset. ``.work`` is the run's own; the rest is for readers."""

import os
from dataclasses import dataclass

from luoshi.corpus.inputs import DATASET


@dataclass(frozen=True, slots=True)
class Layout:
    """The places in the dataset ``out``.

    A shard is read in a folder of ``making`` and, when it is whole, renamed to ``done/<digest>``: that rename is the one moment
    in which its rows come to be. The last step moves its tables to ``<table>/part-<number>.parquet``.
    """

    out: str

    @property
    def work(self) -> str:
        return os.path.join(self.out, ".work")

    @property
    def making(self) -> str:
        return os.path.join(self.work, "making")

    @property
    def tries(self) -> str:
        return os.path.join(self.work, "tries")

    @property
    def unpacked(self) -> str:
        return os.path.join(self.work, "unpacked")

    @property
    def plan(self) -> str:
        """Which documents are read together, a line a shard (:mod:`luoshi.corpus.plan`)."""
        return os.path.join(self.work, "plan.jsonl")

    @property
    def lock(self) -> str:
        return os.path.join(self.work, "lock")

    @property
    def published(self) -> str:
        """Which shards stand in the tables, by number; there from before the first is moved until the last is moved back."""
        return os.path.join(self.work, "published.json")

    @property
    def dataset(self) -> str:
        return os.path.join(self.out, DATASET)

    @property
    def issues(self) -> str:
        return os.path.join(self.out, "issues.jsonl")

    @property
    def copies(self) -> str:
        return os.path.join(self.out, "copies.parquet")

    def done(self, digest: str = "") -> str:
        return os.path.join(self.work, "done", digest)

    def part(self, table: str, number: int) -> str:
        """The part of a table that a shard became; that of ``sketches`` stays in the work folder."""
        holder = self.work if table == "sketches" else self.out
        return os.path.join(holder, table, f"part-{number:05d}.parquet")
