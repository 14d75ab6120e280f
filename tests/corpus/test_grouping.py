"""Copies among many documents: what is grouped, what is not, and which copy is the best."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars
import pytest

from luoshi.corpus import grouping
from luoshi.corpus.columns import polars_schema
from luoshi.corpus.grouping import COPIES, Copy, group_copies, grouped
from luoshi.corpus.leaders import Sketched, follow
from luoshi.corpus.sketches import SKETCHES, sketch_of
from luoshi.ledger.build import read_source
from luoshi.text import SourceText

Row = tuple[Any, ...]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def copies(tmp_path: Path) -> Callable[..., dict[str, Copy]]:
    """The copies among documents, by key; ``parts`` is into how many files their rows are put."""

    def find(documents: Sequence[Row], parts: int = 1) -> dict[str, Copy]:
        paths = _store(documents, tmp_path, parts)
        return {row.document: row for row in grouped([str(path) for path in paths])}

    return find


def _store(documents: Sequence[Row], folder: Path, parts: int = 1) -> list[Path]:
    paths = [folder / f"part-{number:05d}.parquet" for number in range(parts)]
    schema = polars_schema(SKETCHES)
    for number, path in enumerate(paths):
        polars.DataFrame(list(documents[number::parts]), schema=schema, orient="row").write_parquet(path)
    return paths


def _text(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def _read(key: str, text: str) -> Row:
    return sketch_of(key, read_source(SourceText.from_string(text), file_name=key))


def _long(seed: int, paragraphs: int = 160) -> str:
    """An invented report of many paragraphs, of whose words few are those of another seed."""
    rng = random.Random(seed)
    characters = [chr(0x4E00 + rng.randrange(6000)) for _ in range(700)]
    body = ["".join(rng.choices(characters, k=90)) + "。" for _ in range(paragraphs)]
    half = len(body) // 2
    return "\n".join(
        (
            "2026年临河市政府工作报告\n各位代表：\n现在，我代表临河市人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾",
            *body[:half],
            "二、2026年重点工作",
            *body[half:],
            "各位代表！让我们团结一心，奋勇前进！",
        )
    )


def test_years_of_one_place_are_no_copies(copies: Callable[..., dict[str, Copy]]) -> None:
    names = ["qingchuan-2024.txt", "qingchuan-2025.txt", "qingchuan-2026.txt", "nanping-2026.txt"]
    found = copies([_read(name, _text(name)) for name in names])
    assert {(copy.size, copy.rule, copy.share) for copy in found.values()} == {(1, "only", 1.0)}


def test_copies_in_other_spellings_are_found(copies: Callable[..., dict[str, Copy]]) -> None:
    text = _text("qingchuan-2026.txt")
    exact = text.replace("\n", "\n\n").replace("5", "５")
    near = text.replace("，", "").replace("的", "旳").replace("发展", "发屐")
    documents = [_read("a.txt", text), _read("b.txt", exact), _read("c.txt", near)]
    documents += [_read("other.txt", _text("nanping-2026.txt"))]
    found = copies(documents)
    assert [found[key].group for key in ("a.txt", "b.txt", "c.txt")] == ["a.txt"] * 3
    assert (found["b.txt"].rule, found["b.txt"].share) == ("exact", 1.0)
    assert found["c.txt"].rule == "near"
    assert 0.5 < found["c.txt"].share < 1
    assert found["other.txt"].group == "other.txt"


def test_pages_are_copies_of_their_report_and_never_the_best(copies: Callable[..., dict[str, Copy]]) -> None:
    text = _long(1)
    size = len(text) // 5
    pages = [_read(f"a{n}.txt", text[n * size : (n + 1) * size]) for n in range(5)]
    found = copies([*pages, _read("whole.txt", text), _read("b.txt", _long(2))])
    assert {copy.group for key, copy in found.items() if key != "b.txt"} == {"whole.txt"}
    assert {copy.rule for key, copy in found.items() if key.startswith("a")} == {"part"}
    assert (found["whole.txt"].best, found["whole.txt"].size) == (True, 6)


def _sketched(marks: set[int], *, complete: bool = True) -> Sketched:
    from array import array

    return Sketched(array("I", sorted(marks)).tobytes(), 64 * len(marks), complete)


def _marks(seed: int, count: int = 200) -> set[int]:
    return set(random.Random(seed).sample(range(1 << 30), count))


def test_a_page_that_leads_gives_way_to_what_holds_it() -> None:
    """A page comes first in the order, say since it states its place; the rest of the report is as incomplete."""
    whole = sorted(_marks(1, 400))
    page, other_page = set(whole[::4]), set(whole[1::4])
    reports = [
        _sketched(page, complete=False),
        _sketched(page | set(sorted(_marks(2))[:5]), complete=False),
        _sketched(set(whole), complete=False),
        _sketched(other_page, complete=False),
    ]
    joined = follow(reports)
    assert [found and (found.leader, found.relation) for found in joined] == [
        (2, "part"),
        (2, "part"),
        None,
        (2, "part"),
    ]


def test_a_chain_does_not_hold_a_group_together() -> None:
    """Each shares 0.7 with the next, the last nothing with the first: the first leads those that share enough with it."""
    marks = list(_marks(3, 400))
    chain = [_sketched(set(marks[start : start + 200])) for start in range(0, 201, 50)]
    joined = follow(chain)
    assert [found and found.leader for found in joined] == [None, 0, None, 2, None]
    assert all(found.share > 0.5 for found in joined if found)


def test_formulas_find_nothing() -> None:
    formulas = _marks(4, 60)
    reports = [_sketched(formulas | _marks(seed)) for seed in range(10, 410)]
    assert follow(reports) == [None] * 400


@pytest.mark.parametrize(
    ("rule", "worse"),
    [
        ("complete", (9999, False, 2, 0, 999)),
        ("stated", (9999, True, 1, 0, 999)),
        ("damage", (9999, True, 2, 1, 999)),
        ("entries", (9999, True, 2, 0, 99)),
        ("length", (8999, True, 2, 0, 100)),
        ("key", (9000, True, 2, 0, 100)),
    ],
)
def test_the_best_is_chosen_by_rules_in_order(
    rule: str, worse: Row, copies: Callable[..., dict[str, Copy]]
) -> None:
    marks = sorted(_marks(5))
    best = ("b.txt", "one", marks, 9000, True, 2, 0, 100)
    found = copies([("c.txt" if rule == "key" else "a.txt", "two", marks, *worse), best])
    assert (found["b.txt"].best, found["b.txt"].rule, found["b.txt"].size) == (True, rule, 2)


def test_empty_and_tiny_documents_are_nobodys_copies(copies: Callable[..., dict[str, Copy]]) -> None:
    rows = [
        _read(key, text)
        for key, text in [("a", "。"), ("b", "。"), ("c", "报告"), ("d", "报告工作"), ("e", "报告")]
    ]
    found = copies(rows)
    assert {key: copy.group for key, copy in found.items()} == {
        "a": "a",
        "b": "b",
        "c": "c",
        "d": "d",
        "e": "c",
    }
    assert found["e"].rule == "exact"


def test_no_order_and_no_number_of_files_matters(copies: Callable[..., dict[str, Copy]]) -> None:
    rng = random.Random(6)
    documents = []
    for report in range(30):
        own = _marks(100 + report)
        for number in range(rng.randrange(1, 5)):
            kept = sorted({mark for mark in own if rng.random() < 0.9})
            documents.append(
                (f"{report}-{number}.txt", f"{report}-{number}", kept, 9000, rng.random() < 0.8, 2, 0, 7)
            )
    expected = copies(documents)
    assert len({copy.group for copy in expected.values()}) == 30
    for parts in (2, 3, 7):
        rng.shuffle(documents)
        assert list(copies(documents, parts).values()) == list(expected.values())


def test_the_table_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".work" / "sketches"
    folder.mkdir(parents=True)
    _store([_read("a.txt", _text("qingchuan-2026.txt")), _read("b.txt", _text("qingchuan-2026.txt"))], folder)
    group_copies(str(tmp_path))
    first = (tmp_path / "copies.parquet").read_bytes()
    frame = polars.read_parquet(tmp_path / "copies.parquet")
    assert frame.columns == list(COPIES)
    assert frame.rows()[0] == ("a.txt", "a.txt", 2, True, 1.0, "key")
    group_copies(str(tmp_path))
    assert (tmp_path / "copies.parquet").read_bytes() == first

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(grouping.os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        group_copies(str(tmp_path))
    assert [path.name for path in tmp_path.glob("*.p*")] == ["copies.parquet"]
    assert (tmp_path / "copies.parquet").read_bytes() == first
