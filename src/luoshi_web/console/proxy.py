"""From which address a request comes: what locks of logins and limits of rates count by."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse

from luoshi_web.networks import network_of


class ProxyMiddleware:
    """Behind a proxy (``LUOSHI_BEHIND_PROXY``) the address is the one that the proxy itself has put last into ``X-Forwarded-For``.

    What stands before it anybody can have written. Without this everybody came from the proxy: whoever typed five wrong passwords for a name
    locked it for all, and all offices shared one rate of logins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # where the proxy says nothing of it, its own address stays
            request.META["REMOTE_ADDR"] = str(ip_address(last))
        return self.get_response(request)


def address_of(request: HttpRequest) -> str | None:
    """What axes counts by: never a header of the browser's, whatever packages are installed. Of IPv6 the network: a line has 2**64 addresses."""
    return network_of(request.META.get("REMOTE_ADDR"))
