"""What a link of the chain is made of, and whether a chain holds.

The digest of an act is SHA-256 over canonical JSON (keys sorted, no blanks, UTF-8) of its fields and of the digest before it.
docs/audit.md prints a program of thirty lines that does the same without Luoshi.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first act follows."""

FIELDS = (
    "number", "at", "verb", "person_id", "person", "post_id", "post", "office", "role", "object_kind", "object_id",
    "object_name", "details", "previous",
)  # fmt: skip
"""What the digest covers, by name: everything but the digest and the database's own key."""


def canonical(value: Any) -> str:
    """JSON of one form alone: the same value, the same characters.

    Raises :class:`TypeError` for what JSON cannot hold; dates and decimals are given as text by the caller.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment(at: datetime) -> str:
    """UTC to the microsecond, always with six digits: ``2026-03-01T01:02:03.000004Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(link: Mapping[str, Any]) -> str:
    """The digest of one act, given as its fields; ``at`` as :func:`moment` writes it."""
    return hashlib.sha256(canonical({name: link[name] for name in FIELDS}).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: ``fault`` is ``edited``, ``missing``, ``inserted`` or ``head``."""

    number: int
    fault: str
    sentence: str


def breaks(links: Iterable[Mapping[str, Any]], head: tuple[int, str] | None = None) -> Iterator[Break]:
    """What is wrong with acts in the order of their numbers.

    An edited row has another digest than its own; a removed one leaves a gap or a follower that names another digest; one that was
    put in doubles a number or follows what it does not name. ``head`` is the last number and digest as the database or an
    exported head holds them: it finds rows cut from the end.
    """
    number, previous = 0, GENESIS
    for link in links:
        own = link["number"]
        if own > number + 1:
            yield Break(number + 1, "missing", f"acts {number + 1} to {own - 1} are not there")
        elif own <= number:
            yield Break(own, "inserted", f"act {own} stands twice or out of its order")
        if digest_of(link) != link["digest"]:
            yield Break(
                own, "edited", f"act {own} is not what was written: its digest does not fit its words"
            )
        elif own == number + 1 and link["previous"] != previous:
            yield Break(own, "inserted", f"act {own} does not follow the act before it")
        number, previous = own, link["digest"]
    if head is not None and head != (number, previous):
        yield Break(
            head[0], "head", f"the log ends at act {number}, its head says {head[0]}: acts were cut or added"
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A head that was kept elsewhere: the last act of a day."""

    day: str
    number: int
    digest: str


def strangers(kept: Iterable[Kept], digests: Mapping[int, str]) -> Iterator[str]:
    """The kept heads that a log does not pass through, in sentences. ``digests``: number → digest of the log's own acts."""
    for one in kept:
        own = digests.get(one.number)
        if own is None:
            yield f"act {one.number}, exported on {one.day}, is not there"
        elif own != one.digest:
            yield f"act {one.number} is not the one that was exported on {one.day}"
