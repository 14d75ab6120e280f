"""Meetings, and what was said of a matter there: kept alike for major decisions and for whatever else is decided collectively."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.registers.engine.votes import Votes
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


class Meeting(models.Model):
    """A meeting that decides. ``entitled`` are its members, ``present`` those who came; who was absent is said with the reason."""

    class Kind(models.TextChoices):
        STANDING = "standing", _("executive meeting (常务会议)")
        PLENARY = "plenary", _("plenary meeting (全体会议)")
        PARTY_GROUP = "party_group", _("party group meeting (党组会议)")
        TOPIC = "topic", _("meeting on one topic (专题会议)")

    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=40, help_text="as its papers call it")
    on = models.DateField()
    entitled = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    absent = models.TextField(blank=True, help_text="who did not come, and why")
    observers = models.TextField(blank=True, help_text="who sat in without a vote (列席)")
    chair = models.CharField(max_length=60)
    minutes_number = models.CharField(max_length=60, blank=True, help_text="of the signed minutes (纪要)")
    minutes_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "on", "number"], name="meeting_once"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(chair="") & Q(present__gt=0) & Q(present__lte=F("entitled")),
                name="meetings_are_attended",
            ),
            models.CheckConstraint(
                condition=Q(present=F("entitled")) | ~Q(absent=""), name="absence_is_explained"
            ),
            models.CheckConstraint(
                condition=Q(minutes_on__isnull=True, minutes_number="")
                | Q(minutes_on__gte=F("on")) & ~Q(minutes_number=""),
                name="minutes_follow_their_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()} {self.number}"


@told("words", "order", "chair_reason", "recused", of="matter")
class Discussion(models.Model):
    """A matter before a meeting. ``present`` are the members who were in the room for it: who has an interest leaves, and is named in ``recused``."""

    class Way(models.TextChoices):
        ORAL = "oral", _("spoken (口头)")
        HANDS = "hands", _("by hands (举手)")
        BALLOT = "ballot", _("by ballot (票决)")

    class Result(models.TextChoices):
        PASSED = "passed", _("passed (通过)")
        CHANGED = "changed", _("passed with changes (修改后通过)")
        PUT_OFF = "put_off", _("put off (再次讨论)")
        REFUSED = "refused", _("not passed (不予通过)")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="discussions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="discussions")
    present = models.PositiveSmallIntegerField(help_text="members in the room for this matter")
    way = models.CharField(max_length=8, choices=Way)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=8, choices=Result)
    words = models.TextField(help_text="what was said, as the record has it")
    order = models.TextField(blank=True, help_text="who spoke, in their order")
    chair_last = models.BooleanField(help_text="whoever presides spoke last (末位表态)")
    chair_reason = models.TextField(blank=True, help_text="why not as most of the members wanted")
    recused = models.TextField(blank=True, help_text="who left the room for an interest (回避)")
    proposer_came = models.BooleanField(default=True, help_text="the leader who brought it in was there")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "meeting__on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "meeting"], name="discussed_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(present=F("yes") + F("no") + F("abstained"), present__gt=0),
                name="everybody_present_is_counted",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="discussions_are_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.result}"

    @property
    def votes(self) -> Votes:
        """As rules see them; the meeting is read."""
        return Votes(self.meeting.entitled, self.present, self.yes, self.no, self.abstained)

    @property
    def passed(self) -> bool:
        """Whether it may be carried out."""
        return self.result in {self.Result.PASSED, self.Result.CHANGED}


@told("name", "words", of="matter")
class Dissent(models.Model):
    """Who was against it at a meeting, and in which words (不同意见如实载明)."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="dissents")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="dissents")
    name = models.CharField(max_length=60)
    words = models.TextField()

    class Meta:
        ordering = ["matter", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(words=""), name="dissent_is_said")]

    def __str__(self) -> str:
        return self.name
