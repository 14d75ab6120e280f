"""The demo lives through nights as an installation does: every step of each night leaves its row, as of that morning."""

from datetime import date, datetime, time, timedelta

from examples.office import seed
from examples.office.events import Events
from luoshi_web.jobs.models import Run
from luoshi_web.jobs.steps import steps


def test_every_night_of_the_last_months_is_asked_for(monkeypatch):
    lived = []
    monkeypatch.setattr(seed, "_night", lambda day, at: lived.append((day, at)))
    monkeypatch.setattr(seed, "light_day", lambda **said: None)
    events = Events(seed.NOW)
    seed._nights(events)
    events.run(lambda *_: None)
    days = (seed.NOW.date() - seed.NIGHTS_FROM).days + 1
    assert [day for day, _ in lived] == [seed.NIGHTS_FROM + timedelta(days=n) for n in range(days)]
    assert all(at == datetime.combine(day, time(6), seed.ZONE) for day, at in lived)


def test_a_night_is_every_step_that_an_installation_runs(district, make_item):
    make_item(due=date(2026, 9, 1))
    at = datetime(2026, 9, 15, 6, 0, tzinfo=seed.ZONE)
    seed._night(at.date(), at)
    assert set(Run.objects.values_list("step", "state")) == {(step.name, "done") for step in steps()}
    assert set(Run.objects.values_list("day", "ended_at")) == {(at.date(), at)}
