"""提醒 → 催办 → 督办 → 通报 → 约谈: the ladder as dated data, the rungs taken, and the messages that went out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Post
from luoshi_web.supervision.models.item import Item


class Rung(models.IntegerChoices):
    REMIND = 1, _("remind (提醒)")
    PRESS = 2, _("press (催办)")
    SUPERVISE = 3, _("supervise (督办)")
    CIRCULATE = 4, _("circulate (通报)")
    INTERVIEW = 5, _("interview (约谈)")


class Ladder(models.Model):
    """When which rung is taken, from a day on until the next ladder begins. ``terms`` are checked by ``urging.ladder``."""

    name = models.CharField(max_length=120)
    in_force = models.DateField(unique=True)
    terms = models.JSONField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["in_force"]

    def __str__(self) -> str:
        return f"{self.name} ({self.in_force})"


class Urge(models.Model):
    """One rung taken for one item. ``occasion`` names what it was for, so that no occasion is urged twice on the same rung."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="urges")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    occasion = models.CharField(max_length=80)
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="urges")
    office = models.ForeignKey(Office, models.PROTECT, related_name="urges")
    post = models.ForeignKey(Post, models.PROTECT, related_name="urges")
    on = models.DateField()
    reason = models.TextField()
    by_hand = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "rung", "occasion"], name="one_urge_an_occasion_and_rung")
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.item_id}"


class Message(models.Model):
    """What a person is told. Several urges of a day are one message (a digest); ``due_on`` is a working day."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("in the system")
        EMAIL = "email", _("by e-mail")

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="messages")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.IN_APP)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    urges = models.ManyToManyField(Urge, blank=True, related_name="messages")
    made_at = models.DateTimeField()
    due_on = models.DateField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["person", "channel", "read_at"], name="message_of_person")]

    def __str__(self) -> str:
        return self.subject
