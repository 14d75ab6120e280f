"""A release from its proposal to the portal: states follow from facts, two people decide, what was approved goes out and nothing else."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Copy, Entry
from luoshi_web.ledgerstore.services.review import correct, drop
from luoshi_web.masks import cover
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.portal.models import Line, Outcome, Place, Report, Version
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.redacting import stretches
from luoshi_web.publication.services.approve import approve, refuse
from luoshi_web.publication.services.check import Away, check
from luoshi_web.publication.services.night import run_night
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.to_portal.reports import as_printed
from tests.web.closing_steps import prove, to_done
from tests.web.conftest import NOW, TODAY
from tests.web.publication.conftest import LAST_YEAR, released, reviewed
from tests.web.review_reports import entry_with

pytestmark = pytest.mark.django_db


def _refused(code, call, **said):
    with pytest.raises(Refusal) as refused:
        call(**said)
    assert refused.value.code == code


def test_nothing_is_public_before_the_second_person(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    assert made.state == State.PROPOSED
    check(actor=district.actor("supervisor"), release_id=made.pk, version=0, at=NOW)
    assert not Place.objects.exists()
    held = approve(actor=district.actor("supervisor2"), release_id=made.pk, version=1, at=NOW)
    assert (held.state, held.number) == (State.RELEASED, 1)
    assert Line.objects.filter(quote__contains="老旧小区26个").exists()
    verbs = list(Act.objects.filter(object_kind="release").order_by("number").values_list("verb", flat=True))
    assert verbs == ["release.propose", "release.check", "release.approve", "release.put_out"]


def test_who_proposed_or_checked_does_not_approve(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    by = {"release_id": made.pk, "at": NOW}
    _refused("not_checked", approve, actor=district.actor("leader"), version=0, **by)
    check(actor=district.actor("supervisor2"), version=0, **by)
    for key in ("supervisor", "supervisor2"):
        _refused("release_takes_two", approve, actor=district.actor(key), version=1, **by)
    assert not Place.objects.exists()
    approve(actor=district.actor("leader"), version=1, **by)
    assert Place.objects.exists()


def test_the_database_refuses_one_person_too(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    one = district.people["supervisor"]
    for said in (
        {"checked_by": one, "approved_by": one},
        {"approved_by": district.people["leader"]},
        {"checked_by": district.people["supervisor2"], "approved_by": one},
        {"released_at": NOW, "number": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.filter(pk=made.pk).update(**said)


def test_a_page_that_is_old_acts_on_nothing(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    check(actor=district.actor("supervisor"), release_id=made.pk, version=0, at=NOW)
    again = {"actor": district.actor("supervisor2"), "release_id": made.pk, "version": 0, "at": NOW}
    _refused("changed_meanwhile", check, **again)
    _refused("changed_meanwhile", approve, **again)


def test_lines_are_those_that_people_reviewed(district, report):
    by = {"actor": district.actor("supervisor"), "at": NOW}
    wrong = entry_with(report, "老旧小区26个")
    correct(
        **by, entry_id=wrong.pk, version=wrong.version, changes={"low": "28", "high": "28"}, reason="识读有误"
    )
    away = entry_with(report, "医院2所")
    drop(**by, entry_id=away.pk, version=away.version, reason="重复")
    released(district, report)
    assert Line.objects.get(quote__contains="老旧小区26个").reading["low"] == "28"
    assert not Line.objects.filter(quote__contains="医院2所").exists()
    assert "医院2所" in Report.objects.get(year=2026).text


def test_a_report_with_entries_to_review_waits(district, report):
    Entry.objects.filter(pk=entry_with(report, "老旧小区").pk).update(review="open")
    _refused("report_not_reviewed", propose, actor=district.actor("supervisor"), subject=report, at=NOW)


def test_two_years_are_held_against_each_other(district, public):
    assert not Outcome.objects.exists()
    again = released(district, reviewed(district, LAST_YEAR))
    assert again.number == 2
    assert Outcome.objects.filter(line__year=2025, later__year=2026).exists()
    assert Report.objects.count() == 2


def test_words_that_are_redacted_are_nowhere(district, report):
    cut = Away("改造老旧小区26个", "", Redacted.INTERNAL)
    released(district, report, away=(cut,))
    shown = Report.objects.get(year=2026)
    assert "老旧小区" not in shown.text
    assert "█" * len(cut.words) in shown.text
    assert not Line.objects.filter(quote__contains="老旧小区").exists()
    assert not Version.objects.filter(content__icontains="老旧小区").exists()
    assert Line.objects.filter(quote__contains="标准厂房12万平方米").exists()


def test_words_with_a_persons_number_can_be_redacted(district, report):
    """The portal's text has the number covered; what somebody marked stands in the copy as it is printed."""
    copy = report.current
    words, number = "改造老旧小区26个", "13912345678"
    assert copy.text.count(words) == 1
    begin = copy.text.index(words) + 2
    printed = copy.text[:begin] + number + copy.text[begin + len(number) :]
    shown = Report(text=cover(printed).text)
    held = Release(content={"sha256": copy.sha256})
    Copy.objects.filter(pk=copy.pk).update(text=printed)
    assert number not in shown.text
    assert stretches(as_printed(held, shown), [number]) == [(begin, begin + len(number))]


