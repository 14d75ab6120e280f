"""The auditor takes the log away and has it checked, in the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from luoshi_web.accounts.models import Post
from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import SecretReading
from tests.web.conftest import NOW

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def acts(district, make_item):
    """Three acts, the second on an item above the auditor's clearance."""
    items = (make_item(title="甲路"), make_item(title="密事", secrecy=3), make_item(title="乙桥"))
    with transaction.atomic():
        for item in items:
            record(actor=district.actor("supervisor"), verb="item.edit", target=item, at=NOW)
    return list(Act.objects.order_by("number"))


def taken(client):
    answer = client.post("/log/export/")
    assert answer["Content-Disposition"].endswith('.jsonl"')
    return [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]


def test_what_is_taken_away_is_the_chain_and_says_so(district, acts):
    lines = taken(district.client("auditor"))
    assert [line["number"] for line in lines] == [1, 2, 3, 4]
    assert lines[-1]["verb"] == "log.export"
    assert Act.objects.get(number=4).person == str(district.people["auditor"])
    assert [line["previous"] for line in lines[1:]] == [line["digest"] for line in lines[:-1]]
    whole = [line for line in lines if "withheld" not in line]
    assert [fault.fault for fault in breaks(whole) if fault.fault == "edited"] == []


def test_what_is_above_the_clearance_is_withheld(district, acts):
    lines = taken(district.client("auditor"))
    assert lines[1] == {
        "number": 2, "at": lines[1]["at"], "digest": acts[1].digest, "previous": acts[0].digest, "withheld": True,
    }  # fmt: skip
    assert "密事" not in json.dumps(lines, ensure_ascii=False)
    assert "甲路" in json.dumps(lines, ensure_ascii=False)


def test_what_is_secret_and_named_in_it_is_recorded_as_read(district, acts, make_item):
    """Before the first line is sent, once a day, and behind what is taken; what is open, or in no act, is not."""
    Post.objects.filter(pk=district.posts["auditor"].pk).update(clearance=3)
    make_item(title="另一密事", secrecy=3)
    client = district.client("auditor")
    answer = client.post("/log/export/")
    read = Act.objects.get(verb="secret.read")
    assert (read.number, read.person_id, read.object_kind, read.object_id) == (
        5, district.people["auditor"].pk, "item", acts[1].object_id,
    )  # fmt: skip
    assert list(SecretReading.objects.values_list("kind", "thing")) == [("item", acts[1].object_id)]
    lines = b"".join(answer.streaming_content).decode()
    assert "密事" in lines
    assert "secret.read" not in lines
    taken(client)
    assert Act.objects.filter(verb="secret.read").count() == 1


def test_what_is_withheld_was_not_read(district, acts):
    taken(district.client("auditor"))
    assert not SecretReading.objects.exists()


def test_nobody_else_takes_it(district, acts):
    for who in ("supervisor", "leader2", "head", "administrator"):
        assert district.client(who).post("/log/export/").status_code == 403
        assert district.client(who).get("/log/verify/").status_code == 403
    assert Act.objects.count() == 3


def test_a_log_that_holds(district, acts):
    page = district.client("auditor").post("/log/verify/", headers=ENGLISH).content.decode()
    assert "The log holds: 3 acts read" in page
    assert acts[-1].digest in page


def _without_triggers(sql, *values):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for (name,) in cursor.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='audit_act'"
            ).fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE audit_act SET details = '{\"x\":1}' WHERE number = 2", "Act 2 is not what was written"),
        ("DELETE FROM audit_act WHERE number = 2", "Acts are missing from number 2 on"),
        ("DELETE FROM audit_act WHERE number = 3", "The log does not end at act 3"),
    ],
    ids=["edited", "missing", "cut"],
)
def test_a_log_that_does_not_hold_says_where(district, acts, sql, sentence):
    _without_triggers(sql)
    page = district.client("auditor").post("/log/verify/", headers=ENGLISH).content.decode()
    assert "The log does not hold" in page
    assert sentence in page


def test_an_earlier_head_is_held_against_it(district, acts):
    client = district.client("auditor")

    def asked(**head):
        file = SimpleUploadedFile("head.json", json.dumps(head).encode())
        return client.post("/log/verify/", {"head": file}, headers=ENGLISH).content.decode()

    assert "The log holds" in asked(day="2026-03-10", number=2, digest=acts[1].digest)
    assert "Act 2 is not the one that was exported on 2026-03-10." in asked(
        day="2026-03-10", number=2, digest="0" * 64
    )
    assert "This is no head" in asked(day="2026-03-10")
