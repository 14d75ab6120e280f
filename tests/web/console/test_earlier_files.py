"""A file that stands only in an earlier release of an item is public on the pages of earlier days: it is taken back from the page of the release in force."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from luoshi_web.audit.models import Act
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.portal.models import Version
from luoshi_web.publication.evidence.facsimile import part_of
from luoshi_web.publication.models import Release
from luoshi_web.supervision.models import Attachment, Evidence
from tests.web.conftest import NOW
from tests.web.publication.conftest import released
from tests.web.review_reports import entry_with, reported

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
ALL = ("progress", "evidence", "checks", "verdicts")
WORDS = "要撤下的小区"


@pytest.fixture
def item(district, make_item):
    """Public with its report; two files were handed in for it."""
    report = reported(district)
    Entry.objects.filter(report=report).update(review="accepted")
    released(district, report)
    return make_item(entry=entry_with(report, "老旧小区"), title="改造老旧小区26个")


def _attached(district, item, name, words):
    data = f"小区\n{words}\n".encode()
    evidence = Evidence(sha256=sha256(data).hexdigest(), size=len(data), media_type="text/csv", stored_at=NOW)
    evidence.content.save(name, ContentFile(data))
    return Attachment.objects.create(
        item=item, evidence=evidence, name=name, by=district.people["officer"], at=NOW
    )


def test_a_file_of_an_earlier_release_is_taken_back_from_the_page(district, item):
    first, second = (
        _attached(district, item, "旧台账.csv", WORDS),
        _attached(district, item, "新台账.csv", "留下的小区"),
    )
    before = released(district, item, parts=(*ALL, part_of(first), part_of(second)))
    held = released(district, item, parts=(*ALL, part_of(second)), at=LATER)
    marks = [row["file"]["mark"] for row in before.content["evidence"]]
    client, page = district.client("supervisor"), f"/publication/{held.pk}/"
    words = client.get(page).content.decode()
    assert "此前公开的文件" in words
    assert [words.count(f"{page}file/{mark}/withdraw/") for mark in marks] == [1, 1], "each once"
    assert words.index("此前公开的文件") < words.index(f"{page}file/{marks[0]}/withdraw/")
    assert "withdraw" not in district.client("auditor").get(page).content.decode()
    assert "此前公开的文件" not in client.get(f"/publication/{before.pk}/").content.decode()
    client.post(
        f"{page}file/{marks[0]}/withdraw/", {"version": held.version, "reason": "personal", "sentence": "应当事人要求。"}
    )  # fmt: skip
    assert not any(WORDS in str(one.content) for one in (*Version.objects.all(), *Release.objects.all()))
    assert "此前公开的文件" not in client.get(page).content.decode()
    assert Act.objects.order_by("-number")[0].verb == "release.withdraw_file"
