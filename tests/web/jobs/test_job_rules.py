"""Steps of the night as a table: which are due at which moment. And who counts as dead."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.policy import Pace, Policy
from luoshi_web.jobs.process import Process, known_gone, this_process
from luoshi_web.jobs.reaper import is_dead
from luoshi_web.jobs.steps import Step, due, function_of, read, steps

TABLE = read(
    """
[[step]]
name = "lights"
call = "a:b"
time = "01:00"
after = []
catch_up = 3
[[step]]
name = "urging"
call = "a:c"
time = "06:30"
after = ["lights"]
catch_up = 0
"""
)
MONDAY = date(2026, 3, 9)


def _days(*numbers: int) -> list[date]:
    return [date(2026, 3, number) for number in numbers]


@pytest.mark.parametrize(
    ("clock", "asked", "last", "expected", "why"),
    [
        ("00:59", {}, {}, [], "nothing is due before its time"),
        ("01:00", {}, {}, [("lights", 9)], "a step that was never asked for begins with the present day"),
        ("07:00", {}, {}, [("lights", 9)], "urging waits until the lights have ended"),
        ("07:00", {("lights", 9): False}, {"lights": 9}, [], "asked for is not ended"),
        ("06:00", {("lights", 9): True}, {"lights": 9}, [], "ended, but it is not time yet"),
        ("07:00", {("lights", 9): True}, {"lights": 9}, [("urging", 9)], "ended and time"),
        ("23:00", {("lights", 9): True, ("urging", 9): True}, {"lights": 9, "urging": 9}, [], "all done"),
        ("02:00", {("lights", 6): True}, {"lights": 6}, [("lights", 7), ("lights", 8), ("lights", 9)], "days off are made good"),
        ("00:30", {("lights", 6): True}, {"lights": 6}, [("lights", 7), ("lights", 8)], "… before the present day's time too"),
        ("02:00", {("lights", 1): True}, {"lights": 1}, [("lights", 6), ("lights", 7), ("lights", 8), ("lights", 9)], "… as many as catch_up says"),
        ("07:00", {("lights", 9): True, ("urging", 4): True}, {"lights": 9, "urging": 4}, [("urging", 9)], "urging is for the present day alone"),
    ],
)  # fmt: skip
def test_what_is_due(clock, asked, last, expected, why):
    now = datetime.combine(MONDAY, datetime.strptime(clock, "%H:%M").time())
    given = {(name, date(2026, 3, day)): ended for (name, day), ended in asked.items()}
    latest = {name: date(2026, 3, day) for name, day in last.items()}
    found = due(TABLE, now=now, asked=given, last=latest)
    assert [(step.name, day.day) for step, day in found] == expected, why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("catch_up = 3", ""), "a key is missing"),
        (('name = "urging"', 'name = "lights"'), "a name twice"),
        (('after = ["lights"]', 'after = ["letters"]'), "after a step that is not there"),
        (("a:b", "a.b"), "no function"),
        (("01:00", "25:00"), "no time"),
    ],
)
def test_a_wrong_table_is_refused(change, why):
    rows = "\n".join(
        f'[[step]]\nname = "{s.name}"\ncall = "{s.call}"\ntime = "{s.at:%H:%M}"\nafter = {list(s.after)}\ncatch_up = {s.catch_up}'
        for s in TABLE
    ).replace("'", '"')
    assert read(rows) == TABLE
    with pytest.raises(ValueError, match=r"night.toml|isoformat|hour"):
        read(rows.replace(*change))


def test_the_table_in_force_is_well_formed():
    assert [step.name for step in steps()] == [
        "lights",
        "urging",
        "registers",
        "letters",
        "notices",
        "head",
        "faults",
        "files",
        "publication",
        "downloads",
    ]
    assert all(function_of(step) is not None for step in steps())


def _step(call: str) -> Step:
    return Step("x", call, datetime.min.time(), (), 0)


def test_a_step_that_is_not_installed_is_told_from_one_that_is_broken(tmp_path, monkeypatch):
    assert function_of(_step("luoshi_web.not_there.run:run_day")) is None
    (tmp_path / "broken_step.py").write_text("import a_module_that_nobody_has\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError):
        function_of(_step("broken_step:run"))


def test_waits_grow_and_end():
    policy = Policy(tries=9, waits=(10, 60))
    assert [policy.wait(after).seconds for after in (1, 2, 3, 8)] == [10, 60, 60, 60]


def test_a_pace_gives_four_heartbeats():
    with pytest.raises(ValueError, match="four heartbeats"):
        Pace(beat=20, silent=60)


NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def _worker(process: Process, *, seen: float, ended: bool = False) -> Worker:
    return Worker(
        name="w", host=process.host, machine=process.machine, pid=process.pid, born=process.born, started_at=NOW,
        seen_at=NOW - timedelta(seconds=seen), ended_at=NOW if ended else None,
    )  # fmt: skip


def test_a_process_is_known_by_number_and_birth():
    here = this_process()
    assert not known_gone(here)
    if not here.machine:
        pytest.skip("no /proc here")
    assert known_gone(Process(here.host, here.machine, here.pid, "1")), "the number was given anew"
    assert not known_gone(Process(here.host, "another machine", 999_999, "1")), "nobody knows"
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    from luoshi_web.jobs.process import _born

    process = Process(here.host, here.machine, child.pid, _born(child.pid) or "")
    assert not known_gone(process)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert known_gone(process), "a zombie works no more"
    child.communicate()
    assert known_gone(process)


@pytest.mark.parametrize(
    ("seen", "ended", "dead"), [(0, False, False), (59, False, False), (61, False, True), (0, True, True)]
)
def test_a_silent_worker_is_dead_after_a_minute(seen, ended, dead):
    worker = _worker(Process("elsewhere", "another machine", 1, "1"), seen=seen, ended=ended)
    assert is_dead(worker, at=NOW, pace=Pace()) is dead
