"""Which form of a module is read: the compiled one of a wheel that has both, or the Python beside it.

``LUOSHI_PURE=1`` reads the Python of every module. Explanations do always: they watch the functions of the grammar, and compiled ones cannot be watched.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader

from luoshi.errors import BilingualError

ASKED = "LUOSHI_PURE"


class CompiledError(BilingualError):
    """The grammar is compiled here, and something needs its Python."""

    def __init__(self) -> None:
        super().__init__(
            f"explanations watch the Python of the grammar, which is compiled here; set {ASKED}=1 before luoshi is imported",
            f"说明缘由要观察语法各函数的 Python 代码，而此处装的是编译版；请在导入 luoshi 之前设 {ASKED}=1",
        )


class Sources:
    """Finds the Python file of a module of luoshi, though a compiled one stands beside it."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """As of :class:`importlib.abc.MetaPathFinder`."""
        if name.startswith("luoshi."):
            for folder in path or ():
                spec = FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(name)
                if spec is not None and spec.loader is not None:
                    return spec
        return None


def prefer_sources() -> None:
    """From now on, modules of luoshi are read as Python."""
    sys.meta_path.insert(0, Sources)


def is_compiled() -> bool:
    """Whether the grammar that is read is compiled."""
    from importlib.util import find_spec

    spec = find_spec("luoshi.statements.reader")
    return spec is not None and not (spec.origin or "").endswith(tuple(SOURCE_SUFFIXES))


def run_as_python(arguments: Sequence[str]) -> int:
    """The exit code of the same command in a process of its own that reads the Python."""
    import subprocess  # here: no other command starts one

    command = [sys.executable, "-c", "from luoshi.cli import main; main()", *arguments]
    return subprocess.run(command, env={**os.environ, ASKED: "1"}, check=False).returncode
