"""The inbox of the person who is logged in: whichever post they act from, it is theirs."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers.told import told_matters
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.safekeeping.words import said_by_machine, typed_by_machine
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.urging.decisions import decisions_in
from luoshi_web.supervision.urging.gathered import lines_of
from luoshi_web.supervision.urging.letters import subject_of
from luoshi_web.supervision.urging.messages import inbox, mark_read
from luoshi_web.supervision.urging.security import words_of


@page()
def listed(request: OfficeRequest) -> HttpResponse:
    """All messages, the latest first."""
    mine = inbox(request.user.pk, at=request.today).order_by("-due_on", "-pk")
    if "unread" in request.GET:
        mine = mine.filter(read_at=None)
    found = paged(request, mine, rows=mine.annotate(count=Count("urges")))
    rows = [(message, subject_of(message, message.count)) for message in found]
    return render(
        request, "inbox/list.html", {"page": found, "rows": rows, "unread_only": "unread" in request.GET}
    )


@page()
def shown(request: OfficeRequest, pk: int) -> HttpResponse:
    """One message. To open it is to read it."""
    message = get_object_or_404(inbox(request.user.pk, at=request.today), pk=pk)
    if message.read_at is None and request.method == "GET":
        request.unread -= mark_read(actor=request.actor, messages=[pk], on=request.today, at=request.now)
    urges = list(message.urges.select_related("item").order_by("-rung", "pk"))
    open_to = set(
        visible_to(request.actor).filter(pk__in=[u.item_id for u in urges]).values_list("pk", flat=True)
    )
    decided = list(decisions_in(message, visible_to(request.actor)))
    context = {
        "message": message,
        "failures": lines_of(message) if message.kind == Message.Kind.LETTER_FAILED else (),
        "told": said_by_machine(message),
        "typed": typed_by_machine(message),
        "of_login": words_of(message) if message.kind == Message.Kind.SECURITY else "",
        "decisions": decided,
        "matters": list(told_matters(message, request.actor)),
        "subject": subject_of(message, len(urges)),
        "urges": [(urge, urge.item_id in open_to) for urge in urges],
    }
    return render(request, "inbox/message.html", context)


@page(methods=("POST",))
def read_all(request: OfficeRequest) -> HttpResponse:
    """Everything is read."""
    count = mark_read(actor=request.actor, on=request.today, at=request.now)
    said = ngettext("%(count)s message marked as read.", "%(count)s messages marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("inbox:list")
