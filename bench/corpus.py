"""How fast a corpus is read on all cores, in how much memory, and whether kills leave a trace: all in one run.

    python bench/corpus.py [--documents 20000] [--folder DIR] [--kills 10] [--json FILE]

The reports of ../shared/corpus are written out again and again until there are enough documents, each with a line of its own so
that no two have the same bytes. Measured are:

- the single rate: documents a second in one process, everything that is done with a document (read, its rows stored, a hundred
  documents at a time), no pool, before and after the rest; beside it the rate of reading alone, the rows thrown away;
- the rate of the command `luoshi corpus` as it is called, start and end included; it must reach 0.9 × cores × the single rate.
  Where other programs run too, the second figure tells more: processor time a document, single against pool;
- the largest memory of all its processes together, at a quarter of the documents and at all: at most 1.5 GiB, and no more for more;
- a panel of one indicator over all entries, by DuckDB and by Polars: at most 2 seconds;
- ten kills of all processes at random moments, which must end in the bytes of a run that nobody disturbed.

The last lines project what was measured to 200,000 documents and 15 GB. Exit 1 where a bound does not hold.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.quality import SHARED, corpus_files  # noqa: E402

GIB = 1 << 30
MOST_MEMORY = 1.5
LEAST_SHARE = 0.9
MOST_SECONDS = 2.0
# More memory for four times the documents than this share is no measuring error.
MOST_GROWTH = 0.15
PROJECTED, PROJECTED_BYTES = 200_000, 15e9
COMMAND = [sys.executable, "-c", "from luoshi.cli import main; main()", "corpus"]


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the command: ``memory`` in bytes at its largest, ``processor`` seconds of all its processes."""

    documents: int
    bytes: int
    seconds: float
    processor: float
    memory: int
    stored: int

    @property
    def rate(self) -> float:
        return self.documents / self.seconds


def write_documents(files: list[Path], count: int, folder: Path) -> None:
    """``count`` documents below ``folder``, the same ones each time."""
    contents = [path.read_bytes() for path in files]
    for number in range(count):
        original = files[number % len(files)]
        path = folder / f"{number // 1000:03d}" / f"{original.stem}-{number:06d}{original.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[number % len(files)] + f"\n第{number}号副本\n".encode())


_SINGLE = """
import gc, json, os, sys, time
from pathlib import Path
from luoshi.corpus.documents import read_document
from luoshi.corpus.layout import Layout
from luoshi.corpus.shard import Item, Shard
from luoshi.corpus.shards import read_shard
os.environ["POLARS_MAX_THREADS"] = "1"
gc.set_threshold(50_000, 20, 100)  # as in the workers of a run
out, *paths = sys.stdin.read().split("\\n")
held = [(path, Path(path).read_bytes()) for path in paths]
items = tuple(Item(path, path, "file", len(data), "") for path, data in held)
os.makedirs(Layout(out).making, exist_ok=True)
read_document(*held[0])
took = {}
def timed(name, work):
    wall, processor = time.perf_counter(), time.process_time()
    work()
    took[name] = ((time.perf_counter() - wall) / len(held), (time.process_time() - processor) / len(held))
timed("stored", lambda: [read_shard(Shard(n, f"single{n}", items[n : n + 100]), out) for n in range(0, len(items), 100)])
timed("read", lambda: [read_document(*one) for one in held])
print(json.dumps(took))
"""


def single(paths: Iterable[Path], out: Path) -> dict[str, tuple[float, float]]:
    """Seconds and processor seconds a document, in one process of its own: ``read`` and its rows thrown away, and ``stored``."""
    names = [str(out), *(str(path) for path in paths)]
    done = subprocess.run(
        [sys.executable, "-c", _SINGLE], input="\n".join(names), capture_output=True, text=True, check=True
    )
    took: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return took


def ran(folder: Path, out: Path, workers: int, *, watch: bool = True) -> Ran:
    """Run the command to its end, looking at its processes twice a second."""
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, str(folder), "-o", str(out), "--workers", str(workers), "-q"])
    memory, processor = 0, {process.pid: 0.0}
    while process.poll() is None:
        if watch:
            memory = max(memory, _look(process.pid, processor))
        time.sleep(0.5)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"corpus: the command ended with {process.returncode}")
    dataset = json.loads((out / "dataset.json").read_text(encoding="utf-8"))
    stored = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    return Ran(dataset["documents"], dataset["bytes"], seconds, sum(processor.values()), memory, stored)


