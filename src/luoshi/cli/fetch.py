"""``luoshi fetch LIST -o FOLDER``: pages and files from a list of addresses."""

import sys
import time
from collections import Counter
from datetime import UTC, datetime

import click

from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import STANDARD
from luoshi.corpus.fetch import Manner, addresses, fetch
from luoshi.sources import read_bytes

_DONE = ("fetched", "there")


def command(language: Language) -> click.Command:
    def run(list_: str, out: str, delay: float, retries: int, timeout: float, quiet: bool) -> None:
        data = sys.stdin.buffer.read() if list_ == STANDARD else read_bytes(list_)
        text = data.decode("utf-8-sig", "replace")
        urls = addresses(text.splitlines())
        if not urls:
            raise CommandFailure(say(language, "fetch.none", name=list_))
        manner = Manner(lambda: datetime.now(UTC), time.monotonic, time.sleep, delay, retries, timeout)
        counts: Counter[str] = Counter()
        try:
            for number, found in enumerate(fetch(urls, out, manner), 1):
                counts["done" if found.outcome in _DONE else "left"] += 1
                if not quiet and found.outcome != "there":
                    told = found.file or found.told(language)
                    click.echo(f"{number}/{len(urls)} {found.outcome} {found.url} {told}", err=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandFailure(
                say(language, "errors.cannot_write", name=error.filename or out, reason=reason)
            ) from error
        click.echo(say(language, "fetch.summary", done=counts["done"], left=counts["left"], out=out))
        if counts["left"]:
            raise click.exceptions.Exit(1)

    number = click.FloatRange(min=0)
    lists = file_argument("list_")
    lists.metavar = "LIST"
    return Command(
        "fetch",
        language,
        run,
        [
            lists,
            option(language, "fetch.output", "-o", "--output", "out", metavar="FOLDER", required=True),
            option(language, "fetch.delay", "--delay", type=number, default=2.0, metavar="SECONDS"),
            option(
                language, "fetch.retries", "--retries", type=click.IntRange(0, 10), default=3, metavar="N"
            ),
            option(language, "fetch.timeout", "--timeout", type=number, default=30.0, metavar="SECONDS"),
            option(language, "fetch.quiet", "-q", "--quiet", is_flag=True),
        ],
    )
