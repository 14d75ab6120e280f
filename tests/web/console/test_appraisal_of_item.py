"""An item's tab of appraisal: which rounds counted it, for whom to read; few queries."""

from datetime import date

import pytest

from luoshi_web.supervision.appraisal.rules import default_terms
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Score, ScoreLine
from luoshi_web.supervision.selectors.appraisals import part_of
from tests.web.conftest import NOW


@pytest.fixture
def scored(district, make_item):
    """An item counted in a published round and in one that is not published yet, beside another of its office."""
    item, other = make_item(helpers=("head2",)), make_item()
    rule = AppraisalRule.objects.create(name="办法", in_force=date(2025, 1, 1), terms=default_terms())
    for name, state in (("一季度", "published"), ("上半年", "scored")):
        made = Appraisal.objects.create(
            name=name, year=2026, begins=date(2026, 1, 1), ends=date(2026, 3, 31 if state == "published" else 30), rule=rule,
            state=state, scored_by=district.people["supervisor"], scored_at=NOW,
        )  # fmt: skip
        score = Score.objects.create(appraisal=made, office=item.office, points=80, facts={"items": 2})
        line = {
            "score": score,
            "rule": "unfit",
            "kind": "unfit",
            "inputs": {"on": "2026-03-01", "number": item.number},
        }
        ScoreLine.objects.create(**line, points=-2, item=item)
        ScoreLine.objects.create(**line, points=-2, item=other)
        share = {
            "items": [[item.pk, item.number], [other.pk, other.number]],
            "part": 2,
            "whole": 2,
            "weight": "-10",
            "of": "items",
            "case": "red",
        }
        ScoreLine.objects.create(score=score, rule="red", kind="share", points=-10, inputs=share)
        ScoreLine.objects.create(
            score=score,
            rule="red",
            kind="share",
            points=-5,
            inputs=share | {"items": [[other.pk, other.number]]},
        )
    return item


@pytest.mark.parametrize(
    ("key", "rounds"), [("supervisor", 2), ("leader", 2), ("auditor", 2), ("head", 1), ("officer", 1), ("head2", 0), ("head3", 0)]
)  # fmt: skip
def test_who_reads_which_rounds(district, scored, key, rounds):
    found = part_of(scored, district.actor(key))
    assert len(found) == rounds
    for part in found:
        assert [line.item_id for line in part.own] == [scored.pk]
        assert (part.points, [line.points for line in part.shared]) == (-2, [-10])


def test_the_tab(district, scored, django_assert_max_num_queries):
    url = f"/appraisals/items/{scored.pk}/"
    for key in ("supervisor", "head", "head2", "leader", "auditor"):
        client = district.client(key)
        with django_assert_max_num_queries(15, info=key):
            page = client.get(url)
        assert page.status_code == 200
    words = district.client("head").get(url).content.decode()
    assert "一季度" in words
    assert "上半年" not in words, "not published yet"
    assert "2026-03-01" in words, "the evidence of its points"
    assert "没有加分或者扣分" in district.client("head2").get(url).content.decode()
    assert district.client("head3").get(url).status_code == 404
    assert district.client("administrator").get(url).status_code == 403
    assert url in district.client("head").get(f"/items/{scored.pk}/").content.decode()
