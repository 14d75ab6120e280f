"""What ``check`` says where the portal's database and the office's are not set up as they belong together."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections

from luoshi_web.portal.database import PORTAL, apart
from luoshi_web.portal.models import Place
from luoshi_web.publication.models import Handover

_PLACES = Place._meta.db_table


@register(Tags.files)
def the_file_can_be_made(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """A SQLite file of the portal's needs its folder."""
    if apart() and connections[PORTAL].vendor == "sqlite":
        folder = Path(connections[PORTAL].settings_dict["NAME"]).parent
        if not folder.is_dir():
            yield Error(
                f"LUOSHI_PORTAL_DATABASE: there is no folder {folder}. Make it, owned by whoever runs the office and the portal.", id="publication.E001"
            )  # fmt: skip


@register(Tags.database)
def the_databases_belong_together(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """With ``check --database default --database portal``, and before ``migrate``, which mends the second."""
    if not databases:
        return
    try:
        yield from _of_both() if apart() else _of_one()
    except DatabaseError as error:
        yield Error(f"LUOSHI_PORTAL_DATABASE cannot be reached: {error}", id="publication.E002")


def _of_both() -> Iterable[CheckMessage]:
    if _PLACES not in _tables(PORTAL):
        yield Warning(
            "The portal's own database (LUOSHI_PORTAL_DATABASE) has no tables yet: run migrate.", id="publication.W003"
        )  # fmt: skip
    elif "publication_release" in (tables := _tables(PORTAL)) or "accounts_person" in tables:
        yield Error(
            "LUOSHI_PORTAL_DATABASE names a database of an office. The portal's own holds nothing of the office: name an empty one.", id="publication.E004"
        )  # fmt: skip
    elif _has_places("default") and not _has_places(PORTAL):
        yield Warning(
            "What was released lies in the office's own database, and LUOSHI_PORTAL_DATABASE names an empty one: the portal shows nothing. "
            "Bring the portal's tables over (docs/operations.md), or unset it.", id="publication.W005",
        )  # fmt: skip


def _of_one() -> Iterable[CheckMessage]:
    tables = _tables("default")
    if "publication_handover" not in tables:
        return
    if _PLACES not in tables:
        yield Error(
            "The portal's tables are not in the office's database: it was set up with LUOSHI_PORTAL_DATABASE, which is not set now.", id="publication.E006"
        )  # fmt: skip
    elif waiting := Handover.objects.filter(delivered_at=None).count():
        yield Error(
            f"{waiting} acts wait for the portal's own database, which LUOSHI_PORTAL_DATABASE does not name any more.", id="publication.E007"
        )  # fmt: skip


def _tables(alias: str) -> set[str]:
    return set(connections[alias].introspection.table_names())


def _has_places(alias: str) -> bool:
    return _PLACES in _tables(alias) and Place.objects.using(alias).exists()
