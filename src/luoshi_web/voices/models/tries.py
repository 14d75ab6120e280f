"""What limits count, without keeping who it was."""

from django.db import models


class Salt(models.Model):
    """A secret of one day. When it is dropped, nobody can tell any more from which address a count came."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


class Try(models.Model):
    """How often in an hour. ``key`` is a keyed digest under the day's salt."""

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=32)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "key", "hour"], name="voices_one_count")]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"


class Spent(models.Model):
    """A challenge that was used; kept until it would have expired."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:8]
