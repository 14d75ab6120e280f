"""Packages that only some formats and pictures need."""

from importlib import import_module
from typing import Any

from luoshi.errors import BilingualError


class MissingExtra(BilingualError):
    """A package is not installed; the sentence says which command installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"this needs {package}; install it with: pip install 'luoshi[{extra}]'",
            f"此功能需要 {package}，请先安装：pip install 'luoshi[{extra}]'",
        )


def need(module: str, extra: str) -> Any:
    """The module, imported now.

    :raises MissingExtra: where its package is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(module.partition(".")[0], extra) from error
