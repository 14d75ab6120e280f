"""The interface for programs: it answers as its own description says, page by page, conditionally, and to pages of other sites."""

import json
import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as tried
from schemathesis import checks

from luoshi_web.portal.api import pages
from luoshi_web.portal.followup.keep import show_item
from luoshi_web.portal.models import Line, Place, Report, Version
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import take_back_line, take_back_report
from tests.web.portal.conftest import NOW

pytestmark = pytest.mark.django_db
API = "/api/v1/"
PROMISE = "固定资产投资增长5%左右"
CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


def asked(address, status=200, **headers):
    response = Client().get(API + address, headers=headers)
    assert response.status_code == status, (address, response.content.decode()[:300])
    return json.loads(response.content)


def walked(address, name):
    """All rows of a list, page by page."""
    rows, query, rounds = [], "", 0
    head, _mark, first = address.partition("?")
    query = f"?{first}" if first else ""
    while query is not None and rounds < 200:
        page = asked(head + query)
        rows, query, rounds = rows + page[name], page["next"], rounds + 1
    return rows


def test_a_line_has_the_keys_of_the_ledger_and_what_came_of_it(client):
    line = Line.objects.select_related("outcome").get(quote=PROMISE)
    said = asked(f"lines/{line.pk}")
    assert {name: said[name] for name in ("kind", "headline", "indicator", "measure", "direction", "bound", "low", "high", "unit", "period")} == {
        "kind": "target", "headline": True, "indicator": "fai", "measure": "growth", "direction": "up", "bound": "about", "low": "5", "high": "5",
        "unit": "%", "period": {"from": 2025, "to": 2025},
    }  # fmt: skip
    text = asked("reports/z4684d6/2025")["text"]
    assert text[slice(*said["span"])] == said["quote"] == PROMISE
    assert (said["verdict"], said["outcome"]["rule"], said["outcome"]["verified_by"]) == (
        "missed",
        line.outcome.rule,
        None,
    )
    answer = asked(f"lines/{said['outcome']['answer']}")
    assert answer["answers"] == [line.pk]
    assert answer["quote"] == said["outcome"]["quote"]


def test_pages_hold_every_line_once_in_a_stable_order(client):
    found = [line["id"] for line in walked("lines?limit=120", "lines")]
    assert found == sorted(Line.objects.values_list("pk", flat=True))
    of_place = [line["id"] for line in walked("lines?limit=7&place=z4684d6&kind=target&year=2025", "lines")]
    assert of_place == sorted(
        Line.objects.filter(place="z4684d6", kind="target", year=2025).values_list("pk", flat=True)
    )
    reports = [report["id"] for report in walked("reports?limit=2", "reports")]
    assert reports == [
        f"{key}/{year}" for key, year in Report.objects.order_by("place", "year").values_list("place", "year")
    ]
    assert [place["key"] for place in walked("places?limit=1", "places")] == sorted(
        Place.objects.values_list("pk", flat=True)
    )


def test_a_walk_looks_through_so_many_at_a_time(client, monkeypatch):
    monkeypatch.setattr(pages, "LOOKED_THROUGH", 50)
    found = [line["id"] for line in walked("lines?kind=problem", "lines")]
    assert found == sorted(Line.objects.filter(kind="problem").values_list("pk", flat=True))
    first = asked("lines?kind=problem")
    assert len(first["lines"]) < len(found)
    assert first["next"]


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("level=county", {"place__level": "county"}), ("grade=deliverable", {"grade": "deliverable"}), ("verdict=missed", {"verdict": "missed"}),
        ("headline=true", {"headline": True}), ("indicator=gdp", {"indicator": "gdp"}), ("year=2026", {"year": 2026}),
    ],
)  # fmt: skip
def test_filters_narrow(client, query, filters):
    wanted = sorted(Line.objects.filter(**filters).values_list("pk", flat=True))
    assert wanted
    assert [line["id"] for line in walked(f"lines?{query}", "lines")] == wanted


def test_status_is_the_offices(client):
    line = Line.objects.get(quote=PROMISE)
    content = {
        "title": "固定资产投资",
        "year": 2025,
        "state": "active",
        "unit": "区发展和改革局",
        "unit_key": "fagaiju",
        "line": line.pk,
    }
    show_item(key="z4684d6/2025-T-0001", content=content, number=3, at=NOW)
    assert [one["id"] for one in asked("lines?status=active")["lines"]] == [line.pk]
    assert asked("lines?status=closed_done")["lines"] == []
    (item,) = asked(f"lines/{line.pk}")["items"]
    assert (item["number"], item["state"], item["release"]) == ("2025-T-0001", "active", 3)
    assert [one["about"] for one in asked(f"lines/{line.pk}/history")["versions"]] == [
        "o/z4684d6/2025-T-0001"
    ]
    assert Version.objects.count() == 1


def test_a_place_is_known_by_its_names(client):
    assert asked("places/青川区")["key"] == "z4684d6"
    assert asked("places/z4684d6")["years"] == [2024, 2025, 2026]
    assert asked("places?name=青川区")["places"][0]["full_name"] == "云岭省临河市青川区"


def test_a_series_is_the_one_of_the_page(client):
    said = asked("indicators/fai/series?place=z4684d6")
    year = next(year for year in said["years"] if year["year"] == 2025)
    assert (year["promised"]["quote"], year["stated"]["quote"], year["verdict"]) == (
        PROMISE,
        "固定资产投资下降1.8%",
        "missed",
    )
    assert {"measure": said["measure"], "unit": said["unit"]} in said["ways"]
    assert "fai" in [one["code"] for one in asked("indicators")["indicators"]]


