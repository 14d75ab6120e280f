"""How a page is framed: language and large text stand in the address, and stay because all links inside pages are relative."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

_PREFIXES = ("en", "large")


@dataclass(frozen=True, slots=True)
class Frame:
    """``path`` is the address without prefixes, as ``p/330109-xiaoshan/2025/``; ``root`` leads from it to the home page of the same
    language and size, ``base`` to that of the site, where the static files are. ``nowhere``: there is no such page, and the ways to another
    language lead home, so that the answer to one wrong address is that to any other. ``exported``: the page becomes a file, and nobody answers."""

    path: str = ""
    english: bool = False
    large: bool = False
    nowhere: bool = False
    exported: bool = False

    @property
    def language(self) -> str:
        return "en" if self.english else "zh"

    @property
    def tag(self) -> str:
        return "en" if self.english else "zh-Hans"

    @property
    def prefix(self) -> str:
        return ("en/" if self.english else "") + ("large/" if self.large else "")

    @property
    def root(self) -> str:
        return "../" * self.path.count("/") or "./"

    @property
    def base(self) -> str:
        return "../" * (self.path.count("/") + self.prefix.count("/")) or "./"

    @property
    def stem(self) -> str:
        """What the endings are put behind: ``p/330109-xiaoshan/2025`` with ``.csv``."""
        return self.path.rstrip("/") or "index"

    def as_other(self, *, english: bool | None = None, large: bool | None = None) -> str:
        """The relative address of the same page in another language or size."""
        other = Frame(
            self.path, self.english if english is None else english, self.large if large is None else large
        )
        return self.base + other.prefix + ("" if self.nowhere else self.path)

    @property
    def canonical(self) -> str:
        """The plain address of the page in its language: whole where ``PORTAL_ADDRESS`` is set, else relative."""
        address = getattr(settings, "PORTAL_ADDRESS", "")
        own = ("en/" if self.english else "") + self.path
        return f"{address.rstrip('/')}/{own}" if address else self.base + own

    @property
    def poster(self) -> str:
        """The whole address of the page's picture for other sites; nothing where the settings name no address."""
        address = getattr(settings, "PORTAL_ADDRESS", "")
        return f"{address.rstrip('/')}/{'en/' if self.english else ''}{self.stem}.png" if address else ""

    @property
    def in_other_language(self) -> str:
        return self.as_other(english=not self.english)

    @property
    def in_other_size(self) -> str:
        return self.as_other(large=not self.large)


def framed(path_info: str) -> Frame:
    """The frame of an address."""
    path = path_info.lstrip("/")
    found = set()
    while (first := path.partition("/")[0]) in _PREFIXES and first not in found and "/" in path:
        found.add(first)
        path = path.partition("/")[2]
    return Frame(path, "en" in found, "large" in found)


class FramedRequest(HttpRequest):
    """What the views of the portal are given."""

    frame: Frame


class FrameMiddleware:
    """Takes the prefixes off the address, so that one set of addresses serves both languages and both sizes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        frame = framed(request.path_info)
        request.frame = frame  # type: ignore[attr-defined]
        request.path_info = f"/{frame.path}"
        with translation.override("en" if frame.english else "zh-hans"):
            return self._get_response(request)


class KeptMiddleware:
    """Answers with a page that was kept of the address. It stands behind whatever may refuse or hide a page, next to the views.

    In ``process_view``, as those that refuse do: in ``__call__`` it would answer before any of them was asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponseBase | None:
        """The page, or None where the view has to make it."""
        from luoshi_web.portal import kept  # models are there once the first request is

        return kept.found(request, frame_of(request).prefix)


def frame_of(request: HttpRequest) -> Frame:
    return getattr(request, "frame", None) or framed(request.path_info)


def surroundings(request: HttpRequest) -> dict[str, object]:
    """For every template: the request, the frame, and the ways to the root of the pages and of the files."""
    frame = frame_of(request)
    return {"request": request, "frame": frame, "root": frame.root, "base": frame.base}
