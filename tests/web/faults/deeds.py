"""Random acts on random items, as people would do them: what a killed worker was in the middle of."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django_fsm import TransitionNotAllowed

from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Check, Completion, Ending, Item, Update
from luoshi_web.supervision.services import assign, checks, closing, completion, evidence, progress, verdict
from luoshi_web.supervision.services.hold import hold, keep
from tests.web.conftest import NOW, District

PERIODS = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))


@dataclass
class Office:
    """Somebody of every role, a source of chance, a clock of its own: each act is a second after the one before."""

    district: District
    chance: Random
    at: datetime

    def moment(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def act(self, key: str, item: Item, **more: Any) -> dict[str, Any]:
        """What every act on an item takes."""
        return {
            "actor": self.district.actor(key),
            "item_id": item.pk,
            "version": item.version,
            "at": self.moment(),
        } | more


def _lead(item: Item) -> str:
    return {"发改局": "head", "住建局": "head2"}.get(str(item.office), "head3")


def sign(office: Office, item: Item) -> None:
    assign.sign(**office.act(_lead(item), item))


def send_back(office: Office, item: Item) -> None:
    assign.send_back(**office.act(_lead(item), item, reason="不属本单位职责"))


def refuse_return(office: Office, item: Item) -> None:
    assign.refuse_return(**office.act("supervisor", item, answer="仍由你单位牵头"))


def split_further(office: Office, item: Item) -> None:
    if item.parent_id is not None or item.children.count() > 2:
        return
    part = assign.Part(title="子事项", lead=item.lead, due=item.due)
    assign.split_further(**office.act(_lead(item), item, parts=[part, part]))


def report(office: Office, item: Item) -> None:
    period = office.chance.choice(PERIODS)
    said = progress.Report(words="稳步推进")
    now = Update.objects.filter(item=item, period=period, current=True).first()
    actor, at = office.district.actor(_lead(item)), office.moment()
    if now is None:
        progress.report(actor=actor, item_id=item.pk, period=period, said=said, at=at)
    else:
        progress.correct(actor=actor, update_id=now.pk, said=said, reason="口径更正", at=at)


def attach(office: Office, item: Item) -> None:
    content = str(office.chance.random()).encode()
    file = SimpleUploadedFile("说明.txt", content)
    examined = evidence.Examined("说明.txt", "text/plain", len(content), sha256(content).hexdigest(), file)
    actor = office.district.actor(_lead(item))
    evidence.attach(actor=actor, item_id=item.pk, file=examined, at=office.moment())


def claim(office: Office, item: Item) -> None:
    completion.report_completion(**office.act(_lead(item), item, words="已全部建成"))


def withdraw_claim(office: Office, item: Item) -> None:
    completion.withdraw_completion(**office.act(_lead(item), item))


def judge(office: Office, item: Item) -> None:
    finding = office.chance.choice(("fit", "fit", "unfit"))
    verdict.give_verdict(**office.act("supervisor", item, finding=finding, words="现场核查"))


def close(office: Office, item: Item) -> None:
    closing.close_done(**office.act("supervisor2", item, public_reason="已建成并投入使用"))


def refuse_closing(office: Office, item: Item) -> None:
    closing.refuse_signing_off(**office.act("supervisor2", item, answer="缺验收单"))


def propose(office: Office, item: Item) -> None:
    kind = office.chance.choice(("closed_not_done", "merged", "withdrawn"))
    into = Item.objects.exclude(pk=item.pk).filter(parent=None, state="active").first()
    said = {"kind": kind, "reason": "规划调整", "into_id": into.pk if into else None}
    closing.propose_ending(**office.act("supervisor", item, **said))


def decide(office: Office, item: Item) -> None:
    asked = Ending.objects.filter(item=item, stage=Ending.Stage.ASKED).first()
    if asked is None:
        return
    leader = "leader" if _lead(item) != "head3" else "leader2"
    closing.decide_ending(
        actor=office.district.actor(leader), ending_id=asked.pk, version=item.version,
        approve=office.chance.random() < 0.5, answer="再议", at=office.moment(),
    )  # fmt: skip


def reopen(office: Office, item: Item) -> None:
    came_back = office.chance.random() < 0.5
    closing.reopen(**office.act("supervisor", item, reason="问题反弹", came_back=came_back))


def look(office: Office, item: Item) -> None:
    saw = checks.Look(
        method="on_site", finding="as_reported", on=NOW.date(), place="城东街道", words="已开门办事"
    )
    planned = Check.objects.filter(item=item, finding="planned").first()
    checks.record_check(**office.act("supervisor", item, look=saw, check_id=planned.pk if planned else None))


def plan(office: Office, item: Item) -> None:
    terms = checks.Terms(
        name="核查", year=2026, method="papers", content="看", scope=checks.Scope(rest_days=0), sampled=2,
        seed=str(office.chance.random()), begins=NOW.date(), ends=NOW.date(),
    )  # fmt: skip
    checks.plan_checks(actor=office.district.actor("supervisor"), terms=terms, at=office.moment())


def torn_claim(office: Office, item: Item) -> None:
    """A claim as nobody should write it: the deed in one transaction, its act in another. The harness must find it out."""
    if item.state != "active":
        return
    with transaction.atomic():
        held = hold(item.pk)
        held.report_completion()
        Completion.objects.create(
            item=held, post=held.lead, by=office.district.people["head"], at=office.moment(), words="已建成"
        )
        keep(held)
    time.sleep(0.02)
    with transaction.atomic():
        record(actor=office.district.actor("head"), verb="completion.report", target=held, at=office.moment())


Deed = Callable[[Office, Item], None]
DEEDS: dict[str, tuple[Deed, ...]] = {
    "assigned": (sign, sign, send_back, propose, decide),
    "returned": (refuse_return, propose, decide),
    "active": (attach, claim, claim, report, split_further, propose, decide, look, plan),
    "reported": (judge, judge, close, close, refuse_closing, withdraw_claim, propose, decide, look, attach),
    "closed_done": (reopen, look),
    "closed_not_done": (reopen,),
    "merged": (reopen,),
    "withdrawn": (reopen,),
}
"""State → what is done in it, more often where it stands twice."""


def one_deed(office: Office, *, torn: bool = False) -> bool:
    """One random act on a random item; False where it was refused, as acts are."""
    item = Item.objects.select_related("office", "lead__office").order_by("pk")[
        office.chance.randrange(Item.objects.count())
    ]
    deed = torn_claim if torn and item.state == "active" else office.chance.choice(DEEDS[item.state])
    try:
        deed(office, item)
    except (Refusal, TransitionNotAllowed):
        return False
    return True
