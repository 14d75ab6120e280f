"""``luoshi indicators [WORD...]``: what can be asked for with ``--indicator``."""

import json

import click

from luoshi.cli.command import Command, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import write_bytes
from luoshi.cli.widths import padded
from luoshi.corpus.panel_columns import indicator_title
from luoshi.vocabulary.indicators import indicators

_NAMES = 12  # other names shown of one indicator in JSON: 固定资产投资 has dozens


def command(language: Language) -> click.Command:
    def run(word: tuple[str, ...], form: str) -> None:
        rows = _rows(word)
        if not rows:
            raise CommandFailure(say(language, "indicators.none", word=" ".join(word)))
        if form == "json":
            text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        else:
            wide = max(len(str(row["code"])) for row in rows)
            text = "".join(
                f"{row['code']:<{wide}}  {padded(str(row['name']), 28)}  {indicator_title(str(row['code']), 'en')}\n"
                for row in rows
            )
        write_bytes(text.encode("utf-8"), language)

    words = click.Argument(["word"], metavar="[WORD...]", nargs=-1)
    choice = click.Choice(["table", "json"])
    form = option(language, "indicators.format", "--format", "form", type=choice, default="table")
    return Command("indicators", language, run, [words, form])


def _rows(words: tuple[str, ...]) -> list[dict[str, object]]:
    """The indicators one of whose names, code included, holds every word."""
    names: dict[str, list[str]] = {}
    for alias, code in indicators().codes.items():
        names.setdefault(code, []).append(alias)
    found: list[dict[str, object]] = []
    for code, listed in indicators().by_code.items():
        own = (code, listed.name, indicator_title(code, "en"), *names.get(code, ()))
        if all(any(word.lower() in name.lower() for name in own) for word in words):
            found.append(
                {
                    "code": code,
                    "name": listed.name,
                    "english": indicator_title(code, "en"),
                    "category": listed.category,
                    "wanted": listed.wanted,
                    "names": sorted(names.get(code, ()), key=len)[:_NAMES],
                }
            )
    return found
