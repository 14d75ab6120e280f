"""A key with which a program reads what a post may read."""

from django.db import models

from luoshi_web.accounts.models.person import Person
from luoshi_web.accounts.models.post import Post


class Token(models.Model):
    """Of a person in a post, kept as its SHA-256 alone: it dies with the holding, with its last day, and when it is taken back."""

    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    last_day = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name
