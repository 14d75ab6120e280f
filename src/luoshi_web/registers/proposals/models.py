"""建议提案: one row a suggestion or proposal, and what was said, asked, answered, promised and rated of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Person, Post
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


@told(
    "body", "not_filed_why", "widened_why", "private_why", "conference_record", "withdrawn_why", of="matter"
)
class Proposal(models.Model):
    """A suggestion of deputies or a proposal of members of the CPPCC. ``place`` names the local rules that it goes by (``clocks.toml``).

    ``replied_on`` is the day of the first reply and never changes; ``reply_on`` that of the last. ``outcome`` is a letter of the place, ``meaning``
    what it means, repeated for statistics. ``due`` is the day by which the reply had to be sent. ``protect``: its signatories asked for secrecy
    (要求保密, 青岛 18), and all of it is confidential at least.
    """

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("suggestion of deputies (代表建议)")
        PROPOSAL = "proposal", _("proposal to the CPPCC (提案)")
        MOTION = "motion", _("motion turned into a suggestion (议案转建议)")
        OPINION = "opinion", _("opinion of a meeting (会议意见)")

    class During(models.TextChoices):
        PLENARY = "plenary", _("in a plenary session")
        RECESS = "recess", _("in recess (闭会期间)")

    class Meaning(models.TextChoices):
        SOLVED = "solved", _("solved, or mostly")
        UNDER_WAY = "under_way", _("being solved, or planned")
        NOT_NOW = "not_now", _("cannot be solved for now")
        REFERENCE = "reference", _("kept for reference")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="proposal")
    kind = models.CharField(max_length=12, choices=Kind)
    during = models.CharField(max_length=8, choices=During, default=During.PLENARY)
    session = models.CharField(max_length=40, blank=True, help_text="as papers print it: 十八届五次")
    place = models.CharField(max_length=20, blank=True)
    body = models.TextField(blank=True)
    category = models.CharField(max_length=40, blank=True)
    filed_on = models.DateField()
    filed = models.BooleanField(default=True)
    not_filed_why = models.TextField(blank=True)
    protect = models.BooleanField(default=False, help_text="its signatories asked for secrecy")
    taken_over = models.BooleanField(
        default=False,
        help_text="from a list that was kept before this register: what it does not say is not known",
    )
    key = models.BooleanField(default=False, help_text="led by a leader (重点督办)")
    led_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    assigned_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    widened_on = models.DateField(null=True, blank=True)
    widened_why = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_on = models.DateField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=4, blank=True)
    meaning = models.CharField(max_length=10, choices=Meaning, blank=True)
    public = models.BooleanField(null=True, blank=True)
    private_why = models.TextField(blank=True)
    conference_on = models.DateField(null=True, blank=True)
    conference_record = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(filed=True) | ~Q(not_filed_why=""), name="not_filed_says_why"),
            models.CheckConstraint(
                condition=Q(assigned_on__isnull=True) | Q(assigned_on__gte=F("filed_on")),
                name="assigned_after_filed",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, reply_on__isnull=True)
                | Q(
                    assigned_on__isnull=False,
                    replied_on__isnull=False,
                    reply_on__isnull=False,
                    replied_on__gte=F("assigned_on"),
                    reply_on__gte=F("replied_on"),
                ),
                name="replied_after_assigned",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | ~Q(meaning="") | Q(taken_over=True),
                name="replies_have_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", meaning="") | ~Q(outcome="") & ~Q(meaning=""),
                name="outcome_and_meaning_together",
            ),
            models.CheckConstraint(
                condition=Q(public__isnull=True) | Q(public=True) | ~Q(private_why=""),
                name="private_says_why",
            ),
            models.CheckConstraint(
                condition=Q(widened_on__isnull=True) | ~Q(widened_why=""), name="widened_says_why"
            ),
            models.CheckConstraint(
                condition=Q(conference_on__isnull=True) | ~Q(conference_record=""),
                name="conference_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why=""), name="withdrawn_says_why"
            ),
            models.CheckConstraint(condition=Q(round__gte=1, round__lte=2), name="two_rounds_at_most"),
            models.CheckConstraint(condition=Q(key=False) | Q(led_by__isnull=False), name="key_ones_are_led"),
        ]

    def __str__(self) -> str:
        return str(self.matter)


@told("name", "group", "phone", of="proposal__matter")
class Signatory(models.Model):
    """Somebody who signed. ``order`` 1 is the first (领衔代表, 第一提案人). ``phone`` is personal and never leaves the office."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    group = models.CharField(max_length=60, blank=True, help_text="delegation or sector (代表团、界别)")
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["proposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="signatory_once"),
            models.CheckConstraint(condition=Q(order__gte=1) & ~Q(name=""), name="signatories_are_named"),
        ]

    def __str__(self) -> str:
        return self.name


