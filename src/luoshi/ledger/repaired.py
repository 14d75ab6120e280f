"""A copy before it is read: the site's lines between the report's own told, its damage found and repaired."""

from dataclasses import replace
from typing import NamedTuple

from luoshi.outline import with_injected_lines
from luoshi.sources.cleaning import Damage, survey
from luoshi.text import SourceText, Span, reading_view


class Repaired(NamedTuple):
    """``told`` is the copy as printed, with all of the site's lines among its furniture; ``copy`` the same as it is read,
    character for character in the same places, and ``told`` itself where nothing was repaired."""

    told: SourceText
    copy: SourceText
    damages: tuple[Damage, ...]


def repaired(source: SourceText) -> Repaired:
    """``source`` without the damage that can be repaired. Where two pages meet, no sentence was broken by the copy."""
    told = with_injected_lines(source)
    joints = (Span(page.start, page.start) for page in source.pages)
    found = survey(reading_view(told.text, told.furniture), sorted((*told.furniture, *joints)))
    copy = told if found.text is told.text else replace(told, text=found.text)
    return Repaired(told, copy, found.damages)
