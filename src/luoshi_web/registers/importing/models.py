"""A file that a register's matters come in from, and where each of its rows went."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Secrecy
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models.told import told


class ImportedFile(models.Model):
    """One file. ``layouts`` says of each sheet where its headings end and what its columns mean, ``names`` which office a name means that nobody
    knows, ``common`` what is said of the whole list. Its matters are at most internal: others are entered one by one.
    """

    class State(models.TextChoices):
        SEEN = "seen", _("being looked at")
        TAKEN = "taken", pgettext_lazy("a file", "entered")
        DROPPED = "dropped", _("put aside")

    register = models.CharField(max_length=12, choices=Matter.Register)
    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(help_text="the file as it came")
    year = models.PositiveSmallIntegerField()
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    layouts = models.JSONField(default=dict)
    names = models.JSONField(default=dict)
    common = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.SEEN)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["register", "-at"], name="imported_by_register")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="taken", taken_at__isnull=False)
                | ~Q(state="taken") & Q(taken_at__isnull=True),
                name="imported_files_say_when",
            ),
            models.CheckConstraint(
                condition=Q(secrecy__lte=Secrecy.INTERNAL), name="imported_files_are_internal_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.filename


@told("cells", "left", of="matter")
class ImportedRow(models.Model):
    """Where a matter came from: file, sheet, lines, every cell as it stood. ``left``: column → what it said and why it was not entered.

    Without ``matter`` the row was wrong, and ``faults`` say why. ``how`` is whether the matter was entered from it or was there already.
    """

    class How(models.TextChoices):
        MADE = "made", pgettext_lazy("a row", "entered")
        THERE = "there", _("in the register already, left as it is")
        WRONG = "wrong", _("not entered: a cell is wrong")

    file = models.ForeignKey(ImportedFile, models.CASCADE, related_name="rows")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, blank=True, related_name="imported_rows")
    how = models.CharField(max_length=8, choices=How)
    sheet = models.CharField(max_length=60)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    left = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["file", "id"]
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet", "first"], name="imported_row_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(how="made"), name="matter_entered_from_one_row"
            ),
            models.CheckConstraint(
                condition=Q(how="wrong", matter__isnull=True) | ~Q(how="wrong") & Q(matter__isnull=False),
                name="imported_rows_have_a_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.first}"
