"""Every verdict of a reconciliation can be shown: it has a sign and words, fits its column, and stands beside the words it rests on."""

import tomllib
from importlib.resources import files

import pytest
from django.test import Client
from django.utils import translation

from luoshi_web.portal.models import Line, Outcome, Place
from luoshi_web.portal.signs import sign_of
from tests.web.portal.conftest import brought, reports

WORDS = tomllib.loads(files("luoshi.reconcile").joinpath("data/words.toml").read_text(encoding="utf-8"))

SAID = "固定资产投资增速没有达到预期目标"


@pytest.mark.parametrize("code", [*WORDS["verdict"], *WORDS["state"]])
def test_every_verdict_has_a_sign_and_words_and_fits_its_column(code):
    held = sign_of(code)
    assert held.sign
    with translation.override("zh-hans"):
        chinese = sign_of(code).word
    assert chinese != held.word or not held.word.isascii()
    for model in (Line, Outcome):
        assert len(code) <= model._meta.get_field("verdict").max_length


@pytest.mark.django_db
def test_what_is_stated_in_words_alone_stands_with_those_words(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    later = folder / "qingchuan-2026.txt"
    words = later.read_text("utf-8").replace("固定资产投资下降1.8%", SAID)
    later.write_text(words.replace("累计完成固定资产投资", "累计完成项目投资"), "utf-8")
    brought(folder)
    outcome = Outcome.objects.select_related("line__report", "later").get(verdict="stated_otherwise")
    assert outcome.quote == SAID
    paragraph = outcome.later.paragraphs.get(number=outcome.paragraph)
    assert outcome.quote in paragraph.text
    client, place = Client(), Place.objects.get(pk=outcome.line.place_id)
    for address in (
        f"/l/{outcome.line_id}/", f"/p/{place.key}-{place.slug}/2025/", f"/p/{place.key}-{place.slug}/2025.csv", "/i/fai/2025/",
        "/i/fai/2025.csv", f"/p/{place.key}-{place.slug}/", "/search/?q=固定资产投资", "/search.csv?q=固定资产投资",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        if "/2025" in address and "/p/" in address:
            assert "另有表述" in response.content.decode(), address
            assert outcome.quote in response.content.decode()
    assert place.reports.get(year=2025).counts["verdicts"]["stated_otherwise"] == 1
