"""Pages into one report: order, overlaps, gaps, strangers, and spans that name the page."""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import luoshi
from luoshi.errors import SourceError
from luoshi.ledger.check import check
from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report
from luoshi.ledger.stored import as_ledger
from luoshi.sources.pages import join_pages, open_pages
from luoshi.text import SourceText

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = (EXAMPLES / "qingchuan-2026.txt").read_text(encoding="utf-8")
OTHER = (EXAMPLES / "qingchuan-2025.txt").read_text(encoding="utf-8")
# Behind the first part's heading: a cut inside the front matter makes a page of a title.
FIRST = TEXT.index("2025年是")
SENTENCES = [
    n + 1
    for n, character in enumerate(TEXT)
    if character in "。；" and n > FIRST + 80 and n < len(TEXT) - 120
]
# But a line of one character at a page's end, 大, is the button for large type.
ANYWHERE = [
    n for n in range(FIRST + 80, len(TEXT) - 120) if len(TEXT[TEXT.rfind("\n", 0, n) + 1 : n].strip()) != 1
]


def said(entry: Entry) -> tuple[Any, ...]:
    """An entry by value."""
    return (
        entry.kind, entry.headline, entry.subject, entry.indicator, entry.scope, entry.measure, entry.direction,
        entry.bound, entry.low, entry.high, entry.unit, entry.period, entry.modality,
    )  # fmt: skip


WHOLE = Counter(said(entry) for entry in luoshi.read(TEXT).entries)


def cut(places: Sequence[int], text: str = TEXT) -> list[str]:
    ends = [0, *sorted(places), len(text)]
    return [text[a:b] for a, b in pairwise(ends)]


def name(number: int, suffix: str = "txt") -> str:
    return f"bg/5905{'' if number == 1 else f'_{number}'}.{suffix}"


def plain(body: str, number: int) -> SourceText:
    return SourceText.from_string(body, path=name(number))


def furnished(body: str, number: int) -> SourceText:
    """A text page with what a site prints around it, and the title on every page."""
    page = (
        f"首页 > 政务公开 > 政府工作报告\n2026年青川区政府工作报告（{number}）\n{body}\n上一页 1 2 3 4 下一页\n"
        f"本文仅代表作者观点，不代表本站立场。\n本文地址:/{name(number, 'html')}\n网站地图"
    )
    return SourceText.from_string(page, path=f"{number * 7919 % 1000}.saved.txt")


def page_of_html(body: str, number: int) -> bytes:
    paragraphs = "".join(f"<p>{line.strip()}</p>\n" for line in body.split("\n") if line.strip())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>2026年青川区政府工作报告（{number}） - 云岭报告网</title></head>'
        '<body><div class="nav"><a href="/">首页</a> <a href="/b">报告</a></div>'
        f'<h1>2026年青川区政府工作报告（{number}）</h1><div class="content">{paragraphs}</div>'
        '<div class="pages"><a href="#">上一页</a> <a href="#">1</a> <a href="#">2</a> <a href="#">下一页</a></div>'
        '<div class="footer">版权所有 云岭报告网 云ICP备00000000号</div></body></html>'
    ).encode()


def assert_spans_name_pages(report: Report, sources: Sequence[SourceText]) -> None:
    """Each quote of the JSON is what its page spans hold, in the texts that were given."""
    given_texts = {source.sha256: source.text for source in sources}
    ledger = report.to_dict()
    pages = {row["page"]: given_texts[row["sha256"]] for row in ledger["report"]["source"]["pages"]}
    rows = [*ledger["entries"], *ledger["unused"], *ledger["report"]["notices"]]
    assert rows
    for row in rows:
        spans = row["span"] if isinstance(row["span"], list) else [row["span"]]
        assert "".join(pages[s["page"]][s["start"] : s["end"]] for s in spans) == row["quote"]
    assert check(as_ledger(ledger, None), report.source).broken == ()


