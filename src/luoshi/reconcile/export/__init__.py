"""A reconciliation as a file: one module a format, imported when it is asked for."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from luoshi.reconcile.figures import Language

if TYPE_CHECKING:
    from luoshi.reconcile.reconciliation import Reconciliation

# Format → the module whose ``write(reconciliation, language)`` makes its bytes.
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "json": "luoshi.reconcile.export.jsons",
        "jsonl": "luoshi.reconcile.export.jsonl",
        "csv": "luoshi.reconcile.export.csvs",
        "xlsx": "luoshi.reconcile.export.xlsx",
        "table": "luoshi.reconcile.export.table",
    }
)
FORMATS = tuple(_MODULES)
BINARY = frozenset(("xlsx",))


def export(reconciliation: "Reconciliation", form: str, *, language: Language = "zh") -> bytes:
    """The reconciliation in ``form``, one of ``FORMATS``: the same bytes for the same reports."""
    write = cast("Callable[[Reconciliation, Language], bytes]", import_module(_MODULES[form]).write)
    return write(reconciliation, language)


@cache
def words() -> dict[str, Any]:
    """``data/words.toml``: group → code → language → words."""
    return tomllib.loads(files("luoshi.reconcile").joinpath("data/words.toml").read_text(encoding="utf-8"))


def word(group: str, code: str, language: Language) -> str:
    """The words for a code."""
    return str(words()[group][code][language])
