"""承诺事项台账: the promises of a year and those carried into it, as page and workbook; an item that follows one."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.opening import open_item
from luoshi_web.registers.models import Commitment, Matter, Opened, Proposal
from luoshi_web.registers.proposals.promises import follow_up, promises
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.services import after
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.establish import Asked, decide_origin, hand_out
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY
from tests.web.registers import proposal_steps as steps
from tests.web.registers.proposal_steps import at, version

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def promised(district, words="建成步道", due=date(2026, 9, 30), *, year=2026, **changes):
    """A promise in a reply to a proposal of a year, sent in March of it."""
    made = steps.replied(district, on=TODAY, outcome="B", commitments=[(words, due)])
    Matter.objects.filter(pk=made.pk).update(year=year)
    if year != 2026:
        Proposal.objects.filter(pk=made.pk).update(
            filed_on=date(year, 1, 20), assigned_on=date(year, 2, 5), replied_on=date(year, 3, 10), reply_on=date(year, 3, 10)
        )  # fmt: skip
    promise = made.commitments.get()
    Commitment.objects.filter(pk=promise.pk).update(**changes)
    return promise


def listed(district, year, who="supervisor"):
    return [each.words for each in promises(district.actor(who), year=year)]


def test_what_is_open_on_new_years_day_stands_in_the_next_list(district):
    checked = {"verified_by": district.people["supervisor2"], "found": "已建成"}
    promised(district, "未完成的", date(2025, 12, 1), year=2025)
    promised(district, "年内核实的", year=2025, verified_on=date(2025, 12, 31), **checked)
    promised(district, "元旦核实的", year=2025, verified_on=date(2026, 1, 1), **checked)
    promised(district, "年内放弃的", year=2025, given_up_on=date(2025, 12, 31), given_up_why="选址改变")
    promised(district, "前年未完成的", date(2024, 12, 1), year=2024)
    promised(district, "今年的", year=2026)
    assert set(listed(district, 2026)) == {"未完成的", "元旦核实的", "前年未完成的", "今年的"}
    assert set(listed(district, 2025)) == {
        "未完成的",
        "年内核实的",
        "元旦核实的",
        "年内放弃的",
        "前年未完成的",
    }
    assert listed(district, 2024) == ["前年未完成的"]
    assert set(listed(district, 2027)) == {"未完成的", "前年未完成的", "今年的"}


def test_the_page_and_the_workbook_say_where_each_stands(district):
    promised(district, "去年没有兑现的", date(2025, 12, 1), year=2025)
    promised(district, "还有时间的")
    promised(
        district,
        "核实了的",
        verified_on=TODAY,
        verified_by=district.people["supervisor2"],
        found="现场查看，已建成",
    )
    page = district.client("auditor").get(reverse("proposals:promises"), headers=BACK).content.decode()
    for words in ("carried from 2025", "去年没有兑现的", "现场查看，已建成", "to be rated"):
        assert words in page
    over = district.client("auditor").get(reverse("proposals:promises"), {"state": "over"}).content.decode()
    assert "去年没有兑现的" in over
    assert "还有时间的" not in over
    answer = district.client("auditor").get(reverse("proposals:promises"), {"as": "xlsx"}, headers=BACK)
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = {row[4]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {words: (row[2], row[6]) for words, row in rows.items()} == {
        "去年没有兑现的": (2025, "open and over"), "还有时间的": (2026, "open"), "核实了的": (2026, "verified"),
    }  # fmt: skip


def test_a_unit_sees_its_own_and_nobody_what_is_closed_to_them(district):
    promise = promised(district)
    assert listed(district, 2026, "head") == listed(district, 2026, "head2") == ["建成步道"]
    assert listed(district, 2026, "head3") == []
    Matter.objects.filter(pk=promise.proposal_id).update(secrecy=3)
    assert listed(district, 2026, "auditor") == []
    assert "建成步道" not in district.client("auditor").get(reverse("proposals:promises")).content.decode()


def following(district, promise, who="supervisor", **more):
    proposal = promise.proposal
    return {
        "actor": district.actor(who), "matter_id": proposal.pk, "version": version(proposal), "commitment_id": promise.pk, "at": NOW,
    } | more  # fmt: skip


def test_an_item_follows_a_promise_and_goes_out_as_every_established_item(district):
    promise = promised(district)
    item = follow_up(**following(district, promise, due=date(2026, 9, 30)))
    assert (item.state, item.title, item.office, item.due) == (
        State.DRAFT,
        "建成步道",
        district.offices["发改局"],
        date(2026, 9, 30),
    )
    assert Opened.objects.get().part == f"commitment {promise.pk}"
    assert Act.objects.filter(verb="matter.open_item", object_id=promise.proposal_id).exists()
    with refused("not_approved"):  # the office suggested it itself: article 11
        hand_out(actor=district.actor("supervisor"), item_id=item.pk, version=item.version, at=NOW)
    decide_origin(
        actor=district.actor("leader2"),
        item_id=item.pk,
        version=Item.objects.get(pk=item.pk).version,
        approve=True,
        at=NOW,
    )
    hand_out(
        actor=district.actor("supervisor"),
        item_id=item.pk,
        version=Item.objects.get(pk=item.pk).version,
        at=NOW,
    )
    page = district.client("supervisor").get(reverse("proposals:promises"), headers=BACK).content.decode()
    assert item.number in page
    assert (
        item.number
        in district.client("head").get(reverse("proposals:show", args=[promise.proposal_id])).content.decode()
    )


def test_it_is_held_against_open_items_before_it_goes_out(district, make_item):
    other = make_item(title="建成步道", quote="建成步道")
    promise = promised(district)
    item = follow_up(**following(district, promise, due=date(2026, 9, 30)))
    decide_origin(
        actor=district.actor("leader2"),
        item_id=item.pk,
        version=Item.objects.get(pk=item.pk).version,
        approve=True,
        at=NOW,
    )
    with pytest.raises(Refusal) as held:
        hand_out(
            actor=district.actor("supervisor"),
            item_id=item.pk,
            version=Item.objects.get(pk=item.pk).version,
            at=NOW,
        )
    assert held.value.code == "alike_undecided"
    assert other.number in str(held.value)


def test_one_promise_is_not_followed_twice(district):
    promise = promised(district)
    item = follow_up(**following(district, promise))
    with refused("item_opened"):
        follow_up(**following(district, promise))
    Item.objects.filter(pk=item.pk).update(
        state=State.WITHDRAWN,
        ended_at=NOW,
        public_reason="已撤销",
        due=date(2026, 4, 9),
        original_due=date(2026, 4, 9),
    )
    assert follow_up(**following(district, promise)).pk != item.pk


def test_what_is_not_followed_up(district):
    promise = promised(district)
    for who in ("head", "leader", "auditor"):
        with refused("not_yours"):
            follow_up(**following(district, promise, who))
    with refused("due_past"):
        follow_up(**following(district, promise, due=date(2026, 3, 9)))
    assert not Opened.objects.exists()
    asked = Asked("suggestion", "documents", "建成步道", "建成步道", TODAY, district.posts["head"])
    Matter.objects.filter(pk=promise.proposal_id).update(secrecy=2)
    known = following(district, promise)
    known.pop("commitment_id")
    with refused("item_less_secret"):
        open_item(PROPOSALS, **known, part="x", asked=asked)
    Matter.objects.filter(pk=promise.proposal_id).update(secrecy=0)
    after.give_up(**following(district, promise, at=at(TODAY)), reason="选址改变")
    with refused("no_open_promise"):
        follow_up(**following(district, promise))


def test_it_is_done_from_its_page(district):
    promise = promised(district)
    where = reverse("proposals:follow_up", args=[promise.proposal_id])
    page = district.client("supervisor").get(reverse("proposals:promises"), headers=BACK).content.decode()
    assert where in page
    assert (
        where not in district.client("head").get(reverse("proposals:promises"), headers=BACK).content.decode()
    )
    said = {"version": version(promise.proposal), "commitment": promise.pk, "due": ""}
    assert district.client("supervisor").post(where, said).status_code == 302
    assert Opened.objects.get().item.due is None  # the usual limit, from the assignment
