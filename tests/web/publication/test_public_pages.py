"""What readers see of what the office released; a line, an item or words that were not released leave no trace at any address."""

from datetime import timedelta

import pytest
from django.test import Client

from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.services.check import Away
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.withdraw import withdraw
from tests.web.closing_steps import prove, to_done
from tests.web.conftest import NOW
from tests.web.publication.conftest import released
from tests.web.publication.walking import as_portal_alone, everything, said_at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def as_portal(settings, tmp_path):
    as_portal_alone(settings, tmp_path)


def _page(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_line_says_who_answers_what_came_and_who_verified(district, public, item_of):
    item = item_of("老旧小区", helpers=("head2",))
    prove(district, item)
    to_done(district, item)
    released(district, item)
    shown = ShownItem.objects.get()
    page = _page(f"/l/{shown.line}/")
    for words in ("已办结，经核查", "区发展和改革局", "区住房和城乡建设局", "已建成。", "本级政府督查室"):
        assert words in page
    own = _page(
        f"/p/{shown.place_id}-{shown.place.slug}/items/{item.number}/"
        if shown.place.slug
        else f"/p/{shown.place_id}/items/{item.number}/"
    )
    for words in ("现场核查属实。", "现场照片.png", "单位所述属实"):
        assert words in own


def test_a_unit_has_a_page_of_what_it_answers_for(district, public, item_of):
    one, other = item_of("老旧小区"), item_of("标准厂房")
    released(district, one)
    shown = ShownItem.objects.get()
    path = f"/p/{shown.place_id}{'-' + shown.place.slug if shown.place.slug else ''}/u/{shown.unit_key}/"
    page = _page(path)
    assert one.title in page
    assert other.title not in page
    assert f"{one.number}," in Client().get(f"{path.rstrip('/')}.csv").content.decode()
    assert Client().get(path.replace(shown.unit_key, "o99")).status_code == 404


def test_history_has_every_change_and_a_day_has_what_was_public_then(district, public, item_of):
    item = item_of("老旧小区")
    released(district, item)
    to_done(district, item)
    released(district, item, at=LATER)
    line = ShownItem.objects.get().line
    page = _page(f"/l/{line}/history/")
    assert page.index("已办结，经核查") > 0
    assert "推进中" in page
    assert "2026-03-30" in page
    assert "2026-03-10" in page
    then, now = _page(f"/l/{line}/at/2026-03-12/"), _page(f"/l/{line}/at/2026-03-30/")
    assert "推进中" in then
    assert "已办结" not in then
    assert "已办结，经核查" in now
    for day in ("2026-03-09", "2026-02-30", "never"):
        assert Client().get(f"/l/{line}/at/{day}/").status_code == 404


def test_what_was_not_released_leaves_no_trace(district, report, item_of):
    """Redacted words of the report, an item that is proposed and not approved, an item that is secret, remarks of the check."""
    released(district, report, away=(Away("建成标准厂房12万平方米", "", Redacted.INTERNAL),))
    planted = item_of("老旧小区", content="", measures="内部措施甲")
    propose(actor=district.actor("supervisor"), subject=planted, at=NOW)
    secret = item_of("学校3所", secrecy=2)
    seen = everything(f"/p/z000000/items/{planted.number}/")
    assert any("老旧小区26个" in body for body in seen.values())
    for words in ("标准厂房", planted.number, secret.number, "内部措施甲", "内部事务", "区发展和改革局"):
        assert said_at(seen, words) == [], words


def test_a_guess_at_what_is_not_released_looks_like_nonsense(district, public, item_of):
    shown, hidden = item_of("老旧小区"), item_of("标准厂房")
    released(district, shown)
    place = ShownItem.objects.get().place
    own = f"/p/{place.pk}{'-' + place.slug if place.slug else ''}/items/"
    propose(actor=district.actor("supervisor"), subject=hidden, at=NOW)
    one, other = Client().get(f"{own}{hidden.number}/"), Client().get(f"{own}2026-Z-9999/")
    assert (one.status_code, one.content, one.headers) == (404, other.content, other.headers)


@pytest.mark.parametrize(("reason", "status"), [("secret", 404), ("personal", 410)])
def test_what_is_taken_back_is_found_nowhere(district, public, item_of, reason, status):
    item = item_of("老旧小区")
    prove(district, item)
    to_done(district, item)
    held = released(district, item)
    line, place = held.content["line"], ShownItem.objects.get().place
    own = f"/p/{place.pk}{'-' + place.slug if place.slug else ''}/items/{item.number}/"
    more = (own, f"/l/{line}/history/", f"/l/{line}/at/2026-03-10/")
    assert any("现场核查属实" in body for body in everything(*more).values())
    withdraw(
        actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, reason=reason, sentence="应当事人要求。", at=LATER
    )  # fmt: skip
    seen = everything(*more)
    for words in ("现场核查属实", "现场照片", "已建成。", "区发展和改革局"):
        assert said_at(seen, words) == [], words
    assert Client().get(own).status_code == status
    assert ("应当事人要求。" in seen[own]) == (status == 410)
