"""Pages of appraisals: who reads what, the whole way through forms, both languages, few queries."""

from datetime import UTC, date, datetime

import pytest

from luoshi_web.supervision.appraisal.rules import default_terms, read_rules
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Group, Objection, Score, ScoreLine
from luoshi_web.supervision.services import appraisals as act
from tests.web.supervision.appraisal_before import terms_before

ZH, EN = {"accept-language": "zh-Hans"}, {"accept-language": "en"}
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
BEGINS, ENDS = date(2026, 1, 1), date(2026, 2, 28)


@pytest.fixture
def ground(district, make_item):
    AppraisalRule.objects.create(name="考评办法", in_force=date(2026, 1, 1), terms=dict(default_terms()))
    group = Group.objects.create(year=2026, name="经济部门")
    group.offices.set([district.offices[name] for name in ("发改局", "住建局", "教体局")])
    for n in range(4):
        make_item(
            assigned_at=datetime(2026, 1, 20, tzinfo=UTC),
            due=date(2026, 2, 20) if n == 0 else date(2026, 12, 31),
        )
    make_item(lead="head2", assigned_at=datetime(2026, 1, 20, tzinfo=UTC))
    return district


@pytest.fixture
def opened(ground):
    return act.open_appraisal(
        actor=ground.actor("supervisor"), name="年初考评", year=2026, begins=BEGINS, ends=ENDS, at=AT
    )


@pytest.fixture
def published(ground, opened):
    return act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)


def own(appraisal, district, office="发改局"):
    return Score.objects.get(appraisal=appraisal, office=district.offices[office])


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("supervisor", 200, 200),
        ("leader", 200, 200),
        ("auditor", 200, 200),
        ("head", 404, 200),
        ("officer", 404, 200),
        ("administrator", 403, 403),
    ],
)
def test_departments_read_what_is_published(ground, opened, key, before, after):
    client = ground.client(key)
    url, sheet = f"/appraisals/{opened.pk}/", f"/appraisals/scores/{own(opened, ground).pk}/"
    assert (client.get(url).status_code, client.get(sheet).status_code) == (before, before)
    act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    assert (client.get(url).status_code, client.get(sheet).status_code) == (after, after)


def test_a_department_reads_its_own_lines_and_the_totals_of_others(ground, published):
    client = ground.client("head2")
    words = client.get(f"/appraisals/{published.pk}/").content.decode()
    assert str(own(published, ground).points) in words
    assert f"/appraisals/scores/{own(published, ground).pk}/" not in words
    assert f"/appraisals/scores/{own(published, ground, '住建局').pk}/" in words
    assert client.get(f"/appraisals/scores/{own(published, ground).pk}/").status_code == 404


@pytest.mark.parametrize("key", ["head", "officer", "leader", "auditor"])
def test_scoring_is_the_supervision_offices(ground, opened, key):
    client = ground.client(key)
    for url in ("new/", f"{opened.pk}/give/", "groups/new/", "rules/new/"):
        assert client.get(f"/appraisals/{url}").status_code == 403
    for url in (
        f"{opened.pk}/publish/",
        f"{opened.pk}/again/",
        f"{opened.pk}/discard/",
        f"{opened.pk}/correct/",
    ):
        assert client.post(f"/appraisals/{url}").status_code == 403
    opened.refresh_from_db()
    assert opened.state == "scored"


WINDOW = {"name": "年初", "year": 2026, "begins": "2026-01-01", "ends": "2026-02-28"}


def test_a_look_first_then_scored_then_published(ground):
    client = ground.client("supervisor")
    seen = client.post("/appraisals/new/", WINDOW | {"preview": ""}, headers=ZH).content.decode()
    assert "经济部门" in seen
    assert "计分预览" in seen
    assert not Appraisal.objects.exists()
    answer = client.post("/appraisals/new/", WINDOW | {"open": ""})
    appraisal = Appraisal.objects.get()
    assert answer["Location"] == f"/appraisals/{appraisal.pk}/"
    assert client.post(f"/appraisals/{appraisal.pk}/publish/").status_code == 302
    appraisal.refresh_from_db()
    assert appraisal.state == "published"


