"""Where an item comes from that no report promised, and what else asked the same before it was handed out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.supervision.models.clock import Limit
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("answer")
class Origin(models.Model):
    """The instruction or decision behind an item (批示、会议议定事项). Its words are the item's ``quote``, its kind the item's ``source``.

    政府督查工作条例 art 11: an item follows from a decision of the government or an instruction of its chief (行政首长); what the supervision
    office suggests itself, and what another leader asks for, is looked into only once the chief has approved it. ``state`` says where that
    stands. ``document`` is a code of ``data/limits.toml``; ``count`` and ``days`` are the limit as it is counted from the assignment, null
    where the day was named.
    """

    class State(models.TextChoices):
        READY = "ready", _("needs no approval")
        ASKED = "asked", _("before the chief")
        APPROVED = "approved", _("approved by the chief")
        REFUSED = "refused", _("refused by the chief")

    item = models.OneToOneField(Item, models.CASCADE, related_name="origin")
    document = models.CharField(max_length=20)
    number = models.CharField(
        max_length=120, blank=True, help_text="number of the document, or which meeting it was"
    )
    said_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    said_by_name = models.CharField(
        max_length=60, blank=True, help_text="who held that post on the day, kept as it was"
    )
    said_on = models.DateField()
    count = models.PositiveIntegerField(null=True, blank=True)
    days = models.CharField(max_length=10, choices=Limit.Days, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["state", "-at"], name="origin_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="origins_take_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | Q(decided_by__isnull=False),
                name="origins_are_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="refused_origins_say_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.document}"


@told("reason")
class Resemblance(models.Model):
    """Two items that ask the same of one office, and what somebody said of it before the later one went out.

    "repeat supervision is forbidden" (政府督查工作条例 art 15): merged into the other, linked with it so that both are handled together, or no
    repetition, with the reason. ``why`` as :func:`luoshi_web.supervision.urging.likeness.why_alike`.
    """

    class Decision(models.TextChoices):
        MERGED = "merged", _("merged into it")
        LINKED = "linked", _("handled together with it")
        APART = "apart", _("no repetition")

    item = models.ForeignKey(Item, models.CASCADE, related_name="resemblances")
    other = models.ForeignKey(Item, models.CASCADE, related_name="resembled")
    why = models.CharField(max_length=12)
    decision = models.CharField(max_length=8, choices=Decision)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "at"]
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="resemblance_once"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="nothing_resembles_itself"),
            models.CheckConstraint(
                condition=Q(decision="linked") | ~Q(reason=""), name="resemblances_say_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.decision} {self.other_id}"
