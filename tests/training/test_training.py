"""The trainer on paragraphs of our own making: it learns, it gives the same bytes, and it refuses what is worse or not there."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from luoshi.lines.columns import Columns
from luoshi.lines.features import look
from luoshi.lines.lattice import LABELS
from luoshi.lines.lexicon import Lexicon, empty
from luoshi.lines.line import TaggedLine
from luoshi.lines.model import packed, unpacked
from luoshi.lines.reader import blocks, read_lines
from luoshi.lines.templates import TEMPLATES
from luoshi.lines.units import cut
from luoshi.outline.section import Section
from luoshi.outline.stretches import Stretch
from luoshi.text import Span
from training import annotate, train
from training.examples import Example, encoded
from training.folds import UNCALIBRATED, add, as_model, calibrate, folds
from training.gold import GoldLine, load_gold
from training.learner import Settings, Templates, learn, shares_of
from training.lexicon import make_lexicon
from training.scores import Score

PLANS = [
    "建设城北水厂，改造云河大桥，加强耕地保护，让群众喝上好水。",
    "改造老旧小区，建设滨江公园，加强安全监管，让城市更有温度。",
    "建设职教园区，加强河道保护，改造乡村公路，让群众出行方便。",
]
GRADES = {"建设": "deliverable", "改造": "deliverable", "加强": "activity"}
QUICK = Settings(penalty=0.05, rarest=1, rounds=30)


def stretch(text: str) -> Stretch:
    section = Section("s1", None, 1, None, None, "tasks", Span(0, len(text)), None)
    return Stretch(0, len(text), section, False, (section,))


def example(number: int, text: str, lexicon: Lexicon, *, ours: bool = False, blind: bool = False) -> Example:
    lines = []
    for clause in text.rstrip("。").split("，"):
        if not blind and (grade := GRADES.get(clause[:2])) is not None:
            start = text.index(clause)
            lines.append(GoldLine(Span(start, start + len(clause)), "task", grade, False, "r1"))
    units = cut(text, [stretch(text)])
    labels, doubts = encoded(units, lines)
    seen = replace(look(text, units, lexicon), columns=None)
    return Example(f"r{number}", text, units, seen, labels, doubts, tuple(lines), np.full(len(units), ours))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    lexicon = empty()
    return [example(number, text, lexicon) for number, text in enumerate(PLANS * 3)]


def found(text: str, examples: Sequence[Example]) -> list[tuple[str, str | None]]:
    model = as_model(empty(), learn(examples, empty(), QUICK), UNCALIBRATED, {})
    return [
        (text[line.start : line.end], line.grade) for line in read_lines(text, [stretch(text)], model).lines
    ]


def test_it_learns_what_makes_a_line_and_its_grade(examples: list[Example]) -> None:
    text = "建设南湖公园，改造北环公路，加强林地保护，让百姓安居。"
    lines = [("建设南湖公园", "deliverable"), ("改造北环公路", "deliverable"), ("加强林地保护", "activity")]
    assert found(text, examples) == lines


def test_what_only_our_readers_do_is_not_what_is_read(examples: list[Example]) -> None:
    """Two thirds of what was read is by readers of ours who saw no line anywhere: the others' way of reading stays."""
    blind = [example(20 + n, text, empty(), ours=True, blind=True) for n, text in enumerate(PLANS * 6)]
    text = "建设南湖公园，改造北环公路，加强林地保护，让百姓安居。"
    assert [grade for _, grade in found(text, examples + blind)] == ["deliverable", "deliverable", "activity"]
    same = [replace(one, ours=np.zeros(len(one.units), bool)) for one in blind]
    assert found(text, examples + same) == []


def test_each_learner_sees_its_share_of_the_templates() -> None:
    settings = Settings(models=4, share=0.5)
    drawn = shares_of(40, 8, settings)
    assert drawn == shares_of(40, 8, settings)
    assert [(len(one.columns), len(one.parts)) for one in drawn] == [(20, 4)] * 4
    assert len(set(drawn)) == 4
    assert shares_of(40, 8, Settings(models=1, share=1.0)) == [Templates(tuple(range(40)), tuple(range(8)))]


def test_what_our_readers_read_is_scored_apart(examples: list[Example]) -> None:
    model = as_model(empty(), learn(examples, empty(), QUICK), UNCALIBRATED, {})
    score, ours = Score(), Score()
    add(score, ours, examples[0], model)
    assert (len(score.stands), len(ours.stands)) == (3, 0)
    add(score, ours, replace(examples[0], ours=np.ones(len(examples[0].units), bool)), model)
    assert (len(score.stands), len(ours.stands)) == (3, 3)


