"""What official tables say in words: by how much a laggard is behind, which day a milestone is, whether an answer is late."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.supervision.lights.rules import default_rules, write_terms
from luoshi_web.supervision.models import Light, LightRule, Milestone
from luoshi_web.supervision.papers import bulletin, press
from luoshi_web.supervision.papers.late import why_behind
from luoshi_web.supervision.papers.rows import rows_of
from tests.web.conftest import TODAY
from tests.web.supervision.made import urged
from tests.web.supervision.test_papers_collect import AT, cells

JUNE = {"period": "2026-06-30"}


@pytest.mark.parametrize(
    ("reason", "inputs", "words"),
    [
        ("far_behind", {"reached": 16.67, "asked": 50.0, "gap": 33.33}, "截至2026年6月30日完成16.67%，应完成50%，落后33.33个百分点"),
        ("rate_short", {"value": "5.4", "asked": "6", "gap": "0.6", "unit": "%"}, "截至2026年6月30日为5.4%，目标6%，相差0.6个百分点"),
        ("over_cap", {"value": "36", "asked": "35", "gap": "1", "unit": "微克"}, "截至2026年6月30日为36微克，控制目标35微克，超出1微克"),
        ("unreported", {}, "截至2026年6月30日的进展未报送"),
        ("behind", {"reached": 20.0, "asked": 50.0, "gap": 30.0, "missing": "2026-07-31"},
         "截至2026年6月30日完成20%，应完成50%，落后30个百分点；截至2026年7月31日的进展未报送"),
        ("on_schedule", {"reached": 50.0, "asked": 50.0, "gap": 0.0}, ""),
        ("no_data", {}, ""),
    ],
)  # fmt: skip
def test_a_gap_is_told_with_its_numbers(reason, inputs, words):
    assert why_behind(reason, JUNE | inputs) == words


def test_a_laggard_of_a_bulletin_says_by_how_much_and_what_no_report_promised_is_not_counted(make_item):
    late = make_item()
    make_item(source="instruction", number="2026-L-0001")
    usual = default_rules()["gap"]
    rule = LightRule.objects.create(
        kind="gap", name="规则", in_force=date(2026, 1, 1), terms=write_terms(usual.terms)
    )
    Light.objects.create(
        item=late, kind="gap", colour="yellow", reason="unreported", since=date(2026, 3, 6), rule=rule,
        inputs={"period": "2026-02-28"},
    )  # fmt: skip
    found = bulletin.collect(year=2026, **AT)
    assert found.item_ids == (late.pk,)
    assert "已交办目标任务1项" in found.content.sections[0].blocks[2].words
    assert cells(found, 2)[0]["备注"] == "截至2026年2月28日的进展未报送"


def test_targets_of_one_sentence_stand_by_their_own_words(make_item):
    quote = "城镇、农村居民人均可支配收入分别增长5.5%、6.5%以上"
    for title in ("城镇居民人均可支配收入增长5.5%以上", "农村居民人均可支配收入增长6.5%以上"):
        make_item(kind="target", title=title, quote=quote, low=Decimal("5.5"), unit="%")
    make_item(kind="task", title="建好学校", quote="建成投用两所学校")
    texts = [row.texts["text"] for row in rows_of(type(make_item()).objects.order_by("pk"), TODAY)]
    assert texts[:3] == [
        "城镇居民人均可支配收入增长5.5%以上", "农村居民人均可支配收入增长6.5%以上", "建成投用两所学校"
    ]  # fmt: skip


def test_a_milestone_names_its_day_and_a_year_that_is_not_the_items(make_item):
    item = make_item(unit="个")
    for due, value in ((date(2026, 6, 30), 4), (date(2026, 10, 20), 7), (date(2030, 12, 31), 9)):
        Milestone.objects.create(item=item, due=due, value=Decimal(value))
    row = rows_of(type(item).objects.all(), TODAY)[0]
    assert row.texts["milestones"] == "6月底：4个\n10月20日：7个\n2030年12月底：9个"


def test_a_pressing_notice_tells_an_answer_that_is_late(district, make_item):
    for title, due in (("甲路改造", TODAY - timedelta(days=1)), ("乙桥建设", TODAY)):
        urged(make_item(title=title, quote=title), on=TODAY - timedelta(days=7), answer_due=due)
    found = press.collect(office=district.offices["发改局"], **AT)
    assert {row["催办事项"]: row["备注"] for row in cells(found)} == {
        "甲路改造": "逾期未答复",
        "乙桥建设": "",
    }
