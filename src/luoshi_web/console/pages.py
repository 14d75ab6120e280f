"""What every page begins with: somebody logged in, a post, a right."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi_web.accounts.passwords import is_too_old
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.security import has_second_factor
from luoshi_web.audit.actor import Actor
from luoshi_web.console import second_factor
from luoshi_web.console.paging import KeysFirst
from luoshi_web.console.request import OfficeRequest

View = Callable[..., HttpResponse]
PER_PAGE = 50
_LARGEST_KEY = 2**63 - 1


def page(right: str | None = None, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """For a view: who is not logged in logs in first; who holds no post, or whose post lacks ``right``, is told so (403).

    Rights over a single thing are asked inside the view with :func:`demand`. An act is ``methods=("POST",)``. What was said here stands on the
    view as ``methods`` and ``right``, by which the tests know every page that begins with this, and which methods their table must name.
    """

    def wrap(view: View) -> View:
        @require_http_methods(list(methods))
        @login_required
        @wraps(view)
        def shown(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                raise PermissionDenied
            if any(isinstance(key, int) and key > _LARGEST_KEY for key in kwargs.values()):
                raise Http404  # no row can have it, and not every query could be asked for it
            if (first := _before_all(request)) is not None:
                return first
            if right is not None:
                demand(request.actor, right)
            return view(request, *args, **kwargs)

        said: Any = shown
        said.methods, said.right = frozenset(methods), right
        return shown

    return wrap


def _before_all(request: OfficeRequest) -> HttpResponse | None:
    """A password that the administrator knows is changed before anything else; a role of ``LUOSHI_SECOND_FACTOR_ROLES`` then sets up its
    second factor, or shows it where the session was opened by the password alone.
    """
    if request.user.must_change_password:
        messages.warning(request, _("Choose a password of your own before you go on."))
        return redirect("account_change_password")
    if is_too_old(request.user, at=request.now):
        messages.warning(request, _("Your password is too old. Choose another before you go on."))
        return redirect("account_change_password")
    if request.actor.role not in settings.SECOND_FACTOR_ROLES:
        return None
    if not has_second_factor(request.user):
        messages.warning(request, _("Your post asks for a second factor. Set it up before you go on."))
        return redirect("mfa_activate_totp")
    if not second_factor.shown_in(request):
        messages.warning(request, _("Your post asks for a second factor. Confirm it before you go on."))
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
    return None


def demand(actor: Actor, right: str, thing: Any = None) -> None:
    """Raise :class:`PermissionDenied` where the actor lacks the right over the thing."""
    if not may(actor, right, thing):
        raise PermissionDenied


def paged(
    request: OfficeRequest, things: Any, *, per_page: int = PER_PAGE, rows: QuerySet[Any] | None = None
) -> Page[Any]:
    """The page that ``?page=`` asks for; the nearest one where the number is no page.

    ``rows`` is for lists that grow with the years: ``things`` are found by their keys alone, and shown as ``rows`` fetches them.
    """
    pages = Paginator(things, per_page) if rows is None else KeysFirst(things, per_page, rows=rows)
    found: Page[Any] = pages.get_page(request.GET.get("page"))
    return found
