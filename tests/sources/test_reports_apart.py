"""Which files are pages of one report: two places, two years and two whole texts never are."""

import re
from itertools import combinations
from pathlib import Path

import pytest

import luoshi
from luoshi.errors import SourceError
from luoshi.sources import load
from luoshi.sources.pages import join_pages, reports_in
from luoshi.text import SourceText

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = sorted(p for p in EXAMPLES.iterdir() if p.suffix in {".txt", ".html"})
TEXT = (EXAMPLES / "qingchuan-2026.txt").read_text(encoding="utf-8")
OTHER = (EXAMPLES / "qingchuan-2025.txt").read_text(encoding="utf-8")


def source(text: str, path: str) -> SourceText:
    return SourceText.from_string(text, path=path)


def sizes(*sources: SourceText, collection: bool = False) -> list[int]:
    return [len(report) for report in reports_in(sources, collection=collection)]


@pytest.mark.parametrize(
    "pair", list(combinations(REPORTS, 2)), ids=lambda pair: "+".join(p.stem for p in pair)
)
def test_any_two_reports_are_two(pair: tuple[Path, Path]) -> None:
    assert sizes(*map(load, pair)) == [1, 1]
    with pytest.raises(SourceError, match="2 reports") as refused:
        luoshi.read(pair)
    assert refused.value.key == "several_reports"


def test_a_body_without_its_opening_beside_a_whole_report_is_in_doubt() -> None:
    body = source(TEXT[TEXT.index("    一、") :], "正文.txt")
    with pytest.raises(SourceError, match="--pages") as refused:
        reports_in([source(OTHER, "2025.txt"), body])
    assert refused.value.key == "unclear_pages"
    assert "2025.txt" in refused.value.sentence("zh")
    assert [len(r) for r in reports_in([source(OTHER, "2025.txt"), body], division="one")] == [2]
    assert [len(r) for r in reports_in([source(OTHER, "2025.txt"), body], division="each")] == [1, 1]


def test_two_bodies_without_an_opening_are_in_doubt() -> None:
    bodies = [source(text[text.index("一、") :], f"{n}.txt") for n, text in enumerate((TEXT, OTHER))]
    with pytest.raises(SourceError, match="same report"):
        join_pages(bodies)


def test_pages_of_two_reports_go_to_their_own() -> None:
    pages = []
    for name, text in (("5905", TEXT), ("6001", OTHER)):
        cut = text.index("二、", text.index("一、") + 900)
        pages += [source(text[:cut], f"{name}.txt"), source(text[cut:], f"{name}_2.txt")]
    found = reports_in([pages[0], pages[2], pages[3], pages[1]])
    assert [[p.path for p in report] for report in found] == [
        ["5905.txt", "5905_2.txt"],
        ["6001.txt", "6001_2.txt"],
    ]


def test_in_a_folder_of_pages_a_single_page_of_another_report_is_a_stray() -> None:
    cut = TEXT.index("    二、")
    files = (
        source(TEXT[:cut], "a/5905.txt"),
        source(TEXT[cut:], "a/5905_2.txt"),
        source(OTHER[:1700], "a/2025.txt"),
    )
    assert sizes(*files, collection=True) == [3]
    assert sizes(*files) == [2, 1]
    assert sizes(source(TEXT, "a/x.txt"), source(OTHER, "a/y.txt"), collection=True) == [1, 1]


def test_a_report_in_several_pages_swallows_no_whole_report_of_its_folder(tmp_path: Path) -> None:
    cut = TEXT.index("    二、")
    else_where = OTHER.replace("青川区", "白石县")
    long = re.sub("^.*现在，我代表.*$", "", else_where.replace("白石县", "南岭县"), flags=re.M) * 3
    for name, text in {"5905": TEXT[:cut], "5905_2": TEXT[cut:], "2025": OTHER, "白石": else_where}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    reports = list(luoshi.read_many([tmp_path]))
    assert len(reports) == 3
    assert [len(report.entries) > 9 for report in reports] == [True] * 3
    with pytest.raises(SourceError, match="3 reports"):
        luoshi.read(tmp_path)
    files = (source(TEXT[:cut], "a/1_1.txt"), source(TEXT[cut:], "a/1_2.txt"), source(long, "a/x.txt"))
    assert sizes(*files, collection=True) == [2, 1]
