"""Who writes, where the site has a login of its own: real identity behind the scenes, the shown name free (后台实名、前台自愿).

The portal keeps a token that only the site's login can lead back to a person. Without a hook nothing is published: what is written is a letter
to the office.
"""

from typing import Protocol, cast

from django.http import HttpRequest
from django.utils.module_loading import import_string

from luoshi_web.voices.conf import conf


class Identity(Protocol):
    """The site's own login."""

    def token(self, request: HttpRequest) -> str | None:
        """What stands for whoever sends the request; None where nobody is logged in. At most 200 characters."""

    def login(self, request: HttpRequest) -> str:
        """The address of the site's login, from which people come back to the request's page."""


def identity() -> Identity | None:
    """The hook of this installation, if there is one."""
    dotted = conf().identity
    return cast(Identity, import_string(dotted)()) if dotted else None
