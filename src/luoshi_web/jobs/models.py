"""Who works in the background, and what ran on which night. The queue itself is the table of django-tasks-db."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A thread or process that takes jobs. ``seen_at`` is its heartbeat; ``job`` what it holds, set and cleared with the job's own row.

    ``machine`` names the running system and ``born`` when the process began, so that a process with a dead one's number is not
    taken for it.
    """

    name = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    machine = models.CharField(max_length=120, blank=True)
    pid = models.PositiveIntegerField()
    born = models.CharField(max_length=40, blank=True)
    in_web = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    job = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]

    def __str__(self) -> str:
        return self.name


class Fault(models.Model):
    """A kind of fault of the program on a day: what was raised, at which line of ours, how often. ``request`` names the last one."""

    day = models.DateField(db_index=True)
    error = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    request = models.CharField(max_length=64)
    trace = models.TextField()
    objects: "models.Manager[Fault]" = models.Manager()

    class Meta:
        ordering = ["-day", "-last_at"]
        constraints = [
            models.UniqueConstraint(fields=["day", "error", "place"], name="one_row_a_fault_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.error} {self.place}"


class Run(models.Model):
    """A step of a night. One row a step and day: whoever makes the row asks for the step, so that no step is asked for twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("ran")
        FAILED = "failed", _("failed")
        MISSING = "missing", _("not installed")

    step = models.CharField(max_length=40)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    job = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ["-day", "step"]
        constraints = [models.UniqueConstraint(fields=["step", "day"], name="one_run_a_step_and_day")]

    def __str__(self) -> str:
        return f"{self.step} {self.day}"
