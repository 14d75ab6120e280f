"""The portal beside this app: its lines and reports looked up, what was said told on its pages, what is taken down taken back there."""

import hashlib
from urllib.parse import quote

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from luoshi_web.portal import released
from luoshi_web.portal.services import Reason, take_back_line
from luoshi_web.voices import clock
from luoshi_web.voices.identity import identity
from luoshi_web.voices.models import Comment, Correction, Hiding
from luoshi_web.voices.selectors import log, threads
from luoshi_web.voices.services.hiding import Change
from luoshi_web.voices.subjects import COMMENT, LINE, REPORT, Subject, find
from luoshi_web.voices.views.kinds import addressed
from luoshi_web.voices.views.links import links


class PortalSubjects:
    """``VOICES["subjects"]``: what the portal shows, and nothing else."""

    def line(self, id: str) -> Subject | None:
        found = released.line(id)
        if found is None:
            return None
        place = f"{found.place_name} {found.year}"
        return Subject(LINE, found.id, found.quote, place, get_script_prefix() + quote(found.path))

    def report(self, place: str, year: int) -> Subject | None:
        found = released.report(f"{place.partition('-')[0]}/{year}")
        if found is None:
            return None
        title = found.title or f"{found.year}"
        return Subject(REPORT, found.id, title, found.place_name, get_script_prefix() + quote(found.path))


class ThreadBlock:
    """``PORTAL_BLOCKS``: how much was said under a line or report, and the ways there."""

    def version(self, kind: str, name: str) -> str:
        """Another where anything that the block or the thread shows has changed. Three small queries by index."""
        about = {"subject_kind": kind, "subject_key": name}
        said = Comment.objects.filter(**about, public=True)
        rows = [
            *said.order_by("pk").values_list("number", "state", "decided_at", "forwarded__state"),
            *Correction.objects.filter(**about).order_by("pk").values_list("number", "state", "decided_at"),
            *Hiding.objects.filter(subject_kind=COMMENT, subject_key__in=said.values("number")).values_list("subject_key", "state"),
        ]  # fmt: skip
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:12] if rows else ""

    def html(self, kind: str, name: str, request: HttpRequest) -> str:
        """The block. It holds no form and no script."""
        with addressed(request):
            subject = find(kind, name)
            if subject is None:
                return ""
            thread = threads.thread(kind, name, quote=subject.quote)
            done = log.of_subject(kind, name, at=clock.now())
            return render_to_string(
                "voices/block.html",
                {
                    "thread": thread,
                    "links": links(subject),
                    "corrections": done,
                    "letters": identity() is None,
                },
            )


_REASONS: dict[str, Reason] = {"personal": "personal", "infringement": "infringement", "secret": "secret"}


def follow(change: Change) -> None:
    """``VOICES["hidden"]``: a line that two people took down is taken back in the portal, which deletes its words everywhere and purges."""
    if change.kind != LINE or change.state != Hiding.State.GONE:
        return
    hiding = Hiding.objects.select_related("correction").get(subject_kind=change.kind, subject_key=change.key)
    if released.line(change.key) is not None:
        take_back_line(
            line_id=change.key,
            reason=_REASONS[hiding.correction.kind],
            sentence=hiding.correction.sentence,
            at=hiding.since,
        )


thread_block = ThreadBlock()
