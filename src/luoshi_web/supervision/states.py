"""The states of an item, and the ways between them. Who may go which way stands in ``rights``; what goes with it in ``services``.

draft → assigned → active → reported → closed. An end state can be left only by reopening, which is counted.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition


class State(models.TextChoices):
    """Where an item stands."""

    DRAFT = "draft", _("draft")
    ASSIGNED = "assigned", _("to be signed for")
    RETURNED = "returned", _("returned")
    ACTIVE = "active", _("under way")
    REPORTED = "reported", _("reported as done")
    CLOSED_DONE = "closed_done", _("closed, done")
    CLOSED_NOT_DONE = "closed_not_done", _("closed, not done")
    MERGED = "merged", _("merged")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN = (State.ASSIGNED, State.RETURNED, State.ACTIVE, State.REPORTED)
"""Issued and not ended."""
ENDED = (State.CLOSED_DONE, State.CLOSED_NOT_DONE, State.MERGED, State.WITHDRAWN)


class WithStates(models.Model):
    """The state of an item and its transitions. Only services call them; a wrong way raises ``TransitionNotAllowed``."""

    state = FSMField(choices=State, default=State.DRAFT, protected=True, db_index=True)

    class Meta:
        abstract = True

    @transition(
        field=state, source=[State.DRAFT, State.RETURNED, State.ASSIGNED, State.ACTIVE], target=State.ASSIGNED
    )
    def assign(self) -> None:
        """To a post, first or again."""

    @transition(field=state, source=State.ASSIGNED, target=State.ACTIVE)
    def sign(self) -> None:
        """The receiving office has taken it."""

    @transition(field=state, source=State.ASSIGNED, target=State.RETURNED)
    def send_back(self) -> None:
        """The receiving office says that it is not theirs."""

    @transition(field=state, source=State.RETURNED, target=State.ASSIGNED)
    def refuse_return(self) -> None:
        """It is theirs after all."""

    @transition(field=state, source=State.ACTIVE, target=State.REPORTED)
    def report_completion(self) -> None:
        """The office says that it is done: a claim, no verdict."""

    @transition(field=state, source=State.REPORTED, target=State.ACTIVE)
    def find_unfit(self) -> None:
        """The claim did not hold, or was withdrawn: to be done again."""

    @transition(field=state, source=State.REPORTED, target=State.CLOSED_DONE)
    def close_done(self) -> None:
        """Verified by a second person."""

    @transition(field=state, source=[State.ACTIVE, State.REPORTED], target=State.CLOSED_NOT_DONE)
    def close_not_done(self) -> None:
        """It will not be reached: said in public, with the reason."""

    @transition(field=state, source=[State.DRAFT, *OPEN], target=State.MERGED)
    def merge(self) -> None:
        """Another item holds it."""

    @transition(field=state, source=list(OPEN), target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """Taken back by those who gave it."""

    @transition(field=state, source=list(ENDED), target=State.ACTIVE)
    def reopen(self) -> None:
        """It did not last, or the closing was wrong."""
