"""Papers of the register as people make them: the steps that tests begin with."""

from datetime import date

from luoshi_web.registers.matters.papers.kinds import PAPER_KINDS
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.matters.papers.services import digest_of, draft, sign
from luoshi_web.registers.proposals.papers import assignment, press, reply, report
from tests.web.conftest import District
from tests.web.registers import proposal_steps as steps

ISSUER = "区政府督查室"
NUMBER = "云政督函〔2026〕9号"


def pressed(on: date, *, answer_by: date | None = None, **changes):
    said = {"office": None, "answer_by": answer_by or on, "on": on, "secrecy": 0, "issuer": ISSUER} | changes
    return press.collect(**said)[0]


def assigned(on: date, *, office=None, **changes):
    said = {"year": 2026, "since": date.min, "until": date.max, "office": office, "on": on, "secrecy": 0, "issuer": ISSUER} | changes  # fmt: skip
    return assignment.collect(**said)[0]


def reported(on: date, **changes):
    said = {"year": 2026, "on": on, "secrecy": 0, "issuer": ISSUER, "to": "区人大常委会"} | changes
    return report.collect(**said)[0]


def replied(proposal, **changes):
    matter = proposal.matter
    matter.refresh_from_db()
    return [reply.collect(matter=matter, **changes)]


def drafted(district: District, made, *, kind="prop_press", who="supervisor", number=NUMBER, on: date, **changes) -> list[PaperDraft]:  # fmt: skip
    said = {"expected": digest_of(made), "at": steps.at(on)} | changes
    return draft(actor=district.actor(who), kind=PAPER_KINDS[kind], made=made, number=number, **said)


def signed(district: District, drafts, *, who="supervisor2", on: date):
    return sign(actor=district.actor(who), digests={one.pk: one.digest for one in drafts}, at=steps.at(on))
