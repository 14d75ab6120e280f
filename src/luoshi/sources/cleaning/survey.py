"""All the damage of a copy, found kind by kind."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from luoshi.sources.cleaning import broken, injected, lost, ocr, traditional, widths
from luoshi.sources.cleaning.damage import Damage, Survey
from luoshi.text import Span, View

# Advertising is told by its words, wherever it stands; widths are those of the whole copy.
_EVERYWHERE = ("injected_text", "odd_width")


def survey(view: View, furniture: Sequence[Span] = ()) -> Survey:
    """What is wrong with the copy that ``view`` is a view of. Linear in its length.

    ``furniture`` are the site's own words (:attr:`~luoshi.text.SourceText.furniture`): they are not repaired, and no
    sentence runs into them. Where two kinds claim one stretch, the one that began first has it, then the longer one.
    """
    source = view.source
    own = _without(source, furniture) if furniture else source
    found = [
        *injected.find(view),
        *lost.find(own),
        *ocr.find(own),
        *broken.find(own),
        *widths.find(own),
    ]
    damages = _apart(_between(found, furniture) if furniture else found)
    return Survey(damages, traditional.simplified(patched(source, damages)))


def _without(source: str, furniture: Sequence[Span]) -> str:
    """``source`` with line ends in the place of the site's words: the same length, and no sentence across them."""
    pieces: list[str] = []
    last = 0
    for span in furniture:
        pieces += (source[last : span.start], "\n" * (span.end - max(last, span.start)))
        last = max(last, span.end)
    return "".join((*pieces, source[last:]))


def _between(found: Iterable[Damage], furniture: Sequence[Span]) -> Iterator[Damage]:
    """Without the line ends at the edge of the site's words, and what is broken or lost inside them."""
    starts = [span.start for span in furniture]
    for damage in found:
        at = bisect_right(starts, damage.end)
        if damage.kind in _EVERYWHERE or not at or furniture[at - 1].end < damage.start:
            yield damage


def _apart(found: Iterable[Damage]) -> tuple[Damage, ...]:
    kept: list[Damage] = []
    reached = 0
    for damage in sorted(found, key=lambda d: (d.start, -d.end)):
        if damage.kind == "odd_width":
            kept.append(damage)  # speaks of the whole copy
        elif damage.start >= reached:
            kept.append(damage)
            reached = damage.end
    return tuple(kept)


def patched(source: str, damages: Iterable[Damage]) -> str:
    """``source`` with the repairs of ``damages``, in reading order, in their places; ``source`` itself without any."""
    pieces: list[str] = []
    last = 0
    for damage in damages:
        if damage.reads is None:
            continue
        if len(damage.reads) != damage.end - damage.start:
            raise ValueError(f"a repair keeps the length: {damage!r}")
        pieces += (source[last : damage.start], damage.reads)
        last = damage.end
    if not pieces:
        return source
    return "".join((*pieces, source[last:]))
