"""How fast reports are read, beside what a user would otherwise pick, in one run on the same texts.

    python bench/speed.py [--texts DIR] [--count 10] [--repeats 5] [--json FILE]

Every row is the median over the repeats of the time for all texts together, given as milliseconds for 20,000
characters. The floor is one pass of ahocorasick_rs, the fastest multi-pattern scan that we could install, over the same
texts with all names of the indicators. The peers find the numbers alone; they live in a venv of their own (`make
bench-peers`), run as one process over the same texts, and are absent from the table where that venv is.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PEERS = ROOT / ".venv-bench" / "bin" / "python"
UNIT = 20_000
PEER_NAMES = (
    "chinese2digits",
    "jionlp money",
    "jionlp money and time",
    "recognizers-text number",
    "recognizers-text with unit",
)


def chosen_texts(folder: Path, count: int) -> list[Path]:
    """``count`` reports spread evenly over the folder, the same ones each time."""
    files = sorted(p for p in folder.rglob("*.txt") if p.stat().st_size > 3000)
    step = max(1, len(files) // count)
    return files[::step][:count]


def median_ms(work: Callable[[str], object], texts: Sequence[str], repeats: int) -> float:
    """Milliseconds for 20,000 characters: the median over ``repeats`` passes, after one pass to warm up."""
    characters = sum(map(len, texts))
    times = []
    for turn in range(repeats + 1):
        started = time.perf_counter()
        for text in texts:
            work(text)
        if turn:
            times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000 / characters * UNIT


def own_rows(texts: Sequence[str], repeats: int) -> dict[str, float]:
    """Our whole reading, our quantities alone, and the floor."""
    import ahocorasick_rs

    import luoshi
    from luoshi.quantities import scan
    from luoshi.vocabulary.indicators import indicators

    floor = ahocorasick_rs.AhoCorasick(
        sorted(indicators().codes), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return {
        "luoshi, the whole report": median_ms(luoshi.read, texts, repeats),
        "luoshi, quantities alone": median_ms(scan, texts, repeats),
        "floor: one literal scan": median_ms(floor.find_matches_as_indexes, texts, repeats),
    }


def peer_rows(texts: Sequence[str], repeats: int) -> dict[str, float]:
    """The peers' times, by name; empty where their venv is not there."""
    if not PEERS.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder) / "texts.json", Path(folder) / "times.json"
        given.write_text(json.dumps(list(texts)), encoding="utf-8")
        command = [str(PEERS), str(ROOT / "bench" / "peers.py"), str(given), str(taken), str(repeats)]
        run = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if not taken.exists():
            print(f"speed: the peers failed: {run.stderr[-500:]}", file=sys.stderr)
            return {}
        rows: dict[str, float] = json.loads(taken.read_text(encoding="utf-8"))
        return rows


def start_ms(arguments: Sequence[str], repeats: int) -> float:
    """The median wall time of a fresh process.

    :raises subprocess.CalledProcessError: where it fails: a crash is fast, and no measurement.
    """
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def start_rows(repeats: int) -> dict[str, float]:
    """What it costs to begin: Python by itself, our import, our command."""
    command = Path(sys.executable).with_name("luoshi")
    rows = {}
    for name, arguments in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("python -c 'import luoshi'", [sys.executable, "-c", "import luoshi"]),
        ("luoshi --help", [str(command), "--help"]),
    ):
        try:
            rows[name] = start_ms(arguments, repeats)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"speed: {name} does not run: {error}", file=sys.stderr)
    return rows


def python() -> str:
    """The interpreter of the run: builds differ. One made without its profile-guided optimisation takes 15 % longer than Debian's."""
    return f"Python {platform.python_version()}, {platform.python_compiler()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, help="a folder of .txt reports (default: the corpus or the examples)"
    )
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the times here")
    args = parser.parse_args()
    folder = args.texts or (CORPUS if CORPUS.is_dir() else ROOT / "examples")
    texts = [p.read_text(encoding="utf-8") for p in chosen_texts(folder, args.count)]
    own, peers = own_rows(texts, args.repeats), peer_rows(texts, args.repeats)
    whole = own["luoshi, the whole report"]
    characters = sum(map(len, texts))
    print(
        f"{len(texts)} reports, {characters} characters; median of {args.repeats}; ms for {UNIT} characters"
    )
    print(python())
    for name, value in own.items():
        print(f"{name:28s} {value:10.2f} ms  {value / whole:8.2f} × the whole report")
    for name in PEER_NAMES:
        if name in peers:
            print(f"{name:28s} {peers[name]:10.2f} ms  {peers[name] / whole:8.2f} × the whole report")
        else:
            print(f"{name:28s}     absent (make bench-peers)")
    starts = start_rows(args.repeats)
    for name, value in starts.items():
        print(f"{name:28s} {value:10.1f} ms to start and end")
    if args.json:
        args.json.write_text(json.dumps({**own, **peers, **starts}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
