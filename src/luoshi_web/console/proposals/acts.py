"""The acts on a proposal: who sees which, what it asks for, and the service behind it. One row an act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.console.proposals import forms as f
from luoshi_web.registers.models import Proposal, Waiver
from luoshi_web.registers.proposals.rules.states import ENDED, State
from luoshi_web.registers.services import after, filing, handling

Said = dict[str, Any]
_ASSIGNED = frozenset({State.ASSIGNED})
_HANDLED = frozenset({State.HANDLING, State.REDOING})
_ANSWERED = frozenset({State.REPLIED, State.CONFERENCE, State.FOLLOWING})


@dataclass(frozen=True, slots=True)
class Act:
    """``states``: where its button stands. ``do`` takes actor, key, moment and what the form says."""

    code: str
    words: StrOrPromise
    right: str
    states: frozenset[State]
    form: type[f.ActForm]
    do: Callable[..., Any]
    shown: Callable[[Proposal, Actor], bool] = lambda proposal, actor: True


def _versioned(service: Callable[..., Any]) -> Callable[..., Any]:
    return lambda said, **known: service(**known, **said)


def _unversioned(service: Callable[..., Any]) -> Callable[..., Any]:
    return lambda said, **known: service(**known, **{name: value for name, value in said.items() if name != "version"})  # fmt: skip


def _contact(said: Said, **known: Any) -> Any:
    return handling.contact(
        **known, signatory_id=said["signatory"], on=said["on"], means=said["means"], words=said["words"]
    )


def _again(said: Said, **known: Any) -> Any:
    return handling.ask_opinion_again(**known, office=Office.objects.get(pk=said["office"]))


def _reply(said: Said, **known: Any) -> Any:
    version = said.pop("version")
    return handling.reply(**known, version=version, answer=handling.Said(**said))


def _rate(said: Said, **known: Any) -> Any:
    version = said.pop("version")
    return after.rate(**known, version=version, receipt=after.Receipt(**said))


def _verify(said: Said, **known: Any) -> Any:
    return after.verify(**known, commitment_id=said["commitment"], on=said["on"], found=said["found"])


def _give_up(said: Said, **known: Any) -> Any:
    return after.give_up(**known, commitment_id=said["commitment"], reason=said["reason"])


def _ask_exception(said: Said, **known: Any) -> Any:
    return after.ask_exception(**known, gate="reply", condition=said["condition"], reason=said["reason"])


def _except(said: Said, **known: Any) -> Any:
    return after.approve_exception(**known, waiver_id=said["waiver"], until=said["until"])


def _promises(proposal: Proposal, actor: Actor) -> bool:
    return any(each.verified_on is None and each.given_up_on is None for each in proposal.commitments.all())


def _not_received(proposal: Proposal, actor: Actor) -> bool:
    return any(share.office_id == actor.office_id and share.received_on is None for share in proposal.shares.all())  # fmt: skip


def _asked(proposal: Proposal, actor: Actor) -> bool:
    return Waiver.objects.filter(matter=proposal.matter, approved_by=None).exists()


ACTS: tuple[Act, ...] = (
    Act("assign", _("Assign the proposal"), "proposals.keep", frozenset({State.FILED, State.RETURNED}), f.AssignForm, _versioned(filing.assign)),
    Act("not_file", _("Do not file it"), "proposals.keep", frozenset({State.FILED}), f.WordsForm, _versioned(filing.do_not_file)),
    Act("sign", _("Sign for the proposal"), "proposals.handle", _ASSIGNED, f.ActForm, _versioned(filing.receive)),
    Act("return", _("Return it"), "proposals.answer", _ASSIGNED, f.WordsForm, _versioned(filing.send_back)),
    Act("stay", _("Leave it with the unit"), "proposals.keep", frozenset({State.RETURNED}), f.ActForm, _versioned(filing.refuse_return)),
    Act("sign_co", _("Sign for it, helping"), "proposals.help", _ASSIGNED | _HANDLED, f.ActForm, _unversioned(filing.receive_share), _not_received),
    Act("opinion", _("Give an opinion"), "proposals.help", _ASSIGNED | _HANDLED, f.OpinionForm, _unversioned(handling.give_opinion)),
    Act("contact", _("Record a talk"), "proposals.handle", _HANDLED, f.ContactForm, _contact),
    Act("opinion_again", _("Ask for an opinion again"), "proposals.handle", _HANDLED, f.AgainForm, _again),
    Act("widen", _("More time to reply"), "proposals.keep", frozenset({State.ASSIGNED, State.HANDLING}), f.WidenForm, _versioned(handling.widen)),
    Act("reply", _("Reply"), "proposals.answer", _HANDLED, f.ReplyForm, _reply),
    Act("ask_exception", _("Ask for an exception"), "proposals.keep", _HANDLED, f.AskExceptionForm, _ask_exception),
    Act("except", _("Approve an exception"), "proposals.except", _HANDLED, f.ExceptForm, _except, _asked),
    Act("arrived", _("The reply arrived"), "proposals.keep", frozenset({State.REPLIED}), f.DayForm, _versioned(after.arrived)),
    Act("rate", _("Enter a rating"), "proposals.keep", _ANSWERED, f.RateForm, _rate),
    Act("redo", _("Have it handled again"), "proposals.keep", frozenset({State.REPLIED}), f.ActForm, _versioned(after.redo)),
    Act("confer", _("Enter a meeting"), "proposals.keep", frozenset({State.REPLIED}), f.ConferForm, _versioned(after.confer)),
    Act("verify", _("Verify a promise"), "proposals.keep", _ANSWERED, f.VerifyForm, _verify, _promises),
    Act("give_up", _("Give a promise up"), "proposals.keep", _ANSWERED, f.GiveUpForm, _give_up, _promises),
    Act("outcome", _("Change the class"), "proposals.keep", _ANSWERED | {State.SETTLED}, f.OutcomeForm, _versioned(handling.change_outcome)),
    Act("settle", _("Settle it, or follow its promises"), "proposals.keep", _ANSWERED, f.ActForm, _versioned(after.settle)),
    Act("withdraw", _("It was withdrawn"), "proposals.keep", frozenset(State) - ENDED, f.WithdrawForm, _versioned(after.withdraw)),
)  # fmt: skip


def acts_for(actor: Actor, proposal: Proposal) -> list[Act]:
    """What this post can do with the proposal now."""
    state = State(proposal.matter.state)
    return [
        act
        for act in ACTS
        if state in act.states and may(actor, act.right, proposal.matter) and act.shown(proposal, actor)
    ]
