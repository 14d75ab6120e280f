"""``luoshi reconcile T T1``: what the report of one year promised against what the next one states."""

import sys
from collections import Counter
from typing import NamedTuple

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import STANDARD, format_of, read_record, write_bytes, write_file
from luoshi.ledger.choice import Choice
from luoshi.ledger.export.labels import label
from luoshi.reconcile import VERDICTS, Reconciliation, Record, reconcile
from luoshi.reconcile.chosen import choose_held
from luoshi.reconcile.export import BINARY, FORMATS, export, word


def command(language: Language) -> click.Command:
    def run(
        t: str, t1: str, later: tuple[str, ...], verdict: tuple[str, ...],
        form: str | None, out: str | None, every: bool, quiet: bool, **asked: object,
    ) -> None:  # fmt: skip
        wanted = _Asked(chosen(asked, language), verdict)
        _run(language, (t, t1, *later), wanted, form, out, every, quiet)

    return Command(
        "reconcile",
        language,
        run,
        [
            file_argument("t"),
            file_argument("t1"),
            click.Argument(["later"], metavar="[LATER...]", nargs=-1),
            option(language, "reconcile.all", "--all", "every", is_flag=True),
            *choice_options(language, of="pairs"),
            option(language, "reconcile.verdict", "--verdict", type=click.Choice(VERDICTS), multiple=True),
            option(language, "reconcile.format", "--format", "form", type=click.Choice(FORMATS)),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT"),
            option(language, "reconcile.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _run(
    language: Language, paths: tuple[str, ...], asked: "_Asked", form: str | None, out: str | None, every: bool, quiet: bool
) -> None:  # fmt: skip
    if paths.count(STANDARD) > 1:
        raise CommandFailure(say(language, "errors.two_inputs"))
    out = None if out == STANDARD else out
    form = form or format_of(language, out, FORMATS, terminal=sys.stdout.isatty())
    if out is None and form in BINARY and sys.stdout.isatty():
        raise CommandFailure(say(language, "read.to_terminal", format=form))
    records = [read_record(path, language) for path in paths]
    earlier, later, *restated = records
    if earlier.year is None and later.year is None:
        raise CommandFailure(say(language, "reconcile.no_year", name=paths[0]))
    held = reconcile(earlier, later, restated, every=every)
    outcome = choose_held(held, asked.choice, language, asked.verdicts)
    if out is not None:
        write_file(out, export(outcome, form, language=language), language, source=paths)
    elif form == "table" and sys.stdout.isatty():
        _show(outcome, language)
    else:
        write_bytes(export(outcome, form, language=language), language)
    for doubt in _doubts(records, language):
        click.echo(f"luoshi: {doubt}", err=True)
    if not quiet:
        click.echo(
            _summary(outcome, language, every=every, narrowed=len(outcome.pairs) < len(held.pairs)), err=True
        )


class _Asked(NamedTuple):
    """What is shown; all where nothing is asked for."""

    choice: Choice
    verdicts: tuple[str, ...]


def _show(outcome: Reconciliation, language: Language) -> None:
    from rich.console import Console

    from luoshi.reconcile.export.table import render

    render(outcome, language, Console(highlight=False))


def _doubts(records: list[Record], language: Language) -> list[str]:
    """What speaks against holding these two together: other places, or years that do not follow each other."""
    earlier, later = records[:2]
    found = []
    if earlier.kind != "work_report" or later.kind != "work_report":
        whose = [label("document", record.kind, language) for record in (earlier, later)]
        found.append(say(language, "reconcile.voices", promised=whose[0], stated=whose[1]))
    if earlier.code and later.code and earlier.code != later.code:
        found.append(say(language, "reconcile.places", one=earlier.place, other=later.place))
    if earlier.year is not None and later.year is not None and later.told_year != earlier.year:
        found.append(say(language, "reconcile.years", one=earlier.year, other=later.year))
    if later.sentences is None and later.lines is None:
        found.append(say(language, "reconcile.no_text", name=later.name or STANDARD))
    return found


def _summary(outcome: Reconciliation, language: Language, *, every: bool, narrowed: bool) -> str:
    """``13 headline targets: 8 met, 1 near, 2 missed …``; ``narrowed`` where there are more than were asked for."""
    counts = Counter(pair.judgement.verdict for pair in outcome.pairs)
    comma = "，" if language == "zh" else ", "
    listed = comma.join(
        f"{word('verdict', verdict, language)} {counts[verdict]}" for verdict in VERDICTS if counts[verdict]
    )
    if not outcome.pairs and narrowed and (outcome.matters or outcome.problems):
        tasks = len(outcome.matters or ())
        return say(language, "reconcile.no_pairs", tasks=tasks, problems=len(outcome.problems))
    if not outcome.pairs:
        none = "reconcile.nothing_all" if every else "reconcile.nothing"
        return say(language, "reconcile.none_asked_for" if narrowed else none)
    key = "reconcile.summary_all" if every else "reconcile.summary"
    return say(language, key, count=len(outcome.pairs), list=listed)
