"""What the form of a report asks for, in words."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from luoshi_web.console.progress.forms import ReportForm


@pytest.mark.parametrize(
    ("title", "told"), [("单位地区生产总值能耗下降3%左右", True), ("地区生产总值增长6%左右", False)]
)
def test_how_a_fall_is_written_is_said_where_one_was_promised(make_item, title, told):
    item = make_item(title=title, low=Decimal(3), unit="%", is_rate=True, kind="target")
    with override("en"):
        said = ReportForm(item=item).fields["value"].help_text
    assert ("A fall is written without a sign" in said) is told
