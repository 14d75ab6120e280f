"""What one person proposed and another has to confirm before it is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models.person import Person
from luoshi_web.accounts.models.post import Post


class Proposal(models.Model):
    """An act on posts or logins that asks for a second person. ``values`` are what the act is given; nothing is done before it is confirmed."""

    class Kind(models.TextChoices):
        OPEN_POST = "open_post", _("open a post")
        CHANGE_POST = "change_post", _("change a post")
        APPOINT = "appoint", _("appoint to a post")
        VACATE = "vacate", _("end the holding of a post")
        CHARGE = "charge", _("put a leader in charge")
        PASSWORD = "password", _("give a new password")
        SECOND_FACTOR = "second_factor", _("take the second factor away")
        LIST = "list", _("bring in a list")

    class State(models.TextChoices):
        OPEN = "open", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("not confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn by its proposer")

    kind = models.CharField(max_length=20, choices=Kind)
    values = models.JSONField(default=dict)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    of_administrators = models.BooleanField(
        default=False, help_text="it is about one of the three administrators"
    )
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    proposed_role = models.CharField(max_length=20)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("proposed_by"))
                | models.Q(state="withdrawn"),
                name="proposal_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        of = self.person or self.post or self.values.get("title", "")
        return f"{self.get_kind_display()} {of}".strip()
