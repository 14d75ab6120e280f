"""``--kind --grade --headline --indicator --where``: some of a ledger's entries, in the same words with every command."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import click

from luoshi.cli.command import option
from luoshi.cli.messages import Language
from luoshi.cli.panel_source import complete_indicator, indicator_code
from luoshi.ledger.choice import Choice
from luoshi.lines.line import Grade
from luoshi.statements.statement import Kind

Rows = Literal["entries", "pairs", "panel"]
_KINDS: dict[Rows, tuple[str, ...]] = {
    "entries": get_args(Kind),
    "pairs": get_args(Kind),
    "panel": ("target", "result"),
}


def choice_options(language: Language, of: Rows = "entries") -> list[click.Parameter]:
    """The options; what they were given comes as ``kind``, ``grade``, ``headline``, ``indicator`` and ``where``.

    ``of`` says what the rows of the command are, and so what each option means: entries of a report, what two reports say of each other
    (pairs), or rows of a panel.
    """
    kinds, grades = click.Choice(_KINDS[of]), click.Choice(get_args(Grade))
    return [
        option(language, f"choose_{of}.kind", "--kind", type=kinds, multiple=True),
        option(language, f"choose_{of}.grade", "--grade", type=grades, multiple=True),
        option(language, f"choose_{of}.headline", "--headline", is_flag=True),
        indicator_option(language, f"choose_{of}.indicator"),
        where_option(language, of),
    ]


def indicator_option(language: Language, key: str, *, multiple: bool = True) -> click.Option:
    """``--indicator``, as often as wanted or once; ``key`` names the help that says what it chooses. A shell completes the codes."""
    return option(
        language, key, "--indicator", metavar="CODE", multiple=multiple, shell_complete=complete_indicator
    )


def where_option(language: Language, of: Rows) -> click.Option:
    """``--where``: a condition over the columns."""
    return option(language, f"choose_{of}.where", "--where", metavar="CONDITION")


def chosen(asked: Mapping[str, Any], language: Language) -> Choice:
    """What the options were given. Names of indicators become their codes."""
    return Choice(
        kinds=tuple(asked["kind"]),
        grades=tuple(asked["grade"]),
        indicators=tuple(indicator_code(name, language) for name in asked["indicator"]),
        headline=bool(asked["headline"]),
        where=asked["where"],
    )
