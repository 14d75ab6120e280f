"""The command ``luoshi``."""

from luoshi.cli.app import main

__all__ = ["main"]
