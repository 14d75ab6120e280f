"""The acts on a matter decided collectively: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.collective import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import ExceptForm
from luoshi_web.console.registers.meetings import discussed
from luoshi_web.registers.collective.models import CollectiveMatter
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.rules.facts import Result
from luoshi_web.registers.collective.rules.states import STATES, State
from luoshi_web.registers.collective.rules.states import Act as Way
from luoshi_web.registers.collective.services import deciding, proposing

_CHECKED = frozenset({State.PROPOSED, State.RETURNED, State.CHECKED, State.LISTED, State.PUT_OFF, State.PASSED})  # fmt: skip
_GATED = frozenset({State.CHECKED, State.LISTED, State.URGENT, State.PASSED})


def _agree(said: Said, **known: Any) -> Any:
    return proposing.approve_check(**known, version=said["version"], check_id=said["check"])


def _discuss(said: Said, **known: Any) -> Any:
    return deciding.discuss(**known, discussed=discussed(said, f.MeetingForm), version=said["version"])


def _unagreed(row: CollectiveMatter, actor: Actor) -> bool:
    """A check is said not to be needed, by somebody else, and nobody has agreed."""
    return any(
        each.result == Result.NOT_NEEDED
        and each.approved_by_id is None
        and each.entered_by_id != actor.person_id
        for each in row.matter.checks.all()
    )


def _with_amount(row: CollectiveMatter, actor: Actor) -> bool:
    return row.amount is not None


ACTS: tuple[Act, ...] = (
    Act("again", _("Bring it in again"), "collective.handle", STATES.ways[Way.AGAIN].sources, f.AgainForm, asks(proposing.propose_again)),
    Act("clear", _("Its papers are looked through"), "collective.keep", STATES.ways[Way.CHECK].sources, f.AgainForm, asks(proposing.clear)),
    Act("schedule", _("List it for a meeting"), "collective.keep", STATES.ways[Way.LIST].sources, f.ListForm, asks(proposing.list_matter)),
    Act("discuss", _("Enter what the meeting did"), "collective.keep", frozenset({State.LISTED, State.URGENT}), f.MeetingForm, _discuss),
    Act("execute", _("Give it to a unit to carry out"), "collective.keep", STATES.ways[Way.EXECUTE].sources, f.ExecuteForm, asks(deciding.execute)),
    Act("feed_back", _("Report that it is carried out"), "collective.execute", STATES.ways[Way.FEED_BACK].sources, f.FeedBackForm, asks(deciding.feed_back)),
    Act("close", _("Close it"), "collective.keep", STATES.ways[Way.CLOSE].sources, f.AgainForm, asks(deciding.close)),
    Act("pay", _("Enter a payment"), "collective.execute", frozenset({State.URGENT, State.EXECUTING, State.DONE}), f.PayForm, asks(deciding.pay), _with_amount),
    Act("check", _("Enter a check"), "collective.handle", _CHECKED, f.CheckForm, asks(proposing.check)),
    Act("approve_check", _("Agree that a check is not needed"), "collective.keep", STATES.open, f.AgreeForm, _agree, _unagreed),
    Act("send_back", _("Send it back"), "collective.keep", STATES.ways[Way.RETURN].sources, f.ReturnForm, asks(proposing.send_back)),
    Act("execute_below", _("Have it carried out without a meeting"), "collective.keep", STATES.ways[Way.BELOW].sources, f.BelowForm, asks(deciding.execute_below)),
    Act("first", _("Have it done first (先行处置)"), "collective.first", STATES.ways[Way.FIRST].sources, f.FirstForm, asks(deciding.do_first)),
    Act("ask_exception", _("Ask for an exception"), "collective.keep", _GATED, f.AskExceptionForm, asking(COLLECTIVE)),
    Act("except", _("Approve an exception"), "collective.except", STATES.open, ExceptForm, excepting(COLLECTIVE), excepted),
)  # fmt: skip
