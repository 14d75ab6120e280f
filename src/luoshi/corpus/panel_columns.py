"""The columns of a panel: their order, their types, their words in both languages.

A panel is a ``polars.DataFrame``, one row a place, year and target; ``data/panel.toml`` describes its columns.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from luoshi.errors import BilingualError
from luoshi.ledger.export.labels import labels as ledger_labels
from luoshi.reconcile.export import words as verdict_words
from luoshi.vocabulary.indicators import indicators

if TYPE_CHECKING:
    import polars

Language = Literal["zh", "en"]
Type = Literal["text", "number", "year", "flag"]
VERDICTS = ("met", "near", "missed", "incomparable", "unreported", "unjudgeable", "stated_otherwise")
# The verdicts that a number on both sides decided.
JUDGED = ("met", "near", "missed")
LEVELS = ("national", "province", "prefecture", "county", "town")


# Columns that panels of earlier versions lack.
_LATER = ("target_voice", "realised_voice", "partial", "doubts", "target_certainty", "realised_certainty")


class PanelError(BilingualError):
    """A table is no panel, or nothing in it answers the question; one sentence in each language."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``codes`` names the group of words that its values are codes of, or None."""

    name: str
    type: Type
    codes: str | None
    label: MappingProxyType[str, str]
    note: MappingProxyType[str, str]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("luoshi.corpus").joinpath("data/panel.toml").read_text(encoding="utf-8"))


@cache
def panel_columns() -> tuple[Column, ...]:
    """All columns in their order."""
    return tuple(
        Column(
            name,
            row["type"],
            row.get("codes"),
            MappingProxyType(row["label"]),
            MappingProxyType(row["note"]),
        )
        for name, row in _words()["column"].items()
    )


@cache
def panel_names() -> tuple[str, ...]:
    """The names of all columns in their order."""
    return tuple(column.name for column in panel_columns())


def code_words(group: str, language: Language) -> dict[str, str]:
    """Code → words, in the order of the codes: of ``verdict``, ``place_level``, ``bound``, ``measure`` …"""
    found = _words().get(group) or verdict_words().get(group) or ledger_labels()[group]
    return {code: words[language] for code, words in found.items()}


def word(group: str, code: str | None, language: Language) -> str:
    """The words for one code; the code itself where it has none, nothing for None."""
    return "" if code is None else code_words(group, language).get(code, code)


def indicator_title(code: str, language: Language) -> str:
    """What an indicator is called; the code where it is not listed."""
    if language == "en":
        return str(_words()["indicator"].get(code, code))
    row = indicators().by_code.get(code)
    return row.name if row else code


def unit_title(unit: str | None, language: Language) -> str:
    """``元`` → ``yuan`` in English; a unit without an English name stays as it is."""
    if unit is None:
        return ""
    return str(_words()["unit"].get(unit, unit)) if language == "en" else unit


def schema() -> "polars.Schema":
    """The polars types of the columns."""
    import polars

    types = {"text": polars.String, "number": polars.Float64, "year": polars.Int64, "flag": polars.Boolean}
    return polars.Schema({column.name: types[column.type]() for column in panel_columns()})


def as_panel(frame: "polars.DataFrame") -> "polars.DataFrame":
    """``frame`` with the columns of a panel in their order and types; columns that it has besides are left out.

    :raises PanelError: where a column is missing or cannot be of its type.
    """
    import polars

    wanted = schema()
    frame = frame.with_columns(
        polars.lit(None).alias(name) for name in _LATER if name not in frame.columns
    )  # a panel from before they were there
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        names = ", ".join(missing[:4])
        raise PanelError(
            f"this is no panel: the columns {names} are missing", f"这不是面板数据：缺少 {names} 列"
        )
    try:
        return frame.select([polars.col(name).cast(kind) for name, kind in wanted.items()])
    except polars.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0][:120]
        raise PanelError(
            f"this is no panel: a column is of another type ({reason})",
            f"这不是面板数据：有一列类型不符（{reason}）",
        ) from error
