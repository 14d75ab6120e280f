"""The list of items narrowed and sorted, and what an item's first tab tells."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.supervision.models import Milestone
from luoshi_web.supervision.states import State


def shown(client, query=""):
    page = client.get(f"/items/{query}")
    assert page.status_code == 200
    return [item.title for item in page.context["page"]]


def test_a_department_sees_its_own_first_and_all_when_it_asks(district, make_item):
    led = make_item(lead="head", title="本单位牵头")
    helped = make_item(lead="head2", helpers=("head",), title="本单位配合")
    make_item(lead="head2", parent=led, title="分给住建局的部分")
    client = district.client("head")
    assert shown(client) == ["本单位牵头", "本单位配合"]
    assert shown(client, "?whose=lead") == ["本单位牵头"]
    assert shown(client, "?whose=help") == ["本单位配合"]
    assert shown(client, "?whose=all") == ["本单位牵头", "本单位配合", "分给住建局的部分"]
    assert shown(client, "?whose=post") == ["本单位牵头"]
    assert shown(district.client("officer"), "?whose=post") == []
    assert helped.title in shown(district.client("officer"))


def test_a_leaders_own_are_those_in_his_charge(district, make_item):
    make_item(lead="head", leader=district.posts["leader2"], title="甲")
    make_item(lead="head3", leader=district.posts["leader2"], title="乙")
    leader = district.client("leader")
    assert shown(leader) == ["甲", "乙"]
    assert shown(leader, "?whose=mine") == ["甲"]
    assert shown(district.client("leader2"), "?whose=mine") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?words=学校", ["新建学校"]),
        ("?words=9-X", ["修路"]),
        ("?state=open", ["新建学校", "修路"]),
        ("?state=ended", ["老旧小区"]),
        ("?state=closed_done", ["老旧小区"]),
        ("?kind=target", ["修路"]),
        ("?source=instruction", ["新建学校"]),
        ("?due_from=2026-07-01", ["修路", "老旧小区"]),
        ("?due_to=2026-06-30", ["新建学校"]),
        ("?gap_light=red", ["修路"]),
        ("?time_light=yellow", ["新建学校"]),
        ("?hope_light=grey", ["老旧小区"]),
        ("?sort=-due", ["老旧小区", "修路", "新建学校"]),
        ("?year=2025", []),
        ("?page=99", ["新建学校", "修路", "老旧小区"]),
        ("?sort=nonsense", ["新建学校", "修路", "老旧小区"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(district, make_item, query, titles):
    make_item(title="新建学校", due=date(2026, 6, 30), source="instruction", time_light="yellow")
    make_item(title="修路", number="9-X", kind="target", due=date(2026, 9, 30), gap_light="red")
    make_item(title="老旧小区", state=State.CLOSED_DONE, due=date(2026, 12, 31), hope_light="grey")
    assert shown(district.client("supervisor"), query) == titles


def test_lead_units_and_leaders_narrow_the_list(district, make_item):
    make_item(lead="head", title="甲")
    make_item(lead="head2", leader=district.posts["leader2"], title="乙")
    client = district.client("supervisor")
    assert shown(client, f"?office={district.offices['住建局'].pk}") == ["乙"]
    assert shown(client, f"?leader={district.posts['leader2'].pk}") == ["乙"]


def test_the_first_tab_tells_milestones_and_parts(district, make_item):
    item = make_item(kind="target", low=Decimal(40), high=Decimal(40), unit="个", bound="exact")
    Milestone.objects.create(item=item, due=date(2026, 6, 30), value=Decimal(20), words="完成一半")
    child = make_item(parent=item, lead="officer", title="南片区")
    page = (
        district.client("head")
        .get(f"/items/{item.pk}/", headers={"accept-language": "zh-Hans"})
        .content.decode()
    )
    for said in ("2026-06-30", "20个", "完成一半", "南片区", child.number, "节点目标"):
        assert said in page
    above = district.client("head").get(f"/items/{child.pk}/").content.decode()
    assert item.number in above


def test_an_item_with_everything_takes_few_queries(district, make_item, django_assert_max_num_queries):
    item = make_item(helpers=("head2", "head3"), times_changed=1)
    for n in range(5):
        make_item(parent=item, lead="officer", title=f"部分{n}")
        Milestone.objects.create(item=item, due=date(2026, n + 1, 28), words="节点")
    client = district.client("head")
    with django_assert_max_num_queries(15):
        client.get(f"/items/{item.pk}/")
    with django_assert_max_num_queries(15):
        client.get("/items/?whose=mine&sort=due&state=open")
