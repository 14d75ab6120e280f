"""Released copies: what the portal owns and shows. Nothing here points at the office; what is not here is not public.

A line's name is its ledger's id and the first eight digits of the SHA-256 of the copy that it stands in (``ef76954b24b52-9b1f0c77``): an id
of the ledger is made of the words alone, and a thousand reports say 地区生产总值增长6%左右.
"""

from django.db import models

LEVELS = ("national", "province", "prefecture", "county", "town")


class Site(models.Model):
    """One row: the number of the last release of whatever place, and when it was."""

    release = models.PositiveIntegerField(default=0)
    released_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=64, blank=True)


class Place(models.Model):
    """A government's territory under its frozen key (:mod:`luoshi_web.portal.keys`). ``release`` counts what was released of it."""

    key = models.CharField(primary_key=True, max_length=16)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=120)
    slug = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=10)
    province = models.CharField(max_length=2, blank=True, db_index=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    names = models.JSONField(default=list)
    ended = models.PositiveSmallIntegerField(null=True)
    successors = models.JSONField(default=list)
    release = models.PositiveIntegerField(default=0)
    released_at = models.DateTimeField(null=True)
    inputs = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["key"]


class Tally(models.Model):
    """What is counted over all places (:mod:`luoshi_web.portal.tallies`): millions of lines are not counted for a page.

    ``number`` of a ``code`` in a ``year``; year 0 is all years together. ``places`` have some of it.
    """

    of = models.CharField(max_length=10)
    code = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    number = models.BigIntegerField(default=0)
    places = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "code", "year"], name="one_tally_a_year")]


class PlaceTally(models.Model):
    """A place's own part of :class:`Tally`: some hundred numbers, which no page that shows the place has to read."""

    place = models.OneToOneField(Place, primary_key=True, on_delete=models.CASCADE, related_name="tally")
    held = models.JSONField(default=list)


class FormerKey(models.Model):
    """A key under which a place without a code stood before its full name was known: it leads to the place."""

    key = models.CharField(primary_key=True, max_length=16)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="former_keys")


class Report(models.Model):
    """The report of a place's year, from its best copy. Offsets of its lines count into ``text``."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveSmallIntegerField(db_index=True)
    title = models.CharField(max_length=300, blank=True)
    session = models.CharField(max_length=200, blank=True)
    date = models.CharField(max_length=10, blank=True)
    speaker = models.CharField(max_length=100, blank=True)
    complete = models.BooleanField(default=True)
    guessed = models.JSONField(default=list)
    text = models.TextField()
    sections = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="one_report_a_year")]
        indexes = [models.Index(fields=["-year", "-date", "place"], name="report_newest")]
        ordering = ["place", "year"]


class Copy(models.Model):
    """A file that holds a report: where it was found, and what is wrong with it."""

    sha256 = models.CharField(max_length=64, unique=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="copies")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="copies")
    best = models.BooleanField(default=False)
    found = models.JSONField(default=list)
    url = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    characters = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    complete = models.BooleanField(default=True)
    notices = models.JSONField(default=list)

    class Meta:
        ordering = ["report", "-best", "sha256"]

    @property
    def short(self) -> str:
        return self.sha256[:12]


class Source(models.Model):
    """A document as it was given and what it was read as, so that a second run reads only what is new."""

    document = models.CharField(max_length=500, primary_key=True)
    stamp = models.CharField(max_length=200)
    outcome = models.CharField(max_length=40)
    remark = models.CharField(max_length=500, blank=True)
    said = models.JSONField(default=dict)


class Paragraph(models.Model):
    """A paragraph of a report's text, the unit of the search index."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    text = models.TextField()
    role = models.CharField(max_length=16)
    heading = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_paragraph_a_number")]
        ordering = ["report", "number"]


