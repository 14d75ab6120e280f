"""A document, read in a process of its own: its report lies in a file, and what groups it goes back."""

import os
import pickle
from typing import NamedTuple

from luoshi.corpus.opening import Opener
from luoshi.corpus.shard import Item, Shard
from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report
from luoshi.sources import load_bytes

USED, NO_PLACE, NO_YEAR, NO_REPORT, UNREAD = "used", "no_place", "no_year", "not_a_report", "unread"


class Read(NamedTuple):
    """What a document was read as. ``outcome`` is :data:`USED`, or why the portal has nothing of it (``remark``: in words)."""

    document: str
    stamp: str
    outcome: str
    remark: str = ""
    sha256: str = ""
    name: str = ""
    code: str | None = None
    level: str = ""
    year: int = 0
    complete: bool = True
    entries: int = 0

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The order of copies, the best first: the complete one, then the one with more entries, then the smallest key."""
        return (not self.complete, -self.entries, self.document)


def stamp_of(item: Item) -> str:
    return f"{item.size}.{item.stamp}"


def read_items(items: tuple[Item, ...], name_column: str | None, folder: str, language: str) -> list[Read]:
    """Read some documents; whatever one of them does becomes its outcome. The reports lie in ``folder`` by :func:`kept`."""
    shard = Shard(0, "", items, name_column)
    with Opener(shard) as opener:
        return [_read(item, opener, folder, language) for item in items]


def _read(item: Item, opener: Opener, folder: str, language: str) -> Read:
    stamp = stamp_of(item)
    try:
        data, name = opener.open(item)
        report = read_source(load_bytes(data, path=item.key), file_name=name or item.key.rsplit("/", 1)[-1])
    except SourceError as error:
        return Read(item.key, stamp, UNREAD, error.sentence(language)[:500])
    except Exception as error:  # our bug in one document must not take the site from all others
        return Read(item.key, stamp, UNREAD, f"{type(error).__name__}: {error}"[:500])
    front = report.front
    if report.front.kind != "work_report" or any(n.kind == "not_a_report" for n in report.notices):
        return Read(item.key, stamp, NO_REPORT)
    if front.place is None:
        return Read(item.key, stamp, NO_PLACE)
    if front.year is None:
        return Read(item.key, stamp, NO_YEAR)
    with open(kept(folder, report.source.sha256), "wb") as file:
        pickle.dump(report, file, pickle.HIGHEST_PROTOCOL)
    return Read(
        item.key, stamp, USED, "", report.source.sha256, front.place.name, front.place.code, front.place.level or "county",
        front.year, front.complete, len(report.entries),
    )  # fmt: skip


def kept(folder: str, sha256: str) -> str:
    return os.path.join(folder, f"{sha256}.pickle")


def load(folder: str, sha256: str) -> Report:
    """A report that this very run wrote there; no other file is ever unpickled."""
    with open(kept(folder, sha256), "rb") as file:
        report: Report = pickle.load(file)
    return report
