"""What passes between the run and those who read for it: a document's place, a shard of documents, what came of it."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from luoshi.errors import SourceError

Kind = Literal["file", "slice", "deflated", "line", "row", "refused"]


class Item(NamedTuple):
    """One document: its key in the dataset, and where it lies.

    ``path`` is absolute. ``kind`` says how it lies there:

    - ``file``: by itself;
    - ``slice``: uncompressed in an archive, ``place`` being offset, length and CRC-32 (-1 where none is kept);
    - ``deflated``: in a ZIP, ``place`` being offset, length there, CRC-32 and length unpacked;
    - ``line``: a line of JSON, ``place`` being offset and length, ``text`` the key of its text;
    - ``row``: of a Parquet file, ``place`` being its number from 0, ``text`` the column of its text;
    - ``refused``: seen to be unreadable when it was found, ``text`` being the refusal (:func:`refused`).

    ``size`` is in bytes, for a row its share of the file. ``stamp`` changes when its bytes do, as far as that is seen without
    reading them: size and date of a file, checksum in a ZIP.
    """

    key: str
    path: str
    kind: Kind
    size: int
    stamp: str
    place: tuple[int, ...] = ()
    text: str | None = None


def refused(key: str, path: str, error: SourceError, stamp: str = "") -> Item:
    """A document that cannot be read, as was seen when it was found."""
    words = [error.key, str(error), error.chinese]
    return Item(key, path, "refused", 0, stamp, text=json.dumps(words, ensure_ascii=False))


def refusal_of(item: Item) -> SourceError:
    """What :func:`refused` was given."""
    key, english, chinese = json.loads(item.text or "")
    return SourceError(english, chinese=chinese, key=key)


class Columns(NamedTuple):
    """Which columns of a table of documents hold the text and the file's name; None for those that are found or not there."""

    text: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are read together, all or none of them.

    ``digest`` is made of the documents, where they lie, how they are read and the version that reads them: two shards
    of one digest hold the same rows. ``name_column`` is the column in which tables have the files' names. ``patience`` is how many seconds a document may take.
    """

    number: int
    digest: str
    items: tuple[Item, ...] = field(repr=False)
    name_column: str | None = None
    patience: int = 300

    @property
    def bytes(self) -> int:
        return sum(item.size for item in self.items)


class ShardOutcome(NamedTuple):
    """What came of a shard, in numbers; the rows themselves lie in the work folder. Small, for it travels.

    ``counts`` are rows by table, ``issues`` the lines for ``issues.jsonl``.
    """

    number: int
    digest: str
    documents: int
    bytes: int
    counts: dict[str, int]
    issues: int


def digest_of(parts: object) -> str:
    """A name of 16 hexadecimal digits for what is printed the same."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
