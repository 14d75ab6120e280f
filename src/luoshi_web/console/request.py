"""Who asks, from which post, at what moment: set on every request before a page sees it."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_fsm import TransitionNotAllowed
from django_htmx.middleware import HtmxDetails

from luoshi_web.accounts.models import Person, Post
from luoshi_web.accounts.selectors import actor_for, posts_to_act_from, secured_on
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.races import is_taken
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.reading import record_read
from luoshi_web.jobs.clock import now
from luoshi_web.supervision.models.told import noting
from luoshi_web.supervision.urging.messages import unread_count

POST_KEY = "post"
_log = logging.getLogger(__name__)


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
    unread: int


def version_of(request: OfficeRequest) -> int:
    """What the page showed; a form without it is of no page of ours, and matches nothing."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else -1


class ActorMiddleware:
    """Sets ``now``, ``today``, ``posts``, ``actor`` and ``unread`` (one query for posts, offices in charge, messages and whether there is a security administrator); records
    what was read of what is secret; turns refused acts into a sentence on the page they came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now = now()
        request.today = timezone.localdate(request.now)
        request.posts, request.actor, request.unread = [], None, 0
        if request.user.is_authenticated:
            unread = unread_count(request.user.pk, at=request.today)
            held = posts_to_act_from(
                request.user, at=request.today, unread=unread, secured=secured_on(request.today)
            )
            request.posts = [post for post, _charged in held]
            request.unread = held[0][0].unread if held else 0
            chosen = request.session.get(POST_KEY)
            acting = next((pair for pair in held if pair[0].pk == chosen), None) or next(iter(held), None)
            if acting is not None:
                post, charged = acting
                request.actor = actor_for(
                    request.user, post, at=request.today, secured=post.secured, charged=charged
                )
        with noting() as taken:
            answer = self.get_response(request)
        record_read(request, answer, taken)
        return answer

    def process_exception(self, request: OfficeRequest, error: Exception) -> HttpResponse | None:
        """A :class:`Refusal` is for whoever asked: nothing was changed, and they read why. So is the losing of a race for one key."""
        if isinstance(error, TransitionNotAllowed):
            error = Refusal("wrong_state", state=error.object.get_state_display() if error.object else "")
        if isinstance(error, IntegrityError) and is_taken(error):
            _log.warning(
                "of two who did the same at once this one is told so: %s", request.path, exc_info=error
            )
            error = Refusal("changed_meanwhile")
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

    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "posts": getattr(request, "posts", []),
        "today": getattr(request, "today", None),
        "menu": menu_for(request) if actor else (),
        "unread": getattr(request, "unread", 0),
    }


def single_sign_on(request: HttpRequest) -> dict[str, str]:
    """For the login page: what the identity provider is called, where there is one."""
    return {"single_sign_on": settings.OIDC.name if settings.OIDC else ""}
