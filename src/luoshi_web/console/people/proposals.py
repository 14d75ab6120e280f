"""Pages of what one person proposed and another confirms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from luoshi_web.accounts import proposals
from luoshi_web.accounts.bring_in import line_asks, look_at
from luoshi_web.accounts.models import Office, Person, Post, Proposal, Role, Secrecy
from luoshi_web.accounts.separation import separation
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest

_DECIDED_LATELY = 30


@page("accounts.confirm")
def listed(request: OfficeRequest) -> HttpResponse:
    """What waits, with what it would do and who may confirm it; then what was decided, and how the three administrators stand."""
    found = Proposal.objects.select_related("post__office", "person", "proposed_by", "decided_by")
    waiting = found.filter(state=Proposal.State.OPEN)
    shown = paged(request, waiting)
    rows = [
        (
            proposal,
            said_of(proposal),
            proposals.may_confirm(request.actor, proposal, at=request.now),
            proposal.proposed_by_id == request.actor.person_id,
        )
        for proposal in shown
    ]
    decided = found.exclude(state=Proposal.State.OPEN).order_by("-decided_at")[:_DECIDED_LATELY]
    context = {
        "page": shown, "rows": rows, "decided": [(proposal, said_of(proposal)) for proposal in decided],
        "separation": separation(at=request.today), "roles": dict(Role.choices),
    }  # fmt: skip
    return render(request, "people/proposals.html", context)


@never_cache
@page("accounts.confirm", methods=("POST",))
def confirmed(request: OfficeRequest, pk: int) -> HttpResponse:
    """The second person confirms: it is done. Passwords that it gave are shown once, here."""
    given = proposals.confirm(
        actor=request.actor, proposal=get_object_or_404(Proposal, pk=pk), at=request.now
    )
    if given:
        return render(request, "people/passwords.html", {"newcomers": given})
    messages.success(request, _("Confirmed and done."))
    return redirect("people:proposals")


@page("accounts.confirm", methods=("POST",))
def refused(request: OfficeRequest, pk: int) -> HttpResponse:
    """The second person does not confirm."""
    found, reason = get_object_or_404(Proposal, pk=pk), request.POST.get("reason", "").strip()[:300]
    if reason:
        proposals.refuse(actor=request.actor, proposal=found, reason=reason, at=request.now)
        messages.success(request, _("Refused; nothing was done."))
    else:
        messages.error(request, _("Say why it is refused."))
    return redirect("people:proposals")


@page("accounts.confirm", methods=("POST",))
def withdrawn(request: OfficeRequest, pk: int) -> HttpResponse:
    """Whoever proposed it takes it back."""
    proposals.withdraw(actor=request.actor, proposal=get_object_or_404(Proposal, pk=pk), at=request.now)
    messages.success(request, _("Withdrawn; nothing was done."))
    return redirect("people:proposals")


def proposed(request: OfficeRequest) -> None:
    """Tell who proposed that nothing has been done yet."""
    messages.success(request, _("Proposed. It is done once a second person has confirmed it."))


def said_of(proposal: Proposal) -> list[tuple[str, str]]:
    """What would be done, as words and values."""
    said: list[tuple[str, str]] = []
    values = proposal.values
    if proposal.kind == Proposal.Kind.LIST:
        return _of_list(proposal)
    if "office" in values:
        said.append((_("Office"), str(Office.objects.filter(pk=values["office"]).first() or "")))
    if "offices" in values:
        charged = Office.objects.filter(pk__in=values["offices"])
        said.append((_("In charge of"), "、".join(str(office) for office in charged)))
    if proposal.post is not None:
        said.append((_("Post"), _of_post(proposal.post)))
    if proposal.person is not None:
        said.append((_("Person"), _of_person(proposal.person)))
    if "title" in values:
        change = _("%(title)s · %(role)s · reads up to: %(clearance)s") % {
            "title": values["title"],
            "role": Role(values["role"]).label,
            "clearance": Secrecy(values["clearance"]).label,
        }
        said.append((_("As proposed"), change))
    said += [(_("From"), str(values["since"]))] if "since" in values else []
    said += [(_("First day without a holder"), str(values["until"]))] if "until" in values else []
    return said


def _of_post(post: Post) -> str:
    return f"{post} · {post.get_role_display()} · {post.get_clearance_display()}"


def _of_person(person: Person) -> str:
    return f"{person.name} ({person.username})"


def _of_list(proposal: Proposal) -> list[tuple[str, str]]:
    """Each line that asks for a second person, and how many there are in all."""
    roster = look_at(proposal.values["text"])
    day = timezone.localdate(proposal.proposed_at)
    said = [(_("Lines of the list"), str(len(roster.entries)))]
    said += [(_("Faults by now"), str(len(roster.faults)))] if roster.faults else []
    for entry in roster.entries:
        if not line_asks(entry, day):
            continue
        words = f"{Role(entry.role).label} · {Secrecy(entry.clearance).label}"
        who = f" · {entry.person} ({entry.username}) · {entry.since}" if entry.person else ""
        said.append((f"{entry.office} {entry.title}", words + who))
    return said
