"""Options and helpers that all tests share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# An example that takes long on a busy machine is no wrong answer: speed is measured by bench/.
settings.register_profile("luoshi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("luoshi")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the golden ledgers of tests/reports anew; then read every changed row beside its report",
    )
    parser.addoption(
        "--screenshots", action="store_true", help="write docs/screenshots anew; then look at each"
    )
    parser.addoption(
        "--every-page",
        action="store_true",
        help="open every page of the invented district in Chromium, in both languages and widths (half an hour)",
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture
def examples() -> Path:
    """The folder of invented reports."""
    return ROOT / "examples"


@pytest.fixture
def assert_spans_hold() -> Callable[[Any], None]:
    """The first law of the ledger: every span leads back to its quote."""

    def check(report: Any) -> None:
        text = report.source.text
        for item in (*report.entries, *report.notices, *report.unused):
            assert item.span.of(text) == item.quote
        for section in report.outline:
            assert 0 <= section.span.start <= section.span.end <= len(text)

    return check
