"""The table of words: what they mean, what must stand with them and what makes them mean something else."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi_web.registers.engine.clocks import REGISTERS

SIZED = "@"
NO_MORE = "no_more"
_ASKS = {"level", "count", "growth", "change", NO_MORE}
_SIDES = {"value", "below"}


class SayingsFault(ValueError):
    """A row of the table that cannot be: told with its line."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that mean one figure. ``sized``: its classes are told by an amount (亿元以上), which must be there."""

    register: str
    figure: str
    variants: tuple[str, ...]
    side: str
    asks: tuple[str, ...]
    units: tuple[str, ...]
    words: tuple[str, ...]
    needs: tuple[str, ...]
    apart: tuple[str, ...]
    scopes: tuple[str, ...]
    care: str

    @property
    def sized(self) -> bool:
        """Whether a size of projects must be named."""
        return SIZED in self.needs


@cache
def rows() -> tuple[Row, ...]:
    """The table that comes with the register."""
    return read_rows(files(__package__).joinpath("sayings.tsv").read_text(encoding="utf-8"))


def read_rows(text: str) -> tuple[Row, ...]:
    """Read the table. Raises :class:`SayingsFault` for columns missing, unknown registers, measures and sides, and words that mean two things."""
    found: list[Row] = []
    meant: set[tuple[str, str, str, tuple[str, ...]]] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 11:
            raise SayingsFault(f"line {number}: {len(cells)} columns, 11 are needed")
        register, figure, variants, side, asks, units, words, needs, apart, scopes, care = cells
        row = Row(
            register,
            figure,
            tuple(variants.split()),
            side,
            tuple(asks.split()),
            tuple(units.split()),
            tuple(words.split()),
            tuple(needs.split()),
            tuple(apart.split()),
            tuple(scopes.split()),
            care,
        )
        if register not in REGISTERS or side not in _SIDES or not _ASKS.issuperset(row.asks):
            raise SayingsFault(f"line {number}: no such register, side or measure")
        if not (row.asks and row.words and row.variants):
            raise SayingsFault(f"line {number}: an empty column")
        keys = {
            (word, unit, ask, row.needs)
            for word in row.words
            for unit in row.units or ("",)
            for ask in row.asks
        }
        if keys & meant:
            raise SayingsFault(f"line {number}: these words mean another figure already")
        meant |= keys
        found.append(row)
    return tuple(found)
