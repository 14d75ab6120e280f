"""What changes in the office proposes a change of what is public, and never makes one; what is taken back is gone, and says so or leaves nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from luoshi_web.audit.refusal import Refusal
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.portal.models import Line, Orphan, Report, Sheet, Tombstone, Version
from luoshi_web.portal.services import take_back_line
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.services.night import propose_changes, run_night
from luoshi_web.publication.services.withdraw import withdraw
from luoshi_web.supervision.models import Item, Split
from tests.web.closing_steps import to_done
from tests.web.conftest import NOW, TODAY
from tests.web.publication.conftest import released
from tests.web.review_reports import bring_in, entry_with

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


def _withdraw(district, held, reason="error", sentence="报告文本有误。", **said):
    held.refresh_from_db()
    return withdraw(
        actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, reason=reason, sentence=sentence, at=LATER, **said
    )  # fmt: skip


def test_a_change_in_the_office_is_proposed_and_nothing_else(district, public, item_of):
    item = item_of("老旧小区")
    held = released(district, item)
    assert propose_changes(at=NOW) == 0
    to_done(district, item)
    before = ShownItem.objects.get().content
    assert run_night(TODAY, LATER).proposed == 1
    made = Release.objects.get(item=item, released_at=None)
    assert (made.state, made.proposed_by, made.content["state"]) == (State.PROPOSED, None, "closed_done")
    assert ShownItem.objects.get().content == before
    held.refresh_from_db()
    assert held.state == State.RELEASED
    assert propose_changes(at=LATER) == 0, "once"


def test_the_next_release_supersedes_the_one_before(district, public, item_of):
    item = item_of("老旧小区")
    first = released(district, item)
    to_done(district, item)
    second = released(district, item, at=LATER)
    first.refresh_from_db()
    assert (first.state, first.superseded_by, second.number) == (State.SUPERSEDED, second, 3)
    assert ShownItem.objects.get().number == 3
    versions = list(Version.objects.filter(about__startswith="o/"))
    assert [v.content["state"] for v in versions] == ["active", "closed_done"]
    assert versions[0].until == versions[1].since == LATER


def test_what_is_public_as_it_is_is_not_proposed_again(district, public, report):
    with pytest.raises(Refusal) as refused:
        released(district, report)
    assert refused.value.code == "nothing_new"


def test_a_corrected_copy_keeps_what_its_items_show(district, public, report, item_of):
    from luoshi_web.ledgerstore.models import Entry
    from tests.web.review_reports import SHORT

    item = item_of("老旧小区")
    released(district, item)
    old = ShownItem.objects.get().line
    bring_in(
        district,
        SHORT.replace("新招引亿元以上项目40个", "新招引亿元以上项目45个"),
        name="更正.txt",
        report=report,
    )
    assert propose_changes(at=LATER) == 0, "entries wait for somebody's word"
    Entry.objects.filter(report=report, review="open").update(review="accepted")
    report.refresh_from_db()
    released(district, report, at=LATER)
    shown = ShownItem.objects.get()
    assert shown.line == old, "the words are the same: the address stays"
    assert Line.objects.get(pk=shown.line).quote == entry_with(report, "老旧小区").quote
    assert Orphan.objects.get().quote.endswith("40个")
    assert Line.objects.filter(quote__contains="45个").exists()


def test_an_item_is_taken_back_from_today_and_from_yesterday(district, public, item_of):
    item = item_of("老旧小区")
    first = released(district, item)
    to_done(district, item)
    second = released(district, item, at=LATER)
    assert [r.pk for r in _withdraw(district, second, sentence="所附材料有误。")] == [second.pk]
    assert not ShownItem.objects.exists()
    assert not Version.objects.filter(about__startswith="o/").exists()
    stone = Tombstone.objects.get()
    assert (stone.reason, stone.sentence) == ("error", "所附材料有误。")
    second.refresh_from_db()
    assert (second.state, first.number) == (State.WITHDRAWN, 2)
    assert Line.objects.filter(quote__contains="老旧小区").exists()


def test_for_secrecy_nothing_is_left(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    _withdraw(district, held, reason="secret", sentence="这句话不应留下")
    assert not ShownItem.objects.exists()
    assert not Tombstone.objects.exists()
    held.refresh_from_db()
    assert held.withdrawn_words == ""


def test_with_a_report_goes_what_stands_on_it(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    gone = _withdraw(district, public)
    assert {r.pk for r in gone} == {public.pk, held.pk}
    assert not ShownItem.objects.exists()
    assert not Report.objects.exists()
    assert not Version.objects.exists()


def test_a_report_taken_back_whole_stays_away(district, public, report):
    _withdraw(district, public)
    with pytest.raises(Refusal) as refused:
        released(district, report, at=LATER)
    assert refused.value.code == "taken_back_for_good"
    assert Release.objects.filter(released_at=None).get().state == State.CHECKED


def test_a_withdrawal_says_why_and_tells_nothing_itself(district, public):
    for sentence, code in (("", "withdrawal_says_why"), ("见 13812345678 来电", "withdrawal_tells")):
        with pytest.raises(Refusal) as refused:
            _withdraw(district, public, sentence=sentence)
        assert refused.value.code == code
    assert Report.objects.exists()


def test_what_the_portal_took_back_is_withdrawn_here_too(district, public, item_of):
    held = released(district, item_of("老旧小区"))
    take_back_line(line_id=held.content["line"], reason="personal", sentence="应当事人要求。", at=LATER)
    assert run_night(TODAY, LATER).gone == 1
    held.refresh_from_db()
    assert held.state == State.WITHDRAWN
    assert propose_changes(at=LATER) == 0


def test_an_item_that_became_secret_is_proposed_by_nobody(district, public, item_of):
    item = item_of("老旧小区")
    released(district, item)
    Item.objects.filter(pk=item.pk).update(secrecy=2)
    assert propose_changes(at=LATER) == 0
    assert ShownItem.objects.exists(), "somebody has to take it back"


def test_a_split_shows_who_holds_what(district, public, report, item_of):
    split = Split.objects.create(
        report=report,
        kind="tasks",
        year=2026,
        title="2026年重点任务分解方案",
        state="issued",
        drafted_at=NOW,
        issued_at=NOW,
    )
    open_, secret = item_of("老旧小区", split=split), item_of("标准厂房", split=split, secrecy=2)
    held = released(district, split)
    sheet = Sheet.objects.get()
    assert [row["number"] for row in sheet.content["rows"]] == [open_.number]
    assert secret.number not in str(sheet.content)
    shown = ShownItem.objects.get()
    assert (shown.from_split, shown.content["unit"], shown.due.isoformat()) == (
        True,
        "区发展和改革局",
        "2026-12-31",
    )
    released(district, open_, at=LATER)
    assert not ShownItem.objects.get().from_split
    _withdraw(district, held)
    assert not Sheet.objects.exists()
    assert ShownItem.objects.count() == 1, "the item was released itself"


def test_pages_of_the_office_are_not_the_portals(public):
    """What is released is served by the portal alone: the office has no public address."""
    assert Client().get(f"/l/{Line.objects.first().pk}/").status_code == 404
