"""How an item ended: who asked for it, who decided, and whether it came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told
from luoshi_web.supervision.models.verification import Verdict
from luoshi_web.supervision.states import State


@told("reason", "answer", "reopened_for")
class Ending(models.Model):
    """One ending of an item, asked for by one person and decided by another.

    ``done`` follows a verdict and is signed off by a third person; the other three are proposed by the supervision office and decided by
    the leader in charge. ``reason`` is for everybody to read. A row outlives a reopening: ``reopened_…`` say when and why it came back.
    """

    class Kind(models.TextChoices):
        DONE = "closed_done", State.CLOSED_DONE.label
        NOT_DONE = "closed_not_done", State.CLOSED_NOT_DONE.label
        MERGED = "merged", State.MERGED.label
        WITHDRAWN = "withdrawn", State.WITHDRAWN.label

    class Stage(models.TextChoices):
        ASKED = "asked", _("before the leader")
        IN_FORCE = "in_force", _("took effect")
        REFUSED = "refused", _("refused")
        LAPSED = "lapsed", _("lapsed")

    item = models.ForeignKey(Item, models.CASCADE, related_name="endings")
    kind = models.CharField(max_length=16, choices=Kind)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.ASKED)
    into = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.ForeignKey(Verdict, models.PROTECT, null=True, blank=True, related_name="endings")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    reopened_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_for = models.TextField(blank=True)
    relapsed = models.BooleanField(default=False, help_text="came back within twelve months")

    class Meta:
        ordering = ["item", "id"]
        indexes = [models.Index(fields=["stage", "asked_at"], name="ending_by_stage")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="endings_say_why"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="endings_take_two"
            ),
            models.CheckConstraint(
                condition=~Q(stage="in_force") | Q(decided_by__isnull=False), name="endings_are_decided"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(stage="asked"), name="one_ending_asked_for_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(stage="in_force", reopened_at__isnull=True),
                name="one_ending_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind} {self.stage}"
