"""What those did whom a number counts, so that it makes the set of them (``data/set_words.tsv``): 29家企业|完成智能化改造."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.tables import read_table

_CLASSES = ("did", "gone", "work")
_HOW = "(?:全部|均|已|有序|免费|成功|首次|先后)*"
_BEHIND = (("did", "[^的]{2,16}"), ("gone", ""))


class SetWord(NamedTuple):
    """A row; in ``example`` | stands before the predicate."""

    word: str
    kind: str
    example: str


class Sets(NamedTuple):
    """``did``: a predicate that makes a set of its subject; ``work``: heads of work, which it makes none of."""

    did: re.Pattern[str]
    work: tuple[str, ...]


@cache
def set_words() -> tuple[SetWord, ...]:
    """The table.

    :raises VocabularyError: on a row of an unknown class.
    """
    rows = []
    for row in read_table("set_words.tsv", 3):
        word, kind, example = row.cells
        if kind not in _CLASSES:
            raise row.error(f"{kind!r} is unknown")
        rows.append(SetWord(word, kind, example))
    return tuple(rows)


def joined(words: Iterable[SetWord]) -> Sets:
    """All ``words`` together."""
    held: dict[str, list[str]] = {kind: [] for kind in _CLASSES}
    for one in words:
        held[one.kind].append(one.word)
    did = [f"(?:{longest_first(held[kind])}){behind}" for kind, behind in _BEHIND if held[kind]]
    return Sets(re.compile(f"{_HOW}(?:{'|'.join(did)})$"), tuple(held["work"]))


@cache
def sets() -> Sets:
    return joined(set_words())


def makes_a_set(subject: str, became: str, words: Sets | None = None) -> bool:
    """Whether ``became`` picks out those that ``subject`` names: not so of work, of which it says how far it has come."""
    held = words or sets()
    return not subject.endswith(held.work) and held.did.match(became) is not None
