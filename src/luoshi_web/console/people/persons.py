"""Pages of people, and of logins that are locked. A password is shown once, on the page that answers the act."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from luoshi_web.accounts import services
from luoshi_web.accounts.bring_in import Newcomer
from luoshi_web.accounts.models import Holding, Person, Proposal
from luoshi_web.accounts.proposals import propose
from luoshi_web.accounts.security import attempts_locked, with_second_factor
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.people.columns import PEOPLE
from luoshi_web.console.people.filters import PersonFilter
from luoshi_web.console.people.forms import PersonForm
from luoshi_web.console.people.proposals import proposed
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists


@page("accounts.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Everybody, with the posts they hold today and how safely they log in."""
    now = Prefetch("holdings", holdings_on(request.today).select_related("post__office"), to_attr="held")
    people = with_second_factor(Person.objects.order_by("name", "id")).prefetch_related(now)
    narrowed = PersonFilter(request.GET, queryset=people)
    if lists.asked(request):
        return lists.answer(request, PEOPLE, narrowed.qs)
    return render(request, "people/people.html", {"filter": narrowed, "page": paged(request, narrowed.qs)})


@never_cache
@page("accounts.manage", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """Add somebody. The answer shows the first password."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        added, password = services.add_person(actor=request.actor, at=request.now, **form.cleaned_data)
        return _told(request, [Newcomer(added.name, added.username, password)])
    return render(
        request, "people/form.html", {"form": form, "heading": _("Add a person"), "button": _("Add")}
    )


@never_cache
@page("accounts.read", methods=("GET", "HEAD", "POST"))
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody: name, posts, second factor."""
    found = get_object_or_404(with_second_factor(Person.objects.all()), pk=pk)
    initial = {"name": found.name, "email": found.email, "phone": found.phone, "active": found.is_active}
    form = PersonForm(request.POST or None, person=found, initial=initial)
    if request.method == "POST":
        demand(request.actor, "accounts.manage")
    if form.is_valid():
        services.change_person(actor=request.actor, person=found, at=request.now, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("people:person", pk)
    holdings = Holding.objects.filter(person=found).select_related("post__office")
    locked = [lock for lock in attempts_locked(at=timezone.now()) if lock.username == found.username]
    context = {"person": found, "form": form, "holdings": holdings, "locked": locked}
    return render(request, "people/person.html", context)


@never_cache
@page("accounts.secure", methods=("POST",))
def password(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a new password. The answer shows it."""
    found = get_object_or_404(Person, pk=pk)
    if services.login_asks(found, request.actor, request.now):
        return _proposed(request, found, Proposal.Kind.PASSWORD)
    given = services.give_password(actor=request.actor, person=found, at=request.now)
    return _told(request, [Newcomer(found.name, found.username, given)])


@page("accounts.secure", methods=("POST",))
def second_factor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take the second factor of somebody who lost it."""
    found = get_object_or_404(Person, pk=pk)
    if services.login_asks(found, request.actor, request.now):
        return _proposed(request, found, Proposal.Kind.SECOND_FACTOR)
    services.take_second_factor(actor=request.actor, person=found, at=request.now)
    messages.success(
        request, _("%(person)s logs in by password alone until another is set up.") % {"person": found}
    )
    return redirect("people:person", pk)


@page("accounts.secure")
def locks(request: OfficeRequest) -> HttpResponse:
    """Which logins are locked. Locks are counted by the machine's own clock."""
    return render(request, "people/locks.html", {"locks": attempts_locked(at=timezone.now())})


@page("accounts.secure", methods=("POST",))
def lift(request: OfficeRequest) -> HttpResponse:
    """Lift a lock before its time."""
    username, address = request.POST.get("username", ""), request.POST.get("ip_address") or None
    services.lift_lock(actor=request.actor, username=username, ip_address=address, at=request.now)
    messages.success(request, _("%(name)s can be tried again.") % {"name": username})
    return redirect("people:locks")


def _proposed(request: OfficeRequest, found: Person, kind: str) -> HttpResponse:
    """What is done to an administrator's login asks for a second person."""
    propose(actor=request.actor, kind=kind, values={}, person=found, at=request.now)
    proposed(request)
    return redirect("people:proposals")


def _told(request: OfficeRequest, newcomers: list[Newcomer]) -> HttpResponse:
    """Passwords, once: nothing of them is stored in clear, and whoever calls this lets no cache keep the page."""
    return render(request, "people/passwords.html", {"newcomers": newcomers})
