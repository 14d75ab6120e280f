"""Sentences and what is read of them: the tables *statements*, *distribution*, *kinds*, *periods* and *counted*."""

from pathlib import Path

import pytest

from luoshi.quantities import scan
from luoshi.statements.reader import SENTENCE, Sentence, read_sentence
from luoshi.statements.sentence.headlines import Headlines
from luoshi.statements.statement import Statement
from luoshi.statements.years.calendar import Calendar
from luoshi.text import reading_view
from luoshi.vocabulary.verbs import verbs

TABLES = Path(__file__).parent.parent / "tables"
YEAR = 2026


def rows(*tables: str) -> list[tuple[str, str, str, str]]:
    lines = [
        line
        for table in tables
        for line in (TABLES / table).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


def read(role: str, text: str) -> list[Statement]:
    """All statements of a text of one section, sentence by sentence."""
    lead = "今年全市经济社会发展主要预期目标是：\n" if role == "headline" else ""
    view = reading_view(lead + text).text
    calendar, headlines = Calendar(YEAR), Headlines()
    found: list[Statement] = []
    section_role = "targets" if role == "headline" else role
    calendar.begin(section_role)
    numbers = scan(view).quantities
    for match in SENTENCE.finditer(view):
        start, end = match.span()
        inside = [q for q in numbers if start <= q.span.start < end]
        sentence = Sentence(view, start, end, inside, section_role, heading=False)
        found += read_sentence(sentence, calendar, YEAR, ("南屏市", "南屏"), headlines)[0]
    return sorted(found, key=lambda s: (s.start, s.end))


def shown(statement: Statement) -> str:
    if statement.kind in ("task", "problem"):
        return f"{statement.kind} - - - - - -"
    subject = statement.subject
    code = (subject.indicator if subject else None) or "-"
    partial = "+" if subject and subject.partial and code != "-" else ""
    values = [
        statement.measure,
        statement.direction,
        statement.bound,
        statement.low,
        statement.high,
        statement.unit,
    ]
    cells = ["~" if v is None else format(v, "f") if hasattr(v, "as_tuple") else str(v) for v in values]
    return f"{code}{partial} " + " ".join(cells)


SENTENCES = rows("statements.tsv", "distribution.tsv", "kinds.tsv")


@pytest.mark.parametrize(("role", "text", "expected", "why"), SENTENCES, ids=lambda cell: cell[:24])
def test_sentence(role: str, text: str, expected: str, why: str) -> None:
    found = [shown(s) for s in read(role, text)]
    assert sorted(found) == sorted([] if expected == "none" else expected.split(" ; ")), why


@pytest.mark.parametrize(("role", "text", "expected", "why"), rows("periods.tsv"), ids=lambda cell: cell[:24])
def test_period(role: str, text: str, expected: str, why: str) -> None:
    found = []
    for statement in read(role, text):
        code, period = statement.subject and statement.subject.indicator, statement.period
        if code and period:
            years = str(period.first) if period.first == period.last else f"{period.first}-{period.last}"
            found.append(f"{code} {years}")
    assert sorted(found) == sorted(expected.split(" ; ")), why


@pytest.mark.parametrize(("role", "text", "expected", "why"), rows("counted.tsv"), ids=lambda cell: cell[:24])
def test_counted(role: str, text: str, expected: str, why: str) -> None:
    found = [s.subject.text for s in read(role, text) if s.subject and s.low is not None]
    assert found == expected.split(" ; "), why


DOCUMENT = (Path(__file__).parents[2] / "docs/statements.md").read_text(encoding="utf-8")
CELLS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in DOCUMENT.splitlines() if line[:1] == "|"
]
SHOWN = [
    (
        next(cell for cell in cells if cell.endswith("。")),
        next(cell for cell in cells if " exact " in cell or " about " in cell),
    )
    for cells in CELLS
    if any(" exact " in cell or " about " in cell for cell in cells)
]
DATED = [(cells[0], cells[1]) for cells in CELLS if len(cells) == 2 and cells[0].endswith("。")]


def test_the_document_has_examples() -> None:
    assert len(SHOWN) >= 12
    assert len(DATED) >= 4


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_sentences_of_the_document(text: str, expected: str) -> None:
    role = "targets" if "新招引" in text else "review"
    assert sorted(shown(s) for s in read(role, text)) == sorted(expected.split(" ; "))


@pytest.mark.parametrize(("text", "years"), DATED)
def test_years_of_the_document(text: str, years: str) -> None:
    (statement,) = read("review", text)
    assert statement.period is not None
    assert f"{statement.period.first}–{statement.period.last}" == years


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("15件民生实事如期完成。", ["15件民生实事如期完成"]),
        (
            "40个项目竣工投产，12个项目开工、8个项目签约。",
            ["40个项目竣工投产", "12个项目开工", "8个项目签约"],
        ),
        ("400个重点项目完成投资26亿元。", ["400个重点项目", "重点项目完成投资26亿元"]),
        ("自然村100%通水泥路。", ["自然村100%通水泥路"]),
        ("为260户困难家庭提供了住房保障。", ["为260户困难家庭提供了住房保障"]),
        ("建成8条道路和20座桥。", ["建成8条道路", "20座桥"]),
        (
            "三次产业结构不断优化，由上年的33.5：38.7：27.8调整为32：39.5：28.5。",
            ["三次产业结构不断优化，由上年的33.5：38.7：27.8调整为32：39.5：28.5"] * 3,
        ),
    ],
)
def test_quotes_hold_the_whole_statement(text: str, quotes: list[str]) -> None:
    assert [text[s.start : s.end] for s in read("review", text)] == quotes


UPON = [word for word, verb in verbs().items() if verb.counted in ("upon", "away")]


@pytest.mark.parametrize("word", UPON)
def test_a_deed_upon_a_thing_names_the_set_and_one_that_makes_it_does_not(word: str) -> None:
    (acted,), (made,) = read("review", f"{word}甲字号旧件12个。"), read("review", "出台甲字号旧件12个。")
    assert acted.subject is not None
    assert made.subject is not None
    assert (acted.subject.text, made.subject.text) == (f"{word}甲字号旧件", "甲字号旧件")
    assert acted.subject.acts
