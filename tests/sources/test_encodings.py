"""Whatever encoding a report is saved in, its text and so every offset is the same."""

import re
from pathlib import Path

import pytest

from luoshi.errors import SourceError
from luoshi.sources import load, load_bytes

SIMPLIFIED = (
    "2026年临河市政府工作报告\n各位代表：\r\n　　现在，我代表市人民政府向大会报告工作，请予审议。\n"
    "一、2025年工作回顾\n全市地区生产总值达到1286.4亿元、增长5.6%；规模以上工业增加值增长７．２％；"
    "城镇、农村居民人均可支配收入分别增长4.5%、6.1%左右。\n二、2026年主要预期目标\n"
    "地区生产总值增长5.5%左右，城镇新增就业1.2万人以上。\n"
) * 3
TRADITIONAL = (
    "臨河市政府工作報告\n各位代表：\n現在，我代表市人民政府向大會報告工作，請予審議。\n"
    "一、工作回顧\n全市地區生產總值達到1286.4億元，增長5.6%；財政收入增長4.5%左右；城鎮新增就業1.2萬人。\n"
) * 3

SIMPLIFIED_ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", SIMPLIFIED_ENCODINGS)
def test_simplified_text_comes_back_character_by_character(encoding: str) -> None:
    assert load_bytes(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "big5", "cp950", "big5hkscs", "utf-16", "utf-16-be"]
)
def test_traditional_text_comes_back_character_by_character(encoding: str) -> None:
    assert load_bytes(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes) -> None:
    encoding = "utf-16-le" if mark[0] == 0xFF else "utf-16-be"
    source = load_bytes(mark + SIMPLIFIED.encode(encoding))
    assert source.text == SIMPLIFIED
    assert source.encoding == "utf-16"


@pytest.mark.parametrize("encoding", SIMPLIFIED_ENCODINGS)
def test_the_encoding_named_decodes_the_bytes(encoding: str) -> None:
    data = SIMPLIFIED.encode(encoding)
    source = load_bytes(data)
    assert data.decode(source.encoding or "") == source.text


def test_utf8_is_the_file_opened_without_newline_translation(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(SIMPLIFIED.replace("\n", "\r\n").encode())
    with open(path, encoding="utf-8", newline="") as file:
        assert load(path).text == file.read()


@pytest.mark.parametrize("words", ["联通", "各位代表", "增长5%"])
def test_a_few_words_are_enough(words: str) -> None:
    assert load_bytes(words.encode("gb18030")).text == words


def test_utf8_wins_against_a_wrong_declaration() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{SIMPLIFIED}</p></body></html>'
    assert load_bytes(page.encode()).encoding == "utf-8"


@pytest.mark.parametrize("charset", ["gb2312", "big5", "iso-8859-1"])
def test_the_bytes_decide_where_a_page_declares_what_it_is_not(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>{SIMPLIFIED}</p></body></html>'
    source = load_bytes(page.encode("gb18030"))
    assert source.encoding == "gb18030"
    assert "地区生产总值增长5.5%左右" in source.text


@pytest.mark.parametrize(
    ("encoding", "lost"),
    [("utf-8", slice(100, 101)), ("gb18030", slice(100, 101)), ("utf-8", slice(-1, None))],
)
def test_a_copy_that_lost_a_byte_is_still_read(encoding: str, lost: slice) -> None:
    data = bytearray(SIMPLIFIED.rstrip().encode(encoding))
    del data[lost]
    text = load_bytes(bytes(data)).text
    assert "地区生产总值增长5.5%" in text


def test_the_digest_is_of_the_bytes() -> None:
    one, other = load_bytes(SIMPLIFIED.encode()), load_bytes(SIMPLIFIED.encode("gb18030"))
    assert one.text == other.text
    assert one.sha256 != other.sha256
    assert re.fullmatch("[0-9a-f]{64}", one.sha256)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("本日は晴天なり。経済の成長について報告いたします。" * 5, "shift_jis"),
        ("정부 업무 보고를 드리겠습니다. 경제 성장률은 다음과 같습니다." * 5, "euc_kr"),
        ("Отчёт правительства о работе за прошлый год, рост экономики" * 5, "koi8-r"),
        ("Le gouvernement a présenté son rapport annuel à l'assemblée " * 5, "latin-1"),
    ],
)
def test_what_is_not_chinese_is_not_made_chinese(text: str, encoding: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(text.encode(encoding), path="x.txt")
    assert caught.value.key == "undecodable"
