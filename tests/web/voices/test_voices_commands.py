"""Settings and commands."""

import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Forwarded
from luoshi_web.voices.rights import actor_for
from luoshi_web.voices.services import moderating
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "named"),
    [({"colour": 1}, "colour"), ({"limits": {"words": 1}}, "words"), ({"office_token": "short"}, "32")],
)
def test_a_wrong_setting_stops_with_its_name(settings, said, named):
    settings.VOICES = said
    with pytest.raises(ImproperlyConfigured, match=named):
        conf()


def test_a_moderator_has_the_rights_that_were_named_and_no_others(monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "an invented phrase 7")
    said = StringIO()
    call_command("moderator", "li", "--moderate", "--takedowns", stdout=said)
    assert "moderate, decide_takedowns" in said.getvalue()
    rights = actor_for(get_user_model().objects.get(username="li")).rights
    assert rights == {"moderate", "decide_takedowns"}
    call_command("moderator", "li", stdout=said)
    assert actor_for(get_user_model().objects.get(username="li")).rights == frozenset()


def test_a_weak_password_is_not_taken(monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "li")
    with pytest.raises(CommandError):
        call_command("moderator", "li", "--moderate")
    assert not get_user_model().objects.filter(username="li").exists()


def test_the_outbox_as_files(tmp_path, shown, desk):
    comment = shown("路呢？")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    out, back = tmp_path / "out.json", tmp_path / "back.json"
    call_command("voices_outbox", "--export", str(out), stdout=StringIO())
    assert json.loads(out.read_text(encoding="utf-8"))["comments"][0]["text"] == "路呢？"
    rows = [{"number": comment.number, "item": "2026-T-0001"}, {"number": "2026-0099", "item": "x"}]
    back.write_text(json.dumps({"rows": rows}), encoding="utf-8")
    told, faults = StringIO(), StringIO()
    call_command("voices_outbox", "--answers", str(back), stdout=told, stderr=faults)
    assert "1 done, 1 refused" in told.getvalue()
    assert "2026-0099" in faults.getvalue()
    assert Forwarded.objects.get().item == "2026-T-0001"
    back.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match="rows"):
        call_command("voices_outbox", "--answers", str(back))


def test_the_night_tells_what_it_did(say):
    say()
    said = StringIO()
    call_command("voices_night", stdout=said)
    assert said.getvalue() == "anonymised 0, erased 0, salts 0, tries 0, spent 0\n"
