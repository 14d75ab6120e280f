"""Who has been shown what is secret on a day: what keeps the log of it from being one row a reload."""

from django.db import models


class SecretReading(models.Model):
    """A person was shown an item or a paper of secrecy on a day; the log has the act."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10)
    thing = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day", "kind", "thing"], name="secret_read_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day} {self.kind} {self.thing}"
