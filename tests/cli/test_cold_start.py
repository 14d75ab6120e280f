"""What a run does not use it does not load: half of a cold `luoshi read` is imports and patterns."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples/qingchuan-2026.txt"
# What pages, PDFs, tables, pictures and a plain reading of numbers need, and a report in a text file does not.
UNUSED = (
    "luoshi.sources.html", "luoshi.sources.main_text", "luoshi.sources.pages", "luoshi.sources.formats.pdf", "luoshi.quantities.plain",
    "luoshi.explanation", "luoshi.copies", "polars", "selectolax", "pypdfium2", "xlsxwriter", "rich", "opencc",
)  # fmt: skip
_RUN = """
import atexit, gc, os, sys
atexit.register(lambda: print("frozen at the end:", gc.get_freeze_count() > 0, file=sys.stderr))  # what is registered first runs last
from luoshi.cli import main
try:
    main(["read", sys.argv[1], "--format", "json"])
except SystemExit:
    pass
if os.path.isdir("/proc/self/task"):
    print("threads:", len(os.listdir("/proc/self/task")), file=sys.stderr)
print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""


def ran(**environment: str) -> str:
    """What a run of ``luoshi read`` says on standard error."""
    told = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | environment
    done = subprocess.run(
        [sys.executable, "-c", _RUN, EXAMPLE],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=told,
    )
    return done.stderr


def test_a_text_is_read_without_the_rooms_of_other_formats() -> None:
    loaded = set(ran().partition("loaded: ")[2].split())
    assert "luoshi.ledger.build" in loaded
    assert [name for name in UNUSED if name in loaded] == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system counts threads elsewhere")
def test_one_command_needs_one_thread_unless_told_otherwise() -> None:
    assert "threads: 1\n" in ran()
    if (os.cpu_count() or 1) > 1:
        assert "threads: 1\n" not in ran(OPENBLAS_NUM_THREADS="2")


def test_nothing_is_collected_at_the_end() -> None:
    assert "frozen at the end: True" in ran()


@pytest.mark.parametrize(
    "command", ["panel", "report", "plot", "against", "places", "indicators", "reconcile", "diff"]
)
def test_what_a_shell_completes_loads_no_reader(command: str) -> None:
    """Help, completion and refusals of a command that reads no text, or only when it runs."""
    program = f"import sys, luoshi.cli.{command} as made; made.command('en'); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(run.stdout.split())
    assert "click" in loaded
    assert {"numpy", "rjieba", "polars", "luoshi.lines.reader", "luoshi.statements.reader"} & loaded == set()
