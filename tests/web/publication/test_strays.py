"""What the portal shows without a release behind it: found, settled singly and together; what leaves the public takes two persons."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.portal.models import Line, Orphan, Report, Tombstone
from luoshi_web.publication.models import Handover, Release, Settlement, State
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.services.deliver import deliver
from luoshi_web.publication.services.settle import ask_removal, decide_removal, settle_line
from luoshi_web.publication.to_portal.strays import lines_for, stray_of, strays
from tests.web.conftest import NOW
from tests.web.publication.conftest import released
from tests.web.publication.two_databases import portal_apart

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
LIST = "/publication/strays/"
LEFT = ("aaaaaaaaaaaaa-11111111", "bbbbbbbbbbbbb-11111111")


def left(public):
    """Two lines of the public report left its copy."""
    for key, words in zip(LEFT, ("改造老旧小区25个", "新建标准厂房11万平方米"), strict=True):
        Orphan.objects.create(
            pk=key, place_id=public.place_key, year=public.year, quote=words, kind="task", left_on=NOW.date()
        )


@pytest.fixture
def orphans(public):
    left(public)


def _forget(*held):
    """An office restored from before its releases."""
    Release.objects.filter(pk__in=[one.pk for one in held]).delete()


def test_what_a_release_stands_behind_is_none(district, public, item_of):
    released(district, item_of("老旧小区"))
    assert strays() == []


def test_everything_that_the_office_does_not_know_is_found(district, public, item_of, orphans):
    held = released(district, item_of("老旧小区"))
    _forget(held)
    assert [(one.kind, one.key) for one in strays()] == [
        ("line", LEFT[0]),
        ("line", LEFT[1]),
        ("item", f"{public.place_key}/{held.content['number']}"),
    ]
    _forget(public)
    assert ("report", f"{public.place_key}/{public.year}") in {(one.kind, one.key) for one in strays()}


def test_a_line_that_left_becomes_another_line(district, public, orphans):
    stray = stray_of("line", LEFT[0])
    best = lines_for(stray)[0]
    assert "老旧小区26个" in best.quote
    assert [one.quote for one in lines_for(stray, "标准厂房")] == [
        line.quote for line in Line.objects.filter(quote__contains="标准厂房").order_by("number")
    ]
    client = district.client("supervisor")
    answer = client.post(f"{LIST}{LEFT[0]}/", {"chosen": best.key}, follow=True)
    assert LEFT[0] not in {one.key for one in strays()}
    assert Orphan.objects.get(pk=LEFT[0]).attached_to == best.key
    assert "已处置" in answer.content.decode()
    act = Act.objects.order_by("-number").first()
    assert (act.verb, act.object_name) == ("stray.settle", LEFT[0])


def test_to_be_another_line_it_has_to_be_chosen_and_there(district, orphans):
    for chosen in ("", "zzzzzzzzzzzzz-00000000"):
        answer = district.client("supervisor").post(f"{LIST}{LEFT[0]}/", {"chosen": chosen}, follow=True)
        assert "error" in answer.content.decode()
        assert Orphan.objects.get(pk=LEFT[0]).settled_on is None
        assert not Settlement.objects.exists()


def test_many_are_closed_with_one_sentence(district, orphans):
    client = district.client("supervisor")
    rows = [f"line:{key}" for key in LEFT]
    assert client.post(f"{LIST}close/", {"row": rows, "words": ""}).status_code == 400
    assert len(strays()) == 2
    client.post(f"{LIST}close/", {"row": rows, "words": "电话13800138000"})
    assert len(strays()) == 2, "everybody would read it"
    client.post(f"{LIST}close/", {"row": rows, "words": "新副本没有这一句。"})
    assert strays() == []
    assert set(Orphan.objects.values_list("reason", flat=True)) == {"新副本没有这一句。"}
    assert Act.objects.filter(verb="stray.settle").count() == 2
    again = client.post(f"{LIST}close/", {"row": rows, "words": "新副本没有这一句。"}, follow=True)
    assert "此件已处置" in again.content.decode()
    assert Settlement.objects.count() == 2


def test_out_of_the_public_takes_two(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    _forget(held)
    row = f"item:{public.place_key}/{held.content['number']}"
    asking, other = district.client("supervisor"), district.client("supervisor2")
    asking.post(f"{LIST}remove/", {"row": [row], "reason": "error", "sentence": "重复公开。"})
    asked = Settlement.objects.get()
    assert (ShownItem.objects.count(), asked.decided_at) == (1, None)
    again = asking.post(
        f"{LIST}remove/", {"row": [row], "reason": "error", "sentence": "重复公开。"}, follow=True
    )
    assert "已有人提请撤下此件" in again.content.decode()
    alone = asking.post(f"{LIST}decide/", {"row": [asked.pk], "decision": "yes"}, follow=True)
    assert "须由另一人决定" in alone.content.decode()
    assert ShownItem.objects.count() == 1
    other.post(f"{LIST}decide/", {"row": [asked.pk], "decision": "yes"})
    assert ShownItem.objects.count() == 0
    assert strays() == []
    asked.refresh_from_db()
    assert (asked.name, asked.declined, asked.decided_by) == ("", False, district.people["supervisor2"])
    assert list(
        Act.objects.filter(verb__startswith="stray.").order_by("number").values_list("verb", flat=True)
    ) == [
        "stray.ask_removal",
        "stray.remove",
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.update(decided_by=district.people["supervisor"])


def test_a_line_that_left_is_taken_out_and_says_so(district, orphans):
    asked = ask_removal(
        actor=district.actor("supervisor"),
        kind="line",
        key=LEFT[0],
        reason=Withdrawn.PERSONAL,
        sentence="涉及个人信息。",
        at=NOW,
    )
    with pytest.raises(Refusal, match="已有人提请"):
        settle_line(actor=district.actor("supervisor2"), key=LEFT[0], words="没有这一句。", at=NOW)
    decide_removal(actor=district.actor("leader"), settlement_id=asked.pk, agreed=True, at=LATER)
    assert not Orphan.objects.filter(pk=LEFT[0]).exists()
    assert Tombstone.objects.get(pk=f"l/{LEFT[0]}/").sentence == "涉及个人信息。"


def test_who_asked_may_let_it_stand_and_then_it_can_be_settled(district, orphans):
    asked = ask_removal(
        actor=district.actor("supervisor"), kind="line", key=LEFT[0], reason=Withdrawn.SECRET, at=NOW
    )
    decide_removal(actor=district.actor("supervisor"), settlement_id=asked.pk, agreed=False, at=NOW)
    assert Orphan.objects.filter(pk=LEFT[0], settled_on=None).exists()
    with pytest.raises(Refusal):
        decide_removal(actor=district.actor("supervisor2"), settlement_id=asked.pk, agreed=True, at=NOW)
    settle_line(actor=district.actor("supervisor"), key=LEFT[0], words="没有这一句。", at=LATER)
    assert Act.objects.filter(verb="stray.keep").count() == 1


def test_what_was_released_meanwhile_is_not_taken_out(district, public, item_of):
    item = item_of("老旧小区")
    held = released(district, item)
    _forget(held)
    key = f"{public.place_key}/{held.content['number']}"
    asked = ask_removal(
        actor=district.actor("supervisor"), kind="item", key=key, reason=Withdrawn.SECRET, at=NOW
    )
    released(district, item, at=LATER)
    with pytest.raises(Refusal):
        decide_removal(actor=district.actor("supervisor2"), settlement_id=asked.pk, agreed=True, at=LATER)
    assert ShownItem.objects.count() == 1


def test_with_a_report_goes_what_the_office_released_of_its_lines(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    _forget(public)
    asked = ask_removal(
        actor=district.actor("supervisor"), kind="report", key=f"{held.place_key}/{held.year}", reason=Withdrawn.ERROR, sentence="文本有误。", at=NOW
    )  # fmt: skip
    decide_removal(actor=district.actor("supervisor2"), settlement_id=asked.pk, agreed=True, at=LATER)
    held.refresh_from_db()
    assert (Report.objects.count(), held.state) == (0, State.WITHDRAWN)


def test_the_list_is_narrowed_and_offers_acts_to_those_who_may(district, orphans):
    client = district.client("supervisor")
    for query, shown in (
        ("", LEFT),
        ("?words=厂房", LEFT[1:]),
        ("?kind=report", ()),
        ("?year=1999", ()),
        ("?kind=line", LEFT),
    ):
        words = client.get(LIST + query).content.decode()
        assert [key for key in LEFT if key in words] == list(shown), query
    for who, acts in (("supervisor", True), ("auditor", False)):
        assert ("formaction" in district.client(who).get(LIST).content.decode()) == acts, who
    assert district.client("supervisor").get(f"{LIST}zzzz/").status_code == 404


def test_with_two_databases_what_was_not_told_stands_there_and_is_told_again(
    district, report, tmp_path, tmp_path_factory
):
    with portal_apart(tmp_path, tmp_path_factory.getbasetemp()):
        public = released(district, report)
        client = district.client("supervisor")
        words = client.get(LIST).content.decode()
        assert "公开报告" in words
        assert public.name in words
        client.post(f"{LIST}tell/")
        assert Line.objects.exists()
        left(public)
        client.post(f"{LIST}close/", {"row": [f"line:{LEFT[0]}"], "words": "新副本没有这一句。"})
        assert [one.key for one in strays()] == [], "of a place that waits nothing is known"
        deliver(at=LATER)
        assert [one.key for one in strays()] == [LEFT[1]]
        assert Handover.objects.filter(call="settle", refused="").count() == 1


def test_the_portals_database_being_away_is_a_sentence(district, monkeypatch):
    from django.db import OperationalError

    from luoshi_web.console.publication import strays as page

    def away():
        raise OperationalError("no route to host")

    monkeypatch.setattr(page, "strays", away)
    answer = district.client("supervisor").get(LIST)
    assert answer.status_code == 200
    assert "暂时无法连接" in answer.content.decode()
