"""Where a command finds a panel: in a file, or computed from a corpus that ``luoshi corpus`` read."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.similar import with_similar
from luoshi.corpus.usual import USUAL
from luoshi.ledger.choice import Choice
from luoshi.ledger.condition import rows_where
from luoshi.vocabulary.indicators import indicators

if TYPE_CHECKING:
    import click
    import polars
    from click.shell_completion import CompletionItem

EVERYTHING = Choice()


def indicator_code(name: str, language: Language) -> str:
    """The code that ``name`` is, or that has it among its Chinese names: ``gdp``, ``地区生产总值``, ``GDP``."""
    vocabulary = indicators()
    code = name if name in vocabulary.by_code else vocabulary.codes.get(name)
    if code is None:
        told = say(language, "panel_source.no_indicator", name=name)
        raise CommandFailure(with_similar(told, name, [*vocabulary.by_code, *vocabulary.codes], language))
    return code


def complete_indicator(
    context: "click.Context", parameter: "click.Parameter", incomplete: str
) -> "list[CompletionItem]":
    """The codes that begin so, for a shell."""
    from click.shell_completion import CompletionItem

    listed = indicators().by_code
    return [CompletionItem(code, help=listed[code].name) for code in listed if code.startswith(incomplete)]


def read_panel(
    source: str, wanted: Sequence[str], choice: Choice = EVERYTHING, language: Language = "en"
) -> "polars.DataFrame":
    """The panel in the file ``source``, or of the indicators ``wanted`` from the dataset ``source``; of either the rows that ``choice`` asks for.

    A file does not say of what kind, grade or list a row is: ``choice`` may ask for indicators there, and for what holds of its columns.

    :raises PanelError: where the file is no panel.
    """
    if os.path.isdir(source):
        made = import_module("luoshi.corpus.panel").panel(source, tuple(wanted), choice=choice)
        return cast("polars.DataFrame", made)
    lacking = ("--kind", choice.kinds), ("--grade", choice.grades), ("--headline", choice.headline)
    if named := [name for name, given in lacking if given]:
        raise CommandFailure(say(language, "choose_panel.in_a_file", name=source, options=", ".join(named)))
    from luoshi.corpus.panel_files import load_panel

    panel = load_panel(source)
    if choice.indicators:
        panel = panel.filter(panel["indicator"].is_in(choice.indicators))
    return panel if choice.where is None else panel[rows_where(panel, choice.where)]


__all__ = ["USUAL", "complete_indicator", "indicator_code", "read_panel"]
