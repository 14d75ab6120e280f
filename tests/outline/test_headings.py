"""Headings by the table: every style of number, bare lines, lead sentences, and what only looks like one."""

from pathlib import Path

import pytest

from luoshi.outline import read_outline
from luoshi.text import SourceText

TABLE = Path(__file__).parent.parent / "tables" / "headings.tsv"
OPENING = "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议，并请政协委员提出意见。\n"


def rows(path: Path = TABLE) -> list[tuple[str, str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, expected, why) for text, expected, why in cells]


@pytest.mark.parametrize(("text", "expected", "why"), rows())
def test_headings(text: str, expected: str, why: str) -> None:
    source = SourceText.from_string(OPENING + text.replace("⏎", "\n"))
    found = [s for s in read_outline(source) if s.title is not None]
    assert " ; ".join(f"{s.level} {s.label or '-'} {s.title}" for s in found) == expected, why
    for section in found:
        assert section.heading is not None
        assert section.span.start == section.heading.start, why


@pytest.mark.parametrize("break_", ["\n", "\n\n", "\\r\\n", " \\r\\n\\r\\n", "\r\n\u3000\u3000"])
def test_line_ends_of_all_kinds_give_the_same_headings(break_: str) -> None:
    lines = [
        *OPENING.strip().split("\n"),
        "一、2025年工作回顾",
        "经济稳步增长，就业总体稳定。",
        "二、2026年重点工作",
        "要扩大投资。",
    ]
    outline = read_outline(SourceText.from_string(break_.join(lines)))
    assert [(s.role, s.title) for s in outline if s.level == 1] == [
        ("opening", None),
        ("review", "2025年工作回顾"),
        ("tasks", "2026年重点工作"),
    ]
