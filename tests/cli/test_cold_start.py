"""What a run does not use it does not load: half of a cold `luoshi read` is imports and patterns."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples/qingchuan-2026.txt"
# What pages, PDFs, tables, pictures and a plain reading of numbers need, and a report in a text file does not.
UNUSED = (
    "luoshi.sources.html", "luoshi.sources.main_text", "luoshi.sources.pages", "luoshi.sources.formats.pdf", "luoshi.quantities.plain",
    "luoshi.explanation", "luoshi.copies", "polars", "selectolax", "pypdfium2", "xlsxwriter", "rich", "opencc",
)  # fmt: skip
_RUN = """
import sys
from luoshi.cli import main
try:
    main(["read", sys.argv[1], "--format", "json"])
except SystemExit:
    pass
print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""


def test_a_text_is_read_without_the_rooms_of_other_formats() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, EXAMPLE], capture_output=True, text=True, timeout=120, check=True
    )
    loaded = set(done.stderr.rpartition("loaded: ")[2].split())
    assert "luoshi.ledger.build" in loaded
    assert [name for name in UNUSED if name in loaded] == []
