"""Entries out of a dataset's table, by document: the way back from :mod:`luoshi.ledger.frame`."""

from collections.abc import Iterable, Sequence
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
    "line_grade",
)  # fmt: skip


Held = dict[str, tuple[list[Entry], dict[str, str]]]


class EntriesOf:
    """The targets and results of some indicators, as a packed table: entries are made of a few documents at a time, since those of
    all would take thirty times the memory. An entry has the grade of the line in which it stands.

    ``documents`` are in the order in which :meth:`some` asks for them.
    """

    def __init__(
        self, table: "polars.LazyFrame", documents: Sequence[str], indicators: Iterable[str]
    ) -> None:
        import polars

        order = polars.LazyFrame({"document": documents}, schema={"document": polars.String}).with_row_index(
            "order"
        )
        self._rows = (
            table.filter(
                polars.col("kind").is_in(["target", "result"])
                & polars.col("indicator").is_in(sorted(indicators))
            )
            .select(_columns_of(table))
            .join(order, on="document", how="inner", maintain_order="left")
            .sort("order", maintain_order=True)
            .collect()
        )
        counts = self._rows.group_by("order", maintain_order=True).len().iter_rows()
        self._counts: dict[int, int] = dict(counts)
        self._documents = documents
        self._next = self._row = 0

    def some(self, count: int) -> Held:
        """The next ``count`` documents: document → its entries in reading order, and the role of each one's section.

        The role stands under the entry's id, which is what ``Entry.section`` is set to: a dataset's panel needs no more of it.
        """
        numbers = range(self._next, self._next + count)
        length = sum(self._counts.get(number, 0) for number in numbers)
        held: Held = {}
        for row in self._rows.slice(self._row, length).drop("order").iter_rows():
            document, entry, role = _entry(row)
            entries, roles = held.setdefault(document, ([], {}))
            entries.append(entry)
            roles[entry.id] = role
        self._next, self._row = self._next + count, self._row + length
        return held


class MentionsOf:
    """The clauses that speak of some indicators, as a packed table; none in a dataset of before mentions were kept."""

    def __init__(self, dataset: Dataset, indicators: Iterable[str]) -> None:
        import polars

        self._rows: polars.DataFrame | None = None
        if dataset.has("mentions"):
            asked = polars.col("indicator").is_in(sorted(indicators))
            columns = ("document", "indicator", "start", "end", "quote")
            self._rows = dataset.scan("mentions").filter(asked).select(columns).collect()

    def of(self, documents: Iterable[str]) -> dict[str, dict[str, Mention]]:
        """Document → indicator → the clause."""
        import polars

        held: dict[str, dict[str, Mention]] = {}
        if self._rows is None:
            return held
        wanted = self._rows.filter(polars.col("document").is_in(list(documents)))
        for document, code, start, end, quote in wanted.iter_rows():
            held.setdefault(document, {})[code] = Mention(code, quote, Span(start, end))
        return held


def _columns_of(table: "polars.LazyFrame") -> list["polars.Expr"]:
    """The columns that an entry is made of; an older dataset has no certainty, or no grades."""
    import polars

    there = table.collect_schema().names()
    return [polars.col(name) if name in there else polars.lit(None).alias(name) for name in _COLUMNS]


def _entry(row: tuple[Any, ...]) -> tuple[str, Entry, str]:
    (
        document, name, kind, headline, role, subject, indicator, scope, partial, measure, direction, bound, low, high,
        unit, compare, to, to_indicator, assigned, by, first, last, modality, quote, start, end, certainty, grade,
    ) = row  # fmt: skip
    relation = None
    if assigned:
        relation = Relation(by=by, assigned=True)
    elif compare is not None:
        relation = Relation(compare, to, to_indicator)
    entry = Entry(
        name, kind, headline, name, subject, indicator, scope, partial, measure, direction, bound, low, high, unit,
        relation, None if first is None else Period(first, last), modality, quote, Span(start, end),
        grade=grade, certainty=certainty,
    )  # fmt: skip
    return document, entry, role or ""
