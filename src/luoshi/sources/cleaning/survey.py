"""All the damage of a copy, found kind by kind."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from luoshi.sources.cleaning import broken, injected, lost, ocr, traditional, widths
from luoshi.sources.cleaning.damage import Damage, Survey
from luoshi.text import Span, View

# Advertising is told by its words, wherever it stands; widths are those of the whole copy.
_EVERYWHERE = ("injected_text", "odd_width")


def survey(view: View, furniture: Sequence[Span] = ()) -> Survey:
    """What is wrong with the copy that ``view`` is a view of. Linear in its length.

    The site's own lines, ``furniture``, are not repaired, and no break beside one is a sentence's.

    Where two kinds claim one stretch, the one that began first has it, then the longer one.
    """
    source = view.source
    found = [
        *injected.find(view),
        *lost.find(source),
        *ocr.find(source),
        *broken.find(source),
        *widths.find(source),
    ]
    damages = _apart(d for d in found if d.kind in _EVERYWHERE or not _touches(d, furniture))
    return Survey(damages, traditional.simplified(_patched(source, damages)))


def _touches(damage: Damage, furniture: Sequence[Span]) -> bool:
    at = bisect_left(furniture, damage.start, key=lambda span: span.end)
    return at < len(furniture) and furniture[at].start <= damage.end


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


def _patched(source: str, damages: tuple[Damage, ...]) -> str:
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
