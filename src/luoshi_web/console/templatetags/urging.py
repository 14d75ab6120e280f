"""Why somebody was urged, in the reader's language."""

from django import template

from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.urging.reasons import sentence

register = template.Library()


@register.filter
def why(urge: Urge) -> str:
    """The reason as a sentence, made when it is shown."""
    return sentence(urge.code, urge.inputs)
