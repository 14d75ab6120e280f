"""What the acts of a register share: a matter is taken hold of, asked whether a gate is open, moved, and kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Min
from django.utils import translation
from django.utils.translation import gettext as translate
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.gates import Gate, Passage, Waiver
from luoshi_web.registers.engine.states import States, WrongWay
from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.models import Waiver as Kept
from luoshi_web.registers.refusals import REASONS


class Record(Protocol):
    """The row of a register beside its matter."""

    matter: Any
    pk: Any

    def save(self) -> None:
        """Keep the row."""


R = TypeVar("R", bound=Record)
F = TypeVar("F")
S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Register(Generic[R, F, S, A]):
    """One register. ``code`` begins its rights (``proposals.keep``) and its verbs in the log; ``record`` is the name of its row on a matter.

    ``facts`` says what the rules see of a row, and reads its ``parts``; ``words`` says each state; ``gates`` are those from which exceptions
    can be asked for, by the act that they stand before.
    """

    code: str
    record: str
    states: States[S, A]
    words: Mapping[S, StrOrPromise]
    parts: tuple[str, ...]
    facts: Callable[..., F]
    gates: Mapping[str, Gate[F]]

    def hold(self, actor: Actor, matter_id: int, act: str, *, version: int | None = None) -> R:
        """The row, its matter locked until the transaction ends, for somebody with the right ``<code>.<act>``.

        Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile`` where another act came between.
        """
        found = Matter.objects.select_for_update(of=("self",)).select_related(self.record, "office")
        matter = found.get(pk=matter_id, register=self.code)
        if not may(actor, f"{self.code}.{act}", matter):
            raise Refusal("not_yours")
        if version is not None and matter.version != version:
            raise Refusal("changed_meanwhile")
        row: R = getattr(matter, self.record)
        row.matter = matter
        return row

    def state(self, row: R) -> S:
        """Where it stands."""
        return self.states.kind(row.matter.state)

    def demand_state(self, row: R, *states: S) -> None:
        """Raise :class:`Refusal` where it does not stand in one of these."""
        if self.state(row) not in states:
            raise Refusal("matter_state", state=str(self.words[self.state(row)]))

    def move(self, row: R, act: A, *, on: date) -> None:
        """Along a way of the table. Raises :class:`Refusal` where there is none from here."""
        matter = row.matter
        try:
            state = self.states.go(self.state(row), act)
        except WrongWay as wrong:
            raise Refusal("matter_state", state=str(self.words[self.state(row)])) from wrong
        matter.state, matter.phase = state.value, self.states.phase(state).value
        matter.ended_on = on if matter.phase == Matter.Phase.ENDED else None

    def keep(self, row: R) -> None:
        """Save what an act changed, with the nearest day of what is waited for, and count the act."""
        matter = row.matter
        matter.due = matter.clocks.filter(WAITING, right=False).aggregate(due=Min("due"))["due"]
        matter.version += 1
        row.save()
        matter.save()

    def ask(self, gate: Gate[F], row: R, *, on: date, **also: Any) -> Passage:
        """What a gate answers for the row as it stands, with the exceptions that were approved. ``also`` goes to ``facts``."""
        return answer(gate, self.seen(row, **also), row.matter.waivers.all(), on=on)

    def seen(self, row: R, **also: Any) -> F:
        """The row as it is kept at this moment, for the rules. ``also`` goes to ``facts``."""
        kept: Any = type(row)
        return self.facts(kept.objects.prefetch_related(*self.parts).get(pk=row.pk), **also)

    def demand_open(self, gate: Gate[F], row: R, *, on: date, **also: Any) -> Passage:
        """Raise :class:`Refusal` with every reason where a gate is shut."""
        passage = self.ask(gate, row, on=on, **also)
        if not passage.open:
            raise Refusal("gate_shut", reasons=in_words(reason.code for reason in passage.shut))
        return passage


def demand_free(matter: Matter) -> None:
    """Raise :class:`Refusal` ``number_taken`` where another matter of the register has the number in that year."""
    known = Matter.objects.filter(register=matter.register, year=matter.year, number=matter.number)
    if known.exclude(pk=matter.pk).exists():
        raise Refusal("number_taken", number=matter.number)


def answer(gate: Gate[F], facts: F, kept: Iterable[Kept], *, on: date) -> Passage:
    """What a gate answers for facts that were read already, with the exceptions of their matter."""
    waivers = [waiver for each in kept if each.gate == gate.act and (waiver := _waiver(each)) is not None]
    return gate.ask(facts, on, waivers)


def _waiver(kept: Kept) -> Waiver | None:
    if kept.approved_by_id is None or kept.since is None or kept.until is None:
        return None
    return Waiver(kept.condition, kept.reason, kept.asked_by_id, kept.approved_by_id, kept.since, kept.until)


def in_words(codes: Iterable[str]) -> str:
    """Reasons one after the other, in the reader's language."""
    between = "" if (translation.get_language() or "zh").startswith("zh") else " "
    return between.join(translate(REASONS[code]) for code in codes)
