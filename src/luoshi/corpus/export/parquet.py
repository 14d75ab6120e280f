"""The panel as Parquet, columns typed as in :mod:`luoshi.corpus.panel_columns`."""

import io
from typing import TYPE_CHECKING

from luoshi.corpus.panel_columns import Language

if TYPE_CHECKING:
    import polars


def write(panel: "polars.DataFrame", language: Language) -> bytes:
    buffer = io.BytesIO()
    panel.write_parquet(buffer)
    return buffer.getvalue()
