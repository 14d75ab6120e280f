"""Luoshi 落实 reads Chinese government work reports (政府工作报告) into a ledger whose every line can be pointed at.

>>> import luoshi
>>> report = luoshi.read("各位代表：……主要预期目标是：地区生产总值增长5%左右……")

:func:`read` takes a path or a text and returns a :class:`Report`: front matter, outline, entries, notices, all
frozen. ``report.to_dict()`` is the ledger of docs/ledger.md, ``report.to_frame()`` a polars or pandas table.
:func:`read_many` reads many, :func:`reconcile` holds two years together, :func:`same` two copies, :func:`corpus` makes a dataset
of any number and :func:`panel` a table of targets and results of it; :func:`quantities` reads the numbers of any text.
"""

import os
from typing import TYPE_CHECKING

__version__ = "0.2.0"

if os.environ.get("LUOSHI_PURE"):
    from luoshi.pure import prefer_sources

    prefer_sources()

if TYPE_CHECKING:
    from luoshi.calls import corpus, panel, quantities, read_many, reconcile, same
    from luoshi.corpus.dataset import Dataset
    from luoshi.errors import LuoshiError, SourceError
    from luoshi.explanation.explain import explain, explain_at
    from luoshi.explanation.reasons import Explanation
    from luoshi.ledger.build import read, read_text
    from luoshi.ledger.choice import Choice
    from luoshi.ledger.entry import Entry
    from luoshi.ledger.report import Report
    from luoshi.reconcile.reconciliation import Reconciliation
    from luoshi.text import Notice, SourceText, Span
else:

    def __getattr__(name: str) -> object:
        """Names are imported when they are first used, so that ``import luoshi`` stays light (PEP 562)."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module 'luoshi' has no attribute {name!r}")
        from importlib import import_module

        module = import_module(home)
        return module if home == f"luoshi.{name}" else getattr(module, name)


__all__ = [
    "Choice",
    "Dataset",
    "Entry",
    "Explanation",
    "LuoshiError",
    "Notice",
    "Reconciliation",
    "Report",
    "SourceError",
    "SourceText",
    "Span",
    "__version__",
    "corpus",
    "explain",
    "explain_at",
    "panel",
    "quantities",
    "read",
    "read_many",
    "read_text",
    "reconcile",
    "same",
]

# Where each name lives. The packages ``corpus``, ``quantities`` and ``reconcile`` can be called themselves.
_HOMES = {
    "read": "luoshi.ledger.build",
    "read_text": "luoshi.ledger.build",
    "read_many": "luoshi.calls",
    "same": "luoshi.calls",
    "panel": "luoshi.calls",
    "reconcile": "luoshi.reconcile",
    "quantities": "luoshi.quantities",
    "corpus": "luoshi.corpus",
    "explain": "luoshi.explanation.explain",
    "explain_at": "luoshi.explanation.explain",
    "Choice": "luoshi.ledger.choice",
    "Dataset": "luoshi.corpus.dataset",
    "Explanation": "luoshi.explanation.reasons",
    "Reconciliation": "luoshi.reconcile.reconciliation",
    "Report": "luoshi.ledger.report",
    "Entry": "luoshi.ledger.entry",
    "Notice": "luoshi.text",
    "Span": "luoshi.text",
    "SourceText": "luoshi.text",
    "LuoshiError": "luoshi.errors",
    "SourceError": "luoshi.errors",
}


def __dir__() -> list[str]:
    return sorted(__all__)
