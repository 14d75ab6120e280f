"""A dataset that `luoshi corpus` made, as those who take something from it see it."""

import json
import os
from typing import TYPE_CHECKING

from luoshi.corpus.layout import Layout
from luoshi.corpus.panel_columns import PanelError

if TYPE_CHECKING:
    import polars


class Dataset:
    """The tables of the dataset ``out``.

    :raises PanelError: where there is none, or it is not finished.
    """

    def __init__(self, out: str | os.PathLike[str]) -> None:
        self.path = os.fspath(out)
        self._layout = Layout(self.path)
        try:
            with open(self._layout.dataset, encoding="utf-8") as file:
                self.facts = json.load(file)
        except (OSError, ValueError):
            raise PanelError(
                f"{self.path}: there is no finished dataset; `luoshi corpus` makes one",
                f"{self.path}：没有完成的数据集，请先运行 luoshi corpus",
            ) from None

    def __repr__(self) -> str:
        return f"<Dataset {self.path}: {self.facts['documents']:,} documents, {self.facts['rows']['entries']:,} entries>"

    def has(self, table: str) -> bool:
        """Whether the dataset has that table: one of an older version may lack it."""
        return os.path.isdir(os.path.join(self.path, table))

    def scan(self, table: str) -> "polars.LazyFrame":
        """A table of docs/corpus.md, read as it is asked for."""
        import polars

        return polars.scan_parquet(os.path.join(self.path, table, "part-*.parquet"))

    def copies(self) -> "polars.DataFrame | None":
        """Which documents are copies of one report; None where they were not grouped."""
        import polars

        return polars.read_parquet(self._layout.copies) if os.path.exists(self._layout.copies) else None
