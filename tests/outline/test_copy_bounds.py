"""Where a copy begins or ends in the middle of its report."""

from pathlib import Path

import pytest

import luoshi
from luoshi.text import Notice, SourceText

EXAMPLES = ("qingchuan-2024", "qingchuan-2025", "qingchuan-2026", "nanping-2026")


@pytest.fixture(params=EXAMPLES)
def text(request: pytest.FixtureRequest, examples: Path) -> str:
    return (examples / f"{request.param}.txt").read_text(encoding="utf-8")


def gaps(text: str, path: str | None = None) -> list[Notice]:
    return [n for n in luoshi.read(SourceText.from_string(text, path=path)).notices if n.kind == "page_gap"]


def test_a_whole_report_has_no_gap(text: str) -> None:
    assert gaps(text) == []


def test_a_whole_report_has_no_gap_whatever_its_file_is_called(text: str) -> None:
    assert gaps(text, "报告_3.html") == []


@pytest.mark.parametrize("share", [0.3, 0.45, 0.6])
def test_a_first_half_ends_in_the_middle(text: str, share: float) -> None:
    half = text[: text.index("\n", int(len(text) * share))]
    (gap,) = gaps(half)
    assert gap.span.end == len(half.rstrip())
    assert 0 < len(gap.quote) <= 60


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7])
def test_a_second_half_begins_in_the_middle(text: str, share: float) -> None:
    half = text[text.index("\n", int(len(text) * share)) :].lstrip("\n\u3000 ")
    (gap,) = gaps(half)
    assert gap.span.start == 0
    assert 0 < len(gap.quote) <= 60


def test_a_middle_page_says_which_page_of_which_set(text: str) -> None:
    third = len(text) // 3
    page = text[text.index("\n", third) : text.index("\n", 2 * third)].strip()
    address = "\n\n本文仅代表作者观点，不代表本站立场。\n本文地址:/baogao/yunling/5905.html\n网站地图"
    first, last = gaps(page + address, "青川区-2026-p3.txt")
    assert first.suggestion == "page 3 of the set 5905: earlier pages hold the opening"
    assert (last.suggestion or "").startswith("page 3 of the set 5905: ")
    assert (first.span.start, last.span.end) == (0, len(page))


@pytest.mark.parametrize(
    "begin", ["一、2025年工作回顾\n", "2025年是极不平凡的一年。", "过去的一年，我们迎难而上。"]
)
def test_a_copy_without_its_address_is_no_cut_one(examples: Path, begin: str) -> None:
    text = (examples / "qingchuan-2026.txt").read_text(encoding="utf-8")
    body = text[text.index("一年来，我们顶住") :]
    assert gaps(begin + body) == []


@pytest.mark.parametrize(
    "text",
    ["主要预期目标是：地区生产总值增长5%左右。", "三是抓投资。完成投资120亿元。", "五、投资\n增长6%。\n", ""],
    ids=["one line", "one item", "one part", "nothing"],
)
def test_an_excerpt_is_no_cut_copy(text: str) -> None:
    assert gaps(text) == []


def test_a_report_is_not_made_furniture_by_an_address_in_its_midst(examples: Path) -> None:
    """A page that begins inside the report: `各位代表！` on a line of its own opens nothing there."""
    text = (examples / "qingchuan-2026.txt").read_text(encoding="utf-8")
    half = (
        text[text.index("    （三）城乡建设") : text.index("    四、建设人民满意")]
        + "    各位代表：\n    "
        + "我们要接续奋斗。" * 9
    )
    report = luoshi.read(half)
    assert [n for n in report.notices if n.kind == "boilerplate"] == []
    assert len(report.entries) > 60
