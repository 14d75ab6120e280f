"""The parts of a report: which headings open them, and where it turns to another side without a heading."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from luoshi.outline.course import Side, course, cut_at, stretches
from luoshi.outline.dates import years_in
from luoshi.outline.headings import Heading
from luoshi.outline.labels import FIXED
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.roles import heading_says, part_role, role_on
from luoshi.outline.section import Role

_PARTS = ("review", "outlook", "tasks", "requirements")


class Part(NamedTuple):
    """The stretch ``[begin, end)`` of the view with its heading, if one opens it, and its role."""

    begin: int
    end: int
    opener: Heading | None
    role: Role


def cut_into_parts(
    pieces: Sequence[Paragraph], headings: Sequence[Heading], begun: bool, *, past: bool = False
) -> tuple[list[Paragraph], list[Part]]:
    """The parts in order, and ``pieces`` with those cut in which the report turns.

    A part begins at each heading of the style that numbers the parts, and wherever else the course of the whole report turns; where all of
    it is ``past`` it never does.
    """
    style = part_style(headings)
    kin = kindred_titles(headings) if style == "part" else frozenset()
    openers = {h.start: h for h in headings if h.style == style or h.start in kin}
    latest = max((year for h in openers.values() for year in years_in(h.title)), default=None)
    found = stretches(pieces, {start: heading_says(h.title, latest) for start, h in openers.items()})
    sides: list[Side] = ["past"] * len(found) if past else course(found, begun)
    turns = {
        stretch.start: side
        for before, stretch, side in zip([None, *sides], found, sides, strict=False)
        if side != before or stretch.start in openers
    }
    begins = sorted(turns)
    parts = []
    for begin, end in zip(begins, [*begins[1:], pieces[-1].end], strict=True):
        opener = openers.get(begin)
        parts.append(Part(begin, end, opener, role_on(turns[begin], opener.title if opener else None)))
    return cut_at(pieces, turns), parts


def part_style(headings: Sequence[Heading]) -> str:
    """The style that the report's parts are numbered in."""
    counts: dict[str, int] = {}
    telling: dict[str, int] = {}
    for heading in headings:
        counts[heading.style] = counts.get(heading.style, 0) + 1
        if heading.style in FIXED and part_role(heading.title) in (
            "review",
            "outlook",
            "tasks",
            "government",
        ):
            telling[heading.style] = telling.get(heading.style, 0) + 1
    bare = [h for h in headings if h.style == "part"]
    bare_roles = {part_role(h.title) for h in bare}
    numbered = [h for h in headings if h.style == "cn"]
    if any(part_role(h.title) == "review" for h in numbered):
        return "cn"
    if len(bare_roles & {"review", "tasks", "outlook"}) >= 1 and (
        not numbered or "review" in bare_roles or bare[0].start < numbered[0].start
    ):
        return "part"
    for style in ("cn", "part", "paren", "num"):
        if style in counts:
            return style
    return ""


def kindred_titles(headings: Sequence[Heading]) -> frozenset[int]:
    """Where bare titles stand that name no part but are one: `开启新征程：实现良好开局`, chapters beginning anew below."""
    found = set()
    before = ""
    for index, heading in enumerate(headings):
        if heading.style == "part":
            before = heading.title
        below = next((h for h in headings[index + 1 : index + 40] if h.style in FIXED), None)
        anew = below is not None and below.style != "part" and below.number == 1
        if heading.style == "bare" and anew and "：" in heading.title and "：" in before:
            found.add(heading.start)
    return frozenset(found)


def set_apart(headings: Sequence[Heading]) -> list[Heading]:
    """Chapters that are numbered like the parts around them, set a level below: `一、2025年工作回顾`, `一、工业提质`, `二、…`.

    So numbered where a copy lost the brackets of `（一）`. Behind a part that its words name, numbers that begin anew at
    one are chapters, until the part's own number goes on in a heading that names a part. `一、2025年工作回顾` behind
    `二、2026年工作安排` is the same report once more.
    """
    found = list(headings)
    cn = [index for index, heading in enumerate(headings) if heading.style == "cn"]
    part: Heading | None = None
    inside = False
    for place, index in enumerate(cn):
        heading = headings[index]
        named = part_role(heading.title)
        if part is not None and inside and not (named in _PARTS and heading.number == part.number + 1):
            found[index] = replace(heading, style="paren")
            continue
        following = headings[cn[place + 1]] if place + 1 < len(cn) else None
        part = heading if named in _PARTS else None
        inside = following is not None and following.number == 1 and part_role(following.title) is None
    return found
