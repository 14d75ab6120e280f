"""``luoshi places NAME...``: which places a name may mean, or which a dataset holds."""

import json
import os

import click

from luoshi.cli.command import Command, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.similar import with_similar
from luoshi.cli.streams import write_bytes
from luoshi.cli.widths import padded
from luoshi.corpus.panel_columns import PanelError
from luoshi.vocabulary.places import Division, gazetteer

Row = dict[str, object]


def command(language: Language) -> click.Command:
    def run(name: tuple[str, ...], form: str) -> None:
        rows = [row for one in name for row in _rows(one, language)]
        if form == "json":
            text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        else:
            text = "".join(_line(row, language) for row in rows)
        write_bytes(text.encode("utf-8"), language)

    names = click.Argument(["name"], metavar="NAME...", nargs=-1, required=True)
    choice = click.Choice(["table", "json"])
    form = option(language, "places.format", "--format", "form", type=choice, default="table")
    return Command("places", language, run, [names, form])


def _rows(name: str, language: Language) -> list[Row]:
    if os.path.isdir(name):
        return _of_dataset(name, language)
    book = gazetteer()
    found = [d for d in book.divisions if name in (d.code, d.name, d.short)]
    if not found:
        told = say(language, "places.none", name=name)
        raise CommandFailure(with_similar(told, name, {d.name for d in book.divisions}, language))
    return [_of(division) for division in found]


def _of(division: Division) -> Row:
    book = gazetteer()
    above = (book.province_of(division), book.prefecture_of(division, division.last))
    full = "".join(d.name for d in above if d is not None) + division.name
    return {
        "code": division.code,
        "name": full,
        "level": division.level,
        "from": division.first,
        "to": division.last,
    }


def _of_dataset(folder: str, language: Language) -> list[Row]:
    """The places for which a panel of the dataset has a report, with their years."""
    from luoshi.corpus.chosen_reports import chosen_reports
    from luoshi.corpus.dataset import Dataset

    try:
        chosen = chosen_reports(Dataset(folder))
    except PanelError as error:
        raise CommandFailure(error.sentence(language)) from error
    rows: dict[str, Row] = {}
    years: dict[str, list[int]] = {}
    for one in chosen:
        years.setdefault(one.place, []).append(one.year)
        rows.setdefault(one.place, {"code": one.code, "name": one.place, "level": one.level})
    return [row | {"years": years[name]} for name, row in rows.items()]


def _line(row: Row, language: Language) -> str:
    code, name = padded(str(row["code"] or "–"), 6), padded(str(row["name"]), 40)
    if isinstance(listed := row.get("years"), list):
        told = _ranges(listed)
    else:
        told = f"{row['from']}–{row['to'] or ''}"
    return f"{code}  {name}  {say(language, 'places.' + str(row['level'] or 'unknown'))}  {told}\n"


def _ranges(years: list[int]) -> str:
    """``2015–2018, 2020``."""
    parts: list[list[int]] = []
    for year in sorted(set(years)):
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}–{p[-1]}" for p in parts)
