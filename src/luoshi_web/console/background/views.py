"""How the background work stands, and trying a failed job again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.jobs.selectors import standing
from luoshi_web.jobs.services import try_again
from luoshi_web.jobs.steps import steps

TROUBLES = {
    "no_worker": gettext_lazy("No worker is alive: nothing is done in the background."),
    "failed": gettext_lazy("Jobs were given up after all their tries."),
    "faults": gettext_lazy("The program met faults today."),
    "night_late": gettext_lazy("A step of the night has not ended two hours after its time."),
    "queue_late": gettext_lazy("A job has waited for more than two hours."),
}
STEP_WORDS = {
    "publication": gettext_lazy("Publication"),
    "downloads": gettext_lazy("Files of all lines of the portal"),
    "lights": gettext_lazy("Lights"),
    "urging": gettext_lazy("Urging"),
    "registers": gettext_lazy("Limits of registers"),
    "letters": gettext_lazy("Letters"),
    "notices": gettext_lazy("Notices through gateways"),
    "head": gettext_lazy("Head of the log"),
    "files": gettext_lazy("Kept files"),
    "faults": gettext_lazy("Faults of the program"),
}
QUEUE_WORDS = {
    "READY": gettext_lazy("waiting"),
    "RUNNING": gettext_lazy("being done"),
    "SUCCESSFUL": gettext_lazy("done"),
    "FAILED": gettext_lazy("given up"),
}


@page("jobs.read")
def shown(request: OfficeRequest) -> HttpResponse:
    """Workers, queue, the last week's steps, failures."""
    found = standing(at=request.now, machine=timezone.now())
    context = {
        "found": found,
        "troubles": [TROUBLES[code] for code in found.troubles],
        "queue": [(words, found.counts.get(state, 0)) for state, words in QUEUE_WORDS.items()],
        "runs": [(run, STEP_WORDS.get(run.step, run.step), sorted(run.counts.items())) for run in found.runs],
        "table": [(STEP_WORDS.get(step.name, step.name), step) for step in steps()],
        "failed": [
            (job, job.traceback.strip().rpartition("\n")[2] or job.exception_class_path)
            for job in found.failed
        ],
    }
    return render(request, "background/show.html", context)


@page("jobs.manage", methods=("POST",))
def again(request: OfficeRequest, job: UUID) -> HttpResponse:
    """Try a failed job again."""
    try_again(actor=request.actor, job=job, at=timezone.now())
    messages.success(request, _("It is tried again."))
    return redirect("background:show")
