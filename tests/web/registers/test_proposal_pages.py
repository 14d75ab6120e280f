"""Pages of the register: one proposal walked through its forms by the roles that own it; the list; the rates, as the pure rules count them."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from luoshi_web.console.proposals.acts import ACTS
from luoshi_web.registers.engine.figures import work_out
from luoshi_web.registers.models import Commitment, Contact, Matter, Proposal, Rating, Share, Signatory
from luoshi_web.registers.proposals.rows import PARTS, facts_of
from luoshi_web.registers.proposals.rules.rates import CARRIED_OUT, RATES
from luoshi_web.registers.proposals.selectors import rates_of
from tests.web.conftest import TODAY
from tests.web.registers import proposal_steps as steps

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}


def post(district, who, proposal, act, **said):
    data = {"version": Matter.objects.get(pk=proposal.pk).version} | said
    return district.client(who).post(reverse(f"proposals:{act}", args=[proposal.pk]), data, headers=BACK)


def state(proposal):
    return Matter.objects.get(pk=proposal.pk).state


def test_one_is_walked_through_its_forms(district):
    filed = district.client("supervisor").post(
        reverse("proposals:new"),
        {
            "number": "建议第9号", "title": "关于增设社区健身步道的建议", "kind": "suggestion", "during": "plenary", "filed_on": "2026-02-02",
            "signatories": "陈晓岚，城关代表团，13800000000\n周明远", "place": "重庆", "secrecy": "0",
        },
    )  # fmt: skip
    proposal = Proposal.objects.get()
    assert filed["Location"] == reverse("proposals:show", args=[proposal.pk])
    assert list(proposal.signatories.values_list("name", "group")) == [
        ("陈晓岚", "城关代表团"),
        ("周明远", ""),
    ]
    offices = district.offices
    assert post(district, "supervisor", proposal, "assign", lead=offices["发改局"].pk, co_units=[offices["住建局"].pk], on="2026-02-05").status_code == 302  # fmt: skip
    assert post(district, "officer", proposal, "sign").status_code == 302
    shut = district.client("head").get(reverse("proposals:show", args=[proposal.pk]), headers=BACK)
    assert "The opinion of a unit that helps is missing." in shut.content.decode()
    first = proposal.signatories.get(order=1).pk
    assert post(district, "officer", proposal, "contact", signatory=first, on="2026-03-02", means="visit", words="当面听取").status_code == 302  # fmt: skip
    answer = {"number": "发改函8号", "words": "已列入计划", "outcome": "B", "commitments": "2026-09-30 建成步道", "sent_on": "2026-03-10", "public": "yes"}  # fmt: skip
    early = post(district, "head", proposal, "reply", **answer)
    assert early.status_code == 409
    assert "The opinion of a unit that helps is missing." in early.content.decode()
    assert not Commitment.objects.exists()  # nothing of it was kept
    assert post(district, "officer2", proposal, "opinion", opinion="一并实施").status_code == 302
    assert post(district, "head", proposal, "reply", **answer).status_code == 302
    assert state(proposal) == "replied"
    assert post(district, "supervisor", proposal, "rate", of="reply", value="satisfied", signatory=first, given_on="2026-03-10").status_code == 302  # fmt: skip
    assert post(district, "supervisor", proposal, "settle").status_code == 302
    assert state(proposal) == "following"
    page = district.client("auditor").get(reverse("proposals:show", args=[proposal.pk]), headers=BACK)
    assert "建成步道" in page.content.decode()
    assert "13800000000" not in page.content.decode()


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_every_act_has_its_page(district, act):
    proposal = steps.replied(district)
    who = {"proposals.keep": "supervisor", "proposals.handle": "officer", "proposals.answer": "head", "proposals.help": "officer2", "proposals.except": "leader", "proposals.rate": "supervisor", "proposals.supervise": "supervisor"}  # fmt: skip
    answer = district.client(who[act.right]).get(
        reverse(f"proposals:{act.code}", args=[proposal.pk]), headers=BACK
    )
    assert answer.status_code == 200
    assert str(act.words) in answer.content.decode()
    empty = district.client(who[act.right]).post(reverse(f"proposals:{act.code}", args=[proposal.pk]), {}, headers=BACK)  # fmt: skip
    assert empty.status_code == 400


def test_the_list_is_narrowed_and_goes_out(district):
    mine, other = steps.assigned(district), steps.assigned(district, lead="教体局", co=(), title="关于校门口拥堵的建议")  # fmt: skip
    client = district.client("officer")
    page = client.get(reverse("proposals:list")).content.decode()
    assert str(mine.matter.title) in page
    assert "校门口" not in page
    assert "校门口" in district.client("auditor").get(reverse("proposals:list"), {"words": "拥堵"}).content.decode()  # fmt: skip
    assert client.get(reverse("proposals:show", args=[other.pk])).status_code == 404
    assert "attachment" in client.get(reverse("proposals:list"), {"as": "xlsx"})["Content-Disposition"]


def test_the_rates_show_both_counts(district):
    steps.replied(district)
    page = district.client("supervisor").get(reverse("proposals:rates"), headers=BACK).content.decode()
    assert "Satisfied (满意率), b" in page
    assert "nothing to count" in page
    assert district.client("supervisor").get(reverse("proposals:rates"), {"year": "x"}).status_code == 200


def test_rates_are_those_of_the_pure_rules(district):
    """Sixty proposals in every shape: the database counts as the rules do, on every day."""
    chance = random.Random(7)
    for number in range(60):
        _anything(district, number, chance)
    rows = [facts_of(each) for each in Proposal.objects.prefetch_related(*PARTS)]
    commitments = [each for row in rows for each in row.commitments]
    for on in (date(2026, 2, 1), date(2026, 4, 1), date(2026, 6, 15), date(2027, 1, 1)):
        found = {(each.code, each.variant): (each.numerator, each.denominator, each.left_out) for each in rates_of(Matter.objects.all(), on=on)}  # fmt: skip
        expected = [work_out(each, rows, on, key=lambda row: row.key) for each in RATES] + [work_out(CARRIED_OUT, commitments, on)]  # fmt: skip
        assert found == {(each.code, each.variant): (each.numerator, each.denominator, each.left_out) for each in expected}, on  # fmt: skip
    assert all(each.numerator < each.denominator for each in rates_of(Matter.objects.all(), on=date(2027, 1, 1)))  # fmt: skip


def _anything(district, number, chance):
    """A proposal as it might stand, whatever led there."""
    person = district.people["supervisor"]

    def later(day, most=60):
        return day + timedelta(days=chance.randint(0, most))

    said = _days(chance, later)
    matter = Matter.objects.create(register="proposals", number=str(number), year=2026, title="建议", state="replied", opened_on=TODAY, entered_by=person)  # fmt: skip
    proposal = Proposal.objects.create(matter=matter, kind="suggestion", round=2, **said)
    first = Signatory.objects.create(proposal=proposal, order=1, name="陈晓岚")
    if "assigned_on" in said:
        Share.objects.create(proposal=proposal, office=district.offices["发改局"], role="lead", asked_on=said["assigned_on"])  # fmt: skip
        Contact.objects.create(proposal=proposal, signatory=first, on=later(said["assigned_on"], 150), means=chance.choice(Contact.Means.values), words="联系", by=person)  # fmt: skip
    if "replied_on" not in said:
        return
    for _ in range(chance.randint(0, 2)):
        ends = {}
        if chance.random() < 0.5:
            ends = {
                "verified_on": later(said["replied_on"]),
                "verified_by": district.people["leader"],
                "found": "已建成",
            }
        elif chance.random() < 0.4:
            ends = {"given_up_on": later(said["replied_on"]), "given_up_why": "书面说明"}
        promise = Commitment.objects.create(proposal=proposal, words="建成", due=later(said["replied_on"], 200), entered_by=person, **ends)  # fmt: skip
        if "verified_on" in ends and not proposal.ratings.filter(of="commitment").exists():
            _receipt(
                proposal,
                person,
                first,
                chance,
                of="commitment",
                commitment=promise,
                round=1,
                on=later(said["replied_on"]),
            )
    for of in ("reply", "attitude"):
        for round in (1, 2):
            if chance.random() < 0.7:
                _receipt(proposal, person, first, chance, of=of, round=round, on=later(said["replied_on"]))


def _days(chance, later):
    """How far it came, and when."""
    said = {"filed_on": later(date(2026, 1, 1), 30)}
    if chance.random() < 0.1:
        said |= {"filed": False, "not_filed_why": "转信访"}
    elif chance.random() < 0.9:
        said["assigned_on"] = later(said["filed_on"])
        said["due"] = later(said["assigned_on"], 120)
        if chance.random() < 0.85:
            said["replied_on"] = later(said["assigned_on"], 140)
            said |= {
                "reply_on": said["replied_on"],
                "outcome": "A",
                "meaning": chance.choice(Proposal.Meaning.values),
            }
    if chance.random() < 0.1:
        said |= {"withdrawn_on": later(said["filed_on"]), "withdrawn_why": "书面撤回"}
    return said


def _receipt(proposal, person, first, chance, *, on, **said):
    value = chance.choice(Rating.Value.values)
    left = value == "left_out"
    Rating.objects.create(
        proposal=proposal, value=value, given_on=on, given_by=None if left else first, reminded_on=on if left else None, entered_by=person,
        **said,
    )  # fmt: skip


def test_an_empty_register_says_that_nothing_is_entered(district):
    nothing, none_here = "No suggestion or proposal is entered yet.", "No proposal here."
    assert (
        nothing in district.client("supervisor").get(reverse("proposals:list"), headers=BACK).content.decode()
    )
    steps.assigned(district)
    unit = district.client("head3").get(reverse("proposals:list"), headers=BACK).content.decode()
    assert none_here in unit  # entered, and none of it is theirs
    assert nothing not in unit
    narrowed = district.client("supervisor").get(reverse("proposals:list"), {"year": 2019}, headers=BACK)
    assert none_here in narrowed.content.decode()


def test_what_is_asked_of_a_proposal_is_asked_once_for_all_rates(district, django_assert_num_queries):
    """Not anew in each condition of each rate: with 4,000 proposals of a year the page took 2.6 seconds."""
    with django_assert_num_queries(2) as asked:
        rates_of(Matter.objects.all(), on=TODAY)
    said = asked.captured_queries[0]["sql"]
    assert [said.count(f'FROM "registers_{table}"') for table in ("rating", "contact", "commitment")] == [
        4,
        1,
        2,
    ]


def test_a_page_of_one_asks_little_of_the_database(district, django_assert_max_num_queries):
    """All that is said of it is read once, for the page and for its gate; what most have none of is asked for where there is some."""
    proposal = steps.replied(district)
    for who in ("supervisor", "officer", "officer2"):
        client = district.client(who)
        address = reverse("proposals:show", args=[proposal.pk])
        client.get(address)
        with django_assert_max_num_queries(16):
            client.get(address)
