"""``luoshi quantities``: the number phrases of each line of standard input."""

import json
import sys
from decimal import Decimal
from typing import Any

import click

from luoshi.cli.command import Command, option
from luoshi.cli.messages import Language
from luoshi.cli.streams import write_bytes
from luoshi.quantities import Quantity, find
from luoshi.sources import refuse


def command(language: Language) -> click.Command:
    def run(form: str) -> None:
        for number, raw in enumerate(sys.stdin.buffer, 1):
            line = _decoded(raw, first=number == 1)
            found = [as_dict(quantity, line) for quantity in find(line, everything=True)]
            if form == "jsonl":
                text = json.dumps(found, ensure_ascii=False) + "\n"
            else:
                text = "".join(_row(number, quantity) for quantity in found)
            write_bytes(text.encode("utf-8", "backslashreplace"), language)

    choice = click.Choice(["jsonl", "table"])
    form = option(language, "quantities.format", "--format", "form", type=choice, default="jsonl")
    return Command("quantities", language, run, [form])


def _decoded(raw: bytes, *, first: bool) -> str:
    try:
        text = raw.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError:
        raise refuse("not_utf8", None) from None
    return text.removesuffix("\n").removesuffix("\r")


def as_dict(quantity: Quantity, line: str) -> dict[str, Any]:
    """One quantity, ready for JSON; ``span`` counts characters of the line."""
    return {
        "span": [quantity.span.start, quantity.span.end],
        "text": quantity.span.of(line),
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit,
        "dimension": quantity.dimension,
    }


def _decimal(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _row(number: int, quantity: dict[str, Any]) -> str:
    cells = (number, quantity["text"], quantity["bound"], quantity["low"], quantity["high"], quantity["unit"])
    return "\t".join("" if cell is None else str(cell) for cell in cells) + "\n"
