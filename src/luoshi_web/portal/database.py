"""The database that the portal's tables lie in: one of their own where the settings have one under :data:`PORTAL`, else that of whoever runs it.

A transaction is of one database. What the portal does is whole in its own, and knows of no other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PORTAL = "portal"
"""The alias of the portal's own database, and the label of its tables."""


def apart() -> bool:
    """Whether the portal's tables lie in a database of their own."""
    return PORTAL in connections.databases


def alias() -> str:
    return PORTAL if apart() else "default"


def own_connection() -> BaseDatabaseWrapper:
    return connections[alias()]


@contextmanager
def own_transaction() -> Iterator[None]:
    """All of it or nothing, in the database of the portal's tables. As ``with`` and over a function."""
    with transaction.atomic(using=alias()):
        yield


class PortalRouter:
    """``DATABASE_ROUTERS``: the portal's tables in its own database where there is one, everything else in the office's, and neither in the other's."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        return alias() if model._meta.app_label == PORTAL else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return (app_label == PORTAL) == (db == PORTAL) if apart() else None
