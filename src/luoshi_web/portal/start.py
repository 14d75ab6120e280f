"""What `luoshi portal` does: a folder with a database of its own, what the paths hold brought into it, and a server for one reader.

The command finds this module by its name when it runs: the library itself imports nothing of the web.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.core.management import call_command

SETTINGS = "luoshi_web.settings.portal"


def prepare(folder: str) -> None:
    """Settings, applications and tables of the portal in ``folder``. Once a process."""
    path = Path(folder)
    (path / "static").mkdir(parents=True, exist_ok=True)
    os.environ["LUOSHI_PORTAL_DATA"] = str(path.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def bring_in(paths: Sequence[str], workers: int, language: str, watch: Any) -> Any:
    """See :func:`luoshi_web.portal.bring_in.run.bring_in`."""
    from luoshi_web.portal.bring_in import run

    return run.bring_in(run.Wanted(paths, workers, language), watch, now=lambda: datetime.now(UTC))


def export(out: str, workers: int, watch: Any) -> Any:
    """See :func:`luoshi_web.portal.exporting.run.export`. Refusals carry the key of their sentence."""
    from luoshi_web.portal.exporting.folder import NotOurs
    from luoshi_web.portal.exporting.run import Meanwhile
    from luoshi_web.portal.exporting.run import export as write

    try:
        return write(Path(out), workers, watch, now=lambda: datetime.now(UTC))
    except NotOurs as error:
        raise Refused("portal.not_ours", {"name": out}) from error
    except Meanwhile as error:
        raise Refused("portal.meanwhile", {"name": out}) from error


class Refused(Exception):
    """What is not done: the sentence's key among the messages of the command line, and what stands in it."""

    def __init__(self, key: str, values: dict[str, str]) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class _Server(ThreadingMixIn, WSGIServer):
    """A thread a request: a browser asks for a page and its style at once."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal belongs to the reader."""


def serve(port: int) -> WSGIServer:
    """A server on this machine alone, bound and not yet running. Port 0: any that is free.

    :raises OSError: where the port is taken.
    """
    from django.core.wsgi import get_wsgi_application

    server = _Server(("127.0.0.1", port), _Quiet)
    server.set_app(get_wsgi_application())
    return server


def address(server: WSGIServer, language: str) -> str:
    return f"http://127.0.0.1:{server.server_port}/{'en/' if language == 'en' else ''}"
