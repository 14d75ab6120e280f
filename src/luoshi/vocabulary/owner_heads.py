"""Words that a name ends in of somebody or something that has output, sales and investment (``data/owner_heads.tsv``): 汽车产业, 云河开发区."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.tables import read_table


class OwnerHead(NamedTuple):
    """A row: in ``example`` | stands behind a name that ends in ``word``. ``built``: it has investment, and no output (农业项目)."""

    word: str
    built: bool
    example: str


@cache
def owner_heads() -> tuple[OwnerHead, ...]:
    """The table.

    :raises VocabularyError: on a row whose ``built`` is unknown.
    """
    rows = []
    for row in read_table("owner_heads.tsv", 3):
        word, built, example = row.cells
        if built not in ("yes", "-"):
            raise row.error(f"{built!r} is unknown")
        rows.append(OwnerHead(word, built == "yes", example))
    return tuple(rows)


def joined(heads: Iterable[OwnerHead]) -> re.Pattern[str]:
    """One pattern of their words, the longest first."""
    return re.compile(longest_first(head.word for head in heads))


@cache
def owner_head(*, built: bool) -> re.Pattern[str]:
    """Where a name ends in one of them, to be searched for; with those of what is ``built``, or without."""
    return joined(head for head in owner_heads() if built or not head.built)
