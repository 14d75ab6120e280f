"""``luoshi read FILE...``: a report into a ledger."""

import os
import sys

import click

from luoshi.cli.command import Command, files_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import STANDARD, format_of, read_report_text, write_bytes, write_file
from luoshi.ledger.build import read_source
from luoshi.ledger.export import BINARY, FORMATS, export
from luoshi.ledger.export.labels import label
from luoshi.ledger.export.summary import Summary, summarise
from luoshi.ledger.report import Report


def command(language: Language) -> click.Command:
    def run(file: tuple[str, ...], form: str | None, out: str | None, doubtful: bool, quiet: bool) -> None:
        _run(language, file, form, out, doubtful, quiet)

    return Command(
        "read",
        language,
        run,
        [
            files_argument("file"),
            option(language, "read.format", "--format", "form", type=click.Choice(FORMATS)),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT"),
            option(language, "read.doubtful", "--doubtful", is_flag=True),
            option(language, "options.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _run(
    language: Language, files: tuple[str, ...], form: str | None, out: str | None, doubtful: bool, quiet: bool
) -> None:
    if out == STANDARD:
        out = None
    form = form or format_of(language, out, FORMATS, terminal=_on_terminal())
    if out is None and form in BINARY and _on_terminal():
        raise CommandFailure(say(language, "read.to_terminal", format=form))
    source = read_report_text(files, language)
    report = read_source(source, file_name=os.path.basename(source.path) if source.path else None)
    if doubtful and form != "table":
        raise CommandFailure(say(language, "read.doubtful_table"))
    if out is None and form == "table" and _on_terminal():
        _show(report, language, doubtful)
    else:
        content = _table(report, language) if doubtful else export(report, form, language=language)
        if out is not None:
            write_file(out, content, language, source=files)
        else:
            write_bytes(content, language)
    if any(notice.kind == "not_a_report" for notice in report.notices):
        name = source.path or files[0]
        click.echo(f"luoshi: {say(language, 'read.not_a_report', name=name)}", err=True)
    if not quiet:
        click.echo(summary_line(summarise(report), language), err=True)


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _show(report: Report, language: Language, doubtful: bool) -> None:
    from rich.console import Console

    from luoshi.ledger.export.table import render

    render(report, language, Console(highlight=False), doubtful=doubtful)


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
