"""The acts on a proposal: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.proposals import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import (
    ActForm,
    DayForm,
    ExceptForm,
    WordsForm,
    exception_form,
    undo_form,
)
from luoshi_web.registers.matters.lapses import undo_lapse, undoable
from luoshi_web.registers.proposals.models import Proposal, Rating
from luoshi_web.registers.proposals.promises import follow_up
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.gates import REPLY
from luoshi_web.registers.proposals.rules.states import STATES, State
from luoshi_web.registers.proposals.services import after, filing, handling, receipts

_ASSIGNED = frozenset({State.ASSIGNED})
_HANDLED = frozenset({State.HANDLING, State.REDOING})
_UNDONE = ("co_opinion",)
"""Limits whose act has no day of its own: what had come in time, and is entered late, is said of the limit."""
_ANSWERED = frozenset({State.REPLIED, State.CONFERENCE, State.FOLLOWING})


def _contact(said: Said, **known: Any) -> Any:
    return handling.contact(**known, signatory_id=said.pop("signatory"), **said)


def _again(said: Said, **known: Any) -> Any:
    office = Office.objects.get(pk=said.pop("office"))
    return handling.ask_opinion_again(**known, office=office, **said)


def _reply(said: Said, **known: Any) -> Any:
    version = said.pop("version")
    return handling.reply(**known, version=version, answer=handling.Said(**said))


def _rate(said: Said, **known: Any) -> Any:
    version = said.pop("version")
    return after.rate(**known, version=version, receipt=after.Receipt(**said))


def _late_receipt(said: Said, **known: Any) -> Any:
    version, reason = said.pop("version"), said.pop("reason")
    return receipts.late_receipt(**known, version=version, receipt=after.Receipt(**said), reason=reason)


def _undo_lapse(said: Said, **known: Any) -> Any:
    return undo_lapse(PROPOSALS, **known, clock_id=said.pop("clock"), **said)


def _verify(said: Said, **known: Any) -> Any:
    return after.verify(**known, commitment_id=said.pop("commitment"), **said)


def _give_up(said: Said, **known: Any) -> Any:
    return after.give_up(**known, commitment_id=said.pop("commitment"), **said)


def _follow_up(said: Said, **known: Any) -> Any:
    return follow_up(**known, commitment_id=said.pop("commitment"), **said)


def _promises(proposal: Proposal, actor: Actor) -> bool:
    return any(each.verified_on is None and each.given_up_on is None for each in proposal.commitments.all())


def _not_received(proposal: Proposal, actor: Actor) -> bool:
    return any(share.office_id == actor.office_id and share.received_on is None for share in proposal.shares.all())  # fmt: skip


def _unrated(proposal: Proposal, actor: Actor) -> bool:
    return not any(each.of == Rating.Of.REPLY and each.round == proposal.round for each in proposal.ratings.all())  # fmt: skip


def _left_out(proposal: Proposal, actor: Actor) -> bool:
    return any(each.value == Rating.Value.LEFT_OUT and each.round == proposal.round for each in proposal.ratings.all())  # fmt: skip


def _lapsed(proposal: Proposal, actor: Actor) -> bool:
    return undoable(proposal.matter).filter(code__in=_UNDONE).exists()


ACTS: tuple[Act, ...] = (
    Act("assign", _("Assign the proposal"), "proposals.keep", frozenset({State.FILED, State.RETURNED}), f.AssignForm, asks(filing.assign)),
    Act("not_file", _("Do not file it"), "proposals.keep", frozenset({State.FILED}), WordsForm, asks(filing.do_not_file)),
    Act("sign", _("Sign for the proposal"), "proposals.handle", _ASSIGNED, ActForm, asks(filing.receive)),
    Act("return", _("Return it"), "proposals.answer", _ASSIGNED, WordsForm, asks(filing.send_back)),
    Act("stay", _("Leave it with the unit"), "proposals.keep", frozenset({State.RETURNED}), ActForm, asks(filing.refuse_return)),
    Act("sign_co", _("Sign for it, helping"), "proposals.help", _ASSIGNED | _HANDLED, ActForm, asks(filing.receive_share), _not_received),
    Act("opinion", _("Give an opinion"), "proposals.help", _ASSIGNED | _HANDLED, f.OpinionForm, asks(handling.give_opinion)),
    Act("contact", _("Record a talk"), "proposals.handle", _HANDLED, f.ContactForm, _contact),
    Act("opinion_again", _("Ask for an opinion again"), "proposals.handle", _HANDLED, f.AgainForm, _again),
    Act("widen", _("More time to reply"), "proposals.keep", frozenset({State.ASSIGNED, State.HANDLING}), f.WidenForm, asks(handling.widen)),
    Act("reply", _("Reply"), "proposals.answer", _HANDLED, f.ReplyForm, _reply),
    Act("ask_exception", _("Ask for an exception"), "proposals.keep", _HANDLED, exception_form([REPLY]), asking(PROPOSALS)),
    Act("except", _("Approve an exception"), "proposals.except", _HANDLED, ExceptForm, excepting(PROPOSALS), excepted),
    Act("arrived", _("The reply arrived"), "proposals.keep", frozenset({State.REPLIED}), DayForm, asks(after.arrived)),
    Act("rate", _("Enter a rating"), "proposals.rate", _ANSWERED, f.RateForm, _rate),
    Act("remind", _("Remind of the receipt"), "proposals.rate", frozenset({State.REPLIED}), DayForm, asks(receipts.remind), _unrated),
    Act("late_receipt", _("Enter a receipt that had come in time"), "proposals.rate", frozenset({State.REPLIED, State.FOLLOWING}), f.LateReceiptForm, _late_receipt, _left_out),
    Act("undo_lapse", _("It had come in time"), "proposals.keep", _ASSIGNED | _HANDLED, undo_form(_UNDONE), _undo_lapse, _lapsed),
    Act("redo", _("Have it handled again"), "proposals.keep", frozenset({State.REPLIED}), ActForm, asks(after.redo)),
    Act("confer", _("Enter a meeting"), "proposals.keep", frozenset({State.REPLIED}), f.ConferForm, asks(after.confer)),
    Act("verify", _("Verify a promise"), "proposals.keep", _ANSWERED, f.VerifyForm, _verify, _promises),
    Act("give_up", _("Give a promise up"), "proposals.keep", _ANSWERED, f.GiveUpForm, _give_up, _promises),
    Act("follow_up", _("Follow a promise up as an item"), "proposals.supervise", _ANSWERED, f.FollowUpForm, _follow_up, _promises),
    Act("outcome", _("Change the class"), "proposals.keep", _ANSWERED | {State.SETTLED}, f.OutcomeForm, asks(handling.change_outcome)),
    Act("settle", _("Settle it, or follow its promises"), "proposals.keep", _ANSWERED, ActForm, asks(after.settle)),
    Act("withdraw", _("It was withdrawn"), "proposals.keep", STATES.open, f.WithdrawForm, asks(after.withdraw)),
)  # fmt: skip
