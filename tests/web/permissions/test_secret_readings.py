"""Whatever shows a text of something secret leaves a record of who was shown it; and nothing is recorded that was not shown.

Every address that is read and every thing of the permission table: all items and papers are made secret, a mark is planted in each of their texts
and in the texts of what hangs on them, and the marks that come back are held against the readings that were recorded.
"""

import json
import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.tokens import make_token
from luoshi_web.audit.models import Act
from luoshi_web.console.bulk.chosen import packed
from luoshi_web.registers.models import Matter
from luoshi_web.supervision.models import Item, Paper, SecretReading
from luoshi_web.supervision.services import secret
from luoshi_web.supervision.services.progress import Report, report
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.addresses import place, places
from tests.web.permissions.said import asked
from tests.web.permissions.things import SECRECY, make
from tests.web.permissions.walk import client_of, content_of, rows

AFTER = {*SECRECY, "uncleared", "successor", "predecessor", "moved"}
MATTERS = {
    (row.page, row.thing): row
    for row in rows()
    if row.method == "GET" and not {*row.thing.split(":")} & AFTER
}
ASKERS = ("supervisor2", "leader", "head", "head2", "auditor", "administrator")
AS_UPLOADED = {"progress:evidence", "progress:preview_drawn", "progress:preview", "publication:drawn"}
"""Files: nothing was planted in their bytes, and whoever gets them has read them."""
_MARK = re.compile(r"密(item|paper|matter)语(\d+)。")


def plant():
    """Everything is secret, and everybody is cleared for it. Gives the old titles, which the log keeps."""
    Post.objects.update(clearance=3)
    titles = {}
    for paper in Paper.objects.all():
        content = paper.content | {"title": f"密paper语{paper.pk}。"}
        Paper.objects.filter(pk=paper.pk).update(secrecy=3, title=content["title"], content=content)
    for item in Item.objects.all():
        titles[item.pk] = str(item)
        Item.objects.filter(pk=item.pk).update(
            secrecy=3, **dict.fromkeys(_words(Item), f"密item语{item.pk}。")
        )
    for matter in Matter.objects.all():
        mark = f"密matter语{matter.pk}。"
        Matter.objects.filter(pk=matter.pk).update(secrecy=3, title=mark)
        for model in apps.get_app_config("registers").get_models():
            for way in ("matter", "proposal", "finding", "fund"):
                if way in {field.name for field in model._meta.fields} and (words := _words(model)):
                    of_it = model._default_manager.filter(**{way: matter.pk})
                    for word in words:
                        of_it.exclude(**{word: ""}).update(**{word: mark})
    for model in apps.get_app_config("supervision").get_models():
        words = _words(model)
        if words and "item" in {field.name for field in model._meta.fields}:
            for row in model._default_manager.exclude(item=None):
                said = dict.fromkeys(words, f"密item语{row.item_id}。")
                model._default_manager.filter(pk=row.pk).update(**said)
    return titles


NOT_OF_PEOPLE = {
    ("Item", "area"), ("Limit", "sentence"), ("Change", "original"), ("Change", "before"), ("Change", "after"),
}  # fmt: skip
"""A section of the report, the sentence of a rule, days and values."""


def _words(model):
    """Columns for what people write: long, and no choice from a list."""
    return [
        field.name
        for field in model._meta.fields
        if type(field) is models.TextField
        or (type(field) is models.CharField and not field.choices and (field.max_length or 0) >= 200)
        if (model.__name__, field.name) not in NOT_OF_PEOPLE
    ]


def shown_in(words):
    return {(kind, int(key)) for kind, key in _MARK.findall(words)}


def recorded():
    return set(SecretReading.objects.values_list("kind", "thing"))


@pytest.mark.parametrize("row", MATTERS.values(), ids=lambda row: row.name)
def test_what_is_shown_of_the_secret_is_recorded_and_nothing_else(district, make_item, row):
    made = make(row.thing, district, make_item)
    fixed = dict(pair.split("=") for pair in row.page.split(" ")[1:])
    where, said = place(row.kind).address(made.address | fixed), asked(row.kind, district, made)
    titles = plant()
    SecretReading.objects.all().delete()
    faults = []
    for key in ASKERS:
        with transaction.atomic():
            client, words = client_of(district, key, made), ""
            answer = client.get(where, said)
            words = content_of(answer)
            if "as=xlsx" in words:
                words += content_of(client.get(where, said | {"as": "xlsx"}))
            if "as=json" in words:
                words += content_of(client.get(where, said | {"as": "json"}))
            shown, read = shown_in(words), recorded()
            transaction.set_rollback(True)
        if row.kind == "log:list":
            shown |= {("item", pk) for pk, title in titles.items() if title in words}
            shown, read = ({key for key in keys if key[0] == "item"} for keys in (shown, read))
        if row.kind in AS_UPLOADED:
            assert (answer.status_code == 200) == (("item", made.item.pk) in read), key
        elif shown != read:
            faults.append((key, "not recorded", shown - read, "not shown", read - shown))
    assert faults == []


def test_a_program_reads_as_a_person_does(district, make_item):
    """Every address of the interface for programs."""
    item = make_item(lead="head")
    report(
        actor=district.actor("head"), item_id=item.pk, period=date(2026, 2, 28), said=Report(share=Decimal(5), words="过半"), at=NOW
    )  # fmt: skip
    plant()
    _key, text = make_token(actor=district.actor("head"), name="报表", last_day=TODAY, at=NOW)
    asked_for = {
        place for place in places() if place.name.startswith("api:") and place.name != "api:api-root"
    }
    shows = set()
    for where in asked_for:
        SecretReading.objects.all().delete()
        answer = Client().get(
            where.address({"pk": item.pk, "year": 2026}), headers={"authorization": f"Bearer {text}"}
        )
        assert recorded() == shown_in(json.dumps(answer.json(), ensure_ascii=False)), where.name
        shows |= {where.name for _ in recorded()}
    assert shows == {"api:items", "api:item", "api:reports"}
    assert Act.objects.filter(verb="secret.read").latest("number").person_id == district.people["head"].pk


def test_a_form_that_asks_once_more_shows_what_it_is_about(district, make_item):
    item = make_item(lead="head")
    plant()
    items = Item.objects.filter(pk=item.pk)
    client = district.client("supervisor")
    answer = client.post(reverse("bulk:lead"), {"list": "items", "chosen": packed(items)})
    assert answer.status_code == 200
    assert recorded() == shown_in(answer.content.decode()) == {("item", item.pk)}


def test_nothing_is_recorded_for_who_is_refused(district, make_item):
    item = make_item(lead="head")
    plant()
    assert district.client("head3").get(f"/items/{item.pk}/").status_code == 404
    assert district.client("head").get(f"/lights/items/{item.pk}/judge/").status_code in {403, 404}
    assert recorded() == set()


def test_of_two_pages_at_once_the_slower_one_records_nothing(district, make_item, monkeypatch):
    """The other page records the reading between this one's question and its record."""
    item, actor = make_item(secrecy=3), district.actor("supervisor")

    def after_the_other():
        SecretReading.objects.create(person_id=actor.person_id, day=TODAY, kind="item", thing=item.pk)
        return transaction.atomic()

    monkeypatch.setattr(secret, "transaction", SimpleNamespace(atomic=after_the_other))
    secret.record_secret(actor=actor, things=[("item", item.pk)], at=NOW)
    assert SecretReading.objects.count() == 1
    assert not Act.objects.filter(verb="secret.read").exists()
