"""行政复议: one row an application, and what court cases share with it: parties, and advice that is answered. Names of parties are the keeper's alone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Office, Person
from luoshi_web.registers.cases.figures import Advised, Outcome
from luoshi_web.registers.cases.rules.facts import Procedure, Step
from luoshi_web.registers.matters.models import Matter

GROUNDS = [
    (1, _("1. the applicant died, and it is not known whether relatives take part")),
    (2, _("2. the applicant can no longer act, and nobody acts for them yet")),
    (3, _("3. the applicant is missing")),
    (4, _("4. the applicant, an organization, ended, and nobody has taken over yet")),
    (5, _("5. a party cannot take part, for force majeure or another good reason")),
    (6, _("6. mediation or settlement is tried, and both sides agree")),
    (7, _("7. another body has to explain what the law means")),
    (8, _("8. it hangs on another case that is not decided")),
    (9, _("9. a normative document or a basis is reviewed (articles 56 and 57)")),
    (10, _("10. another need to suspend")),
]
"""中止 (行政复议法 39)."""
ENDINGS = [
    (1, _("1. the applicant withdrew, as was allowed")),
    (2, _("2. the applicant died, and no relative goes on")),
    (3, _("3. the applicant, an organization, ended, and nobody goes on")),
    (4, _("4. the same deed is pursued as a crime")),
    (5, _("5. suspended for sixty full days for ground 1, 2 or 4, and the reason stands")),
]
"""终止 (行政复议法 41)."""
OUTCOMES = [
    (Outcome.NOT_ACCEPTED.value, _("not accepted (不予受理)")),
    (Outcome.DISMISSED.value, _("application dismissed (驳回申请)")),
    (Outcome.REFUSED.value, _("claim refused (驳回请求)")),
    (Outcome.UPHELD.value, _("act upheld (维持)")),
    (Outcome.CHANGED.value, _("act changed (变更)")),
    (Outcome.ANNULLED.value, _("act annulled, wholly or partly (撤销)")),
    (Outcome.UNLAWFUL.value, _("act found unlawful (确认违法)")),
    (Outcome.ORDERED.value, _("ordered to perform (责令履行)")),
    (Outcome.VOID.value, _("act found void (确认无效)")),
    (Outcome.AGREEMENT.value, _("liable under an agreement (协议责任)")),
    (Outcome.MEDIATED.value, _("mediated (调解)")),
    (Outcome.SETTLED.value, _("settled and withdrawn (和解撤回)")),
    (Outcome.ENDED.value, _("terminated for another reason (终止)")),
]
"""The outcome table (行政复议法 30, 33, 41, 63–69, 71, 73, 74)."""

PROCEDURES = [
    (Procedure.ORDINARY.value, _("ordinary (普通程序)")),
    (Procedure.SIMPLIFIED.value, _("simplified (简易程序)")),
]


class Reconsideration(models.Model):
    """An application. ``received_on`` is the day from which its acceptance is counted, ``due`` the day of its decision, None while it stands still.

    ``closed_on`` is the day of its outcome, whatever it is; the matter itself ends once everything is performed.
    """

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        POST = "post", _("by post")
        ONLINE = "online", _("online")
        RESPONDENT = "respondent", _("through the respondent (article 32)")

    class Kind(models.TextChoices):
        PENALTY = "penalty", _("penalty (处罚)")
        COERCION = "coercion", _("coercive measure (强制)")
        LICENCE = "licence", _("licence (许可)")
        RESOURCE = "resource", _("ownership of natural resources (自然资源确权)")
        TAKING = "taking", _("expropriation (征收征用)")
        DAMAGES = "damages", _("damages (赔偿)")
        INJURY = "injury", _("injury at work (工伤)")
        INACTION = "inaction", _("inaction (不作为)")
        COMPLAINT = "complaint", _("handling of a complaint (投诉举报处理)")
        BENEFIT = "benefit", _("social benefits (社会保障)")
        AGREEMENT = "agreement", _("administrative agreement (行政协议)")
        DISCLOSURE = "disclosure", _("disclosure of information (信息公开)")
        OTHER = "other", pgettext_lazy("an administrative act", "another act")

    class How(models.TextChoices):
        DECIDED = "decided", pgettext_lazy("acceptance", "decided")
        DEEMED = "deemed", _("deemed accepted (视为受理)")

    class Simple(models.TextChoices):
        ON_THE_SPOT = "on_the_spot", _("the act was made on the spot")
        WARNING = "warning", _("a warning or a public criticism")
        SMALL = "small", _("3,000 元 and less")
        DISCLOSURE = "disclosure", _("disclosure of information")
        CONSENT = "consent", _("all parties consent")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="reconsideration")
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.IN_PERSON)
    kind = models.CharField(max_length=12, choices=Kind)
    field = models.CharField(max_length=40, blank=True, help_text="管理领域")
    claim = models.TextField(help_text="what is asked for, without names")
    act_on = models.DateField(null=True, blank=True)
    knew_on = models.DateField(null=True, blank=True)
    untold = models.BooleanField(default=False, help_text="the right to apply was not told")
    land = models.BooleanField(default=False, help_text="of immovable property: twenty years, not five")
    posted_on = models.DateField(null=True, blank=True)
    excused_why = models.TextField(blank=True, help_text="why it could not be applied for in time")
    first = models.BooleanField(default=False, help_text="reconsideration comes before the court (23)")
    attached = models.BooleanField(default=False, help_text="review of a normative document asked for (13)")
    claims_damages = models.BooleanField(default=False)
    received_on = models.DateField()
    arrived_on = models.DateField(help_text="the day on which it came, before any correction")

    correction_on = models.DateField(null=True, blank=True)
    correction_points = models.TextField(blank=True)
    corrected_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_how = models.CharField(max_length=8, choices=How, blank=True)
    procedure = models.CharField(
        max_length=10,
        choices=PROCEDURES,
        default=Procedure.ORDINARY.value,
    )  # fmt: skip
    simplified_why = models.CharField(max_length=12, choices=Simple, blank=True)
    handler = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    copy_sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    hearing_noticed_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=60, blank=True, help_text="number of its paper")
    grounds = models.TextField(blank=True)
    ending = models.PositiveSmallIntegerField(choices=ENDINGS, null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    perform_by = models.DateField(null=True, blank=True)
    ordered_on = models.DateField(null=True, blank=True)
    ordered_how = models.TextField(blank=True)
    performed_on = models.DateField(null=True, blank=True)
    performed_how = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    unpublished_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["arrived_on"], name="application_by_arrival"),
            models.Index(fields=["closed_on", "outcome"], name="application_by_outcome"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(claim=""), name="applications_say_what"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True) | ~Q(outcome="") & Q(closed_on__isnull=False),
                name="outcomes_have_a_day",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True, accepted_how="")
                | Q(accepted_on__isnull=False) & ~Q(accepted_how=""),
                name="acceptance_says_how",
            ),
            models.CheckConstraint(
                condition=Q(procedure="ordinary") | ~Q(simplified_why=""), name="simplified_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class CaseParty(models.Model):
    """A party of an application or a court case. Its name and telephone are for whoever keeps the register; others see a mask."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("applicant or plaintiff")
        THIRD = "third", _("third party")
        AGENT = "agent", _("agent")

    class Who(models.TextChoices):
        PERSON = "person", _("a person")
        FIRM = "firm", _("an organization")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="case_parties")
    role = models.CharField(max_length=10, choices=Role)
    who = models.CharField(max_length=8, choices=Who, default=Who.PERSON)
    name = models.CharField(max_length=80, help_text="personal: shown to the keeper alone")
    contact = models.CharField(max_length=60, blank=True, help_text="personal: shown to the keeper alone")
    heads = models.PositiveIntegerField(default=1, help_text="how many people stand behind it")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["matter", "order"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & Q(heads__gt=0), name="parties_are_named"),
            models.UniqueConstraint(fields=["matter", "order"], name="party_order_once"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class CaseStep(models.Model):
    """A step before the decision: done, or not needed, which another person approves. The last one of a kind counts."""

    KINDS = [
        (Step.HEARD.value, _("the parties were heard (听取意见)")),
        (Step.HEARING.value, _("hearing (听证)")),
        (Step.COMMITTEE.value, _("advice of the committee (复议委员会)")),
        (Step.CONSENT.value, _("consent of the head, or collective decision (负责人同意、集体讨论)")),
    ]

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=KINDS)
    needed = models.BooleanField(default=True)
    on = models.DateField()
    words = models.TextField(help_text="how, with whom, the number of the paper, or why it is not needed")
    head_came = models.BooleanField(null=True, help_text="of a hearing: whether the respondent's head came")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["case", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="case_steps_say_what"),
            models.CheckConstraint(
                condition=Q(needed=True) | Q(kind__in=["hearing", "committee"]),
                name="only_some_steps_are_spared",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(needed=False) & ~Q(approved_by=F("entered_by")),
                name="case_determinations_take_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class CaseSuspension(models.Model):
    """The time to decide stands still from ``since``, the day of the notice, to the day before ``until``."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="suspensions")
    ground = models.PositiveSmallIntegerField(choices=GROUNDS)
    reason = models.TextField()
    paper = models.CharField(max_length=60, help_text="number of the notice")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    resumed_paper = models.CharField(max_length=60, blank=True)
    entered_on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(paper="") & Q(ground__gte=1, ground__lte=10),
                name="suspensions_have_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="suspensions_end_after"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True), name="one_open_suspension_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.since}"


class CaseExtension(models.Model):
    """More days to decide, asked for by one person and approved by another, once (行政复议法 62)."""

    case = models.OneToOneField(Reconsideration, models.CASCADE, related_name="extension")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & Q(days__gte=1, days__lte=30), name="extensions_are_short"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(approved_by=F("asked_by")),
                name="case_extensions_take_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} {self.asked_on}"


class CaseAdvice(models.Model):
    """A letter of the reconsideration body (意见书) or advice of a court or procuratorate to an office, and its answer."""

    KINDS = [
        (Advised.LETTER.value, _("opinion letter (复议意见书)")),
        (Advised.DOCUMENT.value, _("court's advice on a normative document (司法建议)")),
        (Advised.COURT.value, _("court's advice (司法建议)")),
        (Advised.PROCURATORATE.value, _("procuratorate's advice (检察建议)")),
    ]

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="case_advice")
    kind = models.CharField(max_length=14, choices=KINDS)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    words = models.TextField(help_text="what is to be put right")
    received_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "received_on", "id"]
        indexes = [models.Index(fields=["received_on"], name="advice_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(words=""), name="advice_says_what"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="advice_is_answered_in_words",
            ),
            models.UniqueConstraint(
                fields=["matter", "kind", "office"], condition=Q(answered_on__isnull=True), name="one_open_advice"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number