class Line(models.Model):
    """One statement of a report. ``verdict`` is what the next report made of it: :class:`Outcome` says how."""

    id = models.CharField(primary_key=True, max_length=24)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="lines")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    kind = models.CharField(max_length=8)
    grade = models.CharField(max_length=12, blank=True)
    headline = models.BooleanField(default=False)
    role = models.CharField(max_length=16, blank=True)
    together = models.CharField(max_length=14)
    subject = models.CharField(max_length=200, blank=True)
    indicator = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=16, blank=True)
    reading = models.JSONField(default=dict)
    verdict = models.CharField(max_length=20, blank=True)
    copy_name = models.CharField(
        max_length=24,
        blank=True,
        help_text="its name in the copy that is used now, where its address is that of an earlier one",
    )

    class Meta:
        ordering = ["report", "number"]
        indexes = [
            models.Index(
                fields=["copy_name"], condition=~models.Q(copy_name=""), name="line_in_a_better_copy"
            ),
            models.Index(fields=["report", "paragraph"], name="line_in_report"),
            models.Index(fields=["indicator", "year"], name="line_by_indicator"),
            models.Index(fields=["place", "indicator"], name="line_by_place"),
            models.Index(
                fields=["indicator", "year", "place", "number"],
                condition=models.Q(headline=True, kind="target"),
                name="line_headline_by_year",
            ),
        ]

    @property
    def ledger_id(self) -> str:
        return self.id.partition("-")[0]


class Orphan(models.Model):
    """A line that was public and is not in the copy that is used now: its address, and what hangs on it, waits for somebody to settle it.

    ``answer`` is what the report of ``answer_year`` said of it. Settled: it is the line ``attached_to``, or it is closed with a ``reason``.
    """

    id = models.CharField(primary_key=True, max_length=24)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="orphans")
    year = models.PositiveSmallIntegerField()
    quote = models.TextField()
    kind = models.CharField(max_length=8)
    verdict = models.CharField(max_length=20, blank=True)
    answer_year = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    left_on = models.DateField()
    settled_on = models.DateField(null=True)
    attached_to = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place", "-year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_on=None, attached_to="", reason="")
                | models.Q(settled_on__isnull=False, reason="") & ~models.Q(attached_to="")
                | models.Q(settled_on__isnull=False, attached_to="") & ~models.Q(reason=""),
                name="orphans_are_attached_or_closed",
            )
        ]


class FormerCopy(models.Model):
    """A copy that was public and is given no more: its address leads to the copy that is used."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="former_copies")
    year = models.PositiveSmallIntegerField()


class Outcome(models.Model):
    """What the next report says of a target or a task. The answer's words stand here too: a verdict never stands without them.

    ``start`` and ``end`` say where ``quote`` stands in the text of ``later``, ``again_start`` and ``again_end`` where ``again`` does; ``against``
    names the line of ``later`` whose figure a relative target is held against.
    """

    line = models.OneToOneField(Line, primary_key=True, on_delete=models.CASCADE, related_name="outcome")
    later = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=20)
    rule = models.CharField(max_length=30)
    deviation = models.CharField(max_length=40, blank=True)
    reason_zh = models.TextField()
    reason_en = models.TextField()
    answer = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="answered")
    quote = models.TextField(blank=True)
    paragraph = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    against = models.CharField(max_length=24, blank=True)
    expected = models.BooleanField(default=False)
    others = models.JSONField(default=list)
    vintages = models.JSONField(default=list)
    again = models.TextField(blank=True)
    again_start = models.PositiveIntegerField(null=True)
    again_end = models.PositiveIntegerField(null=True)
    dropped = models.BooleanField(default=False)


class Turn(models.Model):
    """A target that two reports set one after the other, and what became of its words."""

    before = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="turn")
    after = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="turned")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="turns")
    modality = models.CharField(max_length=10)
    bound = models.CharField(max_length=10)
    number = models.CharField(max_length=10, blank=True)


class Fate(models.Model):
    """An admitted problem beside those of the next report (``report``): it returns, changes its words, is gone, or is new."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="fates")
    fate = models.CharField(max_length=8)
    before = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="fates_after")
    after = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="fates_before")
    likeness = models.FloatField(null=True)


