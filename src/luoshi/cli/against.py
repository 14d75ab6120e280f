"""``luoshi against PANEL STATS``: what reports promised and stated, held against official statistics."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.panel_source import USUAL, indicator_code, read_panel
from luoshi.cli.streams import STANDARD, format_of_suffix, write_bytes, write_file
from luoshi.corpus.panel_columns import PanelError
from luoshi.corpus.statistics import PARTS, Ask, Columns, Measure, Part, Statistic, read_statistics
from luoshi.ledger.export.csvs import as_csv

if TYPE_CHECKING:
    from luoshi.corpus.against import Held

_FORMATS = ("csv", "parquet", "xlsx")
_SHOWN = 8


def command(language: Language) -> click.Command:
    def run(panel: str, stats: str, figure: tuple[str, ...], out: str, quiet: bool, **named: Any) -> None:
        from luoshi.corpus.against import Held, hold_against

        form = _FORMATS[0] if out == STANDARD else format_of_suffix(language, out, _FORMATS, "against.suffix")
        parts: dict[Part, str] = {
            part: value for part in PARTS if (value := named[f"{part}_column"]) is not None
        }
        given = Columns(parts, dict(_figure(one, language) for one in figure))
        choice = chosen(named, language)
        ask = _ask(language) if sys.stdin.isatty() and sys.stderr.isatty() else None
        try:
            statistics, others = read_statistics(stats, given, ask=ask)
            wanted = choice.indicators
            statistics = [one for one in statistics if not wanted or one.indicator in wanted]
            asked = sorted({one.indicator for one in statistics}) or list(wanted or USUAL)
            held = hold_against(read_panel(panel, asked, choice, language), statistics)
        except PanelError as error:
            raise CommandFailure(error.sentence(language)) from error
        data = _bytes(held, form, language)
        if out == STANDARD:
            write_bytes(data, language)
        else:
            write_file(out, data, language, source=[panel, stats])
        if not quiet:
            if replace(choice, indicators=()).narrows:  # of a part of the panel nobody asks what it lacks
                held, statistics = Held(held.rows, []), _found(held, statistics)
            for line in _summary(held, others, statistics, language):
                click.echo(line, err=True)

    columns = [
        option(language, f"against.{part}_column", f"--{part}-column", metavar="NAME") for part in PARTS
    ]
    return Command(
        "against",
        language,
        run,
        [
            file_argument("panel"),
            file_argument("stats"),
            *choice_options(language, of="panel"),
            *columns,
            option(language, "against.figure", "--figure", metavar="COLUMN=INDICATOR", multiple=True),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT", default=STANDARD),
            option(language, "against.quiet", "-q", "--quiet", is_flag=True),
        ],
    )


def _figure(text: str, language: Language) -> tuple[str, tuple[str, Measure]]:
    """``产值=industrial_output`` or ``GDP_r=gdp:growth``."""
    column, equals, rest = text.rpartition("=")
    name, _, measure = rest.partition(":")
    if not equals or measure not in ("", "growth", "level"):
        raise CommandFailure(say(language, "against.bad_figure", text=text))
    return column, (indicator_code(name, language), "growth" if measure == "growth" else "level")


def _found(held: "Held", statistics: Sequence[Statistic]) -> list[Statistic]:
    """The statistics that some row speaks of."""
    lacking = {id(one) for one in held.unmatched}
    return [one for one in statistics if id(one) not in lacking]


def _ask(language: Language) -> Ask:
    def ask(part: Part, header: Sequence[str]) -> str | None:
        words = say(language, "against.ask", part=part, columns=", ".join(header))
        answer: str = click.prompt(words, type=click.Choice(list(header)), err=True, show_choices=False)
        return answer

    return ask


def _bytes(held: "Held", form: str, language: Language) -> bytes:
    from luoshi.corpus.against import COLUMNS

    if form == "csv":
        return as_csv(tuple(COLUMNS), held.rows)
    if form == "parquet":
        import io

        buffer = io.BytesIO()
        held.frame().write_parquet(buffer)
        return buffer.getvalue()
    from luoshi.ledger.export.xlsx import as_workbook

    rows = [[row[name] for name in COLUMNS] for row in held.rows]
    return as_workbook(
        "luoshi against", [("against", tuple(COLUMNS), rows)], {"realised_quote": 48, "place": 22}
    )


def _summary(
    held: "Held", others: Sequence[str], statistics: Sequence[Statistic], language: Language
) -> Sequence[str]:
    from luoshi.corpus.against import by_vintage, counted

    comma = "、" if language == "zh" else ", "
    lines = [say(language, "against.summary", statistics=len(statistics), **counted(held.rows))]
    lines += [
        say(language, "against.vintage", vintage=vintage, **counts)
        for vintage, counts in by_vintage(held.rows)
    ]
    differ = sorted(
        (row for row in held.rows if row["relation"] == "differs"), key=lambda row: -abs(row["difference"])
    )
    for row in differ[:_SHOWN]:
        fields = {
            name: row[name] for name in ("place", "year", "indicator_name", "stated", "official", "unit")
        }
        lines.append(say(language, "against.differs", difference=f"{row['difference']:+g}", **fields))
    if held.unmatched:
        named = [f"{one.place or one.code} {one.year} {one.indicator}" for one in held.unmatched[:_SHOWN]]
        more = " …" if len(held.unmatched) > _SHOWN else ""
        lines.append(
            say(language, "against.unmatched", count=len(held.unmatched), names=comma.join(named) + more)
        )
    if others:
        lines.append(say(language, "against.others", names=comma.join(others)))
    return lines
