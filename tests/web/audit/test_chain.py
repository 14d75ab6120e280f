"""The log of acts: chained, append-only, and whoever tampers with it is found."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.chain import GENESIS, breaks, digest_of, moment
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, head_of, links
from luoshi_web.audit.services import record
from tests.web.conftest import NOW


@pytest.fixture
def acts(db):
    """Five acts, an hour apart."""
    with transaction.atomic():
        return [
            record(actor=MACHINE, verb="light.run", at=NOW + timedelta(hours=n), details={"n": n})
            for n in range(5)
        ]


def _without_guard(sql):
    """As somebody with the database's password would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER act_not_edited")
            cursor.execute("DROP TRIGGER act_not_removed")
        else:
            cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER act_stands")
        cursor.execute(sql)


def test_each_act_follows_the_one_before(acts):
    assert [act.number for act in acts] == [1, 2, 3, 4, 5]
    assert acts[0].previous == GENESIS
    assert [act.previous for act in acts[1:]] == [act.digest for act in acts[:-1]]
    assert list(breaks(links(), head())) == []


def test_the_digest_is_that_of_the_stored_row(acts):
    for link in links():
        assert digest_of(link) == link["digest"]
    assert next(iter(links()))["at"] == moment(NOW) == "2026-03-10T02:00:00.000000Z"


def test_an_act_needs_the_transaction_of_its_deed(transactional_db):
    with pytest.raises(RuntimeError, match="transaction"):
        record(actor=MACHINE, verb="light.run", at=NOW)


def test_a_verb_without_words_is_not_recorded(db):
    with pytest.raises(KeyError, match=r"item\.vanish"):
        record(actor=MACHINE, verb="item.vanish", at=NOW)


def test_the_database_refuses_to_change_or_remove_an_act(acts):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Act.objects.filter(number=3).update(person="别人")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        acts[2].delete()
    assert list(breaks(links(), head())) == []


@pytest.mark.parametrize(
    ("sql", "fault", "number"),
    [
        ("UPDATE audit_act SET person = '别人' WHERE number = 3", "edited", 3),
        ("UPDATE audit_act SET details = '{}' WHERE number = 2", "edited", 2),
        ("DELETE FROM audit_act WHERE number = 4", "missing", 4),
        ("DELETE FROM audit_act WHERE number = 5", "head", 5),
        ("DELETE FROM audit_act WHERE number = 1", "missing", 1),
        ("UPDATE audit_act SET number = 9 WHERE number = 5", "missing", 5),
    ],
)
def test_who_tampers_is_found(acts, sql, fault, number):
    _without_guard(sql)
    found = [(b.fault, b.number) for b in breaks(links(), head())]
    assert (fault, number) in found


def test_an_act_put_in_is_found_even_when_its_own_digest_fits(acts):
    third = next(link for link in links() if link["number"] == 3)
    forged = third | {"person": "别人", "previous": "f" * 64}
    forged["digest"] = digest_of(forged)
    chain = [forged if link["number"] == 3 else link for link in links()]
    assert {(b.fault, b.number) for b in breaks(chain, head())} == {("inserted", 3), ("inserted", 4)}


def test_a_chain_made_anew_from_an_edited_act_on_is_found_by_a_head_kept_elsewhere(acts, tmp_path):
    kept = tmp_path / "head.json"
    out = StringIO()
    call_command("log_head", "--day", "2026-03-10", stdout=out)
    kept.write_text(out.getvalue())
    previous = None
    rows = list(links())
    _without_guard("SELECT 1")
    for row in rows[1:]:
        row["person"] = "别人" if row["number"] == 2 else row["person"]
        row["previous"] = previous or row["previous"]
        previous = digest_of(row)
        Act.objects.filter(number=row["number"]).update(
            person=row["person"], previous=row["previous"], digest=previous
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_head SET digest = %s", [previous])
    call_command("verify_log", stdout=StringIO())  # holds in itself …
    with pytest.raises(CommandError, match="does not hold"):  # … but is not what was exported
        call_command("verify_log", "--head", str(kept), stdout=StringIO(), stderr=StringIO())


def test_verify_log_says_that_it_holds_or_where_not(acts):
    out, err = StringIO(), StringIO()
    call_command("verify_log", stdout=out)
    assert out.getvalue().strip() == "the log holds: 5 acts"
    _without_guard("DELETE FROM audit_act WHERE number = 2")
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_log", stdout=out, stderr=err)
    assert "missing: acts 2 to 2 are not there" in err.getvalue()


def test_a_head_that_is_none_is_refused_in_a_sentence(acts, tmp_path):
    path = tmp_path / "head.json"
    path.write_text("{}")
    with pytest.raises(CommandError, match="no head as log_head exports it"):
        call_command("verify_log", "--head", str(path))


def test_the_head_of_a_day_is_its_last_act(acts):
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Asia/Shanghai")
    assert head_of(NOW.date(), zone) == (5, acts[4].digest)
    assert head_of(NOW.date() - timedelta(days=1), zone) is None


def test_the_log_is_exported_line_by_line(acts):
    out = StringIO()
    call_command("export_log", "--after", "3", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["number"] for line in lines] == [4, 5]
    assert all(digest_of(line) == line["digest"] for line in lines)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's transactions follow one another")
@pytest.mark.django_db(transaction=True)
def test_two_first_acts_at_once_follow_each_other():
    """Before the first act there is no head that could be locked: the second waits for the first, and does not fail."""
    written = Event()

    def first():
        with transaction.atomic():
            record(actor=MACHINE, verb="light.run", at=NOW)
            written.set()
            time.sleep(0.5)
        connection.close()

    def second():
        assert written.wait(20)
        with transaction.atomic():
            record(actor=MACHINE, verb="light.judge", at=NOW)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        for told in [both.submit(first), both.submit(second)]:
            told.result()
    assert list(Act.objects.order_by("number").values_list("number", "verb")) == [
        (1, "light.run"),
        (2, "light.judge"),
    ]
    assert list(breaks(links(), head())) == []
