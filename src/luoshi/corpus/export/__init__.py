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


def export_panel(panel: "polars.DataFrame", form: str, *, language: Language = "zh") -> bytes:
    """The panel in ``form``, one of ``PANEL_FORMATS``: the same bytes for the same panel.

    The values are those of the text, not rounded. ``language`` is that of labels and descriptions; names of columns
    and, but for Stata, codes stay as they are.

    :raises PanelError: where ``panel`` lacks a column.
    :raises MissingExtra: where the format needs a package that is not installed.
    """
    write = cast("Callable[[polars.DataFrame, Language], bytes]", import_module(_MODULES[form]).write)
    return write(as_panel(panel), language)
