"""The further values of a line: reported beside the first, judged together with it by the worst, the same on a replay."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.lights.explain import explain
from luoshi_web.supervision.lights.run import replay, run_day
from luoshi_web.supervision.models import Light, Update
from luoshi_web.supervision.services.progress import Report as Said
from luoshi_web.supervision.services.progress import report
from tests.web.conftest import NOW, TODAY

PERIOD = date(2026, 2, 28)


@pytest.fixture
def row(district, make_item):
    """``新招引超亿元项目100个，其中超10亿元18个，债务率控制在60%以内``: a target with two further values."""
    made = Report.objects.create(place="云溪区", year=2026, title="报告")
    copy = Copy.objects.create(
        report=made, filename="报告.txt", size=1, sha256="0" * 64, text="", uploaded_by=district.people["supervisor"], uploaded_at=NOW
    )  # fmt: skip
    item = make_item(
        kind="target", low=Decimal(100), unit="个", bound="at_least", title="新招引超亿元项目100个"
    )
    for order, (subject, low, high, unit, bound) in enumerate(
        (("其中超10亿元", 18, None, "个", "at_least"), ("债务率", None, 60, "%", "at_most"))
    ):
        entry = Entry.objects.create(
            report=made, copy=copy, key=f"e{order}", order=order, kind="target", low=low, high=high, unit=unit, quote=subject, start=0, end=1,
            reading={"subject": subject, "bound": bound},
        )  # fmt: skip
        item.further.add(entry)
    return item


def gap(item):
    run_day(actor=MACHINE, day=TODAY, at=NOW)
    light = Light.objects.get(item=item, kind="gap", until=None)
    again = replay(TODAY, [item.pk])[item.pk]["gap"]
    assert (again.colour, again.reason) == (light.colour, light.reason)
    return light


def said(item, value, *further):
    keys = [entry.pk for entry in item.further.order_by("order")]
    return Said(value=value, words="推进中", further=dict(zip(keys, further, strict=False)))


@pytest.mark.parametrize(
    ("value", "further", "colour", "reason", "of"),
    [
        ("20个", (), "green", "on_schedule", ""),
        ("20个", ("3个",), "green", "on_schedule", ""),
        ("20个", ("2个",), "green", "near_schedule", "其中超10亿元18个以上"),
        ("40个", ("0个",), "yellow", "behind", "其中超10亿元18个以上"),
        ("20个", ("3个", "66%"), "yellow", "over_cap", "债务率60%以内"),
        ("20个", ("0个", "90%"), "red", "far_over_cap", "债务率60%以内"),
        ("2个", ("3个", "50%"), "yellow", "behind", ""),
    ],
    ids=["not reported, not judged", "all on schedule", "one slightly below", "one behind", "a cap is one too", "the worst of two", "the first is the worst"],
)  # fmt: skip
def test_values_of_a_line_are_judged_together_by_the_worst(district, row, value, further, colour, reason, of):
    report(
        actor=district.actor("head"), item_id=row.pk, period=PERIOD, said=said(row, value, *further), at=NOW
    )
    light = gap(row)
    assert (light.colour, light.reason, light.inputs.get("of", "")) == (colour, reason, of)
    assert explain(light.reason, light.inputs).startswith(of)


def test_what_cannot_be_read_is_refused_and_others_than_its_own_are_no_part_of_it(district, row):
    with pytest.raises(Refusal) as refused:
        report(
            actor=district.actor("head"), item_id=row.pk, period=PERIOD, said=said(row, "20个", "3亩"), at=NOW
        )
    assert refused.value.code == "value_other_unit"
    words = Said(value="20个", words="推进中", further={999_999: "3个"})
    report(actor=district.actor("head"), item_id=row.pk, period=PERIOD, said=words, at=NOW)
    assert Update.objects.get().further == {}


def test_further_values_are_asked_for_by_the_form(district, row):
    first, second = row.further.order_by("order")
    client = district.client("head")
    url = f"/progress/items/{row.pk}/report/?period={PERIOD}"
    page = client.get(url, headers={"accept-language": "zh-Hans"}).content.decode()
    assert "其中超10亿元18个以上" in page
    values = {
        "state": "reported",
        "value": "20个",
        f"further_{first.pk}": "3个",
        f"further_{second.pk}": "58%",
        "words": "推进中",
    }
    assert client.post(url, values).status_code == 302
    assert Update.objects.get().further == {str(first.pk): "3", str(second.pk): "58"}
    assert "其中超10亿元18个以上：3个" in client.get(f"/progress/items/{row.pk}/").content.decode()
