"""What of the registers waits for a post stands on its first page, and leads into the list."""

import pytest
from django.urls import reverse

from luoshi_web.registers.matters.desks import propose_desk
from luoshi_web.registers.matters.exceptions import ask_exception
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.models import Clock, Matter
from luoshi_web.registers.proposals.register import PROPOSALS
from tests.web.conftest import NOW, TODAY
from tests.web.registers import proposal_steps as steps
from tests.web.registers import tile_steps
from tests.web.registers.desk_steps import keep_at
from tests.web.registers.proposal_steps import version

pytestmark = pytest.mark.django_db


def waits(district, who):
    """Words and number of the tiles that speak of proposals and of who keeps registers."""
    return tile_steps.waits(district, who, ("/proposals/", "/people/desks/"))


def test_what_waits_for_nobody_has_no_tile(district):
    assert [waits(district, who) for who in ("supervisor", "head", "leader", "auditor", "administrator")] == [
        {}
    ] * 5


def test_each_post_sees_what_waits_for_it(district):
    steps.filed(district)
    steps.assigned(district)
    late = steps.handled(district)
    Clock.objects.filter(matter=late.pk, code="contact").update(due="2026-03-09", first_due="2026-03-09")
    run_night(TODAY, at=NOW)
    steps.replied(district)
    ask_exception(
        PROPOSALS, actor=district.actor("supervisor"), matter_id=late.pk, version=version(late), gate="reply", condition="co_opinion_missing", reason="协办单位撤并", at=NOW
    )  # fmt: skip
    assert waits(district, "supervisor") == {
        "proposals to assign": 1, "replies to be rated": 1, "proposals with a limit that is over": 1,
    }  # fmt: skip
    assert waits(district, "head") == {
        "proposals to sign for": 1,
        "proposals to reply to": 1,
        "proposals with a limit that is over": 1,
    }
    assert waits(district, "head2") == {"opinions on proposals to give": 2}
    assert waits(district, "leader") == {"exceptions from proposals' conditions to approve": 1}
    assert waits(district, "head3") == {}
    for who in ("supervisor", "head", "head2", "leader"):
        page = district.client(who).get(reverse("home"))
        for tile in page.context["desk"].waiting:
            if "/proposals/?" in tile.url:
                assert district.client(who).get(tile.url).status_code == 200
    keep_at(district, "教体局", since=TODAY)
    assert waits(district, "head3")["proposals to assign"] == 1
    assert "proposals to assign" not in waits(district, "supervisor")


def test_what_is_above_a_clearance_is_not_counted(district):
    made = steps.assigned(district, secrecy=1)
    assert waits(district, "head")["proposals to sign for"] == 1
    Matter.objects.filter(pk=made.pk).update(secrecy=1)
    district.posts["head"].clearance = 0
    district.posts["head"].save()
    assert waits(district, "head") == {}


def test_a_move_waits_for_its_second_person(district):
    propose_desk(
        actor=district.actor("administrator"), register="proposals", part="keep", office=district.offices["教体局"], since=TODAY, reason="方案", at=NOW
    )  # fmt: skip
    assert waits(district, "auditor") == {"moves of registers to confirm": 1}
    assert waits(district, "administrator") == {}
