"""What the draft needs of entries, and whom a row of it could go to."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.vocabulary.lead import Reason, Suggestion, suggest
from luoshi_web.accounts.models import Post
from luoshi_web.ledgerstore.models import Copy, Entry
from luoshi_web.supervision.drafting.rows import (
    SENTENCE_ENDS,
    Said,
    after_in_sentence,
    before_in_sentence,
)
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.establishment import Establishment


def said_of(entries: Iterable[Entry]) -> list[Said]:
    """The entries with the headings above them and what stands before them in their sentences: one query for all copies."""
    return said_together([entry] for entry in entries)


def said_together(groups: Iterable[Sequence[Entry]]) -> list[Said]:
    """The same for entries that make one row each: the first one's, with the stretch from the first to the last of them as the quote."""
    found = list(groups)
    copies = {
        pk: (text, {section["id"]: section for section in outline or ()})
        for pk, text, outline in Copy.objects.filter(
            pk__in={group[0].copy_id for group in found}
        ).values_list("pk", "text", "ledger__outline")
    }
    return [_said(group, *copies[group[0].copy_id]) for group in found]


def places_of(entries: Sequence[Entry], *, grain: str) -> dict[str, Callable[[Entry], Hashable]]:
    """Where entries stand, for :func:`luoshi_web.supervision.drafting.lines.together`: their sentences, or their measures, paragraph by paragraph."""
    texts = dict(Copy.objects.filter(pk__in={entry.copy_id for entry in entries}).values_list("pk", "text"))

    def place(ends: str) -> Callable[[Entry], Hashable]:
        def of(entry: Entry) -> Hashable:
            return entry.copy_id, max(texts[entry.copy_id].rfind(end, 0, entry.start) for end in ends)

        return of

    if grain == "line":
        return {"sentence": place(SENTENCE_ENDS)}
    return {"whole": place(SENTENCE_ENDS if grain == "sentence" else "\n")}


def _said(group: Sequence[Entry], text: str, sections: dict[str, Any]) -> Said:
    entry = group[0]
    start, end = min(e.start for e in group), max(e.end for e in group)
    return Said(
        key=entry.pk,
        order=entry.order,
        quote=entry.quote if len(group) == 1 else text[start:end],
        reading=entry.reading,
        indicator=entry.indicator,
        low=entry.low,
        high=entry.high,
        unit=entry.unit,
        titles=_titles(entry, sections),
        before=before_in_sentence(text, start),
        after=after_in_sentence(text, end),
        own=entry.quote,
    )


def _titles(entry: Entry, sections: dict[str, Any]) -> tuple[str, ...]:
    """The headings above an entry, from the nearest outwards."""
    titles = []
    section = sections.get(entry.reading.get("section") or "")
    while section is not None:
        if section.get("title"):
            titles.append(section["title"])
        section = sections.get(section.get("parent") or "")
    return tuple(titles) or ((entry.section,) if entry.section else ())


@dataclass(frozen=True, slots=True)
class CandidatePost:
    """A post that a row could go to, with what speaks for it."""

    post: Post
    points: int
    because: tuple[Reason, ...]


def candidates_for(item: Item, *, there: Establishment) -> tuple[list[CandidatePost], Suggestion[int] | None]:
    """Whom the row's entry points to, the strongest first, and the suggestion as a whole; nothing for a row without an entry.

    ``there`` is the establishment of the day.
    """
    if item.entry is None:
        return [], None
    said = said_together([[item.entry, *item.further.all()]])[0]
    found = suggest(
        quote=said.quote,
        indicator=said.indicator or None,
        titles=said.titles,
        sentence=said.before + said.quote + said.after,
        offices=there.offices,
    )
    ranked = [CandidatePost(there.heads[c.office], c.points, c.because) for c in found.ranked]
    return ranked[:6], found
