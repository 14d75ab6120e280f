"""What a register writes as a workbook its own import understands: every column that it can take in is guessed right."""

from datetime import date

import pytest
from django.utils import translation

from luoshi_web.console.findings.columns import listing as findings
from luoshi_web.console.projects.columns import COLUMNS as PROJECTS
from luoshi_web.console.proposals.columns import COLUMNS as PROPOSALS
from luoshi_web.registers.importing.tables import TABLES

LISTS = {"findings": findings(date(2026, 3, 1)), "projects": PROJECTS, "proposals": PROPOSALS}
CALLED = {
    "findings": {"state": "status"},
    "projects": {"state": "stage"},
    "proposals": {"signatories": "first"},
}
"""Columns of a workbook that the import has under another code."""
BESIDE = {
    "findings": {"first_due", "status", "reopened_on"},
    "projects": set(),
    "proposals": {"due", "state"},
}
"""Columns that nothing is taken from: what the register works out itself, and what stands there twice."""


def test_every_register_that_comes_in_is_held_to_its_own_workbook():
    assert LISTS.keys() == TABLES.keys()


@pytest.mark.parametrize("register", sorted(LISTS))
def test_the_headings_of_our_own_workbook_are_guessed_right(register):
    with translation.override("zh-hans"):
        headings = [str(column.words) for column in LISTS[register].columns]
    places = {place: code for code, place in TABLES[register].reading.columns(headings).items()}
    expected = {
        place: CALLED[register].get(column.key, column.key)
        for place, column in enumerate(LISTS[register].columns)
        if column.key not in BESIDE[register]
    }
    assert places == expected
