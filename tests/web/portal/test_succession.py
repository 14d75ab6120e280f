"""A place that was abolished leads to those that follow it, and they lead back: on its page, by its old name and code, in the search and the API."""

import re
from urllib.parse import quote

import pytest

from luoshi_web.portal.bring_in.places import listed
from luoshi_web.portal.bring_in.write import name_each_other, stand
from luoshi_web.portal.keys import atlas
from luoshi_web.portal.models import Place
from luoshi_web.portal.services import report_address
from luoshi_web.portal.succession import changes
from tests.web.portal.conftest import NOW, brought, reports

pytestmark = pytest.mark.django_db

JIANGGAN, SHANGCHENG, QIANTANG = "330104", "330102", "330114"


def here(*keys):
    stand({key: listed(atlas().by_key[key]) for key in keys}, at=NOW)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_a_place_that_ended_leads_to_those_that_follow_and_they_lead_back(client):
    here(JIANGGAN, SHANGCHENG, QIANTANG)
    page = client.get("/p/330104-jianggan/")
    assert "2021年撤销，分归： 上城区、钱塘区" in text_of(page)
    followed = re.findall(r'href="\.\./\.\./(p/3301\d\d-[a-z]+/)">(?:上城区|钱塘区)', page.content.decode())
    assert len(followed) == 2
    for path in followed:
        back = client.get(f"/{path}")
        assert "2021年划入一部分： 江干区" in text_of(back)
        assert 'href="../../p/330104-jianggan/">江干区' in back.content.decode()
    assert Place.objects.get(pk=JIANGGAN).successors == [
        {"year": 2021, "key": SHANGCHENG, "name": "上城区"}, {"year": 2021, "key": QIANTANG, "name": "钱塘区"},
    ]  # fmt: skip


def test_in_english(client):
    here("110103", "110101")
    assert "Given up in 2010; it belongs since to: 东城区" in text_of(client.get("/en/p/110103-chongwen/"))
    assert "In 2010 it took over: 崇文区" in text_of(client.get("/en/p/110101-dongcheng/"))


def test_a_part_that_went_is_told_of_a_place_that_goes_on(client):
    here("421102", "421121")
    assert "1995年，一部分划归： 团风县" in text_of(client.get("/p/421102-huangzhou/"))
    assert "1995年划入一部分： 黄州市" in text_of(client.get("/p/421121-tuanfeng/"))


def test_a_place_that_is_not_here_is_named_without_a_link(client):
    here(JIANGGAN)
    page = client.get("/p/330104-jianggan/").content.decode()
    assert "上城区、钱塘区" in text_of(client.get("/p/330104-jianggan/"))
    assert "330102" not in page


def test_what_nobody_wrote_down_is_said_to_be_unknown(client):
    here("542134")
    assert "后来归了哪里，这里不知道" in text_of(client.get("/p/542134-yanjing/"))


@pytest.mark.parametrize("asked", ["330103", "下城区", "330103-xiacheng"])
def test_the_code_and_the_name_of_a_place_that_is_not_here_lead_to_the_one_that_follows(client, asked):
    here("330105")
    response = client.get(f"/p/{quote(asked)}/")
    assert (response.status_code, response["Location"]) == (301, "../../p/330105-gongshu/")


def test_of_several_that_follow_the_search_names_all(client):
    here(SHANGCHENG, QIANTANG)
    moved = client.get("/p/江干区/")
    assert moved.status_code == 301
    response = client.get(moved["Location"].replace("../../", "/"))
    assert response.request["PATH_INFO"] == "/search/"
    page = response.content.decode()
    assert re.findall(r'<li><a href="\.\./(p/33[^"]+)"', page) == [
        "p/330102-shangcheng/",
        "p/330114-qiantang/",
    ]
    assert text_of(response).count("2021年划入一部分： 江干区") == 2


def test_a_search_by_an_old_name_leads_on(client):
    here("110103", "110101")
    page = text_of(client.get("/search/?q=崇文区"))
    assert "2010年撤销，并入： 东城区" in page
    by_filter = text_of(client.get("/search/?q=企业&place=宣武区"))
    assert "西城区" not in by_filter
    here("110102")
    assert "2010年并入： 宣武区" in text_of(client.get("/search/?q=项目&place=宣武区"))


def test_most_searches_ask_nothing_for_it(django_assert_num_queries):
    from luoshi_web.portal.pages.search import _called
    from luoshi_web.portal.search.query import Asked

    with django_assert_num_queries(0):
        assert _called(Asked("老旧小区", {}, None)) == []


def test_a_code_whose_followers_are_not_here_is_like_nonsense(client):
    known, nonsense = client.get("/p/330103/"), client.get("/p/990103/")
    assert (known.status_code, known.content) == (nonsense.status_code, nonsense.content)
    assert known.status_code == 404


def test_pages_that_name_a_place_are_made_anew_when_it_comes_and_when_it_goes(client):
    here(JIANGGAN)
    before = client.get("/p/330104-jianggan/")
    here(JIANGGAN, SHANGCHENG)
    after = client.get("/p/330104-jianggan/")
    assert before["ETag"] != after["ETag"]
    Place.objects.filter(pk=SHANGCHENG).delete()
    name_each_other({SHANGCHENG}, at=NOW)
    assert client.get("/p/330104-jianggan/")["ETag"] != after["ETag"]


def test_what_was_a_key_before_leads_to_the_place(client):
    here("130209")
    assert {f.pk for f in Place.objects.get(pk="130209").former_keys.all()} == {"130230"}
    assert client.get("/p/130230/")["Location"] == "../../p/130209-caofeidian/"


def test_a_report_taken_back_under_a_former_key_stays_away(tmp_path):
    """The stone names the key of the day on which it was set."""
    from luoshi_web.portal.models import Report, Tombstone

    path = reports(tmp_path / "reports", "qingchuan-2026.txt") / "qingchuan-2026.txt"
    text = (
        path.read_text(encoding="utf-8")
        .replace("云岭省", "河北省")
        .replace("临河市", "唐山市")
        .replace("青川区", "曹妃甸区")
    )
    path.write_text(text, encoding="utf-8")
    brought(path.parent)
    assert Report.objects.filter(place="130209", year=2026).exists()
    Tombstone.objects.create(
        address=report_address("130230", 2026),
        place_key="130230",
        year=2026,
        taken_on=NOW.date(),
        reason="personal",
    )
    Place.objects.update(inputs="")
    brought(path.parent)
    assert not Report.objects.filter(place="130209", year=2026).exists()


def test_every_change_names_places_that_are_others():
    for key, those in changes().items():
        for change in those:
            assert change.before not in change.after
            assert key in {change.before.key, *(known.key for known in change.after)}
            assert change.year > change.before.divisions[0].first


def test_the_interface_names_them(client):
    here(JIANGGAN)
    place = client.get("/api/v1/places/330104").json()
    assert [(s["year"], s["name"]) for s in place["successors"]] == [(2021, "上城区"), (2021, "钱塘区")]
