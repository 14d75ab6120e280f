"""The portal beside this app: its lines and reports looked up, what was said told on its pages, what is taken down taken back there."""

import hashlib
from urllib.parse import quote

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from luoshi_web.portal import released
from luoshi_web.portal.services import Reason, take_back_line, take_back_report
from luoshi_web.voices import clock
from luoshi_web.voices.identity import identity
from luoshi_web.voices.models import VISIBLE, Comment, Correction, Hiding
from luoshi_web.voices.selectors import log, threads
from luoshi_web.voices.services.hiding import Change, Gone
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
        return Subject(
            LINE, found.id, found.quote, place, get_script_prefix() + quote(found.path), replaced=found.left
        )

    def report(self, place: str, year: int) -> Subject | None:
        found = released.report(f"{place.partition('-')[0]}/{year}")
        if found is None:
            return None
        title = found.title or f"{found.year}"
        return Subject(REPORT, found.id, title, found.place_name, get_script_prefix() + quote(found.path))


class ThreadBlock:
    """``PORTAL_BLOCKS``: how much was said under a line or report, and the ways there."""

    def version(self, kind: str, name: str) -> str:
        """Another where the block shows something else: of what is not public at this moment it tells nothing. Three small queries by index."""
        said = Comment.objects.filter(subject_kind=kind, subject_key=name, public=True, state__in=VISIBLE)
        shown = {
            number: state == "answered"
            for number, state in said.order_by("pk").values_list("number", "forwarded__state")
        }
        for number in threads.hidden(COMMENT, shown):
            del shown[number]
        rows = [
            *shown.items(),
            *((one.number, one.kind) for one in log.of_subject(kind, name, at=clock.now())),
        ]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:12] if rows else ""

    def moved(self, kind: str, old: str, new: str) -> None:
        """An editor has said that a line which left is another one: what was said of it stands under that."""
        _follow_line(kind, old, new)

    def html(self, kind: str, name: str, request: HttpRequest) -> str:
        """The block. It holds no form and no script. At the foot of every page (``site``): the ways to the log and the rules."""
        with addressed(request):
            if kind == "site":
                return render_to_string("voices/site_links.html")
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


def _follow_line(kind: str, old: str, new: str) -> None:
    """Every row that is about the one is about the other."""
    for model in (Comment, Correction, Hiding):
        model._default_manager.filter(subject_kind=kind, subject_key=old).update(subject_key=new)


_REASONS: dict[str, Reason] = {"personal": "personal", "infringement": "infringement", "secret": "secret"}


def follow(change: Change) -> Gone:
    """``VOICES["hidden"]``: what two people took down is taken back in the portal, which deletes its words everywhere and purges: a line, or a whole report.

    Returns what went with it. It is called within the transaction of the decision: what fails here takes the decision back.
    """
    public = {LINE: released.line, REPORT: released.report}.get(change.kind)
    if public is None or change.state != Hiding.State.GONE or public(change.key) is None:
        return ()
    over = Hiding.objects.select_related("correction").get(
        correction__number=change.correction, subject_kind=change.kind, subject_key=change.key
    )
    reason = "secret" if change.secret else _REASONS[over.correction.kind]
    sentence, at = over.correction.sentence, over.since
    if change.kind == LINE:
        return [
            (LINE, one) for one in take_back_line(line_id=change.key, reason=reason, sentence=sentence, at=at)
        ]
    lines = take_back_report(report_id=change.key, reason=reason, sentence=sentence, at=at)
    return [(REPORT, change.key), *((LINE, one) for one in lines)]


thread_block = ThreadBlock()
