"""``luoshi text FILE...``: the text that all offsets count into; with ``--body`` the report alone."""

import click

from luoshi.cli.command import Command, files_argument, option, pages_option
from luoshi.cli.messages import Language
from luoshi.cli.streams import STANDARD, read_report_text, write_bytes, write_file
from luoshi.ledger.body import report_body


def command(language: Language) -> click.Command:
    def run(file: tuple[str, ...], out: str | None, body: bool, pages: bool) -> None:
        source = read_report_text(file, language, pages=pages)
        text = report_body(source) if body else source.text
        data = text.encode("utf-8", "surrogatepass")
        if out in (None, STANDARD):
            write_bytes(data, language)
        else:
            write_file(str(out), data, language, source=file)

    output = option(language, "options.output", "-o", "--output", "out", metavar="OUT")
    body = option(language, "text.body", "--body", "body", is_flag=True)
    return Command("text", language, run, [files_argument("file"), body, output, pages_option(language)])