class Tombstone(models.Model):
    """What was taken back after it was public: its address answers 410 with the day and the reason, never with the words.

    Where they stood remains, so that no later import shows them: ``length`` characters from ``start`` of the text of the copy ``sha256``, which had
    ``characters`` of them, of the report ``place_key``/``year``. ``place`` is for the way there alone: places go, and their keys change.
    """

    address = models.CharField(max_length=200, primary_key=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL)
    taken_on = models.DateField()
    reason = models.CharField(max_length=20)
    sentence = models.CharField(max_length=300, blank=True)
    length = models.PositiveIntegerField(default=0)
    place_key = models.CharField(max_length=16, blank=True, db_index=True)
    year = models.PositiveSmallIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    start = models.PositiveIntegerField(null=True)
    characters = models.PositiveIntegerField(default=0)


class Seen(models.Model):
    """A copy that somebody looked through for words that were taken back of another copy of the same year, as it was read then."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    characters = models.PositiveIntegerField()
    seen_at = models.DateTimeField()


class Item(models.Model):
    """What the office released of an item that it follows up: who answers for it until when, what that unit says, what was verified.

    ``key`` is ``PLACE/NUMBER``, ``line`` the line that it stands for (empty: it comes from a decision), ``content`` all that may be shown of it
    (docs/publication.md) and nothing else. ``from_split``: it is known from a released split alone. ``number`` counts the office's releases of the place.
    """

    key = models.CharField(primary_key=True, max_length=60)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="items")
    year = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=24, blank=True, db_index=True)
    unit_key = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16)
    due = models.DateField(null=True)
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
    from_split = models.BooleanField(default=False)
    content = models.JSONField()

    class Meta:
        ordering = ["place", "-year", "key"]
        indexes = [models.Index(fields=["place", "unit_key"], name="item_of_unit")]

    @property
    def paper_number(self) -> str:
        """The number on the office's papers: 2026-T-0007."""
        return self.key.partition("/")[2]

    @property
    def has_files(self) -> bool:
        """Whether some of its evidence can be looked at."""
        return any("file" in row for row in self.content.get("evidence") or ())


class FilePage(models.Model):
    """A page of a file of evidence that an office released, drawn anew; the file itself is not here. It lies in the database, and goes with its item.

    ``mark`` names the file in addresses and in the item's ``content``.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="file_pages")
    mark = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    picture = models.BinaryField()
    small = models.BinaryField(
        default=b"", help_text="what a first view loads; nothing of what was released before there was one"
    )
    width = models.PositiveSmallIntegerField(default=0, help_text="of the small picture")
    height = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item", "mark", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "mark", "number"], name="one_picture_a_page")]


class Sheet(models.Model):
    """A table that the office released: the split of a report, or the results of an appraisal. ``key`` is
    ``PLACE/YEAR/NAME``."""

    key = models.CharField(primary_key=True, max_length=200)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="sheets")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering = ["place", "-year", "kind", "key"]

    @property
    def path(self) -> str:
        """From its place's page: ``2026/split-tasks/``."""
        return f"{self.key.partition('/')[2]}/"


class Version(models.Model):
    """What was public of a line or an item from a moment on, until another took its place. What was taken back is gone from here too.

    ``about`` is ``l/ID`` or ``o/PLACE/NUMBER``; ``line`` the line whose history it stands in.
    """

    about = models.CharField(max_length=70)
    line = models.CharField(max_length=24, blank=True, db_index=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    content = models.JSONField()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=models.Q(until=None), name="one_version_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["about", "since"], name="version_of")]


class Taken(models.Model):
    """What an office told the portal and the portal did, by the key that the office gave it: told again, it is not done again. It says nothing else."""

    key = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