def test_the_same_examples_give_the_same_bytes(examples: list[Example]) -> None:
    made = [
        packed(as_model(empty(), learn(examples, empty(), QUICK), UNCALIBRATED, {"a": 1})) for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_model_is_read_as_it_was_written(examples: list[Example]) -> None:
    model = as_model(empty(), learn(examples, empty(), QUICK), UNCALIBRATED, {"reports": 9})
    again = unpacked(packed(model))
    assert again.card == {"reports": 9}
    assert packed(again) == packed(model)
    emissions = [m.emissions(examples[0].seen) for m in (model, again)]
    assert emissions[0].tolist() == emissions[1].tolist()


def test_no_report_is_learnt_from_and_scored_on(examples: list[Example]) -> None:
    parts = folds(examples, 3)
    scored = [e.document for _, held in parts for e in held]
    assert sorted(scored) == sorted(e.document for e in examples)
    for known, held in parts:
        assert not {e.document for e in known} & {e.document for e in held}


def test_every_column_that_a_template_names_is_there() -> None:
    text = PLANS[0]
    columns = Columns(text, cut(text, [stretch(text)]), empty())
    for template in TEMPLATES:
        for name in template:
            assert len(columns[name].names) == columns.count
    assert len(set(TEMPLATES)) == len(TEMPLATES)


def test_what_is_seen_of_a_unit_does_not_hang_on_where_the_text_is_cut_in_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n".join(PLANS * 4)
    units = cut(text, [stretch(text)])
    whole = look(text, units, empty())
    monkeypatch.setattr("luoshi.lines.reader._TOGETHER", 8)
    parts = [look(*block, empty()) for block in blocks(text, units)]
    assert len(parts) > 3
    assert np.concatenate([p.hashes for p in parts]).tolist() == whole.hashes.tolist()


def test_words_of_like_places_are_near() -> None:
    texts = [
        f"今年{verb}{thing}，群众满意。" for verb in ("新建", "改建") for thing in ("学校", "公园", "医院")
    ] * 8
    lexicon = make_lexicon(texts)
    again = make_lexicon(texts)
    assert lexicon.names.tolist() == again.names.tolist()
    likeness = [one.vectors @ one.vectors.T for one in (lexicon, again)]
    assert np.abs(likeness[0] - likeness[1]).max() < 1e-3
    assert len(lexicon.names) == len(lexicon.vectors) - 1


def test_certainty_rises_with_likelihood() -> None:
    stands = [(n / 400, n % 400 < n) for n in range(400)] + [(n / 400, n % 3 > 0) for n in range(400)]
    places, shares = calibrate(stands)
    assert (np.diff(places) >= 0).all()
    assert (np.diff(shares) >= 0).all()


def line(
    start: int, end: int, kind: str = "task", grade: str | None = "activity", sure: float = 0.95
) -> TaggedLine:
    return TaggedLine(start, end, kind, grade, sure, 0, 1)  # type: ignore[arg-type]


def test_scores_count_what_is_found_usable_and_false() -> None:
    gold = [
        GoldLine(Span(0, 10), "task", "deliverable", False, "r"),
        GoldLine(Span(20, 40), "task", "activity", False, "r"),
        GoldLine(Span(50, 60), "task", "activity", True, "r"),
    ]
    score = Score()
    score.add("字" * 100, gold, [line(0, 10, grade="deliverable"), line(20, 33), line(70, 80)])
    figures = score.figures()
    assert figures["lines.found"] == pytest.approx(2 * 2 / 5)
    assert figures["lines.usable"] == pytest.approx(2 * 1 / 5)
    assert figures["grade.plans"] == 1.0
    assert figures["sure.right"] == pytest.approx(1 / 3, abs=1e-3)


def annotation(tmp_path: Path, quote: str) -> tuple[Path, Path, Path]:
    corpus = tmp_path / "shared" / "corpus"
    corpus.mkdir(parents=True)
    (corpus / "a.txt").write_text("一段。\n今年建设城北水厂，加强监管。\n", encoding="utf-8")
    index = tmp_path / "index.json"
    index.write_text(json.dumps([["p000", "a.txt", 4, 18]]), encoding="utf-8")
    read = tmp_path / "read.jsonl"
    row = {"id": "p000", "lines": [{"quote": quote, "kind": "task", "grade": "deliverable", "doubt": None}]}
    read.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return read, index, corpus


def test_an_annotation_holds_no_text(tmp_path: Path) -> None:
    read, index, corpus = annotation(tmp_path, "建设城北水厂")
    rows = list(annotate.annotated("r1", read, index, corpus))
    (row,) = rows
    assert (row["start"], row["end"], row["lines"]) == (4, 18, [[6, 12, "deliverable", 0]])
    assert "水厂" not in json.dumps(rows, ensure_ascii=False)


def test_a_quote_that_is_not_there_is_told(tmp_path: Path) -> None:
    read, index, corpus = annotation(tmp_path, "建设城南水厂")
    with pytest.raises(annotate.NotThereError, match="城南水厂"):
        list(annotate.annotated("r1", read, index, corpus))


def test_annotations_of_another_text_are_left_out(tmp_path: Path) -> None:
    read, index, corpus = annotation(tmp_path, "建设城北水厂")
    own = tmp_path / "own"
    own.mkdir()
    rows = list(annotate.annotated("r1", read, index, corpus))
    (own / "r1.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "shared" / "gold").mkdir()
    (tmp_path / "shared" / "gold" / "lines.jsonl").write_text("", encoding="utf-8")
    (report,) = load_gold(tmp_path / "shared", own)
    assert len(report.lines) == 1
    assert report.ours == frozenset(report.paragraphs) == {Span(4, 18)}
    (corpus / "a.txt").write_text("另一段。", encoding="utf-8")
    assert load_gold(tmp_path / "shared", own) == []


def test_a_worse_model_is_not_installed(tmp_path: Path, examples: list[Example]) -> None:
    path = tmp_path / "lines.npz"
    better = {"folds": {"lines.usable": 0.9, "deeds.silent": 0.9}}
    path.write_bytes(packed(as_model(empty(), learn(examples, empty(), QUICK), UNCALIBRATED, better)))
    assert train._worse({"lines.usable": 0.88, "deeds.silent": 0.95}, path)
    assert train._worse({"lines.usable": 0.8995, "deeds.silent": 0.9}, path) is None
    assert train._worse({"lines.usable": 0.1}, tmp_path / "none.npz") is None


def test_labels_come_in_pairs() -> None:
    assert LABELS[0] == "O"
    assert all(LABELS[n][0] == "B" and LABELS[n + 1] == "I" + LABELS[n][1:] for n in range(1, len(LABELS), 2))
