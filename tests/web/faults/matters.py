"""Random acts on random matters of every register, through their pages, as the permission table says who may and what their forms say;
and whether the log and the tables say the same afterwards.
"""

import re
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
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.selectors import head, links
from luoshi_web.audit.services import record
from luoshi_web.registers.documents.models import CleanUp
from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.supervision.models import Item
from tests.web.conftest import NOW, TODAY, District
from tests.web.faults.leaves import LEAVES
from tests.web.permissions.addresses import place
from tests.web.permissions.made import Made
from tests.web.permissions.said import ACTS
from tests.web.permissions.things import SECRECY, make
from tests.web.permissions.walk import ROLES, Row, client_of, outcome, rows

_NO_CHANGE = {"secret.read"}
"""Acts on a matter that leave it as it was."""


_APART = {"funds", "collective"}
"""Registers whose things of the table cannot all stand in one district: a unit has one row of expenses a year, a place one rule from a day on."""

Kinds = dict[str, type[models.Model]]
"""What the table calls a thing → the table of the database that holds such things."""


@dataclass
class Office:
    """Somebody of every role, a source of chance, and by register the rows of the permission table that something can be done by."""

    district: District
    chance: Random
    kinds: Kinds
    acts: dict[str, list[Row]] = field(default_factory=lambda: _acts())


def _acts() -> dict[str, list[Row]]:
    """What the table lets somebody do, by register; one that has no pages yet has nothing."""
    registers = set(Matter.Register.values) - _APART
    acts: dict[str, list[Row]] = {}
    for row in rows():
        register = row.kind.split(":")[0]
        ours = row.method == "POST" and register in registers and "yes" in row.cells.values()
        ours = ours and not row.kind.startswith("proposals:paper")  # papers are no acts on a matter
        if ours and not row.thing.startswith("kept"):  # a register that moved to another office
            acts.setdefault(register, []).append(row)
    return acts


def build(district: District) -> Kinds:
    """Each thing of the table's rows of registers, in each of its states."""
    things = {row.thing for found in _acts().values() for row in found} - {"none"}
    names = sorted(name for name in things if not {*name.split(":")} & {*SECRECY, "uncleared"})
    return {name: type(make(name, district, _no_item).thing) for name in names}


def _no_item(**columns: Any) -> Item:
    raise AssertionError("no matter is made of an item")


def one_deed(office: Office, *, torn: bool = False) -> bool:
    """One random act of a random register on a random thing of its kind; False where it was refused, as acts are."""
    chance = office.chance
    if torn:
        matters = Matter.objects.order_by("pk")
        _torn(office, matters[chance.randrange(len(matters))])
        return True
    row = chance.choice(office.acts[chance.choice(sorted(office.acts))])
    made = Made({"year": TODAY.year})
    if row.thing != "none":
        found = office.kinds[re.sub(f":({'|'.join([*SECRECY, 'uncleared'])})", "", row.thing)]
        keys = list(found._default_manager.order_by("pk").values_list("pk", flat=True))
        made.thing = found._default_manager.get(pk=chance.choice(keys))
        made.address["pk"] = made.thing.pk
    try:
        said = ACTS[row.kind][1](office.district, made)
    except (MultipleObjectsReturned, ObjectDoesNotExist, Refusal):
        return False  # nothing of the kind that this act is about, or what it begins with is there already
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
    told: dict[str, dict[int, Counter[str]]] = {"matter": {}, "cleanup": {}}
    acts = Act.objects.filter(object_kind__in=told).exclude(verb__in=_NO_CHANGE)
    for kind, key, verb in acts.values_list("object_kind", "object_id", "verb"):
        told[kind].setdefault(key, Counter())[verb] += 1
    left = {verb: rows.counted() for verb, rows in LEAVES.items()}
    waited = Clock.objects.filter(WAITING, right=False).order_by().values_list("matter")
    nearest = dict(waited.annotate(due=Min("due")))
    for matter in Matter.objects.order_by("pk"):
        said = told["matter"].get(matter.pk, Counter())
        for verb, there in left.items():
            expected = said[verb] - said[LEAVES[verb].undone]
            if verb.startswith(f"{matter.register}.") and there[matter.pk] != expected:
                yield f"{matter}: {there[matter.pk]} rows of {verb}, the log says {expected}"
        if matter.version != said.total():
            yield f"{matter}: version {matter.version} after {said.total()} acts"
        if matter.due != nearest.get(matter.pk):
            yield f"{matter}: due on {matter.due}, its limits say {nearest.get(matter.pk)}"
    for clean_up in CleanUp.objects.order_by("pk"):  # it begins with 0
        after = told["cleanup"].get(clean_up.pk, Counter()).total() - 1
        if clean_up.version != after:
            yield f"{clean_up}: version {clean_up.version} after {after} acts"
