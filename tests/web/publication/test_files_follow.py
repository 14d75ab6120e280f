"""The files of all lines follow what is released: a job a few minutes after an act, and the night; until then the page says when."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from luoshi_web.portal.downloads import shelf
from luoshi_web.publication.services.files import make_files
from luoshi_web.publication.services.withdraw import withdraw
from tests.web.conftest import NOW
from tests.web.publication.conftest import released
from tests.web.publication.walking import as_portal_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(settings, tmp_path):
    """Jobs wait in the database, as in an installation; the folder is named."""
    as_portal_alone(settings, tmp_path)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    settings.PORTAL_DOWNLOADS = tmp_path / "files"


def _waiting():
    return DBTaskResult.objects.filter(task_path=make_files.module_path, status="READY")


def test_what_is_released_together_is_made_once_and_the_page_says_when(queued, district, report, item_of):
    released(district, report)
    assert _waiting().count() == 1
    assert _waiting().get().run_after > _waiting().get().enqueued_at
    assert make_files.func()["lines"] > 0
    _waiting().delete()
    assert shelf.of_all_places()[2]
    held = released(district, item_of("老旧小区"))
    released(district, item_of("标准厂房"))
    assert _waiting().count() == 1, "one job, however much comes together"
    assert Client().get("/data/files/lines.csv.gz").status_code == 503
    for page in ("/data/", "/data/files/lines.csv.gz"):
        assert "00:45" in Client().get(page).content.decode(), page
    make_files.func()
    assert Client().get("/data/files/lines.csv.gz").status_code == 200
    assert "00:45" not in Client().get("/data/").content.decode()
    _waiting().delete()
    withdraw(
        actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, reason="secret", at=NOW
    )
    assert _waiting().count() == 1


def test_where_no_folder_is_named_nothing_is_asked_for(queued, settings, district, report):
    settings.PORTAL_DOWNLOADS = None
    released(district, report)
    assert not _waiting().exists()
    assert make_files.func() == {"files": 0}


def test_a_table_of_a_year_without_a_report_is_in_the_sitemap(queued, settings, district, public):
    """And its page is there."""
    from luoshi_web.portal.followup import keep

    settings.PORTAL_ADDRESS = "https://portal.example"
    content = {
        "title": "2023年度考核", "year": 2023, "begins": "2023-01-01", "ends": "2023-12-31", "edition": "a", "rule": "办法", "rule_since": "2023-01-01",
        "judged_by": "区政府督查室", "published": "2024-01-10",
        "rows": [{"unit": "区发展和改革局", "unit_key": "o2", "group": "", "rank": 1, "points": "95", "grade": "good"}],
    }  # fmt: skip
    keep.show_sheet(key=f"{public.place_key}/2023/appraisal-3f2a91", content=content, number=2, at=NOW)
    index = b"".join(Client().get("/sitemap.xml").streaming_content).decode()
    (shard,) = [
        line.split("<loc>")[1].split("</loc>")[0] for line in index.splitlines() if "-2023.xml" in line
    ]
    said = b"".join(Client().get(shard.removeprefix("https://portal.example")).streaming_content).decode()
    (address,) = [part.split("</loc>")[0] for part in said.split("<loc>")[1:]]
    assert address.endswith("/2023/appraisal-3f2a91/")
    assert Client().get(address.removeprefix("https://portal.example")).status_code == 200
    assert (
        Client().get(shard.removeprefix("https://portal.example").replace("2023", "2022")).status_code == 404
    )
