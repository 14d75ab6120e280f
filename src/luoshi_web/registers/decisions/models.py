"""重大行政决策: the year's catalogue, one row a decision, and its steps. Articles are those of 重大行政决策程序暂行条例 (国务院令713号)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Office, Person
from luoshi_web.registers.decisions.rules.facts import Opinion, Step
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


class Catalogue(models.Model):
    """A year's catalogue (事项目录): agreed by the party committee, then published, then adjusted (3)."""

    year = models.PositiveSmallIntegerField(unique=True)
    party_agreed_on = models.DateField()
    published_on = models.DateField()
    where = models.CharField(max_length=200, help_text="where everybody can read it")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__gte=F("party_agreed_on")) & ~Q(where=""),
                name="catalogues_are_agreed_first",
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


@told(
    "co", "draft_title", "experts_answer", "risk_told", "explanation", "halted_why", "ended_why", of="matter"
)
class Decision(models.Model):
    """A major decision. ``listing``: how it came into the year's catalogue. ``replaces``: it is the new round of an earlier one (37)."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("public policy (公共政策和措施)")
        PLAN = "plan", _("important plan (重要规划)")
        RESOURCES = "resources", _("natural and cultural resources (自然和文化资源)")
        WORKS = "works", _("public works (公共建设项目)")
        OTHER = "other", _("other (其他重大事项)")

    class Listing(models.TextChoices):
        FIRST = "first", _("in the catalogue as first published")
        ADDED = "added", _("added to the catalogue")
        OUTSIDE = "outside", _("outside the catalogue")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="decision")
    kind = models.CharField(max_length=10, choices=Kind)
    listing = models.CharField(max_length=8, choices=Listing)
    listed_why = models.TextField(blank=True, help_text="why it was added, or stands outside")
    co = models.CharField(max_length=200, blank=True, help_text="units that help")
    place = models.CharField(max_length=20, blank=True, help_text="whose rules it goes by")
    planned_on = models.DateField(null=True, blank=True)
    hearing_planned = models.BooleanField(default=False)
    market = models.BooleanField(default=False, help_text="it touches what firms do (涉及市场主体经济活动)")
    pilot = models.BooleanField(default=False, help_text="a pilot reform without rules of the state (25)")
    risk_told = models.TextField(blank=True, help_text="the legal risk of the pilot, as it is told")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    started_on = models.DateField(null=True, blank=True)
    draft_on = models.DateField(null=True, blank=True)
    draft_title = models.CharField(max_length=300, blank=True)
    experts_answer = models.TextField(blank=True, help_text="what became of what the experts said (29)")
    tabled_on = models.DateField(null=True, blank=True)
    excepted = models.BooleanField(
        default=False, help_text="tabled by an exception, or as a pilot against the opinion"
    )
    decided_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    report_paper = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_where = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True, help_text="what became of opinions, as everybody is told (32)")
    executor = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    halted_on = models.DateField(null=True, blank=True)
    halted_why = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archive_number = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["decided_on"], name="decision_by_day"),
            models.Index(fields=["tabled_on"], name="decision_by_tabling"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(listing="first") | ~Q(listed_why=""), name="adjustments_say_why"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(tabled_on__lte=F("decided_on")),
                name="decided_after_tabling",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(reported_on__lte=F("published_on")) & ~Q(published_where=""),
                name="published_after_the_report",
            ),
            models.CheckConstraint(
                condition=Q(halted_on__isnull=True) | ~Q(halted_why=""), name="halts_say_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)

    @property
    def planned_steps(self) -> str:
        """The steps as a catalogue lists them (决策事项程序), in the reader's language; what was determined not to apply stands with the matter."""
        names = dict(Determination.KINDS)
        known = [Step.COMMENT, Step.EXPERT, Step.RISK, *([Step.COMPETITION] if self.market else [])]
        return "、".join([*(str(names[step.value]) for step in known), str(_("legality review (合法性审查)")), str(_("collective discussion (集体讨论决定)"))])  # fmt: skip


@told("why", of="matter")
class Determination(models.Model):
    """A step does not apply: the unit says why, another person of the office that reviews approves. Until then the step is owed."""

    KINDS = [
        (Step.COMMENT.value, _("public participation (公众参与)")),
        (Step.HEARING.value, _("hearing (听证会)")),
        (Step.EXPERT.value, _("experts' argument (专家论证)")),
        (Step.RISK.value, _("risk assessment (风险评估)")),
        (Step.COMPETITION.value, _("review of fair competition (公平竞争审查)")),
        (Step.PUBLICATION.value, _("publication (公布)")),
    ]

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="determinations")
    step = models.CharField(max_length=12, choices=KINDS)
    why = models.TextField()
    on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["matter", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="steps_left_out_say_why"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                name="steps_left_out_take_two",
            ),
            models.UniqueConstraint(fields=["matter", "step"], name="step_left_out_once"),
        ]

    def __str__(self) -> str:
        return self.step