def values(entries: Iterable[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """Those that carry a value: what was parsed, and not learnt from the words around."""
    return Counter(entry for entry in entries if entry[5] is not None)


def assert_whole(report: Report) -> None:
    """Every value as in the whole; of lines without one, which are weighed by their paragraph, nineteen of twenty where it is cut."""
    found = Counter(said(entry) for entry in report.entries)
    assert values(found.elements()) == values(WHOLE.elements())
    assert (found & WHOLE).total() >= 0.95 * WHOLE.total()
    assert found.total() <= 1.05 * WHOLE.total()
    assert report.front.complete
    assert [n for n in report.notices if n.kind != "boilerplate"] == []


@pytest.mark.parametrize("make", [plain, furnished], ids=["plain", "furnished"])
@pytest.mark.parametrize("pool", [SENTENCES, ANYWHERE], ids=["between sentences", "anywhere"])
@settings(max_examples=12)
@given(data=st.data())
def test_pages_read_as_the_whole(
    make: Callable[[str, int], SourceText], pool: Sequence[int], data: st.DataObject
) -> None:
    places = data.draw(st.lists(st.sampled_from(pool), min_size=1, max_size=5, unique=True))
    bodies = cut(places)
    if any(len(body.strip()) < 40 for body in bodies):
        return
    pages = data.draw(st.permutations([make(body, n) for n, body in enumerate(bodies, 1)]))
    report = luoshi.read(pages)
    assert_whole(report)
    assert_spans_name_pages(report, pages)


@pytest.mark.parametrize("seed", range(6))
def test_what_two_pages_both_print_is_read_once(seed: int) -> None:
    chance = random.Random(seed)
    places = sorted(chance.sample(SENTENCES, 3))
    bodies = cut(places)
    ends = [0, *places]
    overlapping = [
        TEXT[max(0, start - chance.randint(30, 300)) : start] + body
        for start, body in zip(ends, bodies, strict=True)
    ]
    pages = [plain(body, n) for n, body in enumerate(overlapping, 1)]
    report = luoshi.read(pages)
    assert_whole(report)
    assert_spans_name_pages(report, pages)


def test_html_pages_of_a_site(tmp_path: Path) -> None:
    bodies = cut([900, 1900, 3000])
    for number, body in enumerate(bodies, 1):
        (tmp_path / f"5905{'' if number == 1 else f'_{number}'}.html").write_bytes(page_of_html(body, number))
    report = luoshi.read(tmp_path)
    assert_whole(report)
    assert [page.printed for page in report.source.pages] == [1, 2, 3, 4]
    assert_spans_name_pages(report, [luoshi.sources.load(page.path or "") for page in report.source.pages])


def test_a_sentence_that_the_page_break_cut_has_two_spans() -> None:
    place = TEXT.index("增长6.2%") + 3
    pages = [furnished(body, n) for n, body in enumerate(cut([place]), 1)]
    ledger = luoshi.read(pages).to_dict()
    torn = [entry for entry in ledger["entries"] if isinstance(entry["span"], list)]
    assert [span["page"] for span in torn[0]["span"]] == [1, 2]
    assert "增长6.2%" in torn[0]["quote"]
    assert "下一页" not in torn[0]["quote"]


def test_a_paragraph_whose_indent_stayed_on_the_page_before_is_one() -> None:
    place = TEXT.index("大力促进消费升级。")
    assert TEXT[place - 4 : place] == "    "
    assert_whole(luoshi.read([furnished(body, n) for n, body in enumerate(cut([place]), 1)]))


@pytest.mark.parametrize("missing", [2, 3, 4])
def test_a_missing_page_in_the_middle_is_a_gap_at_the_joint(missing: int) -> None:
    bodies = cut([SENTENCES[n] for n in (20, 45, 70, 95)])
    pages = [plain(body, n) for n, body in enumerate(bodies, 1) if n != missing]
    report = luoshi.read(pages)
    (gap,) = [n for n in report.notices if n.kind == "page_gap"]
    assert gap.suggestion == f"page {missing} of the set 5905 is missing between these two pages"
    after = next(page for page in report.source.pages if page.printed == missing + 1)
    assert after.start <= gap.span.start == gap.span.end < after.start + 40


def test_missing_first_and_last_pages_are_gaps_at_the_ends() -> None:
    bodies = cut([SENTENCES[n] for n in (30, 60, 90)])
    pages = [plain(body, n) for n, body in enumerate(bodies, 1)]
    (gap,) = [n for n in luoshi.read(pages[1:]).notices if n.kind == "page_gap"]
    assert gap.suggestion == "page 2 of the set 5905: earlier pages hold the opening"
    assert gap.span.start < 40
    report = luoshi.read(pages[:-1])
    (gap,) = [n for n in report.notices if n.kind == "page_gap"]
    assert gap.span.end == len(report.source.text.rstrip())


def test_a_pager_that_counts_more_pages() -> None:
    bodies = cut([SENTENCES[n] for n in (30, 70)])
    pages = [plain(f"{body}\n第 {n} 页 共 5 页\n", n) for n, body in enumerate(bodies, 1)]
    gaps = [n.suggestion for n in luoshi.read(pages[:2]).notices if n.kind == "page_gap"]
    assert "pages 3 to 5 of the set 5905 are missing: the set has 5 pages" in gaps


def test_the_text_itself_orders_pages_without_numbers() -> None:
    places = [TEXT.index(mark) for mark in ("    （三）城乡建设", "    二、", "    （二）", "    四、建设")]
    places = [*places[:2], TEXT.index("    三、"), places[3]]
    bodies = cut(places)
    for seed in range(5):
        pages = [
            SourceText.from_string(body, path=f"{c}.txt") for body, c in zip(bodies, "qwerty", strict=False)
        ]
        random.Random(seed).shuffle(pages)
        assert_whole(luoshi.read(pages))


def test_an_order_that_the_text_contradicts_is_noticed() -> None:
    bodies = cut([TEXT.index("    二、"), TEXT.index("    三、"), TEXT.index("    四、建设")])
    swapped = [bodies[0], bodies[2], bodies[1], bodies[3]]
    report = luoshi.read([plain(body, n) for n, body in enumerate(swapped, 1)])
    (notice,) = [n for n in report.notices if n.kind == "page_order"]
    assert "bg/5905.txt, bg/5905_3.txt, bg/5905_2.txt, bg/5905_4.txt" in (notice.suggestion or "")


def test_strangers_are_set_aside_and_named(tmp_path: Path) -> None:
    bodies = cut([1700])
    for number, body in enumerate(bodies, 1):
        (tmp_path / f"5905{'' if number == 1 else '_2'}.txt").write_text(body, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(bodies[1], encoding="utf-8")
    (tmp_path / "2025.txt").write_text(OTHER[:1700], encoding="utf-8")
    (tmp_path / "contact.html").write_text("<html><body><p>联系我们</p></body></html>", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    report = luoshi.read(tmp_path)
    assert Counter(said(entry) for entry in report.entries) == WHOLE
    aside = [n.suggestion or "" for n in report.notices if n.kind == "page_aside"]
    assert len(aside) == 5
    reasons = {
        "copy.txt": "same page",
        "2025.txt": "another report",
        "contact.html": "no text",
        "empty.txt": "empty",
        "style.css": "no format",
    }
    for file, reason in reasons.items():
        assert any(file in line and reason in line for line in aside), file


def test_a_zip_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "青川区2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, body in enumerate(cut([900, 1900, 3000]), 1):
            archive.writestr(f"bg/5905_{number}.html", page_of_html(body, number))
    report = luoshi.read(path)
    assert_whole(report)
    assert report.source.path == str(path)
    assert report.source.pages[0].path == f"{path}/bg/5905_1.html"


def test_a_zip_bomb_and_a_broken_zip_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("5905.txt", b"\0" * (200 << 20))
    with pytest.raises(SourceError, match="far larger"):
        open_pages([bomb])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("5905.txt", TEXT)
    data = bytearray(buffer.getvalue())
    data[60] ^= 0xFF
    broken = tmp_path / "broken.zip"
    broken.write_bytes(data)
    with pytest.raises(SourceError, match="broken\\.zip"):
        open_pages([broken])


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no page"):
        luoshi.read(tmp_path)


def test_one_page_comes_back_as_it_is() -> None:
    source = plain(TEXT, 1)
    assert join_pages([source]) is source
    with pytest.raises(SourceError):
        join_pages([])


def test_the_same_pages_in_any_order_give_the_same_bytes() -> None:
    pages = [furnished(body, n) for n, body in enumerate(cut([900, 1900, 3000]), 1)]
    assert luoshi.read(pages).to_json() == luoshi.read(pages[::-1]).to_json()


def test_the_example_pages_say_what_the_whole_says() -> None:
    """The pages are damaged too: a lost point, a letter for a digit, an advertisement, half-width marks."""
    examples = Path(__file__).parents[2] / "examples"
    values = [
        Counter(
            (e.kind, e.headline, e.indicator, e.measure, e.bound, e.low, e.high, e.unit, e.period)
            for e in luoshi.read(path).entries
        )
        for path in (examples / "qingchuan-2026.txt", examples / "qingchuan-2026-pages")
    ]
    assert values[0] == values[1]
    kinds = {n.kind for n in luoshi.read(examples / "qingchuan-2026-pages").notices}
    assert kinds == {"boilerplate", "injected_text", "lost_character", "ocr_confusion", "odd_width"}
