"""Scans: two readings that must agree on figures, pages that lie aslant, and what is said where nobody can read them."""

import io
import math
import re
import zlib
from itertools import pairwise

import pytest

from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.sources import load_bytes
from luoshi.sources.scans import engine
from luoshi.sources.scans.doubts import Doubts
from luoshi.sources.scans.figures import doubted
from luoshi.sources.scans.level import Level
from luoshi.sources.scans.page import page_rows_seen
from luoshi.sources.scans.seen import Seen
from tests.sources.documents import body, chinese_font, page_content, printed

SURE = 0.99
LINE = "城镇新增就业6735人，增长2.7%，完成投资76.8亿元。"


def doubts_of(first: str, second: str, chance: float = SURE) -> list[tuple[str, str]]:
    return [(d.first, d.second) for d in doubted(first, second, (chance,) * len(first))]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (LINE, []),
        (LINE.replace("就业", "就亚"), []),  # words may differ
        (LINE.replace("％", "%"), []),
        (LINE.replace("6735", "6785"), [("6735", "6785")]),
        (LINE.replace("2.7", "27"), [("2.7%", "27%")]),
        (LINE.replace("2.7%", "2.7‰"), [("2.7%", "2.7‰")]),
        (LINE.replace("76.8亿", "76.8万"), [("76.8亿", "76.8万")]),
        (LINE.replace("6735人", "16735人"), [("6735", "16735")]),
        (LINE.replace("6735", ""), [("6735", "")]),
        ("", [("6735", ""), ("2.7%", ""), ("76.8亿", "")]),
    ],
)
def test_figures_that_two_readings_give_differently(second: str, expected: list[tuple[str, str]]) -> None:
    assert doubts_of(LINE, second) == expected


def test_a_figure_that_only_the_second_reading_has() -> None:
    assert doubts_of("新增就业O人", "新增就业0人") == [("O", "0")]
    assert doubts_of("增长%以上", "增长5%以上") == [("%", "5%")]


def test_a_digit_that_both_give_and_neither_is_sure_of() -> None:
    assert doubts_of("增长5%", "增长5%", 0.3) == [("5%", "5%")]


def test_a_comma_where_no_thousands_are() -> None:
    assert doubts_of("建设农田2,7万亩", "建设农田2,7万亩") == [("2,7万", "2,7万")]
    assert doubts_of("共1,308件", "共1,308件") == []


def test_a_doubtful_figure_is_no_figure_and_a_notice() -> None:
    doubts = Doubts()
    signed, places = doubts.signed(LINE, doubted(LINE, LINE.replace("6735", "6785"), (SURE,) * len(LINE)))
    assert places == list(range(len(LINE)))
    text, notices = doubts.settled(signed)
    assert text == LINE.replace("6735", "□□□□")
    assert [(n.kind, n.quote, n.suggestion) for n in notices] == [
        ("doubtful_figure", "□□□□", "two readings: 6735 | 6785")
    ]
    assert text[notices[0].span.start : notices[0].span.end] == "□□□□"


def test_no_entry_has_a_value_from_a_doubtful_figure() -> None:
    from luoshi.text import SourceText

    text = "各位代表：\n一、2026年主要目标\n城镇新增就业□□□□人，地区生产总值增长5%。\n"
    values = [(e.low, e.quote) for e in read_source(SourceText.from_string(text)).entries if e.low]
    assert [low for low, _ in values] == ["5"]


def test_a_figure_that_goes_on_behind_the_line_is_doubtful_as_a_whole() -> None:
    doubts = Doubts()
    first, _ = doubts.signed("覆盖率92.", doubted("覆盖率92.", "覆盖率82.", (SURE,) * 6))
    text, _ = doubts.settled(f"{first}4%。")
    assert text == "覆盖率□□□□%。"


def seen(text: str, row: int, *, angle: float = 0.0, indent: int = 0, chance: float = SURE) -> Seen:
    """A line of 40 pixels' type on a page that was turned by ``angle`` degrees."""
    left, right = 100 + 40 * indent, 100 + 40 * indent + 40 * len(text)
    top = 100 + 80 * row
    turn = math.radians(angle)

    def at(x: float, y: float) -> tuple[float, float]:
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    corners = (at(left, top), at(right, top), at(right, top + 50), at(left, top + 50))
    return Seen(text, corners, (chance,) * len(text))


ROWS = (
    "第一行文字从这里开始写到纸边为止一共二十八个字左右都齐平",
    "第二行文字从这里开始写到纸边为止一共二十八个字左右都齐平",
) * 5


@pytest.mark.parametrize("angle", [0, 1, -3])
def test_a_skewed_page_is_made_level(angle: float) -> None:
    pieces = [seen(text, row, angle=angle) for row, text in enumerate(ROWS)]
    level = Level(pieces)
    flat = [level.flat(piece) for piece in pieces]
    lefts = [f.left for f in flat]
    assert max(lefts) - min(lefts) < 2
    steps = [b.middle - a.middle for a, b in pairwise(flat)]
    assert all(abs(step - 80) < 1 for step in steps)


