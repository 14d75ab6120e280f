"""A finding as the gates see it: days, codes and who did what; never names or words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from luoshi_web.workdays.count import months_after

RELAPSE_MONTHS = 12


class Source(StrEnum):
    """Who found it: 审计, 巡视, 巡察, 环保督察, 政府督查, 人大审议意见, 专项检查."""

    AUDIT = "audit"
    INSPECTION = "inspection"
    LOCAL_INSPECTION = "patrol"
    ENVIRONMENT = "environment"
    SUPERVISION = "supervision"
    CONGRESS = "congress"
    SPECIAL = "special"


OF_THE_PARTY = frozenset({Source.INSPECTION, Source.LOCAL_INSPECTION})
"""巡视、巡察: never public unless the party body says so."""


class ProofKind(StrEnum):
    """Documents, vouchers, photographs, new rules, statements."""

    DOCUMENT = "document"
    VOUCHER = "voucher"
    PHOTOGRAPH = "photograph"
    RULE = "rule"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof, of a kind, given on a day by somebody."""

    kind: ProofKind
    on: date
    by: int


@dataclass(frozen=True, slots=True)
class Money:
    """Money put right on a day, in 元. ``voucher``: the number of its paper is there."""

    on: date
    amount: Decimal
    voucher: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the plan, by its day."""

    due: date
    kept_on: date | None = None

    def kept(self, on: date) -> bool:
        """Whether it was there on a day."""
        return self.kept_on is not None and self.kept_on <= on


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody said against the closing while the notice was out."""

    on: date
    answered_on: date | None = None

    def open(self, on: date) -> bool:
        """Whether it waits for an answer on a day."""
        return self.on <= on and (self.answered_on is None or self.answered_on > on)


@dataclass(frozen=True, slots=True)
class Finding:
    """The whole. ``needed``: the kinds of proof that its standard names. ``notice_to`` is the last day of the notice; ``public`` says that the
    party body lets a finding of its own be public. ``actor`` is who is about to act.
    """

    key: int
    source: Source
    needed: frozenset[ProofKind] = frozenset()
    proofs: tuple[Proof, ...] = ()
    amount: Decimal | None = None
    money: tuple[Money, ...] = ()
    stages: tuple[Stage, ...] = ()
    site_needed: bool = False
    on_site: bool = False
    applied_by: int | None = None
    verified_by: int | None = None
    notice_from: date | None = None
    notice_to: date | None = None
    objections: tuple[Objection, ...] = ()
    public: bool = False
    actor: int | None = None

    @property
    def private(self) -> bool:
        """Whether it stays within the party: it is closed without a notice."""
        return self.source in OF_THE_PARTY and not self.public


def relapses(closed_on: date, found_on: date) -> bool:
    """Whether the same thing, found again on a day, is a relapse (反弹): within 12 months of the closing. Later it is a new finding."""
    return closed_on < found_on <= months_after(closed_on, RELAPSE_MONTHS)
