"""Files in and out: standard input as ``-``, whole files or none, bytes as they are."""

import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.scan_progress import page_by_page
from luoshi.sources import load, load_bytes, read_limited, refuse
from luoshi.sources.collection import is_collection
from luoshi.text import SourceText

if TYPE_CHECKING:
    from luoshi.reconcile import Record
    from luoshi.sources.pages import Division

STANDARD = "-"


def read_source_text(path: str, language: Language) -> SourceText:
    """The text of a file, or of standard input."""
    with page_by_page(language) as pages:
        told = pages.told if pages else None
        if path == STANDARD:
            return load_bytes(read_limited(sys.stdin.buffer, None), told=told)
        return load(path, told=told)


def read_report_texts(
    paths: Sequence[str], language: Language, division: "Division" = "told"
) -> list[SourceText]:
    """The texts of the reports that ``paths`` hold: of one file, of pages joined, or of several reports.

    What is set aside is told on standard error.
    """
    if len(paths) == 1 and not is_collection(paths[0]):
        return [read_source_text(paths[0], language)]
    from luoshi.sources.pages import (  # here: most commands never meet a page
        join_pages_aside,
        open_pages,
        reports_in,
    )

    if STANDARD in paths:
        raise CommandFailure(say(language, "pages.standard"))
    with page_by_page(language) as bar:
        opened = open_pages(paths, told=bar.told if bar else None)
    reports = reports_in(opened.sources, collection=opened.path is not None, division=division)
    alone = len(reports) == 1
    told = () if alone else opened.aside
    texts = []
    for pages in reports:
        source, strangers = join_pages_aside(
            pages, path=opened.path if alone else None, aside=opened.aside if alone else ()
        )
        texts.append(source)
        told = (*told, *strangers)
    for stranger in told:
        reason = say(language, f"pages.{stranger.key}", detail=stranger.detail)
        click.echo(f"luoshi: {say(language, 'pages.aside', name=stranger.path, reason=reason)}", err=True)
    return texts


def read_report_text(paths: Sequence[str], language: Language, *, pages: bool = False) -> SourceText:
    """The text of one report: of one file, or of its pages joined. ``pages``: whatever the files say, they are one report's.

    :raises luoshi.errors.SourceError: where the files are several reports.
    """
    texts = read_report_texts(paths, language, "one" if pages else "told")
    if len(texts) > 1:
        names = ", ".join(os.path.basename(text.path or STANDARD) for text in texts[:4])
        raise refuse("several_reports", paths[0], count=len(texts), reports=names)
    return texts[0]


def read_record(path: str, language: Language) -> "Record":
    """A report or the ledger of one (JSON), for holding against another year's."""
    from luoshi.ledger.build import read_source
    from luoshi.ledger.stored import load_ledger
    from luoshi.reconcile import of_ledger, of_report

    if path != STANDARD and path.lower().endswith(".json"):
        return of_ledger(load_ledger(path), path)
    source = read_report_text([path], language)
    return of_report(read_source(source, file_name=os.path.basename(source.path) if source.path else None))


def format_of(language: Language, out: str | None, formats: Sequence[str], *, terminal: bool) -> str:
    """The format that a file's suffix names; for standard output the one that fits its reader."""
    if out is None:
        return "table" if terminal else "json"
    return format_of_suffix(language, out, formats)


def format_of_suffix(
    language: Language, out: str, formats: Sequence[str], refusal: str = "read.suffix"
) -> str:
    """One of ``formats``: that which the suffix of ``out`` names; ``refusal`` is the key of what is said where it names none."""
    suffix = os.path.splitext(out)[1].lower().removeprefix(".")
    form = {"htm": "html", "txt": "table", "ndjson": "jsonl"}.get(suffix, suffix)
    if form not in formats:
        names = ", ".join(f".{name}" for name in formats if name != "table")
        raise CommandFailure(say(language, refusal, name=out, formats=names))
    return form


def write_bytes(data: bytes, language: Language) -> None:
    """To standard output, unchanged by any notion of line ends."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandFailure(say(language, "errors.stdout", reason=_reason(error))) from error


def write_file(
    path: str, data: bytes, language: Language, *, source: str | Sequence[str] | None = None
) -> None:
    """To a file, all of it or nothing: a temporary file beside it takes its place when it is complete.

    ``source`` is the file that was read, or several, which must not be written over.
    """
    target = os.path.realpath(path)  # a link stays a link
    sources = [source] if isinstance(source, str) else source or ()
    try:
        if any(s != STANDARD and os.path.exists(target) and os.path.samefile(s, target) for s in sources):
            raise CommandFailure(say(language, "errors.overwrite", name=path))
        if os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target):
            with open(target, "wb") as device:  # /dev/stdout, a named pipe: nothing to replace
                device.write(data)
            return
        _replace(target, data)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise CommandFailure(
            say(language, "errors.cannot_write", name=path, reason=_reason(error))
        ) from error


def _replace(target: str, data: bytes) -> None:
    folder, name = os.path.split(target)
    if os.path.isdir(target):
        raise IsADirectoryError(21, os.strerror(21))
    handle, temporary = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:  # Ctrl-C too: nothing half-written is left
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: str) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
