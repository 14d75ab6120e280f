"""Pages of the register of findings: one walked through its forms by the roles that own it; the list; many at once; what is counted; what is secret."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.accounts.models import Post
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.bulk.chosen import packed
from luoshi_web.console.findings.acts import ACTS
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.selectors import figures_by, figures_of, visible_to
from luoshi_web.registers.findings.services import checking, ending, entering
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models import SecretReading
from tests.web.conftest import TODAY
from tests.web.registers import finding_steps as steps
from tests.web.registers import tile_steps
from tests.web.registers.finding_steps import acting

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ON = TODAY.isoformat()
EARLIER = TODAY - timedelta(days=30)


def post(district, who, finding, act, **said):
    data = {"version": Matter.objects.get(pk=finding.pk).version} | said
    return district.client(who).post(reverse(f"findings:{act}", args=[finding.pk]), data, headers=ENGLISH)


def page(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"findings:{name}", args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def clear(district):
    """The unit's head and officer may read what is confidential."""
    for key in ("head", "officer"):
        Post.objects.filter(pk=district.posts[key].pk).update(clearance=2)
        district.posts[key].refresh_from_db()


def state(finding):
    return Matter.objects.get(pk=finding.pk).state


def test_one_is_walked_through_its_forms(district):
    said = {
        "number": "审问9号", "title": "专项资金滞留", "source": "audit", "paper": "区审报〔2026〕3号", "issued_on": ON, "received_on": ON,
        "text": "滞留专项资金100万元", "amount": "1000000", "needed": ["document", "voucher"], "time_class": "at_once", "due": "2026-06-30", "secrecy": "1",
    }  # fmt: skip
    entered = district.client("supervisor").post(reverse("findings:new"), said)
    finding = Finding.objects.get()
    assert entered["Location"] == reverse("findings:show", args=[finding.pk])
    post(district, "supervisor", finding, "assign", office=district.offices["发改局"].pk, on=ON)
    wrong = post(district, "head", finding, "plan", measures="限期拨付", stages="五月底 拨付一半")
    assert "does not begin with a day" in wrong.content.decode()
    post(district, "head", finding, "plan", measures="限期拨付", stages="2026-05-31 拨付一半")
    post(district, "supervisor", finding, "accept")
    assert "Nothing proves it yet." in page(district, "officer", "show", finding.pk)
    post(district, "officer", finding, "prove", kind="document", words="拨付文件", on=ON)
    refused = post(district, "head", finding, "apply", words="已拨付", rules_made="1")
    assert "A kind of proof that the standard names is missing." in refused.content.decode()
    post(district, "officer", finding, "prove", kind="voucher", words="记账凭证", number="记字9号", on=ON)
    post(district, "officer", finding, "money", kind="paid_out", amount="1000000", voucher="记字9号", on=ON)
    over = post(district, "officer", finding, "money", kind="paid_out", amount="1", voucher="记字10号", on=ON)
    assert "1000001.00 yuan would be put right" in over.content.decode()
    post(district, "supervisor", finding, "stage", stage=finding.stages.get().pk, on=ON)
    post(district, "head", finding, "apply", words="已拨付到位", rules_made="1")
    post(district, "supervisor", finding, "verify", words="资料齐全", on_site="on")
    assert "Whoever verified does not sign off." in post(district, "supervisor", finding, "sign_off").content.decode()  # fmt: skip
    post(district, "supervisor2", finding, "sign_off")
    post(district, "supervisor", finding, "notice", where="区政府网站", on=ON)
    assert "The notice is still out." in post(district, "supervisor", finding, "close").content.decode()
    shown = page(district, "officer", "show", finding.pk)
    for words in (
        "区审报〔2026〕3号",
        "限期拨付",
        "拨付一半",
        "拨付文件",
        "记字9号",
        "资料齐全",
        "Seen on site",
        "区政府网站",
        "put right 1000000",
    ):
        assert words in shown, words
    assert state(finding) == "noticed"


