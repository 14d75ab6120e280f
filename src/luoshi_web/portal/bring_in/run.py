"""`luoshi portal REPORTS...`: what the paths hold becomes what the portal shows.

A run reads what is new, groups all documents that it knows into places, and makes anew each place of which a document changed. Stopped
at any moment it leaves whole places; the next run goes on. What the paths hold no more is shown no more.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import datetime
from multiprocessing import get_context
from typing import Any, NamedTuple, Protocol, TypeVar

from luoshi import __version__
from luoshi.corpus.inputs import DATASET, Inputs, given_paths
from luoshi.corpus.layout import Layout
from luoshi.corpus.plan import items_in
from luoshi.corpus.shard import Columns, Item
from luoshi.lines.model import identity
from luoshi.sources import refuse
from luoshi_web.portal.bring_in.documents import USED, Read, kept, read_items, stamp_of
from luoshi_web.portal.bring_in.places import Found, listed, nation, places_of
from luoshi_web.portal.bring_in.rows import place_rows
from luoshi_web.portal.bring_in.write import name_each_other, release, stand, withdraw
from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.keys import NATION, atlas
from luoshi_web.portal.models import Place, Report, Seen, Site, Source, Tombstone
from luoshi_web.portal.services import report_address

_TOGETHER = 4  # documents that one process reads before it tells
T = TypeVar("T")


class Watch(Protocol):
    """Who is told how the run goes."""

    def began(self, what: str, total: int) -> None: ...

    def went_on(self, count: int) -> None: ...


class Wanted(NamedTuple):
    paths: Sequence[str]
    workers: int
    language: str = "en"
    columns: Columns = Columns()


class Brought(NamedTuple):
    """What a run ends with. ``withheld`` are the years (``KEY/YEAR``) of which words were taken back and whose copy nobody has looked through."""

    documents: int
    places: int
    reports: int
    renewed: int
    left_out: dict[str, int]
    withheld: tuple[str, ...] = ()


def bring_in(wanted: Wanted, watch: Watch, *, now: Callable[[], datetime]) -> Brought:
    """Bring in the reports of ``wanted.paths``.

    :raises luoshi.errors.SourceError: where a path is not there, holds no document, or its texts are gone.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-portal-") as folder:
        items = list(_items(wanted, os.path.join(folder, "unpacked")))
        if not items:
            raise refuse("no_documents", ", ".join(wanted.paths))
        version = f"{__version__} {identity()}"
        with _Workers(wanted.workers) as workers:
            run = _Run(wanted, items, folder, version, workers, watch)
            return run.through(now)


class _Run:
    def __init__(
        self, wanted: Wanted, items: list[Item], folder: str, version: str, workers: "_Workers", watch: Watch
    ) -> None:
        self._wanted, self._folder, self._version = wanted, folder, version
        self._workers, self._watch = workers, watch
        self._items = {item.key: item for item in items}

    def through(self, now: Callable[[], datetime]) -> Brought:
        reads = self._all_reads()
        found = places_of(reads.values())
        _known_first(found)
        above = _with_those_above(found)
        with own_transaction():
            stand(above, at=now())
        stands = dict(Place.objects.values_list("key", "inputs"))
        changed = [place for key, place in found.items() if stands.get(key) != place.digest(self._version)]
        used = [read for place in changed for those in place.years.values() for read in those]
        self._read(
            [self._items[r.document] for r in used if not os.path.exists(kept(self._folder, r.sha256))]
        )
        self._watch.began("holding", len(changed))
        work = [(place_rows, (place.key, place.years, self._folder)) for place in changed]
        by_key = {place.key: place for place in changed}
        for rows in self._workers.run(work):
            place = by_key[rows.key]
            release(place, rows, digest=place.digest(self._version), at=now())
            self._watch.went_on(1)
        for gone in Place.objects.exclude(key__in=list(found)).filter(reports__isnull=False).distinct():
            withdraw(gone, at=now())
        without = Place.objects.exclude(key__in=list(above))
        left = set(without.values_list("key", flat=True))
        with own_transaction():
            without.delete()
            name_each_other(left, at=now())
        outcomes: dict[str, int] = {}
        for read in reads.values():
            if read.outcome != USED:
                outcomes[read.outcome] = outcomes.get(read.outcome, 0) + 1
        years = sum(len(place.years) for place in found.values())
        return Brought(len(reads), len(found), years, len(changed), outcomes, _withheld(found))

    def _all_reads(self) -> dict[str, Read]:
        """Every document as it was read, now or in a run before."""
        site = Site.objects.filter(pk=1).first()
        if site is None or site.made_by != self._version:
            with own_transaction():
                Source.objects.all().delete()
                Site.objects.update_or_create(pk=1, defaults={"made_by": self._version})
        known = {s.document: s for s in Source.objects.all()}
        Source.objects.filter(pk__in=[d for d in known if d not in self._items]).delete()
        fresh = [i for key, i in self._items.items() if key not in known or known[key].stamp != stamp_of(i)]
        now_read = {read.document: read for read in self._read(fresh)}
        return {
            key: now_read[key] if key in now_read else Read(**known[key].said) for key in sorted(self._items)
        }

    def _read(self, items: list[Item]) -> list[Read]:
        """Read documents; what they became is remembered as soon as it is known."""
        chunks = [tuple(items[at : at + _TOGETHER]) for at in range(0, len(items), _TOGETHER)]
        self._watch.began("reading", len(items))
        column, language = self._wanted.columns.name, self._wanted.language
        found: list[Read] = []
        for reads in self._workers.run(
            [(read_items, (chunk, column, self._folder, language)) for chunk in chunks]
        ):
            found += reads
            self._watch.went_on(len(reads))
            Source.objects.bulk_create(
                [Source(document=r.document, stamp=r.stamp, outcome=r.outcome, remark=r.remark, said=r._asdict()) for r in reads],
                update_conflicts=True, unique_fields=["document"], update_fields=["stamp", "outcome", "remark", "said"],
            )  # fmt: skip
        return found


