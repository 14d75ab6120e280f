"""Names of parties: shown to whoever keeps the register, masked to everybody else, and never part of what all may read."""

from collections.abc import Iterable

from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.cases.models import CaseParty

_SOMEBODY, _SOME_FIRM = "某", "某单位"


def masked(party: CaseParty) -> str:
    """The name as others see it: 陈某 of a person, 某单位 of an organization."""
    return party.name[:1] + _SOMEBODY if party.who == CaseParty.Who.PERSON else _SOME_FIRM


def demand_no_name(words: Iterable[str], names: Iterable[str]) -> None:
    """Raise :class:`Refusal` (``name_in_words``) where what all may read holds the name of a party."""
    said = "\n".join(words)
    if any(name and name in said for name in names):
        raise Refusal("name_in_words")


def names_of(matter_id: int) -> list[str]:
    """The names of a matter's parties."""
    return list(CaseParty.objects.filter(matter=matter_id).values_list("name", flat=True))
