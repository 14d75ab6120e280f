"""In CI the office's tests take turns on two databases: none is left out of a run, and each has run on both after two turns.

In the browser the cases of each test take turns: after two turns each has run.
"""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.web.conftest import _browsers_next_turn, _has_its_turn, _of_one_database, _on_postgresql


def test_each_test_runs_every_time_and_on_each_database_every_second_time(request):
    ours = [item for item in request.session.items if "e2e" not in item.path.parts and _on_postgresql(item)]
    for item in ours:
        runs = {
            (turn, sqlite): _has_its_turn(item, turn, sqlite=sqlite)
            for turn, sqlite in product((0, 1), (True, False))
        }
        assert runs[0, True] or runs[0, False], item.nodeid
        assert runs[1, True] or runs[1, False], item.nodeid
        assert runs[0, True] or runs[1, True], item.nodeid
        assert runs[0, False] or runs[1, False], item.nodeid
        if _of_one_database(item):
            assert all(runs.values()), item.nodeid


@dataclass(frozen=True)
class Case:
    nodeid: str

    @property
    def path(self) -> Path:
        return Path(self.nodeid.partition("::")[0])


def test_in_the_browser_each_case_runs_every_second_time():
    cases = [
        Case(f"tests/web/e2e/test_items_in_browser.py::{name}")
        for name in ("test_list[zh-CN]", "test_list[en-GB]", "test_list[phone]", "test_alone")
    ]
    next_time = {turn: _browsers_next_turn(cases, turn) for turn in (0, 1)}
    assert sorted(next_time[0] + next_time[1], key=cases.index) == cases
    assert all(1 <= sum("[" in case.nodeid for case in left) <= 2 for left in next_time.values())


def test_of_two_languages_one_runs_each_time():
    cases = [Case(f"tests/web/e2e/test_year_in_browser.py::test_year[{said}]") for said in ("zh-CN", "en-GB")]
    assert [len(_browsers_next_turn(cases, turn)) for turn in (0, 1)] == [1, 1]


def test_what_is_not_in_the_browser_has_no_such_turn():
    cases = [
        Case("tests/web/console/test_items.py::test_one"),
        Case("tests/web/e2e/test_every_page_in_browser.py::test_every_page[admin]"),
    ]
    assert _browsers_next_turn(cases, 0) == _browsers_next_turn(cases, 1) == []
