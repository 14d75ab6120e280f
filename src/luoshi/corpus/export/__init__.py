"""A panel as a file: one module a format, imported when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from luoshi.corpus.panel_columns import Language, as_panel

if TYPE_CHECKING:
    import polars

# Format → the module whose ``write(panel, language)`` makes its bytes.
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "luoshi.corpus.export.csvs",
        "parquet": "luoshi.corpus.export.parquet",
        "xlsx": "luoshi.corpus.export.xlsx",
        "dta": "luoshi.corpus.export.stata",
    }
)
PANEL_FORMATS = tuple(_MODULES)
PANEL_BINARY = frozenset(("parquet", "xlsx", "dta"))


# Whose module writes row by row, and tells how far it is.
_ROW_BY_ROW = frozenset(("xlsx",))


def export_panel(
    panel: "polars.DataFrame",
    form: str,
    *,
    language: Language = "zh",
    told: Callable[[int], None] | None = None,
) -> bytes:
    """The panel in ``form``, one of ``PANEL_FORMATS``: the same bytes for the same panel.

    The values are those of the text, not rounded. ``language`` is that of labels and descriptions; names of columns
    and, but for Stata, codes stay as they are. ``told`` hears how many rows are written, where the format takes long.

    :raises PanelError: where ``panel`` lacks a column.
    :raises MissingExtra: where the format needs a package that is not installed.
    """
    write = cast("Callable[..., bytes]", import_module(_MODULES[form]).write)
    frame = as_panel(panel)
    return write(frame, language, told) if form in _ROW_BY_ROW else write(frame, language)
