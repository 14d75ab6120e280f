"""Luoshi 落实 reads Chinese government work reports (政府工作报告) into a ledger whose every line can be pointed at.

>>> import luoshi
>>> report = luoshi.read("各位代表：……主要预期目标是：地区生产总值增长5%左右……")

:func:`read` takes a path or a text and returns a :class:`Report`: front matter, outline, entries, notices, all
frozen. ``report.to_dict()`` is the ledger of docs/ledger.md, ``report.to_frame()`` a polars or pandas table.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from luoshi.errors import LuoshiError, SourceError
    from luoshi.explanation.explain import explain, explain_at
    from luoshi.explanation.reasons import Explanation
    from luoshi.ledger.build import read
    from luoshi.ledger.entry import Entry
    from luoshi.ledger.report import Report
    from luoshi.text import Notice, SourceText, Span

__all__ = [
    "Entry",
    "Explanation",
    "LuoshiError",
    "Notice",
    "Report",
    "SourceError",
    "SourceText",
    "Span",
    "__version__",
    "explain",
    "explain_at",
    "read",
]

_HOMES = {
    "read": "luoshi.ledger.build",
    "explain": "luoshi.explanation.explain",
    "explain_at": "luoshi.explanation.explain",
    "Explanation": "luoshi.explanation.reasons",
    "Report": "luoshi.ledger.report",
    "Entry": "luoshi.ledger.entry",
    "Notice": "luoshi.text",
    "Span": "luoshi.text",
    "SourceText": "luoshi.text",
    "LuoshiError": "luoshi.errors",
    "SourceError": "luoshi.errors",
}


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used, so that ``import luoshi`` stays light (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'luoshi' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
