"""What careful readers wrote down: paragraphs of reports and the lines in them.

Two sources: ``lines.jsonl`` beside the reports that it quotes, and annotations of our own in ``data/`` (offsets, labels and the digest of
the text, never the text itself).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from luoshi.lines.line import OF_LABEL
from luoshi.text import Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN = ROOT / "data" / "lines"


class GoldLine(NamedTuple):
    """A line as a reader wrote it down; ``label`` is its grade, or its kind where it has none."""

    span: Span
    kind: str
    grade: str | None
    doubt: bool
    reader: str

    @property
    def label(self) -> str:
        return self.grade or self.kind

    @property
    def optional(self) -> bool:
        """Whether neither finding nor missing it counts."""
        return self.doubt or self.grade == "aim"


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The paragraphs of one report that were read, and every line in them. Offsets count into the file as decoded.

    ``ours`` are those of the paragraphs that readers of ours read, who have habits of their own.
    """

    document: str
    paragraphs: tuple[Span, ...]
    lines: tuple[GoldLine, ...]
    ours: frozenset[Span] = frozenset()


def load_gold(shared: Path = SHARED, own: Path = OWN) -> list[GoldReport]:
    """Everything that was read, by report, in the order of their names."""
    rows = _rows([shared / "gold" / "lines.jsonl"])
    rows += [row | {"ours": True} for row in _as_read(shared / "corpus", _written(own))]
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_report[row["doc"]].append(row)
    return [_report(document, by_report[document]) for document in sorted(by_report)]


def _rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def _written(own: Path) -> list[dict[str, Any]]:
    """Our annotations as records of the same form: a line of the file is a paragraph with its lines."""
    found = []
    for paragraph in _rows(sorted(own.glob("*.jsonl"))):
        common = {key: paragraph[key] for key in ("doc", "sha256", "reader")}
        found.append({"set": "lines-range", "start": paragraph["start"], "end": paragraph["end"], **common})
        for start, end, label, doubt in paragraph["lines"]:
            kind, grade = OF_LABEL[label]
            found.append(
                {
                    "set": "lines",
                    "kind": kind,
                    "grade": grade,
                    "start": start,
                    "end": end,
                    "doubt": bool(doubt),
                    **common,
                }
            )
    return found


def _as_read(corpus: Path, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of reports that are at hand with the very text in which the offsets were counted."""
    paths = {row["doc"]: corpus / row["doc"] for row in rows}
    digests = {document: digest(path) for document, path in paths.items() if path.exists()}
    return [row for row in rows if digests.get(row["doc"]) == row["sha256"]]


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _report(document: str, rows: list[dict[str, Any]]) -> GoldReport:
    ranges = [r for r in rows if r["set"] == "lines-range"]
    lines = [
        GoldLine(
            Span(r["start"], r["end"]), r["kind"], r.get("grade"), bool(r.get("doubt")), r.get("reader") or ""
        )
        for r in rows
        if r["set"] == "lines"
    ]
    return GoldReport(
        document,
        tuple(sorted({Span(r["start"], r["end"]) for r in ranges})),
        tuple(sorted(lines, key=lambda line: line.span)),
        frozenset(Span(r["start"], r["end"]) for r in ranges if r.get("ours")),
    )
