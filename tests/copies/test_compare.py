"""Whether two texts are copies: verdicts, the laws that hold for any text, and time."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.copies import Comparison, Sketch, compare
from luoshi.copies.align import align, edits
from luoshi.copies.body import read_body
from luoshi.copies.shingles import shared
from luoshi.sources import load
from luoshi.text import SourceText

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = load(EXAMPLES / "qingchuan-2026.txt").text
OTHERS = sorted(
    p for p in EXAMPLES.iterdir() if p.suffix in {".txt", ".html"} and p.name != "qingchuan-2026.txt"
)
CHARACTERS = st.text(alphabet="增长达到5.3%亿元，。；其中甲乙\n 　？", max_size=200)


def held(a: str, b: str) -> Comparison:
    return compare(SourceText.from_string(a), SourceText.from_string(b))


def assert_spans(outcome: Comparison, a: str, b: str) -> None:
    for difference in outcome.differences:
        assert difference.a.span.of(a) == difference.a.quote
        assert difference.b.span.of(b) == difference.b.quote
    for marks in (*outcome.marks, *outcome.spellings):
        assert marks.a_first.end <= len(a)
        assert marks.b_first.end <= len(b)


@pytest.mark.parametrize("path", OTHERS, ids=lambda p: p.name)
def test_another_report_is_no_copy(path: Path) -> None:
    outcome = compare(SourceText.from_string(REPORT), load(path))
    assert (outcome.verdict, outcome.are_copies) == ("another", False)
    assert outcome.differences == ()


def test_what_is_no_report_is_unrelated() -> None:
    recipe = "番茄炒蛋：番茄两个，鸡蛋三个，盐少许。先炒蛋，再炒番茄，出锅装盘。\n" * 5
    assert held(REPORT, recipe).verdict == "unrelated"
    assert held("", "").verdict == "unrelated"
    assert held(REPORT, "").verdict == "unrelated"


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (REPORT, REPORT[:1800], "b_in_a"),
        (REPORT[1500:], REPORT, "a_in_b"),
        (REPORT[900:2400], REPORT, "a_in_b"),
        (REPORT[:2200], REPORT[2000:], "overlap"),
        (REPORT[:2800], REPORT[900:], "overlap"),
    ],
)
def test_a_page_of_a_report_is_a_part(a: str, b: str, relation: str) -> None:
    outcome = held(a, b)
    assert (outcome.verdict, outcome.relation) == ("part", relation)
    assert_spans(outcome, a, b)


def test_a_clause_less_is_no_part() -> None:
    assert held(REPORT, REPORT.replace("规上工业企业达到203家，净增19家。", "")).verdict == "copy"


def test_a_page_of_a_site_is_a_copy() -> None:
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    page = f"<html><body><div><a href='/'>首页</a><a href='/x'>政务公开</a></div><div>{lines}</div></body></html>"
    from luoshi.sources import load_bytes

    outcome = compare(SourceText.from_string(REPORT), load_bytes(page.encode()))
    assert outcome.verdict == "same"


def test_a_year_that_the_copies_state_differently_is_told() -> None:
    other = REPORT.replace("2026", "2025").replace("政府工作报告\n", "2025年政府工作报告\n", 1)
    assert "year" in held(REPORT, other).stated_differently
    assert held(REPORT, REPORT).stated_differently == ()


@given(CHARACTERS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    outcome = held(text, text)
    assert outcome.verdict == ("same" if read_body(SourceText.from_string(text)).text else "unrelated")
    assert outcome.differences == outcome.marks == outcome.spellings == ()


@given(CHARACTERS, CHARACTERS)
def test_spans_lead_back_and_both_orders_say_the_same(a: str, b: str) -> None:
    a, b = REPORT[600:1500] + a + REPORT[1500:1900], REPORT[600:1500] + b + REPORT[1500:1900]
    one, other = held(a, b), held(b, a)
    assert_spans(one, a, b)
    assert one.verdict == other.verdict
    assert (one.shared.a_in_b, one.shared.b_in_a) == (other.shared.b_in_a, other.shared.a_in_b)
    assert one.stated_differently == other.stated_differently
    turned = {"missing_in_a": "missing_in_b", "missing_in_b": "missing_in_a"}
    assert sorted((d.kind, d.a.span, d.b.span, d.supported or "") for d in one.differences) == sorted(
        (turned.get(d.kind, d.kind), d.b.span, d.a.span, {"a": "b", "b": "a"}.get(d.supported or "", ""))
        for d in other.differences
    )
    json.dumps(one.to_dict())


@given(st.text(alphabet="甲乙丙。", max_size=300), st.text(alphabet="甲乙丙。", max_size=300))
def test_blocks_and_edits_rebuild_both_texts(a: str, b: str) -> None:
    blocks = align(a, b)
    assert all(a[x.a : x.a + x.size] == b[x.b : x.b + x.size] for x in blocks)
    between = edits(blocks, len(a), len(b))
    assert sum(x.size for x in blocks) + sum(e.a1 - e.a0 for e in between) == len(a)
    assert sum(x.size for x in blocks) + sum(e.b1 - e.b0 for e in between) == len(b)
    if a == b and a:
        assert between == []


FIGURES = [i for i in range(300, len(REPORT) - 300) if REPORT[i].isdigit() and REPORT[i - 1] != "0"]


@settings(max_examples=60)
@given(st.sampled_from(FIGURES), st.sampled_from("123456789"), st.booleans())
def test_a_planted_number_is_found_first(place: int, digit: str, widths: bool) -> None:
    if REPORT[place] == digit:
        return
    planted = REPORT[:place] + digit + REPORT[place + 1 :]
    if widths:
        planted = planted.replace("，", ",").replace("：", " :")
        place = len(REPORT[:place].replace("：", " :"))
    for outcome, side in ((held(REPORT, planted), "b"), (held(planted, REPORT), "a")):
        assert outcome.verdict == "copy"
        reading = getattr(outcome.differences[0], side)
        if outcome.differences[0].kind == "number":
            assert place in reading.span
            assert reading.span.of(planted) == reading.quote
        else:  # the digit belongs to a heading's number or a name
            assert [d.kind for d in outcome.differences] == ["name_or_word"]


def test_planted_numbers_are_numbers() -> None:
    """The property test above lets a name pass: here is how often it may."""
    kinds = []
    for place in FIGURES[::7]:
        digit = "1" if REPORT[place] != "1" else "2"
        planted = REPORT[:place] + digit + REPORT[place + 1 :]
        kinds.append(held(REPORT, planted).differences[0].kind)
    assert kinds.count("number") == len(kinds)


def test_the_document_names_every_code() -> None:
    from typing import get_args

    from luoshi.copies.difference import KINDS
    from luoshi.copies.evidence import sentences
    from luoshi.copies.verdict import Relation, Verdict

    document = (EXAMPLES.parent / "docs/copies.md").read_text(encoding="utf-8")
    keys = held(REPORT, REPORT).to_dict().keys()
    codes = {*KINDS, *sentences(), *get_args(Verdict), *get_args(Relation), *keys} - {"a", "b", "differences"}
    assert [code for code in sorted(codes) if f"`{code}`" not in document] == []


def _noise(letters: str, length: int = 30_000) -> str:
    rng = random.Random(7)
    return "".join(rng.choice(letters) for _ in range(length))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (REPORT * 8, REPORT * 7 + REPORT[::-1]),
        ("增长5%。" * 6000, "增长5%。" * 5000 + "增长6%。" * 900),
        ("甲" * 30_000, "乙" + "甲" * 29_000 + "乙"),
        ("甲乙" * 15_000, "乙甲" * 15_000),
        (_noise("甲乙"), _noise("甲乙")[::-1]),
        (_noise("甲乙丙丁戊。"), _noise("丁戊。甲乙丙")),
        (_noise("增长达到5.3%亿元，。"), _noise("亿元，。增长达到5.3%")),
        ("增长5%" * 6000, "增长5" * 6000),
    ],
)
def test_time_is_bounded_for_any_text(a: str, b: str) -> None:
    start = time.process_time()
    outcome = held(a, b)
    assert time.process_time() - start < 2
    assert_spans(outcome, a, b)


def test_a_sketch_finds_what_the_shingles_find() -> None:
    whole, page = (read_body(SourceText.from_string(t)).content for t in (REPORT, REPORT[1500:3000]))
    exact, guessed = shared(whole, page), Sketch.of(whole).shared(Sketch.of(page))
    assert guessed.b_in_a > 0.9 < exact.b_in_a
    assert abs(guessed.a_in_b - exact.a_in_b) < 0.15
    other = read_body(load(EXAMPLES / "nanping-2026.txt")).content
    assert Sketch.of(whole).shared(Sketch.of(other)).most < 0.35
    assert Sketch.of("").shared(Sketch.of(whole)).most == 0
    # The same on any machine and with any hash seed.
    assert (
        Sketch.of("全区经济运行总体平稳稳中向好" * 3).marks
        == Sketch.of("全区经济运行总体平稳稳中向好" * 2).marks
    )
