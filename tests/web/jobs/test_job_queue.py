"""Taking, settling, failing, reaping: in the tests' own database, with one worker that is called by hand."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.jobs import queue as jobs
from luoshi_web.jobs.models import Run, Worker
from luoshi_web.jobs.night import ask_for_due
from luoshi_web.jobs.reaper import reap
from luoshi_web.jobs.selectors import standing
from luoshi_web.jobs.services import try_again
from luoshi_web.jobs.worker import Work
from luoshi_web.supervision.models import Urge
from tests.web.conftest import NOW
from tests.web.jobs import job_chores

pytestmark = pytest.mark.usefixtures("queue")


def _work() -> Work:
    work = Work()
    work.sign_on()
    return work


def _details(verb: str) -> list[dict]:
    return [json.loads(act.details) for act in Act.objects.filter(verb=verb)]


def test_a_job_is_done_and_its_value_kept():
    job_chores.whole.enqueue(7, 0)
    work = _work()
    assert work.work_once()
    assert not work.work_once()
    job = DBTaskResult.objects.get()
    assert (job.status, job.return_value) == ("SUCCESSFUL", 7)
    assert Worker.objects.get().job is None


def test_a_failed_job_waits_longer_each_time_and_is_given_up_with_an_act():
    job_chores.fails.enqueue("no")
    work = _work()
    waits = []
    for _ in range(2):
        before = timezone.now()
        assert work.work_once()
        job = DBTaskResult.objects.get()
        waits.append(round((job.run_after - before).total_seconds()))
        assert job.status == "READY"
        assert "ValueError: no" in job.traceback
        assert not work.work_once(), "it is not tried before its time"
        DBTaskResult.objects.update(run_after=timezone.now())
    assert waits == [10, 60]
    assert not Act.objects.exists()
    assert work.work_once()
    assert DBTaskResult.objects.get().status == "FAILED"
    assert _details("job.fail")[0]["tries"] == 3


def test_a_failed_job_is_tried_again_by_hand(district):
    job_chores.fails.enqueue("no")
    DBTaskResult.objects.update(status="FAILED", worker_ids=["a", "b", "c"])
    job = DBTaskResult.objects.get()
    try_again(actor=district.actor("administrator"), job=job.pk, at=NOW)
    job.refresh_from_db()
    assert (job.status, job.worker_ids) == ("READY", [])
    with pytest.raises(Refusal):
        try_again(actor=district.actor("administrator"), job=job.pk, at=NOW)
    assert Act.objects.count() == 1


def _held(seen: float = 0, **columns) -> DBTaskResult:
    """A job in the hands of a worker of another machine, heard of so many seconds ago."""
    at = timezone.now()
    Worker.objects.create(
        name="far",
        host="far",
        machine="far",
        pid=1,
        started_at=at,
        seen_at=at - timedelta(seconds=seen),
        **columns,
    )
    job_chores.whole.enqueue(1, 0)
    job = jobs.take("far")
    assert job is not None
    return job


@pytest.mark.parametrize(
    ("seen", "settled", "why"),
    [(0, 0, "it lives"), (59, 0, "four heartbeats may be lost"), (61, 1, "nobody heard of it for a minute")],
)
def test_the_reaper_goes_by_the_heartbeat(seen, settled, why):
    _held(seen)
    assert reap(at=timezone.now()) == settled, why
    assert DBTaskResult.objects.get().status == ("READY" if settled else "RUNNING")
    assert len(_details("job.reap")) == settled
    assert reap(at=timezone.now()) == 0


def test_a_living_worker_that_forgot_its_job_loses_it():
    _held()
    Worker.objects.update(job=None)
    assert reap(at=timezone.now()) == 1


def test_a_job_that_kills_every_worker_is_given_up():
    job = _held(61)
    DBTaskResult.objects.update(worker_ids=["x"] * (job_chores.MANY - 1) + ["far"])
    reap(at=timezone.now())
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == ("FAILED", "luoshi_web.jobs.reaper.WorkerDied")
    assert _details("job.reap")[0]["outcome"] == "given_up"


def test_a_worker_that_was_taken_for_dead_cannot_settle_what_others_hold():
    job = _held(61)
    reap(at=timezone.now())
    assert jobs.done(job, 1, at=timezone.now()) is False
    taken = jobs.take(_work().name)
    assert taken is not None
    assert jobs.failed(job, ValueError(), at=timezone.now()) is False
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_what_a_whole_job_did_is_taken_back_when_it_was_lost(monkeypatch):
    job_chores.whole.enqueue(5, 0)
    work = _work()
    monkeypatch.setattr(jobs, "done", lambda job, value, at: False)
    work.work_once()
    assert not Act.objects.exists()


def test_a_row_that_names_no_job_fails_and_the_worker_goes_on():
    job_chores.whole.enqueue(5, 0)
    DBTaskResult.objects.update(task_path="luoshi_web.jobs.nothing.here")
    work = _work()
    assert work.work_once()
    assert DBTaskResult.objects.get().status == "READY"
    assert (
        "ImportError" in DBTaskResult.objects.get().exception_class_path
        or "ModuleNotFound" in DBTaskResult.objects.get().exception_class_path
    )


def test_each_step_of_the_night_is_asked_for_once():
    first = {"lights", "registers", "head", "faults", "files", "publication"}
    assert ask_for_due() == len(first)  # 10:00: what waits for nothing; urging waits for the lights
    assert ask_for_due() == 0
    assert set(Run.objects.values_list("step", flat=True)) == first
    assert DBTaskResult.objects.count() == len(first)
    Run.objects.update(state=Run.State.DONE)
    assert ask_for_due() == 2
    assert set(Run.objects.values_list("step", flat=True)) == first | {"urging", "downloads"}


def test_a_step_whose_job_was_given_up_has_failed_and_holds_up_nothing():
    ask_for_due()
    DBTaskResult.objects.update(status="FAILED", traceback="Traceback\nValueError: no lights\n")
    assert ask_for_due() == 2
    run = Run.objects.get(step="lights")
    assert (run.state, run.failure) == (Run.State.FAILED, "ValueError: no lights")


def test_the_night_by_hand_names_what_is_missing(monkeypatch):
    from luoshi_web.jobs import night
    from luoshi_web.jobs.management.commands import nightly
    from luoshi_web.jobs.steps import read

    table = read(
        '[[step]]\nname = "gone"\ncall = "luoshi_web.gone:run"\ntime = "01:00"\nafter = []\ncatch_up = 0\n'
        '[[step]]\nname = "here"\ncall = "tests.web.jobs.test_job_queue:a_step"\ntime = "01:00"\nafter = []\ncatch_up = 0\n'
    )
    monkeypatch.setattr(nightly, "steps", lambda: table)
    monkeypatch.setattr(night, "steps", lambda: table)
    out, err = StringIO(), StringIO()
    for _ in range(2):
        call_command("nightly", "--day", "2026-03-09", stdout=out, stderr=err)
    assert err.getvalue().count("gone: not part of this installation") == 2
    assert out.getvalue().count("here: days 1") == 2
    assert Run.objects.count() == 2
    with pytest.raises(CommandError):
        call_command("nightly", "--step", "unknown")


def test_the_night_of_a_district_by_hand(district, make_item):
    """Lights, urging and letters as they are installed: an overdue item is red and urged, once."""
    make_item(due=date(2026, 3, 9))
    out, err = StringIO(), StringIO()
    for _ in range(2):
        call_command("nightly", stdout=out, stderr=err)
    assert err.getvalue() == ""
    assert set(Run.objects.values_list("step", "state")) == {
        ("lights", "done"),
        ("urging", "done"),
        ("registers", "done"),
        ("letters", "done"),
        ("notices", "done"),
        ("head", "done"),
        ("faults", "done"),
        ("publication", "done"),
        ("downloads", "done"),
        ("files", "done"),
    }
    assert Urge.objects.count() == 1
    assert Act.objects.filter(verb__in=["light.run", "urge.run"]).count() == 2
    with pytest.raises(CommandError, match="lights"):
        call_command("nightly", "--day", "2026-03-01", stdout=out)


def a_step(day, *, at):
    return {"days": 1}


def test_how_it_stands_is_told_and_what_is_wrong_fails_the_check():
    found = standing(at=NOW, machine=timezone.now())
    assert found.troubles == ["no_worker", "night_late"]
    _work()
    job_chores.fails.enqueue("no")
    DBTaskResult.objects.update(status="FAILED")
    assert "failed" in standing(at=NOW, machine=timezone.now()).troubles
    out = StringIO()
    with pytest.raises(CommandError, match="failed"):
        call_command("jobs", "--check", stdout=out)
    assert "worker " in out.getvalue()
