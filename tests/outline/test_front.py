"""Front matter by the table, and the file's name as the last resort."""

from pathlib import Path

import pytest

from luoshi.outline import Front, read_front, read_outline
from luoshi.text import SourceText

TABLE = Path(__file__).parent.parent / "tables" / "front.tsv"
BODY = "\n一、过去一年工作回顾\n经济稳步增长，就业总体稳定，民生持续改善。\n二、今年重点工作\n要扩大有效投资，办好民生实事。"


def read(text: str, file_name: str | None = None) -> Front:
    source = SourceText.from_string(text)
    return read_front(source, read_outline(source), file_name=file_name)


def rows() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, expected, why) for text, expected, why in cells]


@pytest.mark.parametrize(("lines", "expected", "why"), rows())
def test_front(lines: str, expected: str, why: str) -> None:
    front = read(lines.replace("⏎", "\n") + BODY)
    place = front.place
    found = {
        "title": front.title,
        "place": place and place.name,
        "code": place and place.code,
        "level": place and place.level,
        "year": front.year,
        "session": front.session,
        "date": front.date,
        "speaker": front.speaker,
    }
    wanted = dict(pair.split("=") for pair in expected.split(" ; "))
    assert {key: str(found[key]) for key in wanted} == wanted, why
    assert front.guessed == (), why


def test_superiors_are_named_as_far_as_the_text_shows_them() -> None:
    head = "各位代表：\n我代表清苑区人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n"
    assert read(head + "获评河北省先进。").place.name == "河北省清苑区"  # type: ignore[union-attr]
    assert read(head + "获评保定市先进。").place.name == "保定市清苑区"  # type: ignore[union-attr]
    assert read(head + "修通了滨河北路。").place.name == "清苑区"  # type: ignore[union-attr]


def test_a_place_has_the_code_of_its_year() -> None:
    text = "{}年1月9日在清苑县第五届人民代表大会第二次会议上\n各位代表：\n我代表县人民政府，向大会报告工作，请予审议。"
    place = read(text.format(2010) + BODY).place
    assert place is not None
    assert (place.name, place.code) == ("清苑县", "130622")


def test_the_file_name_is_asked_last_and_marked() -> None:
    front = read("经济稳步增长，就业总体稳定。要扩大投资，办好实事。", "临河市-2021.txt")
    assert front.place is not None
    assert (front.place.name, front.year, front.guessed) == ("临河市", 2021, ("place", "year"))


PLAN = "各位代表：\n计划草案在一九六三年初编成。一九六五年煤产量要达到九百万吨，一九六五年粮食产量要达到八百万吨。"


@pytest.mark.parametrize(("file_name", "year", "guessed"), [
    ("全国-1963.txt", 1963, ("year",)),  # the text speaks of it, though the plan's last year is named more often
    ("全国-1971.txt", 1966, ()),  # the text does not: one more than its last year
    (None, 1966, ()),
])  # fmt: skip
def test_years_that_are_only_counted_give_way_to_the_name(
    file_name: str | None, year: int, guessed: tuple[str, ...]
) -> None:
    front = read(PLAN, file_name)
    assert front.year == year
    assert "year" in front.guessed if guessed else "year" not in front.guessed


def test_an_unknown_file_name_guesses_nothing() -> None:
    front = read("经济稳步增长，就业总体稳定。", "report.txt")
    assert (front.place, front.year, front.guessed) == (None, None, ())
