"""Reports of errors and requests to take something down, and what is hidden because of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.voices.models.comment import Comment
from luoshi_web.voices.models.fields import MaskedTextField


class Correction(models.Model):
    """One report, from its receipt to its outcome. ``quote`` and ``text`` are emptied where they would repeat what was removed."""

    class Kind(models.TextChoices):
        READING = "reading", _("the reading is wrong")
        TEXT = "text", _("the text is wrong")
        PERSONAL = "personal", _("personal data")
        INFRINGEMENT = "infringement", _("it infringes somebody's right")
        SECRET = "secret", _("it must not be public, for secrecy")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        CHECKING = "checking", _("being checked")
        PROPOSED = "proposed", _("waiting for a second person")
        DECIDED = "decided", _("decided")
        REVIEWED = "reviewed", _("decided once more by another person")
        WITHDRAWN = "withdrawn", _("taken back by whoever reported it")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("correction", "upheld")
        PARTLY = "partly", _("partly upheld")
        NOT_UPHELD = "not_upheld", _("not upheld")
        FORWARDED = "forwarded", _("passed on")

    class Act(models.TextChoices):
        NONE = "", _("nothing changed")
        CORRECTED = "corrected", _("corrected")
        MASKED = "masked", _("masked")
        TAKEN_DOWN = "taken_down", _("taken down")
        RESTORED = "restored", _("shown again")

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    subject_kind = models.CharField(max_length=10)
    subject_key = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    quote = models.TextField(blank=True)
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="corrections")
    text = MaskedTextField(blank=True)
    claimed = MaskedTextField(blank=True, default="", help_text="what it should be, by the reporter")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    due = models.DateField()
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    act = models.CharField(max_length=10, choices=Act.choices, blank=True, default="")
    sentence = MaskedTextField(blank=True, default="")
    old = MaskedTextField(blank=True, default="")
    new = MaskedTextField(blank=True, default="")
    forwarded_to = models.CharField(max_length=120, blank=True, default="")
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed_by = models.BigIntegerField(null=True)
    first_outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    first_decided_at = models.DateTimeField(null=True)
    first_deciders = models.JSONField(default=list)
    review_text = MaskedTextField(blank=True, default="")
    review_asked_at = models.DateTimeField(null=True)
    contact = models.CharField(max_length=200, blank=True, default="")
    key_digest = models.CharField(max_length=64, null=True, unique=True)
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(fields=["state", "due"], name="voices_corrections_by_state"),
            models.Index(fields=["subject_kind", "subject_key"], name="voices_corrections_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("decided_by")),
                name="voices_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["personal", "infringement", "secret"])
                | ~Q(state__in=["decided", "reviewed"])
                | Q(confirmed_by__isnull=False),
                name="voices_serious_needs_two",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def serious(self) -> bool:
        """Hidden first by one person and decided by two."""
        return self.kind in SERIOUS


SERIOUS = frozenset({Correction.Kind.PERSONAL, Correction.Kind.INFRINGEMENT, Correction.Kind.SECRET})


class Hiding(models.Model):
    """What pages must not show now, one row for each correction that hides it: every page that shows a line, report or comment asks."""

    class State(models.TextChoices):
        PENDING = "pending", _("hidden until two people have decided")
        GONE = "gone", _("taken down")

    subject_kind = models.CharField(max_length=10)
    subject_key = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices)
    secret = models.BooleanField(default=False, help_text="answered as if it had never been there")
    since = models.DateTimeField()
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="hidings")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "correction"], name="voices_hidden_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key} {self.state}"
