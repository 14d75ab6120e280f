"""Which documents the paths hold: files, folders, archives and tables, one after another, each with a key of its own.

Documents are found one by one and never all held; nothing is opened but archives and tables.
"""

import glob
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi.corpus.archives import Found, archive_kind, in_archive
from luoshi.corpus.keys import shown
from luoshi.corpus.shard import Columns, Item, refused
from luoshi.corpus.tables import in_table, is_data, is_table
from luoshi.errors import SourceError
from luoshi.sources import refuse

# What lies beside pages and texts and is none: styles, scripts, pictures, fonts, programs.
_ASIDE = re.compile(
    r"\.(?:css|js|mjs|map|json|xml|xsl|dtd|png|jpe?g|gif|bmp|svg|ico|webp|tiff?|woff2?|ttf|otf|eot|swf|mp[34]|url|lnk|exe|dll|db|ini|log|py|pyc|sh|bat)$",
    re.I,
)
_HIDDEN = (".", "~$")
_SYSTEM = frozenset(("__macosx", "thumbs.db", "desktop.ini"))
# The file by which a folder shows that it is a dataset of ours.
DATASET = "dataset.json"
_TABLES = ("reports", "entries")


class Given(NamedTuple):
    """One of the paths that the user gave, and what its keys begin with."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The documents of ``given``. ``out`` is not read though it may lie among them; ``unpacked`` is a folder for what has to
    be unpacked first. ``left_out`` counts, by suffix, the files passed over while :meth:`items` runs."""

    given: tuple[Given, ...]
    columns: Columns
    out: str
    unpacked: str
    left_out: Counter[str] = field(default_factory=Counter)

    def items(self) -> Iterator[Item]:
        """Every document in the order of its key, no key twice."""
        taken: set[int] = set()
        for item in self._all():
            key, again = item.key, 1
            while hash(key) in taken:  # an archive may hold two files of one name
                again += 1
                key = f"{item.key}~{again}"
            taken.add(hash(key))
            yield item._replace(key=key)

    def _all(self) -> Iterator[Item]:
        alone = len(self.given) == 1
        for given in sorted(self.given, key=lambda g: _order(g.path, g.label)):
            if os.path.isdir(given.path):
                if self._is_ours(given.path):
                    raise refuse("is_dataset", given.path)
                yield from self._folder(given.path, "" if alone else f"{given.label}/")
            else:
                yield from self._file(given.path, given.label, named=True)

    def _folder(self, folder: str, prefix: str) -> Iterator[Item]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(_Entry.of(entry) for entry in found if not _is_hidden(entry.name))
        except OSError as error:
            name = prefix.rstrip("/") or os.path.basename(folder)
            yield refused(name, folder, refuse("forbidden", name, reason=error.strerror or str(error)))
            return
        for entry in entries:
            path = os.path.join(folder, entry.file)
            if entry.is_folder:
                if not self._is_ours(path):
                    yield from self._folder(path, f"{prefix}{entry.name}/")
            elif os.path.isfile(path):
                yield from self._file(path, prefix + entry.name)
            elif os.path.isdir(path):
                self.left_out["link to a folder"] += 1  # it may lead back to where it lies
            elif os.path.lexists(path) and not os.path.exists(path):
                yield refused(prefix + entry.name, path, refuse("missing", prefix + entry.name))
            else:
                self.left_out["no regular file"] += 1

    def _is_ours(self, folder: str) -> bool:
        """Whether a folder is the dataset that is being made, or another one."""
        if os.path.exists(self.out) and os.path.samefile(folder, self.out):
            return True
        return os.path.isfile(os.path.join(folder, DATASET)) and all(
            os.path.isdir(os.path.join(folder, table)) for table in _TABLES
        )

    def _file(self, path: str, key: str, *, named: bool = False) -> Iterator[Item]:
        """The documents of one file. ``named``: the user named it, so that what is wrong with it ends the run."""
        if not named and _ASIDE.search(path):
            self.left_out[os.path.splitext(path)[1].lower()] += 1
            return
        try:
            stat = os.stat(path)
            stamp = f"{stat.st_size}.{stat.st_mtime_ns}"
            if archive_kind(path):
                yield from self._archive(path, key, stamp)
            elif is_table(path):
                yield from in_table(path, key, stamp, stat.st_size, self.columns, self.unpacked)
            elif is_data(path):
                raise refuse("unknown_table", path if named else key)
            else:
                yield Item(key, path, "file", stat.st_size, stamp)
        except SourceError as error:
            if named:
                raise
            yield refused(key, path, error, stamp)
        except OSError as error:
            refusal = refuse("forbidden", path if named else key, reason=error.strerror or str(error))
            if named:
                raise refusal from None
            yield refused(key, path, refusal)

    def _archive(self, path: str, key: str, stamp: str) -> Iterator[Item]:
        def members() -> Iterator[Found]:
            for member in in_archive(path, key, stamp, self.unpacked):
                if _ASIDE.search(member.name):
                    self.left_out[os.path.splitext(member.name)[1].lower()] += 1
                elif any(_is_hidden(part) for part in member.name.split("/")):
                    continue
                elif is_table(member.name) or is_data(member.name):
                    yield member._replace(refusal=refuse("packed_table", f"{key}/{member.name}"))
                else:
                    yield member

        for member in sorted(members(), key=lambda m: m.name):
            yield member.item(f"{key}/{member.name}", stamp)


