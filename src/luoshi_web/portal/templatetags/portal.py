"""What the portal's templates ask for."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from luoshi_web.portal import blocks
from luoshi_web.portal.models import Line, Place
from luoshi_web.portal.reading import indicator_name
from luoshi_web.portal.reading import said as value_of
from luoshi_web.portal.selectors import place_path
from luoshi_web.portal.signs import Sign, kind_word, level_word, sign_of

register = template.Library()
register.filter("kind_word", kind_word)
register.filter("level_word", level_word)
register.filter("indicator_name", indicator_name)


@register.filter
def path(place: Place) -> str:
    """``p/330109-xiaoshan/``, from the root of the pages."""
    return place_path(place)


@register.filter
def verdict(held: Sign | str) -> SafeString:
    """A sign and its word, in the colour of the verdict: known without colour."""
    sign = sign_of(held) if isinstance(held, str) else held
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>',
        sign.look,
        sign.sign,
        sign.word,
    )


@register.filter
def said(line: Line, language: str) -> str:
    return value_of(line, language)


@register.filter
def drawn(picture: str) -> SafeString:
    """A picture of ours: its words were escaped when it was drawn."""
    return mark_safe(picture)


@register.simple_tag(takes_context=True)
def around(context: template.Context, kind: str, name: str) -> SafeString:
    """What others add to the page of a line or of a report. Nobody answers a form in a file."""
    if context["frame"].exported:
        return mark_safe("")
    return blocks.html(kind, name, context["request"])
