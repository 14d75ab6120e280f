"""Offices, posts, people, papers, jobs; and what needs nothing at all."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from luoshi_web.accounts.models import Person, Post
from luoshi_web.accounts.proposals import propose
from luoshi_web.accounts.services import appoint
from luoshi_web.accounts.tokens import make_token
from luoshi_web.audit.actor import MACHINE
from luoshi_web.supervision.papers import bulletin, press
from luoshi_web.supervision.papers.content import digest
from luoshi_web.supervision.services.papers import issue
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.made import Ground, Made, of_item
from tests.web.supervision.made import urged

ISSUER = "区人民政府督查室"


def none(ground: Ground) -> Made:
    """A page that is about no thing."""
    return Made()


def office(ground: Ground) -> Made:
    found = ground.district.offices["教体局"]
    return Made({"pk": found.pk}, found.name, thing=found)


def post(ground: Ground) -> Made:
    found = ground.district.posts["officer2"]
    return Made({"pk": found.pk}, str(found), thing=found)


def leader_post(ground: Ground) -> Made:
    found = ground.district.posts["leader2"]
    return Made({"pk": found.pk}, str(found), thing=found)


def person(ground: Ground) -> Made:
    """With a second factor, and a login that is locked."""
    found = ground.district.people["officer2"]
    Authenticator.objects.create(user=found, type=Authenticator.Type.TOTP, data={"secret": "x"})
    AccessAttempt.objects.create(
        username=found.username, ip_address="127.0.0.1", failures_since_start=5, attempt_time=timezone.now()
    )
    return Made({"pk": found.pk}, found.username, thing=found)


def key(ground: Ground) -> Made:
    """A key of the head of the lead office."""
    made, _text = make_token(actor=ground.district.actor("head"), name="月度报表", last_day=TODAY, at=NOW)
    return Made({"pk": made.pk}, "", thing=made)


def two_posts(ground: Ground) -> Made:
    """Everybody holds a second post besides, and asks to act from it."""
    district = ground.district
    for key, person in district.people.items():
        second = Post.objects.create(
            office=district.offices["信息中心"], title=f"兼职{key}", role="officer", clearance=0, order=99
        )
        appoint(actor=MACHINE, person=person, post=second, since=TODAY, at=NOW)
    return Made(
        thing={person.pk: person.holdings.latest("pk").post_id for person in district.people.values()}
    )


def proposal(ground: Ground, whose: str = "administrator") -> Made:
    """Somebody is to hold a post of secrecy; proposed by the administrator, or by the auditor of the table."""
    district = ground.district
    newcomer = Person.objects.create_user(username="xin", name="新任甲")
    made = propose(
        actor=district.actor(whose), kind="appoint", values={"since": TODAY.isoformat()}, post=district.posts["supervisor2"],
        person=newcomer, at=NOW,
    )  # fmt: skip
    return Made({"pk": made.pk}, newcomer.name, thing=made)


def light(ground: Ground) -> Made:
    return Made({"kind": "gap"})


def paper(ground: Ground, whom: str = "all") -> Made:
    """A bulletin to all; ``lead``: a letter that presses the lead office; ``restricted``: a bulletin with an item that is confidential."""
    collected: Any
    item = ground.item(secrecy=2 if whom == "restricted" else 0)
    title = "涉密事项通报" if whom == "restricted" else ""
    common = {"on": TODAY, "issuer": ISSUER, "title": title, "secrecy": item.secrecy}
    if whom == "lead":
        urged(item, on=TODAY)
        collected = press.collect(office=item.office, words="", **common)
    else:
        collected = bulletin.collect(year=2026, words="", **common)
    made = issue(
        actor=ground.district.actor("supervisor"), collected=collected, number="清政督〔2026〕7号", expected=digest(collected.content),
        at=NOW,
    )  # fmt: skip
    return Made({"pk": made.pk}, title or made.number, thing=made)


def item_for_a_paper(ground: Ground) -> Made:
    """An item of which a bulletin can speak."""
    made = of_item(ground.item())
    made.sees = ""
    return made


def job(ground: Ground) -> Made:
    """Given up after all its tries."""
    found = DBTaskResult.objects.create(
        status="FAILED", args_kwargs={"args": [], "kwargs": {}}, backend_name="default", run_after=NOW, finished_at=NOW,
        task_path="luoshi_web.supervision.urging.letters.send_letters", traceback="Traceback\nOSError: no route",
        exception_class_path="builtins.OSError",
    )  # fmt: skip
    return Made({"job": found.pk}, "no route", thing=found)


THINGS: dict[str, Callable[..., Made]] = {
    "none": none, "office": office, "post": post, "leader_post": leader_post, "person": person,
    "key": key, "two_posts": two_posts, "light": light, "proposal": proposal, "paper": paper, "item_for_a_paper": item_for_a_paper, "job": job,
}  # fmt: skip
