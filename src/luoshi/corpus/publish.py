"""The last step of a run: shards become the parts of the tables, and ``dataset.json`` says that all is there.

Every move can be done again and taken back, so that a run killed at any point of it goes on.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from luoshi.corpus.layout import Layout
from luoshi.corpus.shards import ISSUES, STORED


def published(layout: Layout) -> list[str] | None:
    """The digests of the shards that stand in the tables, by number; None where none do."""
    try:
        with open(layout.published, encoding="utf-8") as file:
            found: list[str] = json.load(file)
            return found
    except FileNotFoundError:
        return None


def stands(layout: Layout, digests: Sequence[str]) -> dict[str, Any] | None:
    """What ``dataset.json`` says, where the dataset is whole and made of the shards ``digests``; else None."""
    try:
        with open(layout.dataset, encoding="utf-8") as file:
            dataset: dict[str, Any] = json.load(file)
    except (FileNotFoundError, ValueError):
        return None
    parts = (layout.part(table, number) for number in range(len(digests)) for table in STORED)
    whole = published(layout) == list(digests) and all(map(os.path.exists, (layout.issues, *parts)))
    return dataset if whole else None


def withdraw(layout: Layout) -> None:
    """Take the parts back out of the tables, so that a plan that has changed can number them anew."""
    for path in (layout.dataset, layout.issues, layout.copies):
        with suppress(FileNotFoundError):
            os.unlink(path)
    for number, digest in enumerate(published(layout) or ()):
        for table in STORED:
            with suppress(FileNotFoundError):
                os.replace(layout.part(table, number), _stored(layout, digest, table))
    with suppress(FileNotFoundError):
        os.unlink(layout.published)


def is_whole(layout: Layout, digest: str) -> bool:
    """Whether all tables of a shard lie in its folder."""
    names = (ISSUES, *(f"{table}.parquet" for table in STORED))
    return all(os.path.exists(os.path.join(layout.done(digest), name)) for name in names)


def _stored(layout: Layout, digest: str, table: str) -> str:
    return os.path.join(layout.done(digest), f"{table}.parquet")


def publish(layout: Layout, digests: Sequence[str]) -> Counter[str]:
    """Move the shards into the tables and write ``issues.jsonl``. Returns the issues by kind."""
    write_whole(layout.published, [json.dumps(list(digests))])
    for table in STORED:
        folder = os.path.dirname(layout.part(table, 0))
        shutil.rmtree(folder, ignore_errors=True)  # what is not ours to keep has been withdrawn
        os.makedirs(folder)
        for number, digest in enumerate(digests):
            os.replace(_stored(layout, digest, table), layout.part(table, number))
    return _issues(layout, digests)


def _issues(layout: Layout, digests: Sequence[str]) -> Counter[str]:
    kinds: Counter[str] = Counter()

    def lines() -> Iterable[str]:
        for digest in digests:
            with open(os.path.join(layout.done(digest), ISSUES), encoding="utf-8", newline="\n") as file:
                for line in file:
                    kinds[json.loads(line)["kind"]] += 1
                    yield line

    write_whole(layout.issues, lines())
    return kinds


def write_whole(path: str, lines: Iterable[str]) -> None:
    """All of a file or nothing."""
    with open(f"{path}.part", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{path}.part", path)


def sweep(layout: Layout, digests: Iterable[str]) -> None:
    """Remove what no plan needs any more."""
    kept = frozenset(digests)
    for name in os.listdir(layout.done()):
        if name not in kept:
            shutil.rmtree(layout.done(name), ignore_errors=True)
    for folder in (layout.making, layout.tries, layout.unpacked):
        shutil.rmtree(folder, ignore_errors=True)
