"""What an office says of an item, once a period, and the files that prove it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("odd_reason", "words", "problems", "next_steps")
class Update(models.Model):
    """The one report of a period, from which every paper takes (材料"一次报送"). ``period`` is its last day.

    A correction is a row of its own that supersedes the one before: ``current`` holds for one row an item and period.
    ``value`` is in the item's unit: what is reached from the year's first day on, or for a rate the rate itself.
    """

    class State(models.TextChoices):
        REPORTED = "reported", _("reported")
        NO_DATA = "no_data", _("no data published yet")
        NOT_STARTED = "not_started", _("not started")

    item = models.ForeignKey(Item, models.CASCADE, related_name="updates")
    period = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.REPORTED)
    value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    share = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="percent done, for a task without a value",
    )
    odd = models.CharField(
        max_length=20, blank=True, help_text="how the value is out of proportion, where it was asked about"
    )
    odd_reason = models.CharField(max_length=300, blank=True, help_text="why it is right all the same")
    further = models.JSONField(
        default=dict,
        blank=True,
        help_text="of the further values of the item's line: key of the entry → value as text, in the entry's unit",
    )
    words = models.TextField(help_text="progress so far (截至目前进展)")
    problems = models.TextField(blank=True, help_text="存在问题")
    next_steps = models.TextField(blank=True, help_text="下一步措施")
    data_source = models.CharField(max_length=120, blank=True, help_text="who published the value")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["item", "period", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "period"], condition=Q(current=True), name="one_update_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(state="no_data") | Q(value__isnull=True), name="no_data_has_no_value"
            ),
            models.CheckConstraint(condition=Q(odd="") | ~Q(odd_reason=""), name="odd_values_say_why"),
        ]
        indexes = [models.Index(fields=["item", "current", "period"], name="update_of_item")]

    def __str__(self) -> str:
        return f"{self.period} {self.words[:30]}"


class Evidence(models.Model):
    """A file, stored once however often it is attached. ``media_type`` is what its bytes show, not what its name says."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    content = models.FileField(upload_to="evidence/", max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


@told("name", "remark")
class Attachment(models.Model):
    """Evidence as somebody attached it to an item, under the name they gave it."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    update = models.ForeignKey(Update, models.PROTECT, null=True, blank=True, related_name="attachments")
    of_check = models.ForeignKey(
        "supervision.Check", models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    remark = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "at"]

    def __str__(self) -> str:
        return self.name
