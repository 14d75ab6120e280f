"""bench/damage.py over the repository's own examples holds its floors: 0.95 found, 0.98 of it real, 0.97 of the entries kept."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import damage  # noqa: E402

TEXTS = [(p.stem, p.read_text(encoding="utf-8")) for p in sorted((ROOT / "examples").glob("qingchuan-*.txt"))]
# What cannot be had back: years that no word names, characters whose bytes are gone.
BEYOND = ("the same, in a file without a name", "decoded wrongly, bytes lost")


@pytest.mark.parametrize("name", damage.DAMAGES)
def test_injected_damage_is_found_and_survived(name: str) -> None:
    kind, inflict = damage.DAMAGES[name]
    tally = damage.total([t for t, _ in damage.measure(kind, inflict, TEXTS, seed=7)])
    assert tally.put > 0
    assert tally.recall >= 0.95
    assert tally.precision >= 0.98
    if name not in BEYOND:
        assert tally.entries >= 0.97
