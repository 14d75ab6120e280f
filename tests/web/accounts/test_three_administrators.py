"""三员分立 and the second person: who may do what of the administrators' acts, and that nobody gets further alone."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from luoshi_web.accounts import services
from luoshi_web.accounts.models import Holding, Person, Post, Proposal
from luoshi_web.accounts.proposals import confirm, may_confirm, propose, refuse, waiting_for, withdraw
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.second_person import Second
from luoshi_web.accounts.separation import separation
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from tests.web.conftest import NOW, SINCE, TODAY, District


def with_security(district: District) -> District:
    """A security administrator, in the same office as the system administrator."""
    post = Post.objects.create(
        office=district.offices["信息中心"], title="安全管理员", role="security", clearance=0
    )
    person = Person.objects.create_user(username="security", password="an invented phrase", name="安全员")
    Holding.objects.create(person=person, post=post, since=SINCE)
    district.posts["security"], district.people["security"] = post, person
    return district


@pytest.fixture
def three(district):
    return with_security(district)


@pytest.fixture
def newcomer(db):
    return Person.objects.create_user(username="newcomer", name="新来")


def proposal(district, key="administrator", **said):
    given = {"kind": "appoint", "values": {"since": TODAY.isoformat()}, "post": district.posts["supervisor2"]}
    return propose(actor=district.actor(key), at=NOW, **(given | said))


def code_of(deed):
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


@pytest.mark.parametrize(
    ("right", "administrator", "security", "auditor"),
    [
        ("accounts.read", True, True, False),
        ("accounts.manage", True, False, False),
        ("accounts.secure", False, True, False),
        ("accounts.confirm", True, True, True),
        ("jobs.manage", True, False, False),
        ("audit.read", False, False, True),
        ("audit.export", False, False, True),
    ],
)
def test_none_of_the_three_can_do_anothers_acts(three, right, administrator, security, auditor):
    got = [may(three.actor(key), right) for key in ("administrator", "security", "auditor")]
    assert got == [administrator, security, auditor]


def test_without_a_security_administrator_the_system_administrator_works_on(district):
    assert may(district.actor("administrator"), "accounts.secure")
    assert separation(at=TODAY).missing == ("security",)
    page = (
        district.client("administrator").get("/people/", headers={"accept-language": "en"}).content.decode()
    )
    assert "not three people" in page


def test_with_all_three_no_page_says_that_they_are_not(three):
    assert separation(at=TODAY).holds
    page = three.client("administrator").get("/people/", headers={"accept-language": "en"}).content.decode()
    assert "not three people" not in page


def test_two_open_what_one_cannot(three, newcomer):
    made = proposal(three, person=newcomer)
    assert not Holding.objects.filter(person=newcomer).exists()
    assert code_of(lambda: confirm(actor=three.actor("administrator"), proposal=made, at=NOW)) == "not_yours"
    assert [p.pk for p in waiting_for(three.actor("security"), at=NOW)] == [made.pk]
    confirm(actor=three.actor("security"), proposal=made, at=NOW)
    assert Holding.objects.get(person=newcomer).post == three.posts["supervisor2"]
    assert [act.verb for act in Act.objects.order_by("number")] == [
        "proposal.make", "post.appoint", "proposal.confirm",
    ]  # fmt: skip
    assert "proposed_by" in Act.objects.get(verb="post.appoint").details
    assert code_of(lambda: confirm(actor=three.actor("security"), proposal=made, at=NOW)) == "charge_decided"


def test_the_service_itself_refuses_one_person(three, newcomer):
    said = {"actor": three.actor("administrator"), "at": NOW}
    post, low, office = three.posts["supervisor2"], three.posts["officer2"], three.offices["信息中心"]
    opened = {"office": office, "title": "机要", "role": "officer", "clearance": 2}
    changed = {"post": low, "title": "科员", "role": "officer", "clearance": 2, "order": 0, "active": True}
    for deed in (
        lambda second: services.open_post(**said, **opened, second=second),
        lambda second: services.change_post(**said, **changed, second=second),
        lambda second: services.appoint(**said, person=newcomer, post=post, since=TODAY, second=second),
        lambda second: services.appoint(
            **said, person=newcomer, post=low, since=TODAY - timedelta(1), second=second
        ),
        lambda second: services.vacate(**said, post=three.posts["security"], until=TODAY, second=second),
        lambda second: services.give_password(**said, person=three.people["auditor"], second=second),
    ):
        assert code_of(lambda deed=deed: deed(None)) == "second_person"
        own = Second(three.people["administrator"].pk, "same")
        assert code_of(lambda deed=deed, own=own: deed(own)) == "second_person"
    assert not Act.objects.exists()


@pytest.mark.parametrize("key", ["administrator", "security"])
def test_neither_who_proposes_nor_who_confirms_appoints_themselves(three, key):
    person = three.people[key]
    if key == "administrator":
        assert code_of(lambda: proposal(three, person=person)) == "not_yourself"
    else:
        made = proposal(three, person=person)
        assert not may_confirm(three.actor("security"), made, at=NOW)
        assert code_of(lambda: confirm(actor=three.actor("security"), proposal=made, at=NOW)) == "not_yours"
    assert Holding.objects.filter(person=person).count() == 1


def test_nobody_makes_their_own_post_more(three):
    post = three.posts["administrator"]
    said = {
        "title": post.title,
        "role": "supervision",
        "clearance": 3,
        "order": 0,
        "active": True,
        "chief": False,
    }
    assert code_of(lambda: proposal(three, kind="change_post", values=said, post=post)) == "not_yourself"


def test_no_person_is_two_of_the_three(three, settings):
    auditor = three.people["auditor"]
    said = {"person": auditor, "post": three.posts["security"], "values": {"since": "2026-04-01"}}
    assert code_of(lambda: proposal(three, **said)) == "three_apart"
    settings.ADMINISTRATORS_TOGETHER, settings.ADMINISTRATORS_WHY = (
        frozenset({"auditor", "security"}),
        "编制三人",
    )
    made = proposal(three, **said)
    settings.ADMINISTRATORS_WHY = ""
    second = {"actor": three.actor("security"), "proposal": made, "at": NOW}
    assert code_of(lambda: confirm(**second)) == "three_apart", "what holds on the day of the confirmation"
    settings.ADMINISTRATORS_WHY = "编制三人"
    confirm(**second)
    on = date(2026, 4, 1)
    assert separation(at=on).doubled == ((str(auditor), ("auditor", "security"), True),)
    assert separation(at=on).agreed


def test_a_deviation_without_a_reason_is_none(three, settings):
    settings.ADMINISTRATORS_TOGETHER = frozenset({"auditor", "security"})
    said = {
        "person": three.people["auditor"],
        "post": three.posts["security"],
        "values": {"since": "2026-04-01"},
    }
    assert code_of(lambda: proposal(three, **said)) == "three_apart"


def test_who_gave_a_password_does_not_become_an_administrator_by_it(three, newcomer):
    """The administrator adds somebody, knows the first password, and would log in as the second security administrator."""
    Person.objects.filter(pk=newcomer.pk).update(must_change_password=True)
    newcomer.refresh_from_db()
    post = Post.objects.create(
        office=three.offices["信息中心"], title="安全管理员二", role="security", clearance=0
    )
    assert code_of(lambda: proposal(three, person=newcomer, post=post)) == "own_password_first"


def test_of_the_administrators_own_the_other_two_confirm(three):
    """The security administrator's password cannot wait for the security administrator."""
    made = proposal(three, kind="password", values={}, post=None, person=three.people["security"])
    assert not may_confirm(three.actor("security"), made, at=NOW)
    assert may_confirm(three.actor("auditor"), made, at=NOW)
    (given,) = confirm(actor=three.actor("auditor"), proposal=made, at=NOW)
    assert Person.objects.get(username="security").check_password(given.password)


