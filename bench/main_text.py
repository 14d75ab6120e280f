"""How much of a report is taken from a web page, and how little else, beside what a user would otherwise pick.

    python bench/main_text.py [--pages DIR] [--peers PYTHON] [--repeats 5] [--each] [--json FILE] [--write DIR]

The pages are invented (bench/pages), or those of a folder: NAME.html with NAME.txt, the report alone, beside it. The
score is the F1 over character 4-grams of the text without blanks, each as often as it occurs, averaged over the pages.
The peers live in a venv of their own (`make bench-peers`) and are absent from the table where that venv is.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from luoshi.ledger.body import report_body
from luoshi.sources import load_bytes

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.main_text_peers import timed  # noqa: E402
from bench.pages.catalogue import Example, examples, write  # noqa: E402

PEERS = ROOT / ".venv-bench" / "bin" / "python"
FAST = "trafilatura fast"


class Score(NamedTuple):
    """Precision, recall and F1 of one text."""

    precision: float
    recall: float
    f1: float


class Result(NamedTuple):
    """The texts that a reader took from the pages, and its milliseconds for a page."""

    texts: list[str]
    ms: float


def grams(text: str) -> Counter[str]:
    """The character 4-grams of a text without blanks."""
    bare = "".join(text.split())
    return Counter(bare[n : n + 4] for n in range(len(bare) - 3))


def score(found: str, expected: str) -> Score:
    """``found`` against ``expected``."""
    ours, theirs = grams(found), grams(expected)
    shared = sum((ours & theirs).values())
    precision = shared / max(1, ours.total())
    recall = shared / max(1, theirs.total())
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0)


def own_text(html: str) -> str:
    """What `luoshi text --body` prints of a page."""
    return report_body(load_bytes(html.encode(), path="page.html"))


def own(pages: Sequence[str], repeats: int) -> Result:
    return Result(*timed(own_text, pages, repeats))


def peers(pages: Sequence[str], python: Path, repeats: int) -> dict[str, Result]:
    """The peers' results, by name; empty where their venv is not there."""
    if not python.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder) / "pages.json", Path(folder) / "texts.json"
        given.write_text(json.dumps(list(pages)), encoding="utf-8")
        command = [
            str(python),
            str(ROOT / "bench" / "main_text_peers.py"),
            str(given),
            str(taken),
            str(repeats),
        ]
        run = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if not taken.exists():
            print(f"main_text: the peers failed: {run.stderr[-500:]}", file=sys.stderr)
            return {}
        rows = json.loads(taken.read_text(encoding="utf-8"))
    return {name: Result(row["texts"], row["ms"]) for name, row in rows.items()}


def from_folder(folder: Path) -> list[Example]:
    """NAME.html with NAME.txt beside it."""
    return [
        Example(p.stem, p.read_text(encoding="utf-8"), p.with_suffix(".txt").read_text(encoding="utf-8"))
        for p in sorted(folder.glob("*.html"))
        if p.with_suffix(".txt").exists()
    ]


def mean(scores: Sequence[Score]) -> Score:
    return Score(*(statistics.fmean(column) for column in zip(*scores, strict=True)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=Path, help="a folder of NAME.html with NAME.txt")
    parser.add_argument("--peers", type=Path, default=PEERS, help="the Python of the peers' venv")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--each", action="store_true", help="the F1 of every page")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--write", type=Path, help="write the invented pages here, and nothing else")
    args = parser.parse_args()
    if args.write:
        write(args.write)
        return 0
    chosen = from_folder(args.pages) if args.pages else examples()
    pages = [example.html for example in chosen]
    results = {"luoshi text --body": own(pages, args.repeats), **peers(pages, args.peers, args.repeats)}
    scores = {
        name: [score(text, e.expected) for text, e in zip(result.texts, chosen, strict=True)]
        for name, result in results.items()
    }
    print(f"{len(chosen)} pages, {sum(len(e.expected) for e in chosen)} characters of report")
    print(f"{'':24s} {'precision':>9s} {'recall':>7s} {'F1':>7s} {'worst':>7s} {'ms/page':>8s}  × {FAST}")
    fast = results[FAST].ms if FAST in results else None
    for name, result in results.items():
        average = mean(scores[name])
        ratio = f"{result.ms / fast:8.2f}" if fast else ""
        worst = min(s.f1 for s in scores[name])
        print(
            f"{name:24s} {average.precision:9.3f} {average.recall:7.3f} {average.f1:7.3f} {worst:7.3f} {result.ms:8.2f} {ratio}"
        )
    if len(results) == 1:
        print("the peers are absent (make bench-peers)")
    if args.each:
        for number, example in enumerate(chosen):
            print(f"{example.name:36s}", *(f"{row[number].f1:6.3f}" for row in scores.values()))
    if args.json:
        figures = {n: {**mean(scores[n])._asdict(), "ms": r.ms} for n, r in results.items()}
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
