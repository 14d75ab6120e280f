"""The first page, and the post from which somebody acts."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi_web.console.home.desks import DESKS
from luoshi_web.console.pages import page
from luoshi_web.console.reading import shows
from luoshi_web.console.request import POST_KEY, OfficeRequest


@page()
def today(request: OfficeRequest) -> HttpResponse:
    """What waits for this post."""
    desk = DESKS[request.actor.role](request)
    shows(request, [line.item for panel in desk.panels for line in panel.lines if line.item is not None])
    return render(request, "home/today.html", {"desk": desk})


@page(methods=("POST",))
def choose_post(request: OfficeRequest) -> HttpResponse:
    """Act from another post that the person holds."""
    chosen = request.POST.get("post", "")
    if chosen not in {str(post.pk) for post in request.posts}:
        raise PermissionDenied
    request.session[POST_KEY] = int(chosen)
    return redirect("home")
