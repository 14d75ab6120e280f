"""What a name has failed with, and which step of a second factor it has used: kept in the database, so that all processes count as one."""

from django.db import models


class LoginTries(models.Model):
    """How often a name failed over all addresses, and until when it is refused; or, with ``browser``, in one browser that is known to be its own.

    ``name`` need not be anybody's: who guesses learns nothing of which names there are.
    """

    name = models.CharField(max_length=150)
    browser = models.CharField(max_length=32, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    refused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "browser"], name="tries_of_name_and_browser"),
        ]
        indexes = [models.Index(fields=["last_at"], name="tries_by_last")]

    def __str__(self) -> str:
        return f"{self.name} {self.browser}".strip()


class PastPassword(models.Model):
    """The hash of a password that a person chose, so that it is not chosen again."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d}"


class FactorStep(models.Model):
    """The last half minute whose code a person's authenticator app was believed: no code of it or before it counts again (RFC 6238, 5.2)."""

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="factor_step")
    step = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.step}"