def test_a_window_that_is_not_over_is_refused_in_words(ground):
    client = ground.client("supervisor")
    client.post("/language/setlang/", {"language": "zh-hans"})
    page = client.post(
        "/appraisals/new/",
        WINDOW | {"ends": "2026-03-10", "open": ""},
        follow=True,
        headers={"referer": "http://testserver/appraisals/new/"},
    )
    assert "期满后方可计分" in page.content.decode()
    page = client.post("/appraisals/new/", WINDOW | {"begins": "2026-03-01", "open": ""})
    assert "截止日早于起始日" in page.content.decode()


def test_every_line_says_why_in_the_readers_language(ground, published):
    item = ground.offices["发改局"].items.get(due=date(2026, 2, 20))
    client, url = ground.client("head"), f"/appraisals/scores/{own(published, ground).pk}/"
    chinese = client.get(url, headers=ZH).content.decode()
    assert "到期或办结事项1项，到期未完成1项：-20 × 1/1。" in chinese
    assert f'<a href="/items/{item.pk}/">{item.number}</a>' in chinese
    client.cookies.clear()
    client = ground.client("head")
    english = client.get(url, headers=EN).content.decode()
    assert "1 of 1 items due or ended: overdue, not done. -20 × 1/1." in english


def test_an_item_above_the_clearance_is_counted_and_not_named(ground, make_item):
    secret = make_item(secrecy=3, assigned_at=datetime(2026, 1, 20, tzinfo=UTC), due=date(2026, 2, 1))
    found = act.open_appraisal(
        actor=ground.actor("supervisor"), name="甲", year=2026, begins=BEGINS, ends=ENDS, at=AT
    )
    act.publish(actor=ground.actor("supervisor"), appraisal_id=found.pk, at=AT)
    url = f"/appraisals/scores/{own(found, ground).pk}/"
    words = ground.client("head").get(url, headers=ZH).content.decode()
    assert secret.number not in words
    assert "1件事项不在你的岗位查看范围内" in words
    assert secret.number in ground.client("supervisor").get(url).content.decode()


def test_points_by_hand_and_back(ground, opened):
    client = ground.client("supervisor")
    said = {"office": ground.offices["发改局"].pk, "line": "praise_county", "words": "区长批示〔2026〕3号"}
    assert (
        "There is no item"
        in client.post(f"/appraisals/{opened.pk}/give/", said | {"item": "x"}, headers=EN).content.decode()
    )
    answer = client.post(f"/appraisals/{opened.pk}/give/", said)
    page = client.get(answer["Location"]).content.decode()
    assert "区长批示〔2026〕3号" in page
    line = ScoreLine.objects.get(kind="hand")
    client.post(f"/appraisals/lines/{line.pk}/take-back/")
    assert not ScoreLine.objects.filter(kind="hand").exists()


def test_objection_decision_and_correction_on_pages(ground, published, settings):
    score = own(published, ground)
    line = score.lines.get(rule="overdue")
    head, judge = ground.client("head"), ground.client("leader2")
    assert f"?line={line.pk}" in head.get(f"/appraisals/scores/{score.pk}/").content.decode()
    assert head.get(f"/appraisals/scores/{score.pk}/object/?line={line.pk}").status_code == 200
    head.post(f"/appraisals/scores/{score.pk}/object/", {"line": line.pk, "reason": "已按期办结"})
    objection = Objection.objects.get()
    assert objection.line == line
    url = f"/appraisals/objections/{objection.pk}/"
    assert ground.client("head2").get(url).status_code == 404
    assert '<form method="post">' not in ground.client("supervisor").get(url).content.decode()
    assert "应当回避" in ground.client("supervisor").get(url, headers=ZH).content.decode()
    assert "points" in judge.get(url).content.decode()
    assert head.post(url, {"decision": "upheld", "points": "0", "answer": "x"}).status_code == 403
    missing = judge.post(url, {"decision": "upheld", "answer": "已核实"}, headers=ZH).content.decode()
    assert "请填写该项复核后的分值" in missing
    judge.post(url, {"decision": "upheld", "points": "0", "answer": "已核实"})
    objection.refresh_from_db()
    assert objection.decision == "upheld"
    settings.OFFICE_NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
    answer = ground.client("supervisor").post(f"/appraisals/{published.pk}/correct/")
    new = Appraisal.objects.get(edition=2)
    assert answer["Location"] == f"/appraisals/{new.pk}/"
    page = ground.client("officer").get(f"/appraisals/{new.pk}/", headers=ZH).content.decode()
    assert "更正内容" in page
    assert (
        "已被更正结果取代"
        in ground.client("officer").get(f"/appraisals/{published.pk}/", headers=ZH).content.decode()
    )


