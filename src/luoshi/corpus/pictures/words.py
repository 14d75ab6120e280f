"""The words of the pictures, and the numbers on their axes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi.corpus.panel_columns import Language, unit_title, word

_LARGE = 10_000  # smaller values are written out


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(files("luoshi.corpus").joinpath("data/pictures.toml").read_text(encoding="utf-8"))


def words(language: Language, key: str, **blanks: object) -> str:
    text: str = _catalogue()["words"][key][language]
    return text.format(**blanks) if blanks else text


@dataclass(frozen=True, slots=True)
class Scale:
    """Values are divided by ``size`` to stand on an axis that is named ``unit``: 亿元, billion yuan."""

    size: float
    unit: str

    def show(self, value: float, *, signed: bool = False) -> str:
        """As the text has it: ``5.5``, ``+0.3``; nothing is rounded but the dust of binary fractions."""
        text = f"{value / self.size:{'+' if signed else ''}.10g}"
        return "0" if text in ("+0", "-0") else text.replace("-", "−")


def scale(unit: str | None, largest: float, language: Language) -> Scale:
    """The magnitude that makes the largest value a short number."""
    if abs(largest) >= _LARGE:
        for size, name in _catalogue()["magnitude"][language].items():
            if abs(largest) >= float(size):
                return Scale(float(size), f"{name}{unit_title(unit, language)}")
    return Scale(1.0, unit_title(unit, language))


def measured(measure: str | None, unit: str, language: Language) -> str:
    """``增速（%）``, ``growth, %``."""
    name = word("measure", measure, language)
    return words(language, "measured", measure=name, unit=unit) if name and unit else name or unit


def span_of_years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
