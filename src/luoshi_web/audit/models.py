"""One row an act, each with the digest of the row before it.

No foreign keys: a row says for ever what was true when it was written, whoever leaves and whatever is renamed.
"""

from django.db import models


class Act(models.Model):
    """What somebody did. ``details`` is canonical JSON, kept as text so that its digest is the same on every database."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    person_id = models.BigIntegerField()
    person = models.CharField(max_length=80)
    post_id = models.BigIntegerField(null=True)
    post = models.CharField(max_length=160, blank=True)
    office = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    object_name = models.CharField(max_length=200, blank=True)
    details = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["object_kind", "object_id", "number"], name="act_of_object"),
            models.Index(fields=["person_id", "number"], name="act_of_person"),
            models.Index(fields=["verb", "number"], name="act_of_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.object_kind} {self.object_id}"


class Head(models.Model):
    """The last link, one row: it is locked while an act is written, so that two acts never follow the same one."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
