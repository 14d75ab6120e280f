"""What ``import luoshi`` offers beside :func:`luoshi.read`: the other steps of the journey, one call each.

``luoshi.reconcile``, ``luoshi.quantities`` and ``luoshi.corpus`` are packages too: called, they do what the functions here do.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from luoshi.ledger.build import read, read_source, read_text
from luoshi.ledger.choice import EVERYTHING, Choice
from luoshi.ledger.report import Report
from luoshi.outline import DocumentKind
from luoshi.text import SourceText

if TYPE_CHECKING:
    import polars

    from luoshi.copies import Comparison
    from luoshi.corpus.dataset import Dataset
    from luoshi.quantities import Quantity
    from luoshi.reconcile import Reconciliation, Record

PathLike: TypeAlias = str | os.PathLike[str]


def read_many(sources: Iterable[PathLike | SourceText]) -> Iterator[Report]:
    """The reports of many files, one after another as they are asked for: one of each file, of a folder or ZIP every report in it.

    For thousands there is :func:`luoshi.corpus`, which goes on where it was stopped.

    :raises luoshi.errors.SourceError: where a file cannot be read as text, or it cannot be told which report a page is of.
    :raises TypeError: of one name alone; ``read_many([name])`` is meant.
    """
    if isinstance(sources, (str, os.PathLike)):  # whose letters would be the files
        raise TypeError(f"read_many takes a list of files: read_many([{os.fspath(sources)!r}])")
    for source in sources:
        if isinstance(source, SourceText):
            yield read_source(source)
        else:
            yield from _reports_at(os.fspath(source))


def _reports_at(path: str) -> Iterator[Report]:
    from luoshi.sources.pages import is_collection, join_pages_aside, open_pages, reports_in

    if not is_collection(path):
        yield read(_named(path))
        return
    opened = open_pages([path])
    found = reports_in(opened.sources, collection=True)
    alone = len(found) == 1
    for pages in found:
        aside = opened.aside if alone else ()
        text, _ = join_pages_aside(pages, path=opened.path if alone else None, aside=aside)
        yield read_source(text, file_name=os.path.basename(text.path) if text.path else None)


def _named(path: str) -> os.PathLike[str]:
    from pathlib import Path

    return Path(path)


def reconcile(
    earlier: "Report | Record | PathLike",
    later: "Report | Record | PathLike",
    *restated: "Report | Record | PathLike",
    every: bool = False,
    choice: Choice = EVERYTHING,
) -> "Reconciliation":
    """The targets of one year's report held against what the next year's report states; each a report, a path, or a record.

    ``restated`` are still later reports, which may print the year's values again. ``every``: all targets, not only the main ones.
    ``choice`` leaves some of what came of it, as ``luoshi reconcile --kind --grade --headline --indicator --where`` does.

    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition over the columns of the pairs.
    """
    from luoshi.reconcile import Record
    from luoshi.reconcile import of_report as record_of
    from luoshi.reconcile.chosen import choose_held
    from luoshi.reconcile.hold import reconcile as hold

    def record(given: "Report | Record | PathLike") -> Record:
        if isinstance(given, Record):
            return given
        return record_of(given if isinstance(given, Report) else read(_named(os.fspath(given))))

    held = hold(record(earlier), record(later), tuple(map(record, restated)), every=every)
    return choose_held(held, choice, "zh")


def same(a: "Report | SourceText | PathLike", b: "Report | SourceText | PathLike") -> "Comparison":
    """Whether two texts are copies of one report, and where they differ."""
    from luoshi.copies import compare
    from luoshi.sources import load

    def text(given: "Report | SourceText | PathLike") -> SourceText:
        if isinstance(given, Report):
            return given.source
        return given if isinstance(given, SourceText) else load(given)

    return compare(text(a), text(b))


def quantities(text: str, *, everything: bool = False) -> "tuple[Quantity, ...]":
    """The number phrases of any text, offsets counting into it; ``everything`` takes those too that measure nothing in a report."""
    from luoshi.quantities.find import find

    return find(text, everything=everything)


def corpus(
    paths: PathLike | Sequence[PathLike],
    out: PathLike,
    *,
    workers: int = 1,
    text_column: str | None = None,
    name_column: str | None = None,
    fresh: bool = False,
    replace: bool = False,
) -> "Dataset":
    """Read any number of reports into the dataset ``out``, going on where an earlier call was stopped, and return it.

    One worker reads in this process. More are processes of their own: a script that asks for them stands under
    ``if __name__ == "__main__":``, as with :mod:`multiprocessing`.

    :raises luoshi.errors.SourceError: where a path is not there, or ``out`` holds something else.
    """
    from luoshi.corpus.dataset import Dataset
    from luoshi.corpus.engines import open_engine
    from luoshi.corpus.engines.here import Here
    from luoshi.corpus.run import Unwatched, Wanted, run
    from luoshi.corpus.shard import Columns

    held = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    columns = Columns(text_column, name_column)
    wanted = Wanted([os.fspath(path) for path in held], os.fspath(out), columns, fresh=fresh, replace=replace)
    engine = Here() if workers == 1 else open_engine("local", workers)
    try:
        run(wanted, engine, Unwatched())
    finally:
        engine.close()
    return Dataset(out)


def panel(
    dataset: "Dataset | PathLike",
    indicators: Sequence[str] | None = None,
    *,
    places: Iterable[str] = (),
    every: bool = False,
    language: 'Literal["zh", "en"]' = "zh",
    targets: DocumentKind = "work_report",
    results: Sequence[DocumentKind] = ("work_report",),
    choice: Choice = EVERYTHING,
) -> "polars.DataFrame":
    """The panel of a dataset: a row a place, year, indicator and target, with what came of it. Columns: docs/panel.md.

    ``indicators`` are codes or Chinese names, by default the usual ones. ``targets`` is the kind of document whose targets are held,
    ``results`` those whose results answer them, a row for each voice. ``choice`` leaves some of the rows, as
    ``luoshi panel --kind --grade --headline --where`` does.

    :raises luoshi.corpus.panel_columns.PanelError: where there is no finished dataset or no such indicator.
    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition over the columns.
    """
    from luoshi.corpus.dataset import Dataset
    from luoshi.corpus.panel import panel as made
    from luoshi.corpus.usual import USUAL
    from luoshi.vocabulary.indicators import indicators as listed

    named = indicators or choice.indicators or USUAL
    asked = [listed().codes.get(name, name) for name in named]
    out = dataset.path if isinstance(dataset, Dataset) else dataset
    return made(
        out, asked, places=places, every=every, language=language, targets=targets, results=results, choice=choice
    )  # fmt: skip


__all__ = ["corpus", "panel", "quantities", "read", "read_many", "read_text", "reconcile", "same"]
