"""What went out to somebody through a gateway."""

from django.db import models

from luoshi_web.supervision.models.urging import Message


class Notice(models.Model):
    """That there is a message to read, through one gateway: once a message, tried again where it was not taken."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="notices")
    gateway = models.CharField(max_length=10)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "gateway"], name="notice_once_a_gateway")]

    def __str__(self) -> str:
        return f"{self.gateway} · {self.message}"
