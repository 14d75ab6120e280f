"""A paper of a register before it goes out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Office, Person, Secrecy
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.kinds import PAPER_KINDS
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.models.told import told


class DraftState(models.TextChoices):
    """Where a draft stands."""

    WAITING = "waiting", _("to be signed")
    SIGNED = "signed", pgettext_lazy("a paper", "signed")
    GIVEN_BACK = "given_back", pgettext_lazy("a paper", "given back")


@told("title", "content", "given_back_why")
class PaperDraft(models.Model):
    """What one person drafted and another signs or gives back; signed, it is a ``paper`` of the office.

    ``content`` is what was looked at when it was drafted, and what is signed. ``version`` counts from 1; a later one takes the place of one that was
    given back (``instead_of``). ``secrecy`` is the highest of its matters, ``sender`` the office that issues it.
    """

    register = models.CharField(max_length=12, choices=Matter.Register)
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    matters = models.ManyToManyField(Matter, blank=True, related_name="paper_drafts")
    version = models.PositiveSmallIntegerField(default=1)
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, blank=True, related_name="register_draft")
    given_back_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-drafted_at", "id"]
        indexes = [models.Index(fields=["register", "-drafted_at", "id"], name="paper_draft_by_register")]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")), name="register_papers_take_two"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, paper__isnull=True)
                | Q(signed_by__isnull=False, paper__isnull=False, given_back_at__isnull=True),
                name="signed_papers_went_out",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True, given_back_by__isnull=True)
                | Q(given_back_at__isnull=False, given_back_by__isnull=False) & ~Q(given_back_why=""),
                name="drafts_given_back_say_why",
            ),
            models.CheckConstraint(
                condition=Q(version=1, instead_of__isnull=True) | Q(version__gt=1, instead_of__isnull=False),
                name="later_drafts_replace_one",
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(title=""), name="paper_drafts_are_named"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(given_back_at__isnull=True), name="paper_draft_number_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def state(self) -> DraftState:
        """What the facts amount to."""
        if self.given_back_at:
            return DraftState.GIVEN_BACK
        return DraftState.SIGNED if self.signed_by_id else DraftState.WAITING

    @property
    def outside(self) -> bool:
        """Whether its kind goes to somebody outside the offices."""
        return PAPER_KINDS[self.kind].outside
