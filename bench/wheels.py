"""The compiled wheel beside the pure one: the same ledgers byte for byte, and how long each takes, turn by turn on the same texts.

    python bench/wheels.py PURE COMPILED [--texts DIR] [--count 50] [--repeats 5]

PURE and COMPILED are folders into which a wheel was unpacked (`.ci/wheel` makes them). Times are processor time of the reading process, the least
of the repeats of each text, for 20,000 characters. Without a folder of texts the repository's examples are read. Exit 1: a ledger differs.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.speed import CORPUS, ROOT, UNIT, chosen_texts

_WORKER = """
import hashlib, json, sys, time
import luoshi, luoshi.statements.reader
from luoshi.ledger.build import read_text
print(json.dumps({"module": luoshi.statements.reader.__file__}), flush=True)
for line in sys.stdin:
    text = open(json.loads(line), encoding="utf-8", errors="replace").read()
    began = time.process_time()
    report = read_text(text)
    took = time.process_time() - began
    began = time.process_time()
    ledger = report.to_json()
    wrote = time.process_time() - began
    digest = hashlib.sha256(ledger.encode("utf-8", "surrogatepass")).hexdigest()
    print(json.dumps({"digest": digest, "ms": 1000 * took, "json_ms": 1000 * wrote, "characters": len(text)}), flush=True)
"""


class Form:
    """A process that reads with one wheel."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
        environment.pop("LUOSHI_PURE", None)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.module = Path(self._answer()["module"])
        if folder.resolve() not in self.module.resolve().parents:
            raise SystemExit(f"{self.module} is not of {folder}")

    def read(self, path: Path) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(str(path)) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the reading process ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(slots=True)
class Sums:
    """Milliseconds of all texts, the least of each."""

    read: float = 0
    written: float = 0
    characters: int = 0

    def add(self, answers: list[dict[str, Any]]) -> None:
        self.read += min(answer["ms"] for answer in answers)
        self.written += min(answer["json_ms"] for answer in answers)
        self.characters += answers[0]["characters"]

    def row(self) -> str:
        scale = UNIT / self.characters
        return f"read {self.read * scale:6.1f} ms   to_json {self.written * scale:5.1f} ms   for {UNIT:,} characters"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pure", type=Path)
    parser.add_argument("compiled", type=Path)
    parser.add_argument("--texts", type=Path, default=CORPUS if CORPUS.is_dir() else ROOT / "examples")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    forms = {"pure": Form(asked.pure), "compiled": Form(asked.compiled)}
    if forms["pure"].module.suffix != ".py" or forms["compiled"].module.suffix == ".py":
        raise SystemExit("name the pure wheel first, the compiled one second")
    texts = chosen_texts(asked.texts, asked.count)
    sums = {name: Sums() for name in forms}
    differ = []
    for path in texts:
        answers: dict[str, list[dict[str, Any]]] = {name: [] for name in forms}
        for _ in range(asked.repeats):
            for name, form in forms.items():
                answers[name].append(form.read(path))
        if len({answer["digest"] for held in answers.values() for answer in held}) > 1:
            differ.append(path)
        for name, held in answers.items():
            sums[name].add(held)
    print(f"{len(texts)} texts, {asked.repeats} turns, Python {sys.version.split()[0]}")
    for name, total in sums.items():
        print(f"{name:9} {total.row()}")
    print(f"ratio     {sums['pure'].read / sums['compiled'].read:.2f}")
    for path in differ:
        print(f"other ledger: {path}")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main())
