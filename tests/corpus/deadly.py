"""Work that some documents end: importable, so that workers can do it."""

import os
import re
import signal
from typing import Any

import luoshi.corpus.shards as shards
from luoshi.corpus.documents import Document, read_document
from luoshi.corpus.shard import Shard, ShardOutcome

ENDLESS = re.compile(r"(a+)+$")


def read_deadly(key: str, data: bytes, name: str | None = None, **told: Any) -> Document:
    """A document says what becomes of its reader."""
    if b"KILL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"ONCE" in data:
        mark = f"{data.split()[1].decode()}.{os.path.basename(key)}"
        if not os.path.exists(mark):
            open(mark, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    if b"HANG" in data:
        ENDLESS.search("a" * 60 + "b")
    return read_document(key, data, name, **told)


def read_shard(shard: Shard, out: str) -> ShardOutcome:
    shards.read_document = read_deadly
    return shards.read_shard(shard, out)


def fail(shard: Shard, out: str) -> ShardOutcome:
    raise PermissionError(13, "no", out)


def die(shard: Shard, out: str) -> ShardOutcome:
    os._exit(1)
