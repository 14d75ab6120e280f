"""All that programs are told: every list of the interface page by page, what hangs on its rows, and the files of all lines."""

import gzip
import json

import polars as pl
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from luoshi_web.portal.downloads.shelf import current

_LISTS = (
    "places", "reports", "lines?limit=200", "indicators", "lines?status=active", "lines?status=closed_done", "search?q=固定资产", "search?q=老旧小区",
)  # fmt: skip


def told_to_programs():
    """Address → words. Of lines those that something came of, or that an office follows up, are asked for by themselves."""
    client, seen = Client(), {}

    def ask(address):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code in {200, 410}, address
        seen[address] = response.content.decode()
        return json.loads(response.content)

    for first in _LISTS:
        address = first
        while address:
            page = ask(address)
            address = page.get("next") and first.partition("?")[0] + page["next"]
            for report in page.get("reports", ()):
                ask(f"reports/{report['id']}")
            for line in page.get("lines", ()):
                if line["outcome"] or "status" in first:
                    ask(f"lines/{line['id']}")
                    ask(f"lines/{line['id']}/history")
    ask("openapi.json")
    return seen | _files()


def _files():
    if getattr(settings, "PORTAL_DOWNLOADS", None) is None:
        return {}
    call_command("downloads", verbosity=0)
    folder = settings.PORTAL_DOWNLOADS
    assert current(folder)["files"]
    return {path.relative_to(folder).as_posix(): _words(path) for path in folder.rglob("*") if path.is_file()}


def _words(path):
    if path.suffix == ".parquet":
        return pl.read_parquet(path).write_ndjson()
    body = path.read_bytes()
    return (gzip.decompress(body) if path.suffix == ".gz" else body).decode()
