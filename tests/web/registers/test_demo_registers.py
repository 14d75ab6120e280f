"""The demo's registers of 2025 and its report of January 2026: they agree but for three differences that were planted, and the page finds these three."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from examples.office.district import build
from examples.office.events import ZONE, Events
from examples.office.registers import registers
from examples.office.seed import BEGAN, NOW, REPORTS
from examples.office.suggestions import suggestions
from examples.office.year import Year
from luoshi_web.registers.models import Matter
from luoshi_web.registers.reports.lines import lines_of
from luoshi_web.registers.sayings import Verdict

pytestmark = pytest.mark.django_db
SEEN = {
    "projects": {"planned", "talks", "cooled", "signed", "started", "building", "producing", "full", "ended"},
    "findings": {"registered", "assigned", "planned", "rectifying", "applied", "verified", "noticed", "closed", "lasting", "cannot", "transferred", "reopened"},
    "cases": {"received", "correcting", "handling", "suspended", "performing", "closed", "rejected", "sued", "appealed", "carried_out", "suit_closed"},
    "decisions": {"started", "drafting", "tabled", "sent_back", "reported", "executing", "halted", "evaluated", "dropped"},
    "documents": {"draft", "commenting", "reviewing", "registered", "published", "evaluating", "repealed", "not_covered"},
}  # fmt: skip
"""Register → where some matter of it stands on the demo's day, so that each page has something to see."""


def test_the_demos_report_agrees_with_its_registers_but_for_what_was_planted(settings):
    settings.OFFICE_NOW = NOW
    events = Events(NOW)
    district = build(BEGAN)
    registers(district, events)
    of_last_year = Events(datetime(2026, 2, 1, 18, 0, tzinfo=ZONE))
    suggestions(district, of_last_year, (2025,))
    of_last_year.run(lambda *_: None)
    year = Year(district, events, 2026, ())
    year.begin(REPORTS / "qingchuan-2026.txt", split=False)
    events.run(lambda *_: None)
    for register, states in SEEN.items():
        assert states <= set(Matter.objects.filter(register=register).values_list("state", flat=True)), register  # fmt: skip
        assert set(Matter.objects.filter(register=register).values_list("year", flat=True)) >= {2025, 2026}
    lines = [line for line in lines_of(year.report, NOW.date()) if line.year == 2025]
    differ = [line for line in lines if line.first.verdict is Verdict.DIFFERS]
    assert {line.entry.quote: (int(line.first.answer.above), line.first.answer.below and int(line.first.answer.below)) for line in differ} == {
        "办复率100%": (196, 197),
        "新签约亿元以上项目86个": (85, None),
        "行政机关负责人出庭应诉率100%": (11, 12),
    }  # fmt: skip
    assert lines[:3] == differ
    assert "其中10亿元以上项目12个" in {
        line.entry.quote for line in lines if line.first.verdict is Verdict.SAME
    }
    client = Client()
    client.force_login(district.people["supervisor"], backend="allauth.account.auth_backends.AuthenticationBackend")  # fmt: skip
    behind = reverse("sayings:behind", args=["cases", 2025, "head_came", "heard"]) + "?side=below"
    assert "青应〔2025〕7号" in client.get(behind).content.decode()
