"""The portal over what the office wrote, and a reader who follows every link of it."""

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.test import Client

from luoshi_web.settings import portal as portal_settings
from tests.web.portal.programs import told_to_programs

_OURS = ("ROOT_URLCONF", "MIDDLEWARE", "CACHES", "CONTENT_SECURITY_POLICY", "APPEND_SLASH", "LANGUAGE_CODE")


def as_portal_alone(settings: Any, folder: Path) -> None:
    """The portal's own addresses and middleware; its files lie in the folder, and pages of an earlier test are in no cache."""
    for name in _OURS:
        setattr(settings, name, getattr(portal_settings, name))
    settings.STATICFILES_DIRS = []
    settings.PORTAL_DOWNLOADS = folder / "files"
    cache.clear()


def everything(*more: str) -> dict[str, str]:
    """What every page, table, picture, feed and sitemap says that links and sitemaps lead to, what programs are told, and all files."""
    client, seen = Client(), {}
    todo = ["/", "/en/", "/sitemap.xml", "/robots.txt", "/feed.atom", "/search/?q=老旧小区", *more]
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        seen[address] = body.decode("utf-8", "replace")
        if response.status_code == 200:
            todo += _links(address, response["Content-Type"], seen[address])
    return seen | told_to_programs()


def _links(address: str, media_type: str, body: str) -> list[str]:
    if media_type.startswith("application/xml"):
        return re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", body)
    if not media_type.startswith("text/html"):
        return []
    links = (
        urljoin(address, html.unescape(link)).split("#")[0]
        for link in re.findall(r'(?:href|src)="([^"]*)"', body)
    )
    return [
        link for link in links if not re.match(r"data:|/(static|large|en/.+|compare|api/v1|data/files)", link)
    ]


def said_at(seen: dict[str, str], words: str) -> list[str]:
    """The addresses that say some words, but for those that the words themselves are asked at."""
    return [address for address, body in seen.items() if words in body and words not in address]
