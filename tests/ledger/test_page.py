"""The page: the report character by character, everything inside it, nothing from outside."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import luoshi
from luoshi.ledger.export import export
from luoshi.ledger.export.segments import Mark, lines, marks, segments
from luoshi.ledger.report import Report
from luoshi.text import Span

HOSTILE = (
    "各位代表：</script><script>alert(1)</script><img src=x onerror=alert(1)>\r\n"
    "主要预期目标是：地区生产总值增长5%左右<!-- 不是注释 -->，城镇新增就业1.2万人&amp;以上\u2028。\n\n"
)


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: dict[str, str] = {"main": "", "script": "", "style": "", "json": ""}
        self._open: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag in ("main", "script", "style"):
            self._open.append("json" if attributes.get("type") == "application/json" else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "script", "style"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.parts[self._open[-1]] += data

    @property
    def data(self) -> Any:
        return json.loads(self.parts["json"])


@pytest.fixture(scope="module")
def report() -> Report:
    return luoshi.read(Path(__file__).parents[2] / "examples/qingchuan-2026.txt")


@pytest.mark.parametrize("text", [HOSTILE, "x", "\n\n", "各位代表\n", "a\r\nb\rc", "  两格  \t制表\n"])
def test_the_text_stands_character_by_character(text: str) -> None:
    page = Page(export(luoshi.read(text), "html"))
    assert page.parts["main"] == text


def test_the_text_of_an_example(report: Report) -> None:
    assert Page(export(report, "html")).parts["main"] == report.source.text


def test_a_report_cannot_speak_as_the_page() -> None:
    page = Page(export(luoshi.read(HOSTILE), "html"))
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert not any(tag == "img" for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert (
        any("</script>" in json.dumps(e, ensure_ascii=False) for e in page.data["entries"])
        or page.data["entries"]
    )


def test_nothing_is_loaded_from_anywhere(report: Report) -> None:
    page = Page(export(report, "html"))
    for tag, attributes in page.tags:
        assert "src" not in attributes, tag
        assert "style" not in attributes, tag
        assert tag not in {"link", "iframe", "img", "object", "embed"}
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|https?:", page.parts["style"])
    assert not re.search(r"fetch|XMLHttpRequest|import\(|https?:|innerHTML|eval", page.parts["script"])


def test_the_content_policy_allows_these_two_and_no_other(report: Report) -> None:
    page = Page(export(report, "html"))
    policy = next(
        a["content"] or "" for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    for part in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.parts[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_every_entry_can_be_reached(report: Report) -> None:
    page = Page(export(report, "html"))
    reached = {n for tag, a in page.tags if tag == "mark" for n in (a["data-e"] or "").split()}
    assert reached == {str(n) for n in range(len(report.entries))}
    stops = [a for tag, a in page.tags if tag == "mark" and "tabindex" in a]
    assert len(stops) == len({a["id"] for a in stops})
    assert len(page.data["entries"]) == len(report.entries)


def test_links_of_the_page_lead_to_something(report: Report) -> None:
    page = Page(export(report, "html"))
    ids = {a["id"] for _, a in page.tags if "id" in a}
    for tag, attributes in page.tags:
        if tag == "a" and "href" in attributes and "data-go" not in attributes:
            assert (attributes["href"] or "")[1:] in ids


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_page_opens_in_the_language_asked_for(report: Report, language: Any, tag: str) -> None:
    page = Page(export(report, "html", language=language))
    assert page.tags[0] == ("html", {"lang": tag})


def test_every_word_that_the_script_asks_for_is_there(report: Report) -> None:
    page = Page(export(report, "html"))
    asked = re.findall(r'words\("(\w+)", "(\w+)"\)', page.parts["script"])
    asked += [("page", a["data-label"] or "") for _, a in page.tags if "data-label" in a]
    assert asked
    assert all(code in page.data["labels"][group] for group, code in asked)


def test_segments_of_overlapping_marks() -> None:
    text = "甲乙丙\n丁戊己"
    outer, inner, crossing = (
        Mark(Span(0, 6), "entry", 0),
        Mark(Span(1, 2), "entry", 1),
        Mark(Span(2, 5), "unused", 0),
    )
    cut = [segment for line in segments(text, [outer, inner, crossing]) for segment in line]
    assert "".join(segment.span.of(text) for segment in cut) == text
    assert [segment.span.of(text) for segment in cut] == ["甲", "乙", "丙\n", "丁", "戊", "己"]
    assert [[m.number for m in s.of("entry")] for s in cut] == [[0], [1, 0], [0], [0], [0], []]
    assert [bool(s.of("unused")) for s in cut] == [False, False, True, True, False, False]


def test_lines_keep_their_ends() -> None:
    text = "一\n\n二\r\n三"
    assert [span.of(text) for span in lines(text)] == ["一\n", "\n", "二\r\n", "三"]
    assert lines("") == []


def test_marks_leave_out_what_has_no_length(report: Report) -> None:
    assert all(mark.span.start < mark.span.end for mark in marks(report))
