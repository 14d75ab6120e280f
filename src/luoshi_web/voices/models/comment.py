"""What somebody said under a line or a report, and what was decided on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.voices import reasons
from luoshi_web.voices.models.fields import MaskedNameField, MaskedTextField


class Comment(models.Model):
    """``subject_key`` and ``quote`` hold what it is about as it stood when it was written; no foreign key leads out of this app.

    ``text`` is what readers see. ``withheld`` are words that were taken from them and wait for an appeal until ``erase_at``; then
    nothing of them is left but ``length``.
    """

    class State(models.TextChoices):
        HELD = "held", _("waiting for a decision")
        PUBLISHED = "published", _("published")
        RETURNED = "returned", _("returned to be rewritten")
        REFUSED = "refused", _("not published")
        REPORTED = "reported", _("reported by readers")
        KEPT = "kept", _("looked at again and kept")
        MASKED = "masked", _("partly masked")
        REMOVED = "removed", _("removed")
        FORWARDED = "forwarded", _("passed on to the office")  # letters alone

    number = models.CharField(max_length=12, unique=True)
    subject_kind = models.CharField(max_length=10)
    subject_key = models.CharField(max_length=120)
    quote = models.TextField()
    place = models.CharField(max_length=120, blank=True)
    public = models.BooleanField(help_text="false: a letter to the office, never shown")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    name = MaskedNameField(blank=True)
    text = MaskedTextField(blank=True)
    withheld = MaskedTextField(blank=True, default="")
    erase_at = models.DateTimeField(null=True)
    length = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="zh-hans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    reason = models.CharField(max_length=20, blank=True, default="")
    note = MaskedTextField(blank=True, default="", help_text="a moderator's sentence to the writer")
    received_at = models.DateTimeField()
    due = models.DateField(help_text="until when the next decision is promised")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True, help_text="the moderator's user, without a foreign key")
    token = models.CharField(max_length=200, blank=True, default="", help_text="of the site's own login")
    contact = models.CharField(max_length=200, blank=True, default="", help_text="never shown, dropped")
    key_digest = models.CharField(
        max_length=64, null=True, unique=True, help_text="of the private link's key; dropped"
    )
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "id"]
        default_permissions = ()
        permissions = [
            ("moderate", "Decides on comments and corrections"),
            ("decide_appeals", "Decides on appeals"),
            ("decide_takedowns", "Decides on takedowns, with a second person"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "received_at"], name="voices_of_subject"),
            models.Index(fields=["state", "due"], name="voices_by_state"),
            models.Index(fields=["anonymised_at", "received_at"], name="voices_to_anonymise"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="removed") | Q(text=""), name="voices_removed_has_no_text"
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True) | Q(contact="", token="", key_digest__isnull=True),
                name="voices_anonymised_has_no_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.number


VISIBLE = (Comment.State.PUBLISHED, Comment.State.REPORTED, Comment.State.KEPT, Comment.State.MASKED)
"""States in which readers see the words."""


class Complaint(models.Model):
    """A reader says that a comment should not stand there."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="complaints")
    reason = models.CharField(max_length=20)
    text = MaskedTextField(blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.reason}"

    @property
    def why(self) -> str:
        """The reason in the reader's language."""
        return reasons.words_of(self.reason)


class Appeal(models.Model):
    """A writer asks once that another person decide."""

    class Outcome(models.TextChoices):
        OPEN = "", _("not decided yet")
        UPHELD = "upheld", _("the writer was right")
        DISMISSED = "dismissed", _("the decision stands")

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="appeal")
    text = MaskedTextField(blank=True)
    at = models.DateTimeField()
    due = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    note = MaskedTextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id} {self.outcome}"
