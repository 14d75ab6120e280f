"""Things that hang on an item: its claims, endings, checks, requests, limits, reports, files, urges."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.supervision.clocks.services import start_limit, suspend
from luoshi_web.supervision.lights.run import run_day
from luoshi_web.supervision.models import Change, Extension, Item, Light, Message, Urge
from luoshi_web.supervision.selectors.verification import Scope
from luoshi_web.supervision.services import assign
from luoshi_web.supervision.services.change import ask_target_change, decide_change
from luoshi_web.supervision.services.checks import Terms, plan_checks
from luoshi_web.supervision.services.closing import propose_ending
from luoshi_web.supervision.services.evidence import attach_all, examine
from luoshi_web.supervision.services.extension import ask_extension, screen_extension
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.progress import Report, report
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.services import urge_by_hand
from tests.web.closing_steps import claim, judge, prove, to_done
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.made import Ground, Made, of_item
from tests.web.supervision.uploads import pdf


def item(ground: Ground, state: str = "active") -> Made:
    """In one of its states. One that is assigned has its limits, one that is returned its reason."""
    if state == "closed_done":
        made = ground.item()
        to_done(ground.district, made)
    elif state in {"assigned", "returned"}:
        made = ground.item("assigned")
        _start(ground, made)
    else:
        made = ground.item(state)
    if state == "returned":
        assign.send_back(
            actor=ground.district.actor("head"), item_id=made.pk, version=made.version, reason="不属本单位职责", at=NOW
        )  # fmt: skip
    return of_item(made)


def _start(ground: Ground, item: Item) -> None:
    with transaction.atomic():
        start_limits(item=item, actor=ground.district.actor("supervisor"), at=NOW)


def proven(ground: Ground) -> Made:
    """With evidence: what can be reported as done."""
    made = ground.item()
    prove(ground.district, made)
    return of_item(made)


def owing(ground: Ground) -> Made:
    """Under way since January, without the report of February."""
    return of_item(ground.item(assigned_at=datetime(2026, 1, 20, tzinfo=UTC)))


def due(ground: Ground) -> Made:
    """Its limit ends the day after tomorrow."""
    return of_item(ground.item(due=date(2026, 3, 12)))


def differing(ground: Ground) -> Made:
    """Its light of yesterday's run is not what a replay shows."""
    made = ground.item(assigned_at=datetime(2026, 1, 20, tzinfo=UTC))
    run_day(actor=MACHINE, day=TODAY, at=NOW)
    Light.objects.filter(item=made, kind="time").update(colour="red")
    return of_item(made)


def part(ground: Ground) -> Made:
    """Of an item of another office, which the lead office helps with no more: known by the words of the whole."""
    whole = ground.make_item(lead="head3", leader=ground.district.posts["leader2"])
    made = ground.item(parent=whole)
    return Made({"pk": made.pk}, whole.title, made, made)


def part_of_secret(ground: Ground) -> Made:
    """Of an item that is more secret than itself: known by the words of the whole."""
    whole = ground.item(secrecy=3)
    made = ground.item(parent=whole)
    return Made({"pk": made.pk}, whole.title, made, made)


def alike(ground: Ground) -> Made:
    """Proposed to be urged; a confidential one of the same office asks the same: known by the words of that one."""
    made = urge(ground, "proposed")
    other = urge(ground, "proposed")
    assert made.item is not None
    assert other.item is not None
    Item.objects.filter(pk__in=[made.item.pk, other.item.pk]).update(indicator="road_length")
    Item.objects.filter(pk=other.item.pk).update(secrecy=2)
    made.thing.alike.add(other.item)
    made.sees = other.sees
    return made


def alike_item(ground: Ground) -> Made:
    """… on the item's own tab."""
    made = alike(ground)
    assert made.item is not None
    made.address = {"pk": made.item.pk}
    return made


def merging(ground: Ground) -> Made:
    """Before the leader in charge: to be merged into a secret item, known by the words of that one."""
    taker = ground.item(secrecy=3)
    made = ground.item()
    proposed = propose_ending(
        actor=ground.district.actor("supervisor"), item_id=made.pk, version=0, kind="merged", reason="任务重复", into_id=taker.pk, at=NOW
    )  # fmt: skip
    return Made({"pk": proposed.pk}, taker.title, made, proposed)


def claimed(ground: Ground, *how: str) -> Made:
    """Reported as done by the head of the lead office; ``verified``: found fit by the supervision office."""
    made = ground.item()
    prove(ground.district, made)
    claim(ground.district, made)
    if "verified" in how:
        judge(ground.district, made)
    return of_item(made)


def ending(ground: Ground) -> Made:
    """That an item be withdrawn has been put before the leader in charge."""
    made = ground.item()
    proposed = propose_ending(
        actor=ground.district.actor("supervisor"), item_id=made.pk, version=0, kind="withdrawn", reason="规划调整", at=NOW
    )  # fmt: skip
    return of_item(made, proposed)


