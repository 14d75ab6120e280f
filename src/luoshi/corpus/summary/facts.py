"""What a corpus is: how many documents of which places and years, what was wrong with them, how much was read.

Input are the plain tables of a dataset; none of them need be there but ``reports``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import LEVELS

if TYPE_CHECKING:
    import polars

UNKNOWN = "unknown"
_KINDS = ("targets", "tasks", "results", "problems", "headline")
_DOUBTED = "doubted"  # the kind of an issue whose document was read
_MOST = 8  # groups of copies, examples of an issue
# Shares of the numbers read: from this up to the next.
READ_STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of trouble: how often, in how many documents, and some of them with what was said."""

    code: str
    count: int
    documents: int
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CopyGroup:
    best: str
    size: int
    rule: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports there are of each level of government and year; copies of one report count once."""

    levels: tuple[str, ...]
    years: tuple[int, ...]
    counts: Mapping[tuple[str, int], int]
    yearless: int


@dataclass(frozen=True, slots=True)
class Corpus:
    documents: int
    reports: int
    places: int
    years: tuple[int, int] | None
    characters: int
    coverage: Coverage
    entries: Mapping[str, int]
    read_median: float | None
    read_spread: tuple[int, ...]
    doubts: tuple[Counted, ...]
    notices: tuple[Counted, ...]
    issues: tuple[Counted, ...]
    copies: tuple[CopyGroup, ...]
    groups: int
    set_aside: int


def corpus_facts(
    reports: "polars.DataFrame",
    *,
    copies: "polars.DataFrame | None" = None,
    issues: "Sequence[Mapping[str, Any]]" = (),
    notices: "polars.DataFrame | None" = None,
    language: str = "en",
) -> Corpus:
    """Count it all. ``issues`` are the lines of ``issues.jsonl``."""
    import polars

    col = polars.col
    worse = [] if copies is None else copies.filter(~col("best"))["document"].to_list()
    single = reports.filter(~col("document").is_in(worse))
    years = single["year"].drop_nulls()
    read = (
        single["read"].drop_nulls() if "read" in single.columns else polars.Series([], dtype=polars.Float64)
    )
    groups = _groups(copies)
    told = {str(issue.get("document")): _sentence(issue, language) for issue in issues}
    return Corpus(
        documents=reports.height,
        reports=single.height,
        places=single["place"].n_unique() - (single["place"].null_count() > 0),
        years=(int(years.min()), int(years.max())) if len(years) else None,  # type: ignore[arg-type]
        characters=int(reports["characters"].sum()) if "characters" in reports.columns else 0,
        coverage=_coverage(single),
        entries={kind: int(single[kind].sum()) for kind in _KINDS if kind in single.columns},
        read_median=float(read.median()) if len(read) else None,  # type: ignore[arg-type]
        read_spread=_spread(read.to_list()),
        doubts=_doubts(reports, told),
        notices=_notices(notices),
        issues=_issues([issue for issue in issues if issue.get("kind") != _DOUBTED], language),
        copies=tuple(groups[:_MOST]),
        groups=len(groups),
        set_aside=len(worse),
    )


def _coverage(reports: "polars.DataFrame") -> Coverage:
    import polars

    counted = (
        reports.filter(polars.col("year").is_not_null())
        .with_columns(polars.col("place_level").fill_null(UNKNOWN))
        .group_by("place_level", "year")
        .len()
    )
    counts = {(row[0], int(row[1])): int(row[2]) for row in counted.iter_rows()}
    present = {level for level, _ in counts}
    levels = [*(level for level in LEVELS if level in present), *sorted(present.difference(LEVELS))]
    years = sorted({year for _, year in counts})
    every = tuple(range(years[0], years[-1] + 1)) if years and years[-1] - years[0] < 100 else tuple(years)
    return Coverage(tuple(levels), every, counts, reports["year"].null_count())


def _spread(shares: Iterable[float]) -> tuple[int, ...]:
    """How many documents fall between the steps of ``READ_STEPS``; the last is that of documents read whole."""
    counts = [0] * len(READ_STEPS)
    for share in shares:
        step = max(number for number, start in enumerate(READ_STEPS) if share >= start or number == 0)
        counts[step] += 1
    return tuple(counts)


def _doubts(reports: "polars.DataFrame", told: Mapping[str, str]) -> tuple[Counted, ...]:
    if "doubts" not in reports.columns:
        return ()
    counts: Counter[str] = Counter()
    examples: dict[str, list[tuple[str, str]]] = {}
    for document, doubts in reports.select("document", "doubts").iter_rows():
        for doubt in (doubts or "").split():
            counts[doubt] += 1
            found = examples.setdefault(doubt, [])
            if len(found) < _MOST:
                found.append((document, told.get(document, "")))
    return tuple(
        Counted(code, count, count, tuple(examples[code]))
        for code, count in sorted(counts.items(), key=_most_first)
    )


def _notices(notices: "polars.DataFrame | None") -> tuple[Counted, ...]:
    import polars

    if notices is None or notices.height == 0:
        return ()
    counted = notices.group_by("kind").agg(polars.len(), documents=polars.col("document").n_unique())
    ordered = counted.sort(["len", "kind"], descending=[True, False])
    return tuple(Counted(str(kind), int(count), int(files)) for kind, count, files in ordered.iter_rows())


def _issues(issues: Sequence[Mapping[str, Any]], language: str) -> tuple[Counted, ...]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for issue in issues:
        groups.setdefault(str(issue.get("kind") or UNKNOWN), []).append(issue)

    def told(issue: Mapping[str, Any]) -> tuple[str, str]:
        return str(issue.get("document") or ""), _sentence(issue, language)

    counted = [
        Counted(kind, len(group), len({told(i)[0] for i in group}), tuple(told(i) for i in group[:_MOST]))
        for kind, group in groups.items()
    ]
    return tuple(sorted(counted, key=lambda c: (-c.count, c.code)))


def _sentence(issue: Mapping[str, Any], language: str) -> str:
    other = {"zh": "en", "en": "zh"}[language]
    return str(issue.get(f"sentence_{language}") or issue.get(f"sentence_{other}") or "")


def _groups(copies: "polars.DataFrame | None") -> list[CopyGroup]:
    """Groups of more than one copy, the largest first."""
    import polars

    if copies is None:
        return []
    best = copies.filter(polars.col("best") & (polars.col("size") > 1))
    ordered = best.sort(["size", "document"], descending=[True, False])
    return [
        CopyGroup(row["document"], int(row["size"]), row["rule"] or "")
        for row in ordered.iter_rows(named=True)
    ]


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
