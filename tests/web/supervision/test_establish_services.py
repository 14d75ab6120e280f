"""立项: entered, approved where the law asks for it, looked at for repetitions, handed out; and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from luoshi_web.accounts.services import change_post
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item, Limit, Origin, Resemblance
from luoshi_web.supervision.selectors.alike import decided, related, undecided
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services import establish as establishing
from luoshi_web.supervision.services.alike import decide_alike
from luoshi_web.supervision.services.establish import Asked, decide_origin, establish, hand_out
from luoshi_web.supervision.services.split_edit import edit_row, remove_row
from tests.web.conftest import NOW, TODAY


@pytest.fixture
def note(district):
    """The head of the government asks 发改局 for something."""
    return Asked(
        source="instruction", document="note", said_by=district.posts["leader2"], said_on=date(2026, 3, 9),
        title="解决老旧小区充电难", words="请拿出办法，报我。", lead=district.posts["head"], number="批示〔2026〕3号",
        helpers=[district.posts["head2"], district.posts["officer"]],
    )  # fmt: skip


def entered(district, asked):
    return establish(actor=district.actor("supervisor"), asked=asked, at=NOW)


def refused(code, act, **words):
    """Refused with that code; nothing is changed and nothing recorded."""
    before = (Act.objects.count(), list(Item.objects.order_by("pk").values()), Resemblance.objects.count())
    with pytest.raises(Refusal) as refusal:
        act(**words)
    assert refusal.value.code == code
    assert str(refusal.value)
    after = (Act.objects.count(), list(Item.objects.order_by("pk").values()), Resemblance.objects.count())
    assert before == after


def out(district, item, at=NOW):
    item = Item.objects.get(pk=item.pk)
    return hand_out(actor=district.actor("supervisor"), item_id=item.pk, version=item.version, at=at)


def test_an_instruction_of_the_chief_is_entered_and_handed_out(district, note):
    item = entered(district, note)
    assert (item.number, item.state, item.source, item.due) == ("2026-L-0001", "draft", "instruction", None)
    assert [co.post for co in item.co_units.all()] == [district.posts["head2"]], (
        "the lead does not help itself"
    )
    origin = item.origin
    assert (origin.state, origin.count, origin.days) == ("ready", 15, "calendar")
    assert origin.said_by_name == "区政府区长"
    assert not visible_to(district.actor("head")).exists()
    item = out(district, item)
    assert (item.state, item.due, item.original_due) == ("assigned", date(2026, 3, 25), date(2026, 3, 25))
    finish = item.limits.get(kind=Limit.Kind.FINISH)
    assert (finish.began, finish.count, finish.days, finish.due) == (TODAY, 15, "calendar", item.due)
    assert "2026年3月25日" in finish.sentence
    assert list(visible_to(district.actor("head"))) == [item]
    assert [act.verb for act in Act.objects.order_by("number")] == ["item.establish", "item.assign"]


def test_a_decision_counts_working_days_and_a_shorter_limit_or_a_day_may_be_set(district, note):
    meeting = replace(note, source="decision", document="meeting", said_by=None, title="编制学位规划")
    item = out(district, entered(district, meeting))
    assert (item.due, item.limits.get(kind="finish").days) == (date(2026, 4, 22), "working")
    shorter = replace(note, document="note_urgent", count=2, title="处置积水路段")
    item = out(district, entered(district, shorter))
    assert item.due == date(2026, 3, 12)
    named = replace(note, due=date(2026, 6, 30), title="整治占道经营")
    item = out(district, entered(district, named))
    assert (item.due, item.limits.get(kind="finish").days) == (date(2026, 6, 30), "date")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no_words"),
        ({"words": ""}, "no_words"),
        ({"said_by": None}, "said_by_missing"),
        ({"document": "meeting"}, "document_of_another_source"),
        ({"source": "report"}, "document_of_another_source"),
        ({"said_on": TODAY + timedelta(days=1)}, "said_to_come"),
        ({"count": 16}, "count_out_of_range"),
        ({"count": 0}, "count_out_of_range"),
        ({"due": TODAY - timedelta(days=1)}, "due_past"),
        ({"secrecy": 2}, "lead_not_cleared"),
    ],
)
def test_what_is_not_entered(district, note, changes, code):
    refused(code, establish, actor=district.actor("supervisor"), asked=replace(note, **changes), at=NOW)


def test_only_leaders_instruct(district, note):
    asked = replace(note, said_by=district.posts["supervisor"])
    refused("said_by_missing", establish, actor=district.actor("supervisor"), asked=asked, at=NOW)


@pytest.mark.parametrize("key", ["leader2", "head", "auditor", "administrator"])
def test_only_the_supervision_office_enters(district, note, key):
    refused("not_yours", establish, actor=district.actor(key), asked=note, at=NOW)


def test_what_the_chief_did_not_say_goes_before_the_chief(district, note):
    """政府督查工作条例 art 11: a suggestion is approved by the chief; a deputy's note is no more than that."""
    deputy = entered(district, replace(note, said_by=district.posts["leader"]))
    own = entered(
        district, replace(note, source="suggestion", document="media", said_by=None, title="核实停水")
    )
    for item in (deputy, own):
        assert item.origin.state == "asked"
        refused(
            "not_approved", hand_out, actor=district.actor("supervisor"), item_id=item.pk, version=0, at=NOW
        )
    for key in ("leader", "supervisor", "head"):
        refused(
            "not_yours",
            decide_origin,
            actor=district.actor(key),
            item_id=own.pk,
            version=0,
            approve=True,
            at=NOW,
        )
    decide_origin(actor=district.actor("leader2"), item_id=own.pk, version=0, approve=True, at=NOW)
    assert out(district, own).due == date(2026, 3, 17)
    decide = {"actor": district.actor("leader2"), "item_id": deputy.pk, "version": 0, "at": NOW}
    refused("no_words", decide_origin, **decide, approve=False, answer=" ")
    decide_origin(**decide, approve=False, answer="与专项检查重复")
    refused("changed_meanwhile", decide_origin, **decide, approve=True)
    refused("origin_decided", decide_origin, **decide | {"version": 1}, approve=True)
    refused(
        "not_approved", hand_out, actor=district.actor("supervisor"), item_id=deputy.pk, version=1, at=NOW
    )
    assert Act.objects.filter(verb="item.approve").count() == 2


