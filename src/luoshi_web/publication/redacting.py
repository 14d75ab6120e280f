"""Redactions and what is left of a content. Pure.

Words are covered sign for sign; a part goes as a whole. What is left says how many places are not shown and for which reasons, and nothing else of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

COVER = "█"
_NO_WORDS = frozenset(
    {
        "line", "unit_key", "number", "year", "kind", "state", "media_type", "finding", "method", "field", "source", "sha256", "due",
        "original_due", "on", "period", "begins", "ends", "edition", "split", "rule_since", "published", "mark", "form", "points",
    }
)  # fmt: skip
"""Codes, days and names of addresses: nothing is covered in them; what must not be known of them goes with its whole part."""
_GOES_WHOLE = frozenset({"progress", "evidence", "checks", "verdicts", "changes", "rows"})


class Cut(NamedTuple):
    """A redaction: ``part`` as ``progress.0.words`` (empty: everywhere), ``words`` (empty: the whole part), and its reason."""

    part: str
    words: str
    reason: str


class Part(NamedTuple):
    """A place of a content that has words: where it is, and what it says."""

    key: str
    words: str


def parts_of(content: dict[str, Any]) -> list[Part]:
    """Every place that has words for people, in the order of the content."""
    return list(_parts(content, ""))


def wholes_of(content: dict[str, Any]) -> list[str]:
    """The parts that can go as a whole: ``progress.0``, ``evidence.2``, the file alone of ``evidence.2.file``, ``rows.7``."""
    found = [
        f"{name}.{n}" for name in content if name in _GOES_WHOLE for n, _ in enumerate(content[name] or ())
    ]
    return found + [
        f"evidence.{n}.file" for n, row in enumerate(content.get("evidence") or ()) if "file" in row
    ]


def _parts(value: Any, key: str) -> Iterator[Part]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_WORDS:
                yield from _parts(inner, _under(key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _parts(inner, f"{key}.{number}")
    elif isinstance(value, str) and value:
        yield Part(key, value)


def stands(content: dict[str, Any], cut: Cut) -> bool:
    """Whether there is anything that a cut takes away."""
    if not cut.words:
        return cut.part in wholes_of(content) or any(part.key == cut.part for part in parts_of(content))
    return any(cut.words in part.words and _inside(part.key, cut.part) for part in parts_of(content))


def redacted(content: dict[str, Any], cuts: Sequence[Cut]) -> dict[str, Any]:
    """The content as it goes out, with ``redacted``: reason → how many places."""
    gone = {cut.part for cut in cuts if not cut.words}
    covered = [cut for cut in cuts if cut.words]
    left: dict[str, Any] = _without(content, "", gone, covered)
    counts: dict[str, int] = {}
    for cut in cuts:
        counts[cut.reason] = counts.get(cut.reason, 0) + 1
    return left | ({"redacted": counts} if counts else {})


def _without(value: Any, key: str, gone: set[str], covered: Sequence[Cut]) -> Any:
    if isinstance(value, dict):
        return {
            name: inner if name in _NO_WORDS else _without(inner, _under(key, name), gone, covered)
            for name, inner in value.items()
            if not (isinstance(inner, dict) and _under(key, name) in gone)
        }
    if isinstance(value, list):
        return [
            _without(inner, f"{key}.{number}", gone, covered)
            for number, inner in enumerate(value)
            if f"{key}.{number}" not in gone
        ]
    if isinstance(value, str):
        return (
            COVER * len(value)
            if key in gone
            else cover(value, (c.words for c in covered if _inside(key, c.part)))
        )
    return value


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _inside(key: str, part: str) -> bool:
    return not part or key == part or key.startswith(f"{part}.")


def cover(text: str, words: Iterable[str]) -> str:
    """The text with every place where some words stand covered."""
    signs = list(text)
    for start, end in stretches(text, words):
        signs[start:end] = COVER * (end - start)
    return "".join(signs)


def stretches(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, each place once, in its order."""
    found = set()
    for some in words:
        at = text.find(some)
        while some and at >= 0:
            found.add((at, at + len(some)))
            at = text.find(some, at + 1)
    return sorted(found)
