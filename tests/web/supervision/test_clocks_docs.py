"""docs/clocks.md says what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from luoshi_web.supervision.clocks.explain import steps
from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.count import WORKING, count_limit

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "clocks.md").read_text(encoding="utf-8")
CASES = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (\d+) (\w+) \| (\d{4}-\d\d-\d\d) \|", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize(("began", "count", "unit", "ends"), CASES)
def test_a_worked_case_ends_as_the_page_says(began, count, unit, ends):
    assert str(count_limit(date.fromisoformat(began), int(count), unit, Calendar()).due) == ends


def test_the_page_has_its_cases_and_its_sentence():
    assert len(CASES) >= 8
    with translation.override("zh-hans"):
        told = steps(count_limit(date(2026, 2, 10), 15, WORKING, Calendar()))
    assert "> " + "".join(told[:-1]) in PAGE  # the last step is the edition, which changes
