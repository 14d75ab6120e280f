"""The portal of ``make demo``: it says where it is, and everything that a reader or a moderator can meet is there once."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from examples.portal.said import MODERATORS, PASSWORD


def _get(address):
    """Status and text of a page."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _line(demo, words):
    """The address of the line that a search for these very words finds first."""
    page = _get(f"{demo}search/?q={urllib.parse.quote(words)}")[1]
    return f"{demo}l/{re.search(r'l/(e[0-9a-f]{12}-[0-9a-f]{8})/', page)[1]}/"


def test_two_districts_have_three_years_and_lie_below_a_city_and_a_province(demo):
    page = _get(f"{demo}p/z4684d6-qingchuan/")[1]
    assert [year for year in ("2024", "2025", "2026") if f">{year}<" in page] == ["2024", "2025", "2026"]
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.S)[0]
    assert re.findall(r'lang="zh-Hans">([^<]+)<', crumbs)[:2] == ["云岭省", "临河市"]
    assert "南屏市" in _get(demo)[1]


def test_a_thread_has_an_answer_a_mask_and_a_tombstone_with_its_reply(demo):
    page = _get(_line(demo, "改造老旧小区20个") + "comments/")[1]
    assert "区住房和城乡建设局" in page
    assert "第6个工作日" in page
    assert "13800001111" not in page
    assert "【电话】" in page
    removed = page[page.index("已于2026-04-22移除") :]
    assert "侮辱他人" in removed
    assert "有话好好说，问的是工期。" in removed
    assert "一句骂人的话" not in page
    assert "旧房翻新" not in page
    assert "楼道灯" not in page


def test_the_public_log_has_an_error_that_was_one_and_one_that_was_none(demo):
    page = _get(f"{demo}corrections/")[1]
    assert "成立 · 已更正" in page
    assert "不成立" in page
    assert "成立 · 已撤下" in page
    upheld = _get(f"{demo}corrections/2026-0001/")[1]
    assert "读作：共50家" in upheld
    assert "读作：一年新增50家" in upheld


def test_what_was_taken_down_is_gone_and_says_so(demo):
    status, page = _get(f"{demo}p/{_key(demo, '临河市')}/2018/report/")
    assert status == 410
    assert "应权利人要求撤下" in page
    assert "周远航" not in _get(f"{demo}p/{_key(demo, '南屏市')}/2024/report/")[1]
    assert "<mark>" not in _get(f"{demo}search/?q={urllib.parse.quote('周远航')}")[1]


def _key(demo, name):
    return (
        urllib.request.urlopen(f"{demo}p/{urllib.parse.quote(name)}/", timeout=60)
        .url.rstrip("/")
        .rpartition("/")[2]
    )


def test_a_moderator_finds_work_on_the_desk(demo):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = opener.open(f"{demo}desk/login/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    said = {"csrfmiddlewaretoken": token, "username": MODERATORS[0], "password": PASSWORD}
    desk = (
        opener.open(f"{demo}desk/login/", urllib.parse.urlencode(said).encode(), timeout=60).read().decode()
    )
    for words in ("外墙做完了", "十五五", "名单里好像", "物业费是改造带来的"):
        assert words in desk, words


def test_a_resident_chooses_who_he_is_and_comes_back_to_the_form(demo):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    line = _line(demo, "改造老旧小区20个")
    with pytest.raises(urllib.error.HTTPError) as refused:
        opener.open(f"{line}comment/", timeout=60)
    assert refused.value.code == 403
    login = re.search(r'href="(/login/[^"]+)"', refused.value.read().decode())[1]
    form = opener.open(demo.rstrip("/") + login, timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    back = re.search(r'name="next" value="([^"]+)"', form)[1]
    said = {"csrfmiddlewaretoken": token, "next": back, "resident": "r2"}
    arrived = opener.open(f"{demo}login/", urllib.parse.urlencode(said).encode(), timeout=60)
    assert arrived.url == f"{line}comment/"
    assert "<textarea" in arrived.read().decode()
