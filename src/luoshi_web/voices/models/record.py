"""The record of what was decided, and the series of public numbers."""

from django.db import models

from luoshi_web.voices import reasons, verbs


class Act(models.Model):
    """One decision. Never changed, never removed (triggers of the database); holds no word of what was said, no key and no address."""

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=30)
    by_id = models.BigIntegerField(help_text="0: the portal itself; -1: the public")
    by = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=12)
    details = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "number"], name="voices_act_of")]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.number}"

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return verbs.words_of(self.verb)

    @property
    def why(self) -> str:
        """The reason from the table, where the act has one."""
        return reasons.words_of(self.details.get("reason", ""))


class Series(models.Model):
    """The last number given in a year, of comments and of corrections."""

    name = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.last}"
