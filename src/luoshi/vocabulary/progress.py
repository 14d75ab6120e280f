"""How far a report says that a thing has come (``data/progress.tsv``)."""

import re
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from luoshi.vocabulary.tables import read_table

Progress = Literal["there", "made", "begun", "moving", "planned", "failed"]


class Said(NamedTuple):
    """A word that tells how far a thing has come, and where it stands."""

    stage: Progress
    word: str
    start: int
    end: int


def progress_in(text: str) -> tuple[Said, ...]:
    """The words of a text that tell of a stage, in reading order, none inside another."""
    pattern, stages = _table()
    found: list[Said] = []
    at = 0
    while (here := pattern.search(text, at)) is not None:
        longest = here
        for single, _stage in stages:
            other = single.match(text, here.start())
            if other is not None and other.end() > longest.end():
                longest = other
        stage = next(
            s for single, s in stages if (m := single.match(text, here.start())) and m.end() == longest.end()
        )
        found.append(Said(stage, longest.group(), longest.start(), longest.end()))
        at = longest.end()
    return tuple(found)


@cache
def _table() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Progress], ...]]:
    """:raises VocabularyError: on an unknown stage, or a pattern that is none."""
    found: list[tuple[re.Pattern[str], Progress]] = []
    for row in read_table("progress.tsv", 3):
        pattern, stage, _remark = row.cells
        if stage not in get_args(Progress):
            raise row.error(f"{stage!r} is none of {', '.join(get_args(Progress))}")
        try:
            found.append((re.compile(pattern), cast(Progress, stage)))
        except re.error as error:
            raise row.error(f"{pattern!r} is no pattern: {error}") from None
    return re.compile("|".join(pattern.pattern for pattern, _ in found)), tuple(found)
