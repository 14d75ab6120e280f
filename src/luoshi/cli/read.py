"""``luoshi read FILE...``: a report into a ledger, several reports into several."""

import os
import sys
from collections.abc import Sequence

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, files_argument, option, pages_option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.several import folder_of, lines_of, write_each
from luoshi.cli.streams import STANDARD, format_of, read_report_texts, write_bytes, write_file
from luoshi.ledger.build import read_source
from luoshi.ledger.choice import Choice, choose
from luoshi.ledger.export import BINARY, FORMATS, export
from luoshi.ledger.export.labels import label
from luoshi.ledger.export.summary import Summary, summarise
from luoshi.ledger.report import Report
from luoshi.text import SourceText


def command(language: Language) -> click.Command:
    def run(
        file: tuple[str, ...], form: str | None, out: str | None, pages: bool, each: bool, every: bool, doubtful: bool,
        quiet: bool, **asked: object,
    ) -> None:  # fmt: skip
        if pages and each:
            raise CommandFailure(say(language, "read.pages_or_each"))
        out = None if out == STANDARD else out
        form = _form(language, form, out)
        texts = read_report_texts(file, language, "one" if pages else "each" if each else "told")
        if doubtful and form != "table":
            raise CommandFailure(say(language, "read.doubtful_table"))
        choice = chosen(asked, language)
        reports = [_read(text, choice) for text in texts]
        if len(reports) == 1 and (out is None or folder_of(out) is None):
            _write(
                reports[0], language, form, out, file, doubtful=doubtful, brief=not (every or choice.narrows)
            )
        else:
            _write_all(reports, language, form, out, file)
        for report in reports:
            _tell(report, language, alone=len(reports) == 1, quiet=quiet)

    return Command(
        "read",
        language,
        run,
        [
            files_argument("file"),
            option(language, "read.format", "--format", "form", type=click.Choice(FORMATS)),
            option(language, "read.output", "-o", "--output", "out", metavar="OUT"),
            *choice_options(language),
            option(language, "read.all", "--all", "every", is_flag=True),
            option(language, "read.doubtful", "--doubtful", is_flag=True),
            pages_option(language),
            option(language, "read.each", "--each", is_flag=True),
            option(language, "options.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _form(language: Language, form: str | None, out: str | None) -> str:
    if form is None:
        form = "json" if folder_of(out) else format_of(language, out, FORMATS, terminal=_on_terminal())
    if out is None and form in BINARY and _on_terminal():
        raise CommandFailure(say(language, "read.to_terminal", format=form))
    return form


def _read(source: SourceText, choice: Choice) -> Report:
    return choose(
        read_source(source, file_name=os.path.basename(source.path) if source.path else None), choice
    )


def _write(
    report: Report, language: Language, form: str, out: str | None, files: Sequence[str], *, doubtful: bool, brief: bool
) -> None:  # fmt: skip
    if out is None and form == "table" and _on_terminal():
        _show(report, language, doubtful=doubtful, brief=brief and not doubtful)
        return
    content = _table(report, language) if doubtful else export(report, form, language=language)
    if out is not None:
        write_file(out, content, language, source=files)
    else:
        write_bytes(content, language)


def _write_all(
    reports: Sequence[Report], language: Language, form: str, out: str | None, files: Sequence[str]
) -> None:
    """Several ledgers: each to a file of its own in a folder, or all as lines."""
    if (folder := folder_of(out)) is not None:
        write_each(folder, reports, form, language, sources=files)
        return
    content = lines_of(reports, form, language)
    if out is None:
        write_bytes(content, language)
    else:
        write_file(out, content, language, source=files)


def _tell(report: Report, language: Language, *, alone: bool, quiet: bool) -> None:
    name = report.source.path or STANDARD
    if any(notice.kind == "not_a_report" for notice in report.notices):
        click.echo(f"luoshi: {say(language, 'read.not_a_report', name=name)}", err=True)
    if not quiet and report.front.kind != "work_report":
        kind = label("document", report.front.kind, language)
        click.echo(f"luoshi: {say(language, 'read.document', name=name, kind=kind)}", err=True)
    if not quiet:
        line = summary_line(summarise(report), language)
        click.echo(line if alone else say(language, "read.of", name=name, line=line), err=True)


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _show(report: Report, language: Language, *, doubtful: bool, brief: bool) -> None:
    from rich.console import Console

    from luoshi.ledger.export.table import render, render_brief

    console = Console(highlight=False)
    if brief:
        render_brief(report, language, console)
        click.echo(say(language, "read.more", name=report.source.path or STANDARD))
    elif console.is_terminal and len(report.entries) > console.height:
        with console.pager(styles=True):
            render(report, language, console, doubtful=doubtful)
    else:
        render(report, language, console, doubtful=doubtful)


def _table(report: Report, language: Language) -> bytes:
    from luoshi.ledger.export.table import write

    return write(report, language, doubtful=True)


def summary_line(summary: Summary, language: Language) -> str:
    """``read 312 entries (13 headline targets, …); 428 numbers: 391 in entries, 37 unused (12 name, …); 96% …``"""
    comma = "、" if language == "zh" else ", "
    kinds = [say(language, "read.headline", count=summary.headline)] if summary.headline else []
    kinds += [
        say(language, "read.kind", count=count, kind=label("kinds", kind, language))
        for kind, count in summary.kinds.items()
    ]
    reasons = comma.join(
        say(language, "read.reason", count=count, reason=label("reason", reason, language))
        for reason, count in summary.unused.items()
    )
    damage = comma.join(
        say(language, "read.reason", count=count, reason=label("notice", kind, language))
        for kind, count in summary.notices.items()
    )
    return say(
        language,
        "read.summary",
        lines=summary.lines,
        entries=summary.entries,
        plans=summary.coverage.plans,
        plans_held=summary.coverage.plans_held,
        past=summary.coverage.past,
        past_held=summary.coverage.past_held,
        kinds=comma.join(kinds),
        numbers=summary.numbers,
        used=summary.used,
        unused=sum(summary.unused.values()),
        reasons=say(language, "read.reasons", list=reasons) if reasons else "",
        share=summary.share,
    ) + (say(language, "read.damage", list=damage) if damage else "")
