"""The boxes of a list whose rows can be acted on together. Functions and no templates: a list shows hundreds of them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.supervision.bulk.act import Versioned

register = template.Library()


@register.simple_tag
def tick(thing: Versioned, name: object, form: str = "bulk") -> SafeString:
    """The box of a row, of the form of its list wherever that stands on the page."""
    return format_html(
        '<input type="checkbox" form="{}" name="row" value="{}.{}" aria-label="{}">',
        form, thing.pk, thing.version, _("Choose %(name)s") % {"name": name},
    )  # fmt: skip


@register.simple_tag
def tick_all(form: str = "bulk") -> SafeString:
    """The box that ticks all rows of the page; it needs a script, and says nothing by itself."""
    return format_html(
        '<input type="checkbox" data-tick-all="{}" aria-label="{}">', form, _("Choose all rows of this page")
    )
