"""Whatever shows a text of something secret leaves a record of who was shown it; and nothing is recorded that was not shown.

Every address that is read, every thing of the permission table, every role: all items and papers are made secret, a mark is planted in each of
their texts and in the texts of what hangs on them, and the marks that come back are held against the readings that were recorded.
"""

import re

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.tokens import make_token
from luoshi_web.audit.models import Act
from luoshi_web.console.bulk.chosen import packed
from luoshi_web.supervision.models import Item, Paper, SecretReading, Worklist
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.addresses import place, places
from tests.web.permissions.made import Ground, of_item
from tests.web.permissions.said import asked
from tests.web.permissions.things import make
from tests.web.permissions.walk import ROLES, client_of, content_of, rows

PLAIN = {
    (row.page, row.thing.split(":")[0] if row.thing.endswith(("secret", "uncleared", "successor", "predecessor")) else row.thing): row
    for row in rows()
    if row.method == "GET"
}  # fmt: skip
OPAQUE = {"progress:evidence", "progress:preview_drawn", "progress:preview"}
"""Files as they were uploaded: nothing was planted in their bytes, and whoever gets them has read them."""
NO_WORDS = {"Limit"}
"""Their long texts are the sentences of rules."""
_ITEM, _PAPER = re.compile(r"密语(\d+)。"), re.compile(r"密文(\d+)。")


def plant():
    """Everything is secret, and everybody is cleared for it."""
    Post.objects.update(clearance=3)
    Worklist.objects.update(secrecy=3)
    for paper in Paper.objects.all():
        Paper.objects.filter(pk=paper.pk).update(secrecy=3, title=f"密文{paper.pk}。")
    for item in Item.objects.all():
        Item.objects.filter(pk=item.pk).update(secrecy=3, **dict.fromkeys(_words(Item), f"密语{item.pk}。"))
    for model in apps.get_app_config("supervision").get_models():
        columns = {field.name for field in model._meta.fields}
        words = _words(model)
        if "item" not in columns or not words or model.__name__ in NO_WORDS:
            continue
        for row in model._default_manager.exclude(item=None):
            model._default_manager.filter(pk=row.pk).update(**dict.fromkeys(words, f"密语{row.item_id}。"))


def _words(model):
    """Columns for what people write: long, and no choice of a list."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.TextField)
        or (type(field) is models.CharField and not field.choices and (field.max_length or 0) >= 200)
        if field.name not in {"area", "before", "original"} or model is not Item
        if (model.__name__, field.name) not in {("Item", "area"), ("Change", "original"), ("Change", "before"), ("Change", "after")}
    ]  # fmt: skip


def shown_in(words):
    return {("item", int(key)) for key in _ITEM.findall(words)} | {
        ("paper", int(key)) for key in _PAPER.findall(words)
    }


def recorded():
    return set(SecretReading.objects.exclude(kind="worklist").values_list("kind", "thing"))


@pytest.mark.parametrize("row", PLAIN.values(), ids=lambda row: row.name)
def test_what_is_shown_of_the_secret_is_recorded_and_nothing_else(district, make_item, row):
    made = make(row.thing, district, make_item)
    fixed = dict(pair.split("=") for pair in row.page.split(" ")[1:])
    where = place(row.kind).address(made.address | fixed)
    said = asked(row.kind, district, made)
    plant()
    SecretReading.objects.all().delete()
    faults = []
    for role, key in ROLES.items():
        if not key:
            continue
        for ask in (said, said | {"as": "xlsx"}):
            with transaction.atomic():
                answer = client_of(district, key, made).get(where, ask)
                shown, read = shown_in(content_of(answer)), recorded()
                transaction.set_rollback(True)
            if row.kind in OPAQUE:
                assert (answer.status_code == 200) == (("item", made.item.pk) in read), role
            elif shown != read:
                faults.append((role, "as" in ask, "unrecorded", shown - read, "not shown", read - shown))
    assert faults == []
