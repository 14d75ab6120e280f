"""提醒 → 催办 → 督办 → 通报 → 约谈: the ladder as dated data, the rungs taken, and the messages that went out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Post
from luoshi_web.supervision.models.clock import Limit
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


class Rung(models.IntegerChoices):
    REMIND = 1, _("remind (提醒)")
    PRESS = 2, _("press (催办)")
    SUPERVISE = 3, _("supervise (督办)")
    CIRCULATE = 4, _("circulate (通报)")
    INTERVIEW = 5, _("interview (约谈)")


APPROVED = (Rung.CIRCULATE, Rung.INTERVIEW)
"""Rungs that go out only once a leader has approved them: praise, criticism and interviews are the government's own word
(政府督查工作条例 arts 12, 21), not its supervision body's.
"""


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


@told("reason", "approval", "remark", "answer")
class Urge(models.Model):
    """One rung for one item. ``occasion`` names what it is for, so that no occasion is urged twice on the same rung.

    ``code`` and ``inputs`` say why, for whoever reads it in whichever language; ``reason`` is what a person wrote. Low rungs go out by
    themselves; a higher one is proposed until the supervision office takes it, skips it, or holds it until a day.
    通报 and 约谈 (:data:`APPROVED`) are put before the leader (``asked_by``) and sent when he has approved them; ``approved_by`` is another person.
    ``answer_due`` is the last day to answer as it was set, null where no answer is asked for; ``limit`` is its clock, which may be suspended.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        HELD = "held", _("held back")
        ASKED = "asked", _("before the leader")
        REFUSED = "refused", _("refused")
        LAPSED = "lapsed", _("lapsed")
        SKIPPED = "skipped", _("skipped")
        SENT = "sent", _("sent")

    item = models.ForeignKey(Item, models.CASCADE, related_name="urges")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    occasion = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="urges")
    office = models.ForeignKey(Office, models.PROTECT, related_name="urges")
    post = models.ForeignKey(Post, models.PROTECT, related_name="urges")
    on = models.DateField(help_text="the day of sending; of proposing while it is not sent")
    code = models.CharField(max_length=40)
    inputs = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    alike = models.ManyToManyField(Item, blank=True, related_name="+", help_text="what asks the same")
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="the leader who approved or refused it",
    )  # fmt: skip
    approver = models.CharField(
        max_length=120, blank=True, help_text="post and name of that leader, kept as they were"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approval = models.TextField(blank=True, help_text="what the leader said; why it was refused")
    remark = models.TextField(
        blank=True, help_text="why it was skipped, held back, or sent although another asks the same"
    )
    held_until = models.DateField(null=True, blank=True)
    limit = models.OneToOneField(
        Limit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="urge",
        help_text="the clock of the answer",
    )
    answer_due = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    settled = models.BooleanField(
        default=False, help_text="what it asked for was done: no words were needed to answer it"
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rung", "occasion"], name="one_urge_an_occasion_and_rung"
            ),
            models.CheckConstraint(condition=Q(by_hand=False) | ~Q(reason=""), name="urges_by_hand_say_why"),
            models.CheckConstraint(
                condition=~Q(state="sent", rung__gte=4) | Q(approved_by__isnull=False),
                name="high_urges_are_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                name="urges_are_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(approval=""), name="refused_urges_say_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_until__isnull=False), name="held_urges_have_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "rung", "on"], name="urge_of_the_desk"),
            models.Index(fields=["office", "on"], name="urge_of_office"),
            models.Index(fields=["-on", "-id"], name="urge_latest_first"),
            models.Index(fields=["answered_at"], name="urge_by_answer"),
            models.Index(
                fields=["answer_due"], condition=Q(state="sent", answered_at=None), name="urge_unanswered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.item_id}"


class Message(models.Model):
    """What a person is told. Several urges of a day are one message (a digest); ``due_on`` is a working day.

    ``kind`` and ``inputs`` become sentences where the message is read, in the reader's language; ``subject`` and ``body`` hold what
    a person wrote. A letter (by e-mail) is tried until ``sent_at`` is set, again from ``try_at`` on, or ``given_up_at``.
    """

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("in the system")
        EMAIL = "email", _("by e-mail")

    class Kind(models.TextChoices):
        DIGEST = "digest", _("urging of the day")
        DECISION = "decision", _("what was decided")
        LETTER_FAILED = "letter_failed", _("a letter could not be delivered")
        LOG_HEAD = "log_head", _("head of the log")
        FILES = "files", _("kept files that changed")
        FAULTS = "faults", _("faults of the program")
        SECURITY = "security", _("safety of the login")
        MATTERS = "matters", _("matters of registers")
        NOTE = "note", _("note")

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="messages")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.IN_APP)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NOTE)
    inputs = models.JSONField(default=dict)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    urges = models.ManyToManyField(Urge, blank=True, related_name="messages")
    made_at = models.DateTimeField()
    due_on = models.DateField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-due_on", "-id"]
        indexes = [
            models.Index(fields=["person", "channel", "due_on"], name="message_of_person"),
            models.Index(
                fields=["person", "due_on"],
                condition=Q(channel="in_app", read_at=None),
                name="message_unread",
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(channel="email", sent_at=None, given_up_at=None),
                name="letter_to_send",
            ),
            models.Index(
                fields=["given_up_at"], condition=Q(given_up_at__isnull=False), name="letter_given_up"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.get_kind_display()
