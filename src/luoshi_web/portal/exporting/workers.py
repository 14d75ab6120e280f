"""The processes that write pages. A process of its own begins without applications: this module is imported before they are there, and asks for
models only at work."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.http import Http404

if TYPE_CHECKING:
    from luoshi_web.portal.pages.beside import Kind
    from luoshi_web.portal.selectors import Series


def write_pages(folder: str, feeds: bool, paths: Sequence[str]) -> int:
    from luoshi_web.portal.exporting.pages import Pages

    writer, count = Pages(Path(folder), feeds=feeds), 0
    for path in paths:
        with suppress(
            Http404
        ):  # one of few names that lead to several things: a reader is answered 404 there too
            count += writer.page(path)
    return count


def write_lines(folder: str, feeds: bool, reports: Sequence[int]) -> int:
    """The pages of the lines of some reports of one place."""
    from luoshi_web.portal.exporting.pages import Pages
    from luoshi_web.portal.models import Report

    writer = Pages(Path(folder), feeds=feeds)
    known: dict[Kind, Series] = {}
    held = Report.objects.filter(pk__in=reports).select_related("place").defer("text").order_by("year")
    return sum(writer.lines(report, known) for report in held)


def through(work: Sequence[tuple[Callable[..., int], tuple[Any, ...]]], workers: int) -> Iterator[int]:
    """What each piece of work wrote, as it is done: here, or in processes that leave Ctrl-C to this one."""
    if workers < 2:
        for call, arguments in work:
            yield call(*arguments)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ready)
    try:
        waiting: set[Future[int]] = set()
        for call, arguments in work:
            waiting.add(pool.submit(call, *arguments))
            if len(waiting) >= 2 * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)  # nobody writes into a folder that is being taken away


def _ready() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
