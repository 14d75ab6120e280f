"""Three lights, kept apart: nearness of the limit, gap to the schedule, judged recoverability."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


class LightKind(models.TextChoices):
    TIME = "time", _("nearness of the limit")
    GAP = "gap", _("gap to the schedule")
    HOPE = "hope", _("judged outlook")


class Colour(models.TextChoices):
    """``grey`` is no judgement: no data published yet, or nothing to hold against."""

    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    YELLOW = "yellow", _("yellow")
    RED = "red", _("red")
    GREY = "grey", _("none")


class LightRule(models.Model):
    """The rule of one light from a day on, until the next one begins. ``terms`` are its thresholds, checked by ``lights.rules``."""

    kind = models.CharField(max_length=10, choices=LightKind)
    name = models.CharField(max_length=120)
    in_force = models.DateField()
    terms = models.JSONField()
    source = models.TextField(blank=True, help_text="where the rule comes from")

    class Meta:
        ordering = ["kind", "in_force"]
        constraints = [models.UniqueConstraint(fields=["kind", "in_force"], name="one_rule_a_day")]

    def __str__(self) -> str:
        return f"{self.name} ({self.in_force})"


class Light(models.Model):
    """A colour that an item showed from ``since`` to the day before ``until``, with what it was computed from on its first day.

    ``reason`` is a code of ``lights.judge``, of which ``lights.explain`` makes the sentence. ``made_good`` is set on a yellow or red of the
    gap whose gap was closed later: the past stays yellow ("once the gap is made good the past
    month turns yellow and stays so", 温州瓯海 2020).
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="lights")
    kind = models.CharField(max_length=10, choices=LightKind)
    colour = models.CharField(max_length=10, choices=Colour)
    reason = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    rule = models.ForeignKey(LightRule, models.PROTECT, related_name="lights")
    inputs = models.JSONField()
    made_good = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["item", "kind", "since"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "since"], name="one_light_a_day"),
            models.UniqueConstraint(
                fields=["item", "kind"], condition=Q(until__isnull=True), name="one_light_now"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="light_lasts"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "since", "until"], name="light_of_a_day"),
            models.Index(
                fields=["item"],
                condition=Q(until__isnull=True, reason="near_schedule"),
                name="light_near_now",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind} {self.colour} {self.since}"


@told("reason")
class Judgement(models.Model):
    """What somebody holds for recoverable, with the reason: a change of rating needs evidence."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="judgements")
    on = models.DateField()
    colour = models.CharField(max_length=10, choices=Colour)
    reason = models.TextField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="judgements_say_why")]

    def __str__(self) -> str:
        return f"{self.on} {self.colour}"
