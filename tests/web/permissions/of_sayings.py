"""Reports that speak of a register: one that was given, one that is still a draft; and a figure with its matters."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.registers import document_steps, finding_steps
from tests.web.registers import proposal_steps as steps
from tests.web.registers.spoken_reports import spoken_report


def spoken(ground: Ground, state: str = "given") -> Made:
    """``given`` in January; ``draft``: it will be given on a day to come."""
    steps.replied(ground.district)
    report = spoken_report(ground.district, on="1月20日" if state == "given" else "3月28日")
    entry = report.entries.get(quote__contains="办复率")
    return Made({"pk": report.pk, "entry": entry.pk}, "办复率保持100%", thing=report)


def figure(ground: Ground) -> Made:
    """A rate of this year: the one proposal behind it."""
    made = steps.replied(ground.district)
    address = {"register": "proposals", "year": 2026, "code": "assigned", "variant": "a", "ending": "docx"}
    return Made(address, made.matter.title, thing=made)


def yearly(ground: Ground) -> Made:
    """A year's report on what audits found: one finding, which is not put right yet."""
    made = finding_steps.brought_to(ground.district, "rectifying", on=TODAY - timedelta(days=30))
    address = {"report": "audit", "year": 2026, "key": "class-0-left", "ending": "docx"}
    return Made(address, made.matter.title, thing=made)


def disclosed(ground: Ground) -> Made:
    """A year's report on disclosure, with one normative document that was published in it."""
    made = document_steps.published(ground.district)
    return Made({"report": "disclosure", "ending": "docx"}, made.matter.title, thing=made)


THINGS: dict[str, Callable[..., Made]] = {
    "spoken": spoken,
    "figure": figure,
    "yearly": yearly,
    "disclosed": disclosed,
}


def _decided(district: District, made: Made) -> dict[str, Any]:
    return {"version": "0", "decision": "differs", "reason": "尚有未答复的"}


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "sayings:decide": ("sayings.decide", _decided),
    "sayings:sentences_file": ("sentences.take", lambda district, made: {"year": "2026"}),
    "sayings:yearly_file": ("yearly.take", lambda district, made: {"year": "2026"}),
}
"""Page → the act that it must leave in the log, and what its form says."""
