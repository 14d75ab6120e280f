"""How an act takes hold of a release, and where its row is written."""

from luoshi_web.audit.refusal import Refusal
from luoshi_web.publication.models import Release, State

_BESIDE = ("report", "split", "item", "appraisal")


def hold_release(release_id: int, *, version: int | None = None) -> Release:
    """The release, locked until the transaction ends, as its page showed it.

    Raises :class:`Refusal` (``changed_meanwhile``) where another act came between.
    """
    held = Release.objects.select_for_update(of=("self",)).select_related(*_BESIDE).get(pk=release_id)
    if version is not None and held.version != version:
        raise Refusal("changed_meanwhile")
    return held


def demand_state(held: Release, *states: State) -> None:
    """Raises :class:`Refusal` (``release_state``) where it stands elsewhere."""
    if held.state not in states:
        raise Refusal("release_state", state=held.get_state_display())


def save(held: Release) -> None:
    """Write the row; what a page showed of it before is old."""
    held.version += 1
    held.save()
