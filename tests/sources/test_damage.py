"""Damage of a copy: found where it is, read as it should be, and nothing made up in a clean text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import luoshi
from luoshi.sources.cleaning import Damage, survey
from luoshi.sources.cleaning.injected import rows
from luoshi.text import GONE, SourceText, reading_view

TABLES = Path(__file__).parents[1] / "tables"


def table(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without ⟦ and ⟧, and where what they hold stands."""
    spans: list[tuple[int, int]] = []
    plain = ""
    for piece in re.split("(⟦[^⟧]*⟧)", text.replace("\\n", "\n")):
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(piece) - 2))
            plain += piece[1:-1]
        else:
            plain += piece
    return plain, spans


def found(text: str) -> tuple[Damage, ...]:
    return tuple(d for d in survey(reading_view(text)).damages if d.kind != "odd_width")


@pytest.mark.parametrize(("text", "kind", "read", "why"), table("damage.tsv"))
def test_damage_is_found_where_it_is(text: str, kind: str, read: str, why: str) -> None:
    plain, spans = unmarked(text)
    damages = found(plain)
    assert [(d.kind, d.start, d.end) for d in damages] == [(kind, *span) for span in spans], why
    words = {".": "", "point": ".", "line": "\n"}.get(read, read)
    for damage in damages:
        assert damage.reads is not None
        assert damage.reads.replace(GONE, "") == words, why
        assert damage.notice(plain).quote == plain[damage.start : damage.end]


@pytest.mark.parametrize(("text", "why"), table("no_damage.tsv"))
def test_nothing_is_made_up(text: str, why: str) -> None:
    assert found(text.replace("\\n", "\n")) == (), why


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.hint)
def test_each_injected_string_has_an_example(row: object) -> None:
    plain, spans = unmarked(row.example)  # type: ignore[attr-defined]
    assert [(d.start, d.end) for d in found(plain) if d.kind == "injected_text"] == spans, row


def test_widths_are_told_once_for_the_whole_copy() -> None:
    half = "各位代表:过去一年,经济增长5%,就业增长3%,收入增长4%,消费增长6%,投资增长7%。"
    assert [d.kind for d in survey(reading_view(half)).damages] == ["odd_width"]
    full = "经济增长５．３％，就业１２０００人，收入增长４％。"
    assert [d.suggestion for d in survey(reading_view(full)).damages] == ["5.3 (full-width digits: 8)"]


def test_an_entry_read_through_damage_says_so() -> None:
    text = (
        "政府工作报告\n各位代表：\n一、2025年工作回顾\n"
        "全区完成进出口总额1?43亿美元，增长2O％。城镇新增就业1.2万人来自马克数据网，完成投资5亿元。\n"
    )
    report = luoshi.read(SourceText.from_string(text))
    ledger = report.to_dict()
    notices = {n["id"]: n for n in ledger["report"]["notices"]}
    amount, growth = (e for e in ledger["entries"] if e["indicator"] == "trade")
    assert (amount["low"], amount["read_as"]) == ("143000000", "1.43亿美元")
    assert amount["quote"].endswith("1?43亿美元")
    assert [notices[n]["kind"] for n in amount["notices"]] == ["lost_character"]
    assert (growth["low"], growth["read_as"]) == ("20", "20%")
    assert [notices[n]["kind"] for n in growth["notices"]] == [
        "lost_character",
        "ocr_confusion",
    ]  # its quote holds both
    jobs = next(e for e in ledger["entries"] if e["indicator"] == "urban_new_jobs")
    assert "read_as" not in jobs
    assert "notices" not in jobs  # the advertisement stands behind it


def test_only_the_repaired_number_is_marked() -> None:
    text = "一、2025年工作回顾\n装备制造、绿色建材产值分别增长l2.6%、3.1%，城镇新增就业1.2万人。\n"
    marks = [(e.low, e.read_as) for e in luoshi.read(SourceText.from_string(text)).entries]
    assert marks == [("12.6", "12.6%"), ("3.1", None), ("12000", None)]


def test_traditional_characters_are_read_and_quoted_as_they_stand() -> None:
    text = "政府工作報告\n各位代表：\n一、2025年工作回顧\n過去一年，全區地區生產總值達到120億元，增長5.3%；城鎮新增就業1.2萬人；農村居民人均可支配收入增長6%。\n"
    report = luoshi.read(SourceText.from_string(text))
    read = {(e.indicator, e.measure): e for e in report.entries}
    assert read["gdp", "growth"].low == "5.3"
    assert read["gdp", "level"].quote == "全區地區生產總值達到120億元"
    assert read["urban_new_jobs", "level"].low == "12000"
    assert report.front.title == "政府工作報告"


def test_a_copy_full_of_advertisements_takes_time_by_its_length() -> None:
    def seconds(count: int) -> float:
        view = reading_view("推进www.gongwenku.com改革。" * count)
        started = time.process_time()
        assert len(survey(view).damages) == count
        return time.process_time() - started

    seconds(100)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)  # four times as long


@given(
    st.text(alphabet="增长5O1l?？ \n“”，。二〇0年亿元%％[1]①-第页网来自数据\x00\ufffd\ue000", max_size=200)
)
def test_the_text_that_is_read_keeps_its_length(text: str) -> None:
    result = survey(reading_view(text))
    assert len(result.text) == len(text)
    ends = [0, *(d.end for d in result.damages if d.kind != "odd_width")]
    starts = [d.start for d in result.damages if d.kind != "odd_width"]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
