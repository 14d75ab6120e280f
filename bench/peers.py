"""The peers of bench/speed.py: what finds the numbers of a Chinese text. Runs in .venv-bench, imports nothing of ours.

    python bench/peers.py TEXTS.json TIMES.json REPEATS

A peer that is not installed is left out. Each gets one pass to warm up; a peer slower than a second for 20,000
characters is measured once. The figures are milliseconds for 20,000 characters.
"""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Work = Callable[[str], object]
UNIT = 20_000


def peers() -> Iterator[tuple[str, Work]]:
    """Name and work of each peer that is installed."""
    try:
        c2d = importlib.import_module("chinese2digits.chinese2digits")
        yield "chinese2digits", c2d.takeNumberFromString
    except ImportError:
        pass
    try:
        jio = importlib.import_module("jionlp")
        money, when = jio.ner.extract_money, jio.ner.extract_time
        yield "jionlp money", money
        yield "jionlp money and time", lambda text: (money(text), when(text))
    except ImportError:
        pass
    try:
        number = importlib.import_module("ms_recognizers_number")
        unit = importlib.import_module("ms_recognizers_number_with_unit")
        yield (
            "recognizers-text number",
            lambda text: (
                number.recognize_number(text, "zh-cn"),
                number.recognize_percentage(text, "zh-cn"),
            ),
        )
        yield (
            "recognizers-text with unit",
            lambda text: (
                unit.recognize_currency(text, "zh-cn"),
                unit.recognize_dimension(text, "zh-cn"),
            ),
        )
    except ImportError:
        pass


def measure(work: Work, texts: Sequence[str], repeats: int) -> float:
    characters = sum(map(len, texts))
    work(texts[0][:500])
    times: list[float] = []
    for _ in range(repeats):
        started = time.perf_counter()
        for text in texts:
            work(text)
        times.append(time.perf_counter() - started)
        if times[-1] / characters * UNIT > 1:
            break
    return statistics.median(times) * 1000 / characters * UNIT


def main() -> int:
    given, taken, repeats = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    texts = json.loads(given.read_text(encoding="utf-8"))
    rows = {name: measure(work, texts, repeats) for name, work in peers()}
    taken.write_text(json.dumps(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
