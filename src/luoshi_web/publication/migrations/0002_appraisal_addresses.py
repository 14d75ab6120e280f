"""Results of appraisals stand at an address made of their name, and no longer at a running number."""

import hashlib
from typing import Any

from django.db import migrations


def rename(apps: Any, _editor: Any, *, to_names: bool) -> None:
    appraisals = apps.get_model("supervision", "Appraisal").objects
    sheets = apps.get_model("portal", "Sheet").objects
    stones = apps.get_model("portal", "Tombstone").objects
    marks = {
        f"{one.year}/appraisal-{one.pk}": f"{one.year}/appraisal-{hashlib.sha256(one.name.encode()).hexdigest()[:6]}"
        for one in appraisals.filter(supersedes=None)
    }
    for old, new in marks.items() if to_names else ((new, old) for old, new in marks.items()):
        for held in list(sheets.filter(key__endswith=f"/{old}")):
            sheets.filter(pk=held.pk).delete()
            held.pk = f"{held.place_id}/{new}"
            held.save(force_insert=True)
        for stone in list(stones.filter(address__startswith="p/", address__endswith=f"/{old}/")):
            stones.filter(pk=stone.pk).delete()
            stone.pk = f"{stone.address[: -len(old) - 1]}{new}/"
            stone.save(force_insert=True)


def forwards(apps: Any, editor: Any) -> None:
    rename(apps, editor, to_names=True)


def backwards(apps: Any, editor: Any) -> None:
    rename(apps, editor, to_names=False)


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0001_initial"),
        ("portal", "0006_followup"),
        ("supervision", "0001_initial"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
