"""The permission table, walked cell by cell through real addresses; and nothing stands beside it."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from luoshi_web.accounts.rights import RIGHTS, may
from tests.web.permissions.addresses import OPEN_PAGES, VALUES, places
from tests.web.permissions.document import document
from tests.web.permissions.said import ACTS
from tests.web.permissions.things import make
from tests.web.permissions.walk import ROLES, ask, rows

ROWS = rows()
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"
READS_WRITE = {"inbox:show": {"supervision_message", "audit_act", "audit_head"}}
"""To open a message is to read it: the one page that leaves something behind."""

SECRET_READ = {"supervision_secretreading", "audit_act", "audit_head"}
"""To be shown what is secret for the first time of a day is an act."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_cell_is_as_the_table_says(district, make_item, row):
    if row.method == "MAY":
        got = {
            role: "yes" if key and may(district.actor(key), row.right) else "no"
            for role, key in ROLES.items()
        }
        assert got == row.cells
        return
    made = make(row.thing, district, make_item)
    got, faults = {}, []
    for role in ROLES:
        with transaction.atomic():
            answer = ask(row, role, district, made)
            transaction.set_rollback(True)
        got[role] = answer.cell
        faults += [f"{role}: {fault}" for fault in faults_of(row, answer, made)]
    assert got == row.cells
    assert faults == []


def faults_of(row, answer, made):
    """What the request did besides its answer: an act that is let in is done and logged, one that is not leaves nothing behind."""
    if row.method == "GET":
        allowed = READS_WRITE.get(row.kind, set()) if answer.shown else set()
        if answer.shown and "secret.read" in answer.verbs:
            allowed = allowed | SECRET_READ
        return [f"looked and wrote to {table}" for table in answer.written - allowed]
    verb = ACTS[row.kind][0]
    if answer.cell != "yes":
        done = [f"logged {verb}" for verb in answer.verbs] + [f"wrote to {table}" for table in answer.written]
        return done if answer.cell != "refused" else [answer.words[:2000]]
    faults = (
        [] if not verb or verb in answer.verbs else [f"did not {verb}: {answer.verbs} {answer.words[:2000]}"]
    )
    if verb and not answer.written - {"audit_act", "audit_head"}:
        faults.append("was logged and changed nothing")
    return faults


def test_every_right_stands_in_the_table():
    assert set(RIGHTS) - {row.right for row in ROWS} == set()
    assert {row.right for row in ROWS} - set(RIGHTS) == {"-"}, "a right of the table that is none"


def test_every_address_begins_as_a_page_of_the_office():
    """A view without ``page`` would ask for no login, no post and no right. Those that are everybody's are named one by one."""
    assert {place.name or place.route for place in places() if place.methods is None} == set(OPEN_PAGES)


def test_every_address_has_a_name_of_its_own():
    """Two addresses of one name would be walked as one; one without a name by none."""
    assert [name for name, count in Counter(place.name for place in places()).items() if count > 1] == []
    assert [place.route for place in places() if not place.name or place.name.endswith(":")] == []


def test_every_page_stands_in_the_table_with_each_of_its_methods():
    there = {
        (place.name, method) for place in places() for method in (place.methods or ()) if method != "HEAD"
    }
    walked = {(row.kind, row.method) for row in ROWS if row.method != "MAY"}
    assert there - walked == set(), "these can be asked for and stand in no row"
    assert walked - there == set(), "these stand in a row and cannot be asked for"
    assert {method for _name, method in there} <= {"GET", "POST"}


def test_other_methods_are_refused_whoever_asks(district):
    """What a view does not say it takes, it does not take: 405, before anybody is asked who they are."""
    client = district.client("supervisor")
    for place in places():
        if place.methods is None:
            continue
        where = place.address(VALUES)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - place.methods:
            assert client.generic(method, where).status_code == 405, (method, where)


def test_every_page_with_a_thing_is_walked_with_one():
    """A page whose address names a thing is asked for a thing that is there."""
    named = {place.name for place in places() if "<" in place.route}
    assert [
        row.name
        for row in ROWS
        if row.kind in named and row.thing in {"none", "nothing"} and row.kind != "papers:draft"
    ] == []


def test_no_row_stands_twice():
    names = [(row.right, row.name) for row in ROWS]
    assert sorted(set(names)) == sorted(names)


def test_the_document_says_what_the_table_says(regenerate):
    if regenerate:
        DOCUMENT.write_text(document(ROWS), encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == document(ROWS)
