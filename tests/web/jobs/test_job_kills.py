"""Workers are killed in the middle of jobs, at random moments. What they held is done by others, and done once."""

import json
import os
import random
import signal
import time

import pytest

KILLS = int(os.environ.get("LUOSHI_KILLS", "10"))


def _acts(works) -> list[int]:
    rows = works.rows("SELECT details FROM audit_act WHERE verb = 'job.again'")
    return sorted(json.loads(details)["number"] for (details,) in rows)


def _states(works) -> dict[str, int]:
    """Of the chores; the night's steps are in the queue too, whenever the tests run."""
    return dict(
        works.rows(
            "SELECT status, count(*) FROM django_tasks_database_dbtaskresult WHERE task_path LIKE 'tests.%' GROUP BY status"
        )
    )


def _wait_for_a_new_job(works, seen: int, process) -> None:
    end = time.monotonic() + 60
    while sum(word == "begin" for word, _, _ in works.notes()) <= seen:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "no worker began a job within a minute"
        time.sleep(0.01)


def kill_again_and_again(works, kind: str, kills: int) -> None:
    rng = random.Random(kills)
    count = max(kills, 12)
    works.enqueue(kind, count, 0.4)
    killed_in_work = 0
    for _ in range(kills):
        seen = sum(word == "begin" for word, _, _ in works.notes())
        worker = works.start("manage.py", "work")
        _wait_for_a_new_job(works, seen, worker)
        time.sleep(rng.uniform(0, 0.38))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        killed_in_work += _states(works).get("RUNNING", 0)
    assert killed_in_work >= kills * 0.6, "the kills hardly ever met a job"
    works.manage("work", "--until-empty")
    assert _states(works) == {"SUCCESSFUL": count}
    assert set(_acts(works)) == set(range(count))
    if kind == "whole":
        assert _acts(works) == list(range(count)), "what a whole job does is there exactly once"
    (reaped,) = works.rows("SELECT count(*) FROM audit_act WHERE verb = 'job.reap'")[0]
    assert reaped >= killed_in_work
    works.manage("verify_log")


@pytest.mark.parametrize("kind", ["whole", "plain"])
def test_killed_workers_lose_no_job(works, kind):
    kill_again_and_again(works, kind, KILLS)


def test_two_workers_never_do_the_same_job(works):
    works.enqueue("plain", 60, 0.05)
    first, second = works.start("manage.py", "work"), works.start("manage.py", "work")
    end = time.monotonic() + 90
    while _states(works) != {"SUCCESSFUL": 60}:
        assert time.monotonic() < end, _states(works)
        time.sleep(0.2)
    for worker in (first, second):
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    begun = [number for word, number, _ in works.notes() if word == "begin"]
    assert sorted(begun) == list(range(60))
    assert len({pid for _, _, pid in works.notes()}) == 2, "one worker did everything"


def test_a_worker_that_is_asked_to_stop_ends_its_job_first(works):
    works.enqueue("plain", 2, 1.0)
    worker = works.start("manage.py", "work")
    _wait_for_a_new_job(works, 0, worker)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert [word for word, _, _ in works.notes()] == ["begin", "end"]
    assert _states(works) == {"SUCCESSFUL": 1, "READY": 1}


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_on_sqlite_the_pages_process_does_the_jobs_and_survives_a_kill(works):
    works.enqueue("whole", 3, 0.8)
    port = str(random.Random(os.getpid()).randrange(20_000, 40_000))
    web = works.start("manage.py", "runserver", "--noreload", f"127.0.0.1:{port}")
    _wait_for_a_new_job(works, 0, web)
    web.send_signal(signal.SIGKILL)
    web.wait()
    assert _states(works).get("RUNNING") == 1
    works.start("manage.py", "runserver", "--noreload", f"127.0.0.1:{port}")
    end = time.monotonic() + 60
    while _states(works) != {"SUCCESSFUL": 3}:
        assert time.monotonic() < end, _states(works)
        time.sleep(0.2)
    assert _acts(works) == [0, 1, 2]
