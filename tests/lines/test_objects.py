"""What a clause without a number is about: the table *objects*, and the words that it rests on."""

from pathlib import Path

import pytest

from luoshi.errors import VocabularyError
from luoshi.lines.objects import lacking, object_of
from luoshi.vocabulary import verbs as module
from luoshi.vocabulary.tables import Row

TABLE = Path(__file__).parent.parent / "tables" / "objects.tsv"
CASES = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize(("kind", "clause", "subject", "why"), CASES)
def test_subject(kind: str, clause: str, subject: str, why: str) -> None:
    read = object_of if kind == "task" else lacking
    text = f"。{clause}。"
    start, end = read(text, 1, len(text) - 1)
    assert text[start:end] == subject, why


@pytest.mark.parametrize(
    "clause",
    [
        "推进",
        "和和和和",
        "的的的的",
        "不不不不",
        "加强和",
        "坚持以",
        "把把把把",
        "力争力争",
        "加强和推进和推进",
    ],
)
def test_any_clause_has_a_subject_within_it(clause: str) -> None:
    for read in (object_of, lacking):
        start, end = read(clause, 0, len(clause))
        assert 0 <= start < end <= len(clause)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("推进", "noun", "-", "-", "-", ""), "noun"),
        (("推进", "verb", "maybe", "-", "-", ""), "maybe"),
        (("推进", "verb", "-", "all", "-", ""), "all"),
        (("推进", "verb", "-", "-", "-", ""), "twice"),
    ],
)
def test_a_typo_stops_the_load(monkeypatch: pytest.MonkeyPatch, cells: tuple[str, ...], message: str) -> None:
    rows = (Row("verbs.tsv", 1, ("推进", "verb", "yes", "-", "-", "")), Row("verbs.tsv", 2, cells))
    monkeypatch.setattr(module, "read_table", lambda table, columns: rows)
    module.verbs.cache_clear()
    with pytest.raises(VocabularyError, match=message):
        module.verbs()
    module.verbs.cache_clear()