def test_the_auditor_confirms_nothing_else_while_there_is_a_security_administrator(three, newcomer):
    assert not may_confirm(three.actor("auditor"), proposal(three, person=newcomer), at=NOW)


def test_without_a_security_administrator_the_auditor_is_the_second_person(district, newcomer):
    made = proposal(district, person=newcomer)
    confirm(actor=district.actor("auditor"), proposal=made, at=NOW)
    assert Holding.objects.filter(person=newcomer).exists()


def test_what_is_refused_or_withdrawn_is_not_done(three, newcomer):
    first, second = proposal(three, person=newcomer), proposal(three, person=newcomer)
    refuse(actor=three.actor("security"), proposal=first, reason="未经审批", at=NOW)
    assert code_of(lambda: withdraw(actor=three.actor("security"), proposal=second, at=NOW)) == "not_yours"
    withdraw(actor=three.actor("administrator"), proposal=second, at=NOW)
    assert not Holding.objects.filter(person=newcomer).exists()
    assert {p.state for p in Proposal.objects.all()} == {"refused", "withdrawn"}


def test_an_administrator_is_not_locked_out_by_another(three):
    person = three.people["security"]
    said = {
        "actor": three.actor("administrator"),
        "person": person,
        "name": person.name,
        "email": "",
        "at": NOW,
    }
    assert code_of(lambda: services.change_person(**said, active=False)) == "end_holding_first"


