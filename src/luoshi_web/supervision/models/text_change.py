"""A corrected copy of a report says otherwise, or no longer says, what an issued item goes by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.ledgerstore.models import Copy
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("before", "after", "answer")
class TextChange(models.Model):
    """One an item and corrected copy, told once. The item stays as it is until somebody changes it; ``answer`` says what was decided."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("the sentence reads otherwise")
        GONE = "gone", _("the sentence is no longer in the report")

    item = models.ForeignKey(Item, models.CASCADE, related_name="text_changes")
    copy = models.ForeignKey(Copy, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.TextField()
    after = models.TextField(blank=True)
    at = models.DateTimeField()
    settled_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "-at", "-id"]
        indexes = [
            models.Index(fields=["item"], condition=Q(settled_at__isnull=True), name="text_change_unsettled")
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "copy"], name="text_change_once_a_copy"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(answer=""), name="settled_text_changes_say_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"