def _look(pid: int, processor: dict[int, float]) -> int:
    """The memory of a process and all below it now; what each used of the processor is kept in ``processor``."""
    memory = 0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with process.oneshot():
                memory += process.memory_info().rss
                times = process.cpu_times()
                processor[process.pid] = times.user + times.system
    except psutil.Error:  # one of them has just ended
        pass
    return memory


def bytes_of(out: Path) -> dict[str, str]:
    """A print of every file of a dataset but the run's own."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".work" not in path.parts
    }


def killed(folder: Path, out: Path, kills: int, seconds: float) -> int:
    """Kill the command ``kills`` times at random moments of the time it may take, then let it end. A kill that comes too late is
    made again on a dataset begun anew. Returns how many came while it ran."""
    chance, hits, number = random.Random(kills), 0, -1
    while hits < kills:
        number += 1
        arguments = [*COMMAND, str(folder), "-o", str(out), "--workers", "2", "--shard-size", "8", "-q"]
        if number and (out / "dataset.json").exists():
            arguments.append("--fresh")
        process = subprocess.Popen(arguments, start_new_session=True)
        try:
            process.wait(chance.uniform(0.2, seconds / 3))
        except subprocess.TimeoutExpired:
            hits += 1
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run([*COMMAND, str(folder), "-o", str(out), "--shard-size", "8", "-q"], check=True)
    return hits


PANEL = """
select r.place, r.year, e.subject, e.bound, e.low_value, e.high_value, e.quote, r.document
from read_parquet('{out}/entries/*.parquet') e join read_parquet('{out}/reports/*.parquet') r using (document)
where e.indicator = 'gdp' and e.kind = 'target' and e.headline
"""


def queries(out: Path) -> dict[str, float]:
    """Seconds for a panel of one indicator."""
    import duckdb
    import polars

    def by_polars() -> int:
        entries = polars.scan_parquet(out / "entries/*.parquet")
        reports = polars.scan_parquet(out / "reports/*.parquet").select("document", "place", "year")
        targets = entries.filter(indicator="gdp", kind="target", headline=True)
        return len(targets.join(reports, on="document").collect())

    return {
        "duckdb": _seconds(lambda: duckdb.connect().execute(PANEL.format(out=out)).fetchall()),
        "polars": _seconds(by_polars),
    }


def grouping(out: Path) -> float:
    """Seconds for the grouping of copies, which is a part of the last step."""
    from luoshi.corpus.grouping import group_copies

    return _seconds(lambda: group_copies(str(out)))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument(
        "--folder", type=Path, help="where the documents and datasets are written (2 GB for 20,000)"
    )
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    if not (SHARED / "corpus").is_dir():
        print("corpus: there is no ../shared/corpus beside this checkout; nothing is measured")
        return 0
    with tempfile.TemporaryDirectory(dir=args.folder, prefix="luoshi-bench-") as folder:
        figures, failures = measure(Path(folder), args.documents, args.kills)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


def measure(folder: Path, count: int, kills: int) -> tuple[dict[str, object], list[str]]:
    """Everything, printed as it is measured; what is out of bounds comes back as sentences."""
    files = corpus_files(SHARED)
    cores = len(psutil.Process().cpu_affinity())
    small, large = folder / "small", folder / "large"
    write_documents(files, max(count // 4, 1), small)
    write_documents(files, count, large)
    sample = sorted(large.rglob("*.*"))[: len(files)]
    before = single(sample, folder / "single-before")
    quarter = ran(small, folder / "out-small", cores)
    whole = ran(large, folder / "out-large", cores)
    after = single(sample, folder / "single-after")
    wall, processor = ((before["stored"][n] + after["stored"][n]) / 2 for n in (0, 1))
    reading = (before["read"][0] + after["read"][0]) / 2
    share = whole.rate / (cores / wall)
    own = processor / (whole.processor / whole.documents)
    print(f"{count} documents of {whole.bytes / count / 1000:.1f} kB, {cores} cores")
    print(
        f"single: {1 / wall:.1f} documents a second ({wall * 1000:.1f} ms, {processor * 1000:.1f} ms of processor)"
    )
    print(
        f"        of it reading alone {reading * 1000:.1f} ms; against that the pool reaches {whole.rate / (cores / reading):.2f}"
    )
    print(
        f"pool:   {whole.rate:.1f} documents a second, {share:.2f} × cores × single (at least {LEAST_SHARE})"
    )
    print(
        f"        processor time single / pool: {own:.2f}; load beside us makes the first figure small, not this one"
    )
    print(
        f"memory: {quarter.memory / GIB:.2f} GiB for {quarter.documents}, {whole.memory / GIB:.2f} GiB for {count}"
    )
    asked = queries(folder / "out-large")
    print("panel of one indicator: " + ", ".join(f"{name} {value:.2f} s" for name, value in asked.items()))
    groups = [
        (ran_.documents, grouping(folder / out))
        for ran_, out in ((quarter, "out-small"), (whole, "out-large"))
    ]
    print("grouping of copies: " + ", ".join(f"{seconds:.2f} s for {n}" for n, seconds in groups))
    hits, same = kill(files, folder, kills)
    print(f"kills: {hits} while it ran, the same bytes: {same}")
    project(quarter, whole, groups)
    failures = []
    if share < LEAST_SHARE:
        failures.append(f"the pool reaches {share:.2f} of the single rate on all cores")
    if whole.memory > MOST_MEMORY * GIB:
        failures.append(f"memory reaches {whole.memory / GIB:.2f} GiB")
    if whole.memory > quarter.memory * (1 + MOST_GROWTH):
        failures.append("memory grows with the documents")
    if max(asked.values()) > MOST_SECONDS:
        failures.append(f"a panel takes {max(asked.values()):.2f} seconds")
    if not same:
        failures.append("kills change the bytes")
    figures = {
        "cores": cores, "single": 1 / wall, "reading": 1 / reading, "share": share, "processor_share": own, "quarter": asdict(quarter),
        "whole": asdict(whole), "queries": asked, "grouping": groups, "kills": hits, "same_bytes": same,
    }  # fmt: skip
    return figures, failures


def kill(files: list[Path], folder: Path, kills: int) -> tuple[int, bool]:
    """Whether a dataset that was killed again and again is, byte for byte, one that was not."""
    write_documents(files, 400, folder / "killed")
    began = time.perf_counter()
    arguments = [
        *COMMAND,
        str(folder / "killed"),
        "-o",
        str(folder / "calm"),
        "--workers",
        "1",
        "--shard-size",
        "8",
    ]
    subprocess.run([*arguments, "-q"], check=True)
    hits = killed(folder / "killed", folder / "stormy", kills, time.perf_counter() - began)
    return hits, bytes_of(folder / "calm") == bytes_of(folder / "stormy")


def project(quarter: Ran, whole: Ran, groups: list[tuple[int, float]]) -> None:
    """What a collection of 200,000 documents and 15 GB would take on this machine, by the slopes between the two sizes."""
    more = max(whole.documents - quarter.documents, 1)
    seconds = (whole.seconds - quarter.seconds) / more
    a_byte = (whole.seconds - quarter.seconds) / max(whole.bytes - quarter.bytes, 1)
    memory = max(whole.memory - quarter.memory, 0) / more
    by_documents, by_bytes = seconds * PROJECTED, a_byte * PROJECTED_BYTES
    print(f"projection to {PROJECTED:,} documents and {PROJECTED_BYTES / 1e9:.0f} GB:")
    print(f"  {by_documents / 3600:.1f} hours by the documents, {by_bytes / 3600:.1f} hours by their bytes")
    print(f"  {(whole.memory + memory * (PROJECTED - whole.documents)) / GIB:.2f} GiB of memory at most")
    print(f"  {whole.stored / whole.documents * PROJECTED / 1e9:.1f} GB of Parquet")
    (few, first), (many, last) = groups
    slope = (last - first) / max(many - few, 1)
    print(f"  {slope * PROJECTED:.0f} seconds of it for the grouping of copies, were that linear")


if __name__ == "__main__":
    sys.exit(main())
