"""Gaps and repetitions on real copies, where they lie beside the checkout; else skipped."""

import csv

import pytest

from bench import quality
from luoshi.outline import copy_bounds, read_front, read_outline, repetitions
from luoshi.sources import load
from luoshi.text import Notice, reading_view

CORPUS = quality.SHARED / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside this checkout")


def rows() -> list[dict[str, str]]:
    if not CORPUS.is_dir():
        return []
    with open(CORPUS / "MANIFEST.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def noticed(name: str) -> list[Notice]:
    source = load(CORPUS / name)
    view = reading_view(source.text, source.furniture)
    outline = read_outline(source, view)
    front = read_front(source, outline, view=view)
    found = copy_bounds.notices(source, view, outline, front) + repetitions.notices(source, view, outline)
    assert all(notice.span.of(source.text) == notice.quote for notice in found)
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_what_the_manifest_says_of_a_copy_is_noticed(row: dict[str, str]) -> None:
    """Cut copies and doubled ones are noticed as such; a copy that the manifest calls whole has no gap."""
    notes = (row["notes"] or "").lower()
    kinds = {notice.kind for notice in noticed(row["file"])}
    assert ("page_gap" in kinds) == any(
        word in notes for word in ("truncated", "one page of several", "cut off")
    )
    assert "mixed_reports" not in kinds
    assert "repeated_body" in kinds or "body repeated twice" not in notes


def test_a_middle_page_has_both_gaps() -> None:
    (name,) = [row["file"] for row in rows() if "one page of several" in row["notes"]]
    first, last = (notice for notice in noticed(name) if notice.kind == "page_gap")
    assert (first.span.start, last.span.end) == (0, 2408)
    assert first.suggestion == "page 3 of the set 5905: earlier pages hold the opening"
