"""What goes on to the office, and the answer that comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.voices.models.comment import Comment
from luoshi_web.voices.models.fields import MaskedTextField


class Forwarded(models.Model):
    """A comment on its way: a source of items for the office. Its words are asked of the comment, so that what is removed is gone here too."""

    class State(models.TextChoices):
        WAITING = "waiting", _("passed on to the office")
        TAKEN = "taken", _("taken up by the office")
        ANSWERED = "answered", _("answered")
        RECALLED = "recalled", _("taken back before an answer")

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="forwarded")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField()
    due = models.DateField()
    taken_at = models.DateTimeField(null=True)
    item = models.CharField(max_length=40, blank=True, default="")
    item_public = models.BooleanField(default=False)
    unit = models.CharField(max_length=120, blank=True, default="")
    answer = MaskedTextField(blank=True, default="")
    answered_on = models.DateField(null=True)
    days = models.PositiveIntegerField(null=True, help_text="working days from receipt to answer")

    class Meta:
        default_permissions = ()
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["state", "due"], name="voices_outbox_by_state")]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.state}"
