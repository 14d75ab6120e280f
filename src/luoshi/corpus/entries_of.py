"""Entries out of a dataset's table, by document: the way back from :mod:`luoshi.ledger.frame`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from luoshi.corpus.dataset import Dataset
from luoshi.ledger.entry import Entry, Period, Relation
from luoshi.reconcile.mentions import Mention
from luoshi.text import Span

if TYPE_CHECKING:
    import polars

_COLUMNS = (
    "document", "id", "kind", "headline", "section_role", "subject", "indicator", "scope", "partial", "measure",
    "direction", "bound", "low", "high", "unit", "relation_compare", "relation_to", "relation_to_indicator",
    "relation_assigned", "relation_by", "period_from", "period_to", "modality", "quote", "start", "end", "certainty",
)  # fmt: skip


def entries_of(
    table: "polars.LazyFrame", documents: Iterable[str], indicators: Iterable[str]
) -> dict[str, tuple[list[Entry], dict[str, str]]]:
    """The targets and results of some indicators: document → its entries in reading order, and the role of each one's section.

    The role stands under the entry's id, which is what ``Entry.section`` is set to: a dataset's panel needs no more of it.
    """
    import polars

    found = (
        table.filter(
            polars.col("kind").is_in(["target", "result"])
            & polars.col("indicator").is_in(sorted(indicators))
            & polars.col("document").is_in(sorted(documents))
        )
        .select(_columns_of(table))
        .collect()
    )
    held: dict[str, tuple[list[Entry], dict[str, str]]] = {}
    for row in found.iter_rows():
        document, entry, role = _entry(row)
        entries, roles = held.setdefault(document, ([], {}))
        entries.append(entry)
        roles[entry.id] = role
    return held


def mentions_of(dataset: Dataset, indicators: Iterable[str]) -> dict[str, dict[str, Mention]]:
    """Document → indicator → the clause that speaks of it; nothing from a dataset of before mentions were kept."""
    import polars

    if not dataset.has("mentions"):
        return {}
    table = dataset.scan("mentions").filter(polars.col("indicator").is_in(sorted(indicators)))
    held: dict[str, dict[str, Mention]] = {}
    for document, code, start, end, quote in (
        table.select("document", "indicator", "start", "end", "quote").collect().iter_rows()
    ):
        held.setdefault(document, {})[code] = Mention(code, quote, Span(start, end))
    return held


def _columns_of(table: "polars.LazyFrame") -> list["polars.Expr"]:
    """The columns that an entry is made of; a dataset from before lines were learnt has no certainty."""
    import polars

    there = table.collect_schema().names()
    return [polars.col(name) if name in there else polars.lit(None).alias(name) for name in _COLUMNS]


def _entry(row: tuple[Any, ...]) -> tuple[str, Entry, str]:
    (
        document, name, kind, headline, role, subject, indicator, scope, partial, measure, direction, bound, low, high,
        unit, compare, to, to_indicator, assigned, by, first, last, modality, quote, start, end, certainty,
    ) = row  # fmt: skip
    relation = None
    if assigned:
        relation = Relation(by=by, assigned=True)
    elif compare is not None:
        relation = Relation(compare, to, to_indicator)
    entry = Entry(
        name, kind, headline, name, subject, indicator, scope, partial, measure, direction, bound, low, high, unit,
        relation, None if first is None else Period(first, last), modality, quote, Span(start, end),
        certainty=certainty,
    )  # fmt: skip
    return document, entry, role or ""
