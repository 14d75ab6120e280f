"""What an abolished division became (``data/successors.tsv``): 江干区 is 上城区 and 钱塘区 since 2021.

The table names those that the list of places does not lead to itself, by a name or a code that goes on.
"""

from functools import cache

from luoshi.vocabulary.places import Division, gazetteer
from luoshi.vocabulary.tables import Row, read_table

TABLE = "successors.tsv"


@cache
def successors() -> dict[Division, tuple[Division, ...]]:
    """The divisions that have the territory of one since it was given up, read once.

    :raises VocabularyError: on a division that is none of the list, that still stands, or that did not stand when the other was given up.
    """
    found: dict[Division, tuple[Division, ...]] = {}
    for row in read_table(TABLE, 4):
        code, name, last, those = row.cells
        division = _division(row, f"{code} {name}")
        if division.last is None or str(division.last) != last or division in found:
            raise row.error(f"{name} is not given up after {last}, or stands twice")
        found[division] = tuple(_division(row, other) for other in those.split(","))
        for other in found[division]:
            if other == division or not (
                other.stood_in(division.last + 1) or other.stood_in(division.last + 2)
            ):
                raise row.error(f"{other.name} did not stand after {last}")
    return found


def _division(row: Row, written: str) -> Division:
    code, _, name = written.partition(" ")
    for division in gazetteer().named_ever(name):
        if division.code == code:
            return division
    raise row.error(f"{written} is no division of the list")
