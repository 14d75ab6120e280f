"""Random acts on random matters of every register, through their pages, as the permission table says who may and what their forms say;
and whether the log and the tables say the same afterwards.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Min

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, links
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import (
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
)
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import Register
from luoshi_web.registers.projects.models import Contract, Event, Money, Pledge, StepTaken, Talk
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.proposals.models import Contact, Rating, Reply, Return
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.supervision.models import Item
from tests.web.conftest import NOW, District
from tests.web.permissions.addresses import place
from tests.web.permissions.made import Made
from tests.web.permissions.said import ACTS
from tests.web.permissions.things import SECRECY, make
from tests.web.permissions.walk import ROLES, Row, client_of, outcome, rows

REGISTERS: tuple[Register[Any, Any, Any, Any], ...] = (PROPOSALS, PROJECTS, FINDINGS)

LEAVES: dict[str, tuple[type[models.Model], str]] = {
    "proposals.return": (Return, "proposal"),
    "proposals.contact": (Contact, "proposal"),
    "proposals.reply": (Reply, "proposal"),
    "proposals.rate": (Rating, "proposal"),
    "projects.talk": (Talk, "project"),
    "projects.step": (StepTaken, "project"),
    "projects.sign": (Contract, "project"),
    "projects.happened": (Event, "project"),
    "projects.pay": (Money, "project"),
    "projects.pledge": (Pledge, "project"),
    "findings.prove": (FindingProof, "finding"),
    "findings.money": (FindingMoney, "finding"),
    "findings.object": (FindingObjection, "finding"),
    "findings.ask_time": (FindingExtension, "finding"),
} | {f"{register.code}.ask_exception": (Waiver, "matter") for register in REGISTERS}
"""Verb → the row that each act of it leaves, and the column by which that row knows its matter."""

_NO_CHANGE = {"secret.read"}
"""Acts on a matter that leave it as it was."""


@dataclass
class Office:
    """Somebody of every role, a source of chance, the rows of the table that a matter of each register can be acted on by."""

    district: District
    chance: Random
    acts: list[Row] = field(default_factory=lambda: list(_acts()))


def _acts() -> Iterator[Row]:
    codes = {register.code for register in REGISTERS}
    for row in rows():
        ours = row.method == "POST" and row.kind.split(":")[0] in codes and "yes" in row.cells.values()
        if ours and not row.thing.startswith("kept"):  # a register that moved to another office
            yield row


def build(district: District) -> None:
    """Each thing of the table's rows of registers, in each of its states."""
    things = {row.thing for row in _acts()} - {"none"}
    for name in sorted(name for name in things if not {*name.split(":")} & {*SECRECY, "uncleared"}):
        make(name, district, _no_item)


def _no_item(**columns: Any) -> Item:
    raise AssertionError("no matter is made of an item")


def one_deed(office: Office, *, torn: bool = False) -> bool:
    """One random act on a random matter; False where it was refused, as acts are."""
    chance = office.chance
    row = chance.choice(office.acts)
    register = next(each for each in REGISTERS if row.kind.startswith(f"{each.code}:"))
    found = Matter.objects.filter(register=register.code).order_by("pk")
    matter = found[chance.randrange(len(found))]
    if torn:
        _torn(office, matter)
        return True
    made = Made({"pk": matter.pk}, thing=getattr(matter, register.record))
    try:
        said = ACTS[row.kind][1](office.district, made)
    except (MultipleObjectsReturned, ObjectDoesNotExist):
        return False  # nothing of the kind that this act is about
    if row.thing == "none" and "number" in said:
        said |= {"number": f"新{chance.randrange(10**9)}号"}
    role = chance.choice([role for role, cell in row.cells.items() if cell == "yes"])
    where = place(row.kind).address(made.address)
    answer = client_of(office.district, ROLES[role], made).post(where, said)
    return outcome(answer)[0] == "yes"


def _torn(office: Office, matter: Matter) -> None:
    """An act as nobody should write it: the deed in one transaction, its act in another. The harness must find it out."""
    with transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(version=matter.version + 1)
    time.sleep(0.02)
    with transaction.atomic():
        record(actor=office.district.actor("supervisor"), verb="proposals.settle", target=matter, at=NOW)


def faults() -> Iterator[str]:
    """What does not fit, each in a sentence. Empty where the log and the tables say the same."""
    yield from (fault.sentence for fault in breaks(links(), head()))
    told: dict[int, Counter[str]] = {}
    acts = Act.objects.filter(object_kind="matter").exclude(verb__in=_NO_CHANGE)
    for key, verb in acts.values_list("object_id", "verb"):
        told.setdefault(key, Counter())[verb] += 1
    left = {verb: Counter(model._default_manager.order_by().values_list(of, flat=True)) for verb, (model, of) in LEAVES.items()}  # fmt: skip
    for matter in Matter.objects.order_by("pk"):
        said = told.get(matter.pk, Counter())
        for verb, there in left.items():
            if verb.startswith(f"{matter.register}.") and there[matter.pk] != said[verb]:
                yield f"{matter}: {there[matter.pk]} rows of {verb}, the log says {said[verb]}"
        if matter.version != said.total():
            yield f"{matter}: version {matter.version} after {said.total()} acts"
        due = matter.clocks.filter(WAITING, right=False).aggregate(due=Min("due"))["due"]
        if due != matter.due:
            yield f"{matter}: due on {matter.due}, its limits say {due}"
