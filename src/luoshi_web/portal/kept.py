"""Pages that were made, kept packed until what they show is released anew, and found again by their address alone.

A page is known by its address, its language and size, the number of the release that it shows, and the version of our templates. A
line taken back is gone within a minute: nothing is cached longer, and a new release has a new number. Beside a page stands what it is of, so that the
next reader costs one question to the database, that for the number: whatever is released or taken back has another, and the page is made anew.
"""

import gzip
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache as pages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from luoshi_web.portal.blocks import versions
from luoshi_web.portal.downloads.shelf import stamp
from luoshi_web.portal.selectors import NumberOfPlace, NumberOfSite, number_now

LIVES = "public, max-age=60, must-revalidate"
_STORED = (
    256 * 1024
)  # bytes of a packed page at most in our cache: one long table would push out a thousand pages
_SECONDS = 3600
_LEVEL = 5  # of packing: what a sixth level saves is not worth its time


class Known(NamedTuple):
    """What is known of an address: which parameters make another page, the blocks on it, what it is of (the key of a place, ``""`` for the site), its type, whether
    the host that was asked stands in it, and whether it names the files of all lines."""

    asked: tuple[str, ...]
    about: tuple[str, str]
    of: str
    content_type: str
    by_host: bool
    by_files: bool


def answered(
    request: HttpRequest,
    prefix: str,
    release: object,
    make: Callable[[], bytes | None],
    content_type: str,
    *,
    about: tuple[str, str] = ("", ""),
    asked: Sequence[str] = (),
    by_host: bool = False,
    by_files: bool = False,
) -> HttpResponseBase | None:
    """The page, from the cache or made and kept; None where there is none of that kind. ``prefix`` is its language and size.

    A ``release`` of another type than those of :mod:`luoshi_web.portal.selectors` is never answered by the address alone: the view says more than the page does."""
    of = {NumberOfSite: "", NumberOfPlace: getattr(release, "key", "")}.get(type(release))
    known = Known(tuple(asked), about, of or "", content_type, by_host, by_files)
    digest = _digest(request, prefix, known, release)
    if (same := unchanged(request, digest)) is not None:
        return same
    packed = pages.get(digest)
    if packed is None:
        body = make()
        if body is None:
            return None
        packed = gzip.compress(body, _LEVEL, mtime=0)
        if len(packed) <= _STORED:
            pages.set(digest, packed, _SECONDS)
    if of is not None:
        pages.set(_address(request, prefix), tuple(known), _SECONDS)
    return _response(request, packed, digest, content_type)


def found(request: HttpRequest, prefix: str) -> HttpResponseBase | None:
    """The page of an address that was asked before, None where it has to be made."""
    if request.method not in {"GET", "HEAD"}:
        return None
    held = pages.get(_address(request, prefix))
    if held is None:
        return None
    known = Known(*held)
    release = number_now(known.of)
    if release is None:
        return None
    digest = _digest(request, prefix, known, release)
    if (same := unchanged(request, digest)) is not None:
        return same
    packed = pages.get(digest)
    return _response(request, packed, digest, known.content_type) if packed is not None else None


def _address(request: HttpRequest, prefix: str) -> str:
    """As a key that every cache takes."""
    return (
        "of-" + hashlib.sha256(f"{prefix}|{request.path_info}".encode("utf-8", "surrogatepass")).hexdigest()
    )


def _digest(request: HttpRequest, prefix: str, known: Known, release: object) -> str:
    host = request.get_host() if known.by_host else ""
    files = stamp() if known.by_files else ""
    said = (
        prefix,
        request.path_info,
        asked_for(request, known.asked),
        str(release),
        _version(),
        versions(*known.about),
    )
    return hashlib.sha256("|".join((*said, host, files)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def asked_for(request: HttpRequest, names: Sequence[str]) -> str:
    """The known parameters in order; whatever else stands in an address is the same page, and one entry of the cache."""
    return urlencode([(name, request.GET[name]) for name in sorted(names) if name in request.GET])


def unchanged(request: HttpRequest, digest: str) -> HttpResponseBase | None:
    """304 where the asker has the page already."""
    answer = get_conditional_response(request, etag=f'"{digest}"')
    if answer is None or answer.status_code != 304:
        return None
    answer["Cache-Control"] = LIVES
    return answer


def _response(request: HttpRequest, packed: bytes, digest: str, content_type: str) -> HttpResponse:
    """Packed as it lies there for who takes it so: to pack a page again for each reader would be the most of the work."""
    takes = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = HttpResponse(packed if takes else gzip.decompress(packed), content_type=content_type)
    if takes:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    response["ETag"], response["Cache-Control"] = f'W/"{digest}"' if takes else f'"{digest}"', LIVES
    return response


@cache
def _version() -> str:
    """Changes with every template, style and module of ours: a page of an older version is not taken from a cache."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(
        p for p in here.rglob("*") if p.suffix in {".html", ".css", ".js", ".py", ".mo", ".tsv"}
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
