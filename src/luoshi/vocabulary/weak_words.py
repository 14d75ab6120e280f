"""Words by which promised things are told apart badly (``data/weak_words.tsv``)."""

import re
from functools import cache

from luoshi.vocabulary.tables import read_table

_KINDS = ("common", "kind")


@cache
def weak_words() -> re.Pattern[str]:
    """All of them as one pattern, the longest first.

    :raises VocabularyError: on an unknown kind, or a word given twice.
    """
    words: set[str] = set()
    for row in read_table("weak_words.tsv", 3):
        word, kind, _remark = row.cells
        if kind not in _KINDS:
            raise row.error(f"{kind!r} is none of {', '.join(_KINDS)}")
        if word in words:
            raise row.error(f"{word} stands twice")
        words.add(word)
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
