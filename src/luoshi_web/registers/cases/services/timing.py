"""The time to decide of an application: it begins with acceptance, stands still while suspended, and its day is repeated on the row."""

from datetime import date

from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.rows import stops_of
from luoshi_web.registers.cases.rules.facts import Procedure
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.models import Clock

_ALL_OF_IT = (
    "accept", "correct", "copy", "answer", "decide", "attached", "pass_on", "maker_told", "maker_answers", "receiver", "sue",
)  # fmt: skip


def variant_of(case: Reconsideration) -> str:
    """The variant of the table of clocks by which its procedure counts."""
    return Procedure.SIMPLIFIED if case.procedure == Procedure.SIMPLIFIED else ""


def begin_trial(case: Reconsideration, on: date) -> None:
    """From its acceptance run the time to send the copy and the time to decide."""
    clocks.start(case.matter, "copy", on, place="", variant=variant_of(case))
    decide = clocks.start(case.matter, "decide", on, place="", variant=variant_of(case))
    case.due = decide.due if decide is not None else None


def time_to_decide(case: Reconsideration) -> Clock:
    """Its clock, locked. Raises :class:`Clock.DoesNotExist` before acceptance."""
    held = Clock.objects.select_for_update(of=("self",)).select_related("matter")
    return held.filter(matter=case.matter, code="decide").exclude(state=Clock.State.LIFTED).latest("pk")


def recount(case: Reconsideration, on: date) -> Clock:
    """The time to decide by every suspension that is entered. Where the night had found it over, the right to sue that followed is lifted with it."""
    clocks.lift(case.matter, on=on, codes=("sue",))
    clock = clocks.recount(time_to_decide(case), stops_of(case))
    case.due = None if clock.state == Clock.State.STILL else clock.due
    return clock


def end_trial(case: Reconsideration, on: date) -> None:
    """It is concluded on a day: the time to decide is kept or missed, and nothing else of it runs on."""
    clocks.settle(case.matter, "decide", on=on)
    clocks.lift(case.matter, on=on, codes=_ALL_OF_IT)