def test_only_the_head_of_the_office_objects(ground, published):
    url = f"/appraisals/scores/{own(published, ground).pk}/object/"
    assert ground.client("officer").get(url).status_code == 403
    assert ground.client("head2").get(url).status_code == 404
    assert ground.client("supervisor").get(url).status_code == 403


def filled(client, url):
    """The form as it stands on the page, ready to be sent."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value != ""
    }


def tried_and_put(client, url, said):
    """Tried first, then put in force as the page offers it."""
    page = client.post(url, said | {"try": ""})
    return client.post(url, said | {"put": "", "tried": page.context["form"]["tried"].value()})


def test_rules_are_tried_before_they_are_put_in_force(ground):
    client, url = ground.client("supervisor"), "/appraisals/rules/new/"
    said = filled(client, url) | {
        "in_force": "2026-04-01",
        "try_begins": "2026-01-01",
        "try_ends": "2026-02-28",
    }
    assert 'name="put"' not in client.get(url).content.decode()
    page = client.post(url, said | {"put": ""}, headers=ZH)
    assert AppraisalRule.objects.count() == 1
    words = page.content.decode()
    assert "发改局" in words
    assert "样样按时" in words
    real, invented = (
        [group.rows for group in trial.groups] for trial in (page.context["real"], page.context["invented"])
    )
    assert sorted((row.name, row.items) for row in real[0]) == [("住建局", 1), ("发改局", 4), ("教体局", 0)]
    assert len(invented[0]) == 30
    assert all(row.silence.grade in {"", "poor"} for rows in (*real, *invented) for row in rows)
    tried = page.context["form"]["tried"].value()
    other = client.post(url, said | {"put": "", "tried": tried, "points_overdue": "-21"})
    assert other.status_code == 200  # other numbers than those that were looked at
    assert AppraisalRule.objects.count() == 1
    assert client.post(url, said | {"put": "", "tried": tried}).status_code == 302
    assert AppraisalRule.objects.count() == 2


def test_rules_that_pay_silence_are_shown_and_cannot_be_put_in_force(ground):
    AppraisalRule.objects.update(terms=terms_before())
    client, url = ground.client("supervisor"), "/appraisals/rules/new/"
    said = filled(client, url) | {"in_force": "2026-04-01"}
    page = client.post(url, said | {"try": ""}, headers=ZH)
    assert page.context["pays_silence"]
    assert 'name="put"' not in page.content.decode()
    client.post(url, said | {"put": "", "tried": page.context["form"]["tried"].value()})
    assert AppraisalRule.objects.count() == 1
    assert filled(client, f"{url}?default=1")["points_kept"] == 35


def test_a_rate_stands_with_its_numbers(ground, published):
    words = ground.client("head").get(f"/appraisals/{published.pk}/", headers=EN).content.decode()
    assert "0/4 <small>0%</small>" in words
    sheet = (
        ground.client("head")
        .get(f"/appraisals/scores/{own(published, ground).pk}/", headers=EN)
        .content.decode()
    )
    assert "Reported 0/4" in sheet


def test_rules_are_changed_by_a_form_from_a_future_day(ground):
    client, url = ground.client("supervisor"), "/appraisals/rules/new/"
    said = filled(client, url) | {
        "name": "新办法", "in_force": "2026-04-01", "points_overdue": "-25", "per_late": "each", "rank_from": "5", "report_share_good": "70", "use_pressed": "on", "points_pressed": "-1",
        "hand_a_zh": "经验被上级推广", "hand_a_en": "Experience taken up above", "hand_a_points": "2",
    }  # fmt: skip
    del said["use_lowered"]
    answer = tried_and_put(client, url, said)
    made = AppraisalRule.objects.get(in_force=date(2026, 4, 1))
    assert answer["Location"] == f"/appraisals/rules/{made.pk}/"
    rules, default = read_rules(made.terms), read_rules(default_terms())
    assert rules.line("overdue").points == -25
    assert (rules.line("late").per, rules.line("late").of) == ("each", "")
    assert rules.line("pressed").counts == "pressed"
    assert rules.line("hand_1").names.zh == "经验被上级推广"
    assert rules.line("lowered") is None
    same = {line.code for line in default.lines} - {"overdue", "late", "lowered"}
    assert all(rules.line(code) == default.line(code) for code in same)
    assert (rules.rank_from, default.rank_from) == (5, 3)
    assert rules.grade("good").needs == {"report_share": 70}
    assert [one for one in rules.grades if one.code != "good"] == [
        one for one in default.grades if one.code != "good"
    ]
    assert rules.doublings == default.doublings


def test_unsound_rules_are_told_by_the_form(ground):
    client, url = ground.client("supervisor"), "/appraisals/rules/new/"
    said = filled(client, url) | {"in_force": "2026-04-01", "points_overdue": "many"}
    page = client.post(url, said, headers=ZH).content.decode()
    assert "“到期未办结 · points”" in page
    assert AppraisalRule.objects.count() == 1
    tried_and_put(client, url, said | {"points_overdue": "-20", "in_force": "2026-03-10"})
    assert AppraisalRule.objects.count() == 1


def test_the_first_rules_come_from_the_default(district):
    client, url = district.client("supervisor"), "/appraisals/rules/new/"
    tried_and_put(client, url, filled(client, url) | {"in_force": "2026-01-01"})
    assert read_rules(AppraisalRule.objects.get().terms) == read_rules(default_terms())


def test_groups_on_pages(ground):
    client = ground.client("supervisor")
    said = {
        "year": 2026,
        "name": "综合部门",
        "offices": [ground.offices[one].pk for one in ("审计局", "信息中心")],
    }
    assert client.post("/appraisals/groups/new/", said)["Location"] == "/appraisals/groups/?year=2026"
    group = Group.objects.get(name="综合部门")
    client.post(f"/appraisals/groups/{group.pk}/", said | {"name": "监督部门"})
    assert "监督部门" in ground.client("head").get("/appraisals/groups/").content.decode()
    client.post(f"/appraisals/groups/{group.pk}/remove/")
    assert not Group.objects.filter(name__in=("综合部门", "监督部门")).exists()
    assert (
        ground.client("head").post(f"/appraisals/groups/{Group.objects.get().pk}/remove/").status_code == 403
    )


def test_the_rules_are_open_to_those_who_are_scored(ground):
    pk = AppraisalRule.objects.get().pk
    words = ground.client("officer").get(f"/appraisals/rules/{pk}/", headers=ZH).content.decode()
    assert "盘锦2021" in words
    assert "只承担督查事项的单位扣分加倍" in words
    assert ground.client("officer").get("/appraisals/rules/", headers=EN).status_code == 200


def test_proposals_are_for_the_supervision_office_and_leaders(ground, published):
    url = f"/appraisals/{published.pk}/"
    assert "奖惩建议" in ground.client("leader").get(url, headers=ZH).content.decode()
    assert "奖惩建议" not in ground.client("head2").get(url, headers=ZH).content.decode()


@pytest.mark.parametrize("key", ["supervisor", "head"])
def test_pages_take_few_queries(ground, published, key, django_assert_max_num_queries):
    score = own(published, ground)
    rule, group = AppraisalRule.objects.get(), Group.objects.get()
    client = ground.client(key)
    urls = ["", f"{published.pk}/", f"scores/{score.pk}/", "rules/", f"rules/{rule.pk}/", "groups/"]
    if key == "supervisor":
        urls += ["new/", f"{published.pk}/give/", "rules/new/", f"groups/{group.pk}/"]
    else:
        urls += [f"scores/{score.pk}/object/"]
    for url in urls:
        with django_assert_max_num_queries(15):
            assert client.get(f"/appraisals/{url}").status_code == 200


def test_pages_hold_no_inline_style_and_say_no_python(ground, published):
    client = ground.client("supervisor")
    for url in (
        "",
        f"{published.pk}/",
        f"scores/{own(published, ground).pk}/",
        "rules/new/",
        "groups/new/",
        "new/",
    ):
        words = client.get(f"/appraisals/{url}").content.decode()
        assert " style=" not in words
        assert "None" not in words
