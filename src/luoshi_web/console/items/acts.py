"""What can be done with an item now, by this post: the buttons of its page. An area adds its acts here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.states import ENDED, OPEN, State


@dataclass(frozen=True, slots=True)
class Deed:
    """``page`` is the name of the page (GET) where the act's form stands, or of the act itself (POST) where ``at_once``."""

    words: StrOrPromise
    page: str
    right: str
    states: tuple[str, ...]
    at_once: bool = False
    established: bool = False
    """Only for items that no report promised."""


DEEDS: tuple[Deed, ...] = (
    # split and assign
    Deed(_("Look and assign"), "establish:show", "item.assign", (State.DRAFT,), established=True),
    Deed(_("Change the row"), "split:row", "item.edit", (State.DRAFT,)),
    Deed(_("Sign for it"), "split:sign", "item.sign", (State.ASSIGNED,), at_once=True),
    Deed(_("Return it"), "split:return", "item.return", (State.ASSIGNED,)),
    Deed(_("Decide on the return"), "split:decide", "item.decide_return", (State.RETURNED,)),
    # progress
    Deed(_("Report progress"), "progress:report", "progress.report", (State.ACTIVE, State.REPORTED)),
    Deed(_("Split further"), "split:further", "item.split_further", (State.ACTIVE,)),
    # verification and closing
    Deed(_("Verify the claim"), "checks:verdict", "verdict.give", (State.REPORTED,)),
    Deed(_("Sign off"), "checks:sign_off", "item.close", (State.REPORTED,)),
    Deed(_("Report as done"), "checks:claim", "completion.report", (State.ACTIVE,)),
    Deed(
        _("Withdraw the claim"), "checks:withdraw_claim", "completion.report", (State.REPORTED,), at_once=True
    ),
    Deed(
        _("Record a check"), "checks:look", "check.record", (State.ACTIVE, State.REPORTED, State.CLOSED_DONE)
    ),
    # limits, lights and urging
    Deed(_("Ask for an extension"), "limits:ask_extension", "extension.ask", (State.ACTIVE,)),
    Deed(_("Judge whether it can still be done"), "lights:judge", "light.judge", OPEN),
    Deed(_("Urge by hand"), "urging:by_hand", "urge.send", (State.ASSIGNED, State.ACTIVE)),
    # another way
    Deed(_("Re-assign"), "split:reassign", "item.assign", (State.ASSIGNED, State.ACTIVE)),
    Deed(_("Propose another end"), "checks:end", "item.close", OPEN),
    Deed(_("Reopen"), "checks:reopen", "item.reopen", ENDED),
)


def deeds_for(actor: Actor, item: Item) -> list[tuple[Deed, str]]:
    """The deeds that the item's state allows and the actor may do, each with its address."""
    fitting = [deed for deed in DEEDS if item.source != Item.Source.REPORT or not deed.established]
    open_now = [deed for deed in fitting if item.state in deed.states and may(actor, deed.right, item)]
    return [(deed, reverse(deed.page, args=[item.pk])) for deed in open_now]
