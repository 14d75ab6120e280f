"""催办函: to each unit that is late, one letter with its list."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.matters.papers.services import Made
from luoshi_web.registers.proposals.papers.wording import KINDS, columns, first_of, lines
from luoshi_web.supervision.papers.content import Content, Section, Table, Words, in_words

_OWED = {
    "reply": "答复",
    "redo": "重新办理后的答复",
    "co_opinion": "协办意见",
    "contact": "联系第一提出人",
}
_CODES = ("no", "number", "title", "kind", "first", "owed", "limit", "over")


def late_on(day: date) -> QuerySet[Clock]:
    """The limits of units on proposals that were over before a day and are still waited for."""
    late = Clock.objects.filter(WAITING, matter__register="proposals", code__in=_OWED, due__lt=day, right=False)  # fmt: skip
    return late.filter(Q(of__isnull=False) | Q(matter__office__isnull=False))


def collect(
    *, office: Office | None, answer_by: date, on: date, secrecy: int, issuer: str, title: str = "", words: str = ""
) -> tuple[list[Made], int]:  # fmt: skip
    """A letter to each unit that is late with something on a day, or to one; and how many limits are left out whose proposals are above the secrecy.

    Raises :class:`Refusal` where nobody is late; ``day_before`` where the answer is asked for before the letter's day.
    """
    if answer_by < on:
        raise Refusal("day_before", day=str(answer_by), other=str(on))
    whole = late_on(on)
    if office is not None:
        whole = whole.filter(Q(of=office) | Q(of=None, matter__office=office))
    found = whole.filter(matter__secrecy__lte=secrecy).select_related(
        "matter__proposal", "matter__office", "of"
    )
    clocks = list(
        found.prefetch_related("matter__proposal__signatories").order_by("due", "matter__number", "pk")
    )
    of_unit: dict[Office, list[Clock]] = {}
    for clock in clocks:
        unit = clock.of or clock.matter.office
        if unit is not None:
            of_unit.setdefault(unit, []).append(clock)
    if not of_unit:
        raise Refusal("paper_without_items")
    units = sorted(of_unit, key=lambda unit: (unit.order, unit.pk))
    made = [_letter(unit, of_unit[unit], answer_by, on, issuer, title, words) for unit in units]
    return made, whole.count() - len(clocks)


def _letter(
    unit: Office, clocks: list[Clock], answer_by: date, on: date, issuer: str, title: str, words: str
) -> Made:
    rows = tuple(_row(place, clock, on) for place, clock in enumerate(clocks, 1))
    letter = (
        Words("to", f"{unit.name}："),
        Words(
            "body",
            f"截至{in_words(on)}，你单位承办的代表建议、政协提案中有{len(rows)}项超过办理期限仍未办结（见附表）。请逐件分析原因，主动与代表、委员沟通，加快办理，并于{in_words(answer_by)}前书面报告办理情况、逾期原因和下一步措施。",
        ),
        *lines(words),
        Words("body", "附表：逾期未办结事项表"),
        Words("sign", issuer),
        Words("date", in_words(on)),
    )
    table = Table("逾期未办结事项", columns(*_CODES), rows)
    content = Content(
        "prop_press", title or "关于催办代表建议和政协提案的函", "", on, issuer, True, max(clock.matter.secrecy for clock in clocks),
        (Section(False, letter), Section(True, (Words("annex", "附表"), Words("caption", "逾期未办结事项表"), table))),
    )  # fmt: skip
    return Made(content, tuple(dict.fromkeys(clock.matter_id for clock in clocks)), unit.pk)


def _row(place: int, clock: Clock, on: date) -> tuple[str, ...]:
    proposal = clock.matter.proposal
    return (
        str(place), clock.matter.number, clock.matter.title, KINDS[proposal.kind], first_of(proposal.signatories.all())[0], _OWED[clock.code],
        in_words(clock.due), str((on - clock.due).days),
    )  # fmt: skip


def settled(content: Content, office_id: int | None, matters: Iterable[int], on: date) -> list[str]:
    """The numbers of those of which the letter lists something that its unit does not owe any more."""
    late = late_on(on).filter(matter__in=list(matters))
    found = late.filter(Q(of=office_id) | Q(of=None, matter__office=office_id))
    owed = {(number, _OWED[code]) for number, code in found.values_list("matter__number", "code")}
    at = {code: place for place, code in enumerate(_CODES)}
    listed = [(row[at["number"]], row[at["owed"]]) for table in content.tables for row in table.rows]
    return list(dict.fromkeys(number for number, what in listed if (number, what) not in owed))
