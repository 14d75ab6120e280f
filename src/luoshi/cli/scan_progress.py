"""What a reader of scans tells on a terminal: recognising a page takes seconds, and a report has thirty."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from luoshi.cli.bars import counting_bar
from luoshi.cli.messages import Language, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class _Pages:
    """A bar that appears with the first page of a scan: most files have none."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def told(self, done: int, of: int) -> None:
        if self._bar is None:
            self._bar = counting_bar()
            self._bar.start()
        if self._task is None or done == 0:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(say(self._language, "scan.recognising"), total=of)
        self._bar.update(self._task, completed=done)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def page_by_page(language: Language) -> Iterator["_Pages | None"]:
    """A bar on standard error for the pages of scans, gone when they are read; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    pages = _Pages(language)
    try:
        yield pages
    finally:
        pages.close()
