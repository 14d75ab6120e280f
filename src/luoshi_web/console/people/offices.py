"""Pages of offices and posts."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from luoshi_web.accounts import services
from luoshi_web.accounts.models import Charge, Holding, Office, Person, Post, Proposal, Role
from luoshi_web.accounts.proposals import propose
from luoshi_web.accounts.second_person import (
    appointing_asks,
    changing_asks,
    charging_asks,
    of_secrecy,
    vacating_asks,
)
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.accounts.separation import separation
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.people.columns import POSTS
from luoshi_web.console.people.filters import PostFilter
from luoshi_web.console.people.forms import AppointForm, ChargeForm, OfficeForm, PostForm, VacateForm
from luoshi_web.console.people.proposals import proposed
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists


@page("accounts.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Every post with its holder of today."""
    held = holdings_on(request.today)
    posts = Post.objects.select_related("office").annotate(held=Exists(held.filter(post=OuterRef("pk"))))
    narrowed = PostFilter(request.GET, queryset=posts)

    def with_holders(posts: list[Post]) -> list[tuple[Post, Person | None]]:
        holders = {h.post_id: h.person for h in held.filter(post__in=posts).select_related("person")}
        return [(post, holders.get(post.pk)) for post in posts]

    if lists.asked(request):
        return lists.answer(request, replace(POSTS, shown=with_holders), narrowed.qs)
    shown = paged(request, narrowed.qs)
    rows = with_holders(list(shown))
    context = {
        "filter": narrowed, "page": shown, "rows": rows, "separation": separation(at=request.today), "roles": dict(Role.choices),
    }  # fmt: skip
    return render(request, "people/offices.html", context)


