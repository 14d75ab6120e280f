"""All lines as files: the same rows in three forms, whole or not there, none that is older than what is released, nothing of what was taken back."""

import csv
import gzip
import hashlib
import io
import json

import jsonschema_rs
import polars as pl
import pytest
from django.core.management import call_command
from django.test import Client

from luoshi_web.portal import told
from luoshi_web.portal.downloads import making
from luoshi_web.portal.downloads.columns import COLUMNS
from luoshi_web.portal.models import Line, Place
from luoshi_web.portal.pages.line import with_outcomes
from luoshi_web.portal.services import count_release, take_back_line
from tests.web.portal.conftest import NOW, QINGCHUAN

pytestmark = pytest.mark.django_db
WORDS = "固定资产投资下降1.8%"
WHOLE = ("lines.csv.gz", "lines.jsonl.gz", "lines.parquet")


@pytest.fixture
def folder(client, settings, tmp_path):
    settings.PORTAL_DOWNLOADS = tmp_path / "files"
    call_command("downloads")
    return settings.PORTAL_DOWNLOADS


def got(name, status=200, **headers):
    response = Client().get(f"/data/files/{name}", headers=headers)
    assert response.status_code == status, name
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows_of(name):
    return [json.loads(line) for line in gzip.decompress(got(name)).splitlines()]


def test_three_forms_hold_every_line_as_the_interface_tells_it(folder):
    rows = rows_of("lines.jsonl.gz")
    lines = with_outcomes().in_bulk([row["id"] for row in rows])
    assert len(rows) == len(lines) == Line.objects.count()
    assert all(
        row == told.line(lines[row["id"]]) | {"licence": "CC BY 4.0"} for row in json.loads(json.dumps(rows))
    )
    check = jsonschema_rs.validator_for(json.loads(got("schema.json")))
    assert [error.message for row in rows for error in check.iter_errors(row)][:3] == []
    assert not check.is_valid({**rows[0], "kind": "wish"})
    table = list(csv.DictReader(io.StringIO(gzip.decompress(got("lines.csv.gz")).decode("utf-8-sig"))))
    frame = pl.read_parquet(io.BytesIO(got("lines.parquet")))
    assert [row["id"] for row in table] == frame["id"].to_list() == [row["id"] for row in rows]
    assert (
        list(table[0])
        == frame.columns
        == list(COLUMNS)
        == [c["name"] for c in json.loads(got("schema.json"))["x-columns"]]
    )
    held = frame.row(by_predicate=pl.col("quote") == "固定资产投资增长5%左右", named=True)
    assert (held["low"], held["period_from"], held["headline"], held["verdict"], held["answer_quote"]) == (
        "5",
        2025,
        True,
        "missed",
        WORDS,
    )


def test_files_say_how_large_they_are_and_what_is_in_them(folder):
    files = json.loads(got("files.json"))
    assert files["licence"] == "CC BY 4.0"
    for held in files["files"]:
        body = got(held["name"])
        assert (held["size"], held["sha256"]) == (len(body), hashlib.sha256(body).hexdigest()), held["name"]
        lines = Line.objects.filter(**({"place": held["place"]} if held["place"] else {}))
        assert held["rows"] == lines.count() == sum(held["years"].values())
        assert held["years"].get("2025") == lines.filter(year=2025).count()
    assert len(files["files"]) == 3 + 3 * Place.objects.filter(reports__isnull=False).distinct().count()
    of_place = [json.loads(line) for line in got("z4684d6.jsonl").splitlines()]
    assert {row["place"]["key"] for row in of_place} == {"z4684d6"}


@pytest.mark.parametrize("reason", ["personal", "secret"])
def test_what_is_taken_back_is_given_no_more_at_once_and_leaves_the_disk_with_the_next_run(folder, reason):
    line = Line.objects.get(quote=WORDS)
    other = Place.objects.exclude(pk="z4684d6").filter(reports__isnull=False).distinct().get().pk
    before = got(f"{other}.csv")
    assert WORDS in got("z4684d6.csv").decode()
    take_back_line(line_id=line.pk, reason=reason, at=NOW)
    for name in (*WHOLE, "z4684d6.csv", "z4684d6.jsonl", "z4684d6.parquet", "files.json"):
        assert WORDS not in got(name, 503).decode()
    assert got(f"{other}.csv") == before
    assert "lines.parquet</a>" not in Client().get("/data/").content.decode()
    call_command("downloads")
    assert WORDS not in gzip.decompress(got("lines.csv.gz")).decode()
    everything = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    )
    assert WORDS.encode() not in everything
    assert line.pk.encode() not in everything
    assert line.pk not in pl.read_parquet(io.BytesIO(got("lines.parquet")))["id"].to_list()


