"""The rows of a shard while it is read, packed as they come: a row of Python values takes five times the memory."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from luoshi.corpus.columns import polars_schema
from luoshi.corpus.documents import Row

if TYPE_CHECKING:
    from polars import DataFrame

# Rows of a table between two packings, some 10 MB of Python values.
_LOOSE = 10_000


class Gathered:
    """The rows by table; the same rows in the same order give the same bytes."""

    def __init__(self, tables: Mapping[str, Mapping[str, type]]) -> None:
        self._tables = tables
        self._loose: dict[str, list[Row]] = {table: [] for table in tables}
        self._packed: dict[str, list[DataFrame]] = {table: [] for table in tables}
        self.counts = dict.fromkeys(tables, 0)

    def add(self, rows: Mapping[str, list[Row]]) -> None:
        """The rows of one document."""
        for table, found in rows.items():
            self._loose[table] += found
            self.counts[table] += len(found)
            if len(self._loose[table]) >= _LOOSE:
                self._pack(table)

    def write(self, folder: str) -> None:
        """Each table to ``folder/<table>.parquet``."""
        import polars

        for table in self._tables:
            self._pack(table)
            frame = polars.concat(self._packed.pop(table), rechunk=True)
            frame.write_parquet(os.path.join(folder, f"{table}.parquet"), compression="zstd", statistics=True)

    def _pack(self, table: str) -> None:
        import polars

        columns, held = self._tables[table], self._loose[table]
        values = zip(*held, strict=True) if held else ([] for _ in columns)
        named = dict(zip(columns, map(list, values), strict=True))
        self._packed[table].append(polars.DataFrame(named, schema=polars_schema(columns)))
        self._loose[table] = []
