"""A matter decided collectively as far as tests of acts and pages begin with it, entered by those whose act it is."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.collective.models import CollectiveMatter, MeetingRule, Threshold
from luoshi_web.registers.collective.services import deciding, proposing, rules
from luoshi_web.registers.matters.discussing import sign_minutes
from luoshi_web.registers.matters.meetings import Meeting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.registers.decision_steps import discussed, meeting
from tests.web.registers.proposal_steps import at

ENTERED, CLEARED, LISTED, MET, SIGNED, DONE = (
    date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 8), date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 22),
)  # fmt: skip
_numbers = iter(range(1, 100_000))


def version(row: CollectiveMatter) -> int:
    return Matter.objects.get(pk=row.pk).version


def act(service, district: District, row: CollectiveMatter, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    return service(actor=district.actor(who), matter_id=row.pk, version=version(row), at=at(day), **said)


def entered(district: District, *, on: date = ENTERED, **changes) -> CollectiveMatter:
    said = {
        "number": f"议题{next(_numbers)}号", "title": "购置应急排涝设备", "kind": "money", "office": district.offices["发改局"], "on": on,
        "proposer": "副区长", "amount": Decimal("1200000"), "payee": "云杉公司", "project": "排涝能力提升",
    } | changes  # fmt: skip
    return proposing.enter(actor=district.actor("supervisor"), entered=proposing.Entered(**said), at=at(on))


def checked(district: District, row: CollectiveMatter, of: str = "budget", *, on: date = CLEARED, result: str = "passed", who: str = "officer"):  # fmt: skip
    return act(proposing.check, district, row, who, on, of=of, result=result, on=on, words="年度预算第8行")


def cleared(district: District, *, on: date = CLEARED, **changes) -> CollectiveMatter:
    row = entered(district, on=min(ENTERED, on), **changes)
    checked(district, row, on=on)
    act(proposing.clear, district, row, "supervisor", on, words="材料齐备")
    return row


def listed(district: District, *, on: date = MET, materials_on: date = LISTED, **changes) -> CollectiveMatter:
    row = cleared(district, **changes)
    act(proposing.list_matter, district, row, "supervisor", materials_on, on=on, materials_on=materials_on)
    return row


def met(district: District, row: CollectiveMatter, on: date = MET, *, held: Meeting | None = None, **changes):
    """A meeting does something with it."""
    held = held or meeting(district, on)
    return act(deciding.discuss, district, row, "supervisor", on, discussed=discussed(held, **changes))


def passed(district: District, *, minutes: bool = False, **changes) -> CollectiveMatter:
    row = listed(district, **changes)
    held = meeting(district, MET)
    met(district, row, held=held)
    if minutes:
        signed(district, held)
    return row


def signed(district: District, held: Meeting, on: date = SIGNED) -> Meeting:
    return sign_minutes(actor=district.actor("supervisor"), meeting_id=held.pk, number="常务纪要8号", on=on, at=at(on))  # fmt: skip


def executing(district: District, **changes) -> CollectiveMatter:
    row = passed(district, minutes=True, **changes)
    act(
        deciding.execute, district, row, "supervisor", DONE, on=DONE, executor=district.offices["住建局"], due=date(2026, 6, 30)
    )  # fmt: skip
    return row


def done(district: District, **changes) -> CollectiveMatter:
    row = executing(district, **changes)
    act(deciding.feed_back, district, row, "officer2", DONE, on=DONE, words="设备已到位")
    return row


def first(district: District, on: date = CLEARED, **changes) -> CollectiveMatter:
    """Done first in an emergency."""
    row = entered(district, on=min(ENTERED, on), **changes)
    checked(district, row, on=on)
    act(deciding.do_first, district, row, "leader", on, on=on, reason="暴雨红色预警", executor=None)
    return row


def threshold(district: District, amount="1000000", since: date = date(2025, 1, 1), *, confirmed: bool = True, **changes) -> Threshold:  # fmt: skip
    said = {
        "kind": "money",
        "amount": Decimal(amount),
        "body": "standing",
        "since": since,
        "source": "议事规则第8条",
    } | changes
    made = rules.enter_threshold(actor=district.actor("supervisor"), threshold=rules.ThresholdSaid(**said), at=at(ENTERED))  # fmt: skip
    if confirmed:
        rules.confirm_threshold(actor=district.actor("supervisor2"), rule_id=made.pk, at=at(ENTERED))
    return made


def meeting_rule(
    district: District, since: date = date(2025, 1, 1), *, confirmed: bool = True, **changes
) -> MeetingRule:
    said = {"body": "standing", "since": since, "source": "议事规则第3条"} | changes
    made = rules.enter_meeting_rule(actor=district.actor("supervisor"), rule=rules.MeetingRuleSaid(**said), at=at(ENTERED))  # fmt: skip
    if confirmed:
        rules.confirm_meeting_rule(actor=district.actor("supervisor2"), rule_id=made.pk, at=at(ENTERED))
    return made
