"""What every register keeps: a matter (案卷), its clocks, and exceptions from its gates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Person, Secrecy
from luoshi_web.supervision.models.told import told


@told("title")
class Matter(models.Model):
    """What a law regulates, as an item is what the supervision office drives. ``state`` is a code of its register, ``phase`` the same for all.

    ``office`` is the unit that handles it now, ``due`` the nearest day of what is waited for, repeated for lists.
    """

    class Register(models.TextChoices):
        PROPOSALS = "proposals", _("suggestions and proposals")
        PROJECTS = "projects", _("projects")
        FINDINGS = "findings", _("findings put right")
        FUNDS = "funds", _("funds, debt, three public expenses")
        CASES = "cases", _("reconsideration and court cases")
        DECISIONS = "decisions", _("major administrative decisions")
        DOCUMENTS = "documents", _("normative documents")
        COLLECTIVE = "collective", _("matters decided collectively")

    class Phase(models.TextChoices):
        OPEN = "open", _("to be acted on")
        WAITING = "waiting", _("waiting for others")
        ENDED = "ended", _("ended")

    register = models.CharField(max_length=12, choices=Register)
    number = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="matters")
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    state = models.CharField(max_length=16)
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.OPEN)
    opened_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(
        default=0, help_text="counts acts: what a page shows must be what it acts on"
    )

    class Meta:
        ordering = ["-year", "number", "id"]
        indexes = [
            models.Index(fields=["register", "year", "phase", "due"], name="matter_by_year"),
            models.Index(fields=["register", "office", "phase", "due"], name="matter_by_office"),
            models.Index(fields=["register", "state"], name="matter_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register", "year", "number"], name="matter_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(number=""), name="matters_are_named"),
            models.CheckConstraint(
                condition=Q(phase="ended", ended_on__isnull=False)
                | ~Q(phase="ended") & Q(ended_on__isnull=True),
                name="matters_end_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Clock(models.Model):
    """A clock that runs on a matter: ``code`` of its register's table, with the law and article that it was counted by.

    ``count`` is what it is now, ``first_due`` what it would be without widening. Counted by ``registers.engine``. ``owed``: its day is over, and what
    it waited for has not come; the night sets it, the act that it waited for takes it away. Standing still, it ends on a day that is not known yet.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        STILL = "still", _("standing still")
        MET = "met", _("kept")
        MISSED = "missed", _("missed")
        LIFTED = "lifted", _("lifted")
        LAPSED = "lapsed", _("run out")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="clocks")
    code = models.CharField(max_length=24)
    variant = models.CharField(max_length=24, blank=True)
    of = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    began = models.DateField(help_text="the day of the act: the first day counted is the next one")
    count = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    due = models.DateField()
    first_due = models.DateField()
    right = models.BooleanField(
        default=False, help_text="within it something may be done; run out, it is not missed"
    )
    law = models.CharField(max_length=80)
    article = models.CharField(max_length=20, blank=True)
    edition = models.CharField(max_length=60)
    steps = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    settled_on = models.DateField(null=True, blank=True)
    owed = models.BooleanField(default=False, help_text="its day is over, and it is still waited for")

    class Meta:
        ordering = ["matter", "due", "id"]
        indexes = [models.Index(fields=["state", "due"], name="clock_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gt=F("began")) & Q(first_due__lte=F("due")),
                name="clock_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state="running", settled_on__isnull=True)
                | ~Q(state="running") & Q(settled_on__isnull=False),
                name="clock_settles_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(right=True, state="missed"), name="rights_are_not_missed"),
            models.CheckConstraint(
                condition=Q(owed=False) | Q(state__in=["missed", "lapsed"], right=False),
                name="what_is_owed_is_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due}"


class Desk(models.Model):
    """归口: which office does a part of a register's work from a day on. A reform moves a register by another row; the day before stays as it was.

    One person enters it, another confirms it; until then nothing has moved. Where no row says otherwise the supervision office keeps and reviews
    (``matters.desks``).
    """

    class Part(models.TextChoices):
        KEEP = "keep", _("keeps the register (管理)")
        REVIEW = "review", _("reviews (审核)")
        RATE = "rate", _("enters ratings (测评)")
        READ = "read", _("reads all of it (查阅)")

    register = models.CharField(max_length=12, choices=Matter.Register)
    part = models.CharField(max_length=8, choices=Part)
    office = models.ForeignKey(Office, models.PROTECT, related_name="desks")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the first day on which it is another's")
    reason = models.TextField(help_text="the paper of the reform")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["register", "part", "since", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="desks_say_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="desks_end_after_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, until__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("entered_by")),
                name="desks_take_two",
            ),
            models.UniqueConstraint(
                fields=["register", "part"],
                condition=Q(until__isnull=True, confirmed_by__isnull=False) & ~Q(part="read"),
                name="one_office_a_part",
            ),
            models.UniqueConstraint(
                fields=["register", "part", "office"],
                condition=Q(until__isnull=True, confirmed_by__isnull=False),
                name="desk_once_an_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.get_part_display()} {self.office}"


@told("reason", of="matter")
class Waiver(models.Model):
    """An exception (例外) from one condition of a gate: asked for by one person, approved by another, for stated days. Never taken back, it ends."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="waivers")
    gate = models.CharField(max_length=16)
    condition = models.CharField(max_length=32)
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["matter", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waivers_say_why"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")), name="waivers_take_two"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, since__isnull=True, until__isnull=True)
                | Q(approved_by__isnull=False, since__isnull=False, until__gte=F("since")),
                name="waivers_hold_for_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.condition}"


class Opened(models.Model):
    """An item of the supervision office that was opened from a matter (督办立项). ``part`` names what of the matter it follows: ``commitment 7``."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="opened")
    part = models.CharField(max_length=40)
    item = models.OneToOneField("supervision.Item", models.CASCADE, related_name="opened_from")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["matter", "id"]
        indexes = [models.Index(fields=["matter", "part"], name="opened_of_part")]

    def __str__(self) -> str:
        return f"{self.part} {self.item_id}"
