"""The Chinese pages say what the English ones say: the same headings, code, tables, names in code, and links, so that neither goes on alone."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"
CHINESE = ".zh-CN.md"
PAGES = sorted(page.name.removesuffix(CHINESE) for page in DOCS.glob(f"*{CHINESE}"))

_BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#[^)\s]*)?\)")


def both(name: str) -> tuple[str, str]:
    english = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    return english, (DOCS / f"{name}{CHINESE}").read_text(encoding="utf-8")


def prose(page: str) -> str:
    return _BLOCK.sub("", page)


def headings(page: str) -> list[int]:
    return [len(mark) for mark in re.findall(r"^(#+) ", prose(page), re.MULTILINE)]


def rows(page: str) -> list[list[str]]:
    """The names in code in the first cell of each row of each table."""
    cells = re.findall(r"^\| ([^|]*) \|.*$", prose(page), re.MULTILINE)
    return [_CODE.findall(cell) for cell in cells]


def links(page: str) -> set[str]:
    """Where a page leads, whatever the language, but for the other language of itself."""
    return {target.replace(CHINESE, ".md") for target in _LINK.findall(_CODE.sub("", prose(page)))}


def test_there_are_chinese_pages() -> None:
    assert {"cli", "panel", "ledger", "corpus", "portal", "operations"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_page_has_the_form_of_the_english_one(name: str) -> None:
    english, chinese = both(name)
    assert headings(chinese) == headings(english)
    assert _BLOCK.findall(chinese) == _BLOCK.findall(english)
    assert rows(chinese) == rows(english)


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_page_names_what_the_english_one_names(name: str) -> None:
    english, chinese = both(name)
    assert set(_CODE.findall(prose(chinese))) == set(_CODE.findall(prose(english)))
    assert links(chinese) == links(english)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_leads_to_the_other_language(name: str) -> None:
    english, chinese = both(name)
    assert f"\n[中文]({name}{CHINESE})\n" in english
    assert f"\n[English]({name}.md)\n" in chinese
