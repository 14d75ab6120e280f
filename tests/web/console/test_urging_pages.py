"""Pages of urging, the inbox and background work, through a browser: for each role, in both languages, with few queries."""

from datetime import date, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Ladder, Message, Urge
from luoshi_web.supervision.urging.ladder import default
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.run import run_day
from tests.web.conftest import NOW, TODAY

EN = {"headers": {"accept-language": "en"}}


def _urge(item, **columns):
    facts = {
        "rung": 3,
        "occasion": "finish:x",
        "state": "proposed",
        "on": TODAY,
        "code": "finish_missed",
        "inputs": {"day": "2026-03-01", "days": 9},
    }
    return Urge.objects.create(
        item=item, ladder=ladder_on(TODAY), office=item.office, post=item.lead, **facts | columns
    )


@pytest.mark.parametrize("url", ["/urging/", "/urging/history/", "/urging/ladder/new/"])
@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("supervisor", 200),
        ("leader", 403),
        ("head", 403),
        ("officer", 403),
        ("auditor", 403),
        ("administrator", 403),
    ],
)
def test_the_desk_is_the_supervision_offices(district, url, key, status):
    assert district.client(key).get(url).status_code == status


@pytest.mark.parametrize(
    ("key", "status"),
    [("supervisor", 200), ("leader", 200), ("head", 200), ("auditor", 200), ("administrator", 403)],
)
def test_everybody_whom_it_concerns_may_know_the_rules(district, key, status):
    assert district.client(key).get("/urging/ladder/").status_code == status


def test_the_desk_in_both_languages(district, make_item):
    item = make_item(title="甲路改造")
    _urge(item)
    _urge(make_item(title="乙桥建设"), rung=5, state="held", held_until=date(2026, 3, 20), remark="等批复")
    client = district.client("supervisor")
    english, chinese = (
        client.get("/urging/", headers={"accept-language": code}).content.decode()
        for code in ("en", "zh-hans")
    )
    assert "was due on 2026-03-01; days late: 9" in english
    assert "应于2026-03-01完成，已逾期9天" in chinese
    for words in ("甲路改造", "乙桥建设", "等批复"):
        assert words in english
        assert words in chinese


def test_a_proposal_is_sent_from_the_desk(district, make_item):
    urge = _urge(make_item())
    client = district.client("supervisor")
    answer = client.post(f"/urging/{urge.pk}/take/", {"desk": 1, "back": "/urging/?rung=3"})
    assert answer["Location"] == "/urging/?rung=3"
    urge.refresh_from_db()
    assert urge.state == "sent"
    assert "已发出" in client.get("/urging/").content.decode()


def test_of_two_who_decide_the_second_is_told(district, make_item):
    urge = _urge(make_item())
    for key in ("supervisor", "supervisor2"):
        answer = district.client(key).post(f"/urging/{urge.pk}/take/", follow=True)
    assert "其间已有他人作出决定" in answer.content.decode()
    assert Act.objects.filter(verb="urge.send").count() == 1


def test_what_asks_the_same_is_shown_and_must_be_confirmed(district, make_item):
    urge, other = _urge(make_item(title="新增就业一万人")), make_item(title="新增就业")
    urge.alike.add(other)
    client = district.client("supervisor")
    page = client.get(f"/urging/{urge.pk}/").content.decode()
    assert other.number in page
    assert "政府督查工作条例" in page
    client.post(f"/urging/{urge.pk}/take/")
    urge.refresh_from_db()
    assert urge.state == "proposed"
    client.post(f"/urging/{urge.pk}/take/", {"although": "口径不同"})
    urge.refresh_from_db()
    assert (urge.state, urge.remark) == ("sent", "口径不同")


def test_holding_back_and_skipping(district, make_item):
    held, skipped = _urge(make_item(title="甲路改造")), _urge(make_item(title="乙桥建设"))
    client = district.client("supervisor")
    assert (
        client.post(f"/urging/{held.pk}/hold/", {"hold-until": "soon", "hold-reason": "x"}).status_code == 400
    )
    client.post(f"/urging/{held.pk}/hold/", {"hold-until": "2026-03-20", "hold-reason": "等批复"})
    client.post(f"/urging/{skipped.pk}/skip/", {"skip-reason": "已说明"})
    assert list(Urge.objects.order_by("pk").values_list("state", "remark")) == [
        ("held", "等批复"),
        ("skipped", "已说明"),
    ]


