"""One document for each place and year: copies of a report count once, and so does a year that two reports claim."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from luoshi.corpus.dataset import Dataset

if TYPE_CHECKING:
    import polars

_UNFIT = ("not_a_report",)
_NATION = "全国"  # 中华人民共和国 and 全国 are one place, and no code says so


class Chosen(NamedTuple):
    """The document that speaks for a place in a year."""

    document: str
    place: str
    code: str | None
    level: str | None
    year: int


def chosen_reports(dataset: Dataset, places: Iterable[str] = ()) -> list[Chosen]:
    """By place, then year. Documents that say no place or year speak for none.

    Of several for one place and year the complete one is taken, then the one with more entries, then the smallest key; of
    copies only the best is asked. ``places``: names, or ends of names, of those wanted; all without.
    """
    import polars

    reports = dataset.scan("reports").select(
        "document", "place", "place_code", "place_level", "year", "complete", "entries", "doubts"
    )
    frame = reports.filter(
        polars.col("place").is_not_null()
        & polars.col("year").is_not_null()
        & ~polars.any_horizontal(polars.col("doubts").fill_null("").str.contains(code) for code in _UNFIT)
    ).collect()
    copies = dataset.copies()
    if copies is not None:
        best = copies.filter(polars.col("best")).select("document")
        frame = frame.join(best, on="document", how="semi")
    wanted = tuple(places)
    if wanted:
        ends = [polars.col("place").str.ends_with(name) for name in wanted]
        frame = frame.filter(polars.any_horizontal(ends))
    return _one_each(frame)


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """For a place that the table of places does not list: the one longer name that ends in its name, if there is one.

    青川区 is 云岭省临河市青川区 where no other 青川区 is among the documents.
    """
    longer: dict[str, set[str]] = {name: set() for name in names}
    for name in longer:
        for start in range(1, len(name)):
            if name[start:] in longer:
                longer[name[start:]].add(name)
    full = {}
    for name, found in longer.items():
        longest = max(found, key=lambda other: (len(other), other), default=name)
        full[name] = longest if all(longest.endswith(other) for other in found) else name
    return full


def _fullest_name() -> "polars.Expr":
    """One name for a place whose reports call it 易县, 河北省易县 and 河北省保定市易县: the longest, of these the newest."""
    import polars

    return polars.col("place").sort_by(polars.col("place").str.len_chars(), "year").last()


def _one_each(frame: "polars.DataFrame") -> list[Chosen]:
    import polars

    nation = polars.col("place_level") == "national"
    frame = frame.with_columns(
        place=polars.when(nation).then(polars.lit(_NATION)).otherwise(polars.col("place"))
    )
    unlisted = frame.filter(polars.col("place_code").is_null())["place"].unique().to_list()
    full = _full_names(unlisted)
    frame = (
        frame.with_columns(key=polars.coalesce("place_code", polars.col("place").replace(full)))
        .sort("complete", "entries", "document", descending=[True, True, False])
        .unique(["key", "year"], keep="first", maintain_order=True)
        .sort("key", "year")
        .with_columns(
            place=_fullest_name().over("key"), place_level=polars.col("place_level").last().over("key")
        )
    )
    columns = ("document", "place", "place_code", "place_level", "year")
    return [Chosen(*row) for row in frame.select(columns).iter_rows()]
