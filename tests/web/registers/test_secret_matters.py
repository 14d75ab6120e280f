"""Matters of secrecy: for whoever is cleared, read on record; for others not in lists, counts, workbooks, rates, messages or the log's words."""

import json

import pytest
from django.urls import reverse

from luoshi_web.accounts.models import Post
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.models import Clock, Matter, Proposal
from luoshi_web.registers.proposals.selectors import rates_of, visible_to
from luoshi_web.registers.proposals.services import filing
from luoshi_web.supervision.models import Message, SecretReading
from luoshi_web.supervision.urging.letters import written
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.walk import content_of
from tests.web.registers import proposal_steps as steps
from tests.web.registers.proposal_steps import version

pytestmark = pytest.mark.django_db
BACK = {"accept-language": "en"}
TITLE = "关于某涉密设施的建议"


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.fixture
def cleared(district):
    """The lead unit's head and officer may read what is confidential; the unit that helps may not."""
    Post.objects.filter(pk__in=[district.posts["head"].pk, district.posts["officer"].pk]).update(clearance=2)
    for key in ("head", "officer"):
        district.posts[key].refresh_from_db()
    return district


def confidential(district, **more):
    return steps.assigned(district, co=(), title=TITLE, secrecy=2, **more)


def test_whose_signatories_ask_for_secrecy_is_confidential(district):
    made = steps.filed(district, protect=True)
    assert (made.matter.secrecy, Proposal.objects.get().protect) == (2, True)
    assert steps.filed(district, protect=True, secrecy=3).matter.secrecy == 3
    said = {"number": "建议第9号", "title": TITLE, "kind": "suggestion", "during": "plenary", "filed_on": "2026-02-02", "signatories": "陈晓岚", "place": "", "secrecy": "0", "protect": "on"}  # fmt: skip
    district.client("supervisor").post(reverse("proposals:new"), said)
    assert Matter.objects.get(number="建议第9号").secrecy == 2


def test_nobody_enters_what_they_may_not_read(district):
    Post.objects.filter(pk=district.posts["supervisor"].pk).update(clearance=1)
    district.posts["supervisor"].refresh_from_db()
    with refused("not_yours"):
        steps.filed(district, secrecy=2)
    form = district.client("supervisor").get(reverse("proposals:new")).content.decode()
    assert 'value="1"' in form
    assert 'value="2"' not in form


def test_a_unit_of_which_nobody_may_read_it_does_not_get_it(district):
    made = steps.filed(district, secrecy=2)
    now = {
        "actor": district.actor("supervisor"),
        "matter_id": made.pk,
        "version": version(made),
        "on": TODAY,
        "at": NOW,
    }
    with refused("unit_not_cleared"):
        filing.assign(**now, lead=district.offices["发改局"])
    Post.objects.filter(pk=district.posts["officer"].pk).update(clearance=2)
    with refused("unit_not_cleared"):  # its head signs the reply
        filing.assign(**now, lead=district.offices["发改局"])
    Post.objects.filter(pk=district.posts["head"].pk).update(clearance=2)
    with refused("unit_not_cleared"):
        filing.assign(**now, lead=district.offices["发改局"], co_units=[district.offices["住建局"]])
    filing.assign(**now, lead=district.offices["发改局"])


def test_for_others_it_is_not_there(cleared):
    made = confidential(cleared)
    steps.assigned(cleared, title="关于停车的建议")
    for who, sees in (
        ("head", True),
        ("supervisor", True),
        ("auditor", True),
        ("head2", False),
        ("head3", False),
    ):
        client = cleared.client(who)
        page = client.get(reverse("proposals:list"), headers=BACK).content.decode()
        book = content_of(client.get(reverse("proposals:list"), {"as": "xlsx"}))
        assert [TITLE in page, TITLE in book] == [sees, sees], who
        assert client.get(reverse("proposals:show", args=[made.pk])).status_code == (200 if sees else 404)
    Post.objects.filter(role="auditor").update(clearance=1)
    cleared.posts["auditor"].refresh_from_db()

    def assigned(who):
        figures = rates_of(visible_to(cleared.actor(who)), on=TODAY)
        return next(each for each in figures if each.code == "assigned")

    assert (assigned("supervisor").numerator, assigned("auditor").numerator) == (2, 1)


def test_reading_it_is_an_act_once_a_day(cleared):
    made = confidential(cleared)
    for _ in range(2):
        cleared.client("head").get(reverse("proposals:show", args=[made.pk]))
    act = Act.objects.get(verb="secret.read")
    assert (act.person_id, act.object_kind, act.object_id) == (cleared.people["head"].pk, "matter", made.pk)
    cleared.client("auditor").get(reverse("proposals:list"))
    cleared.client("head3").get(reverse("proposals:list"))
    assert set(SecretReading.objects.values_list("person", "kind", "thing")) == {
        (cleared.people[who].pk, "matter", made.pk) for who in ("head", "auditor")
    }  # fmt: skip


def test_what_is_open_is_read_without_a_record(district):
    made = steps.replied(district)
    for who in ("supervisor", "head"):
        district.client(who).get(reverse("proposals:show", args=[made.pk]))
        district.client(who).get(reverse("proposals:list"))
    assert not SecretReading.objects.exists()


def test_messages_reach_the_cleared_alone_and_letters_say_its_number(cleared):
    Post.objects.filter(pk=cleared.posts["officer"].pk).update(clearance=1)
    made = confidential(cleared)
    Clock.objects.filter(matter=made.pk, code="return").delete()
    run_night(TODAY.replace(month=6), at=NOW.replace(month=6))
    told = Message.objects.filter(kind="matters")
    assert {message.person_id for message in told} == {cleared.people["head"].pk}
    subject, body = written(told.filter(channel="email").first())
    assert TITLE not in subject + body + json.dumps([message.inputs for message in told], ensure_ascii=False)
    assert made.matter.number in body
    message = told.filter(channel="in_app", due_on__lte=TODAY).first()
    page = cleared.client("head").get(reverse("inbox:show", args=[message.pk])).content.decode()
    assert TITLE in page  # inside, for whoever may read it
    Post.objects.filter(pk=cleared.posts["head"].pk).update(clearance=1)
    assert TITLE not in cleared.client("head").get(reverse("inbox:show", args=[message.pk])).content.decode()


def test_the_log_names_it_to_the_cleared_alone(cleared):
    made = confidential(cleared)
    Matter.objects.filter(pk=made.pk).update(secrecy=3)
    for who, sees in (("supervisor", True), ("auditor", False)):
        page = cleared.client(who).get(reverse("log:list")).content.decode()
        assert (TITLE in page, made.matter.number in page) == (sees, True), who
    taken = b"".join(cleared.client("auditor").post(reverse("log:export")).streaming_content).decode()
    assert TITLE not in taken
    assert '"withheld":true' in taken.replace(" ", "")