def test_a_line_that_only_one_reading_saw_is_there_and_its_figures_are_doubtful() -> None:
    one = [seen(text, row) for row, text in enumerate(ROWS)]
    two = [*one, seen("城镇新增就业6735人", len(ROWS))]
    doubts = Doubts()
    rows = page_rows_seen(one, two, 2000, 0.3, doubts)
    text, notices = doubts.settled("\n".join(stretch.text for row in rows for stretch in row))
    assert "城镇新增就业□□□□人" in text
    assert [n.kind for n in notices] == ["doubtful_figure"]


def test_an_unsure_line_is_told_and_none_of_its_figures_believed() -> None:
    one = [*(seen(text, row) for row, text in enumerate(ROWS)), seen("增长5%左右", len(ROWS), chance=0.7)]
    doubts = Doubts()
    rows = page_rows_seen(one, one, 2000, 0.3, doubts)
    text, notices = doubts.settled("\n".join(stretch.text for row in rows for stretch in row))
    assert "增长□□左右" in text
    assert sorted(n.kind for n in notices) == ["doubtful_figure", "doubtful_line"]


PICTURE = b"q 380 0 0 700 10 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


@pytest.fixture
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_installed", lambda: False)


@pytest.mark.usefixtures("nobody_reads")
@pytest.mark.parametrize(
    ("data", "key"),
    [
        (printed(PICTURE), "scan"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"\xff\xd8\xff" + bytes(40), "picture"),
    ],
)
def test_without_the_extra_a_scan_is_refused_with_the_remedy(data: bytes, key: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.pdf")
    assert caught.value.key == key
    assert all("pip install 'luoshi[ocr]'" in caught.value.sentence(language) for language in ("en", "zh"))


@pytest.mark.usefixtures("nobody_reads")
def test_without_the_extra_the_other_pages_are_read_and_the_pictures_named() -> None:
    words = page_content(
        body(
            "各位代表：现在我代表青川区人民政府报告工作请予审议",
            "并请各位委员提出意见和建议各位代表过去一年很不平凡",
        )
    )
    more = page_content(
        body(
            "过去一年全区上下同心协力完成了各项目标任务成绩来之不易",
            "在此我代表区人民政府向全区人民致以崇高的敬意和感谢",
        )
    )
    source = load_bytes(printed(words, PICTURE, more, PICTURE))
    assert "各位代表" in source.text
    assert [n.kind for n in source.notices] == ["unread_page"]
    assert "not read: 2, 4;" in (source.notices[0].suggestion or "")


needs_recogniser = pytest.mark.skipif(not engine.is_installed(), reason="pip install 'luoshi[ocr]'")
TEXT = (
    "　　城镇新增就业6735人，居民收入增长6.2%，固定资产投资下降1.8%，粮食总产量21.2万吨，新增停车位1320个。"
)


def drawn(image_format: str = "PNG") -> bytes:
    """A small page with TEXT on it."""
    from bench.scans import drawn_pages

    saved = io.BytesIO()
    page = drawn_pages(TEXT)[0].image
    page.crop((0, 0, page.width, page.height // 3)).save(saved, image_format)
    return saved.getvalue()


@needs_recogniser
@pytest.mark.skipif(not chinese_font(), reason="no Chinese font: apt install fonts-noto-cjk")
def test_a_picture_is_recognised() -> None:
    told: list[tuple[int, int]] = []
    source = load_bytes(drawn(), told=lambda done, of: told.append((done, of)))
    assert re.sub(r"\s", "", source.text) == TEXT.strip()
    assert (source.media_type, told) == ("image/png", [(0, 1)])


@needs_recogniser
@pytest.mark.skipif(not chinese_font(), reason="no Chinese font: apt install fonts-noto-cjk")
def test_a_pdf_of_a_printed_and_a_scanned_page_is_read_in_order() -> None:
    pikepdf = pytest.importorskip("pikepdf")
    printed_page = printed(
        page_content(
            body(
                "各位代表：现在我代表青川区人民政府报告工作请予审议",
                "并请各位委员提出意见和建议。过去一年很不平凡事多而难。",
            )
        )
    )
    whole = pikepdf.open(io.BytesIO(printed_page))
    whole.pages.extend(pikepdf.open(io.BytesIO(drawn("PDF"))).pages)
    saved = io.BytesIO()
    whole.save(saved)
    told: list[tuple[int, int]] = []
    source = load_bytes(saved.getvalue(), told=lambda done, of: told.append((done, of)))
    text = re.sub(r"\s", "", source.text)
    assert text.startswith("各位代表：现在我代表")
    assert text.endswith(TEXT.strip())
    assert (source.media_type, told, source.notices) == ("application/pdf", [(0, 1)], ())


@needs_recogniser
def test_a_bomb_and_a_damaged_picture_are_refused() -> None:
    def png(width: int, height: int) -> bytes:
        head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x00\x00\x00\x00"
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            len(d).to_bytes(4) + k + d + zlib.crc32(k + d).to_bytes(4) for k, d in chunks
        )

    for data, key in ((png(60_000, 60_000), "picture_too_large"), (b"\xff\xd8\xff" + bytes(400), "broken")):
        with pytest.raises(SourceError) as caught:
            load_bytes(data)
        assert caught.value.key == key
