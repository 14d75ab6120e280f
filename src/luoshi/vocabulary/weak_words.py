"""Words by which promised things are told apart badly (``data/weak_words.tsv``)."""

import re
from functools import cache

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.tables import read_table

_KINDS = ("common", "kind", "noun", "head")


@cache
def weak_words() -> re.Pattern[str]:
    """Those that are weak as one pattern, the longest first."""
    return re.compile(longest_first(word for word, kind in _table().items() if kind != "head"))


@cache
def nouns() -> frozenset[str]:
    """Verbs that begin a name where another verb stands before them: 建设|规划展馆, 打造|服务中心."""
    return frozenset(word for word, kind in _table().items() if kind == "noun")


@cache
def another_kind() -> re.Pattern[str]:
    """Kinds that make another thing of the name before them: 云台路|安置房, 和美乡村|示范区."""
    return re.compile(longest_first(word for word, kind in _table().items() if kind in ("kind", "head")))


@cache
def _table() -> dict[str, str]:
    """:raises VocabularyError: on an unknown kind, or a word given twice."""
    words: dict[str, str] = {}
    for row in read_table("weak_words.tsv", 3):
        word, kind, _remark = row.cells
        if kind not in _KINDS:
            raise row.error(f"{kind!r} is none of {', '.join(_KINDS)}")
        if word in words:
            raise row.error(f"{word} stands twice")
        words[word] = kind
    return words
