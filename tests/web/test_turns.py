"""In CI the office's tests take turns on two databases: none is left out of a run, and each has run on both after two turns."""

from itertools import product

from tests.web.conftest import _has_its_turn, _of_one_database, _on_postgresql


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
