"""The portal in a database of its own: the office writes what it is to be told with the act, and tells it after; killed in between, nothing is lost or done twice."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi_web.audit.models import Act
from luoshi_web.portal.database import PORTAL
from luoshi_web.portal.models import FilePage, Line, Place, Report, Site, Taken, Tombstone, Version
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.portal.services import take_back_line
from luoshi_web.publication.models import Handover, HandoverPage, Release, State
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.services import deliver as delivering
from luoshi_web.publication.services.check import Away
from luoshi_web.publication.services.deliver import deliver
from luoshi_web.publication.services.follow import follow_portal
from luoshi_web.publication.services.night import run_night
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.withdraw import withdraw
from luoshi_web.publication.to_portal import calls
from tests.web.closing_steps import to_done
from tests.web.conftest import NOW, TODAY
from tests.web.publication.conftest import LAST_YEAR, released, reviewed
from tests.web.publication.two_databases import portal_apart
from tests.web.publication.walking import as_portal_alone, everything, said_at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def apart(db, tmp_path, tmp_path_factory):
    with portal_apart(tmp_path, tmp_path_factory.getbasetemp()) as name:
        yield name


@pytest.fixture
def public(district, report):
    """The report of 2026, released and told."""
    held = released(district, report)
    deliver(at=NOW)
    return held


def _withdraw(district, held, reason="error"):
    held.refresh_from_db()
    return withdraw(
        actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, reason=reason, sentence="文本有误。", at=LATER
    )  # fmt: skip


def _in_the_office(model):
    """How many rows of the portal's model lie in the office's database, where older installations have its tables."""
    return model.objects.using("default").count()


def test_an_act_is_told_after_it_stands(district, report):
    held = released(district, report)
    assert (held.state, held.number, bool(held.place_key)) == (State.RELEASED, 1, True)
    assert not Place.objects.exists()
    assert Handover.objects.get().call == "report"
    assert deliver(at=NOW).delivered == 1
    assert Line.objects.filter(quote__contains="老旧小区26个", place=held.place_key).exists()
    assert (_in_the_office(Line), _in_the_office(Taken)) == (0, 0)
    row = Handover.objects.get()
    assert (row.delivered_at, row.said, row.refused) == (NOW, {}, "")


def test_with_the_transaction_of_the_act_it_is_told(district, report, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        released(district, report)
    assert Place.objects.exists()
    assert Handover.objects.get().delivered_at == NOW


def test_an_act_that_did_not_stand_tells_nothing(district, report):
    sure = transaction.savepoint()
    released(district, report)
    assert Handover.objects.exists()
    transaction.savepoint_rollback(sure)
    assert deliver(at=NOW).delivered == 0
    assert not Place.objects.exists()


def test_two_years_and_an_item_come_in_order(district, public, item_of):
    item = item_of("老旧小区")
    released(district, item)
    released(district, reviewed(district, LAST_YEAR))
    to_done(district, item)
    last = released(district, item, at=LATER)
    assert [row.call for row in Handover.objects.filter(delivered_at=None)] == ["item", "report", "item"]
    assert deliver(at=LATER).delivered == 3
    assert (Report.objects.count(), ShownItem.objects.get().number) == (2, last.number)
    assert [v.content["state"] for v in Version.objects.filter(about__startswith="o/")] == [
        "active",
        "closed_done",
    ]


@pytest.mark.parametrize("killed", ["before", "between"])
def test_killed_in_the_middle_nothing_is_lost_or_done_twice(district, public, item_of, monkeypatch, killed):
    """Before the portal's transaction ends nothing of it is there; between it and the office's note all of it is, once."""
    released(district, item_of("老旧小区"))
    released(district, item_of("标准厂房"))
    with monkeypatch.context() as patch:
        if killed == "between":
            patch.setattr(delivering, "_note", _killed)
        else:
            patch.setattr(calls.keep, "show_item", _second_time_killed(calls.keep.show_item))
        with pytest.raises(KeyboardInterrupt):
            deliver(at=NOW)
    assert ShownItem.objects.count() == (2 if killed == "between" else 0)
    assert Handover.objects.filter(delivered_at=None).count() == 2
    before = Site.objects.get().release
    assert deliver(at=LATER).delivered == 2
    assert Site.objects.get().release == (before if killed == "between" else before + 2)
    assert (ShownItem.objects.count(), Version.objects.filter(about__startswith="o/").count()) == (2, 2)
    assert Taken.objects.count() == Handover.objects.count() == 3
    assert deliver(at=LATER).delivered == 0


def _killed(*args, **said):
    raise KeyboardInterrupt


def _second_time_killed(really):
    times = []

    def act(**said):
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt
        return really(**said)

    return act


def test_the_portal_is_away_and_comes_back(district, report, monkeypatch):
    """The act stands, what waits says why, and the night delivers it."""
    released(district, report)
    with monkeypatch.context() as patch:

        def away(**said):
            raise DatabaseError("no connection")

        patch.setattr(calls.Taken.objects, "get_or_create", lambda *args, **said: away())
        with pytest.raises(DatabaseError):
            deliver(at=NOW)
    row = Handover.objects.get()
    assert (row.tries, row.delivered_at, "no connection" in row.failure) == (1, None, True)
    run_night(TODAY, LATER)
    assert Place.objects.exists()
    assert Handover.objects.get().failure == ""


def test_what_fails_holds_up_its_own_place_alone(district, public, item_of, monkeypatch):
    released(district, item_of("老旧小区"))
    first = Handover.objects.get(call="item")
    other = Handover.objects.create(
        call="take_back_item",
        place="云岭省临河市",
        at=NOW,
        said={"key": "z/1", "reason": "secret", "sentence": ""},
    )
    later = released(district, item_of("标准厂房"))
    with monkeypatch.context() as patch:
        patch.setattr(calls.keep, "show_item", lambda **said: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            deliver(at=NOW)
    other.refresh_from_db()
    first.refresh_from_db()
    assert (other.delivered_at, first.delivered_at, first.tries) == (NOW, None, 1)
    assert later.handovers.get().tries == 0, "not even tried: what comes first is told first"
    assert deliver(at=LATER).delivered == 2


def test_what_is_taken_back_before_it_was_told_is_never_public(district, public, item_of, monkeypatch):
    held = released(district, item_of("老旧小区"))
    _withdraw(district, held, reason="secret")
    seen = []
    really = calls.keep.take_back_item

    def looked(**said):
        other = connections.create_connection(PORTAL)
        other.connect()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM portal_item")
                seen.append(cursor.fetchone()[0])
        finally:
            other.close()
        return really(**said)

    monkeypatch.setattr(calls.keep, "take_back_item", looked)
    assert deliver(at=LATER).delivered == 2
    assert seen == [0]
    assert not ShownItem.objects.exists()
    assert not Version.objects.filter(about__startswith="o/").exists()


def test_what_goes_with_a_report_is_marked_once_the_portal_was_told(district, public, item_of):
    whole = public
    held = released(district, item_of("老旧小区"))
    deliver(at=NOW)
    assert _withdraw(district, whole) == [whole]
    held.refresh_from_db()
    assert held.state == State.RELEASED
    deliver(at=LATER)
    held.refresh_from_db()
    assert (held.state, held.withdrawn_for, held.withdrawn_words) == (State.WITHDRAWN, "error", "文本有误。")
    assert not Line.objects.exists()
    assert Tombstone.objects.filter(pk__startswith="p/").exists()


def test_what_a_moderator_took_back_is_marked_at_night(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    deliver(at=NOW)
    line = ShownItem.objects.get().line
    other = released(district, item_of("标准厂房"))
    take_back_line(line_id=line, reason="personal", sentence="个人信息", at=LATER)
    assert follow_portal(at=LATER) == 0, (
        "nothing is known of a place that waits: what had not been told is not missed"
    )
    assert run_night(TODAY, LATER).gone == 1
    held.refresh_from_db()
    other.refresh_from_db()
    assert (held.state, other.state) == (State.WITHDRAWN, State.RELEASED)


def test_what_the_portal_could_not_take_is_told(district, public):
    """A moderator takes the year back while its next release is on its way: the portal takes it from nobody any more, and the office knows."""
    held = released(district, reviewed(district, LAST_YEAR))
    Tombstone.objects.create(
        pk=f"p/{held.place_key}/2025/report/",
        place_key=held.place_key,
        year=2025,
        taken_on=TODAY,
        reason="error",
    )
    done = deliver(at=LATER)
    assert (done.delivered, done.refused) == (1, 1)
    assert Handover.objects.get(release=held).refused == "taken_back_for_good"
    assert Act.objects.filter(verb="release.not_taken", object_id=held.pk).count() == 1
    held.refresh_from_db()
    assert held.state == State.WITHDRAWN
    assert Report.objects.get().year == 2026


def test_files_go_along_and_stay_nowhere_in_between(district, public, item_of):
    item = item_of("老旧小区")
    held = released(district, item)
    row = Handover.objects.get(call="item")
    HandoverPage.objects.create(handover=row, mark="aaaaaaaaaa", number=1, picture=b"jpeg")
    deliver(at=NOW)
    assert bytes(FilePage.objects.get(item__key__endswith=item.number).picture) == b"jpeg"
    assert not HandoverPage.objects.exists()
    assert held.content["number"] == item.number


def test_the_public_side_asks_the_office_for_nothing(district, report, item_of, settings, tmp_path):
    """And what was not released leaves no trace at any address."""
    as_portal_alone(settings, tmp_path)
    released(district, report, away=(Away("建成标准厂房12万平方米", "", Redacted.INTERNAL),))
    deliver(at=NOW)
    shown = item_of("老旧小区", content="", measures="内部措施甲")
    released(district, shown)
    deliver(at=NOW)
    planted, secret = item_of("医院2所"), item_of("学校3所", secrecy=2)
    propose(actor=district.actor("supervisor"), subject=planted, at=NOW)
    waiting = item_of("新招引")
    released(district, waiting)
    with CaptureQueriesContext(connection) as asked:
        seen = everything(f"/p/z000000/items/{planted.number}/")
    assert asked.captured_queries == []
    assert any("老旧小区26个" in body for body in seen.values())
    for words in ("标准厂房", planted.number, secret.number, waiting.number, "内部措施甲", "内部事务"):
        assert said_at(seen, words) == [], words
    held = Release.objects.get(item=shown)
    _withdraw(district, held, reason="secret")
    deliver(at=LATER)
    assert said_at(everything(f"/p/{held.place_key}/items/{shown.number}/"), shown.number) == []


def test_the_portals_own_process_serves_what_was_delivered(district, report, apart, tmp_path):
    """With its own settings, over that database, in a process that has no application of the office."""
    held = released(district, report)
    deliver(at=NOW)
    database = apart
    if connection.vendor == "postgresql":
        said = connection.settings_dict
        database = f"postgresql://{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT']}/{apart}"
    script = (
        "import django; django.setup()\n"
        "from luoshi_web.portal.released import report\n"
        "from django.test import Client\n"
        f"answer = Client(SERVER_NAME='localhost').get('/' + report('{held.place_key}/2026').path)\n"
        "print(answer.status_code, '老旧小区26个' in answer.content.decode())\n"
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.portal",
        "LUOSHI_PORTAL_DATABASE": database,
        "LUOSHI_PORTAL_DATA": str(tmp_path),
    }
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script], env=kept | {"PYTHONPATH": f"{root / 'src'}:{root}"}, capture_output=True, text=True
    )  # fmt: skip
    assert done.stdout.split() == ["200", "True"], done.stderr


def test_acts_stand_in_the_offices_log_and_nothing_of_it_in_the_portal(district, report):
    released(district, report)
    deliver(at=NOW)
    assert Act.objects.filter(verb="release.put_out").count() == 1
    tables = connections[PORTAL].introspection.table_names()
    assert "portal_line" in tables
    assert not {"audit_act", "publication_release", "accounts_person", "auth_user"}.intersection(tables)
    assert Client().get("/").status_code in {200, 302}
