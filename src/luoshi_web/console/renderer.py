"""How forms become HTML: by Django's templates, but lists of choices by a function."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_SELECT = "django/forms/widgets/select.html"


class FormRenderer(DjangoTemplates):
    """Django renders two templates for every choice. A list of items is narrowed by some hundred and thirty of them, the offices among them:
    a page of 54 ms takes 45 since a function writes them.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The same HTML for either."""
        if template_name == _SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join(
        "", "{}", ((_group(name, options),) for name, options, _ in widget["optgroups"])
    )
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget), groups)


def _group(name: Any, options: list[Mapping[str, Any]]) -> SafeString:
    rows = ((str(option["value"]), _attributes(option), option["label"]) for option in options)
    inside = format_html_join("", '\n  <option value="{}"{}>{}</option>\n', rows)
    if not name:
        return inside
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, inside)


def _attributes(widget: Mapping[str, Any]) -> SafeString | str:
    if not widget["attrs"]:
        return ""  # most choices
    said = (
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return format_html_join("", "{}", ((each,) for each in said))
