"""Reading our own tables: tab-separated, ``#`` comments, a typo stops the load."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi.errors import VocabularyError

_PART = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]|([^{}\[\]]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table under ``data/``, with where it stands."""

    table: str
    line: int
    cells: tuple[str, ...]

    def error(self, message: str) -> VocabularyError:
        return VocabularyError(f"{self.table}, line {self.line}: {message}")


@cache
def read_table(table: str, columns: int) -> tuple[Row, ...]:
    """The rows of ``data/<table>``. A trailing empty cell (a remark) may be missing.

    :raises VocabularyError: on a row that has more or fewer than ``columns`` cells.
    """
    rows = []
    text = files("luoshi.vocabulary").joinpath("data", table).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) == columns - 1:
            cells = (*cells, "")
        if len(cells) != columns:
            raise VocabularyError(f"{table}, line {number}: {len(cells)} cells where {columns} belong")
        rows.append(Row(table, number, cells))
    return tuple(rows)


def expand(template: str, row: Row) -> Iterator[str]:
    """All spellings of an alias template: ``{规上|规模以上}工业[企业]增加值``."""
    if "".join(m.group() for m in _PART.finditer(template)) != template:
        raise row.error(f"unbalanced brackets in {template}")
    spellings = [""]
    for one, maybe, plain in _PART.findall(template):
        options = one.split("|") if one else ["", *maybe.split("|")] if maybe else [plain]
        spellings = [head + option for head in spellings for option in options]
    yield from spellings
