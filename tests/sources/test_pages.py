"""The main text of web pages: the report, all of it, and nothing of the page around it."""

import time

import pytest

from luoshi.sources import load_bytes

PARAGRAPHS = (
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。",
    "一、2025年工作回顾",
    "全市地区生产总值达到1286.4亿元、增长5.6%；规模以上工业增加值增长7.2%；城镇新增就业1.3万人。",
    "二、2026年工作安排",
    "主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.2万人以上，居民消费价格涨幅2%左右。",
    "各位代表，让我们坚定信心、真抓实干，为建设现代化新临河而努力奋斗！",
)
REPORT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)
BODY = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = '<ul class="nav">' + '<li><a href="/x">政务公开专栏</a></li>' * 20 + "</ul>"
FOOT = '<div class="foot"><p>主办：临河市人民政府办公室</p><p>备案号：00000000</p></div>'


def read(page: str) -> str:
    source = load_bytes(page.encode(), path="page.html")
    assert source.media_type == "text/html"
    return source.own_text


def test_menus_scripts_comments_and_footers_are_left_out() -> None:
    text = read(
        "<!DOCTYPE html><html><head><title>无关</title><style>.a{color:red}</style></head><body>"
        f"<script>var 秘密 = '<p>脚本里的话</p>';</script>{MENU}<!-- 注释里的话 --><div class='main'>{BODY}</div>"
        f"<noscript>请开启脚本</noscript>{FOOT}</body></html>"
    )
    assert text == REPORT


def test_title_session_and_speaker_above_the_body_are_kept() -> None:
    text = read(
        f"<html><body>{MENU}<div class='position'>当前位置：首页 &gt; 政府工作报告</div><h1>2026年政府工作报告</h1>"
        "<p>——2026年1月8日在临河市第八届人民代表大会第六次会议上</p><p>临河市市长　林知远</p>"
        f"<div class='content'>{BODY}</div></body></html>"
    )
    assert text.splitlines()[:3] == [
        "2026年政府工作报告",
        "——2026年1月8日在临河市第八届人民代表大会第六次会议上",
        "临河市市长　林知远",
    ]
    assert text.endswith(REPORT)


def test_the_title_element_stands_in_where_the_body_has_no_title() -> None:
    text = read(
        f"<html><head><title>临河市2026年政府工作报告-信息公开-临河市人民政府</title></head><body><div>{BODY}</div></body></html>"
    )
    assert text == "临河市2026年政府工作报告\n" + REPORT


@pytest.mark.parametrize(
    "words", ["2026年政府工作报告_临河市人民政府", "政府工作报告 - 信息公开", "临河市2026年政府工作报告"]
)
def test_the_title_element_is_not_said_twice(words: str) -> None:
    title = f"<title>{words}</title>"
    text = read(f"<html><head>{title}</head><body><h2>2026年政府工作报告</h2><div>{BODY}</div></body></html>")
    assert text == "2026年政府工作报告\n" + REPORT


def test_a_page_wrapped_in_a_form_keeps_its_text() -> None:
    form = f'<form action="/x"><input name="q">{MENU}<div>{BODY}</div></form>'
    assert read(f"<html><body>{form}</body></html>") == REPORT


def test_an_opening_in_a_block_of_its_own_is_not_lost() -> None:
    rest = "".join(f"<p>{PARAGRAPHS[3]}</p>" for _ in range(40))
    page = (
        f"<html><body>{MENU}<div><p>{PARAGRAPHS[0]}</p></div><div class='content'>{rest}</div></body></html>"
    )
    assert read(page) == PARAGRAPHS[0] + "\n" + (PARAGRAPHS[3] + "\n") * 40


def test_small_forms_and_hidden_blocks_are_left_out() -> None:
    form = "<form><p>我要评论：请在这里写下您的意见和建议</p></form>"
    hidden = '<div style="display: none">微信扫一扫分享本页给朋友</div>'
    assert read(f"<html><body><div>{BODY}{form}{hidden}</div></body></html>") == REPORT


def test_line_breaks_end_lines_and_blanks_join() -> None:
    text = read(
        "<html><body><div>各位代表：<br/>  现在，我\n 报告   <b>工作</b>。<BR>一、回顾</div></body></html>"
    )
    assert text == "各位代表：\n现在，我 报告 工作。\n一、回顾\n"


def test_entities_are_decoded_and_broken_ones_stand() -> None:
    text = read(
        "<html><body><p>各位代表：增长5&#37;&nbsp;以上，Ａ&amp;Ｂ，a&nosuch;b，现在报告工作。</p></body></html>"
    )
    assert text == "各位代表：增长5%\u00a0以上，Ａ&Ｂ，a&nosuch;b，现在报告工作。\n"


def test_a_layout_table_gives_lines_and_a_data_table_rows() -> None:
    rows = "<tr><td>指标</td><td>目标</td></tr><tr><td>生产总值</td><td>5.5%</td></tr>"
    text = read(f"<html><body><table><tr><td>{BODY}<table>{rows}</table></td></tr></table></body></html>")
    assert text == REPORT + "指标\t目标\n生产总值\t5.5%\n"


def test_a_fragment_that_lost_the_blanks_in_its_tags() -> None:
    fragment = (
        '"<divclass="title"><h2>2026年临河市政府工作报告</h2></div><divclass="detail"id="detail">'
        + BODY
        + '</div>"'
    )
    source = load_bytes(fragment.encode(), path="copy.txt")
    assert source.media_type == "text/html"
    assert source.own_text == "2026年临河市政府工作报告\n" + REPORT


def test_unclosed_and_misnested_tags() -> None:
    page = "<html><body><div><p><b>各位代表：<p>现在报告工作。</b><p>一、回顾<div>增长5%。</body>"
    assert read(page) == "各位代表：\n现在报告工作。\n一、回顾\n增长5%。\n"


@pytest.mark.parametrize(
    "text", [REPORT, REPORT + "见<a>附件</a>。", "增长<5%，大于>3%。各位代表", "a <b> c"]
)
def test_a_text_with_a_tag_or_two_is_a_text(text: str) -> None:
    source = load_bytes(text.encode(), path="报告.txt")
    assert source.media_type == "text/plain"
    assert source.text == text


@pytest.mark.parametrize(
    "unit",
    ["<div>各", "<aside>各位代表", "<ul><li>各", "<b>各", "<table><tr><td>各", "<a class='", "<p><span>各"],
)
def test_time_grows_with_length_not_with_depth(unit: str) -> None:
    start = time.process_time()
    text = load_bytes(("<html><p>各位代表" + unit * 20_000).encode(), path="deep.html").text
    assert time.process_time() - start < 20
    assert "<" not in text


def test_hundreds_of_nested_blocks_lose_no_text() -> None:
    page = "<html><body>" + "<div>各位代表一" * 900 + "</div>" * 900 + "</body></html>"
    assert read(page).count("各位代表一") == 900
