"""The page in large text from the page in usual text: they differ in a class, in one word, and in the ways past the prefix."""

import html
from dataclasses import replace

from django.utils.translation import gettext as _

from luoshi_web.portal.frame import Frame


def in_large_text(page: str, frame: Frame) -> str:
    """What the portal would answer below ``large/``, made without asking it again."""
    large = replace(frame, large=True)
    page = page.replace(f'<html lang="{frame.tag}">', f'<html lang="{frame.tag}" class="large">', 1)
    head, body, rest = page.partition("</header>")
    for one, other in (
        (f'href="{frame.base}static/', f'href="{large.base}static/'),
        (f'src="{frame.base}static/', f'src="{large.base}static/'),
        (_link("canonical", frame.canonical), _link("canonical", large.canonical)),
        (_alternate(frame), _alternate(large)),
        (f'<a href="{frame.in_other_size}">{html.escape(_("Large text"))}</a>', f'<a href="{large.in_other_size}">{html.escape(_("Usual text"))}</a>'),
        (f'<a href="{frame.in_other_language}" lang', f'<a href="{large.in_other_language}" lang'),
    ):  # fmt: skip
        head = head.replace(one, other)
    return head + body + rest


def _link(rel: str, address: str) -> str:
    return f'<link rel="{rel}" href="{html.escape(address)}">'


def _alternate(frame: Frame) -> str:
    return f'hreflang="{"zh-Hans" if frame.english else "en"}" href="{html.escape(frame.in_other_language)}"'
