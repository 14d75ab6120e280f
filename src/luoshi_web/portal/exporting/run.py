"""`luoshi portal --export OUT`: the pages as files, for whoever publishes through a site of his own.

All or nothing: the folder is written beside and renamed at the end. A second run writes all of it again, and says which files are no more.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Count
from django.utils import timezone

from luoshi_web.portal.bring_in.run import Watch
from luoshi_web.portal.exporting import addresses
from luoshi_web.portal.exporting.folder import say_removed, sign, written_beside
from luoshi_web.portal.exporting.pages import Pages, locations, plain
from luoshi_web.portal.exporting.words import write_search
from luoshi_web.portal.exporting.workers import through, write_lines, write_pages
from luoshi_web.portal.models import Line, Place, Report, Tombstone
from luoshi_web.portal.selectors import place_path, site_release

_FORMAT = 1
_PAGES_TOGETHER, _REPORTS_TOGETHER = 25, 2
_STATIC = ("portal.css", "portal.js", "search.js")


class Meanwhile(Exception):
    """Something was released or taken back while the files were written: half of them would be older than the other half."""


class Exported(NamedTuple):
    pages: int
    reports: int
    removed: list[str]


def export(out: Path, workers: int, watch: Watch, *, now: Callable[[], datetime]) -> Exported:
    """Write all that is released to ``out``.

    :raises NotOurs: where ``out`` holds something else.
    :raises Meanwhile: where something was released while it ran.
    """
    out = out.resolve()
    release = site_release()
    address = getattr(settings, "PORTAL_ADDRESS", "")
    with written_beside(out) as new:
        work = list(_work(new, feeds=bool(address)))
        reports = Report.objects.count()
        watch.began("exporting", sum(count for count, _call, _arguments in work) + reports)
        pages = 0
        for done in through([(call, arguments) for _count, call, arguments in work], workers):
            pages += done
            watch.went_on(done)
        for done in write_search(new / "static/search"):
            watch.went_on(done)
        for path, picture in addresses.pictures():
            Pages(new, feeds=False).picture(path, picture)
        _stones(Pages(new, feeds=bool(address)))
        if address:
            _for_programs(new, address)
        for name in _STATIC:
            _copy_static(name, new / "static/portal")
        if site_release() != release:
            raise Meanwhile
        day = timezone.localtime(now()).date().isoformat()
        sign(new, format=_FORMAT, release=release, made_on=day, pages=pages, address=address)
        removed = say_removed(out, new, _taken_back(), day)
    return Exported(pages, reports, removed)


def _work(new: Path, *, feeds: bool) -> Iterator[tuple[int, Callable[..., int], tuple[Any, ...]]]:
    """Pieces of work: about how many pages, and the call that writes them."""
    paths = list(addresses.pages())
    for at in range(0, len(paths), _PAGES_TOGETHER):
        some = paths[at : at + _PAGES_TOGETHER]
        yield len(some), write_pages, (str(new), feeds, some)
    counts = dict(Line.objects.values_list("report").order_by().annotate(n=Count("pk")))
    for place in Place.objects.filter(reports__isnull=False).distinct():
        numbers = list(place.reports.order_by("year").values_list("pk", flat=True))
        for at in range(0, len(numbers), _REPORTS_TOGETHER):
            held = numbers[at : at + _REPORTS_TOGETHER]
            yield sum(counts.get(number, 0) for number in held), write_lines, (str(new), feeds, held)


def _public_stones() -> Iterator[Tombstone]:
    return Tombstone.objects.exclude(reason="secret").order_by("address").iterator(chunk_size=2000)


def _stones(writer: Pages) -> None:
    """The pages of what was taken back say when and why."""
    places = {place.pk: place_path(place) for place in Place.objects.all()}
    for stone in _public_stones():
        if stone.address.startswith("l/"):
            writer.stone(stone.address, stone)
        elif stone.address.startswith("p/") and stone.place_key in places:
            own = f"{places[stone.place_key]}{stone.year}/"
            for view in addresses.OF_A_YEAR:
                writer.stone(f"{own}{view}", stone)
        elif stone.address.startswith("p/") and stone.place_id in places:
            writer.stone(f"{places[stone.place_id]}{stone.address.split('/', 2)[2]}", stone)


def _taken_back() -> Iterator[dict[str, str]]:
    for stone in _public_stones():
        if stone.address.startswith(("l/", "p/")):
            yield {
                "address": stone.address,
                "on": stone.taken_on.isoformat(),
                "reason": stone.reason,
                "sentence": stone.sentence,
            }


def _for_programs(new: Path, address: str) -> None:
    """Feeds and sitemaps, where the site's own address is known: they name whole addresses."""
    index = b"".join(plain("sitemap.xml"))
    feeds = [
        f"{place_path(place).rstrip('/')}.atom"
        for place in Place.objects.filter(reports__isnull=False).distinct()
    ]
    (new / "sitemap.xml").write_bytes(index)
    for path in (*locations(index, address), "feed.atom", *feeds):
        file = new / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            out.writelines(plain(path))


def _copy_static(name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = finders.find(f"portal/{name}")
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
    shutil.copyfile(found, folder / name)
