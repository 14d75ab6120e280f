"""The split of a report (任务分解): two a report, one of targets and one of tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.ledgerstore.models import Entry, Report


class Split(models.Model):
    """A 任务分解方案. Targets and tasks are two splits ("主要指标分解表 and 重点任务分解表", 甘肃 2022)."""

    class Kind(models.TextChoices):
        TARGETS = "targets", _("split of targets")
        TASKS = "tasks", _("split of tasks")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("issued")

    class Grain(models.TextChoices):
        LINE = "line", _("one row a line")
        SENTENCE = "sentence", _("one row a sentence")
        MEASURE = "measure", _("one row a measure")

    report = models.ForeignKey(Report, models.PROTECT, related_name="splits")
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True, help_text="the notice's number (文号)")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    grain = models.CharField(
        max_length=10, choices=Grain, default=Grain.LINE, help_text="what of the report makes one row"
    )
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    left_out = models.ManyToManyField(
        Entry, blank=True, related_name="+", help_text="entries whose rows people took out: not drafted again"
    )

    class Meta:
        ordering = ["-year", "kind"]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="one_split_a_report_and_kind")]

    def __str__(self) -> str:
        return self.title