def test_by_hand_from_the_items_page(district, make_item):
    item = make_item()
    client = district.client("supervisor")
    assert f"/urging/item/{item.pk}/send/" in client.get(f"/items/{item.pk}/").content.decode()
    url = f"/urging/item/{item.pk}/send/"
    assert client.get(url).status_code == 200
    client.post(url, {"version": 0, "rung": 2, "reason": "请尽快开工"})
    assert Urge.objects.get().reason == "请尽快开工"
    again = client.get(url).content.decode()
    assert "再次督促的理由" in again
    for key in ("head", "head3", "leader", "auditor"):
        assert district.client(key).get(url).status_code == 403


def test_the_tab_shows_what_was_sent_and_to_whom_it_concerns(district, make_item):
    item = make_item(helpers=("head2",))
    _urge(item, occasion="a", state="sent", code="by_hand", reason="督办的理由", answer_due=date(2026, 3, 12))
    _urge(item, occasion="b", rung=4, remark="尚待商议")
    url = f"/urging/item/{item.pk}/"
    seen = {
        key: district.client(key).get(url).content.decode()
        for key in ("supervisor", "head", "head2", "leader", "auditor")
    }
    assert all("督办的理由" in page for page in seen.values())
    assert [key for key, page in seen.items() if "尚待商议" in page] == ["supervisor"]
    assert [key for key, page in seen.items() if "/answer/" in page] == ["head"]
    assert district.client("head3").get(url).status_code == 404


def test_the_office_answers_on_a_page(district, make_item):
    urge = _urge(make_item(helpers=("head2",)), state="sent", answer_due=date(2026, 3, 12))
    url = f"/urging/{urge.pk}/answer/"
    assert district.client("head2").get(url).status_code == 403
    assert district.client("head3").get(url).status_code == 404
    client = district.client("officer")
    assert client.get(url).status_code == 200
    client.post(url, {"text": "三月底开工"})
    urge.refresh_from_db()
    assert urge.answer == "三月底开工"
    assert "三月底开工" in district.client("supervisor").get("/urging/").content.decode()


def test_the_inbox_is_ones_own_and_counts_what_is_unread(district, make_item):
    for title in ("甲路改造", "乙桥建设"):
        make_item(title=title, due=TODAY - timedelta(days=1))
    run_day(TODAY, at=NOW)
    client = district.client("head")
    page = client.get("/messages/", **EN).content.decode()
    assert "2026-03-10: 2 items are urged" in page
    assert "1 unread" in page
    message = Message.objects.get(person=district.people["head"], channel="in_app")
    assert district.client("head2").get(f"/messages/{message.pk}/").status_code == 404
    assert "1 unread" in client.get("/items/", **EN).content.decode()
    shown = client.get(f"/messages/{message.pk}/").content.decode()
    assert "条未读" not in shown, "to open it is to read it"
    assert "甲路改造" in shown
    assert "应于2026-03-09完成，已逾期1天" in shown
    assert "1 unread" not in client.get("/messages/", **EN).content.decode()
    assert Act.objects.filter(verb="message.read").count() == 1
    client.get(f"/messages/{message.pk}/")
    assert Act.objects.filter(verb="message.read").count() == 1


def test_all_messages_are_marked_as_read(district, make_item):
    make_item(due=TODAY - timedelta(days=1))
    run_day(TODAY, at=NOW)
    client = district.client("officer")
    client.post("/messages/read/")
    assert not Message.objects.filter(
        person=district.people["officer"], channel="in_app", read_at=None
    ).exists()
    assert Message.objects.filter(person=district.people["head"], channel="in_app", read_at=None).exists()
    assert client.get("/messages/?unread=1").status_code == 200


def test_a_message_names_no_item_that_its_reader_may_no_longer_see(district, make_item):
    item = make_item(title="不该再看到", due=TODAY - timedelta(days=1))
    run_day(TODAY, at=NOW)
    type(item).objects.filter(pk=item.pk).update(office=district.offices["住建局"])
    message = Message.objects.get(person=district.people["head"], channel="in_app")
    assert "不该再看到" not in district.client("head").get(f"/messages/{message.pk}/").content.decode()


def _filled(**changes) -> dict:
    terms = default()["terms"]
    data = {name: terms[name] for name in ("a_day", "rest", "grace", "unanswered", "alike_within", "alike")}
    for rung, said in terms["rungs"].items():
        data |= {
            f"{rung}.pause": said["pause"],
            f"{rung}.answer_within": said["answer_within"],
            f"{rung}.told": said["told"],
        }
        if said["by_itself"]:
            data[f"{rung}.by_itself"] = "on"
    for basis, rules in terms["rules"].items():
        data |= {f"{basis}.{rung}": value for rung, value in rules.items()}
    return data | {"name": "区阶梯", "source": "区政府文件", "since": "2026-04-01"} | changes


