"""What passes between the run and those who read for it: a document's place, a shard of documents, what came of it."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["file", "slice", "deflated", "line", "row", "refused"]


class Item(NamedTuple):
    """One document: its key in the dataset, and where it lies.

    ``path`` is absolute. ``kind`` says how it lies there: a ``file`` by itself; a ``slice`` of a file (in a TAR, or stored in
    a ZIP) or one ``deflated`` in a ZIP, ``place`` being offset, length there, length unpacked, checksum; a ``line`` of JSON,
    ``place`` being offset and length; a ``row`` of a Parquet file, ``place`` being its number from 0; one that is ``refused``
    before it is opened, ``place`` being empty and ``stamp`` the refusal's key. ``size`` is in bytes, as far as is known without
    reading it. ``stamp`` changes when the file does.
    """

    key: str
    path: str
    kind: Kind
    size: int
    stamp: str
    place: tuple[int, ...] = ()


class Columns(NamedTuple):
    """Which columns of a table of documents hold the text and, where the file's name stands in one, the name."""

    text: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are read together, all or none of them.

    ``digest`` is made of the documents, where they lie, how they are read and the version that reads them: two shards
    of one digest hold the same rows. ``patience`` is how many seconds a document may take.
    """

    number: int
    digest: str
    items: tuple[Item, ...] = field(repr=False)
    columns: Columns = Columns()
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
