"""Lists of what waits for a post, with their boxes and buttons: requests (two lists on one page), claims, urges, objections."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Change, Completion, Extension, Objection, Urge
from luoshi_web.supervision.services.change import ask_target_change
from luoshi_web.supervision.services.extension import ask_extension, screen_extension
from luoshi_web.supervision.urging.rules import ladder_on
from tests.web.closing_steps import claim, prove
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.made import Ground
from tests.web.permissions.of_appraisal import objection

ENGLISH = {"accept-language": "en"}


def words(answer):
    return unescape(answer.content.decode())


def fields(page, form="bulk"):
    """The hidden fields of a form, and the buttons that it has."""
    inside = re.search(rf'<form id="{form}".*?</form>', page, re.S).group()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', inside)
    return {name: unescape(value) for name, value in hidden}, re.findall(
        r'formaction="/together/([\w-]+)/"', inside
    )


def asked_once_more(client, act, said):
    """The page that asks once more, and what its form carries."""
    page = words(client.post(f"/together/{act}/", said, headers=ENGLISH))
    inside = page[page.index("<main") :]
    return page, dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', inside)) | {"go": "1"}


def test_two_lists_of_requests_on_one_page_are_acted_on_apart(district, make_item):
    numbers = {"kind": "target", "low": 5, "high": 5, "original_low": 5, "original_high": 5, "unit": "%"}
    items = [make_item(**numbers) for _ in range(3)]
    for item in items:
        asked = ask_extension(
            actor=district.actor("head"), item_id=item.pk, new_due=date(2027, 1, 31), reason="汛期", progress="过半", at=NOW
        )  # fmt: skip
        screen_extension(actor=district.actor("supervisor"), extension_id=asked.pk, opinion="属实", at=NOW)
    for item in items[:2]:
        ask_target_change(
            actor=district.actor("head"), item_id=item.pk, low=Decimal(4), high=Decimal(4), reason="市场变化", at=NOW
        )  # fmt: skip
    client = district.client("leader")
    page = words(client.get("/limits/", headers=ENGLISH))
    assert page.count('form="bulk-extensions" name="row"') == 3
    assert page.count('form="bulk-changes" name="row"') == 2
    said, buttons = fields(page, "bulk-extensions")
    assert buttons == ["grant-extensions", "refuse-extensions"]
    assert fields(page, "bulk-changes")[1] == ["approve-changes", "refuse-changes"]
    tick = re.findall(r'form="bulk-extensions" name="row" value="([\d.]+)"', page)[0]
    shown, ask = asked_once_more(client, "grant-extensions", said | {"scope": "ticked", "row": [tick]})
    assert "(1)" in shown
    assert client.post("/together/grant-extensions/", ask)["Location"] == "/limits/"
    assert Extension.objects.filter(state="granted").count() == 1
    assert not Change.objects.filter(field="target").exclude(state="asked").exists()
    # the item of the granted one has changed since the page: its change of target is left, and named by its item
    said, _buttons = fields(page, "bulk-changes")
    shown, ask = asked_once_more(client, "approve-changes", said | {"scope": "page"})
    named = Extension.objects.get(state="granted").item.title
    assert "Somebody else has changed this meanwhile" in shown
    assert named in shown
    said, _buttons = fields(words(client.get("/limits/", headers=ENGLISH)), "bulk-changes")
    _shown, ask = asked_once_more(client, "approve-changes", said | {"scope": "all"})
    client.post("/together/approve-changes/", ask)
    assert Change.objects.filter(field="target", state="approved").count() == 2


def test_all_claims_that_wait_are_verified_across_pages(district, make_item):
    for _ in range(53):
        item = make_item()
        prove(district, item)
        claim(district, item)
    client = district.client("supervisor")
    page = words(client.get("/checks/desk/", headers=ENGLISH))
    said, buttons = fields(page)
    assert buttons == ["find-fit", "find-unfit"]
    assert "all 53 that match" in page
    shown, ask = asked_once_more(client, "find-fit", said | {"scope": "all"})
    assert "(53)" in shown
    wrong = words(client.post("/together/find-fit/", ask | {"words": " "}, headers=ENGLISH))
    assert 'class="fault"' in wrong
    assert not Act.objects.filter(verb="verdict.give").exists()
    client.post("/together/find-fit/", ask | {"words": "逐项现场核查属实"})
    assert Completion.objects.filter(verdict__finding="fit").count() == 53
    assert Act.objects.filter(verb="verdict.give").count() == 53
    other = words(district.client("supervisor2").get("/checks/desk/?show=sign_off", headers=ENGLISH))
    assert fields(other)[1] == ["sign-off", "send-back"]
    for key in ("auditor", "leader"):  # who only looks sees no box
        assert 'name="row"' not in words(district.client(key).get("/checks/desk/?show=sign_off"))


def test_the_desk_of_urges_is_worked_narrowed_as_it_is_shown(district, make_item):
    for rung in (3, 3, 4):
        item = make_item()
        Urge.objects.create(
            item=item, ladder=ladder_on(TODAY), office=item.office, post=item.lead, rung=rung, occasion="finish:x", state="proposed",
            on=TODAY, code="finish_missed", inputs={"day": "2026-03-01", "days": 9},
        )  # fmt: skip
    client = district.client("supervisor")
    page = words(client.get("/urging/?rung=3", headers=ENGLISH))
    said, buttons = fields(page)
    assert buttons == ["send-urges", "skip-urges", "hold-urges"]
    shown, ask = asked_once_more(client, "skip-urges", said | {"scope": "all"})
    assert "(2)" in shown
    assert (
        client.post("/together/skip-urges/", ask | {"reason": "已当面说明"})["Location"] == "/urging/?rung=3"
    )
    assert sorted(Urge.objects.values_list("rung", "state")) == [
        (3, "skipped"),
        (3, "skipped"),
        (4, "proposed"),
    ]
    _shown, ask = asked_once_more(
        client, "send-urges", fields(words(client.get("/urging/")))[0] | {"scope": "page"}
    )
    client.post("/together/send-urges/", ask)
    leader = district.client("leader")
    said, buttons = fields(words(leader.get("/urging/asked/", headers=ENGLISH)))
    assert buttons == ["approve-urges", "refuse-urges"]
    _shown, ask = asked_once_more(leader, "approve-urges", said | {"scope": "page"})
    leader.post("/together/approve-urges/", ask)
    assert Urge.objects.get(rung=4).state == "sent"


def test_objections_of_an_appraisal_are_rejected_from_its_page(district, make_item):
    raised = objection(Ground(district, make_item)).thing
    address = f"/appraisals/{raised.score.appraisal_id}/"
    client = district.client("leader")
    said, buttons = fields(words(client.get(address, headers=ENGLISH)))
    assert buttons == ["uphold-objections", "reject-objections"]
    to_the_whole, _ask = asked_once_more(client, "uphold-objections", said | {"scope": "page"})
    assert "not about points that were deducted" in to_the_whole
    shown, ask = asked_once_more(client, "reject-objections", said | {"scope": "page"})
    assert raised.reason in shown
    assert client.post("/together/reject-objections/", ask | {"answer": "查无依据"})["Location"] == address
    assert Objection.objects.get().decision == "rejected"
    assert 'name="row"' not in words(client.get(address))
    assert 'name="row"' not in words(district.client("auditor").get(address))
