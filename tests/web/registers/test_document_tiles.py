"""What of normative documents waits for a post stands on its first page, and leads into the list."""

from datetime import date

import pytest

from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import document_steps as steps
from tests.web.registers import tile_steps
from tests.web.registers.desk_steps import keep_at

pytestmark = pytest.mark.django_db


def waits(district, who):
    return tile_steps.waits(district, who, "/documents/")


def test_what_waits_for_nobody_has_no_tile(district):
    assert [waits(district, who) for who in ("supervisor", "head", "leader", "auditor", "administrator")] == [{}] * 5  # fmt: skip


def test_each_post_sees_what_waits_for_it(district):
    steps.drafted(district)
    steps.submitted(district)
    steps.decided(district)
    late = steps.registered(district)
    Matter.objects.filter(pk=late.pk).update(due=date(2026, 3, 9))
    steps.taken_over(district)  # to be evaluated since 30 October
    steps.taken_over(district, ends_on=date(2030, 4, 30))
    asked = steps.commented(district)
    said = {"gate": "submit", "condition": "comment_short", "reason": "防汛"}
    steps.act(lambda **more: ask_exception(DOCUMENTS, **more), district, asked, "supervisor", TODAY, **said)
    assert waits(district, "supervisor") == {
        "normative documents to review": 1, "normative documents to register": 1, "normative documents to publish": 1,
        "normative documents with a limit that is over": 1,
    }  # fmt: skip
    assert waits(district, "head") == {"drafts of normative documents": 2, "normative documents to evaluate": 1}  # fmt: skip
    assert waits(district, "leader") == {"exceptions for normative documents to approve": 1}
    assert waits(district, "head3") == {}
    for who in ("supervisor", "head", "leader"):
        for tile in tile_steps.tiles(district, who, "/documents/"):
            assert district.client(who).get(tile.url).status_code == 200


def test_another_office_keeps_the_register_and_review_stays(district):
    steps.decided(district)
    steps.submitted(district)
    keep_at(district, "教体局", since=TODAY, register="documents")
    assert waits(district, "head3") == {"normative documents to register": 1}
    assert waits(district, "supervisor") == {"normative documents to review": 1}
