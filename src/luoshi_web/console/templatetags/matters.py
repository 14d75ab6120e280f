"""What the page of a matter says beside what its register does."""

from typing import Any

from django import template

from luoshi_web.registers.matters.materials import count_of
from luoshi_web.registers.matters.models import Matter

register = template.Library()


@register.simple_tag(takes_context=True)
def papers(context: Any, matter: Matter) -> int:
    """How many papers of the matter the reader may read."""
    return count_of(context["request"].actor, matter)
