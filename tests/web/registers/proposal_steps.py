"""A proposal as people bring it so far: the steps that tests of acts and pages begin with."""

from datetime import UTC, date, datetime, time

from luoshi_web.registers.models import Matter, Proposal
from luoshi_web.registers.proposals.services import after, filing, handling
from tests.web.conftest import District

FILED, ASSIGNED, TALKED, OPINED, SENT = (
    date(2026, 1, 20), date(2026, 2, 5), date(2026, 3, 2), date(2026, 3, 10), date(2026, 4, 20),
)  # fmt: skip
_numbers = iter(range(1, 100_000))


def at(day: date) -> datetime:
    """Ten in the morning, in Shanghai."""
    return datetime.combine(day, time(2), tzinfo=UTC)


def version(proposal: Proposal) -> int:
    return Matter.objects.get(pk=proposal.pk).version


def filed(district: District, **changes) -> Proposal:
    said = {
        "number": f"建议第{next(_numbers)}号", "title": "关于增设社区健身步道的建议", "kind": "suggestion", "filed_on": FILED,
        "signatories": [("陈晓岚", "城关代表团", "13800000000"), ("周明远", "城关代表团", "")], "place": "重庆",
    } | changes  # fmt: skip
    return filing.file_proposal(
        actor=district.actor("supervisor"), filed=filing.Filed(**said), at=at(said["filed_on"])
    )


def assigned(
    district: District, *, on: date = ASSIGNED, lead="发改局", co=("住建局",), **changes
) -> Proposal:
    proposal = filed(district, **changes)
    filing.assign(
        actor=district.actor("supervisor"), matter_id=proposal.pk, version=version(proposal), lead=district.offices[lead],
        co_units=[district.offices[name] for name in co], on=on, at=at(on),
    )  # fmt: skip
    return proposal


def handled(district: District, **changes) -> Proposal:
    proposal = assigned(district, **changes)
    filing.receive(actor=district.actor("officer"), matter_id=proposal.pk, version=version(proposal), at=at(ASSIGNED))  # fmt: skip
    return proposal


def talk(district: District, proposal: Proposal, *, on: date = TALKED, means="visit", order=1):
    signatory = proposal.signatories.get(order=order)
    return handling.contact(
        actor=district.actor("officer"), matter_id=proposal.pk, version=version(proposal), signatory_id=signatory.pk, on=on, means=means,
        words="当面听取意见", at=at(on),
    )  # fmt: skip


def opine(district: District, proposal: Proposal, *, on: date = OPINED):
    return handling.give_opinion(
        actor=district.actor("officer2"),
        matter_id=proposal.pk,
        version=version(proposal),
        opinion="建议结合老旧小区改造一并实施",
        at=at(on),
    )


def answer(district: District, proposal: Proposal, *, on: date = SENT, **changes):
    said = {"number": "发改函〔2026〕8号", "words": "已列入今年计划", "outcome": "A", "sent_on": on, "public": True} | changes  # fmt: skip
    return handling.reply(
        actor=district.actor("head"), matter_id=proposal.pk, version=version(proposal), answer=handling.Said(**said), at=at(on)
    )  # fmt: skip


def replied(district: District, **changes) -> Proposal:
    proposal = handled(district)
    talk(district, proposal)
    opine(district, proposal)
    answer(district, proposal, **changes)
    return proposal


def arrive(district: District, proposal: Proposal, *, on: date):
    return after.arrived(
        actor=district.actor("supervisor"), matter_id=proposal.pk, version=version(proposal), on=on, at=at(on)
    )


def rated(
    district: District, proposal: Proposal, value="satisfied", *, on: date = date(2026, 5, 8), **changes
):
    said = {"value": value, "given_on": on} | changes
    if value != "left_out":
        said.setdefault("signatory", proposal.signatories.get(order=1).pk)
    return after.rate(
        actor=district.actor("supervisor"), matter_id=proposal.pk, version=version(proposal), receipt=after.Receipt(**said), at=at(on)
    )  # fmt: skip
