"""The report's text beside a row's quote, and the quotes that are a clause longer or shorter."""

from dataclasses import dataclass

from luoshi_web.ledgerstore.models import Copy
from luoshi_web.supervision.drafting.stretch import clauses
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.split_shape import stretch_of

AROUND = 400
"""Characters shown before and after the quote."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The text before the quote, the quote, the text after it; ``steps`` are (code, quote): longer or shorter by a clause at one end."""

    before: str
    quote: str
    after: str
    steps: tuple[tuple[str, str], ...]


def beside(item: Item) -> Beside | None:
    """None for a row that comes from no report."""
    if item.entry is None:
        return None
    text = Copy.objects.values_list("text", flat=True).get(pk=item.entry.copy_id)
    own = stretch_of(item, text)
    first, last = max(own.start - AROUND, 0), min(own.end + AROUND, len(text))
    parts = clauses(text, first, last)
    earlier = [each.start for each in parts if each.start < own.start]
    later = [each.end for each in parts if each.end > own.end]
    inside = [each for each in parts if each.end > own.start and each.start < own.end]
    steps = []
    if earlier:
        steps.append(("before_more", text[earlier[-1] : own.end]))
    if len(inside) > 1:
        steps.append(("before_less", text[inside[1].start : own.end]))
        steps.append(("after_less", text[own.start : inside[-2].end]))
    if later:
        steps.append(("after_more", text[own.start : later[0]]))
    return Beside(text[first : own.start], text[own.start : own.end], text[own.end : last], tuple(steps))
