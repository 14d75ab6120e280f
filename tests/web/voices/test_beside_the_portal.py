"""The app and the real portal as one site: said under a line, told on its page, hidden, taken down, gone."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client

from luoshi_web.portal.models import Line
from luoshi_web.portal.services import settle_orphan
from luoshi_web.voices.hidden_pages import HiddenMiddleware
from luoshi_web.voices.models import Comment, Correction, Hiding
from luoshi_web.voices.services import correcting, moderating, writing
from luoshi_web.voices.services.correcting import Decision
from tests.web.conftest import NOW
from tests.web.portal.conftest import brought, reports

pytestmark = pytest.mark.django_db
WORDS = "固定资产投资下降1.8%"


@pytest.fixture
def line(settings, tmp_path):
    """A line of an invented district, on a site of both."""
    settings.ROOT_URLCONF = "luoshi_web.voices.site"
    settings.APPEND_SLASH = False
    settings.MIDDLEWARE = [
        "luoshi_web.portal.frame.FrameMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "luoshi_web.voices.hidden_pages.HiddenMiddleware",
        "luoshi_web.portal.frame.KeptMiddleware",
    ]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": True}]
    settings.PORTAL_BLOCKS = ["luoshi_web.voices.released.thread_block"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.VOICES = {
        **settings.VOICES,
        "subjects": "luoshi_web.voices.released.PortalSubjects",
        "hidden": "luoshi_web.voices.released.follow",
    }
    brought(reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt"))
    return Line.objects.get(quote=WORDS)


def _page(path):
    return Client().get(path)


def test_said_under_a_line_and_told_on_its_page(reader, line, desk):
    path = f"/l/{line.pk}/"
    before = _page(path)
    assert f'href="{path}comment/"' in before.content.decode()
    assert not before.cookies
    assert reader.fill(f"{path}comment/", text="为什么下降？").status_code == 200
    comment = Comment.objects.get()
    assert (comment.subject_key, comment.quote) == (line.pk, WORDS)
    moderating.publish(comment=comment, actor=desk[0], at=NOW)
    after = _page(path)
    assert after["ETag"] != before["ETag"]
    assert f'href="{path}comments/"' in after.content.decode()
    assert "为什么下降？" in _page(f"{path}comments/").content.decode()
    english = _page(f"/en{path}").content.decode()
    assert f'href="/en{path}comment/"' in english
    assert f'href="/en{path}"' in _page(f"/en{path}comments/").content.decode()


def test_a_pages_tag_tells_nothing_of_what_is_not_public(line, desk, settings):
    path = f"/l/{line.pk}/"
    subject = _subject(line)
    row, _ = correcting.report(subject=subject, kind="personal", text="不应公开", at=NOW)
    before = _page(path)["ETag"]
    writing.send(subject=subject, text="还没看", public=True, at=NOW)
    correcting.report(subject=subject, kind="secret", text="涉密", at=NOW)
    assert _page(path)["ETag"] == before
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    said = Decision("not_upheld", "restored", "核对后恢复显示。")
    correcting.decide(correction=row, decision=said, actor=desk[0], at=NOW)
    correcting.confirm(correction=row, actor=desk[1], at=NOW)
    assert _page(path)["ETag"] == before
    settings.OFFICE_NOW = NOW + timedelta(days=30)
    after = _page(path)
    assert after["ETag"] != before
    assert row.number in after.content.decode()


def test_a_report_has_its_own_thread(reader, line, desk):
    path = "/p/z4684d6-qingchuan/2026/report/"
    assert reader.fill(f"{path}comment/", text="写得清楚").status_code == 200
    assert Comment.objects.get().subject_key == "z4684d6/2026"
    assert "/p/z4684d6/2026/report/comment/" in _page(path).content.decode()
    moderating.publish(comment=Comment.objects.get(), actor=desk[0], at=NOW)
    assert "写得清楚" in _page(f"{path}comments/").content.decode()


def test_hidden_at_once_and_taken_back_when_two_have_decided(reader, line, desk):
    path = f"/l/{line.pk}/"
    reader.fill(f"{path}error/", kind="personal", text="不应公开")
    row = Correction.objects.get()
    for address in (path, f"/l/{line.pk}.json", f"/en{path}"):
        assert WORDS in _page(address).content.decode()  # and so is kept
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    nowhere = _page("/l/e000000000000-00000000/")
    for address in (path, f"/l/{line.pk}.json", f"/en{path}", f"{path}comments/", f"{path}comment/"):
        hidden = _page(address)
        assert hidden.status_code == nowhere.status_code == 404
        assert WORDS not in hidden.content.decode()
    said = Decision("upheld", "taken_down", "应当事人要求撤下。")
    correcting.decide(correction=row, decision=said, actor=desk[0], at=NOW)
    correcting.confirm(
        correction=row, actor=desk[1], at=NOW
    )  # nothing waits for what follows the transaction
    assert not Line.objects.filter(quote=WORDS).exists()
    gone = _page(path)
    assert gone.status_code == 410
    assert "应当事人要求撤下。" in gone.content.decode()
    assert WORDS not in _page("/p/z4684d6-qingchuan/2026/report/").content.decode()


def test_a_secret_line_answers_as_if_it_had_never_been(
    line, desk, tmp_path, django_capture_on_commit_callbacks
):
    row, _ = correcting.report(subject=_subject(line), kind="secret", text="涉密", at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        correcting.hide_first(correction=row, actor=desk[0], at=NOW)
        said = Decision("upheld", "taken_down", "已处理。")
        correcting.decide(correction=row, decision=said, actor=desk[0], at=NOW)
        correcting.confirm(correction=row, actor=desk[1], at=NOW)
    assert _page(f"/l/{line.pk}/").status_code == 404
    brought(reports(tmp_path / "b", "qingchuan-2025.txt", "qingchuan-2026.txt"))
    assert _page(f"/l/{line.pk}/").status_code == 404


def test_a_whole_report_is_taken_down_with_its_lines(reader, line, desk):
    path = "/p/z4684d6-qingchuan/2026/report/"
    reader.fill(f"{path}error/", kind="infringement", text="未经同意")
    row = Correction.objects.get()
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    assert _page(path).status_code == 404
    said = Decision("upheld", "taken_down", "应权利人要求撤下。")
    correcting.decide(correction=row, decision=said, actor=desk[0], at=NOW)
    correcting.confirm(correction=row, actor=desk[1], at=NOW)
    gone = _page(path)
    assert gone.status_code == 410
    assert "应权利人要求撤下。" in gone.content.decode()
    assert _page(f"/l/{line.pk}/").status_code == 410
    for address in ("/p/z4684d6-qingchuan/2025/report/", "/p/z4684d6-qingchuan/", "/search/?q=固定资产投资"):
        assert WORDS not in _page(address).content.decode()


def test_what_is_taken_down_is_not_shown_while_the_portal_still_has_it(line, desk):
    from luoshi_web.voices.released import PortalSubjects

    subject = PortalSubjects().report("z4684d6-qingchuan", 2026)
    row, _ = correcting.report(subject=subject, kind="personal", text="不应公开", at=NOW)
    about = {"correction": row, "since": NOW, "state": "gone"}
    Hiding.objects.create(subject_kind="report", subject_key="z4684d6/2026", **about)
    Hiding.objects.create(subject_kind="line", subject_key=line.pk, **about)
    path = "/p/z4684d6-qingchuan/2026/report"
    for address in (f"{path}/", f"{path}.json", f"/en{path}/", f"{path}/comments/", f"/l/{line.pk}/"):
        assert _page(address).status_code == 404
    for address in (
        f"/l/{line.pk}/card/",
        f"/l/{line.pk}.png",
        "/api/v1/reports/z4684d6/2026",
        "/api/v1/reports/z4684d6/02026",
    ):
        assert _page(address).status_code == 404
    assert _page(f"/api/v1/lines/{line.pk}").json() == _page("/api/v1/lines/e000000000000-00000000").json()
    assert _page("/p/z4684d6-qingchuan/2025/report/").status_code == 200


def test_a_place_that_ended_is_hidden_under_its_whole_key(rf, line, desk):
    row, _ = correcting.report(subject=_subject(line), kind="personal", text="不应公开", at=NOW)
    about = {"correction": row, "since": NOW, "state": "pending"}
    Hiding.objects.create(subject_kind="report", subject_key="220702~1994/1993", **about)
    look = HiddenMiddleware(lambda request: None).process_view
    with pytest.raises(Http404):
        look(rf.get("/p/220702~1994-fuyu/1993/report/"))
    look(rf.get("/p/220702/1993/report/"))


def _subject(line):
    from luoshi_web.voices.released import PortalSubjects

    return PortalSubjects().line(line.pk)


def test_the_settings_of_the_site_stand(tmp_path):
    source = Path(__file__).parents[3] / "src"
    said = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(source), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.voices",
        "LUOSHI_PORTAL_DATA": str(tmp_path),
    }  # fmt: skip
    check = [sys.executable, "-m", "django", "check"]
    refused = subprocess.run(check, env=said, capture_output=True, text=True)
    assert "LUOSHI_SECRET_KEY" in refused.stderr
    said["LUOSHI_SECRET_KEY"] = "an invented key that is long enough to sign"
    ready = subprocess.run([*check[:-1], "migrate", "-v0"], env=said, capture_output=True, text=True)
    assert (ready.returncode, ready.stderr) == (0, "")


def test_what_was_said_stays_with_its_line_through_a_better_copy(reader, line, desk, tmp_path):
    """The same words: on the same page. Other words: on the page of the line that left, until an editor says which line it is; then there."""
    path, file = f"/l/{line.pk}/", tmp_path / "a/qingchuan-2026.txt"
    reader.fill(f"{path}comment/", text="为什么下降？")
    moderating.publish(comment=Comment.objects.get(), actor=desk[0], at=NOW)
    text = file.read_text(encoding="utf-8")
    file.write_text(" " + text, encoding="utf-8")
    brought(tmp_path / "a")
    assert Line.objects.get(pk=line.pk).copy_name
    assert f'href="{path}comments/"' in _page(path).content.decode()
    file.write_text(text.replace(WORDS, "固定资产投资下降1.9%"), encoding="utf-8")
    brought(tmp_path / "a")
    assert not Line.objects.filter(pk=line.pk).exists()
    assert f'href="{path}comments/"' in _page(path).content.decode()
    said = _page(f"{path}comments/").content.decode()
    assert "为什么下降？" in said
    assert "更好的副本中已是" in said
    now = Line.objects.get(quote="固定资产投资下降1.9%")
    settle_orphan(line_id=line.pk, line=now.pk, at=NOW)
    assert _page(path).status_code == 301
    assert "为什么下降？" in _page(f"/l/{now.pk}/comments/").content.decode()
    assert f'href="/l/{now.pk}/comments/"' in _page(f"/l/{now.pk}/").content.decode()
