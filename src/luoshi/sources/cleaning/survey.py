"""All the damage of a copy, found kind by kind."""

from collections.abc import Iterable

from luoshi.sources.cleaning import broken, injected, lost, ocr, traditional, widths
from luoshi.sources.cleaning.damage import Damage, Survey
from luoshi.text import View


def survey(view: View) -> Survey:
    """What is wrong with the copy that ``view`` is a view of. Linear in its length.

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
    damages = _apart(found)
    return Survey(damages, traditional.simplified(_patched(source, damages)))


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
