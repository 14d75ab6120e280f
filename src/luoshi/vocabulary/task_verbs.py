"""What stands before the object of a task: 着力培育|种业企业, 建立健全|监测机制 (``data/task_verbs.tsv``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.tables import read_table

_CLASSES = ("adverb", "verb", "both")


@dataclass(frozen=True, slots=True)
class TaskVerb:
    """``adverb`` and ``verb`` are both true of a word that is an adverb where a verb follows (加快).

    ``causes``: the object may have a predicate of its own (推动畜牧业健康发展).
    """

    word: str
    adverb: bool
    verb: bool
    causes: bool


class TaskVerbs:
    """The words, found by their first two characters and their length; those of one character by themselves."""

    def __init__(self, words: Mapping[str, TaskVerb]) -> None:
        self._words = dict(words)
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def at(self, text: str, position: int, *, verb: bool = False) -> TaskVerb | None:
        """The longest word that stands at ``position``, or None; only verbs where ``verb`` is set."""
        words = self._words
        head = text[position : position + 2]
        for length in self._lengths.get(head, ()):
            word = words.get(text[position : position + length] if length > 2 else head)
            if word is not None and (word.verb or not verb):
                return word
        word = words.get(head[:1])
        return word if word is not None and (word.verb or not verb) else None


@cache
def task_verbs() -> TaskVerbs:
    """The table.

    :raises VocabularyError: on an unknown class or a word given twice.
    """
    words: dict[str, TaskVerb] = {}
    for row in read_table("task_verbs.tsv", 4):
        word, kind, causes, _remark = row.cells
        if kind not in _CLASSES or causes not in ("yes", "-"):
            raise row.error(f"class {kind!r} or cause {causes!r} is unknown")
        if word in words:
            raise row.error(f"{word} stands twice")
        words[word] = TaskVerb(word, kind != "verb", kind != "adverb", causes == "yes")
    return TaskVerbs(words)