def test_nothing_is_made_twice_and_places_keep_their_files(folder):
    (first,) = (path for path in folder.iterdir() if path.is_dir())
    call_command("downloads")
    assert [path for path in folder.iterdir() if path.is_dir()] == [first]
    kept = next(first.glob("*.csv"))
    changed = Place.objects.exclude(pk=kept.stem).filter(reports__isnull=False).first()
    inodes = {path.name: path.stat().st_ino for path in first.glob("*.csv")}
    count_release(changed, at=NOW)
    call_command("downloads")
    (second,) = (path for path in folder.iterdir() if path.is_dir())
    assert second != first
    assert (second / kept.name).stat().st_ino == inodes[kept.name]
    assert (second / f"{changed.pk}.csv").stat().st_ino != inodes[f"{changed.pk}.csv"]


def test_what_was_there_stays_until_all_is_written(folder, monkeypatch):
    count_release(Place.objects.get(pk="z4684d6"), at=NOW)
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))

    def full(*_any):
        raise OSError("no space left on device")

    monkeypatch.setattr(making, "_weighed", full)
    with pytest.raises(OSError, match="no space"):
        making.make(folder, now=NOW)
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


def test_a_release_meanwhile_is_no_mixture(folder, monkeypatch):
    place = Place.objects.get(pk="z4684d6")
    count_release(place, at=NOW)
    usual = making.schema
    monkeypatch.setattr(making, "schema", lambda: count_release(place, at=NOW) or usual())
    with pytest.raises(making.Meanwhile):
        making.make(folder, now=NOW)
    got("lines.parquet", 503)


def test_a_download_that_broke_off_goes_on(folder):
    whole = got("lines.parquet")
    response = Client().get("/data/files/lines.parquet")
    assert "attachment" in response["Content-Disposition"]
    assert got("lines.parquet", 206, Range="bytes=100-") == whole[100:]
    assert got("lines.parquet", 206, Range="bytes=-7") == whole[-7:]
    assert got("lines.parquet", 206, Range="bytes=3-9", **{"If-Range": response["ETag"]}) == whole[3:10]
    assert got("lines.parquet", Range="bytes=3-9", **{"If-Range": '"other"'}) == whole
    got("lines.parquet", 416, Range=f"bytes={len(whole)}-")
    assert got("lines.parquet", 304, **{"If-None-Match": response["ETag"]}) == b""


@pytest.mark.parametrize(
    "name",
    ["current.json", "nothing.csv", "../current.json", "%2e%2e/current.json", "lines.csv", "z4684d6.CSV"],
)
def test_nothing_else_of_the_disk_is_given(folder, name):
    assert Client().get(f"/data/files/{name}").status_code == 404


def test_pages_lead_to_the_files(folder):
    page = Client().get("/data/").content.decode()
    for name in WHOLE:
        assert f'href="../data/files/{name}"' in page
        assert hashlib.sha256(got(name)).hexdigest() in page
    assert "data/files/z4684d6.parquet" in Client().get(QINGCHUAN).content.decode()
    assert json.loads(Client().get("/data.json").content)["files"][0]["name"] == "lines.csv.gz"


def test_the_page_says_the_day_on_which_they_were_made(folder):
    made = json.loads(Client().get("/data.json").content)["made_at"]
    assert len(made) > len("2026-03-01")
    page = Client().get("/en/data/").content.decode()
    assert f"Made on {made[:10]}." in page


def test_without_a_folder_there_is_no_file_and_the_page_says_so(client, settings, tmp_path):
    settings.PORTAL_DOWNLOADS = tmp_path / "nothing"
    assert Client().get("/data/files/lines.parquet").status_code == 404
    assert "No files of all lines have been made here yet." in Client().get("/en/data/").content.decode()
