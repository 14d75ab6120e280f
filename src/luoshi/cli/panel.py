"""``luoshi panel OUT``: place × year × indicator out of a dataset."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from luoshi.cli.bars import counting_bar
from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.panel_source import USUAL
from luoshi.cli.streams import STANDARD, format_of_suffix, write_bytes, write_file
from luoshi.corpus.export import PANEL_BINARY, PANEL_FORMATS, export_panel
from luoshi.corpus.extras import MissingExtra
from luoshi.corpus.panel_columns import VERDICTS, PanelError, word
from luoshi.ledger.export.csvs import as_csv
from luoshi.outline.kinds import KINDS, DocumentKind

if TYPE_CHECKING:
    import polars

    from luoshi.corpus.chosen_reports import LeftOut

REASONS = ("not_a_report", "kind", "no_place", "no_year", "copy", "other")
_SETTING = tuple(kind for kind in KINDS if kind != "communique")  # a communiqué sets no targets
_NAMED = 8  # documents named for each reason
_MANY = 20_000  # rows from which a workbook takes longer than a reader likes to wait without a word


def command(language: Language) -> click.Command:
    def run(
        dataset: str, place: tuple[str, ...], every: bool, targets: DocumentKind, results: tuple[DocumentKind, ...],
        form: str | None, out: str, left_out: str | None, quiet: bool, **asked: object,
    ) -> None:  # fmt: skip
        from luoshi.corpus.chosen_reports import WORK_REPORTS
        from luoshi.corpus.chosen_reports import left_out as left_out_of
        from luoshi.corpus.dataset import Dataset
        from luoshi.corpus.panel import panel

        form = form or (
            PANEL_FORMATS[0] if out == STANDARD else format_of_suffix(language, out, PANEL_FORMATS)
        )
        if out == STANDARD and form in PANEL_BINARY and sys.stdout.isatty():
            raise CommandFailure(say(language, "panel.to_terminal", format=form))
        choice = chosen(asked, language)
        try:
            voices = results or WORK_REPORTS
            made = panel(
                dataset, choice.indicators or USUAL, places=place, every=every, language=language, targets=targets, results=voices,
                choice=choice,
            )  # fmt: skip
            others = left_out_of(Dataset(dataset), {targets, *voices})
            with _progress(made.height, language, quiet=quiet) as told:
                data = export_panel(made, form, language=language, told=told)
        except (PanelError, MissingExtra) as error:
            raise CommandFailure(error.sentence(language)) from error
        if out == STANDARD:
            write_bytes(data, language)
        else:
            write_file(out, data, language, source=_own_file(dataset, out))
        if left_out is not None:
            write_file(left_out, _listed(others), language, source=_own_file(dataset, left_out))
        if not quiet:
            click.echo(_summary(made, language, narrowed=choice.narrows), err=True)
            for line in _left_out(others, language):
                click.echo(line, err=True)

    return Command(
        "panel",
        language,
        run,
        [
            file_argument("dataset"),
            *choice_options(language, of="panel"),
            option(language, "panel.place", "--place", metavar="NAME", multiple=True),
            option(language, "panel.all", "--all", "every", is_flag=True),
            option(language, "panel.targets", "--targets", type=click.Choice(_SETTING), default=_SETTING[0]),
            option(language, "panel.results", "--results", type=click.Choice(KINDS), multiple=True),
            option(language, "panel.format", "--format", "form", type=click.Choice(PANEL_FORMATS)),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT", default=STANDARD),
            option(language, "panel.left_out", "--left-out", metavar="FILE"),
            option(language, "panel.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


@contextmanager
def _progress(rows: int, language: Language, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """A bar for a sheet of many rows, on a terminal; gone when it is done."""
    if quiet or rows < _MANY or not sys.stderr.isatty():
        yield None
        return
    with counting_bar() as bar:
        task = bar.add_task(say(language, "panel.writing"), total=rows)
        yield lambda done: bar.update(task, completed=done)


def _left_out(others: "list[LeftOut]", language: Language) -> Iterator[str]:
    """How many documents no row speaks of and why, with the first names of each reason."""
    comma = "、" if language == "zh" else ", "
    for reason in REASONS:
        found = [one for one in others if one.reason == reason]
        if not found:
            continue
        named = [
            f"{one.document} ({_of(one, language)})" if one.of else one.document for one in found[:_NAMED]
        ]
        more = say(language, "panel.and_more", count=len(found) - _NAMED) if len(found) > _NAMED else ""
        why = say(language, f"panel.out_{reason}", count=len(found))
        yield say(language, "panel.left_out_line", why=why, names=comma.join(named) + more)


def _of(one: "LeftOut", language: Language) -> str:
    return word("document", one.of, language) if one.reason == "kind" else one.of or ""


def _listed(others: "list[LeftOut]") -> bytes:
    return as_csv(("document", "reason", "of"), [one._asdict() for one in others])


def _own_file(dataset: str, out: str) -> str | None:
    """``out`` where it lies in the dataset: a table of it is never written over."""
    folder = os.path.join(os.path.realpath(dataset), "")
    return out if os.path.realpath(out).startswith(folder) else None


def _summary(made: "polars.DataFrame", language: Language, *, narrowed: bool) -> str:
    """``318 rows: 24 places, 2003 to 2025; 190 targets (met 101, missed 44 …)``"""
    if made.is_empty():
        return say(language, "panel.none_asked_for" if narrowed else "panel.empty")
    counts = dict(made["verdict"].drop_nulls().value_counts().iter_rows())
    comma = "，" if language == "zh" else ", "
    listed = comma.join(f"{word('verdict', v, language)} {counts[v]}" for v in VERDICTS if v in counts)
    return say(
        language,
        "panel.summary",
        rows=made.height,
        places=made["place"].n_unique(),
        first=made["year"].min(),
        last=made["year"].max(),
        targets=made["target_quote"].count(),
        verdicts=say(language, "panel.verdicts", list=listed) if listed else "",
    )
