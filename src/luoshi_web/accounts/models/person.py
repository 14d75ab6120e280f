"""People, and the posts that they hold or held."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from luoshi_web.accounts.models.post import Post


class Person(AbstractUser):
    """Somebody who can log in. What they may do comes from the post they hold that day, never from here."""

    name = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="zh-hans")
    phone = models.CharField(max_length=30, blank=True, default="")
    must_change_password = models.BooleanField(
        default=False, help_text="the password was given by the administrator and is known to two"
    )

    password_since = models.DateTimeField(
        null=True, blank=True, help_text="when the person chose the present password"
    )

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.username


class Holding(models.Model):
    """Who held a post from when to when; ``until`` is the first day on which it is over. Two at a time are refused."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="holding_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(until__isnull=True), name="post_held_by_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"