def test_a_redaction_names_words_that_are_there(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    by = {"actor": district.actor("supervisor"), "release_id": made.pk, "version": 0, "at": NOW}
    _refused("words_not_there", check, **by, away=(Away("没有这句话", "", Redacted.SECRET),))
    _refused("redaction_needs_words", check, **by, away=(Away("  ", "", Redacted.SECRET),))


def test_an_embargo_holds_until_its_day(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    check(actor=district.actor("supervisor"), release_id=made.pk, version=0, at=NOW)
    by = {"actor": district.actor("leader"), "release_id": made.pk, "version": 1, "at": NOW}
    _refused("embargo_is_past", approve, not_before=TODAY, **by)
    held = approve(not_before=date(2026, 3, 12), **by)
    assert held.state == State.EMBARGOED
    assert run_night(date(2026, 3, 11), NOW + timedelta(days=1)).released == 0
    assert not Place.objects.exists()
    assert run_night(date(2026, 3, 12), NOW + timedelta(days=2)).released == 1
    assert Place.objects.exists()


def test_what_is_refused_says_why_and_can_be_proposed_again(district, report):
    made = propose(actor=district.actor("supervisor"), subject=report, at=NOW)
    _refused("already_proposed", propose, actor=district.actor("supervisor2"), subject=report, at=NOW)
    by = {"actor": district.actor("leader"), "release_id": made.pk, "version": 0, "at": NOW}
    _refused("refusal_says_why", refuse, words=" ", **by)
    assert refuse(words="代表大会尚未通过", **by).state == State.REFUSED
    assert propose(actor=district.actor("supervisor"), subject=report, at=NOW).state == State.PROPOSED


def test_an_item_goes_out_with_what_was_chosen(district, public, item_of):
    item = item_of("老旧小区")
    prove(district, item)
    to_done(district, item)
    held = released(district, item, parts=("verdicts",))
    shown = ShownItem.objects.get(line=Line.objects.get(quote__contains="老旧小区26个").pk)
    assert (held.number, shown.number, shown.state) == (2, 2, "closed_done")
    assert "evidence" not in shown.content
    assert "progress" not in shown.content
    assert [v["finding"] for v in shown.content["verdicts"]] == ["fit"]
    assert shown.content["ending"]["reason"] == "已建成。"


def test_nothing_of_the_offices_own_work_is_in_an_item(district, public, item_of):
    """No person, no light, no urging, no problem that a unit reported, no next step."""
    item = item_of("老旧小区", time_light="red", times_urged=3)
    item.updates.create(
        period=date(2026, 2, 28), words="完成12个，联系人13812345678。", problems="资金缺口大", next_steps="向上争取", value=12,
        post=district.posts["officer"], by=district.people["officer"], at=NOW,
    )  # fmt: skip
    content = released(district, item).content
    assert content["progress"][0]["words"] == "完成12个，联系人【电话】。"
    said = str(content)
    for words in ("资金缺口", "向上争取", "red", "13812345678", district.people["officer"].name, "副区长"):
        assert words not in said


def test_what_is_not_open_is_not_proposed(district, public, item_of):
    for words, columns, code in (
        ("老旧小区", {"secrecy": 1}, "not_open"),
        ("标准厂房", {"state": "draft", "lead": None, "due": None}, "still_a_draft"),
    ):
        item = item_of(words, **columns)
        _refused(code, propose, actor=district.actor("supervisor"), subject=item, at=NOW)


def test_what_became_secret_meanwhile_does_not_go_out(district, public, item_of):
    item = item_of("老旧小区")
    made = propose(actor=district.actor("supervisor"), subject=item, at=NOW)
    check(actor=district.actor("supervisor"), release_id=made.pk, version=0, at=NOW)
    item.secrecy = 2
    item.save()
    _refused("not_open", approve, actor=district.actor("leader"), release_id=made.pk, version=1, at=NOW)
    assert not ShownItem.objects.exists()


def test_an_item_stands_on_its_report(district, report, item_of):
    _refused(
        "place_not_public", propose, actor=district.actor("supervisor"), subject=item_of("学校3所"), at=NOW
    )


def test_an_item_of_a_redacted_line_is_not_proposed(district, report, item_of):
    released(district, report, away=(Away("老旧小区26个", "", Redacted.UNDECIDED),))
    _refused(
        "line_not_public", propose, actor=district.actor("supervisor"), subject=item_of("老旧小区"), at=NOW
    )
