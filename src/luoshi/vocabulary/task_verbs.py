"""What stands before the object of a task: 着力培育|种业企业, 建立健全|监测机制 (``data/task_verbs.tsv``)."""

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


@cache
def task_verbs() -> dict[str, tuple[TaskVerb, ...]]:
    """The words under their first character, longest first.

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
    groups: dict[str, list[TaskVerb]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(words[word])
    return {char: tuple(group) for char, group in groups.items()}