def _known_first(found: dict[str, Found]) -> None:
    """A copy of which words were taken back is used before any other of its year: where they stand is known of it alone."""
    known = {*Tombstone.objects.exclude(sha256="").values_list("sha256", flat=True), *Seen.objects.values_list("pk", flat=True)}  # fmt: skip
    for place in found.values() if known else ():
        place.years = {
            year: sorted(those, key=lambda r: r.sha256 not in known) for year, those in place.years.items()
        }


def _withheld(found: dict[str, Found]) -> tuple[str, ...]:
    """The years that were given and are not released; those that were taken back whole are no question to anybody."""
    years = {(key, year) for key, place in found.items() for year in place.years}
    years -= set(Report.objects.values_list("place_id", "year"))
    whole = set(Tombstone.objects.filter(address__startswith="p/").values_list("address", flat=True))
    return tuple(f"{key}/{year}" for key, year in sorted(years) if report_address(key, year) not in whole)


def _with_those_above(found: dict[str, Found]) -> dict[str, Found]:
    """The places found, and those above them that the list knows."""
    every = dict(found)
    for place in found.values():
        for key in place.above:
            if key not in every:
                every[key] = nation() if key == NATION else listed(atlas().by_key[key])
    return every


def _items(wanted: Wanted, unpacked: str) -> Iterator[Item]:
    """The documents of the paths; of a dataset of `luoshi corpus` those that it was made of."""
    given = given_paths(wanted.paths)
    datasets = [path for path in given if os.path.isfile(os.path.join(path.path, DATASET))]
    if len(datasets) < len(given):
        yield from Inputs(
            tuple(p for p in given if p not in datasets), wanted.columns, unpacked, unpacked
        ).items()
    for path in datasets:
        yield from _documents_of(path.path)


def _documents_of(dataset: str) -> Iterator[Item]:
    """A dataset has no texts: they are read again where the run found them."""
    plan = Layout(dataset).plan
    try:
        for item in items_in(plan):
            if item.kind != "refused" and not os.path.exists(item.path):
                raise refuse("missing", item.path)
            yield item
    except OSError:
        raise refuse("missing", plan) from None


class _Workers:
    """Processes that read; none in a run of one worker, so that a test or a small machine needs no second one."""

    def __init__(self, count: int) -> None:
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn")) if count > 1 else None

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def run(self, work: Sequence[tuple[Callable[..., T], tuple[Any, ...]]]) -> Iterator[T]:
        """What each piece of work returns, as it is done; few wait at a time, so that little is held."""
        if self._pool is None:
            for call, arguments in work:
                yield call(*arguments)
            return
        waiting: set[Future[T]] = set()
        rest = iter(work)
        for call, arguments in rest:
            waiting.add(self._pool.submit(call, *arguments))
            if len(waiting) >= 8:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
