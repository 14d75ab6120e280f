"""Limits that run: to sign, to return, to report, to answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


class Limit(models.Model):
    """A time limit, mostly on an item. ``due`` is computed by the clock, with ``edition`` of the calendar.

    ``steps`` are the codes and days by which it came about (``workdays.count.Counted``), from which pages make their sentence;
    ``sentence`` is the Chinese one, for papers.
    """

    class Kind(models.TextChoices):
        SIGN = "sign", _("to sign for")
        RETURN = "return", _("to return")
        MILESTONE = "milestone", _("to reach a milestone")
        REPORT = "report", _("to report progress")
        URGED = "urged", _("to answer an urging paper")
        FINISH = "finish", _("to finish")
        OBJECT = "object", _("to object")
        DECIDE = "decide", _("to decide an objection")

    class Days(models.TextChoices):
        WORKING = "working", _("working days")
        CALENDAR = "calendar", _("calendar days")
        MONTHS = "months", _("months")
        DATE = "date", _("a day that was set")

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        SUSPENDED = "suspended", _("suspended")
        MET = "met", _("kept")
        MISSED = "missed", _("missed")
        LIFTED = "lifted", _("lifted")

    RIGHTS = (Kind.RETURN, Kind.OBJECT)
    """Limits within which something may be done. Run out, they leave nothing undone: nobody missed them."""

    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="limits")
    kind = models.CharField(max_length=12, choices=Kind)
    began = models.DateField(help_text="the day of the act: the first day counted is the next one")
    count = models.PositiveIntegerField()
    days = models.CharField(max_length=10, choices=Days)
    due = models.DateField(db_index=True)
    edition = models.CharField(max_length=60)
    sentence = models.TextField()
    steps = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["item", "kind", "state"], name="limit_of_item"),
            models.Index(fields=["state", "due"], name="limit_by_state_and_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"


class Suspension(models.Model):
    """Days that do not count: from ``since`` to the day before ``until``; open while ``until`` is null."""

    limit = models.ForeignKey(Limit, models.CASCADE, related_name="suspensions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["limit", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="suspension_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["limit"], condition=Q(until__isnull=True), name="one_open_suspension"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until or ''}"


@told("reason", "progress", "opinion", "answer")
class Extension(models.Model):
    """More time, asked for before the due date with reason, new date and progress; screened, then decided by a leader."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        SCREENED = "screened", _("screened, before the leader")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("a request", "withdrawn")

    item = models.ForeignKey(Item, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    progress = models.TextField()
    old_due = models.DateField()
    new_due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    screened_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    screened_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(new_due__gt=F("old_due")), name="extension_is_later"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=["asked", "screened"]), name="one_extension_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"