def test_who_entered_it_and_became_chief_since_does_not_approve_it(district, note):
    item = entered(district, replace(note, source="suggestion", document="media", said_by=None))
    turned = replace(district.actor("leader2"), person_id=district.people["supervisor"].pk)
    refused("not_the_proposer", decide_origin, actor=turned, item_id=item.pk, version=0, approve=True, at=NOW)


def test_what_was_changed_after_the_approval_is_approved_anew(district, note):
    item = entered(district, replace(note, source="suggestion", document="media", said_by=None))
    decide_origin(actor=district.actor("leader2"), item_id=item.pk, version=0, approve=True, at=NOW)
    edit = {"actor": district.actor("supervisor"), "item_id": item.pk, "helpers": [], "at": NOW}
    edit_row(**edit, version=1, values={"title": item.title})
    assert Origin.objects.get().state == "approved", "nothing was changed"
    edit_row(**edit, version=2, values={"title": "另一件事"})
    origin = Origin.objects.get()
    assert (origin.state, origin.decided_by) == ("asked", None)
    refused("not_approved", hand_out, actor=district.actor("supervisor"), item_id=item.pk, version=3, at=NOW)


def test_without_a_chief_only_decisions_go_out(district, note):
    post = district.posts["leader2"]
    change_post(
        actor=district.actor("administrator"), post=post, title=post.title, role=post.role, clearance=3, order=0, active=True, chief=False,
        at=NOW,
    )  # fmt: skip
    assert entered(district, note).origin.state == "asked"
    refused(
        "not_yours", decide_origin, actor=district.actor("leader2"), item_id=Item.objects.get().pk, version=0, approve=True, at=NOW
    )  # fmt: skip


def test_only_a_leader_is_chief(district):
    post = district.posts["head"]
    refused(
        "chief_leads", change_post, actor=district.actor("administrator"), post=post, title=post.title, role="head", clearance=1,
        order=0, active=True, chief=True, at=NOW,
    )  # fmt: skip


def test_what_asks_the_same_is_settled_before_it_goes_out(district, make_item, note):
    same = make_item(title="解决老旧小区充电难问题")
    make_item(title="解决老旧小区充电难问题", lead="head3")
    make_item(title="解决老旧小区充电难问题", state="closed_done")
    item = entered(district, note)
    actor = district.actor("supervisor")
    found = undecided([item], actor=actor, on=TODAY)[item.pk]
    assert [(each.item.pk, each.why) for each in found] == [(same.pk, "title")]
    refused("alike_undecided", hand_out, actor=actor, item_id=item.pk, version=0, at=NOW)
    say = {"actor": actor, "item_id": item.pk, "version": 0, "other_id": same.pk, "at": NOW}
    refused("no_words", decide_alike, **say, decision="apart", reason="")
    refused("no_public_reason", decide_alike, **say, decision="merged", reason="")
    refused("personal_data", decide_alike, **say, decision="merged", reason="联系13800138000")
    refused("decision_missing", decide_alike, **say, decision="", reason="x")
    refused(
        "not_alike",
        decide_alike,
        **say | {"other_id": Item.objects.get(office=district.offices["教体局"]).pk},
        decision="linked",
    )
    refused("not_yours", decide_alike, **say | {"actor": district.actor("head")}, decision="linked")
    decide_alike(**say, decision="apart", reason="一项看存量，一项看新建")
    refused("alike_decided", decide_alike, **say | {"version": 1}, decision="linked")
    assert out(district, item).state == "assigned"
    assert [row.reason for row in decided(item)] == ["一项看存量，一项看新建"]
    assert not related(item, actor=district.actor("head")).exists()


