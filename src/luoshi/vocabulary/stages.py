"""How far a thing has come, by the words that say so (``data/stages.tsv``): 开工 started, 竣工 completed, 通车 in use."""

import re
from functools import cache

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.tables import read_table

STAGES = (
    "signed", "approved", "started", "under_way", "topped_out", "completed", "in_use", "issued", "founded", "named",
    "awarded", "ended",
)  # fmt: skip
"""From a contract to a thing in use, then those that come at once."""


def stage_of(clause: str) -> str | None:
    """The farthest stage that ``clause`` tells of (大桥建成通车 is in use), None where it tells of none."""
    words, pattern = _table()
    said = {words[found[0]] for found in pattern.finditer(clause)} - {"-"}
    return max(said, key=STAGES.index, default=None)


def tells_only_a_stage(words: str) -> bool:
    """投入使用, 建成投产: words that say how far something has come, and not what; 投产项目 names a thing."""
    return _only().fullmatch(words) is not None


@cache
def _only() -> re.Pattern[str]:
    return re.compile(f"(?:{longest_first(word for word, stage in _table()[0].items() if stage != '-')})+")


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """:raises VocabularyError: on an unknown stage, or a word given twice."""
    words: dict[str, str] = {}
    for row in read_table("stages.tsv", 4):
        word, stage, _example, _counter = row.cells
        if stage not in STAGES and stage != "-":
            raise row.error(f"{stage!r} is no stage")
        if word in words:
            raise row.error(f"{word} stands twice")
        words[word] = stage
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    patterns = (r"\A" + re.escape(word[1:]) if word[0] == "^" else re.escape(word) for word in longest_first)
    return {word.lstrip("^"): stage for word, stage in words.items()}, re.compile("|".join(patterns))
