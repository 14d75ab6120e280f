"""Text that was decoded in a wrong encoding and saved so: taken back, and told."""

from pathlib import Path

import pytest

import luoshi
from luoshi.sources import load_bytes
from luoshi.sources.mojibake import undone
from luoshi.text import SourceText

EXAMPLE = Path(__file__).parents[2] / "examples" / "qingchuan-2026.txt"


def values(text: str) -> set[tuple[object, ...]]:
    report = luoshi.read(SourceText.from_string(text))
    return {(e.kind, e.indicator, e.low, e.high, e.unit, e.period) for e in report.entries if e.low or e.high}


@pytest.mark.parametrize(
    ("own", "read", "kept"),
    [
        ("utf-8", "latin-1", 1.0),
        ("gb18030", "latin-1", 1.0),
        ("utf-8", "cp1252", 0.25),
        ("utf-8", "gb18030", 0.25),
    ],
)
def test_a_wrong_decoding_is_taken_back(own: str, read: str, kept: float) -> None:
    """``kept``: the steps that lose bytes lose what these bytes said."""
    meant = EXAMPLE.read_text(encoding="utf-8")
    source = load_bytes(meant.encode(own).decode(read, "replace").encode("utf-8"))
    assert source.undone is not None
    assert source.undone.startswith(f"{own} read as")
    right = values(meant)
    assert len(right & values(source.text)) >= kept * len(right)
    first = luoshi.read(source).notices[0]
    assert (first.kind, first.quote) == ("mojibake", source.text.split("\n")[0])


@pytest.mark.parametrize(
    "text", ["", "Señor Ångström façade naïve", EXAMPLE.read_text(encoding="utf-8"), "鐵路鏈條鍏"]
)
def test_what_is_no_mojibake_stays(text: str) -> None:
    assert undone(text) is None
