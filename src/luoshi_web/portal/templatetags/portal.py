"""What the portal's templates ask for."""

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from luoshi_web.portal import blocks
from luoshi_web.portal.citation import Cited, bibtex, gbt7714
from luoshi_web.portal.models import Line, Place, Site
from luoshi_web.portal.pages.listing import Cell
from luoshi_web.portal.pages.machines import whole
from luoshi_web.portal.quoted import quoted
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
def printed(words: str) -> SafeString:
    """Words of a report, as printed."""
    return mark_safe(quoted(words))


@register.filter
def drawn(picture: str) -> SafeString:
    """A picture of ours: its words were escaped when it was drawn."""
    return mark_safe(picture)


@register.simple_tag
def rows(body: Sequence[Sequence[Cell]], head: Sequence[str], root: str) -> SafeString:
    """The rows of a listing, each cell under its head: a function and no template, for a page has hundreds of them."""
    heads = [escape(name) for name in head]
    made = []
    for row in body:
        cells = [_cell(cell, root) for cell in row]
        first, others = cells[0], zip(heads[1:], cells[1:], strict=False)
        rest = "".join(f'<td data-head="{name}">{cell}</td>' for name, cell in others)
        made.append(f'<tr><th scope="row">{first}</th>{rest}</tr>')
    return mark_safe("".join(made))


def _cell(cell: Cell, root: str) -> str:
    sign = f"{verdict(cell.sign)} " if cell.sign else ""
    chinese, number = ' lang="zh-Hans"' if cell.chinese else "", ' class="num"' if cell.number else ""
    name, way = ("a", f' href="{escape(root + cell.path)}"') if cell.path else ("span", "")
    remark = f' <small class="soft">{escape(cell.remark)}</small>' if cell.remark else ""
    words = quoted(cell.text) if cell.chinese else escape(cell.text)
    return f"{sign}<{name}{way}{chinese}{number}>{words}</{name}>{remark}"


@register.simple_tag(takes_context=True)
def around(context: template.Context, kind: str, name: str) -> SafeString:
    """What others add to the page of a line or of a report. Nobody answers a form in a file."""
    if context["frame"].exported:
        return mark_safe("")
    return blocks.html(kind, name, context["request"])


@register.inclusion_tag("portal/citation.html", takes_context=True)
def citation(context: template.Context) -> dict[str, object]:
    """How the page is cited. Where there is no page, or nothing but a form, there is nothing to cite."""
    frame, title = context["frame"], context.get("title")
    if not title or frame.nowhere or context.get("uncited"):
        return {}
    held = context.get("cited") or Cited(str(title))
    query = f"?{context['query']}" if context.get("query") else ""
    address = getattr(settings, "PORTAL_ADDRESS", "")
    own = ("en/" if frame.english else "") + frame.path + query
    where, day = f"{address.rstrip('/')}/{own}" if address else f"落实 /{own}", _day(context.get("place"))
    return {"gbt7714": gbt7714(held, where, day), "bibtex": bibtex(held, where, day, f"{frame.path}{query}")}


def _day(place: Place | None) -> str:
    """Of the release that the page shows: the place's, else the site's."""
    at = (
        place.released_at
        if place
        else Site.objects.filter(pk=1).values_list("released_at", flat=True).first()
    )
    return timezone.localtime(at).date().isoformat() if at else ""


@register.simple_tag(takes_context=True)
def whole_address(context: template.Context, path: str) -> str:
    """With the site's host, in the language of the page."""
    frame = context["frame"]
    return whole(context["request"], ("en/" if frame.english else "") + path)