def test_buttons_stand_where_the_act_can_be_done(district):
    finding = steps.brought_to(district, "rectifying", on=EARLIER, amount=None)
    standing = {
        who: {act.code for act in ACTS if f"/findings/{finding.pk}/{act.code}/" in page(district, who, "show", finding.pk)}
        for who in ("officer", "head", "supervisor", "leader", "auditor")
    }  # fmt: skip
    assert standing == {
        "officer": {"prove"}, "head": {"prove", "apply", "ask_time"}, "leader": set(), "auditor": set(),
        "supervisor": {"stage", "last", "ask_exception", "ask_cannot", "transfer"},
    }  # fmt: skip
    post(district, "head", finding, "ask_time", until="2026-12-30", reason="招标流标")
    shown = page(district, "leader", "show", finding.pk)
    assert {act.code for act in ACTS if f"/findings/{finding.pk}/{act.code}/" in shown} == {"give_time", "refuse_time"}  # fmt: skip


def test_a_party_finding_is_closed_without_a_notice(district):
    clear(district)
    finding = steps.brought_to(district, "signed_off", on=EARLIER, source="patrol")
    shown = page(district, "supervisor", "show", finding.pk)
    assert f"/findings/{finding.pk}/notice/" not in shown
    post(district, "supervisor", finding, "close")
    assert state(finding) == "closed"


def test_a_leader_may_say_no(district):
    finding = steps.brought_to(district, "rectifying", on=EARLIER)
    ask = {"until": date(2026, 12, 30), "reason": "招标流标"}
    entering.ask_more_time(**acting(district, finding, "head", TODAY), **ask)
    post(district, "leader", finding, "refuse_time", reason="不予延长")
    assert not finding.extensions.exists()
    entering.ask_more_time(**acting(district, finding, "head", TODAY), **ask)  # and may be asked again
    assert Act.objects.get(verb="findings.refuse_time").object_id == finding.pk
    ending.ask_to_give_up(**acting(district, finding, "supervisor", TODAY), reason="企业已注销")
    post(district, "leader", finding, "refuse_cannot", reason="继续追缴")
    assert (state(finding), Finding.objects.get().cannot_why) == ("rectifying", "")
    with pytest.raises(Refusal):
        ending.refuse_to_give_up(**acting(district, finding, "leader", TODAY), reason="再说")


