"""What is the site's on a page, in the page's text and set apart; what is the report's, all of it."""

import re
import time
from pathlib import Path

import pytest

import luoshi
from bench.main_text import own_text, score
from bench.pages.catalogue import Example, examples
from luoshi.ledger.body import report_body
from luoshi.sources import load_bytes
from luoshi.text import SourceText
from luoshi.vocabulary.furniture import anywhere, at_the_edge, furniture

TABLE = Path(__file__).parent.parent / "tables" / "furniture.tsv"
TITLE = "2026年青川区政府工作报告"
PARAGRAPHS = (
    "各位代表：",
    "现在，我代表区人民政府向大会报告工作，请予审议，并请区政协委员提出意见。",
    "一、2025年工作回顾",
    "全区地区生产总值达到286.4亿元、增长5.6%；规模以上工业增加值增长7.2%；城镇新增就业1.3万人。",
    "二、2026年工作安排",
    "主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.2万人以上，居民消费价格涨幅2%左右。",
    "各位代表，让我们坚定信心、真抓实干，为建设现代化新青川而努力奋斗！",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
REPORT = "".join(f"{line}\n" for line in (TITLE, *PARAGRAPHS))
PAGES = examples()


def rows() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(where, text, why) for where, text, why in cells]


def body(source: SourceText) -> str:
    return report_body(source)


def page(inner: str) -> SourceText:
    return load_bytes(f"<html><body>{inner}</body></html>".encode(), path="page.html")


@pytest.mark.parametrize(("where", "text", "why"), rows())
def test_lines_of_a_site_in_a_copy_as_text(where: str, text: str, why: str) -> None:
    lines = [TITLE, *PARAGRAPHS]
    at = {"above": 0, "under": 1, "between": 5, "kept": 5, "below": len(lines)}[where]
    added = text.split("⏎")
    source = SourceText.from_string("\n".join([*lines[:at], *added, *lines[at:]]) + "\n")
    expected = "\n".join([*lines[:at], *added, *lines[at:]]) + "\n" if where == "kept" else REPORT
    assert body(source) == expected, why
    report = luoshi.read(source)
    set_aside = "\n".join(n.quote for n in report.notices if n.kind == "boilerplate")
    assert set_aside == ("" if where == "kept" else "\n".join(added)), why


@pytest.mark.parametrize("row", furniture(), ids=lambda row: row.example)
def test_an_example_of_the_table_is_found_where_it_says(row: object) -> None:
    example = row.example  # type: ignore[attr-defined]
    assert re.search(row.pattern, example)  # type: ignore[attr-defined]
    assert at_the_edge().stand_in(example)
    if row.anywhere:  # type: ignore[attr-defined]
        assert anywhere().stand_in(example)


@pytest.mark.parametrize(
    "piece",
    [*"1-赞大T|>：. 》", "赞 ", "首页", "首页 > ", "1 ", "[1]", "打印 ", "微信 ", "浏览 ", "下载", "-A+"],
)
def test_no_line_is_long_to_judge(piece: str) -> None:
    started = time.process_time()
    for end in ("", "x", "。"):
        at_the_edge().stand_in((piece * 240)[:299] + end)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_a_page_gives_its_report_and_loses_nothing(example: Example) -> None:
    source = load_bytes(example.html.encode(), path="page.html")
    found = score(own_text(example.html), example.expected)
    assert found.f1 >= 0.96
    assert found.recall >= 0.99
    # What is set aside is in the text and in the notices.
    report = luoshi.read(source)
    quoted = {n.quote for n in report.notices if n.kind == "boilerplate"}
    for span in source.furniture:
        words = span.of(source.text).strip()
        assert not words or any(words in quote for quote in quoted)


def test_the_pages_together_stay_above_their_floor() -> None:
    scores = [score(own_text(example.html), example.expected).f1 for example in PAGES]
    assert len(scores) >= 20
    assert sum(scores) / len(scores) >= 0.99


def test_menus_and_share_bars_stay_in_the_text_and_are_marked() -> None:
    source = page(
        f"<ul><li><a href='/'>首页</a></li></ul><h1>{TITLE}</h1>{BODY}<div class='share'>分享到：<a>微信</a></div>"
    )
    assert source.text == f"首页\n{REPORT}分享到：微信\n"
    assert [span.of(source.text) for span in source.furniture] == ["首页\n", "分享到：微信\n"]
    assert source.own_text == body(source) == REPORT


def test_an_advertisement_between_paragraphs_is_a_section_of_its_own() -> None:
    advert = '<div class="ad"><a href="/x">写作资料大礼包免费领取</a></div>'
    source = page(f"<h1>{TITLE}</h1>" + BODY.replace("<p>全区", f"{advert}<p>全区"))
    report = luoshi.read(source)
    section = next(s for s in report.outline if s.role == "boilerplate")
    parent = next(s for s in report.outline if s.id == section.parent)
    assert (parent.role, section.level) == ("review", 2)
    assert section.span.of(source.text) == "写作资料大礼包免费领取"
    assert body(source) == REPORT


