"""考评: rules as dated data, points with their evidence, objections and their decisions."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.supervision.models.clock import Limit
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


class AppraisalRule(models.Model):
    """The rules of appraisal from a day on. ``terms``: lines of adds, cuts, caps and doubling, checked by ``appraisal.rules``."""

    name = models.CharField(max_length=120)
    in_force = models.DateField(unique=True)
    terms = models.JSONField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["in_force"]

    def __str__(self) -> str:
        return f"{self.name} ({self.in_force})"


class Group(models.Model):
    """Offices that may be ranked against each other: economic departments, towns."""

    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    offices = models.ManyToManyField(Office, related_name="appraisal_groups")

    class Meta:
        ordering = ["year", "name"]
        constraints = [models.UniqueConstraint(fields=["year", "name"], name="group_once_a_year")]

    def __str__(self) -> str:
        return self.name


class Appraisal(models.Model):
    """One appraisal of a stretch of time. A corrected result is a new edition; the old one stays."""

    class State(models.TextChoices):
        SCORED = "scored", _("scored, not yet published")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded by a corrected result")

    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    begins = models.DateField()
    ends = models.DateField()
    edition = models.PositiveIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    rule = models.ForeignKey(AppraisalRule, models.PROTECT, related_name="appraisals")
    state = models.CharField(max_length=12, choices=State, default=State.SCORED)
    scored_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    object_limit = models.OneToOneField(Limit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-ends", "name", "-edition"]
        constraints = [models.UniqueConstraint(fields=["name", "year", "edition"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"

    @property
    def object_until(self) -> date | None:
        """The last day on which offices may object; None where they may not (yet, or any more)."""
        return self.object_limit.due if self.object_limit else None


class Score(models.Model):
    """The points of one office. ``rank`` is within its group, null where there is nothing to rank (no items)."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="scores")
    office = models.ForeignKey(Office, models.PROTECT, related_name="scores")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="scores")
    points = models.DecimalField(max_digits=8, decimal_places=2)
    rank = models.PositiveIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(
        default=dict, help_text="items held, conditions met: what settling the lines needs again"
    )

    class Meta:
        ordering = ["appraisal", "group", "rank", "office"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "office"], name="score_once_an_office")]

    def __str__(self) -> str:
        return f"{self.office} {self.points}"


@told("inputs")
class ScoreLine(models.Model):
    """One reason for points: the line of the rules, the ``kind`` of reason, and the ``inputs`` that its sentence is made from.

    The sentence is made where it is read, in the reader's language. ``by`` is who gave the points where a person did.
    """

    score = models.ForeignKey(Score, models.CASCADE, related_name="lines")
    rule = models.CharField(max_length=60, help_text="code of the line of the rules")
    kind = models.CharField(max_length=20)
    points = models.DecimalField(max_digits=8, decimal_places=2)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="score_lines")
    inputs = models.JSONField(default=dict)
    order = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["score", "order"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="points_have_evidence"),
            models.CheckConstraint(
                condition=Q(kind="hand", by__isnull=False) | ~Q(kind="hand"),
                name="points_by_hand_have_an_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.points}"


class Objection(models.Model):
    """An office objects within 30 days; people other than those who scored decide within 30 (政府督查工作条例 art 17)."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not yet decided")
        UPHELD = "upheld", _("upheld")
        PARTLY = "partly", _("partly upheld")
        REJECTED = "rejected", _("rejected")

    score = models.ForeignKey(Score, models.CASCADE, related_name="objections")
    line = models.ForeignKey(ScoreLine, models.PROTECT, null=True, blank=True, related_name="objections")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    decide_limit = models.OneToOneField(Limit, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    points = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, help_text="what the line is worth after it"
    )
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["score", "at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="objections_say_why")]

    def __str__(self) -> str:
        return self.reason[:40]

    @property
    def decide_until(self) -> date:
        """The last day on which it is to be decided."""
        return self.decide_limit.due
