"""A report, and the files in which it came."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """The work report of a place for a year. Its entries stand in its current copy."""

    place = models.CharField(max_length=60)
    place_code = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    current = models.OneToOneField("Copy", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "place"]
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="one_report_a_place_and_year")]

    def __str__(self) -> str:
        return f"{self.place}{self.year}年政府工作报告"


class Copy(models.Model):
    """One file as it was uploaded, with the ledger that the library read from it.

    ``ledger`` is the library's whole output (the contract's keys) and never changes; ``text`` the source text that every span counts
    into. ``layout`` says where its headings and the web site's own words stand: ``headings`` ``[start, end, level]``, ``aside``
    ``[start, end]``. ``refusal`` holds ``key``, ``en`` and ``zh`` of a file that could not be read. A doubtful copy has been read, but whose
    report of which year it is must be confirmed before entries are made of it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be read")
        DOUBTFUL = "doubtful", _("read, place and year to be confirmed")
        READ = "read", _("read")
        REFUSED = "refused", _("could not be read")

    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="copies")
    number = models.PositiveIntegerField(default=1, help_text="first, second … copy of the report")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.FileField(upload_to="copies/")
    text = models.TextField(blank=True)
    ledger = models.JSONField(null=True, blank=True)
    diff = models.JSONField(
        null=True, blank=True, help_text="against the copy before it: gained, lost, changed"
    )
    layout = models.JSONField(default=dict, blank=True)
    refusal = models.JSONField(null=True, blank=True)
    reader = models.CharField(max_length=40, blank=True, help_text="edition of the library")
    uploaded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "number"]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return self.filename