def test_hidden_words_inside_a_sentence_are_left_out_and_entries_read_across_them() -> None:
    spam = '<span style="display:none">注册送彩金</span>'
    source = page(f"<h1>{TITLE}</h1>" + BODY.replace("增长5.5%", f"增长{spam}5.5%"))
    assert "增长注册送彩金5.5%左右" in source.text
    assert body(source) == REPORT
    target = next(e for e in luoshi.read(source).entries if e.kind == "target" and e.low == "5.5")
    assert target.quote == "地区生产总值增长注册送彩金5.5%左右"


@pytest.mark.parametrize("style", ["font-size:0px", "position:absolute;left:-9999px", "visibility: hidden"])
def test_ways_to_hide_words(style: str) -> None:
    spam = f'<font style="{style}">真人视讯官方平台</font>'
    assert body(page(f"<h1>{TITLE}</h1>" + BODY.replace("二、2026", f"{spam}二、2026"))) == REPORT


def test_a_hidden_block_of_spam_may_be_longer_than_the_report() -> None:
    spam = (
        "<p>开奖结果公布，网上游戏平台信誉最好，注册即送体验金，客服全天在线为您服务，欢迎新老客户。</p>" * 60
    )
    assert body(page(f"<div><h1>{TITLE}</h1>{BODY}</div><div style='display:none'>{spam}</div>")) == REPORT


def test_a_report_in_a_box_that_a_script_will_show_is_the_page() -> None:
    assert body(page(f"<div>首页</div><div style='display:none'><h1>{TITLE}</h1>{BODY}</div>")) == REPORT


def test_a_box_named_after_furniture_that_holds_the_report_is_the_page() -> None:
    assert body(page(f"<div class='nav-content ad'><h1>{TITLE}</h1>{BODY}</div>")) == REPORT


def test_a_side_column_heavier_than_the_report_is_left_out() -> None:
    column = (
        "<p>记者从有关部门获悉，近日全省多地举办形式多样的文化活动，吸引了大批市民和游客前来参与体验。</p>"
        * 12
    )
    assert body(page(f"<div><div><h1>{TITLE}</h1>{BODY}</div><div>{column}</div></div>")) == REPORT


def test_offsets_count_into_the_whole_text() -> None:
    source = page(f"<ul>{'<li><a>政务公开</a></li>' * 30}</ul><h1>{TITLE}</h1>{BODY}")
    report = luoshi.read(source)
    assert report.entries
    assert all(e.span.of(source.text) == e.quote and e.span.start > 150 for e in report.entries)


def test_a_reader_with_an_element_for_every_line_on_two_sheets() -> None:
    words = "".join(PARAGRAPHS[3:6]) * 4
    lines = [words[n : n + 24] for n in range(0, len(words), 24)]
    sheets = [lines[:12], lines[12:]]
    html = "".join("<div><div>" + "".join(f"<p>{x}</p>" for x in sheet) + "</div></div>" for sheet in sheets)
    assert page(f"<div>首页</div><div>{html}</div>").own_text == "".join(f"{line}\n" for line in lines)


def test_an_anchor_that_is_never_closed_makes_no_link_of_the_report() -> None:
    assert (
        body(page(f'<div><a name="top"><h1>{TITLE}</h1>{BODY}</div><div><a href="/">首页</a></div>'))
        == REPORT
    )


def test_the_house_addressed_in_the_course_of_a_page_does_not_begin_it() -> None:
    lines = (
        "一、2025年工作回顾",
        "全区地区生产总值达到286.4亿元、增长5.6%；规模以上工业增加值增长7.2%；城镇新增就业1.3万人，改造老旧小区26个，惠及群众4000户。",
        "各位代表，回望2025年，我们深知每一步都不容易。",
        "二、2026年工作安排",
        "主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.2万人以上。",
    )
    text = "".join(f"{line}\n" for line in lines)
    assert body(SourceText.from_string(text)) == text


def test_a_sentence_that_a_copy_broke_before_its_last_mark_keeps_it() -> None:
    broken = BODY.replace("努力奋斗！", "努力奋斗</p><p>！")
    assert body(page(f"<h1>{TITLE}</h1>{broken}")) == REPORT.replace("奋斗！", "奋斗\n！")


def test_an_advertisement_behind_every_line_of_a_very_long_page() -> None:
    told = (PARAGRAPHS[3].replace("286.4", str(number)) for number in range(1_000, 5_000))
    lines = "".join(f"<p>{line}</p><div class='ad'>点击领取</div>" for line in told)
    source = page(f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{lines}")
    started = time.process_time()
    text = body(source)
    assert time.process_time() - started < 20
    assert text.count("全区地区生产总值") == 4_000
    assert "点击领取" not in text
