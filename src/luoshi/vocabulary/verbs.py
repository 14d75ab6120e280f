"""Verbs and their adverbs, with what each may stand before (``data/verbs.tsv``).

Two readers ask: a task asks what stands before its object (着力培育|种业企业, 建立健全|监测机制), a number asks what stands before the
thing that it counts (新增|就业3万人, 拆除|违建20处).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.alternatives import searcher
from luoshi.vocabulary.tables import read_table

_CLASSES = ("adverb", "verb", "both", "-")
_COUNTED = ("whole", "new", "complete", "some", "upon", "away", "less", "how", "-")


@dataclass(frozen=True, slots=True)
class Verb:
    """One word. ``adverb`` and ``verb`` tell of it before the object of a task; both are true of a word that is an adverb where a verb
    follows it (加快), neither of one that stands before counted things alone.

    ``causes``: the object may have a predicate of its own (推动畜牧业健康发展). ``counted``: ``whole``, ``new``, ``complete``, ``some``, ``upon``,
    ``away``, ``less`` or ``how`` as the table says, None for a word that is not taken off a thing that is counted. ``owned``: it may stand between an owner and his thing (服务业|完成|增加值).
    """

    word: str
    adverb: bool
    verb: bool
    causes: bool
    counted: str | None
    owned: bool


class TaskVerbs:
    """The words before an object, found by their first two characters; those of one character by themselves."""

    def __init__(self, words: Mapping[str, Verb]) -> None:
        heads: dict[str, list[Verb]] = {}
        for word in sorted(words, key=len, reverse=True):
            heads.setdefault(word[:2], []).append(words[word])
        self._heads = {head: tuple(found) for head, found in heads.items()}
        self._alone = {word: found for word, found in words.items() if len(word) == 1}

    def at(self, text: str, position: int, *, verb: bool = False) -> Verb | None:
        """The longest word that stands at ``position``, or None; only verbs where ``verb`` is set."""
        head = text[position : position + 2]
        for word in self._heads.get(head, ()):
            if (word.verb or not verb) and text.startswith(word.word, position):
                return word
        alone = self._alone.get(head[:1])
        return alone if alone is not None and (alone.verb or not verb) else None


@cache
def verbs() -> Mapping[str, Verb]:
    """The table.

    :raises VocabularyError: on an unknown class, cause, counted or owner, or a word given twice.
    """
    words: dict[str, Verb] = {}
    for row in read_table("verbs.tsv", 6):
        word, kind, causes, counted, owned, _remark = row.cells
        if kind not in _CLASSES or {causes, owned} - {"yes", "-"} or counted not in _COUNTED:
            raise row.error(f"{kind!r}, {causes!r}, {counted!r} or {owned!r} is unknown")
        if word in words:
            raise row.error(f"{word} stands twice")
        words[word] = Verb(
            word,
            kind in ("adverb", "both"),
            kind in ("verb", "both"),
            causes == "yes",
            None if counted == "-" else counted,
            owned == "yes",
        )
    return words


@cache
def task_verbs() -> TaskVerbs:
    """Those that may stand before the object of a task."""
    return TaskVerbs({word: verb for word, verb in verbs().items() if verb.adverb or verb.verb})


@cache
def owning() -> re.Pattern[str]:
    """Those that may stand between an owner and what he has or gets, to be searched for."""
    words = sorted((word for word, verb in verbs().items() if verb.owned), key=lambda word: -len(word))
    return searcher("|".join(map(re.escape, words)))