@page("accounts.manage", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """Open an office."""
    form = OfficeForm(request.POST or None)
    if form.is_valid():
        opened = services.open_office(actor=request.actor, at=request.now, **form.cleaned_data)
        messages.success(request, _("%(office)s is open.") % {"office": opened.name})
        return redirect("people:office", opened.pk)
    return render(
        request, "people/form.html", {"form": form, "heading": _("Open an office"), "button": _("Open it")}
    )


@page("accounts.read", methods=("GET", "HEAD", "POST"))
def office(request: OfficeRequest, pk: int) -> HttpResponse:
    """An office: its names, its posts, who is in charge of it."""
    found = get_object_or_404(Office, pk=pk)
    names = "、".join(found.names.order_by("id").values_list("name", flat=True))
    fields = ("name", "short_name", "kind", "order", "active")
    initial = {name: getattr(found, name) for name in fields} | {"names": names}
    form = OfficeForm(request.POST or None, office=found, initial=initial)
    if request.method == "POST":
        demand(request.actor, "accounts.manage")
    if form.is_valid():
        services.change_office(actor=request.actor, office=found, at=request.now, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("people:office", pk)
    holders = {
        h.post_id: h.person
        for h in holdings_on(request.today).filter(post__office=found).select_related("person")
    }
    posts = [(post, holders.get(post.pk)) for post in found.posts.select_related("office")]
    charges = found.charges.select_related("post__office").order_by("-since", "-id")
    context = {"office": found, "form": form, "rows": posts, "charges": charges, "post_form": PostForm()}
    return render(request, "people/office.html", context)


@page("accounts.manage", methods=("POST",))
def new_post(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open a post of an office."""
    found, form = get_object_or_404(Office, pk=pk), PostForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, "people:office", pk)
    said = form.cleaned_data
    if of_secrecy(said["role"], said["clearance"]):
        values = {"office": found.pk, **said}
        propose(actor=request.actor, kind=Proposal.Kind.OPEN_POST, values=values, at=request.now)
        proposed(request)
        return redirect("people:proposals")
    opened = services.open_post(actor=request.actor, office=found, at=request.now, **said)
    return redirect("people:post", opened.pk)


@never_cache
@page("accounts.read", methods=("GET", "HEAD", "POST"))
def post(request: OfficeRequest, pk: int) -> HttpResponse:
    """A post: what it may do, who held it when, which offices a leader is in charge of."""
    found = get_object_or_404(Post.objects.select_related("office"), pk=pk)
    fields = ("title", "role", "clearance", "order", "chief", "active")
    form = PostForm(request.POST or None, post=found, initial={name: getattr(found, name) for name in fields})
    if request.method == "POST":
        demand(request.actor, "accounts.manage")
    if form.is_valid():
        said = form.cleaned_data
        if changing_asks(found, said["role"], said["clearance"]):
            propose(
                actor=request.actor, kind=Proposal.Kind.CHANGE_POST, values=said, post=found, at=request.now
            )
            proposed(request)
            return redirect("people:proposals")
        services.change_post(actor=request.actor, post=found, at=request.now, **said)
        messages.success(request, _("Kept."))
        return redirect("people:post", pk)
    holdings = list(Holding.objects.filter(post=found).select_related("person"))
    charges = Charge.objects.filter(post=found).select_related("office").order_by("office__order", "-since")
    day = {"since": request.today, "until": request.today}
    waiting = Proposal.objects.filter(post=found, state=Proposal.State.OPEN).exists()
    context = {
        "waiting": waiting, "post": found, "form": form, "holdings": holdings, "held": any(h.until is None for h in holdings), "charges": charges,
        "appoint_form": AppointForm(initial=day), "vacate_form": VacateForm(initial=day), "charge_form": ChargeForm(initial=day),
    }  # fmt: skip
    return render(request, "people/post.html", context)


@page("accounts.manage", methods=("POST",))
def appointed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Appoint to a post; the one before holds it until that day."""
    found, form = get_object_or_404(Post.objects.select_related("office"), pk=pk), AppointForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, "people:post", pk)
    person, since = form.cleaned_data["person"], form.cleaned_data["since"]
    if appointing_asks(found, since, request.today):
        values = {"since": since.isoformat()}
        propose(
            actor=request.actor, kind=Proposal.Kind.APPOINT, values=values, post=found, person=person, at=request.now
        )  # fmt: skip
        proposed(request)
        return redirect("people:proposals")
    services.appoint(actor=request.actor, post=found, person=person, since=since, at=request.now)
    messages.success(
        request, _("%(person)s holds %(post)s.") % {"person": form.cleaned_data["person"], "post": found}
    )
    return redirect("people:post", pk)


@page("accounts.manage", methods=("POST",))
def vacated(request: OfficeRequest, pk: int) -> HttpResponse:
    """End the holding of a post."""
    found, form = get_object_or_404(Post.objects.select_related("office"), pk=pk), VacateForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, "people:post", pk)
    until = form.cleaned_data["until"]
    if vacating_asks(found, until, request.today):
        values = {"until": until.isoformat()}
        propose(actor=request.actor, kind=Proposal.Kind.VACATE, values=values, post=found, at=request.now)
        proposed(request)
        return redirect("people:proposals")
    services.vacate(actor=request.actor, post=found, until=until, at=request.now)
    return redirect("people:post", pk)


@page("accounts.manage", methods=("POST",))
def charged(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a leader in charge of offices."""
    leaders = Post.objects.filter(role="leader").select_related("office")
    found, form = get_object_or_404(leaders, pk=pk), ChargeForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, "people:post", pk)
    offices, since = tuple(form.cleaned_data["offices"]), form.cleaned_data["since"]
    if charging_asks(since, request.today):
        values = {"offices": [office.pk for office in offices], "since": since.isoformat()}
        propose(actor=request.actor, kind=Proposal.Kind.CHARGE, values=values, post=found, at=request.now)
        proposed(request)
        return redirect("people:proposals")
    services.put_in_charge(actor=request.actor, post=found, offices=offices, since=since, at=request.now)
    messages.success(request, _("Kept."))
    return redirect("people:post", pk)


def _wrong(request: OfficeRequest, form: forms.Form, name: str, pk: int) -> HttpResponse:
    """Back to the page, with what is wrong in a sentence each."""
    for field, faults in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        for fault in faults:
            messages.error(request, f"{label}: {fault}" if label else str(fault))
    return redirect(name, pk)
