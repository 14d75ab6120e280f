"""``luoshi check LEDGER FILE...``: whether every quote still stands."""

import click

from luoshi.cli.command import Command, file_argument, files_argument, pages_option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import read_report_text, write_bytes
from luoshi.ledger.check import Broken, check
from luoshi.ledger.stored import load_ledger

_SHOWN = 60


def command(language: Language) -> click.Command:
    def run(ledger: str, file: tuple[str, ...], pages: bool) -> None:
        source = read_report_text(file, language, pages=pages)
        outcome = check(load_ledger(ledger), source)
        if not outcome.same_source:
            click.echo(
                f"luoshi: {say(language, 'check.other_source', name=source.path or file[0])}", err=True
            )
        for broken in outcome.broken:
            write_bytes((_line(broken, language) + "\n").encode("utf-8", "backslashreplace"), language)
        if outcome.broken:
            sentence = say(language, "check.broken", count=outcome.counted, broken=len(outcome.broken))
            raise CommandFailure(sentence, code=1)
        click.echo(say(language, "check.stands", count=outcome.counted))

    return Command(
        "check", language, run, [file_argument("ledger"), files_argument("file"), pages_option(language)]
    )


def _line(broken: Broken, language: Language) -> str:
    place = {"part": broken.part, "name": _short(broken.name), "start": broken.start, "end": broken.end}
    if broken.found is None:
        return say(language, "check.beyond", **place)
    return say(language, "check.line", quote=_short(broken.quote or ""), found=_short(broken.found), **place)


def _short(text: str) -> str:
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