def test_search_is_the_search_of_the_page(client):
    hits = walked("search?q=企业", "hits")
    assert [(hit["place"]["key"], hit["year"], hit["start"]) for hit in hits] == [
        (h.key, h.year, h.start) for h in every(Asked("企业"))
    ]
    for hit in hits:
        assert {hit["sentence"][slice(*mark)] for mark in hit["marks"]} == {"企业"}
    assert {hit["kind"] for hit in walked("search?q=企业&kind=task", "hits")} == {"task"}


def test_what_is_known_is_not_sent_again_and_a_release_makes_it_anew(client):
    line = Line.objects.get(quote=PROMISE)
    first = Client().get(f"{API}lines/{line.pk}")
    again = Client().get(f"{API}lines/{line.pk}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    assert "max-age=60" in first["Cache-Control"]
    other = Line.objects.exclude(report=line.report).filter(kind="problem").first()
    take_back_line(line_id=other.pk, reason="personal", at=NOW)
    assert Client().get(f"{API}lines/{line.pk}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_was_kept_is_refused_and_open_like_what_is_made(client):
    """A list in the cache hides no slip of the pen, and lets other sites' pages in."""
    assert asked("lines?limit=1") == asked("lines?limit=1")
    asked("lines?limit=1&yaer=2025", 422)
    assert Client().get(f"{API}lines?limit=1")["Access-Control-Allow-Origin"] == "*"
    assert Client().head(f"{API}lines?limit=1").status_code == 200


@pytest.mark.parametrize(
    ("address", "names"),
    [("lines?yaer=2025", ["yaer"]), ("lines?kind=wish", ["kind"]), ("search?q=一", ["q"]), ("search", ["q"]), ("lines?limit=0&year=x", ["limit", "year"]),
     ("reports?after=x", ["after"]), ("lines?place=%00", ["place"])],
)  # fmt: skip
def test_a_slip_of_the_pen_is_named(client, address, names):
    said = asked(address, 422)
    assert said["parameters"] == names
    assert names[0] in said["problem"]


def test_problems_are_sentences_in_both_languages_and_nonsense_is_one_answer(client):
    one, other = asked("lines/e000000000000-00000000", 404), asked("nothing/at/all", 404)
    assert one == other == {"status": 404, "problem": "这个地址下没有公开的内容。", "parameters": []}
    english = json.loads(Client().get("/en/api/v1/lines/x").content)["problem"]
    assert english == "Nothing is public under this address."
    posted = Client().post(f"{API}lines")
    assert (posted.status_code, posted["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(posted.content)["status"] == 405


def test_a_page_of_another_site_may_ask(client):
    before = Client().options(f"{API}lines")
    assert (before.status_code, before["Access-Control-Allow-Headers"]) == (204, "If-None-Match")
    for address in ("lines?limit=1", "nothing", "openapi.json"):
        assert Client().get(API + address)["Access-Control-Allow-Origin"] == "*"
    assert Client().head(f"{API}places").status_code == 200


def test_what_was_taken_back_says_when_and_what_was_secret_says_nothing(client):
    line, other = Line.objects.filter(kind="problem", place="z4684d6", year=2025)[:2]
    take_back_line(line_id=line.pk, reason="personal", at=NOW)
    said = asked(f"lines/{line.pk}", 410)
    assert (said["taken_on"], said["reason"]) == ("2026-03-01", "personal")
    take_back_line(line_id=other.pk, reason="secret", at=NOW)
    assert asked(f"lines/{other.pk}", 404) == asked("lines/e000000000000-00000000", 404)
    take_back_report(report_id="z4684d6/2024", reason="error", at=NOW)
    assert asked("reports/z4684d6/2024", 410)["reason"] == "error"


def test_the_description_names_every_operation(client):
    described = asked("openapi.json")
    assert sorted(described["paths"]) == [
        API + path
        for path in (
            "indicators", "indicators/{code}/series", "lines", "lines/{line_id}", "lines/{line_id}/history", "places", "places/{key}", "reports",
            "reports/{key}/{year}", "search",
        )
    ]  # fmt: skip


@pytest.fixture
def served():
    """The portal as its server has it, inside this test's transaction; answers as they are, since what asks here unpacks nothing."""
    site = get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield lambda environ, start: site({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_it_answers_as_it_says(client, served):
    """Made requests, good and bad, of every operation: no fault, and no answer that the description does not have."""
    described = schemathesis.openapi.from_wsgi(f"{API}openapi.json", served)
    known = [found.ok() for found in described.get_all_operations()]
    answers = Counter()
    for operation in known:
        takes = any(operation.query)  # any string is a good name in a path, and a bad one cannot be made
        for mode in schemathesis.GenerationMode if takes else [schemathesis.GenerationMode.POSITIVE]:

            @seed(1)
            @tried(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(mode))
            def ask(case):
                answers[operation.label, case.call_and_validate(checks=CHECKS).status_code] += 1  # noqa: B023

            ask()
    assert len(known) == 10
    assert {label for label, _status in answers} == {operation.label for operation in known}
    assert {status for _label, status in answers} >= {200, 404, 422}


def test_the_page_about_it_has_examples_that_work(client):
    for prefix in ("", "en/"):
        page = Client().get(f"/{prefix}api/").content.decode()
        led = [
            urljoin(f"/{prefix}api/", unescape(link))
            for link in re.findall(r'href="([^"]*api/v1/[^"]*)"', page)
        ]
        assert len(led) == 11
        for address in led:
            assert json.loads(Client().get(address).content), address
        example = re.search(r"curl -s '([^']+)'", unescape(page))[1]
        assert json.loads(Client().get(example.removeprefix("http://testserver")).content)["lines"]
    assert Client().get("/api/v1/").status_code == 404
    assert Client().get("/api")["Location"] == "./api/"