class _Entry(NamedTuple):
    """A file or folder of a folder. The order is that of the keys that it will have: of whole strings."""

    order: str
    name: str
    file: str
    is_folder: bool

    @classmethod
    def of(cls, entry: "os.DirEntry[str]") -> "_Entry":
        name, is_folder = shown(entry.name), entry.is_dir(follow_symlinks=False)
        return cls(f"{name}/" if is_folder else _order(name, name), name, entry.name, is_folder)


def _order(path: str, label: str) -> str:
    if archive_kind(path) or os.path.isdir(path):
        return f"{label}/"
    return f"{label}#" if is_table(path) else label


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower() in _SYSTEM


def given_paths(patterns: Sequence[str]) -> tuple[Given, ...]:
    """The paths of ``patterns``, each once; what lies in another one of them is not given twice.

    :raises luoshi.errors.SourceError: where one of them is not there or matches nothing.
    """
    found: dict[str, str] = {}
    for pattern in patterns:
        for path in _expanded(pattern):
            found.setdefault(os.path.realpath(path), os.path.abspath(path))
    paths = [path for real, path in found.items() if not any(above in found for above in _above(real))]
    return tuple(Given(path, label) for path, label in _labels(paths).items())


def _expanded(pattern: str) -> list[str]:
    if os.path.exists(pattern):
        return [pattern]
    if not glob.has_magic(pattern):
        raise refuse("missing", pattern)
    matches = sorted(p for p in glob.glob(pattern, recursive=True) if os.path.exists(p))
    if not matches:
        raise refuse("no_match", pattern)
    return matches


def _above(path: str) -> Iterator[str]:
    while (parent := os.path.dirname(path)) != path:
        yield parent
        path = parent


def _labels(paths: Sequence[str]) -> dict[str, str]:
    """The shortest ends of the paths that tell them apart: ``2020`` and ``2021``, or ``north/2020`` and ``south/2020``.

    No label is the beginning of another one, so that keys below them never meet.
    """
    parts = {path: [shown(p) for p in path.replace(os.sep, "/").split("/") if p] for path in paths}
    lengths = dict.fromkeys(paths, 1)
    while True:
        labels = {path: "/".join(parts[path][-lengths[path] :]) or "-" for path in paths}
        counts = Counter(labels.values())
        meeting = {label for label, count in counts.items() if count > 1}
        for label in counts:
            meeting |= {above for above in _above(f"/{label}") if above[1:] in counts}
        meeting = {label.lstrip("/") for label in meeting}
        longer = [p for p in paths if labels[p] in meeting and lengths[p] < len(parts[p])]
        if not longer:
            return labels
        for path in longer:
            lengths[path] += 1
