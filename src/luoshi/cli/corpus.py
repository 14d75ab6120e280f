"""``luoshi corpus PATH... -o OUT``: any number of reports into one dataset."""

import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.command import Command, files_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.corpus.engines import EngineError, open_engine
from luoshi.corpus.plan import SIZE
from luoshi.corpus.run import Finished, Start, Wanted, run
from luoshi.corpus.shard import Columns, ShardOutcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Seconds between two lines where there is no terminal: a run of an hour leaves 120 lines in its log.
_BETWEEN = 30
# Kinds of issues of documents that were read nevertheless.
_READ = frozenset(("doubted",))


def command(language: Language) -> click.Command:
    def work(
        path: tuple[str, ...],
        out: str,
        workers: int | None,
        engine: str,
        text_column: str | None,
        name_column: str | None,
        shard_size: int,
        fresh: bool,
        replace: bool,
        quiet: bool,
    ) -> None:
        wanted = Wanted(path, out, Columns(text_column, name_column), fresh, shard_size, replace=replace)
        _run(language, wanted, engine, workers, quiet)

    number = click.IntRange(min=1)
    return Command(
        "corpus",
        language,
        work,
        [
            files_argument("path"),
            option(language, "corpus.output", "-o", "--output", "out", metavar="OUT", required=True),
            option(language, "corpus.workers", "--workers", type=number, metavar="N"),
            option(language, "corpus.engine", "--engine", default="local", metavar="ENGINE"),
            option(language, "corpus.text_column", "--text-column", metavar="NAME"),
            option(language, "corpus.name_column", "--name-column", metavar="NAME"),
            option(language, "corpus.shard_size", "--shard-size", type=number, default=SIZE, metavar="N"),
            option(language, "corpus.fresh", "--fresh", is_flag=True),
            option(language, "corpus.replace", "--replace", is_flag=True),
            option(language, "corpus.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _run(language: Language, wanted: Wanted, engine: str, workers: int | None, quiet: bool) -> None:
    began = time.monotonic()
    try:
        chosen = open_engine(engine, workers)
        try:
            with _Told(language, quiet) as told:
                finished = run(wanted, chosen, told)
        finally:
            chosen.close()
    except KeyboardInterrupt:
        raise CommandFailure(say(language, "corpus.stopped", out=wanted.out), code=130) from None
    except EngineError as error:
        raise CommandFailure(error.sentence(language)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        sentence = say(language, "corpus.cannot_write", name=error.filename or wanted.out, reason=reason)
        raise CommandFailure(sentence) from error
    if not quiet:
        click.echo(_summary(language, wanted.out, finished, time.monotonic() - began))


def _summary(language: Language, out: str, finished: Finished, seconds: float) -> str:
    """``20,000 documents: 19,998 read, 5,012,345 entries; 2 not read, 31 doubted (OUT/issues.jsonl); 512 seconds, 39 a second``"""
    dataset = finished.dataset
    unread = sum(count for kind, count in dataset["issues"].items() if kind not in _READ)
    doubted = sum(count for kind, count in dataset["issues"].items() if kind in _READ)
    words = say(
        language,
        "corpus.summary",
        documents=f"{dataset['documents']:,}",
        read=f"{dataset['documents'] - unread:,}",
        entries=f"{dataset['rows']['entries']:,}",
        unread=f"{unread:,}",
        doubted=f"{doubted:,}",
        issues=os.path.join(out, "issues.jsonl"),
    )
    if not finished.new:
        return words + say(language, "corpus.nothing_new")
    pace = f"{finished.new / max(seconds, 0.1):,.1f}"
    return words + say(language, "corpus.pace", new=f"{finished.new:,}", seconds=f"{seconds:,.0f}", pace=pace)


class _Told:
    """Tells how a run goes: a bar with rate and time left on a terminal, else a line now and then. On standard error."""

    def __init__(self, language: Language, quiet: bool) -> None:
        self._language, self._quiet = language, quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._began = self._last = time.monotonic()
        self._start: Start | None = None
        self._new = self._bytes = 0

    def __enter__(self) -> "_Told":
        if not self._quiet and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task(say(self._language, "corpus.finding"), total=None, pace="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def finding(self, documents: int) -> None:
        self._show(completed=documents)

    def started(self, start: Start) -> None:
        if start.changed:
            self._say("corpus.changed", known=f"{start.known:,}", documents=f"{start.documents:,}")
        elif start.known:
            self._say("corpus.known", known=f"{start.known:,}", documents=f"{start.documents:,}")
        self._began = self._last = time.monotonic()
        self._start = start
        if self._bar is not None and self._task is not None:
            self._bar.remove_task(self._task)
            words = say(self._language, "corpus.reading")
            self._task = self._bar.add_task(words, total=start.documents, completed=start.known, pace="")
        elif start.known < start.documents:
            self._say("corpus.begin", documents=f"{start.documents - start.known:,}", workers=start.workers)

    def read(self, outcome: ShardOutcome) -> None:
        self._new += outcome.documents
        self._bytes += outcome.bytes
        now, start = time.monotonic(), self._start
        if start is None:
            return
        done = start.known + self._new
        pace = self._pace(start, now - self._began)
        self._show(completed=done, pace=pace)
        if self._bar is None and now - self._last >= _BETWEEN:
            self._last = now
            self._say("corpus.line", done=f"{done:,}", documents=f"{start.documents:,}", pace=pace)

    def _pace(self, start: Start, seconds: float) -> str:
        """Rate and time left; that by bytes, for long reports take longer."""
        left = seconds * (start.bytes - start.known_bytes - self._bytes) / max(self._bytes, 1)
        minutes, rest = divmod(round(left), 60)
        time_left = f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
        return say(self._language, "corpus.left", rate=f"{self._new / max(seconds, 0.1):.1f}", left=time_left)

    def finishing(self) -> None:
        self._show(description=say(self._language, "corpus.finishing"))

    def _show(self, **changes: Any) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, **changes)

    def _say(self, key: str, **fields: object) -> None:
        if not self._quiet:
            words = say(self._language, key, **fields)
            if self._bar is not None:
                self._bar.console.print(words, highlight=False, markup=False)
            else:
                click.echo(words, err=True)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=Console(stderr=True),
    )
