"""What speaks for a clause's naming a promised thing, and how much (``data/sameness.tsv``)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from luoshi.vocabulary.tables import read_table

FEATURES = ("always", "share", "told", "run", "end", "beginning", "halves", "of_all", "total", "goes_on")


@cache
def sameness() -> Mapping[str, float]:
    """The weight of each feature.

    :raises VocabularyError: where a feature is unknown, missing or given twice, or a weight is no number.
    """
    weights: dict[str, float] = {}
    for row in read_table("sameness.tsv", 3):
        feature, weight, _remark = row.cells
        if feature not in FEATURES or feature in weights:
            raise row.error(f"{feature!r} is unknown or stands twice")
        try:
            weights[feature] = float(weight)
        except ValueError:
            raise row.error(f"{weight!r} is no number") from None
    if missing := [feature for feature in FEATURES if feature not in weights]:
        raise read_table("sameness.tsv", 3)[-1].error(f"{missing[0]} is missing")
    return MappingProxyType(weights)
