"""Who asks, from which post, at what moment: set on every request before a page sees it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_fsm import TransitionNotAllowed
from django_htmx.middleware import HtmxDetails

from luoshi_web.accounts.models import Person, Post
from luoshi_web.accounts.selectors import actor_for, posts_of
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal

POST_KEY = "post"


class OfficeRequest(HttpRequest):
    """What a page gets: :class:`ActorMiddleware` has set the fields, and :func:`luoshi_web.console.pages.page` has seen to it that
    somebody is logged in and holds a post. Before that ``actor`` may be None.
    """

    user: Person
    htmx: HtmxDetails
    actor: Actor
    posts: list[Post]
    now: datetime
    today: date


def now() -> datetime:
    """The moment: the machine's, or the one that ``LUOSHI_NOW`` sets for a demonstration."""
    fixed: datetime | None = settings.OFFICE_NOW
    if fixed is None:
        return timezone.now()
    return fixed if timezone.is_aware(fixed) else timezone.make_aware(fixed)


class ActorMiddleware:
    """Sets ``now``, ``today``, ``posts`` and ``actor``; turns refused acts into a sentence on the page they came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now = now()
        request.today = timezone.localdate(request.now)
        request.posts, request.actor = [], None
        if request.user.is_authenticated:
            request.posts = posts_of(request.user, at=request.today)
            chosen = request.session.get(POST_KEY)
            post = next((p for p in request.posts if p.pk == chosen), None) or next(iter(request.posts), None)
            if post is not None:
                request.actor = actor_for(request.user, post, at=request.today)
        return self.get_response(request)

    def process_exception(self, request: OfficeRequest, error: Exception) -> HttpResponse | None:
        """A :class:`Refusal` is for whoever asked: nothing was changed, and they read why."""
        if isinstance(error, TransitionNotAllowed):
            error = Refusal("wrong_state", state=error.object.get_state_display() if error.object else "")
        if not isinstance(error, Refusal):
            return None
        if request.htmx:
            return render(request, "console/refusal.html", {"sentence": str(error)}, status=409)
        messages.error(request, str(error))
        return HttpResponseRedirect(back(request))


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """Where an act came from: the form's ``back`` or the referring page, on this site alone."""
    for url in (request.POST.get("back"), request.META.get("HTTP_REFERER")):
        if url and url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        ):
            return url
    return otherwise


def surroundings(request: OfficeRequest) -> dict[str, Any]:
    """For every template: the actor, the posts to choose from, the day, what the menu shows."""
    from luoshi_web.console.menu import menu_for
    from luoshi_web.supervision.urging.messages import unread

    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "posts": getattr(request, "posts", []),
        "today": getattr(request, "today", None),
        "menu": menu_for(request) if actor else (),
        "unread": unread(actor.person_id, at=request.today) if actor else 0,
    }