def test_the_list_is_narrowed_and_leaves_as_a_workbook(district):
    audit = steps.brought_to(district, "rectifying", on=EARLIER, title="资金滞留", due=TODAY - timedelta(days=1), amount=Decimal(900))  # fmt: skip
    near = steps.brought_to(district, "rectifying", on=EARLIER, title="公车超标", source="special", due=TODAY + timedelta(days=7))  # fmt: skip
    steps.brought_to(district, "applied", on=EARLIER, title="台账缺失", due=TODAY - timedelta(days=1))
    far = steps.brought_to(district, "assigned", on=EARLIER, title="未批先建", time_class="staged")
    FindingMoney.objects.create(finding=audit, kind="paid_in", amount=Decimal(400), voucher="1", on=TODAY, by=district.people["officer"])  # fmt: skip

    def seen(**asked):
        shown = page(district, "supervisor", **asked)
        return [title for title in ("资金滞留", "公车超标", "台账缺失", "未批先建") if title in shown]

    assert seen(source="special") == ["公车超标"]
    assert seen(light="red") == seen(stands="over") == ["资金滞留"]
    assert seen(light="yellow") == ["公车超标"]
    assert seen(light="green") == ["未批先建"]
    near.stages.update(due=TODAY - timedelta(days=2))
    Finding.objects.filter(pk=near.pk).update(due=date(2026, 12, 1))
    assert seen(light="yellow") == ["公车超标"]  # a stage of its plan is over
    assert seen(time_class="staged") == ["未批先建"]
    assert seen(state="applied") == seen(phase="waiting") == ["台账缺失"]
    assert seen(office=district.offices["教体局"].pk) == []
    assert seen(words="滞留") == ["资金滞留"]
    entering.ask_more_time(**acting(district, far, "head", TODAY), until=date(2026, 12, 30), reason="流标")
    assert seen(stands="time") == ["未批先建"]
    answer = district.client("supervisor").get(reverse("findings:list"), {"as": "xlsx"}, headers=ENGLISH)
    head, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    found = {row[head.index("What was found, in short")]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(found) == 4
    assert (found["资金滞留"]["Put right, yuan"], found["资金滞留"]["Status in the place's words"]) == (
        400,
        "正在整改",
    )
    assert page(district, "head3").count("<tr>") == 2  # its head, and that nothing is here


def test_an_empty_register_says_that_nothing_is_entered(district):
    assert "No finding is registered yet." in page(district, "supervisor")
    steps.brought_to(district, "assigned", on=EARLIER)
    assert "No finding here." in page(district, "head3")


def test_many_are_assigned_verified_and_closed_at_once(district):
    made = [steps.brought_to(district, "registered", on=EARLIER) for _ in range(3)]
    keys = [each.pk for each in made]

    def together(who, act, **said):
        chosen = packed(Matter.objects.filter(pk__in=keys))
        form = {"list": "findings", "chosen": chosen, "go": "1"} | said
        return district.client(who).post(reverse(f"bulk:{act}"), form, headers=ENGLISH)

    together("supervisor", "assign-findings", office=district.offices["发改局"].pk, on=ON)
    assert {state(each) for each in made} == {"assigned"}
    for each in made[:2]:
        entering.plan(**acting(district, each, "head", TODAY), measures="限期拨付")
    left = together("supervisor", "accept-plans").content.decode()
    assert "assigned, to be planned" in left  # the third has no plan, and is named
    assert sorted(map(state, made)) == ["assigned", "rectifying", "rectifying"]
    keys = keys[:2]
    for each in made[:2]:
        steps.proved(district, finding=each, on=TODAY)
        steps.proving.apply(**acting(district, each, "head", TODAY), words="已拨付")
    together("supervisor", "verify-findings", words="逐项核对")
    again = together("supervisor", "sign-off-findings")
    assert "Whoever verified does not sign off." in again.content.decode()
    together("supervisor2", "sign-off-findings")
    together("supervisor", "announce-findings", where="区政府网站", on=ON)
    assert {state(each) for each in made[:2]} == {"noticed"}
    shown = page(district, "supervisor")
    assert 'formaction="/together/assign-findings/"' in shown
    assert "/together/" not in page(district, "head")


def test_figures_by_each_definition(district):
    one = steps.closed(district, amount=Decimal(100))
    FindingMoney.objects.create(finding=one, kind="paid_in", amount=Decimal(60), voucher="1", on=TODAY, by=district.people["officer"])  # fmt: skip
    steps.assigned(district, amount=Decimal(20), due=date(2026, 12, 20))
    steps.assigned(district, amount=None, source="special")
    matters = visible_to(district.actor("supervisor"))
    on = date(2026, 7, 1)
    found = figures_of(matters, on=on)
    assert [(each.numerator, each.denominator) for each in found.rates] == [(1, 3), (1, 2), (1, 2), (0, 1)]
    parts = figures_by(matters, "source", on=on)
    assert {source: (each.found, each.closed, each.put_right) for source, each in parts.items()} == {
        "audit": (2, 1, Decimal(60)), "special": (1, 0, Decimal(0)),
    }  # fmt: skip
    shown = page(district, "supervisor", "figures", year="2026")
    assert "nothing to count" in shown  # nothing was found by today, 10 March
    assert page(district, "supervisor", "figures", year="99999", source="viel", until="today")


def test_a_page_of_one_asks_little_of_the_database(district, django_assert_max_num_queries):
    finding = steps.noticed(district)
    checking.object_to(**acting(district, finding, "supervisor", date(2026, 6, 20)), words="未到位", on=date(2026, 6, 17))  # fmt: skip
    for who in ("supervisor", "officer"):
        for address in (
            reverse("findings:show", args=[finding.pk]),
            reverse("findings:list"),
            reverse("findings:figures"),
        ):
            client = district.client(who)
            client.get(address)
            with django_assert_max_num_queries(15):
                client.get(address)


# Matters of secrecy


def test_what_the_party_found_is_kept_for_the_cleared_and_read_on_record(district):
    clear(district)
    finding = steps.brought_to(
        district, "rectifying", on=EARLIER, source="patrol", title="巡察反馈问题", secrecy=0
    )
    assert finding.matter.secrecy == 2
    for who, sees in (
        ("head", True),
        ("officer", True),
        ("supervisor", True),
        ("auditor", True),
        ("head2", False),
    ):
        client = district.client(who)
        shown = client.get(reverse("findings:list")).content.decode()
        assert ("巡察反馈问题" in shown) is sees, who
        assert client.get(reverse("findings:show", args=[finding.pk])).status_code == (200 if sees else 404)
    assert set(SecretReading.objects.values_list("person", "kind", "thing")) == {
        (district.people[who].pk, "matter", finding.pk) for who in ("head", "officer", "supervisor", "auditor")
    }  # fmt: skip


def test_nobody_enters_or_gets_what_they_may_not_read(district):
    with pytest.raises(Refusal) as caught:  # the unit's head is cleared for what is internal
        steps.brought_to(district, "assigned", on=EARLIER, source="inspection")
    assert caught.value.code == "unit_not_cleared"
    Post.objects.filter(pk=district.posts["supervisor"].pk).update(clearance=1)
    district.posts["supervisor"].refresh_from_db()
    with pytest.raises(Refusal) as caught:
        steps.registered(district, source="patrol")
    assert caught.value.code == "party_not_cleared"
    with pytest.raises(Refusal) as caught:
        steps.registered(district, secrecy=2)
    assert caught.value.code == "not_yours"
    form = page(district, "supervisor", "new")
    assert 'value="1" selected' in form
    assert "confidential</option>" not in form


# What waits


def waits(district, who):
    return tile_steps.waits(district, who, "/findings/")


def test_what_waits_stands_on_the_first_page_and_leads_to_as_many(district):
    for made in ("registered", "assigned", "planned", "applied", "verified", "signed_off"):
        steps.brought_to(district, made, on=EARLIER)
    late = steps.brought_to(district, "rectifying", on=EARLIER, due=TODAY - timedelta(days=1))
    soon = steps.brought_to(district, "rectifying", on=EARLIER, due=TODAY + timedelta(days=3))
    entering.ask_more_time(**acting(district, soon, "head", TODAY), until=date(2026, 12, 1), reason="流标")
    ending.ask_to_give_up(**acting(district, late, "supervisor", TODAY), reason="企业已注销")
    steps.brought_to(district, "noticed", on=TODAY)  # its notice runs
    assert waits(district, "head") == {
        "findings to plan for": 1, "findings to put right": 2, "findings whose day is near": 1, "findings whose day is over": 1,
    }  # fmt: skip
    assert waits(district, "supervisor") == {
        "findings to assign": 1, "plans of findings to accept": 1, "findings to verify": 1, "findings to sign off": 1, "findings to announce": 1,
        "findings whose day is over": 1,
    }  # fmt: skip
    assert waits(district, "leader") == {
        "requests for more time for findings": 1,
        "findings asked to be given up": 1,
    }
    assert waits(district, "head3") == waits(district, "auditor") == {}
    for who in ("head", "supervisor", "leader"):
        client = district.client(who)
        for tile in client.get(reverse("home")).context["desk"].waiting:
            if tile.url.startswith("/findings/"):
                assert client.get(tile.url).context["page"].paginator.count == tile.number, tile.url
