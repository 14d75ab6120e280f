"""The page that sums a corpus up: its counts, what it shows of a panel, and that nothing in it runs or is loaded."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import polars
import pytest

from luoshi.corpus.panel_columns import schema
from luoshi.corpus.summary import page
from luoshi.corpus.summary.charts import GLYPHS, _nice
from luoshi.corpus.summary.facts import corpus_facts
from luoshi.corpus.summary.outcomes import outcomes
from luoshi.corpus.summary.parts import _shade
from luoshi.corpus.summary.wording import wording_changes
from tests.corpus.invented import PLACES, panel
from tests.corpus.invented_dataset import ISSUES, copies, notices, reports, wording

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Checker(HTMLParser):
    """Whether every tag is closed, and which tags and attributes there are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _whole(language: Any) -> str:
    frame = reports()
    made = page(
        frame, panel(), copies=copies(frame), issues=ISSUES, notices=notices(frame), wording=wording(), language=language
    )  # fmt: skip
    return made.decode("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_whole_and_loads_nothing(language: str) -> None:
    text = _whole(language)
    checker = Checker()
    checker.feed(text)
    assert checker.open == []
    assert not checker.tags & {"script", "img", "link", "iframe", "object"}
    names = {name for name, _ in checker.attributes}
    assert not names & {"src", "href", "style"}
    assert not [name for name in names if name.startswith("on")]
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    assert style
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in text
    assert text == _whole(language)


def test_no_word_of_the_other_language_is_left() -> None:
    text = re.sub(
        r"<style>.*?</style>|<code>.*?</code>|<q.*?</q>|The same place and indicator.*?</p>|<th scope=.*?</th>|<b>.*?</b>",
        "",
        _whole("en"),
        flags=re.S,
    )
    assert "more was read from it" in text
    assert re.findall("[\u4e00-\u9fff]+", text) == []


def test_a_file_name_cannot_become_markup() -> None:
    text = _whole("en")
    assert "<b>坏" not in text
    assert "&lt;b&gt;坏.html" in text
    sly = panel().with_columns(
        target_quote=polars.lit("<script>alert(1)</script>"), place=polars.lit('"><i>')
    )
    checker = Checker()
    checker.feed(page(reports(), sly).decode())
    assert "script" not in checker.tags


def test_copies_count_once_and_places_without_a_name_do_not() -> None:
    frame = reports()
    group = copies(frame)
    facts = corpus_facts(frame, copies=group, issues=ISSUES, notices=notices(frame), language="zh")
    assert facts.documents == frame.height
    assert facts.reports == frame.height - facts.set_aside
    assert facts.set_aside == group.filter(~polars.col("best")).height
    assert facts.places == len(PLACES)
    assert facts.years == (2016, 2026)
    assert facts.coverage.yearless == 1
    assert sum(facts.coverage.counts.values()) == facts.reports - 1
    assert facts.coverage.levels == ("province", "prefecture", "county")
    assert sum(facts.read_spread) == facts.reports
    assert {d.code for d in facts.doubts} == {"year_differs", "not_a_report", "no_year", "no_place"}
    assert facts.issues[0].examples[0][1] in {
        "不是文本。",
        "没有文字层，请先识别。",
        "文件名说 2017，正文说 2018。",
    }
    assert all(group.size > 1 for group in facts.copies)


def test_medians_and_shares_are_those_of_the_rows() -> None:
    frame = panel()
    gdp = next(o for o in outcomes(frame) if o.indicator == "gdp")
    rows = frame.filter((polars.col("indicator") == "gdp") & (polars.col("year") == 2021))
    year = next(y for y in gdp.years if y.year == 2021)
    assert year.target == rows["target_low"].median()
    assert year.met == rows.filter(polars.col("verdict") == "met").height
    assert year.judged == rows.filter(polars.col("verdict").is_in(["met", "near", "missed"])).height
    results = rows.filter(polars.col("realised_measure") == "growth")["realised_low"]
    assert year.realised == pytest.approx(results.median())
    assert gdp.overshoots[0].deviation == frame.filter(polars.col("indicator") == "gdp")["deviation"].max()
    assert gdp.misses[0].deviation == frame.filter(polars.col("indicator") == "gdp")["deviation"].min()
    assert [o.indicator for o in outcomes(frame)][:2] == ["gdp", "fiscal_revenue"]


def test_a_corpus_without_panel_copies_or_issues_has_its_page() -> None:
    bare = reports().select("document", "place", "place_level", "year")
    for given in (None, polars.DataFrame(schema=schema())):
        text = page(bare, given, language="en").decode()
        assert "There are no targets and results to hold together." in text
    nothing = bare.clear()
    assert page(nothing, language="zh")


def test_of_many_places_those_with_most_verdicts_are_shown() -> None:
    crowd = panel([(f"某省第{n}县", f"{n:06}", "county") for n in range(100)], range(2020, 2023), 2)
    text = page(reports(), crowd, language="en").decode()
    assert "The 40 places with most verdicts, of 100" in text
    assert [len(o.lines) for o in outcomes(crowd)] == [40, 40]


def test_results_of_other_sizes_are_held_as_shares_of_their_targets() -> None:
    """5,000 new jobs of a county and 12 million of the country have no median that means anything."""
    jobs = next(o for o in outcomes(panel()) if o.indicator == "urban_new_jobs")
    assert jobs.relative
    assert all(y.target == 100.0 for y in jobs.years)
    assert all(y.realised is None or 80 < y.realised < 120 for y in jobs.years)
    first = jobs.overshoots[0]
    assert first.share == max(e.share or 0 for e in jobs.overshoots)
    assert "result as % of target" in page(reports(), panel(), language="en").decode()


def test_words_that_bind_more_or_less_than_the_year_before() -> None:
    def target(year: int, modality: str | None, bound: str) -> dict[str, Any]:
        row: dict[str, Any] = dict.fromkeys(schema())
        return row | {
            "place": "云岭省南屏市", "year": year, "indicator": "gdp", "measure": "growth", "unit": "%", "target_low": 6.0,
            "target_modality": modality, "target_bound": bound, "target_quote": f"{modality} {bound}", "target_file": f"{year}.txt",
        }  # fmt: skip

    told = [
        target(2018, "ensure", "at_least"), target(2019, "strive", "at_least"), target(2020, None, "at_least"),
        target(2021, "expect", "about"), target(2022, "expect", "about"), target(2024, "ensure", "at_least"),
    ]  # fmt: skip
    found = wording_changes(polars.DataFrame(told, schema=schema(), orient="row"))
    assert found.select("year", "change").rows() == [
        (2019, "softened"),
        (2020, "hardened"),
        (2021, "softened"),
    ]
    assert found.row(0, named=True)["before"] == "ensure at_least"
    assert found["after_file"].to_list() == ["2019.txt", "2020.txt", "2021.txt"]
    assert (
        "softer (2)"
        in page(reports(), polars.DataFrame(told, schema=schema(), orient="row"), language="en").decode()
    )


def test_empty_years_stand_together() -> None:
    frame = reports().filter(polars.col("year").is_null() | ~polars.col("year").is_between(2018, 2022))
    text = page(frame, language="zh").decode()
    assert "2018–2022" in text
    assert '<th scope="row">2019' not in text


def test_twenty_years_and_one_year_both_have_their_figures() -> None:
    for years in (range(2000, 2024), range(2024, 2025)):
        checker = Checker()
        checker.feed(page(reports(), panel(years=years)).decode())
        assert checker.open == []


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(3.6, 8.3, (2, 10, 2)), (5, 5, (4, 6, 2)), (0.0, 0.0, (0, 0, 0.5)), (-3.1, 2.2, (-4, 4, 2)), (0.11, 0.13, (0.11, 0.13, 0.01))],
)  # fmt: skip
def test_axes_end_at_round_numbers(low: float, high: float, expected: tuple[float, float, float]) -> None:
    assert _nice(low, high) == pytest.approx(expected)


def test_every_verdict_has_a_sign() -> None:
    assert len(set(GLYPHS.values())) == 8


def test_what_cannot_be_compared_is_in_no_median() -> None:
    frame = panel()
    odd = polars.col("indicator").eq("gdp") & polars.col("year").eq(2021)
    spoilt = frame.with_columns(
        verdict=polars.when(odd).then(polars.lit("incomparable")).otherwise(polars.col("verdict"))
    )
    gdp = next(o for o in outcomes(spoilt) if o.indicator == "gdp")
    year = next(y for y in gdp.years if y.year == 2021)
    assert year.target is not None
    assert year.realised is None


def test_equal_counts_have_one_shade() -> None:
    assert [_shade(count, 64) for count in (0, 1, 2, 8, 64)] == [0, 1, 2, 3, 5]
    assert _shade(1, 1) == 1
