"""How well the reports are read: every figure of the gold beside its floor.

    python bench/quality.py [--shared DIR] [--json FILE] [--save DIR [--rules]] [--misses N]

Reads every file of the corpus, writes the ledgers (to --save DIR, or to a folder that is thrown away), scores
them with the scorers that lie beside the gold, and compares each figure with bench/floors.json. Exit 1 where
a figure is below its floor, a file could not be read, or a span does not lead back to its quote.

How to read the figures: the rules were written with this gold at hand, so they tell how well the rules fit it, not how
well a report is read that nobody has looked at. And the scorer counts certain records only: a set in which many
records carry a doubt can show 1.0 while some of its records are read wrongly. The table therefore ends with how many
records of each gold count; `xinwu.quotas` and `xinwu.problems` count all of theirs.
"""

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from luoshi.lines.model import installed

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "bench" / "floors.json"
QUOTAS = ("new_contract_projects", "key_project_investment")
GOLDS = ("province", "local", "national", "passages", "xinwu")

_ENTRY_LINE = re.compile(
    r"^(headline|result|passage) +(strict|value) +precision [\d.]+ recall [\d.]+ F1 ([\d.]+)", re.M
)
_OUTLINE_LINE = re.compile(r"headings recall ([\d.]+) .*role by character ([\d.]+)")
_PAIRS_LINE = re.compile(
    r"verdict accuracy ([\d.]+) .*wrong met/near/missed ([\d.]+); *realised value and place ([\d.]+)", re.S
)
_FOLLOW_UP_LINE = re.compile(r"answered: .* F1 ([\d.]+) .*status right ([\d.]+)")
_FRONT_FIELD = re.compile(r"(\w+) (\d+)/(\d+)")


@dataclass(slots=True)
class Reading:
    """What reading a corpus into ledgers came to."""

    files: int = 0
    seconds: float = 0.0
    characters: int = 0
    failures: list[str] = field(default_factory=list)


def corpus_files(shared: Path) -> list[Path]:
    """The reports of the corpus in a fixed order, below ``shared/corpus``."""
    return sorted(p for p in (shared / "corpus").rglob("*") if p.suffix in (".txt", ".html"))


