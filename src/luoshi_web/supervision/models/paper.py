"""Papers that went out: what was in them, so that the same bytes can be made again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told
from luoshi_web.supervision.papers.kinds import BROUGHT


def paper_kinds() -> list[tuple[str, StrOrPromise]]:
    """The office's own kinds, then those that registers brought: code and words."""
    own: list[tuple[str, StrOrPromise]] = list(Paper.Kind.choices)
    return own + list(BROUGHT.items())


@told("title", "content", "withdrawn_reason")
class Paper(models.Model):
    """An issued paper. ``content`` is everything that stands in it; both files are made from it.

    ``secrecy`` is the highest of what stands in it: who is not cleared for that does not get the paper at all, for it is one file for
    everybody. ``office`` is whom a notice is addressed to, null where a paper goes to all. ``docx_sha256`` and ``xlsx_sha256`` are the digests of
    the files as they were when it was issued. ``copied_to`` are the offices of the 抄送 that are known here: they may read it too.
    ``sender`` is the office that issued it, where that is not the supervision office: it reads it, too. A paper that was withdrawn stays, with its
    number, and says why. ``Kind`` are the supervision office's own; an app above brings others (``papers.kinds``).
    """

    class Kind(models.TextChoices):
        SPLIT = "split", _("split of tasks (任务分解表)")
        NOTICE = "notice", _("supervision notice (督查通知单)")
        PRESS = "press", _("pressing notice (催办单)")
        BULLETIN = "bulletin", _("half-year bulletin (半年通报)")
        APPRAISAL = "appraisal", _("appraisal table (考评表)")

    kind = models.CharField(max_length=24, choices=paper_kinds)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    on = models.DateField()
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="papers")
    sender = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="papers_sent")
    outside = models.BooleanField(
        default=False, help_text="goes to somebody outside the offices: no department but its sender reads it"
    )
    content = models.JSONField()
    docx_sha256 = models.CharField(max_length=64, blank=True)
    xlsx_sha256 = models.CharField(max_length=64, blank=True)
    items = models.ManyToManyField(Item, blank=True, related_name="papers")
    copied_to = models.ManyToManyField(Office, blank=True, related_name="papers_copied")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, help_text="for everybody to read")

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["-on", "-id"], name="paper_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="paper_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="withdrawn_papers_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
