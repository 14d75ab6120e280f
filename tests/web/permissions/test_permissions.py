"""The permission table, walked cell by cell through real addresses; and nothing stands beside it."""

from pathlib import Path

import pytest
from django.db import transaction

from luoshi_web.accounts.rights import RIGHTS, may
from luoshi_web.audit.models import Act
from tests.web.permissions.document import document
from tests.web.permissions.things import Maker
from tests.web.permissions.walk import ROLES, areas, asks, pages, rows

ROWS = rows()
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_cell_is_as_the_table_says(district, make_item, row):
    if row.method != "MAY" and row.page.partition(":")[0] not in areas():
        pytest.skip(f"the area of {row.page} is not there")
    maker = Maker(district, make_item)
    got: dict[str, str] = {}
    for role, key in ROLES.items():
        if row.method == "MAY":
            got[role] = "yes" if key and may(district.actor(key), row.right) else "no"
            continue
        with transaction.atomic():
            before = Act.objects.count()
            got[role] = asks(row, role, district, maker)
            made = Act.objects.count() - before
            transaction.set_rollback(True)
        if got[role] != "yes":
            assert made <= _made_by_the_thing(row.thing), (
                f"{role} was refused, and yet something was recorded"
            )
    assert got == row.cells


def _made_by_the_thing(thing: str) -> int:
    """Acts that a thing of the table is itself made by: a claim, its verdict."""
    return {"claimed": 1}.get(thing.split(":")[0], 0) + ("verified" in thing)


def test_every_right_stands_in_the_table():
    assert set(RIGHTS) - {row.right for row in ROWS} == set()
    assert {row.right for row in ROWS} - set(RIGHTS) == {"-"}, "a right of the table that is none"


def test_every_page_stands_in_the_table():
    assert set(pages()) - {row.page.split(" ")[0] for row in ROWS} == set()


def test_a_page_of_the_table_is_there_where_its_area_is():
    named = {row.page.split(" ")[0] for row in ROWS if row.method != "MAY"}
    assert {name for name in named if name.partition(":")[0] in areas()} - set(pages()) == set()


def test_no_row_stands_twice():
    names = [(row.right, row.name) for row in ROWS]
    assert sorted(set(names)) == sorted(names)


def test_the_document_says_what_the_table_says(regenerate):
    if regenerate:
        DOCUMENT.write_text(document(ROWS), encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == document(ROWS)
