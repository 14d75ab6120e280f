"""A proposal's rows as the pure rules see them."""

from luoshi_web.registers.proposals.models import Contact, Proposal, Rating, Share
from luoshi_web.registers.proposals.rules import facts
from luoshi_web.registers.proposals.rules.codes import Meaning

PARTS = ("shares", "contacts__signatory", "commitments", "ratings")
"""What :func:`facts_of` reads of a proposal, for ``prefetch_related``."""


def facts_of(proposal: Proposal, *, signed: bool = False) -> facts.Proposal:
    """The whole, as it is kept. ``signed``: the head is about to sign the reply."""
    ratings = list(proposal.ratings.all())
    rated = {rating.commitment_id for rating in ratings}
    return facts.Proposal(
        key=proposal.pk, filed_on=proposal.filed_on, filed=proposal.filed, assigned_on=proposal.assigned_on,
        withdrawn_on=proposal.withdrawn_on, due=proposal.due, replied_on=proposal.replied_on, reply_on=proposal.reply_on,
        round=proposal.round, meaning=Meaning(proposal.meaning) if proposal.meaning else None,
        co_units=tuple(facts.CoUnit(share.asked_on, share.opinion_on) for share in proposal.shares.all() if share.role == Share.Role.CO),
        contacts=tuple(_contact(contact) for contact in proposal.contacts.all()),
        commitments=tuple(
            facts.Commitment(each.due, each.verified_on, each.given_up_on, each.pk in rated) for each in proposal.commitments.all()
        ),
        ratings=tuple(_rating(rating) for rating in ratings),
        public=proposal.public, private_reason=bool(proposal.private_why), signed=signed, conference_on=proposal.conference_on,
    )  # fmt: skip


def _contact(contact: Contact) -> facts.Contact:
    return facts.Contact(contact.on, contact.signatory.order == 1, contact.means in Contact.FACE_TO_FACE)


def _rating(rating: Rating) -> facts.Rating:
    return facts.Rating(facts.Of(rating.of), rating.round, facts.Value(rating.value), rating.given_on)
