"""Whether copies of one report are found among many, and what that costs.

    python bench/copies.py [--texts DIR] [--copies 5] [--seed 1] [--synthetic 20000 200000]

Every report of the folder is damaged by a seeded program (bench/damage.py), some kinds of damage each, and original and copies are
grouped together. A pair of documents is right where both come of one report. Then time and memory over sketches of invented reports:
twenty years of each place, a tenth of a report taken over from the year before, up to three copies a report.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars

from bench.damage import CORPUS, DAMAGES
from luoshi.corpus.columns import polars_schema
from luoshi.corpus.grouping import Copy, grouped
from luoshi.corpus.sketches import SKETCHES, sketch_of
from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.sources import load, load_bytes

Row = tuple[Any, ...]
_PART = 5000


def damaged_rows(folder: Path, copies: int, seed: int) -> Iterator[Row]:
    """The sketches of all reports and of their damaged copies, ``<report>@<damage>``."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".html")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        report = read_source(load(path), file_name=path.name)
        yield sketch_of(f"{name}@original{path.suffix}", report)
        rng = random.Random(f"{seed} {name}")
        for kind in rng.sample(sorted(DAMAGES), copies):
            data = DAMAGES[kind][1](report.source.text, rng).text.encode("utf-8", "surrogatepass")
            try:
                yield sketch_of(f"{name}@{kind}{path.suffix}", read_source(load_bytes(data)))
            except SourceError as error:
                print(f"{name}: {kind}: {error}", file=sys.stderr)


def invented_rows(count: int, seed: int) -> Iterator[Row]:
    rng = random.Random(seed)
    formulas = [rng.randrange(1 << 30) for _ in range(3000)]
    made = 0
    while made < count:
        place, carried = made, [rng.randrange(1 << 30) for _ in range(60)]
        for year in range(2001, 2021):
            carried = carried[10:] + [rng.randrange(1 << 30) for _ in range(10)]
            own = carried + rng.sample(formulas, 12) + [rng.randrange(1 << 30) for _ in range(130)]
            for copy in range(rng.choice((1, 1, 1, 1, 2, 3))):
                noise = [rng.randrange(1 << 30) for _ in range(30 if copy else 0)]
                marks = sorted({mark for mark in own if not copy or rng.random() < 0.85}.union(noise))
                key = f"{place}-{year}@copy {copy}.txt"
                yield key, key, marks, 64 * len(marks), not copy or rng.random() < 0.7, 2, copy, 300
                made += 1


def store(rows: Iterator[Row], folder: Path) -> list[str]:
    schema = polars_schema(SKETCHES)
    paths = []
    for number, part in enumerate(_batches(rows)):
        paths.append(str(folder / f"part-{number:05d}.parquet"))
        polars.DataFrame(part, schema=schema, orient="row").write_parquet(paths[-1])
    return paths


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := [row for row, _ in zip(rows, range(_PART), strict=False)]:
        yield part


def report_of(document: str) -> str:
    return document.partition("@")[0]


def score(found: Sequence[Copy]) -> None:
    groups: dict[str, Counter[str]] = {}
    for copy in found:
        groups.setdefault(copy.group, Counter())[report_of(copy.document)] += 1
    together = sum(_pairs(sum(held.values())) for held in groups.values())
    right = sum(_pairs(count) for held in groups.values() for count in held.values())
    wanted = sum(map(_pairs, Counter(report_of(copy.document) for copy in found).values()))
    print(
        f"{len(found)} documents: precision {right / max(together, 1):.4f}, recall {right / max(wanted, 1):.4f}"
    )
    fullest: dict[str, tuple[int, str]] = {}
    for group, held in groups.items():
        for report, count in held.items():
            fullest[report] = max(fullest.get(report, (0, "")), (count, group))
    kinds = Counter(copy.document.partition("@")[2].rpartition(".")[0] for copy in found)
    apart = Counter(
        copy.document.partition("@")[2].rpartition(".")[0]
        for copy in found
        if fullest[report_of(copy.document)][1] != copy.group
    )
    for kind, count in sorted(apart.items()):
        print(f"  apart from the other copies: {kind} {count} of {kinds[kind]}")


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def measured(rows: Iterator[Row]) -> list[Copy]:
    with tempfile.TemporaryDirectory() as folder:
        paths = store(rows, Path(folder))
        size = sum(Path(path).stat().st_size for path in paths)
        started = time.process_time()
        found = list(grouped(paths))
        seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(found)} sketches of {size / len(found):.0f} bytes: {seconds:.1f} s of processor time, peak {peak:.0f} MiB"
    )
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=CORPUS)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synthetic", type=int, nargs="*", default=[20_000, 200_000])
    options = parser.parse_args(arguments)
    if options.texts.is_dir():
        score(measured(damaged_rows(options.texts, options.copies, options.seed)))
    for count in options.synthetic:
        score(measured(invented_rows(count, options.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
