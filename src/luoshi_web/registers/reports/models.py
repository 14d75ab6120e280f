"""What is kept: a register's figure as it stood when somebody used it, and what a person decided of a report's line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.registers.matters.models import Matter


class Figure(models.Model):
    """A figure (数字) as it stood on a day. ``scope`` is the part of the register in the report's words (建议), empty of the whole; ``size`` a class of
    projects (亿元以上). ``denominator`` is null of counts and sums. ``digest`` tells whether the rows behind it are still the same.
    """

    register = models.CharField(max_length=12, choices=Matter.Register)
    code = models.CharField(max_length=24)
    variant = models.CharField(max_length=24)
    scope = models.CharField(max_length=40, blank=True)
    size = models.CharField(max_length=20, blank=True)
    as_of = models.DateField()
    numerator = models.DecimalField(max_digits=24, decimal_places=4)
    denominator = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["register", "code", "variant", "-as_of", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "code", "variant", "scope", "size", "as_of", "digest"],
                name="figure_kept_once",
            ),
            models.CheckConstraint(condition=~Q(digest=""), name="figures_have_rows"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.code}/{self.variant} {self.as_of}"


class Saying(models.Model):
    """What was decided of a line (表述) of a report that speaks of a register: ``verdict`` is what the machine found on that day, ``decision`` the person's."""

    class Verdict(models.TextChoices):
        SAME = "same", _("same")
        DIFFERS = "differs", _("differs")
        CANNOT = "cannot", _("cannot be answered")

    class Decision(models.TextChoices):
        RIGHT = "right", _("right as printed")
        DIFFERS = "differs", _("differs")
        NOT_MEANT = "not_meant", _("the register is not meant")

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="saying")
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, blank=True, related_name="sayings")
    verdict = models.CharField(max_length=8, choices=Verdict)
    why = models.CharField(max_length=16, blank=True)
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    version = models.PositiveIntegerField(
        default=1, help_text="counts decisions: what a page shows must be what it acts on"
    )

    class Meta:
        ordering = ["entry"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="sayings_say_why"),
            models.CheckConstraint(
                condition=Q(figure__isnull=False) | Q(verdict="cannot"), name="verdicts_have_a_figure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.decision}"
