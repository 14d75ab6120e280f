"""``luoshi portal REPORTS...``: what was promised and what came of it, as a site on the reader's own machine."""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.bars import counting_bar
from luoshi.cli.command import Command, files_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Found by its name when the command runs: the library imports nothing of the web, and works where the web's packages are not installed.
_SITE = "luoshi_web.portal.start"
_REMOVED_SHOWN = 6
_BETWEEN = 15  # seconds between two lines where there is no terminal


def command(language: Language) -> click.Command:
    paths = files_argument("path", required=False)

    def work(
        path: tuple[str, ...],
        out: str,
        port: int,
        workers: int | None,
        only_build: bool,
        export: str | None,
        quiet: bool,
    ) -> None:
        if not path and export is None:
            raise click.MissingParameter(param=paths)
        if export is not None and Path(export).resolve() == Path(out).resolve():
            raise CommandFailure(say(language, "portal.not_ours", name=export))
        site = _site(language)
        count = workers or os.cpu_count() or 1
        _run(language, site, path, out, count, quiet)
        if export is not None:
            _export(language, site, export, count, quiet)
        elif not only_build:
            _serve(language, site, port)

    return Command(
        "portal",
        language,
        work,
        [
            paths,
            option(
                language, "portal.output", "-o", "--output", "out", metavar="OUT", default="luoshi-portal"
            ),
            option(
                language, "portal.port", "--port", type=click.IntRange(0, 65535), default=8470, metavar="N"
            ),
            option(language, "portal.workers", "--workers", type=click.IntRange(min=1), metavar="N"),
            option(language, "portal.only_build", "--only-build", is_flag=True),
            option(language, "portal.export", "--export", "export", metavar="OUT"),
            option(language, "portal.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _run(language: Language, site: Any, paths: tuple[str, ...], out: str, workers: int, quiet: bool) -> None:
    """Bring in what the paths hold; without a path what was brought in before stands as it is."""
    began = time.monotonic()
    try:
        site.prepare(out)
        if not paths:
            return
        with _Told(language, quiet) as told:
            brought = site.bring_in(paths, workers, language, told)
    except KeyboardInterrupt:
        raise CommandFailure(say(language, "portal.stopped", out=out), code=130) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandFailure(
            say(language, "portal.cannot_write", name=error.filename or out, reason=reason)
        ) from error
    if not quiet:
        click.echo(_summary(language, brought, time.monotonic() - began))


def _export(language: Language, site: Any, out: str, workers: int, quiet: bool) -> None:
    """The same pages as files, all of them or none."""
    began = time.monotonic()
    try:
        with _Told(language, quiet) as told:
            done = site.export(out, workers, told)
    except KeyboardInterrupt:
        raise CommandFailure(say(language, "portal.export_stopped", out=out), code=130) from None
    except site.Refused as refused:
        raise CommandFailure(say(language, refused.key, **refused.values)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandFailure(
            say(language, "portal.cannot_write", name=error.filename or out, reason=reason)
        ) from error
    if quiet:
        return
    seconds = f"{time.monotonic() - began:,.0f}"
    click.echo(
        say(
            language,
            "portal.exported",
            out=out,
            pages=f"{done.pages:,}",
            reports=f"{done.reports:,}",
            seconds=seconds,
        )
    )
    if done.removed:
        names = ", ".join(done.removed[:_REMOVED_SHOWN]) + (
            " …" if len(done.removed) > _REMOVED_SHOWN else ""
        )
        count = f"{len(done.removed):,}"
        click.echo(
            say(language, "portal.removed", count=count, names=names, list=f"{out.rstrip('/')}.removed.json")
        )


def _site(language: Language) -> Any:
    try:
        return import_module(_SITE)
    except ModuleNotFoundError as error:
        raise CommandFailure(say(language, "portal.no_web", package=error.name or "django")) from None


def _serve(language: Language, site: Any, port: int) -> None:
    try:
        server = site.serve(port)
    except OSError as error:
        raise CommandFailure(
            say(language, "portal.port_taken", port=port, reason=error.strerror or str(error))
        ) from error
    click.echo(say(language, "portal.serving", address=site.address(server, language)))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.server_close()


def _summary(language: Language, brought: Any, seconds: float) -> str:
    words = _counts(language, brought, seconds)
    if not brought.withheld:
        return words
    return f"{words}\n{say(language, 'portal.withheld', names=', '.join(brought.withheld))}"


def _counts(language: Language, brought: Any, seconds: float) -> str:
    left_out = sum(brought.left_out.values())
    words = say(
        language, "portal.summary", documents=f"{brought.documents:,}", reports=f"{brought.reports:,}",
        places=f"{brought.places:,}", renewed=f"{brought.renewed:,}", seconds=f"{seconds:,.0f}",
    )  # fmt: skip
    if not left_out:
        return words
    reasons = ", ".join(
        f"{say(language, f'portal.{kind}')} {count}" for kind, count in sorted(brought.left_out.items())
    )
    return words + say(language, "portal.left_out", count=f"{left_out:,}", reasons=reasons)


class _Told:
    """Tells how a run goes: a bar on a terminal, else a line now and then. On standard error."""

    def __init__(self, language: Language, quiet: bool) -> None:
        self._language, self._quiet = language, quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._what, self._total, self._done, self._last = "", 0, 0, time.monotonic()

    def __enter__(self) -> "_Told":
        if not self._quiet and sys.stderr.isatty():
            self._bar = counting_bar()
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def began(self, what: str, total: int) -> None:
        self._what, self._total, self._done = say(self._language, f"portal.{what}"), total, 0
        if self._bar is not None and total:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(self._what, total=total)

    def went_on(self, count: int) -> None:
        self._done += count
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, count)
        elif not self._quiet and time.monotonic() - self._last > _BETWEEN:
            self._last = time.monotonic()
            click.echo(
                say(self._language, "portal.line", what=self._what, done=self._done, total=self._total),
                err=True,
            )
