"""Posts: what an item is held by, so that whoever follows in the post inherits it.

"if a named leader or person changes, the successor in that post inherits, no new notice" (银川兴庆区 2018).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models.office import Office


class Role(models.TextChoices):
    """What a post may do, in one word. The full matrix: docs/permissions.md."""

    SUPERVISION = "supervision", _("supervision office")
    LEADER = "leader", _("leader")
    OFFICER = "officer", _("department officer")
    HEAD = "head", _("department head")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("system administrator")
    SECURITY = "security", _("security administrator")


class Secrecy(models.IntegerChoices):
    """How far a paper may go. A post reads what its clearance reaches."""

    OPEN = 0, _("open")
    INTERNAL = 1, _("internal")
    CONFIDENTIAL = 2, _("confidential")
    SECRET = 3, _("secret")


class Post(models.Model):
    """A post of an office: 区发展和改革局 局长. One person holds it at a time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=Role)
    clearance = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.INTERNAL)
    chief = models.BooleanField(default=False, help_text="heads the government itself (行政首长)")
    order = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["office__order", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "title"], name="post_once_an_office"),
            models.CheckConstraint(condition=Q(chief=False) | Q(role="leader"), name="chiefs_are_leaders"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.title}"


class Charge(models.Model):
    """Which offices a leader is in charge of (分管), from when to when; ``until`` is the first day on which it is over."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="charges")
    office = models.ForeignKey(Office, models.CASCADE, related_name="charges")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="charge_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} → {self.office}"
