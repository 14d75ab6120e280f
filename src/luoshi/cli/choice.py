"""``--kind --grade --headline --indicator --where``: some of a ledger's entries, in the same words with every command."""

from collections.abc import Mapping
from typing import Any, get_args

import click

from luoshi.cli.command import option
from luoshi.cli.messages import Language
from luoshi.cli.panel_source import complete_indicator, indicator_code
from luoshi.ledger.choice import Choice
from luoshi.lines.line import Grade
from luoshi.statements.statement import Kind


def choice_options(language: Language) -> list[click.Parameter]:
    """The options; what they were given comes as ``kind``, ``grade``, ``headline``, ``indicator`` and ``where``."""
    kinds, grades = click.Choice(get_args(Kind)), click.Choice(get_args(Grade))
    return [
        option(language, "choice.kind", "--kind", type=kinds, multiple=True),
        option(language, "choice.grade", "--grade", type=grades, multiple=True),
        option(language, "choice.headline", "--headline", is_flag=True),
        indicator_option(language),
        where_option(language),
    ]


def indicator_option(language: Language, key: str = "choice.indicator") -> click.Option:
    """``--indicator``, as often as wanted; ``key`` names the help that says what it chooses. A shell completes the codes."""
    return option(
        language, key, "--indicator", metavar="CODE", multiple=True, shell_complete=complete_indicator
    )


def where_option(language: Language) -> click.Option:
    """``--where``: a condition over the columns."""
    return option(language, "choice.where", "--where", metavar="CONDITION")


def chosen(asked: Mapping[str, Any], language: Language) -> Choice:
    """What the options were given. Names of indicators become their codes."""
    return Choice(
        kinds=tuple(asked["kind"]),
        grades=tuple(asked["grade"]),
        indicators=tuple(indicator_code(name, language) for name in asked["indicator"]),
        headline=bool(asked["headline"]),
        where=asked["where"],
    )
