"""What was moved or lowered, beside what was first promised."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.supervision.models.clock import Extension
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("reason", "answer")
class Change(models.Model):
    """A moved date, a lowered or raised target, another wording: asked for, approved, and in the open ever after.

    ``before`` and ``after`` are the value as text (``2026-06-30``, ``5.5``); ``original`` is what stood first of all. ``low`` and ``high``
    are the target that is asked for, in the item's unit.
    """

    class Field(models.TextChoices):
        DUE = "due", _("due date")
        TARGET = "target", _("target value")
        LEAD = "lead", _("lead unit")

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("a request", "withdrawn")

    item = models.ForeignKey(Item, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=10, choices=Field)
    original = models.CharField(max_length=200)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    low = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    lowers = models.BooleanField(default=False, help_text="less is promised than before")
    days_slipped = models.IntegerField(default=0, help_text="by this change alone")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    approved_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    extension = models.OneToOneField(Extension, models.PROTECT, null=True, blank=True, related_name="change")

    class Meta:
        ordering = ["item", "asked_at"]
        indexes = [models.Index(fields=["state", "-approved_at", "-id"], name="change_latest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="changes_say_why"),
            models.UniqueConstraint(
                fields=["item", "field"], condition=Q(state="asked"), name="one_change_asked_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"
