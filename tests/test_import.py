"""`import luoshi` stays light: what only some views need is loaded when they are asked for."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "polars", "lxml", "django", "xlsxwriter", "pyarrow", "rich", "pypdfium2", "docx", "opencc")


@pytest.mark.parametrize("statement", ["import luoshi", "import luoshi.cli"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    program = f"{statement}\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
