"""行政规范性文件: one row a document, and what was reviewed, evaluated, filed, asked and suspended of it; clean-ups with their lists."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person
from luoshi_web.registers.documents.rules.facts import Finding, Result, Step
from luoshi_web.registers.matters.models import Clock, Matter

FINDINGS = [
    (Finding.KEEP.value, _("goes on (继续有效)")),
    (Finding.AMEND.value, _("to be revised (修改)")),
    (Finding.REPEAL.value, _("to be repealed (废止)")),
    (Finding.VOID.value, _("declared lapsed (宣布失效)")),
]


class NormativeDocument(models.Model):
    """A document. ``over_on`` is the first day on which an act has ended it; the end of its validity is ``ends_on``, its last day.

    ``draft_number`` is the number that it had before its registration; from then on the matter's number is its registration number (登记号).
    ``taken_over``: it was issued before this register; ``continues``: the one that it goes on from, under a new number and span.
    """

    class Maker(models.TextChoices):
        GOVERNMENT = "government", _("the government (政府)")
        OFFICE = "office", _("the government's office (政府办公室)")
        DEPARTMENT = "department", _("a department (部门)")
        TOWN = "town", _("a town or subdistrict (乡镇、街道)")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="document")
    maker = models.CharField(max_length=12, choices=Maker)
    place = models.CharField(max_length=20, blank=True, help_text="whose rules it goes by")
    basis = models.TextField(help_text="the law that it rests on (制定依据)")
    content = models.TextField(blank=True)
    business = models.BooleanField(default=False, help_text="closely tied to the business of firms (涉企)")
    duties = models.BooleanField(default=True, help_text="touches rights or duties (涉权利义务)")
    provisional = models.BooleanField(default=False, help_text="暂行, 试行")
    taken_over = models.BooleanField(default=False)
    draft_number = models.CharField(max_length=40, blank=True)

    comment_from = models.DateField(null=True, blank=True)
    comment_to = models.DateField(null=True, blank=True, help_text="the last day on which opinions are taken")
    comment_where = models.CharField(max_length=200, blank=True)
    opinions = models.PositiveIntegerField(null=True, blank=True)
    adopted = models.PositiveIntegerField(null=True, blank=True)
    feedback_on = models.DateField(null=True, blank=True)
    feedback_where = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    deliberated_on = models.DateField(null=True, blank=True)
    deliberated_at = models.CharField(max_length=200, blank=True, help_text="which meeting, its number")

    paper_number = models.CharField(max_length=60, blank=True, help_text="文号")
    signed_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    published_where = models.CharField(max_length=200, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    effective_on = models.DateField(null=True, blank=True)
    at_once_why = models.TextField(blank=True, help_text="why it cannot wait between publication and effect")
    ends_on = models.DateField(null=True, blank=True)
    named_end = models.BooleanField(default=False, help_text="the text names the last day itself")
    explained_on = models.DateField(null=True, blank=True, help_text="解读")
    exception_until = models.DateField(
        null=True, blank=True, help_text="the end of an exception from fair competition"
    )

    over_on = models.DateField(null=True, blank=True)
    over_why = models.TextField(blank=True)
    replaces = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="to_be_replaced_by")
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced", help_text="the one that took its place"
    )  # fmt: skip
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")

    class Meta:
        indexes = [
            models.Index(fields=["effective_on", "ends_on"], name="document_in_force"),
            models.Index(fields=["published_on"], name="document_by_publication"),
            models.Index(fields=["over_on"], name="document_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="documents_rest_on_law"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, effective_on__isnull=True)
                | Q(published_on__isnull=False, effective_on__gte=F("published_on")),
                name="document_unpublished_binds_nobody",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(taken_over=True)
                | Q(registered_on__isnull=False, registered_by__isnull=False, ends_on__isnull=False),
                name="document_published_is_registered",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(taken_over=True)
                | ~Q(published_by=F("registered_by")),
                name="document_publication_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("effective_on")),
                name="document_validity_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(comment_from__isnull=True) | Q(comment_to__gte=F("comment_from")),
                name="document_comments_are_open_for_days",
            ),
            models.CheckConstraint(
                condition=Q(adopted__isnull=True) | Q(adopted__lte=F("opinions")),
                name="document_adopted_is_of_opinions",
            ),
            models.CheckConstraint(
                condition=Q(over_on__isnull=True) | Q(published_on__isnull=False),
                name="document_only_published_ends",
            ),
            models.UniqueConstraint(
                fields=["paper_number"], condition=~Q(paper_number=""), name="document_paper_number_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class DocumentStep(models.Model):
    """A review with its opinion. The last of a kind counts; where two are needed, once the second has confirmed it."""

    KINDS = [
        (Step.LEGALITY.value, _("legality review (合法性审核)")),
        (Step.COMPETITION.value, _("review of fair competition (公平竞争审查)")),
    ]
    RESULTS = [
        (Result.PASSED.value, _("passed")),
        (Result.FAILED.value, _("not passed")),
        (Result.EXCEPTED.value, _("passed by an exception (例外)")),
        (Result.NOT_NEEDED.value, _("not needed")),
    ]

    document = models.ForeignKey(NormativeDocument, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=KINDS)
    result = models.CharField(max_length=10, choices=RESULTS)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    words = models.TextField(help_text="the opinion and its number, or why it is not needed")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["document", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="document_reviews_say_what"),
            models.CheckConstraint(
                condition=Q(result="excepted", kind="competition", until__isnull=False)
                | ~Q(result="excepted") & Q(until__isnull=True),
                name="document_exceptions_end",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="document_reviews_take_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.result}"


class DocumentEvaluation(models.Model):
    """An evaluation before the end of a validity, or earlier: what it found, and the report."""

    document = models.ForeignKey(NormativeDocument, models.CASCADE, related_name="evaluations")
    began_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=8, choices=FINDINGS, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["document", "began_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, finding="", words="", by__isnull=True)
                | Q(done_on__gte=F("began_on"), by__isnull=False) & ~Q(finding="") & ~Q(words=""),
                name="document_evaluations_find_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_on} {self.finding}"


class DocumentFiling(models.Model):
    """备案: sent to a body above, or to the standing committee of the congress; what it answered."""

    class To(models.TextChoices):
        ABOVE = "above", _("the government above (上级政府)")
        CONGRESS = "congress", _("the standing committee of the congress (人大常委会)")
        OWN = "own", _("the government, of its departments and towns (本级政府)")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("filed (准予备案)")
        FAULTY = "faulty", _("papers or form were at fault (不规范)")
        CORRECT = "correct", _("to be corrected (要求纠正)")

    document = models.ForeignKey(NormativeDocument, models.CASCADE, related_name="filings")
    to = models.CharField(max_length=10, choices=To)
    number = models.CharField(max_length=60, help_text="number of the report (备案报告)")
    on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    corrected_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["document", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="document_filings_have_a_number"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | ~Q(answer="") & Q(answered_on__gte=F("on")),
                name="document_filings_are_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True)
                | Q(answer="correct", corrected_on__gte=F("answered_on")),
                name="document_corrected_where_asked",
            ),
            models.UniqueConstraint(fields=["document", "to"], name="document_filed_once_with_each"),
        ]

    def __str__(self) -> str:
        return self.number


class DocumentRequest(models.Model):
    """Somebody asks whether a document is lawful: a citizen or firm, a reconsideration body, a court. ``asker`` is personal."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("request for review (审查建议)")
        QUESTION = "question", _("question of a reconsideration body (行政复议附带审查)")
        ADVICE = "advice", _("a court's advice (司法建议)")

    class Outcome(models.TextChoices):
        LAWFUL = "lawful", _("found lawful")
        AMEND = "amend", _("to be revised or repealed")
        SUSPENDED = "suspended", _("a clause is suspended")
        OTHER = "other", _("not for this body")

    document = models.ForeignKey(NormativeDocument, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=10, choices=Kind)
    asker = models.CharField(max_length=120, help_text="personal: never leaves the office")
    words = models.TextField()
    received_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    clock = models.OneToOneField(
        Clock, models.SET_NULL, null=True, blank=True, related_name="document_request"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["document", "received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(asker=""), name="document_requests_say_what"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="", answer="", answered_by__isnull=True)
                | Q(answered_on__gte=F("received_on"), answered_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(answer=""),
                name="document_answers_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_on}"


class DocumentSuspension(models.Model):
    """A clause that is not applied for now (行政复议法 59); the document stays in force."""

    document = models.ForeignKey(NormativeDocument, models.CASCADE, related_name="suspensions")
    clause = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the first day on which it is applied again")
    paper = models.CharField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["document", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(clause="") & ~Q(paper=""), name="document_suspensions_name_their_paper"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="document_suspensions_end_later",
            ),
        ]

    def __str__(self) -> str:
        return self.clause


class CleanUp(models.Model):
    """清理: every document in force on a day is looked at and has one result; two persons decide."""

    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=200, help_text="the paper that asks for it")
    as_of = models.DateField(help_text="looked at is what is in force on this day")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    paper = models.CharField(max_length=200, blank=True, help_text="the decision, its number")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-as_of", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(basis=""), name="clean_ups_are_named"),
            models.CheckConstraint(
                condition=Q(
                    decided_on__isnull=True, decided_by__isnull=True, paper="", published_on__isnull=True
                )
                | Q(decided_on__gte=F("as_of"), decided_by__isnull=False) & ~Q(paper=""),
                name="clean_ups_are_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CleanUpRow(models.Model):
    """One document of a clean-up, and what is to become of it. Whoever proposed a result does not decide on the list."""

    clean_up = models.ForeignKey(CleanUp, models.CASCADE, related_name="rows")
    document = models.ForeignKey(NormativeDocument, models.PROTECT, related_name="looked_at")
    finding = models.CharField(max_length=8, choices=FINDINGS, blank=True)
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["clean_up", "document"]
        constraints = [
            models.UniqueConstraint(fields=["clean_up", "document"], name="looked_at_once"),
            models.CheckConstraint(
                condition=Q(finding="", proposed_by__isnull=True)
                | ~Q(finding="") & Q(proposed_by__isnull=False) & (Q(finding="keep") | ~Q(why="")),
                name="clean_up_findings_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.finding}"
