"""How far a deed has come, and why a clause is silent: every row of the two tables is needed."""

import pytest

from luoshi.vocabulary import silences, stages
from luoshi.vocabulary.tables import Row, read_table

STAGES = read_table("stages.tsv", 4)
SILENCES = read_table("silences.tsv", 4)


@pytest.mark.parametrize("row", STAGES, ids=lambda row: row.cells[0])
def test_without_its_row_the_example_of_a_stage_breaks(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    _word, stage, example, _counter = row.cells
    wanted = None if stage == "-" else stage
    assert stages.stage_of(example) == wanted
    monkeypatch.setattr(stages, "read_table", lambda table, columns: tuple(r for r in STAGES if r != row))
    stages._table.cache_clear()
    try:
        assert stages.stage_of(example) != wanted
    finally:
        monkeypatch.undo()
        stages._table.cache_clear()


@pytest.mark.parametrize("row", [r for r in STAGES if r.cells[3]], ids=lambda row: row.cells[0])
def test_a_counter_example_is_of_no_such_stage(row: Row) -> None:
    assert stages.stage_of(row.cells[3]) != row.cells[1]


@pytest.mark.parametrize("row", SILENCES, ids=lambda row: row.cells[2])
def test_without_its_row_the_example_of_a_reason_breaks(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    reason, _place, _word, example = row.cells
    assert silences.reason_in(example) == reason
    monkeypatch.setattr(silences, "read_table", lambda table, columns: tuple(r for r in SILENCES if r != row))
    silences._table.cache_clear()
    try:
        assert silences.reason_in(example) != reason
    finally:
        monkeypatch.undo()
        silences._table.cache_clear()


def test_of_several_stages_the_farthest_counts() -> None:
    assert stages.stage_of("云河大桥建成通车") == "in_use"
    assert stages.stage_of("城北水厂开工建设，滨江路竣工") == "completed"
    assert stages.stage_of("营商环境持续向好") is None
