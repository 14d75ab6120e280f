"""``luoshi plot PANEL``: targets against results as a picture."""

import sys
from typing import TYPE_CHECKING

import click

from luoshi.cli.choice import indicator_option, where_option
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.panel_source import USUAL, indicator_code, read_panel
from luoshi.cli.streams import STANDARD, format_of_suffix, write_bytes, write_file
from luoshi.corpus.extras import MissingExtra
from luoshi.corpus.panel_columns import LEVELS, PanelError
from luoshi.corpus.pictures import KINDS, Kind, draw
from luoshi.ledger.choice import Choice

if TYPE_CHECKING:
    import polars

_FORMS = ("svg", "png")


def command(language: Language) -> click.Command:
    def run(
        panel: str, kind: Kind | None, place: tuple[str, ...], indicator: str | None, year: int | None,
        level: str | None, where: str | None, form: str | None, out: str,
    ) -> None:  # fmt: skip
        form = form or (_FORMS[0] if out == STANDARD else format_of_suffix(language, out, _FORMS))
        if out == STANDARD and form == "png" and sys.stdout.isatty():
            raise CommandFailure(say(language, "plot.to_terminal"))
        code = indicator_code(indicator, language) if indicator else None
        try:
            made = read_panel(panel, [code] if code else USUAL, Choice(where=where))
            picture = _picture(language, made, kind, place, code, year, level, form)
        except (PanelError, MissingExtra) as error:
            raise CommandFailure(error.sentence(language)) from error
        if out == STANDARD:
            write_bytes(picture, language)
        else:
            write_file(out, picture, language, source=panel)

    return Command(
        "plot",
        language,
        run,
        [
            file_argument("panel"),
            option(language, "plot.kind", "--kind", type=click.Choice(KINDS)),
            option(language, "plot.place", "--place", metavar="NAME", multiple=True),
            indicator_option(language, "plot.indicator", multiple=False),
            option(language, "plot.year", "--year", metavar="YEAR", type=int),
            option(language, "plot.level", "--level", type=click.Choice(LEVELS)),
            where_option(language, "panel"),
            option(language, "plot.format", "--format", "form", type=click.Choice(_FORMS)),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT", required=True),
        ],
    )


def _picture(
    language: Language, panel: "polars.DataFrame", kind: Kind | None, places: tuple[str, ...], code: str | None,
    year: int | None, level: str | None, form: str,
) -> bytes:  # fmt: skip
    import polars

    from luoshi.corpus.pictures.chosen import place_named

    if level is not None:
        panel = panel.filter(polars.col("place_level") == level)
    if len(places) > 1:
        panel = panel.filter(polars.col("place").is_in([place_named(panel, name) for name in places]))
    place = places[0] if len(places) == 1 else None
    present = panel["indicator"].unique().sort().to_list()
    if code is None and len(present) == 1:
        code = present[0]
    kind = kind or _kind(place, code, year)
    if code is None and not (kind == "verdicts" and place is not None):
        raise CommandFailure(say(language, "plot.which_indicator", codes=", ".join(present[:12]) or "–"))
    only = None if kind == "verdicts" and place is not None else code
    return draw(panel, kind, form, language=language, indicator=only, place=place, year=year)  # type: ignore[arg-type]


def _kind(place: str | None, code: str | None, year: int | None) -> Kind:
    """What is given says what is wanted: a year → places side by side; a place → its years; neither → the heat map."""
    if year is not None:
        return "places"
    return "place" if place is not None and code is not None else "verdicts"