def test_linked_items_show_each_other_to_those_who_may_see_both(district, make_item, note):
    same = make_item(title="解决老旧小区充电难问题")
    item = entered(district, note)
    decide_alike(
        actor=district.actor("supervisor"), item_id=item.pk, version=0, other_id=same.pk, decision="linked", at=NOW
    )  # fmt: skip
    assert not related(same, actor=district.actor("head")).exists(), (
        "a draft is the supervision office's alone"
    )
    out(district, item)
    for one in (item, same):
        assert related(one, actor=district.actor("head")).count() == 1
        assert related(one, actor=district.actor("head2")).count() == 0, "it helps with one of them alone"


def test_merged_it_does_not_go_out(district, make_item, note):
    same = make_item(title="解决老旧小区充电难问题")
    item = entered(district, note)
    decide_alike(
        actor=district.actor("supervisor"), item_id=item.pk, version=0, other_id=same.pk, decision="merged", reason="已在办，一并督办",
        at=NOW,
    )  # fmt: skip
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.merged_into, item.public_reason) == ("merged", same, "已在办，一并督办")
    assert item.ended_at == NOW
    assert not Limit.objects.filter(item=item).exists()
    refused("wrong_state", hand_out, actor=district.actor("supervisor"), item_id=item.pk, version=1, at=NOW)
    assert Act.objects.last().verb == "item.merge"


def test_nothing_is_merged_into_what_more_people_may_read(district, make_item, note):
    same = make_item(title="解决老旧小区充电难问题")
    item = entered(district, replace(note, secrecy=1))
    refused(
        "into_less_secret", decide_alike, actor=district.actor("supervisor"), item_id=item.pk, version=0, other_id=same.pk,
        decision="merged", reason="已在办", at=NOW,
    )  # fmt: skip


def test_what_is_above_the_clearance_is_not_told(district, make_item, note):
    make_item(title="解决老旧小区充电难问题", secrecy=3)
    item = entered(district, note)
    low = replace(district.actor("supervisor"), clearance=1)
    assert undecided([item], actor=low, on=TODAY) == {}


def test_a_target_of_another_year_is_another_promise(district, make_item, note):
    make_item(title="解决老旧小区充电难问题", year=2025, kind="target")
    old = make_item(title="解决老旧小区充电难题", year=2025)
    item = entered(district, note)
    found = undecided([item], actor=district.actor("supervisor"), on=TODAY)[item.pk]
    assert [each.item.pk for each in found] == [old.pk], (
        "a task that is still open from last year asks the same"
    )


def test_a_row_that_took_another_cannot_be_taken_out(district, make_item, note):
    item = entered(district, note)
    make_item(state="merged", merged_into=item)
    refused(
        "row_takes_others", remove_row, actor=district.actor("supervisor"), item_id=item.pk, version=0, at=NOW
    )


def test_a_row_of_a_split_goes_out_with_its_notice(district, make_item):
    item = make_item(state="draft")
    refused(
        "not_established", hand_out, actor=district.actor("supervisor"), item_id=item.pk, version=0, at=NOW
    )


def test_of_two_who_say_what_it_is_one_is_told(district, make_item, note):
    same = make_item(title="解决老旧小区充电难问题")
    item = entered(district, note)
    say = {"item_id": item.pk, "version": 0, "other_id": same.pk, "at": NOW}
    decide_alike(actor=district.actor("supervisor"), **say, decision="linked")
    refused(
        "changed_meanwhile", decide_alike, actor=district.actor("supervisor2"), **say, decision="merged", reason="已在办"
    )  # fmt: skip
    hand_out(actor=district.actor("supervisor"), item_id=item.pk, version=1, at=NOW)
    refused(
        "changed_meanwhile", hand_out, actor=district.actor("supervisor2"), item_id=item.pk, version=1, at=NOW
    )
    assert Limit.objects.filter(item=item, kind="finish").count() == 1


def test_two_who_enter_at_once_get_two_numbers(district, note, monkeypatch):
    """Both saw the same last number; the second insert waits for the first, fails, and takes the next."""
    entered(district, note)
    seen = iter([1])
    really = establishing.next_place
    monkeypatch.setattr(
        establishing, "next_place", lambda year, letter: next(seen, None) or really(year, letter)
    )
    item = entered(district, replace(note, title="另一件事"))
    assert item.number == "2026-L-0002"
    assert Act.objects.filter(verb="item.establish").count() == 2
