"""A project's rows as the pure rules see them: for gates, and for statistics."""

from luoshi_web.registers.projects import figures
from luoshi_web.registers.projects.models import Event, Money, Project
from luoshi_web.registers.projects.rules import facts
from luoshi_web.registers.projects.rules.states import State

PARTS = ("steps",)
"""What :func:`facts_of` reads of a project, for ``prefetch_related``."""
COUNTED = ("contracts", "events", "money", "plans")
"""What :func:`counted_of` reads."""


def facts_of(project: Project) -> facts.Project:
    """What the gates ask of, as it is kept."""
    return facts.Project(
        steps=tuple(
            facts.Taken(
                facts.Step(each.kind), facts.Result(each.result), each.on, each.approved_by_id is not None
            )
            for each in project.steps.all()
        ),
        public_money=project.public_money,
        favours=project.favours,
        study=project.study,
        estimate=project.estimate,
        approved=project.approved,
    )


def counted_of(project: Project) -> figures.Project:
    """What statistics count, as it is kept."""
    days = {each.kind: each.on for each in project.events.all() if each.taken_back_by_id is None}
    money = list(project.money.all())
    return figures.Project(
        str(project.pk),
        tuple(
            figures.Contract(each.on, each.amount, figures.Paper(each.paper), each.new_investor)
            for each in project.contracts.all()
        ),
        project.not_brought_in or ("public_money" if project.public_money else ""),
        project.start_planned,
        days.get(Event.Kind.STARTED),
        days.get(Event.Kind.COMPLETED),
        days.get(Event.Kind.PRODUCING),
        project.matter.ended_on if project.matter.state == State.ENDED else None,
        tuple(figures.Paid(each.on, each.amount) for each in money if each.kind == Money.Kind.ARRIVED),
        tuple((each.year, each.amount) for each in project.plans.all()),
        tuple(figures.Paid(each.on, each.amount) for each in money if each.kind == Money.Kind.BUILT),
    )
