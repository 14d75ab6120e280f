"""Which proposals somebody may see, and the rates of the register in two queries."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible
from luoshi_web.registers.proposals.models import Commitment, Contact, Proposal, Rating, Reply, Share


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The proposals that an actor may read: a department what it leads or helps with."""
    helps = Share.objects.filter(office=actor.office_id, role=Share.Role.CO)
    theirs = Q(office=actor.office_id) | Q(pk__in=helps.order_by().values("proposal"))
    return visible(Matter.Register.PROPOSALS, actor, theirs=theirs)


def rates_of(matters: QuerySet[Matter], *, on: date) -> list[Figure]:
    """Every rate of the register by each definition, as ``proposals.rules.rates`` defines them, over some proposals on a day.

    Two queries for all. ``digest`` is empty: it is made where a figure is kept.
    """
    # distinct: what is asked of each proposal is worked out once, not anew in each of the fifty conditions that it stands in
    rows = annotated(Proposal.objects.filter(matter__in=matters.order_by()), on).distinct()
    sides = _sides(on)
    asked: dict[str, Any] = {}
    for number, (_code, _variant, left_out, below, above) in enumerate(sides):
        kept = ~left_out
        asked |= {
            f"above{number}": Count("pk", filter=kept & below & above),
            f"below{number}": Count("pk", filter=kept & below),
            f"left{number}": Count("pk", filter=left_out),
        }
    found = rows.aggregate(**asked)
    figures = [
        Figure(
            code, variant, on, found[f"above{number}"], found[f"below{number}"], found[f"left{number}"], ""
        )
        for number, (code, variant, *_) in enumerate(sides)
    ]
    return [*figures, _carried_out(matters, on)]


def _carried_out(matters: QuerySet[Matter], on: date) -> Figure:
    given_up, due = Q(given_up_on__isnull=False, given_up_on__lte=on), Q(due__lte=on)
    verified = Q(verified_on__isnull=False, verified_on__lte=on)
    found = Commitment.objects.filter(proposal__matter__in=matters.order_by()).aggregate(
        above=Count("pk", filter=due & verified & ~given_up), below=Count("pk", filter=due & ~given_up), left=Count("pk", filter=given_up)
    )  # fmt: skip
    return Figure("carried_out", "a", on, found["above"], found["below"], found["left"], "")


def annotated(rows: QuerySet[Proposal], on: date) -> QuerySet[Proposal]:
    """With what is counted of each on a day: its last and first rating, whether it was met, whether promises are open."""

    def receipt(of: str, order: str) -> Subquery:
        found = Rating.objects.filter(proposal=OuterRef("pk"), of=of, given_on__lte=on)
        return Subquery(found.order_by(order, "pk").values("value")[:1])

    met = Contact.objects.filter(proposal=OuterRef("pk"), means__in=list(Contact.FACE_TO_FACE), on__lte=on)
    promises = Commitment.objects.filter(proposal=OuterRef("pk"))
    unverified = promises.filter(Q(verified_on__isnull=True) | Q(verified_on__gt=on))
    return rows.annotate(
        last=receipt("reply", "-round"), first=receipt("reply", "round"), attitude=receipt("attitude", "-round"),
        promised=receipt("commitment", "-round"), met=Exists(met.filter(on__lte=OuterRef("replied_on"))), promises=Exists(promises),
        unverified=Exists(unverified),
    )  # fmt: skip


def _sides(on: date) -> tuple[tuple[str, str, Q, Q, Q], ...]:
    """Rate, definition, and the conditions of what is left out, of what stands below, of what stands above."""
    withdrawn = Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)
    filed = Q(filed=True, filed_on__lte=on)
    assigned = Q(filed=True, assigned_on__isnull=False, assigned_on__lte=on)
    replied = Q(replied_on__isnull=False, replied_on__lte=on)
    due = assigned & Q(due__isnull=False, due__lte=on)
    solved = replied & (Q(meaning="solved") | Q(promises=True, unverified=False))
    good = ("satisfied", "mostly")

    def receipts(variant: str, column: str, values: tuple[str, ...]) -> tuple[str, str, Q, Q, Q]:
        left = Q((f"{column}__isnull", False), (column, "left_out"))
        return "satisfied", variant, left, Q((f"{column}__isnull", False)), Q((f"{column}__in", values))

    return (
        ("assigned", "a", withdrawn, filed, assigned),
        ("replied", "a", withdrawn, assigned, replied),
        ("replied_in_time", "a", withdrawn, due, replied & Q(replied_on__lte=F("due"))),
        ("settled", "a", withdrawn, assigned, replied),
        ("settled", "b", withdrawn, assigned, solved),
        ("face_to_face", "a", withdrawn, replied, Q(met=True)),
        receipts("a", "last", ("satisfied",)),
        receipts("b", "last", good),
        ("satisfied", "c", withdrawn, assigned, Q(last__isnull=False, last__in=good)),
        receipts("d", "first", good),
        receipts("attitude", "attitude", good),
        receipts("commitment", "promised", good),
        ("adopted", "a", withdrawn, assigned, replied & Q(meaning="solved")),
        ("adopted", "b", withdrawn, assigned, replied & Q(meaning__in=["solved", "under_way"])),
    )


def rows_of(
    matters: QuerySet[Matter], code: str, variant: str, *, on: date
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The keys behind a rate of :func:`rates_of`: above, below, and those whose reply nobody has yet noted to have arrived.

    A reply is entered by the unit that sends it; that it arrived is the keeper's word, and verifies it.
    """
    if code == "carried_out":
        return _rows_carried_out(matters, on)
    rows = annotated(Proposal.objects.filter(matter__in=matters.order_by()), on)
    left_out, below, above = next(
        conditions for name, by, *conditions in _sides(on) if (name, by) == (code, variant)
    )
    kept = rows.filter(~left_out & below)
    inside = frozenset(kept.filter(above).values_list("pk", flat=True))
    arrived = Reply.objects.filter(proposal=OuterRef("pk"), sent_on__lte=on, received_on__isnull=False)
    waiting = kept.filter(above, ~Exists(arrived))
    of_replies = code != "assigned"
    return (
        inside,
        frozenset(kept.values_list("pk", flat=True)),
        frozenset(waiting.values_list("pk", flat=True)) if of_replies else frozenset(),
    )


def _rows_carried_out(
    matters: QuerySet[Matter], on: date
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    given_up = Q(given_up_on__isnull=False, given_up_on__lte=on)
    promises = Commitment.objects.filter(~given_up, proposal__matter__in=matters.order_by(), due__lte=on)
    verified = promises.filter(verified_on__isnull=False, verified_on__lte=on)
    return (
        frozenset(verified.values_list("proposal", flat=True)),
        frozenset(promises.values_list("proposal", flat=True)),
        frozenset(),
    )
