"""The pages of a list of files, of a folder, or of a ZIP."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.errors import SourceError
from luoshi.sources.collection import is_collection
from luoshi.sources.formats.archive import members, natural
from luoshi.sources.load import load, load_bytes, read_bytes
from luoshi.sources.pages.strangers import Stranger
from luoshi.sources.readers import Told
from luoshi.sources.refusal import refuse
from luoshi.text import SourceText

# What a page may be saved as; styles, scripts and pictures lie beside it.
_SUFFIXES = frozenset(
    (".html", ".htm", ".shtml", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".md", ".pdf", ".docx", ".doc", ".mht", ".mhtml", ".rtf", ".odt", ".ofd")
)  # fmt: skip
# A report has ten pages, or twenty; a folder of a thousand files is a corpus.
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """The pages as they lie, and the files beside them that are none. ``path`` names the folder or archive, if it is one."""

    sources: tuple[SourceText, ...]
    aside: tuple[Stranger, ...]
    path: str | None


def open_pages(paths: Sequence[str | os.PathLike[str]], *, told: Told | None = None) -> Opened:
    """The pages of ``paths``: files, folders (not what lies in folders inside them) and ZIPs.

    A file that is named and cannot be read is refused; one in a folder or a ZIP is set aside with the reason. ``told`` is told of the pages of scans.

    :raises luoshi.errors.SourceError: also where no page is left, or there are more than ``MOST_PAGES``.
    """
    places = [os.fspath(path) for path in paths]
    whole: str | None = None
    sources: list[SourceText] = []
    aside: list[Stranger] = []
    for name in places:
        if not is_collection(name):
            sources.append(load(name, told=told))
        else:
            whole = name if len(places) == 1 else None
            _collect(name, sources, aside, told)
        if len(sources) + len(aside) > MOST_PAGES:
            raise refuse("too_many_files", name, limit=MOST_PAGES)
    return Opened(tuple(sources), tuple(aside), whole)


def _collect(name: str, sources: list[SourceText], aside: list[Stranger], told: Told | None) -> None:
    failure: SourceError | None = None
    found = 0
    for path, data in _folder(name) if os.path.isdir(name) else _archive(name):
        if os.path.splitext(path)[1].lower() not in _SUFFIXES:
            aside.append(Stranger(path, "format", ""))
        else:
            try:
                sources.append(
                    load(path, told=told) if data is None else load_bytes(data, path=path, told=told)
                )
                found += 1
            except SourceError as error:
                failure = failure or error
                aside.append(Stranger(path, "unread", str(error)))
        if len(sources) + len(aside) > MOST_PAGES:
            raise refuse("too_many_files", name, limit=MOST_PAGES)
    if not found:
        raise failure or refuse("no_pages", name)


def _folder(name: str) -> Iterator[tuple[str, bytes | None]]:
    try:
        entries = sorted((e.name for e in os.scandir(name) if e.is_file()), key=natural)
    except OSError as error:
        raise refuse("forbidden", name, reason=error.strerror or str(error)) from None
    for entry in entries:
        if not entry.startswith((".", "~$")):
            yield os.path.join(name, entry), None


def _archive(name: str) -> Iterator[tuple[str, bytes | None]]:
    for member in members(read_bytes(name), name):
        yield f"{name}/{member.name}", member.data