def test_a_new_ladder_is_put_in_force_from_a_coming_day(district):
    client = district.client("supervisor")
    assert client.get("/urging/ladder/new/").status_code == 200
    client.post("/urging/ladder/new/", _filled(a_day=1, **{"finish.interview": ""}))
    made = Ladder.objects.get(name="区阶梯")
    assert made.terms["a_day"] == 1
    assert made.terms["rules"]["finish"] == {"remind": -15, "press": 1, "supervise": 10, "circulate": 30}
    assert made.terms["rungs"] == default()["terms"]["rungs"]
    page = client.get("/urging/ladder/").content.decode()
    assert "区阶梯" in page
    assert client.get(f"/urging/ladder/?ladder={made.pk}").status_code == 200
    assert client.get("/urging/ladder/?ladder=nothing").status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"since": "2026-03-10"}, "新规则须自今日以后"),
        ({"finish.press": 40}, "finish"),
        ({"a_day": 0}, "a_day"),
    ],
)
def test_a_ladder_that_will_not_do_is_told(district, change, words):
    answer = district.client("supervisor").post("/urging/ladder/new/", _filled(**change), follow=True)
    assert words in answer.content.decode()
    assert not Ladder.objects.filter(name="区阶梯").exists()


@pytest.mark.parametrize(
    ("key", "status"), [("administrator", 200), ("supervisor", 200), ("head", 403), ("leader", 403)]
)
def test_background_work_is_shown_to_those_who_keep_it_running(district, key, status):
    assert district.client(key).get("/jobs/").status_code == status


@pytest.mark.usefixtures("district")
def test_a_failed_job_is_tried_again_by_the_administrator(district):
    job = DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="luoshi_web.supervision.urging.letters.send_letters",
        backend_name="default",
        run_after=NOW,
        finished_at=NOW,
        traceback="Traceback\nOSError: no route",
        exception_class_path="builtins.OSError",
    )
    page = district.client("administrator").get("/jobs/", **EN).content.decode()
    assert "OSError: no route" in page
    assert "No worker is alive" in page
    assert district.client("supervisor").post(f"/jobs/{job.pk}/again/").status_code == 403
    district.client("administrator").post(f"/jobs/{job.pk}/again/")
    job.refresh_from_db()
    assert job.status == "READY"


def test_the_pages_take_few_queries(district, make_item, django_assert_max_num_queries):
    items = [make_item(title=chr(0x4E00 + 41 * n) * 5, due=TODAY - timedelta(days=1)) for n in range(60)]
    run_day(TODAY, at=NOW)
    for item in items:
        urge = _urge(item)
        urge.alike.add(items[0])
        _urge(item, occasion="a", state="sent", answer_due=TODAY - timedelta(days=1))
        _urge(
            item,
            occasion="b",
            state="sent",
            answer="好",
            answered_at=NOW,
            answered_by=district.people["head"],
        )
        _urge(item, occasion="c", state="held", held_until=TODAY + timedelta(days=1))
    message = Message.objects.filter(person=district.people["head"], channel="in_app").first()
    urge = Urge.objects.filter(state="proposed").first()
    office, head = district.client("supervisor"), district.client("head")
    for client, url in (
        (office, "/urging/"), (office, "/urging/history/"), (office, f"/urging/{urge.pk}/"), (office, f"/urging/item/{items[3].pk}/"),
        (office, f"/urging/item/{items[3].pk}/send/"), (office, "/urging/ladder/"), (office, "/urging/ladder/new/"), (office, "/jobs/"),
        (head, "/messages/"), (head, f"/urging/item/{items[3].pk}/"), (head, f"/messages/{message.pk}/"),
    ):  # fmt: skip
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200, url


def test_the_pages_hold_no_inline_code(district, make_item):
    urge = _urge(make_item())
    client = district.client("supervisor")
    for url in (
        "/urging/",
        f"/urging/{urge.pk}/",
        "/urging/history/",
        "/urging/ladder/",
        "/urging/ladder/new/",
        "/messages/",
        "/jobs/",
    ):
        words = client.get(url).content.decode()
        assert " style=" not in words
        assert "<style" not in words
        assert " onclick=" not in words
