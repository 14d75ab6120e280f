"""Copies of one report among the documents of a dataset, and the best of them: docs/grouping.md."""

import glob
import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from luoshi.corpus.columns import polars_schema
from luoshi.corpus.leaders import Joined, Sketched, follow

COPIES: dict[str, type] = {
    "document": str, "group": str, "size": int, "best": bool, "share": float, "rule": str,
}  # fmt: skip
# The order of documents, the best first: a column, whether more of it is better, and the rule that decides by it.
_ORDER = (
    ("complete", True, "complete"),
    ("stated", True, "stated"),
    ("damage", False, "damage"),
    ("entries", True, "entries"),
    ("letters", True, "length"),
    ("document", False, "key"),
)
# Why a document is the best of its group: one of the rules of the order, or
ONLY = "only"  # there is no other
WHOLE = "whole"  # the one that the order prefers is a part of it
# Why it is a copy: `near`, `part`, `holds` (luoshi.corpus.leaders), or
EXACT = "exact"


class Copy(NamedTuple):
    """A row of ``copies.parquet``: ``group`` is the key of the best document, ``share`` what a copy has in common with it."""

    document: str
    group: str
    size: int
    best: bool
    share: float
    rule: str


class _Documents(NamedTuple):
    """All documents in order, the best first. ``same`` is for each the first of those whose body is the same."""

    names: list[str]
    same: list[int]
    ranks: list[tuple[Any, ...]]


def group_copies(out: str) -> None:
    """Write ``copies.parquet`` of the dataset ``out`` from the sketches in ``.work/sketches``: all of it or nothing."""
    parts = sorted(glob.glob(os.path.join(glob.escape(out), ".work", "sketches", "part-*.parquet")))
    _write(grouped(parts), os.path.join(out, "copies.parquet"))


def grouped(parts: Sequence[str]) -> Iterator[Copy]:
    """The rows for the sketches in the files ``parts``, in the order of their keys; the order of the files does not matter."""
    documents = _documents(parts)
    firsts = [number for number, first in enumerate(documents.same) if number == first]
    position = {number: at for at, number in enumerate(firsts)}
    joined = follow(_sketches(parts, documents, firsts))
    members: dict[int, list[int]] = {}
    for number, first in enumerate(documents.same):
        found = joined[position[first]]
        leader = first if found is None else firsts[found.leader]
        members.setdefault(leader, []).append(number)
    rows = (
        row
        for leader, group in members.items()
        for row in _rows(documents, leader, group, {n: joined[position[documents.same[n]]] for n in group})
    )
    return iter(sorted(rows))


def _documents(parts: Sequence[str]) -> _Documents:
    import polars

    columns = ["body_sha256", *(name for name, _, _ in _ORDER)]
    frame = polars.concat([polars.read_parquet(part, columns=columns) for part in parts])
    frame = frame.sort([name for name, _, _ in _ORDER], descending=[more for _, more, _ in _ORDER])
    body = polars.coalesce("body_sha256", "document")  # of an empty text there are no copies
    same = frame.with_row_index("number").select(polars.col("number").min().over(body)).to_series().to_list()
    names = frame.get_column("document").to_list()
    return _Documents(names, same, frame.select([name for name, _, _ in _ORDER]).rows())


def _sketches(parts: Sequence[str], documents: _Documents, firsts: Sequence[int]) -> list[Sketched]:
    """The sketches of the documents ``firsts``, in their order: a kilobyte of each is held."""
    import polars

    wanted = {documents.names[number]: at for at, number in enumerate(firsts)}
    found = [Sketched(b"", 0, False)] * len(firsts)
    for part in parts:
        frame = polars.read_parquet(part, columns=["document", "marks", "letters", "complete"])
        for document, marks, letters, complete in frame.iter_rows():
            at = wanted.get(document)
            if at is not None:
                found[at] = Sketched(array("I", marks).tobytes(), letters, complete)
    return found


def _rows(
    documents: _Documents, leader: int, group: Sequence[int], joined: dict[int, Joined | None]
) -> Iterator[Copy]:
    best = documents.names[leader]
    for number in group:
        found = joined[number]
        if number == leader:
            share, rule = 1.0, _why_best(documents, leader, group)
        elif found is None:
            share, rule = 1.0, EXACT
        else:
            share, rule = round(found.share, 4), found.relation
        yield Copy(documents.names[number], best, len(group), number == leader, share, rule)


def _why_best(documents: _Documents, leader: int, group: Sequence[int]) -> str:
    """The rule that puts the best before the next one."""
    others = [number for number in group if number != leader]
    if not others:
        return ONLY
    second = min(others)
    if second < leader:
        return WHOLE
    pairs = zip(documents.ranks[leader], documents.ranks[second], _ORDER, strict=True)
    return next(rule for one, other, (_, _, rule) in pairs if one != other)


def _write(rows: Iterator[Copy], target: str) -> None:
    import polars

    frame = polars.DataFrame(list(rows), schema=polars_schema(COPIES), orient="row")
    part = f"{target}.part"
    try:
        with open(part, "wb") as file:
            frame.write_parquet(file, compression="zstd", statistics=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
