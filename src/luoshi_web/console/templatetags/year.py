"""Words of the year's pictures."""

from collections.abc import Mapping

from django import template
from django_stubs_ext import StrOrPromise

register = template.Library()


@register.simple_tag
def word(words: Mapping[str, StrOrPromise], code: str) -> StrOrPromise:
    """What a part of a bar is called."""
    return words[code]