def plan(ground: Ground) -> Made:
    """A plan that drew one item."""
    made = ground.item()
    terms = Terms("一季度核查", 2026, "papers", "看台账", Scope(), 1, "20260310", TODAY, TODAY)
    planned = plan_checks(actor=ground.district.actor("supervisor"), terms=terms, at=NOW)
    return of_item(made, planned)


def check(ground: Ground) -> Made:
    """What a plan drew and nobody has looked at."""
    planned = plan(ground)
    assert planned.item is not None
    return of_item(planned.item, planned.thing.checks.get())


def extension(ground: Ground, state: str = "asked") -> Made:
    """More time, asked for by the head of the lead office; ``screened`` by the supervision office."""
    made = ground.item()
    asked: Extension = ask_extension(
        actor=ground.district.actor("head"), item_id=made.pk, new_due=date(2027, 1, 31), reason="汛期", progress="过半", at=NOW
    )  # fmt: skip
    if state == "screened":
        screen_extension(
            actor=ground.district.actor("supervisor"), extension_id=asked.pk, opinion="属实", at=NOW
        )
    return of_item(made, asked)


def target(ground: Ground) -> Made:
    """An item with a number that can be changed."""
    return of_item(ground.item(kind="target", low=5, high=5, original_low=5, original_high=5, unit="%"))


def change(ground: Ground, state: str = "asked") -> Made:
    """A lower target, asked for by the head of the lead office; ``approved`` by the leader in charge."""
    made = target(ground)
    asked: Change = ask_target_change(
        actor=ground.district.actor("head"), item_id=made.thing.pk, low=Decimal(4), high=Decimal(4), reason="市场变化", at=NOW
    )  # fmt: skip
    if state == "approved":
        decide_change(actor=ground.district.actor("leader"), change_id=asked.pk, approved=True, at=NOW)
    return of_item(made.thing, asked)


def limit(ground: Ground, state: str = "running") -> Made:
    """Of an urge's answer; ``suspended``."""
    made = ground.item()
    office = ground.district.actor("supervisor")
    with transaction.atomic():
        began = date(2026, 3, 6)
        running = start_limit(
            item=made, kind="urged", began=began, count=5, days="working", actor=office, at=NOW
        )
    if state == "suspended":
        suspend(actor=office, limit_id=running.pk, reason="等待上级答复", at=NOW)
    return of_item(made, running)


def update(ground: Ground) -> Made:
    """The report of February, by the officer of the lead office."""
    made = ground.item()
    said = report(
        actor=ground.district.actor("officer"), item_id=made.pk, period=date(2026, 2, 28), said=Report(words="完成过半"), at=NOW
    )  # fmt: skip
    return of_item(made, said)


def file(ground: Ground) -> Made:
    """Evidence attached by the officer of the lead office."""
    made, office = ground.item(), ground.district.actor("officer")
    own = pdf(lambda page: page.add_blank_page(page_size=(200 + made.pk % 1000, 300)))
    uploaded = SimpleUploadedFile(f"验收单{made.pk}.pdf", own)
    examined = examine(actor=office, item=made, files=[uploaded], at=NOW)
    attached = attach_all(actor=office, item_id=made.pk, files=examined, at=NOW)[0]
    return Made({"pk": attached.pk}, f"{made.pk}.pdf", made, attached)


def urge(ground: Ground, state: str = "sent") -> Made:
    """By hand; ``proposed``: as the night leaves it on the desk; ``answered``."""
    made = ground.item()
    if state == "sent":
        sent = urge_by_hand(
            actor=ground.district.actor("supervisor"), item_id=made.pk, version=made.version, rung=2, reason="进度滞后", at=NOW
        )  # fmt: skip
        return of_item(made, sent)
    proposed = Urge.objects.create(
        item=made, ladder=ladder_on(TODAY), office=made.office, post=made.lead, rung=3, occasion="finish:x", state="proposed",
        on=TODAY, code="finish_missed", inputs={"day": "2026-03-01", "days": 9},
    )  # fmt: skip
    return of_item(made, proposed)


def urged_item(ground: Ground) -> Made:
    """An item that waits for the answer to an urge."""
    made = urge(ground)
    assert made.item is not None
    return of_item(made.item)


def message(ground: Ground) -> Made:
    """The digest that tells the head of the lead office of an urge; its other messages go to others."""
    sent = urge(ground)
    assert sent.item is not None
    told = Message.objects.get(person=ground.district.people["head"], channel="in_app")
    return of_item(sent.item, told)


def messages(ground: Ground) -> Made:
    """One for everybody."""
    for person in ground.district.people.values():
        Message.objects.create(person=person, subject="提醒", body="请报送", made_at=NOW, due_on=TODAY)
    return Made()


THINGS: dict[str, Callable[..., Made]] = {
    "item": item, "proven": proven, "owing": owing, "due": due, "differing": differing, "part": part, "part_of_secret": part_of_secret,
    "alike": alike, "alike_item": alike_item, "merging": merging, "claimed": claimed, "ending": ending, "plan": plan, "check": check, "extension": extension, "target": target,
    "change": change, "limit": limit, "update": update, "file": file, "urge": urge, "urged_item": urged_item, "message": message, "messages": messages,
}  # fmt: skip
