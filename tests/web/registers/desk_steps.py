"""A register that went to another office, as two persons bring it there."""

from datetime import UTC, date, datetime, time

from luoshi_web.registers.matters.desks import confirm_desk, propose_desk
from luoshi_web.registers.models import Desk
from tests.web.conftest import District


def keep_at(
    district: District, office: str, *, since: date, part: str = "keep", register: str = "proposals"
) -> Desk:
    """Entered by the administrator, confirmed by the auditor, for there is no security administrator."""
    at = datetime.combine(since, time(1), tzinfo=UTC)
    made = propose_desk(
        actor=district.actor("administrator"), register=register, part=part, office=district.offices[office], since=since,
        reason="机构改革方案第九条", at=at,
    )  # fmt: skip
    return confirm_desk(actor=district.actor("auditor"), desk_id=made.pk, at=at)
