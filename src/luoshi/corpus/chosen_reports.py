"""One document of a kind for each place and year: copies of a report count once, and so does a year that two reports claim.

A year has several voices (work report, plan, budget, communiqué); which of them is asked is said by whoever asks.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, get_args

from luoshi.corpus.dataset import Dataset
from luoshi.outline import DocumentKind

if TYPE_CHECKING:
    import polars

_UNFIT = ("not_a_report",)
WORK_REPORTS: tuple[DocumentKind, ...] = ("work_report",)
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
_NATION = "全国"  # 中华人民共和国 and 全国 are one place, and no code says so


class Chosen(NamedTuple):
    """The document of its kind that speaks for a place in a year."""

    document: str
    place: str
    code: str | None
    level: str | None
    year: int
    doubts: str | None = None
    kind: DocumentKind = "work_report"

    @property
    def told_year(self) -> int:
        """The year whose results it states: a communiqué that of its title, the papers of January the one before their own."""
        return self.year if self.kind == "communique" else self.year - 1


class LeftOut(NamedTuple):
    """A document that speaks for no place and year, and why: ``not_a_report``, ``no_place``, ``no_year``, ``kind``: it is an ``of``,
    which was not asked for, ``copy`` of ``of``, or ``other``: ``of`` speaks for its place and year."""

    document: str
    reason: str
    of: str | None = None


def left_out(dataset: Dataset, kinds: Iterable[DocumentKind] = WORK_REPORTS) -> list[LeftOut]:
    """Every document of the dataset that was read and that no panel of those ``kinds`` asks, in the order of their keys."""
    reports = _reports(dataset).collect()
    asked = frozenset(kinds)
    spoken = {chosen.document for chosen in _one_each(_best(_fit(reports.lazy()).collect(), dataset), asked)}
    import polars

    copies = dataset.copies()
    best: dict[str, str] = {}
    if copies is not None:
        leaders = dict(copies.filter(polars.col("best")).select("group", "document").iter_rows())
        for document, group, is_best in copies.select("document", "group", "best").iter_rows():
            if not is_best:
                best[document] = leaders[group]
    found = []
    columns = ("document", "place", "year", "doubts", "kind")
    for document, place, year, doubts, kind in reports.select(columns).iter_rows():
        if document in spoken:
            continue
        if kind not in asked:
            found.append(LeftOut(document, "kind", kind))
        elif _UNFIT[0] in (doubts or "").split():
            found.append(LeftOut(document, _UNFIT[0]))
        elif place is None or year is None:
            found.append(LeftOut(document, "no_place" if place is None else "no_year"))
        elif document in best:
            found.append(LeftOut(document, "copy", best[document]))
        else:
            found.append(LeftOut(document, "other", f"{place} {year}"))
    return sorted(found)


def chosen_reports(
    dataset: Dataset, places: Iterable[str] = (), kinds: Iterable[DocumentKind] = WORK_REPORTS
) -> list[Chosen]:
    """By place, then year, then kind. Documents that say no place or year speak for none.

    Of several of one kind for one place and year the complete one is taken, then the one with more entries, then the smallest key; of
    copies only the best is asked. ``places``: names, or ends of names, of those wanted; all without.
    """
    import polars

    frame = _best(_fit(_reports(dataset)).collect(), dataset)
    wanted = tuple(places)
    if wanted:
        ends = [polars.col("place").str.ends_with(name) for name in wanted]
        frame = frame.filter(polars.any_horizontal(ends))
    return _one_each(frame, frozenset(kinds))


def _reports(dataset: Dataset) -> "polars.LazyFrame":
    """The table of reports as far as it is asked; in a dataset of before kinds were told each is a work report."""
    import polars

    table = dataset.scan("reports")
    if "kind" not in table.collect_schema().names():
        table = table.with_columns(kind=polars.lit("work_report"))
    return table.select(
        "document", "kind", "place", "place_code", "place_level", "year", "complete", "entries", "doubts"
    )


def _fit(reports: "polars.LazyFrame") -> "polars.LazyFrame":
    import polars

    return reports.filter(
        polars.col("place").is_not_null()
        & polars.col("year").is_not_null()
        & ~polars.any_horizontal(polars.col("doubts").fill_null("").str.contains(code) for code in _UNFIT)
    )


def _best(frame: "polars.DataFrame", dataset: Dataset) -> "polars.DataFrame":
    """Of copies the best alone."""
    import polars

    copies = dataset.copies()
    if copies is None:
        return frame
    return frame.join(copies.filter(polars.col("best")).select("document"), on="document", how="semi")


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


def _one_each(frame: "polars.DataFrame", kinds: frozenset[DocumentKind]) -> list[Chosen]:
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
        .filter(polars.col("kind").is_in(sorted(kinds)))
        .unique(["key", "year", "kind"], keep="first", maintain_order=True)
        .sort("key", "year", "kind")
        .with_columns(
            place=_fullest_name().over("key"), place_level=polars.col("place_level").last().over("key")
        )
    )
    columns = ("document", "place", "place_code", "place_level", "year", "doubts", "kind")
    return [Chosen(*row) for row in frame.select(columns).iter_rows()]
