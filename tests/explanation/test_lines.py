"""Which words made a line. The model changes from training to training, so what holds for every model is tested, not its weights."""

import numpy as np
import pytest

import luoshi
from luoshi.explanation.again import Again, Tagged
from luoshi.explanation.explain import Explainer
from luoshi.explanation.names import UnknownIdError, holding, named
from luoshi.explanation.rows import stage_row
from luoshi.explanation.sightings import Sightings
from luoshi.explanation.weights import AGAINST, FOR, Weights
from luoshi.ledger.report import Report


@pytest.fixture(scope="module")
def again(report: Report) -> Again:
    return Again(report)


@pytest.fixture(scope="module")
def tagged(again: Again) -> Tagged:
    return again.tagged()


def test_what_was_seen_of_a_clause_adds_up_to_what_it_was_decided_by(tagged: Tagged) -> None:
    sightings = Sightings(tagged.seen, tagged.model)
    for unit in range(len(tagged.lines.units)):
        seen = sum(sighting.weights for sighting in sightings.of(unit))
        assert np.allclose(seen, tagged.emissions[unit], atol=1e-3)


def test_the_words_are_the_reports_own_and_whole(report: Report, tagged: Tagged, again: Again) -> None:
    weights = Weights(again.view.text, tagged)
    for line in tagged.lines.lines:
        for clause in weights.of_line(line).clauses:
            assert clause.quote in report.source.text
            assert len(clause.speaks_for) <= FOR
            assert len(clause.speaks_against) <= AGAINST
            assert all(w.weight > 0 for w in clause.speaks_for)
            assert all(w.weight < 0 for w in clause.speaks_against)
            for weight in clause.speaks_for + clause.speaks_against:
                assert all(word in again.view.text for word in weight.words)
                assert (weight.words == ()) == (weight.where in ("section", "marks", "place"))


def test_all_readings_of_a_line_together_are_certain(tagged: Tagged, again: Again) -> None:
    weights = Weights(again.view.text, tagged)
    for line in tagged.lines.lines:
        decision = weights.of_line(line)
        assert decision.reading == (line.grade or line.kind)
        assert decision.certainty == round(line.certainty, 3)
        first, second = decision.alternatives
        assert first.likely >= second.likely >= 0
        assert decision.likely + first.likely + second.likely <= 1.001
        assert decision.reading not in (first.reading, second.reading)


def test_every_line_that_was_learnt_is_explained(report: Report) -> None:
    explainer = Explainer(report)
    assert any(line.certainty is not None for line in report.lines)
    for line in report.lines:
        told = explainer.of(line)
        assert (told.decision is not None) == (line.certainty is not None)
        assert set(told.entries) == {e.id for e in report.entries if e.line == line.id}


def test_what_only_leads_to_a_line_is_told(tagged: Tagged, again: Again) -> None:
    weights = Weights(again.view.text, tagged)
    for line in tagged.lines.lines:
        begin = int(tagged.lines.units.starts[line.first])
        assert weights.of_line(line).lead == again.view.text[begin : line.start]


def test_a_deed_tells_its_stage_by_the_words_that_say_it(report: Report) -> None:
    (row,) = stage_row("滨河大桥建成通车", "in_use")
    assert (row.table, row.word) == ("stages.tsv", "通车")
    explainer = Explainer(report)
    for line in report.lines:
        fields = {field.name: field for field in explainer.of(line).fields}
        assert ("stage" in fields) == (line.stage is not None)
        if line.stage is not None:
            assert fields["stage"].value == line.stage
            assert fields["stage"].rows[0].word in line.quote


def test_an_id_may_be_cut_short_and_a_wrong_one_names_the_closest(report: Report) -> None:
    entry = report.entries[0]
    assert named(report, entry.id[:8]).id == entry.id
    wrong = entry.id[:-1] + ("0" if entry.id[-1] != "0" else "1")
    with pytest.raises(UnknownIdError) as error:
        named(report, wrong)
    assert error.value.closest[0] == entry.id
    assert not error.value.several
    with pytest.raises(UnknownIdError) as error:
        named(report, "e")
    assert error.value.several
    assert all(name.startswith("e") for name in error.value.closest)
    with pytest.raises(UnknownIdError) as error:
        named(report, "总值")
    assert error.value.closest == ()


def test_words_find_whatever_holds_them(report: Report) -> None:
    assert {type(thing).__name__ for thing in holding(report, "10亿元以上")} == {"Entry", "Unused"}
    assert holding(report, "没有这几个字") == []
    assert holding(report, "") == []
    across = holding(report, "城北水厂，确保")  # no quote has it all
    assert any("城北水厂" in thing.quote for thing in across)


def test_it_is_plain_data_and_the_same_each_time(report: Report) -> None:
    import json

    one, other = (luoshi.explain(report, report.entries[0].id) for _ in range(2))
    assert one == other
    assert json.loads(json.dumps(one.to_dict(), ensure_ascii=False))["id"] == report.entries[0].id