@told("means", "short_reason", "answer", of="matter")
class Consultation(models.Model):
    """公开征求意见 (15): from ``opened_on`` to ``until``, both days included. A time under thirty days has the reason that its notice gave."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="consultations")
    opened_on = models.DateField()
    until = models.DateField()
    means = models.CharField(max_length=200, help_text="website, paper, meetings")
    address = models.CharField(max_length=200, blank=True, help_text="where the draft can be read")
    short_reason = models.TextField(blank=True)
    opinions = models.PositiveIntegerField(default=0)
    adopted = models.PositiveIntegerField(default=0)
    answer = models.TextField(blank=True, help_text="what was adopted, and why the others were not (18)")
    answered_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "opened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_on")) & ~Q(means=""), name="consultations_last"
            ),
            models.CheckConstraint(
                condition=Q(adopted__lte=F("opinions")), name="adopted_opinions_were_given"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__gt=F("until")) & ~Q(answer=""),
                name="opinions_are_answered_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on} {self.until}"


@told("words", of="matter")
class PublicHearing(models.Model):
    """听证会 (16, 17), with the day on which its papers reached those who came."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="hearings")
    on = models.DateField()
    papers_on = models.DateField()
    present = models.PositiveSmallIntegerField()
    words = models.TextField(help_text="the record that they signed")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(papers_on__lte=F("on")) & ~Q(words="") & Q(present__gt=0),
                name="hearings_are_recorded",
            )
        ]

    def __str__(self) -> str:
        return str(self.on)


@told("name", "institution", "words", of="matter")
class ExpertOpinion(models.Model):
    """A signed opinion (19). ``name`` is internal and is published only with consent."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("agrees")
        CHANGES = "changes", _("agrees with changes")
        AGAINST = "against", pgettext_lazy("an expert", "does not agree")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="experts")
    on = models.DateField()
    name = models.CharField(max_length=60)
    institution = models.CharField(max_length=120, blank=True)
    stance = models.CharField(max_length=8, choices=Stance)
    words = models.TextField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(words=""), name="experts_say_something")
        ]

    def __str__(self) -> str:
        return self.name


@told("by", "points", "measures", of="matter")
class RiskReport(models.Model):
    """风险评估报告 (22, 23): points, measures, level, and whether the risk can be controlled (24)."""

    class Level(models.TextChoices):
        LOW = "low", _("low (低风险)")
        MIDDLE = "middle", _("middle (中风险)")
        HIGH = "high", _("high (高风险)")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="risks")
    on = models.DateField()
    by = models.CharField(max_length=120, help_text="who assessed it")
    level = models.CharField(max_length=8, choices=Level)
    points = models.TextField()
    measures = models.TextField()
    controllable = models.BooleanField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(points="") & ~Q(measures=""), name="risks_are_named"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.level}"


@told("words", of="matter")
class FairCompetition(models.Model):
    """公平竞争审查, where a draft touches what firms do (29)."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="fair_reviews")
    on = models.DateField()
    passed = models.BooleanField()
    words = models.TextField(help_text="the conclusion and its paper")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="fair_reviews_say_what")]

    def __str__(self) -> str:
        return str(self.on)


@told("missing", "lawyers", "words", of="matter")
class LegalityReview(models.Model):
    """合法性审查 (25–28). The time that it must have runs from ``complete_on``: papers that were sent back (``missing``) begin it anew."""

    OPINIONS = [
        (Opinion.LEGAL.value, _("legal (合法)")),
        (Opinion.WITH_CHANGES.value, _("legal with changes (修改后合法)")),
        (Opinion.ILLEGAL.value, _("not legal (不合法)")),
    ]

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reviews")
    asked_on = models.DateField()
    as_review = models.BooleanField(help_text="asked for as a review, not as a comment (25)")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    returned_on = models.DateField(null=True, blank=True)
    missing = models.TextField(blank=True, help_text="what the papers lacked (26)")
    complete_on = models.DateField(null=True, blank=True)
    opinion = models.CharField(max_length=14, choices=OPINIONS, blank=True)
    given_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=60, blank=True, help_text="of the opinion (审查意见书)")
    power = models.BooleanField(default=False, help_text="within the powers (27)")
    procedure = models.BooleanField(default=False, help_text="by the procedure (27)")
    content = models.BooleanField(default=False, help_text="its content by law (27)")
    lawyers = models.CharField(max_length=200, blank=True, help_text="which lawyers were heard (28)")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["matter", "asked_on", "id"]
        indexes = [models.Index(fields=["given_on"], name="review_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion="", given_on__isnull=True, given_by__isnull=True)
                | ~Q(opinion="")
                & Q(given_on__gte=F("complete_on"), given_by__isnull=False)
                & ~Q(given_by=F("asked_by"))
                & ~Q(words="")
                & ~Q(lawyers=""),
                name="opinions_are_given_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(opinion__in=("legal", "with_changes"))
                | Q(power=True, procedure=True, content=True),
                name="what_is_legal_is_so_in_all",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | ~Q(missing=""), name="returned_papers_lack_something"
            ),
            models.CheckConstraint(
                condition=Q(complete_on__isnull=True) | Q(complete_on__gte=F("asked_on")),
                name="complete_after_asking",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.opinion}"


@told("by", "words", of="matter")
class Evaluation(models.Model):
    """决策后评估 (36): not by whoever did the main argument before."""

    class Advice(models.TextChoices):
        KEEP = "keep", _("go on as decided")
        CHANGE = "change", _("change it")
        STOP = "stop", _("stop it")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="evaluations")
    on = models.DateField()
    by = models.CharField(max_length=120)
    why = models.CharField(
        max_length=300, help_text="off its goal, many opinions, or as the government thinks fit"
    )
    advice = models.CharField(max_length=8, choices=Advice)
    words = models.TextField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "on", "id"]
        indexes = [models.Index(fields=["on"], name="evaluation_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(words="") & ~Q(why=""), name="evaluations_say_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.advice}"
