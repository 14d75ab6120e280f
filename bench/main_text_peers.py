"""The peers of bench/main_text.py: main text of pages. Runs in .venv-bench, imports nothing of ours.

    python bench/main_text_peers.py PAGES.json TEXTS.json REPEATS

PAGES.json is a list of pages. TEXTS.json gets, for each peer that is installed, its text of each page and the
milliseconds for a page, the median over the repeats.
"""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Work = Callable[[str], str | None]


def peers() -> Iterator[tuple[str, Work]]:
    """Name and work of each peer that is installed."""
    try:
        extract = importlib.import_module("trafilatura").extract
        yield "trafilatura", extract
        yield "trafilatura precision", lambda html: extract(html, favor_precision=True)
        yield "trafilatura recall", lambda html: extract(html, favor_recall=True)
        yield "trafilatura fast", lambda html: extract(html, fast=True)
    except ImportError:
        pass
    try:
        document = importlib.import_module("readability").Document
        lxml_html = importlib.import_module("lxml.html")

        def readability(html: str) -> str:
            return str(lxml_html.fromstring(document(html).summary()).text_content())

        yield "readability-lxml", readability
    except ImportError:
        pass
    try:
        plain = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
        yield "resiliparse", lambda html: plain(html, main_content=True)
    except ImportError:
        pass


def timed(work: Work, pages: Sequence[str], repeats: int) -> tuple[list[str], float]:
    """What ``work`` makes of the pages, and the median of its milliseconds a page."""
    texts = [work(page) or "" for page in pages]
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        for page in pages:
            work(page)
        times.append(time.perf_counter() - started)
    return texts, statistics.median(times) * 1000 / len(pages)


def main() -> int:
    given, taken, repeats = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    pages = json.loads(given.read_text(encoding="utf-8"))
    rows = {}
    for name, work in peers():
        texts, milliseconds = timed(work, pages, repeats)
        rows[name] = {"texts": texts, "ms": milliseconds}
    taken.write_text(json.dumps(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
