"""The index of paragraphs, by pairs of characters: of SQLite and of PostgreSQL."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from luoshi_web.portal.search import index


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    index.create(editor)


def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    index.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_released")]
    operations = [migrations.RunPython(create, drop)]
