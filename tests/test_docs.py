"""The documents against the code: what a ledger holds and what the command offers is named in them."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import click
import pytest

import luoshi
from luoshi.outline.kinds import DocumentKind
from luoshi.outline.section import Role
from luoshi.quantities.quantity import Bound
from luoshi.statements.statement import Kind
from luoshi.vocabulary.number_words import REASONS

ROOT = Path(__file__).resolve().parent.parent
LEDGER = (ROOT / "docs/ledger.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in {".txt", ".html"})

BOUNDS = {*get_args(Bound), "relative", "assigned", "qualitative"}
MEASURES = {"growth", "level", "share", "change", "growth_average", "multiple", "rank", "count"}
MODALITIES = {"expect", "ensure", "strive", "complete"}
FORMATS = {"table", "json", "jsonl", "csv", "xlsx", "parquet", "html"}


@pytest.fixture(scope="module")
def ledgers() -> list[dict[str, Any]]:
    return [luoshi.read(p).to_dict() for p in EXAMPLES]


def _keys(value: Any) -> set[str]:
    """Every key of a ledger, however deep."""
    if isinstance(value, dict):
        return set(value) | {k for v in value.values() for k in _keys(v)}
    if isinstance(value, list):
        return {k for v in value for k in _keys(v)}
    return set()


def _unnamed(words: set[str], document: str) -> list[str]:
    return sorted(w for w in words if f"`{w}`" not in document)


def test_every_key_of_a_ledger_is_described(ledgers: list[dict[str, Any]]) -> None:
    assert _unnamed({k for ledger in ledgers for k in _keys(ledger)}, LEDGER) == []


def test_every_notice_kind_is_described() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    kinds = set(re.findall(r'Notice\(\s*"(\w+)"', code))
    assert kinds
    assert _unnamed(kinds, LEDGER) == []


def test_every_reason_of_an_unused_number_is_described(ledgers: list[dict[str, Any]]) -> None:
    seen = {u["reason"] for ledger in ledgers for u in ledger["unused"]}
    assert _unnamed({*REASONS, *seen}, LEDGER) == []


@pytest.mark.parametrize(
    "codes",
    [set(get_args(Role)), BOUNDS, MEASURES, MODALITIES, set(get_args(Kind)), set(get_args(DocumentKind))],
    ids=["roles", "bounds", "measures", "modalities", "kinds", "documents"],
)
def test_every_code_is_described(codes: set[str]) -> None:
    assert _unnamed(codes, LEDGER) == []


@pytest.mark.parametrize(
    "codes", [set(get_args(Role)), MEASURES, MODALITIES, set(get_args(Kind)), set(get_args(DocumentKind))]
)
def test_the_glossary_names_every_code(codes: set[str]) -> None:
    assert _unnamed(codes, GLOSSARY) == []


def test_what_the_examples_yield_is_among_the_documented_codes(ledgers: list[dict[str, Any]]) -> None:
    entries = [e for ledger in ledgers for e in ledger["entries"]]
    assert {e["bound"] for e in entries} - {None} <= BOUNDS
    assert {e["measure"] for e in entries} - {None} <= MEASURES
    assert {e["modality"] for e in entries} - {None} <= MODALITIES


def _commands() -> list[str]:
    from luoshi.cli import main

    if not isinstance(main, click.Group):
        raise TypeError("luoshi.cli.main is a click group")
    return main.list_commands(click.Context(main))


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_every_command_and_format_is_named(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert [c for c in _commands() if f"`luoshi {c}" not in text] == []
    assert _unnamed(FORMATS, text) == []


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_the_sentence_of_the_readme_reads_as_shown(readme: Path) -> None:
    block = re.search(r"```json\n(.*?)```", readme.read_text(encoding="utf-8"), re.S)
    assert block
    shown = json.loads(block[1])
    entries = luoshi.read(ROOT / "examples/qingchuan-2026.txt").to_dict()["entries"]
    assert shown in [{k: e[k] for k in shown} for e in entries]


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples/README.md"]
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in folder.glob("0*.md") if f"]({p.name})" not in listed] == []
