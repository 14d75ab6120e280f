"""A report that stands in its copy twice, and two reports in one copy."""

from pathlib import Path
from time import process_time

import pytest

import luoshi
from luoshi.text import Notice

NAMES = ("qingchuan-2024", "qingchuan-2025", "qingchuan-2026", "nanping-2026")


def read(examples: Path, name: str) -> str:
    return (examples / f"{name}.txt").read_text(encoding="utf-8")


def found(text: str, kind: str) -> list[Notice]:
    return [n for n in luoshi.read(text).notices if n.kind == kind]


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_report_repeats_nothing_and_is_one(examples: Path, name: str) -> None:
    text = read(examples, name)
    assert found(text, "repeated_body") == found(text, "mixed_reports") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_report_pasted_twice(examples: Path, name: str) -> None:
    text = read(examples, name).strip()
    (notice,) = found(f"{text}\n\n{text}\n", "repeated_body")
    assert notice.span.start >= len(text)
    assert notice.span.end == 2 * len(text) + 2
    assert f"stands at {text.index(notice.quote[:20])} to " in (notice.suggestion or "")
    assert found(f"{text}\n\n{text}\n", "mixed_reports") == []


@pytest.mark.parametrize("where", [900, 1500, 2400])
def test_a_paragraph_that_stands_twice(examples: Path, where: int) -> None:
    text = read(examples, "qingchuan-2026")
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if len("".join(lines[:n])) > where and len(line) > 100)
    offset = len("".join(lines[: number + 1]))
    twice = "".join([*lines[: number + 1], *lines[number:]])
    (notice,) = found(twice, "repeated_body")
    assert notice.quote.strip() == lines[number].strip()
    assert notice.span.start >= offset


def test_a_short_phrase_may_come_again(examples: Path) -> None:
    text = read(examples, "qingchuan-2026")
    sentence = "    我们要咬定目标不放松，一件事情接着一件事情办。\n"
    cut = text.index("    二、")
    assert found(text[:cut] + sentence + text[cut:] + sentence, "repeated_body") == []


def test_two_reports_in_one_file(examples: Path) -> None:
    first, second = read(examples, "qingchuan-2025").strip(), read(examples, "nanping-2026").strip()
    (notice,) = found(f"{first}\n\n{second}\n", "mixed_reports")
    assert notice.span.start == len(first) + 2
    assert notice.span.end == len(first) + 2 + len(second)
    assert "南屏市" in notice.quote[:200]


def test_the_same_place_in_two_years(examples: Path) -> None:
    first, second = read(examples, "qingchuan-2025").strip(), read(examples, "qingchuan-2026").strip()
    (notice,) = found(f"{first}\n{second}", "mixed_reports")
    assert notice.span.start == len(first) + 1


def test_a_second_report_that_only_its_title_tells(examples: Path) -> None:
    first, second = read(examples, "qingchuan-2025").strip(), read(examples, "qingchuan-2026")
    body = second[second.index("    一、") :]
    (notice,) = found(f"{first}\n2026年青川区政府工作报告\n{body}", "mixed_reports")
    assert notice.quote.startswith("2026年青川区政府工作报告")


def test_thanks_on_behalf_of_the_government_open_no_report(examples: Path) -> None:
    text = read(examples, "qingchuan-2026")
    assert "我代表区人民政府" in text
    assert found(text, "mixed_reports") == []


def test_the_search_is_linear() -> None:
    """Sentences that come again and again do not make it slow."""
    begun = process_time()
    luoshi.read("各位代表！我们要真抓实干。坚定信心、同心同德。" * 8000)
    assert process_time() - begun < 30
