"""An entry under review: what the machine read and what people hold for right, side by side."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.ledgerstore.models.report import Copy, Report


class Review(models.TextChoices):
    """Where the review of an entry stands."""

    OPEN = "open", _("not yet reviewed")
    ACCEPTED = "accepted", _("accepted as read")
    CORRECTED = "corrected", _("corrected")
    SPLIT = "split", _("split into others")
    MERGED = "merged", _("merged into another")
    DROPPED = "dropped", _("dropped")
    LOST = "lost", _("no longer in the report")


STANDING = (Review.OPEN, Review.ACCEPTED, Review.CORRECTED)
"""Entries that count: the others left their place to others, were dropped, or stand in an earlier copy alone."""


class Entry(models.Model):
    """One line of a report's ledger.

    ``machine`` is the library's reading of ``copy`` in the contract's keys, null where a person made the entry; no person changes it.
    ``reading`` is what holds now, in the same keys. The columns repeat what lists and searches need of ``reading`` and are written with
    it. ``low`` and ``high`` are in ``unit``; ``start`` and ``end`` count into the text of ``copy``. ``order`` leaves room between what the
    machine read for what people put there. ``reopened_for`` is a code with what it speaks of: ``changed:low,quote``. ``line`` to
    ``certainty`` are the line that the entry belongs to (docs/ledger.md), null where it was read before lines were, or made by people.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    copy = models.ForeignKey(Copy, models.PROTECT, related_name="entries")
    key = models.CharField(max_length=64, help_text="the ledger's id, or one of ours for what people added")
    order = models.PositiveIntegerField()
    machine = models.JSONField(null=True, blank=True)
    reading = models.JSONField()

    kind = models.CharField(max_length=10, db_index=True)
    headline = models.BooleanField(default=False)
    section = models.CharField(max_length=200, blank=True, help_text="title of the section it stands in")
    role = models.CharField(max_length=20, blank=True, help_text="role of that section")
    subject = models.CharField(max_length=200, blank=True)
    indicator = models.CharField(max_length=60, blank=True, db_index=True)
    low = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    line = models.CharField(
        max_length=64, null=True, blank=True, help_text="the values of one deed share theirs"
    )
    grade = models.CharField(
        max_length=20, null=True, blank=True, help_text="deliverable, activity, aim; deed for past deeds"
    )
    stage = models.CharField(max_length=20, null=True, blank=True, help_text="how far a deed has come")
    object = models.CharField(max_length=200, null=True, blank=True, help_text="what the line is about")
    members = models.JSONField(null=True, blank=True, help_text="the named members of a list")
    certainty = models.FloatField(
        null=True, blank=True, help_text="0 to 1: how likely the line stands as it is"
    )
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    review = models.CharField(max_length=10, choices=Review, default=Review.OPEN, db_index=True)
    reopened_for = models.TextField(blank=True, help_text="why it is to be looked at again")
    came_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    reviewed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="counts changes: what a page shows must be what it changes"
    )

    class Meta:
        ordering = ["report", "order", "id"]
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="entry_once_a_report")]
        indexes = [models.Index(fields=["report", "order"], name="entry_in_reading_order")]

    def __str__(self) -> str:
        return self.quote if len(self.quote) <= 40 else f"{self.quote[:39]}…"


class Revision(models.Model):
    """One change of an entry: what was held before and after, by whom, why."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["entry", "number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="revisions_are_counted")]

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.number} {self.deed}"