@told("opinion", of="proposal__matter")
class Share(models.Model):
    """A unit's share: it leads (主办), or helps and gives its opinion (协办). ``asked_on`` is when its opinion was last asked for."""

    class Role(models.TextChoices):
        LEAD = "lead", _("leads (主办)")
        CO = "co", _("helps (协办)")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="shares")
    office = models.ForeignKey(Office, models.PROTECT, related_name="proposal_shares")
    role = models.CharField(max_length=6, choices=Role)
    asked_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    opinion = models.TextField(blank=True)
    opinion_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["proposal", "-role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "proposal"], name="share_once_a_unit"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(role="lead"), name="one_unit_leads_a_proposal"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_on__isnull=True)
                | ~Q(opinion="") & Q(opinion_on__isnull=False),
                name="opinions_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.role}"


@told("reason", of="proposal__matter")
class Return(models.Model):
    """The lead unit says that it is not theirs, and what was decided: assigned again, or it stays."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not yet decided")
        TAKEN = "taken", _("taken back")
        STAYS = "stays", _("it stays")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="returns")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    decision = models.CharField(max_length=6, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["proposal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_returns_say_why"),
            models.CheckConstraint(
                condition=Q(decision="open", decided_by__isnull=True)
                | ~Q(decision="open") & Q(decided_by__isnull=False),
                name="proposal_returns_are_decided",
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(decision="open"), name="one_return_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:40]


@told("words", of="proposal__matter")
class Contact(models.Model):
    """A talk with a signatory (联系、面商)."""

    class Means(models.TextChoices):
        VISIT = "visit", _("visit or meeting")
        SITE = "site", _("on site")
        PHONE = "phone", _("telephone")
        WRITTEN = "written", _("in writing")

    FACE_TO_FACE = frozenset({Means.VISIT, Means.SITE})

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="contacts")
    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="contacts")
    on = models.DateField()
    means = models.CharField(max_length=8, choices=Means)
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["proposal", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="contacts_say_what")]

    def __str__(self) -> str:
        return f"{self.on} {self.means}"


@told("words", of="proposal__matter")
class Reply(models.Model):
    """What was answered, a round a row. ``signed_by`` heads the lead unit.

    Of one that was ``taken_over`` from a list its day is known, and of the rest what the list says.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True, help_text="number of the paper (文号)")
    words = models.TextField(blank=True)
    outcome = models.CharField(max_length=4, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_over = models.BooleanField(default=False)
    sent_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["proposal", "round"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "round"], name="one_reply_a_round"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(number="") & ~Q(outcome="") & Q(signed_by__isnull=False)
                | Q(taken_over=True, words="", signed_by__isnull=True),
                name="replies_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="replies_arrive_after_they_are_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.number


@told("reason", of="proposal__matter")
class OutcomeChange(models.Model):
    """The class of a reply was changed by the keeper: old, new and reason are kept."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="outcome_changes")
    before = models.CharField(max_length=4)
    after = models.CharField(max_length=4)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["proposal", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(before=F("after")), name="outcome_changes_say_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


@told("words", "found", "given_up_why", of="proposal__matter")
class Commitment(models.Model):
    """What a reply promised (承诺事项), by a day: verified by another person than the one who entered it, or given up in writing."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="commitments")
    words = models.TextField()
    due = models.DateField(db_index=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    found = models.TextField(blank=True, help_text="what the verification found")
    given_up_on = models.DateField(null=True, blank=True)
    given_up_why = models.TextField(blank=True)

    class Meta:
        ordering = ["proposal", "due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="commitments_say_what"),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__isnull=False, verified_by__isnull=False) & ~Q(found=""),
                name="commitments_are_verified_whole",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("entered_by")),
                name="commitments_take_two",
            ),
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True) | ~Q(given_up_why=""), name="given_up_says_why"
            ),
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True) | Q(verified_on__isnull=True),
                name="given_up_is_not_verified",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


@told("words", of="proposal__matter")
class Rating(models.Model):
    """A receipt (征询意见表), entered from its slip. ``left_out``: none came, also after the reminder; the night may write that, and nothing else."""

    class Of(models.TextChoices):
        REPLY = "reply", _("the reply")
        ATTITUDE = "attitude", _("how it was handled (办理工作)")
        COMMITMENT = "commitment", _("what was promised")

    class Value(models.TextChoices):
        SATISFIED = "satisfied", _("satisfied (满意)")
        MOSTLY = "mostly", _("mostly satisfied (基本满意)")
        DISSATISFIED = "dissatisfied", _("dissatisfied (不满意)")
        LEFT_OUT = "left_out", _("no receipt, left out")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="ratings")
    of = models.CharField(max_length=12, choices=Of)
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=14, choices=Value)
    given_by = models.ForeignKey(Signatory, models.PROTECT, null=True, blank=True, related_name="+")
    given_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["proposal", "of", "round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "of", "round"],
                condition=Q(commitment__isnull=True),
                name="rated_once_a_round",
            ),
            models.UniqueConstraint(fields=["commitment"], name="commitment_rated_once"),
            models.CheckConstraint(
                condition=Q(of="commitment", commitment__isnull=False)
                | ~Q(of="commitment") & Q(commitment__isnull=True),
                name="ratings_are_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(value="left_out", given_by__isnull=True, reminded_on__isnull=False)
                | ~Q(value="left_out") & Q(given_by__isnull=False),
                name="ratings_are_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | Q(value="left_out"),
                name="ratings_are_entered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.round} {self.value}"
