"""The first page, and the post from which somebody acts."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.home.desks import DESKS, registers
from luoshi_web.console.pages import page
from luoshi_web.console.request import POST_KEY, OfficeRequest
from luoshi_web.supervision.selectors.readiness import issued_yet


@page()
def today(request: OfficeRequest) -> HttpResponse:
    """What waits for this post. Before anything was ever given out, an empty list means nothing, and says so."""
    desk = DESKS[request.actor.role](request)
    desk = replace(desk, waiting=(*desk.waiting, *registers.tiles(request)))
    begun = any(panel.lines for panel in desk.panels) or issued_yet()
    if not begun:
        desk = replace(
            desk,
            panels=tuple(replace(panel, empty=_("Nothing has been issued yet.")) for panel in desk.panels),
        )
    guided = not begun and may(request.actor, "guide.read")
    return render(request, "home/today.html", {"desk": desk, "guided": guided})


@page(methods=("POST",))
def choose_post(request: OfficeRequest) -> HttpResponse:
    """Act from another post that the person holds."""
    chosen = request.POST.get("post", "")
    if chosen not in {str(post.pk) for post in request.posts}:
        raise PermissionDenied
    request.session[POST_KEY] = int(chosen)
    return redirect("home")
