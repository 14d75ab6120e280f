"""A package that can be called: ``luoshi.reconcile(a, b)`` beside ``luoshi.reconcile.Record``.

The name of a subpackage is an attribute of its parent as soon as anything in it is imported; a function of that name could not
stand beside it. So the package is made callable, and the call goes to :mod:`luoshi.calls`.
"""

import sys
from importlib import import_module
from types import ModuleType


class _Callable(ModuleType):
    """Calls the function of :mod:`luoshi.calls` that has the package's name."""

    def __call__(self, *arguments: object, **named: object) -> object:
        name = self.__name__.rpartition(".")[2]
        call = getattr(import_module("luoshi.calls"), name)
        return call(*arguments, **named)


def make_callable(package: str) -> None:
    """Let ``package`` be called; to be said at the end of its ``__init__``."""
    sys.modules[package].__class__ = _Callable