def write_ledgers(files: Iterable[Path], base: Path, out: Path, *, rules: bool = False) -> Reading:
    """Read each file into ``out/<path below base>.json``; failures are listed, none stops the run.

    With ``rules`` what made each entry is written beside it (``<path>.rules``), for bench/compare.py.
    """
    import luoshi
    from luoshi.explanation.made_by import made_by

    reading = Reading()
    for path in files:
        name = path.relative_to(base).as_posix()
        reading.files += 1
        started = time.perf_counter()
        try:
            report = luoshi.read(path)
        except Exception as error:  # a benchmark lists every failure, whatever it is
            reading.failures.append(f"{name}: {type(error).__name__}: {error}")
            continue
        reading.seconds += time.perf_counter() - started
        text = report.source.text
        reading.characters += len(text)
        places = [(e.span, e.quote) for e in report.entries]
        places += [(n.span, n.quote) for n in report.notices]
        places += [(u.span, u.quote) for u in report.unused]
        reading.failures += [
            f"{name}: the span {span} does not hold {quote!r}"
            for span, quote in places
            if span.of(text) != quote
        ]
        target = out / (name + ".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(report.to_json(), encoding="utf-8")
        if rules:
            target.with_suffix(".rules").write_text(
                json.dumps(made_by(report), ensure_ascii=False, indent=1), encoding="utf-8"
            )
    return reading


def score(shared: Path, ledgers: Path, *, misses: int = 0) -> dict[str, float]:
    """Every figure of the gold by its key (``province.headline.strict``); prints the misses where asked."""
    figures: dict[str, float] = {}
    for name in GOLDS:
        with tempfile.TemporaryDirectory() as folder:
            gold, held = shared / f"gold/{name}.jsonl", ledgers
            if name == "passages":
                gold, held = _values_only(gold, ledgers, Path(folder))
            command = [shared / "tools/score.py", gold, shared / "corpus", held]
            output = _run([*command, "--misses", str(misses)])
        for group, label, value in _ENTRY_LINE.findall(output):
            figures[f"{name}.{group}.{label}"] = float(value)
        if misses:
            print(f"--- {name}\n{output}")
    figures |= _xinwu_parts(shared, ledgers)
    figures |= _pairs(shared, misses)
    figures |= _follow_up(shared, misses)
    figures |= {f"folds.{key}": value for key, value in installed().card["folds"].items()}
    output = _run(
        [
            shared / "tools/score_outline.py",
            shared / "gold/outline.jsonl",
            shared / "gold/front.jsonl",
            ledgers,
        ]
    )
    outline = _OUTLINE_LINE.search(output)
    if outline:
        figures["outline.headings"], figures["outline.roles"] = (float(value) for value in outline.groups())
    for name, right, total in _FRONT_FIELD.findall(output.partition("front matter")[2]):
        figures[f"front.{name}"] = round(int(right) / int(total), 4)
    return figures


def _values_only(gold: Path, ledgers: Path, folder: Path) -> tuple[Path, Path]:
    """The values of the passages: they were read before lines were, one task a clause and no deed, and what makes a line is scored by
    ``score_lines.py``. The gold without its tasks, and the ledgers without what has no value."""
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    kept = [r for r in records if r["set"] == "passage-range" or r["kind"] != "task"]
    (folder / "gold.jsonl").write_text(
        "\n".join(json.dumps(r, ensure_ascii=False) for r in kept) + "\n", encoding="utf-8"
    )
    for document in {r["doc"] for r in records}:
        ledger = json.loads((ledgers / (document + ".json")).read_text(encoding="utf-8"))
        ledger["entries"] = [e for e in ledger["entries"] if e["measure"] is not None]
        file = folder / (document + ".json")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")
    return folder / "gold.jsonl", folder


def _follow_up(shared: Path, misses: int) -> dict[str, float]:
    """What became of promised things, asked of the lines of the earlier report."""
    import luoshi
    from luoshi.reconcile import of_report, reconcile

    gold = shared / "gold/follow_up.jsonl"
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        for names in sorted({(r["doc_t"], r["doc_t1"]) for r in records}):
            earlier, later = (of_report(luoshi.read(shared / "corpus" / name)) for name in names)
            outcome = reconcile(earlier, later).to_dict()
            file = Path(folder) / ("--".join(names).replace("/", "__") + ".json")
            file.write_text(json.dumps(outcome, ensure_ascii=False), encoding="utf-8")
        output = _run([shared / "tools/score_follow_up.py", gold, folder, "--misses", str(misses)])
    if misses:
        print(f"--- follow_up\n{output}")
    found = _FOLLOW_UP_LINE.search(output)
    return (
        {} if found is None else {"follow_up.answered": float(found[1]), "follow_up.status": float(found[2])}
    )


def _pairs(shared: Path, misses: int) -> dict[str, float]:
    """The verdicts on last year's targets, as the scorer beside the gold counts them.

    ``pairs.claims``: the share of records on which no unfounded ``met``, ``near`` or ``missed`` was pronounced.
    """
    import luoshi
    from luoshi.reconcile import Record, of_report, reconcile

    gold = shared / "gold/pairs.jsonl"
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    read: dict[str, Record] = {}
    with tempfile.TemporaryDirectory() as folder:
        for names in sorted({(r["doc_t"], r["doc_t1"]) for r in records}):
            for name in names:
                if name not in read:
                    read[name] = of_report(luoshi.read(shared / "corpus" / name))
            earlier, later = (read[name] for name in names)
            outcome = reconcile(earlier, later).to_dict()
            file = Path(folder) / ("--".join(names).replace("/", "__") + ".json")
            file.write_text(json.dumps(outcome, ensure_ascii=False), encoding="utf-8")
        output = _run([shared / "tools/score_pairs.py", gold, folder])
    if misses:
        print(f"--- pairs\n{output}")
    found = _PAIRS_LINE.search(output)
    if found is None:
        return {}
    verdict, wrong, realised = (float(value) for value in found.groups())
    return {"pairs.verdict": verdict, "pairs.claims": round(1 - wrong, 4), "pairs.realised": realised}


def _run(command: list[Any]) -> str:
    run = subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return run.stdout + run.stderr


def _scorer(shared: Path) -> ModuleType:
    """The scorer as a module: what counts as a match is defined there and nowhere else."""
    spec = importlib.util.spec_from_file_location("luoshi_bench_scorer", shared / "tools/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _xinwu_parts(shared: Path, ledgers: Path) -> dict[str, float]:
    """The parts of the one page that was read to the last clause, as recall."""
    scorer = _scorer(shared)
    lines = (shared / "gold/xinwu.jsonl").read_text(encoding="utf-8").splitlines()
    records = [r for r in map(json.loads, lines) if r["set"] == "passage"]
    ledger = ledgers / (records[0]["doc"] + ".json")
    entries = json.loads(ledger.read_text(encoding="utf-8"))["entries"] if ledger.exists() else []
    problems = [r for r in records if r["kind"] == "problem"]
    headline = [r for r in records if r["headline"]]
    quotas = [r for r in records if r["kind"] == "target" and not r["headline"] and r["indicator"] in QUOTAS]
    figures = {}
    for name, wanted in (("headline", headline), ("quotas", quotas), ("problems", problems)):
        hits, _ = scorer.match(wanted, entries, scorer.strict_key)
        figures[f"xinwu.{name}.recall"] = round(len(hits) / max(len(wanted), 1), 4)
    return figures


def counted_records(shared: Path) -> dict[str, tuple[int, int]]:
    """For each gold: how many of its records are certain, and how many there are."""
    counts = {}
    for name in GOLDS:
        lines = (shared / f"gold/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [r for r in map(json.loads, lines) if r["set"] != "passage-range"]
        counts[name] = (sum(not r["doubt"] for r in records), len(records))
    return counts


def below_floor(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One sentence for each floor that is not held; a figure that is missing is not held either."""
    return [
        f"{key}: {figures.get(key, 0.0):.4f} is below the floor {floor:.4f}"
        for key, floor in floors.items()
        if figures.get(key, 0.0) < floor
    ]


def load_floors() -> dict[str, float]:
    """The floors by key, as they stand in bench/floors.json (keys that begin with ``_`` are remarks, those of bench/portal.py are no floors)."""
    rows = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {key: float(value) for key, value in rows.items() if not key.startswith(("_", "portal."))}


def _table(figures: dict[str, float], floors: dict[str, float]) -> str:
    rows = [f"{'figure':28s} {'now':>8s} {'floor':>8s}"]
    for key, value in figures.items():
        floor = floors.get(key)
        mark = "  BELOW" if floor is not None and value < floor else ""
        shown = f"{floor:8.4f}" if floor is not None else " " * 7 + "–"
        rows.append(f"{key:28s} {value:8.4f} {shown}{mark}")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with corpus, gold and tools")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--save", type=Path, help="keep the ledgers here, for bench/compare.py")
    parser.add_argument("--rules", action="store_true", help="and beside them what made each entry (slower)")
    parser.add_argument(
        "--misses", type=int, default=0, help="show this many misses and false hits of each set"
    )
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"quality: no gold at {args.shared}; the invented examples are held by tests/test_examples.py")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        out: Path = args.save or Path(folder)
        reading = write_ledgers(corpus_files(args.shared), args.shared / "corpus", out, rules=args.rules)
        figures = score(args.shared, out, misses=args.misses)
    floors = load_floors()
    print(_table(figures, floors))
    for name, (certain, records) in counted_records(args.shared).items():
        print(f"{name}: {certain} of {records} records count, the others carry a doubt")
    print("These reports were at hand when the rules were written: fit, not accuracy on unseen reports.")
    print(f"{reading.files} files, {reading.characters} characters, {reading.seconds:.1f} s of reading")
    troubles = reading.failures + below_floor(figures, floors)
    for trouble in troubles:
        print(trouble)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
