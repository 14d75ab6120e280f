"""Papers that went out: what was in them, so that the same bytes can be made again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.supervision.models.item import Item


class Paper(models.Model):
    """An issued paper. ``content`` is everything that stands in it; the file is made from it and has ``sha256``."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("split of tasks (任务分解表)")
        NOTICE = "notice", _("supervision notice (督查通知单)")
        PRESS = "press", _("pressing notice (催办单)")
        BULLETIN = "bulletin", _("half-year bulletin (半年通报)")
        APPRAISAL = "appraisal", _("appraisal table (考评表)")

    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    on = models.DateField()
    content = models.JSONField()
    items = models.ManyToManyField(Item, blank=True, related_name="papers")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
