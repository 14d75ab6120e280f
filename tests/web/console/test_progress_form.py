"""What the form of a report asks for, in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from luoshi_web.console.progress.forms import ReportForm
from luoshi_web.supervision.services.progress import Report, report
from tests.web.conftest import NOW


@pytest.mark.parametrize(
    ("title", "told"), [("单位地区生产总值能耗下降3%左右", True), ("地区生产总值增长6%左右", False)]
)
def test_how_a_fall_is_written_is_said_where_one_was_promised(make_item, title, told):
    item = make_item(title=title, low=Decimal(3), unit="%", is_rate=True, kind="target")
    with override("en"):
        said = ReportForm(item=item).fields["value"].help_text
    assert ("A fall is written without a sign" in said) is told


def test_a_period_that_was_reported_says_so_before_anything_is_filled_in(district, make_item):
    item, address = make_item(lead="head", state="active"), "/progress/items/{}/report/?period=2026-02-28"
    client = district.client("head")
    assert "<textarea" in client.get(address.format(item.pk)).content.decode()
    report(
        actor=district.actor("head"),
        item_id=item.pk,
        period=date(2026, 2, 28),
        said=Report(words="已开工"),
        at=NOW,
    )
    page = client.get(address.format(item.pk)).content.decode()
    assert "截至2026-02-28的本期进展已经报送" in page
    assert "<textarea" not in page
    assert "<textarea" in client.get(address.replace("02-28", "01-31").format(item.pk)).content.decode()