def test_names_that_differ_by_case_or_width_are_one(three):
    assert code_of(
        lambda: services.add_person(actor=three.actor("administrator"), username="ＨＥＡＤ", name="冒名", at=NOW)
    ) == "name_taken"  # fmt: skip


def test_the_pages_go_from_one_to_the_other(three, newcomer):
    """As two people do it: the one fills in the form of the post, the other reads what it would do, and confirms."""
    post, admin, other = three.posts["supervisor2"], three.client("administrator"), three.client("security")
    answer = admin.post(
        f"/people/posts/{post.pk}/appoint/", {"person": newcomer.pk, "since": TODAY.isoformat()}
    )
    assert answer["Location"] == "/people/proposals/"
    made = Proposal.objects.get()
    english = {"accept-language": "en"}
    assert "It waits for another person" in admin.get("/people/proposals/", headers=english).content.decode()
    page = other.get("/people/proposals/", headers=english).content.decode()
    assert "新来 (newcomer)" in page
    assert "secret" in page
    other.post(f"/people/proposals/{made.pk}/refuse/", {"reason": ""})
    assert Proposal.objects.get().state == "open"
    other.post(f"/people/proposals/{made.pk}/confirm/")
    assert Holding.objects.filter(person=newcomer, post=post).exists()


def test_the_security_administrator_sees_people_and_changes_nothing_of_them(three):
    client, post = three.client("security"), three.posts["officer2"]
    assert client.get("/").status_code == 200
    for address in ("/people/", "/people/people/", f"/people/posts/{post.pk}/", "/people/locks/"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "/appoint/" not in page.content.decode()
    for address in (
        f"/people/posts/{post.pk}/",
        f"/people/posts/{post.pk}/appoint/",
        "/people/offices/new/",
        "/people/list/",
    ):
        assert client.post(address).status_code == 403, address
    assert client.get("/log/").status_code == 403
    assert client.get("/items/").status_code == 403
    assert three.client("administrator").get("/people/locks/").status_code == 403


def test_the_command_says_what_is_missing(district):
    out = StringIO()
    with pytest.raises(CommandError, match="not three people"):
        call_command("administrators", "--check", stdout=out)
    assert "security: nobody" in out.getvalue()
    call_command(
        "first_administrator",
        "sec",
        "安某",
        "--role",
        "security",
        "--office",
        "区大数据中心",
        stdout=StringIO(),
    )
    call_command("administrators", "--check", stdout=StringIO())
    assert not may(district.actor("administrator"), "accounts.secure")
