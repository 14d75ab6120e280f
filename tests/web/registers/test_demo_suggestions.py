"""The demo's register of 2025 and the demo's report of January 2026: they agree but for what was planted, and the page finds it."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from examples.office.district import build
from examples.office.events import ZONE, Events
from examples.office.seed import BEGAN, NOW, REPORTS
from examples.office.suggestions import suggestions
from examples.office.year import Year
from luoshi_web.registers.models import Matter
from luoshi_web.registers.reports.lines import lines_of

pytestmark = pytest.mark.django_db


def test_the_demos_report_agrees_with_its_register_but_for_the_planted_difference(settings):
    settings.OFFICE_NOW = NOW
    events = Events(datetime(2026, 2, 1, 18, 0, tzinfo=ZONE))
    district = build(BEGAN)
    suggestions(district, events, (2025,))
    year = Year(district, events, 2026, ())
    year.begin(REPORTS / "qingchuan-2026.txt", split=False)
    events.run(lambda *_: None)
    states = set(Matter.objects.values_list("state", flat=True))
    assert states >= {"settled", "withdrawn", "not_filed", "handling"}
    lines = [line for line in lines_of(year.report, NOW.date()) if (line.saying.register, line.year) == ("proposals", 2025)]  # fmt: skip
    found = {line.entry.quote: line for line in lines}
    assert {quote: line.first.verdict.value for quote, line in found.items()} == {
        "办复率100%": "differs",
        "办理人大代表建议88件": "same",
        "政协提案109件": "same",
        "满意率达到98.9%": "same",
    }
    wrong = found["办复率100%"]
    assert lines_of(year.report, NOW.date())[0] == wrong
    (in_time,) = wrong.beside
    assert (wrong.first.answer.above, wrong.first.answer.below) == (196, 197)
    assert (in_time.above, in_time.below, in_time.on) == (195, 197, date(2025, 12, 31))
    client = Client()
    client.force_login(
        district.people["supervisor"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    behind = reverse("sayings:behind", args=["proposals", 2025, "replied", "a"]) + "?side=below"
    missing = Matter.objects.get(number="提案第003号", year=2025)
    page = client.get(behind).content.decode()
    assert missing.title in page
    shown = client.get(reverse("sayings:show", args=[year.report.pk])).content.decode()
    assert "办复率100%" in shown
    assert shown.index("办复率100%") < shown.index("政协提案109件")
