"""A wheel whose grammar is compiled, where ``LUOSHI_COMPILE=1`` asks for it; without, the wheel is pure Python and this does nothing.

mypyc makes C of the typed modules that a report's reading spends its time in. The ``.py`` files stay in the wheel: ``LUOSHI_PURE=1`` reads with
them, and explanations, which watch the grammar's functions, always do.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PACKAGES = ("statements", "quantities", "text", "ledger", "outline", "vocabulary")
# What compiling would change: decision 0022 has the reason of each.
_LEFT_OUT = frozenset(
    (
        "luoshi/ledger/frame.py",
        "luoshi/text/callable_package.py",
        "luoshi/text/late.py",
        "luoshi/text/span.py",
        "luoshi/vocabulary/lead.py",
        "luoshi/vocabulary/places.py",
    )
)
_SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup
setup(name="luoshi-compiled", version="0", packages=[], ext_modules=mypycify(
    ["--config-file", "mypy.ini", *sys.argv.pop().split("|")], opt_level="3", multi_file=True))
"""


class CompiledGrammar(BuildHookInterface[Any]):
    """Compiles in ``build/compiled`` and puts the shared libraries beside the modules that they stand for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("LUOSHI_COMPILE") != "1":
            return
        room = Path(self.root) / "build" / "compiled"
        for library in compiled(Path(self.root) / "src", room):
            build_data["force_include"][str(library)] = str(library.relative_to(room))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compiled(source: Path, room: Path) -> list[Path]:
    """The shared libraries made of the grammar under ``source``, in ``room``, under the places where they are imported from."""
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(source / "luoshi", room / "luoshi", ignore=shutil.ignore_patterns("__pycache__"))
    modules = [
        name
        for package in _PACKAGES
        for path in sorted((room / "luoshi" / package).rglob("*.py"))
        if (name := path.relative_to(room).as_posix()) not in _LEFT_OUT
    ]
    (room / "mypy.ini").write_text(types(source.parent / "pyproject.toml"), encoding="utf-8")
    jobs = str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    command = [sys.executable, "-c", _SETUP, "build_ext", "--inplace", "--parallel", jobs, "|".join(modules)]
    subprocess.run(command, cwd=room, check=True)
    return sorted(
        path
        for kind in ("*.so", "*.pyd")
        for path in room.rglob(kind)
        if "build" not in path.relative_to(room).parts
    )


def types(project: Path) -> str:
    """What mypyc is told of types: as strict as the checks, and without those that have none there (packages of extras that are not installed)."""
    overrides = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["mypy"]["overrides"]
    untyped = [name for part in overrides if part.get("ignore_missing_imports") for name in part["module"]]
    return "[mypy]\nstrict = True\n" + "".join(
        f"[mypy-{name}]\nignore_missing_imports = True\n" for name in untyped
    )
