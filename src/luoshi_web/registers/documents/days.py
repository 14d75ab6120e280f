"""The days that a document's clocks answer: what is full, what opens, what is the longest; and the clocks that run once it is published."""

from datetime import date

from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.engine.clocks import Length, NoLength, clocks
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.matters.models import Clock
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.workdays.count import CALENDAR, MONTHS

PROVISIONAL = "provisional"


def answer(code: str, event: date | None, place: str, variant: str = "") -> date | None:
    """The day that a clock of the register answers for an event; None without the event, or where the place has no such rule."""
    if event is None:
        return None
    try:
        return reckon(clocks()["documents"][code], event, the_calendar(), place=place, variant=variant).day
    except NoLength:
        return None


def evaluate_from(document: NormativeDocument) -> date | None:
    """The day on which the time to evaluate it opens."""
    return answer("evaluate", document.ends_on, document.place)


def span_of(effective_on: date, *, provisional: bool, place: str) -> date | None:
    """The last day of the longest validity."""
    return answer("span", effective_on, place, PROVISIONAL if provisional else "")


def run_to_the_end(document: NormativeDocument, *, today: date) -> None:
    """Its validity runs, and the time until it may be evaluated; what opened before today has opened, and is not waited for."""
    if document.effective_on is None or document.ends_on is None:
        return
    variant = PROVISIONAL if document.provisional else ""
    _put(document, "span", document.ends_on, variant, today)
    opens = evaluate_from(document)
    if opens is not None:
        _put(document, "evaluate", opens, "", today)


def _put(document: NormativeDocument, code: str, due: date, variant: str, today: date) -> None:
    """A clock to a day that was answered or named; what is over before it begins does not run."""
    began = document.effective_on
    length = _length(document, code, variant)
    if began is None or length is None or due <= began:
        return
    named = code == "span" and document.named_end
    Clock.objects.create(
        matter=document.matter, code=code, variant=variant, began=began, count=(due - began).days if named else length.count,
        unit=CALENDAR if named else MONTHS, due=due, first_due=due, law="文件载明" if named else length.law, article="" if named else length.article,
        edition=the_calendar().edition, state=Clock.State.LAPSED if due < today else Clock.State.RUNNING, settled_on=today if due < today else None,
    )  # fmt: skip


def _length(document: NormativeDocument, code: str, variant: str) -> Length | None:
    if document.effective_on is None:
        return None
    try:
        return clocks()["documents"][code].length(
            on=document.effective_on, place=document.place, variant=variant
        )
    except NoLength:
        return None
