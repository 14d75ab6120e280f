"""A claim and a verdict are two records by two people; checks are planned, drawn and recorded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("words", "odd_reason")
class Completion(models.Model):
    """An office says that an item is done (申请销号)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="completions")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()
    value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    odd = models.CharField(
        max_length=20, blank=True, help_text="how the value is out of proportion, where it was asked about"
    )
    odd_reason = models.CharField(max_length=300, blank=True, help_text="why it is right all the same")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "at"]
        constraints = [
            models.CheckConstraint(condition=Q(odd="") | ~Q(odd_reason=""), name="odd_claims_say_why")
        ]

    def __str__(self) -> str:
        return self.words[:40]


class CheckPlan(models.Model):
    """What is to be looked at: content, object, scope (政府督查工作条例 art 15), drawn by a seed so that the draw can be repeated.

    ``scope`` holds the filter and, under ``frame``, the items that it found that day by office: with ``seed`` and ``sampled`` anybody
    draws the same ones from it again (``checks.draw``).
    """

    class Method(models.TextChoices):
        PAPERS = "papers", _("papers")
        PHONE = "phone", _("by telephone")
        ON_SITE = "on_site", _("on site")
        UNANNOUNCED = "unannounced", _("on site, unannounced")

    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=12, choices=Method)
    content = models.TextField()
    scope = models.JSONField(default=dict, help_text="the filter, and the items it found")
    sampled = models.PositiveIntegerField(help_text="how many were to be drawn")
    seed = models.CharField(max_length=60)
    begins = models.DateField()
    ends = models.DateField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-begins", "-id"]

    def __str__(self) -> str:
        return self.name


@told("place", "words")
class Check(models.Model):
    """One item looked at under a plan, or by itself."""

    class Finding(models.TextChoices):
        PLANNED = "planned", _("planned")
        AS_REPORTED = "as_reported", _("as reported")
        PARTLY = "partly", _("partly as reported")
        NOT_AS_REPORTED = "not_as_reported", _("not as reported")
        FALSE = "false", _("false")

    plan = models.ForeignKey(CheckPlan, models.PROTECT, null=True, blank=True, related_name="checks")
    item = models.ForeignKey(Item, models.CASCADE, related_name="checks")
    method = models.CharField(max_length=12, choices=CheckPlan.Method)
    finding = models.CharField(max_length=16, choices=Finding, default=Finding.PLANNED)
    on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "item"], name="item_drawn_once_a_plan")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.finding}"


@told("words")
class Verdict(models.Model):
    """What the supervision office finds of a claim: fit goes on to be signed off by somebody else, unfit sends the item back."""

    class Finding(models.TextChoices):
        FIT = "fit", _("holds")
        UNFIT = "unfit", _("does not hold")

    item = models.ForeignKey(Item, models.CASCADE, related_name="verdicts")
    completion = models.OneToOneField(Completion, models.PROTECT, related_name="verdict")
    finding = models.CharField(max_length=6, choices=Finding)
    words = models.TextField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "at"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="verdicts_say_why")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.finding}"
