"""Work in which one document shows a bug of ours: importable, so that workers of a cluster can do it."""

import os
import time

import luoshi.corpus.documents as documents
from luoshi.corpus.shard import Shard, ShardOutcome
from luoshi.corpus.shards import read_shard as read
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report
from luoshi.text import SourceText


def read_raising(source: SourceText, *, file_name: str | None = None) -> Report:
    if "RAISE" in source.text:
        raise RuntimeError("a rule that no test has seen")
    return read_source(source, file_name=file_name)


def read_held(shard: Shard, out: str, held: dict[int, str]) -> ShardOutcome:
    """Waits with each shard from a number on until a file is there, so that whoever ends its worker ends it at work."""
    ends = time.monotonic() + 120
    for number, path in held.items():
        while shard.number >= number and not os.path.exists(path) and time.monotonic() < ends:
            time.sleep(0.05)
    return read_shard(shard, out)


def read_shard(shard: Shard, out: str) -> ShardOutcome:
    documents.read_source = read_raising
    try:
        return read(shard, out)
    finally:
        documents.read_source = read_source


def own_process() -> tuple[int, int]:
    """A worker's process and the group that it belongs to."""
    return os.getpid(), os.getpgid(0)
