"""The invented reports against their golden ledgers, row by row.

A golden is written only by `pytest tests/test_examples.py --regenerate`, and every row of it is read beside
the report before it is committed. An example without a golden fails, and so does a golden without its example.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import luoshi

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "reports"
FOLDER = HERE.parent / "examples"
SOURCES = sorted(
    p for p in (*FOLDER.iterdir(), *(FOLDER / "voices").iterdir()) if p.suffix in {".txt", ".html"}
)

Rows = dict[str, list[str]]


def _row(values: dict[str, Any]) -> str:
    """One row of a golden: what is null or false is left out, so that the eye meets only what was read."""
    return json.dumps({k: v for k, v in values.items() if v not in (None, False, [])}, ensure_ascii=False)


def trimmed(ledger: dict[str, Any]) -> Rows:
    """The ledger without ids and offsets: what a reader can check against the page."""
    front = {k: v for k, v in ledger["report"].items() if k not in ("source", "notices")}
    sections = {s["id"]: s for s in ledger["outline"]}
    entries = []
    for entry in ledger["entries"]:
        section = sections.get(entry["section"] or "", {"role": None})
        shown = {k: v for k, v in entry.items() if k not in ("id", "section", "span", "quote")}
        if shown["period"]:
            shown["period"] = "{from}-{to}".format(**shown["period"])
        entries.append(_row({"quote": entry["quote"], "in": section["role"], **shown}))
    return {
        "front": [_row(front)],
        "notices": [_row({"kind": n["kind"], "quote": n["quote"]}) for n in ledger["report"]["notices"]],
        "outline": [_row({k: s[k] for k in ("level", "label", "title", "role")}) for s in ledger["outline"]],
        "entries": entries,
        "unused": [_row({"reason": u["reason"], "quote": u["quote"]}) for u in ledger["unused"]],
    }


def _as_text(rows: Rows) -> str:
    """JSON with one row to a line, so that a change of one entry is a change of one line."""
    parts = []
    for name, lines in rows.items():
        body = ",\n  ".join(lines)
        parts.append(f' "{name}": [\n  {body}\n ]' if lines else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_an_example_reads_as_its_golden(
    source: Path, regenerate: bool, assert_spans_hold: Callable[[Any], None]
) -> None:
    report = luoshi.read(source)
    assert_spans_hold(report)
    found = _as_text(trimmed(report.to_dict()))
    golden = GOLDEN / source.stem / "expected.json"
    if regenerate:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    if not golden.exists():
        pytest.fail(f"{source.name} has no golden ledger; write it with --regenerate and read every row")
    assert found.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_every_golden_has_its_example() -> None:
    folders = {p.name for p in GOLDEN.iterdir() if p.is_dir()}
    assert folders == {p.stem for p in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_ids_are_distinct_and_sections_known(source: Path) -> None:
    report = luoshi.read(source)
    ids = [e.id for e in report.entries]
    assert len(set(ids)) == len(ids)
    sections = {s.id for s in report.outline}
    assert {e.section for e in report.entries} - {None} <= sections
    assert {s.parent for s in report.outline} - {None} <= sections
