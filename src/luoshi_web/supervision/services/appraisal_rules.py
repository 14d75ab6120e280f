"""Acts on the rules of appraisal and on groups of comparable offices."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.appraisal.invented import pays_silence
from luoshi_web.supervision.appraisal.rules import read_rules
from luoshi_web.supervision.models import AppraisalRule, Group, Score


@transaction.atomic
def put_in_force(
    *, actor: Actor, name: str, in_force: date, terms: Mapping[str, Any], source: str, at: datetime
) -> AppraisalRule:
    """Rules from a future day on; those before stay for what they scored. The first rules of all may begin on any day.

    Raises:
        RuleFault: where the terms are not sound.
        Refusal: for today or a day gone by, a day on which others begin, or rules under which doing nothing can be the best.
    """
    if pays_silence(read_rules(terms)):
        raise Refusal("rules_pay_silence")
    if AppraisalRule.objects.filter(in_force=in_force).exists():
        raise Refusal("rule_that_day", day=str(in_force))
    if in_force <= timezone.localdate(at) and AppraisalRule.objects.exists():
        raise Refusal("rule_from_future")
    rule = AppraisalRule.objects.create(name=name, in_force=in_force, terms=dict(terms), source=source)
    record(actor=actor, verb="rule.put_in_force", target=rule, details={"in_force": str(in_force)}, at=at)
    return rule


@transaction.atomic
def save_group(
    *, actor: Actor, year: int, name: str, offices: Iterable[Office], group_id: int | None = None, at: datetime
) -> Group:  # fmt: skip
    """Which offices are ranked against each other in a year. An office is in one group; a group has two or more."""
    chosen = sorted(offices, key=lambda office: (office.order, office.pk))
    if len(chosen) < 2:
        raise Refusal("group_of_one")
    others = Group.objects.filter(year=year, offices__in=chosen).exclude(pk=group_id or 0)
    taken = others.values_list("name", "offices__short_name", "offices__name", "offices__pk")
    keys = {office.pk: office for office in chosen}
    for group_name, _short, _name, pk in taken:
        if pk in keys:
            raise Refusal("in_another_group", office=str(keys[pk]), group=group_name)
    if Group.objects.filter(year=year, name=name).exclude(pk=group_id or 0).exists():
        raise Refusal("name_taken", name=name)
    group = (
        Group.objects.select_for_update().get(pk=group_id, year=year)
        if group_id
        else Group(year=year, name=name)
    )
    group.name = name
    group.save()
    group.offices.set(chosen)
    details = {"year": year, "offices": [str(office) for office in chosen]}
    record(actor=actor, verb="group.save", target=group, details=details, at=at)
    return group


@transaction.atomic
def remove_group(*, actor: Actor, group_id: int, at: datetime) -> None:
    """A group in which nobody has been ranked yet."""
    group = Group.objects.select_for_update().get(pk=group_id)
    if Score.objects.filter(group=group).exists():
        raise Refusal("group_is_used")
    record(actor=actor, verb="group.remove", target=group, details={"year": group.year}, at=at)
    group.delete()
