"""Scoring, publishing, objecting, deciding by others, the corrected result; what is refused leaves no trace."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.appraisal.rules import RuleFault, default_terms
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Group, Score, ScoreLine
from luoshi_web.supervision.selectors.appraisals import differences, recused, table
from luoshi_web.supervision.services import appraisals as act
from luoshi_web.supervision.services import objections
from luoshi_web.supervision.services.appraisal_rules import put_in_force, remove_group, save_group
from tests.web.supervision.appraisal_before import terms_before

BEGINS, ENDS = date(2026, 1, 1), date(2026, 6, 30)
AT = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def ground(district, make_item):
    """Rules in force, one group of three, items of two of them."""
    AppraisalRule.objects.create(name="考评办法", in_force=date(2026, 1, 1), terms=terms_before())
    group = Group.objects.create(year=2026, name="经济部门")
    group.offices.set([district.offices[name] for name in ("发改局", "住建局", "教体局")])
    for n in range(4):
        make_item(
            assigned_at=datetime(2026, 6, 2, tzinfo=UTC),
            due=date(2026, 6, 20) if n == 0 else date(2026, 12, 31),
        )
    make_item(lead="head2", assigned_at=datetime(2026, 6, 2, tzinfo=UTC))
    return district


@pytest.fixture
def opened(ground):
    return act.open_appraisal(
        actor=ground.actor("supervisor"), name="上半年考评", year=2026, begins=BEGINS, ends=ENDS, at=AT
    )


@pytest.fixture
def published(ground, opened):
    return act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)


def score_of(appraisal, district, office="发改局"):
    return Score.objects.get(appraisal=appraisal, office=district.offices[office])


def refused(code, call, **values):
    before = Act.objects.count()
    with pytest.raises(Refusal) as refusal:
        call(**values)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert Act.objects.count() == before


def sums(appraisal):
    return all(
        score.points == sum(line.points for line in score.lines.all())
        for score in appraisal.scores.prefetch_related("lines")
    )


def test_scoring_writes_every_office_of_a_group_and_one_act(ground, opened):
    first = score_of(opened, ground)
    assert first.points == Decimal("95.00")
    assert (first.rank, first.grade) == (2, "good")
    assert score_of(opened, ground, "住建局").rank == 1
    assert score_of(opened, ground, "教体局").rank is None
    assert sums(opened)
    assert [line.kind for line in first.lines.all()] == ["base", "tied", "share"]
    assert Act.objects.get().verb == "appraisal.open"


def test_a_preview_writes_nothing(ground):
    found = act.preview(year=2026, begins=BEGINS, ends=ENDS, at=AT)
    assert len(found.standings) == 3
    assert not Appraisal.objects.exists()
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("window_not_over", {"at": datetime(2026, 6, 30, 10, tzinfo=UTC)}),
        ("window_reversed", {"begins": date(2026, 7, 1)}),
        ("no_rule", {"begins": date(2025, 1, 1), "ends": date(2025, 12, 31)}),
        ("no_groups", {"year": 2025}),
        ("appraisal_exists", {"name": "有了"}),
    ],
)
def test_scoring_is_refused(ground, code, changed):
    if code == "appraisal_exists":
        act.open_appraisal(
            actor=ground.actor("supervisor"), name="有了", year=2026, begins=BEGINS, ends=ENDS, at=AT
        )
    values = {
        "actor": ground.actor("supervisor"),
        "name": "上半年",
        "year": 2026,
        "begins": BEGINS,
        "ends": ENDS,
        "at": AT,
    }
    refused(code, act.open_appraisal, **values | changed)


def give(
    ground,
    appraisal,
    line="criticism",
    words="区长批示〔2026〕3号",
    office="发改局",
    who="supervisor",
    **more,
):
    act.give_by_hand(
        actor=ground.actor(who), appraisal_id=appraisal.pk, office_id=ground.offices[office].pk, line=line, words=words, at=AT, **more
    )  # fmt: skip


def test_points_by_hand_have_an_author_and_change_the_ranks(ground, opened):
    give(ground, opened, "praise_city")
    give(ground, opened, "praise_city", "市长批示〔2026〕4号")
    give(ground, opened, "praise_city", "市长批示〔2026〕5号", who="supervisor2")
    score = score_of(opened, ground)
    assert score.points == Decimal("105.00")
    assert score.rank == 1
    lines = list(score.lines.filter(rule="praise_city"))
    assert [(line.kind, line.points) for line in lines] == [
        ("hand", 5),
        ("hand", 5),
        ("hand", 5),
        ("cap", -5),
    ]
    assert [line.by_id for line in lines[:3]] == [
        ground.people[key].pk for key in ("supervisor", "supervisor", "supervisor2")
    ]
    assert sums(opened)
    act.take_back(actor=ground.actor("supervisor"), line_id=lines[0].pk, at=AT)
    assert score_of(opened, ground).points == Decimal("105.00")
    assert not score.lines.filter(kind="cap").exists()


def test_the_same_words_for_two_offices_keep_their_authors(ground, opened):
    give(ground, opened)
    give(ground, opened, office="住建局", who="supervisor2")
    act.score_again(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    authors = {
        line.score.office_id: line.by_id
        for line in ScoreLine.objects.filter(kind="hand").select_related("score")
    }
    assert authors == {
        ground.offices["发改局"].pk: ground.people["supervisor"].pk,
        ground.offices["住建局"].pk: ground.people["supervisor2"].pk,
    }


def test_scored_again_it_knows_what_happened_since_and_keeps_points_by_hand(ground, opened, make_item):
    give(ground, opened, "absent")
    make_item(lead="head2", due=date(2026, 6, 1), assigned_at=datetime(2026, 6, 2, tzinfo=UTC))
    act.score_again(actor=ground.actor("supervisor2"), appraisal_id=opened.pk, at=AT + timedelta(days=1))
    assert score_of(opened, ground).points == Decimal("94.00")
    assert score_of(opened, ground, "住建局").points == Decimal("90.00")
    opened.refresh_from_db()
    assert opened.scored_by == ground.people["supervisor2"]
    assert sums(opened)


def test_criticism_bars_from_the_best_grade(ground, opened):
    give(ground, opened, office="住建局")
    score = score_of(opened, ground, "住建局")
    assert (score.rank, score.grade) == (1, "good")
    assert score.lines.get(kind="barred").points == 0


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("no_such_line", {"line": "overdue"}),
        ("no_such_line", {"line": "nothing"}),
        ("words_wanted", {"words": "  "}),
        ("no_score", {"office": "审计局"}),
    ],
)
def test_points_by_hand_are_refused(ground, opened, code, changed):
    refused(code, give, ground=ground, appraisal=opened, **changed)


def test_points_by_hand_name_an_item_of_the_office(ground, opened, make_item):
    other, own = make_item(lead="head2"), make_item()
    refused("not_of_office", give, ground=ground, appraisal=opened, item_id=other.pk)
    give(ground, opened, item_id=own.pk)
    assert ScoreLine.objects.get(kind="hand").item == own


def test_what_is_published_changes_no_more(ground, published):
    assert published.object_until == date(2026, 8, 14)
    refused("appraisal_is_published", give, ground=ground, appraisal=published)
    refused(
        "appraisal_is_published",
        act.publish,
        actor=ground.actor("supervisor"),
        appraisal_id=published.pk,
        at=AT,
    )
    refused(
        "appraisal_is_published",
        act.score_again,
        actor=ground.actor("supervisor"),
        appraisal_id=published.pk,
        at=AT,
    )


def test_one_opened_in_error_is_discarded_and_the_log_keeps_it(ground, opened):
    act.discard(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    assert not Appraisal.objects.exists()
    assert not ScoreLine.objects.exists()
    assert Act.objects.order_by("-number").first().object_name == "2026 上半年考评"


def test_a_published_one_is_not_discarded(ground, published):
    refused(
        "appraisal_is_published",
        act.discard,
        actor=ground.actor("supervisor"),
        appraisal_id=published.pk,
        at=AT,
    )


def test_whose_scoring_was_replaced_is_recused_too(ground, opened):
    act.score_again(actor=ground.actor("supervisor2"), appraisal_id=opened.pk, at=AT)
    act.publish(actor=ground.actor("supervisor2"), appraisal_id=opened.pk, at=AT)
    objection = object_to(ground, opened)
    refused("recused", decide, ground=ground, objection=objection, who="supervisor")


def object_to(
    ground, appraisal, kind="share", who="head", at=AT, office="发改局", reason="该事项已按期办结，有验收单"
):
    score = score_of(appraisal, ground, office)
    line = score.lines.get(kind=kind).pk if kind else None
    return objections.raise_objection(
        actor=ground.actor(who), score_id=score.pk, line_id=line, reason=reason, at=at
    )


def decide(ground, objection, decision="upheld", points="0", who="supervisor2", answer="已核实", at=AT):
    return objections.decide(
        actor=ground.actor(who), objection_id=objection.pk, decision=decision, points=Decimal(points) if points else None, answer=answer, at=at
    )  # fmt: skip


def test_an_objection_runs_thirty_days_each_way(ground, published):
    last = datetime(2026, 8, 14, 15, 59, tzinfo=UTC)
    objection = object_to(ground, published, at=last)
    assert objection.decide_until == date(2026, 9, 14)  # the thirtieth day, 13 September, is a Sunday
    refused(
        "objection_too_late",
        object_to,
        ground=ground,
        appraisal=published,
        kind="tied",
        at=last + timedelta(minutes=1),
    )


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("not_yours", {"who": "officer"}),
        ("not_yours", {"who": "head2"}),
        ("words_wanted", {"reason": " "}),
    ],
)
def test_objections_are_refused(ground, published, code, changed):
    refused(code, object_to, ground=ground, appraisal=published, **changed)


def test_one_objection_a_line_and_none_before_publishing(ground, opened):
    refused("appraisal_not_published", object_to, ground=ground, appraisal=opened)
    act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    object_to(ground, opened)
    object_to(ground, opened, kind=None)
    refused("already_objected", object_to, ground=ground, appraisal=opened)
    refused("already_objected", object_to, ground=ground, appraisal=opened, kind=None)


def test_what_follows_by_rule_is_not_objected_to(ground, opened):
    for n in range(3):
        give(ground, opened, "praise_city", f"批示{n}")
    act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    refused("derived_line", object_to, ground=ground, appraisal=opened, kind="cap")


def test_whoever_scored_published_or_gave_points_is_recused(ground, opened):
    give(ground, opened, who="supervisor2")
    act.publish(actor=ground.actor("leader"), appraisal_id=opened.pk, at=AT)
    opened.refresh_from_db()
    objection = object_to(ground, opened)
    assert recused(opened) == {ground.people[key].pk for key in ("supervisor", "supervisor2", "leader")}
    for key in ("supervisor", "supervisor2", "leader"):
        refused("recused", decide, ground=ground, objection=objection, who=key)
    assert decide(ground, objection, who="leader2").decision == "upheld"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("not_yours", {"who": "head"}),
        ("not_yours", {"who": "auditor"}),
        ("points_wanted", {"points": None}),
        ("points_unchanged", {"points": "-5.00"}),
        ("words_wanted", {"answer": ""}),
        ("decided_already", {"decision": "open"}),
    ],
)
def test_decisions_are_refused(ground, published, code, changed):
    objection = object_to(ground, published)
    refused(code, decide, ground=ground, objection=objection, **changed)
    objection.refresh_from_db()
    assert objection.decision == "open"


def test_a_decision_is_made_once_and_late_ones_count(ground, published):
    objection = object_to(ground, published)
    decide(ground, objection, decision="rejected", points="3", at=AT + timedelta(days=60))
    objection.refresh_from_db()
    assert objection.points is None
    refused("decided_already", decide, ground=ground, objection=objection)


AFTER = datetime(2026, 8, 17, 2, 0, tzinfo=UTC)


def test_the_corrected_result_takes_the_place_of_the_old_one(ground, published):
    decide(ground, object_to(ground, published), decision="partly", points="-2.50")
    decide(ground, object_to(ground, published, kind=None), points="1.25")
    new = objections.correct(actor=ground.actor("supervisor"), appraisal_id=published.pk, at=AFTER)
    published.refresh_from_db()
    assert (published.state, new.state, new.edition) == ("superseded", "published", 2)
    assert new.supersedes == published
    old, score = score_of(published, ground), score_of(new, ground)
    assert (old.points, score.points) == (Decimal("95.00"), Decimal("98.75"))
    line = score.lines.get(kind="share")
    assert line.points == Decimal("-2.50")
    assert line.inputs["corrected_from"] == "-5.00"
    assert score.lines.get(kind="objection").by == ground.people["supervisor2"]
    assert sums(new)
    (changed,) = differences(new)
    assert (changed.points_before, changed.points) == (old.points, score.points)
    assert Act.objects.order_by("-number").first().verb == "appraisal.correct"
    refused("objection_not_allowed", object_to, ground=ground, appraisal=new)
    refused("appraisal_not_published", object_to, ground=ground, appraisal=published)


def test_ranks_follow_a_correction(ground, published):
    decide(ground, object_to(ground, published, kind=None), points="20")
    new = objections.correct(actor=ground.actor("supervisor"), appraisal_id=published.pk, at=AFTER)
    assert [score_of(new, ground, name).rank for name in ("发改局", "住建局")] == [1, 2]
    assert {one.office.short_name for one in differences(new)} == {"发改局", "住建局"}


def test_caps_hold_in_a_corrected_result(ground, opened):
    give(ground, opened, "praise_city", "甲")
    give(ground, opened, "praise_city", "乙")
    act.publish(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AT)
    score = score_of(opened, ground)
    line = score.lines.filter(rule="praise_city").first()
    objection = objections.raise_objection(
        actor=ground.actor("head"), score_id=score.pk, line_id=line.pk, reason="系省级批示", at=AT
    )
    decide(ground, objection, points="8")
    new = score_of(
        objections.correct(actor=ground.actor("supervisor"), appraisal_id=opened.pk, at=AFTER), ground
    )
    assert new.lines.get(kind="cap").points == Decimal("-3.00")
    assert new.points == score.points


def test_a_correction_waits_for_all_objections(ground, published):
    call = {"actor": ground.actor("supervisor"), "appraisal_id": published.pk}
    refused("objections_run", objections.correct, **call, at=AT)
    refused("nothing_to_correct", objections.correct, **call, at=AFTER)
    objection = object_to(ground, published)
    refused("objections_open", objections.correct, **call, at=AFTER)
    decide(ground, objection, decision="rejected", points=None)
    refused("nothing_to_correct", objections.correct, **call, at=AFTER)


def test_places_gained_since_the_appraisal_before(ground, published):
    give_up = Appraisal.objects.create(
        name="一季度", year=2026, begins=BEGINS, ends=date(2026, 3, 31), rule=published.rule, state="published",
        scored_by=ground.people["supervisor"], scored_at=AT,
    )  # fmt: skip
    group = Group.objects.get()
    for rank, office in enumerate(("发改局", "教体局", "住建局"), start=1):
        Score.objects.create(
            appraisal=give_up, office=ground.offices[office], group=group, points=90 - rank, rank=rank
        )
    rows = {row.score.office.short_name: row.moved for _, found in table(published) for row in found}
    assert rows == {"住建局": 2, "发改局": -1, "教体局": None}


def put(ground, in_force, **more):
    values = {"name": "新办法", "terms": default_terms(), "source": ""} | more
    return put_in_force(actor=ground.actor("supervisor"), in_force=in_force, at=AT, **values)


def test_rules_come_from_tomorrow_on_and_old_ones_stay(ground, opened):
    refused("rule_from_future", put, ground=ground, in_force=date(2026, 7, 15))
    made = put(ground, date(2026, 7, 16))
    refused("rule_that_day", put, ground=ground, in_force=date(2026, 7, 16))
    opened.refresh_from_db()
    assert opened.rule != made
    with pytest.raises(RuleFault):
        put(ground, date(2026, 7, 20), terms={**default_terms(), "base": "x"})


def test_the_first_rules_may_begin_on_any_day(district):
    assert put(district, date(2026, 1, 1)).in_force == date(2026, 1, 1)


def grouped(district, name, *offices, group_id=None):
    return save_group(
        actor=district.actor("supervisor"), year=2026, name=name, offices=[district.offices[one] for one in offices], group_id=group_id, at=AT
    )  # fmt: skip


def test_groups_have_two_offices_or_more_and_no_office_is_in_two(district):
    with pytest.raises(Refusal) as alone:
        grouped(district, "甲组", "发改局")
    assert alone.value.code == "group_of_one"
    first = grouped(district, "甲组", "发改局", "住建局")
    with pytest.raises(Refusal) as twice:
        grouped(district, "乙组", "住建局", "教体局")
    assert twice.value.code == "in_another_group"
    with pytest.raises(Refusal) as named:
        grouped(district, "甲组", "审计局", "教体局")
    assert named.value.code == "name_taken"
    assert grouped(district, "甲组", "发改局", "教体局", group_id=first.pk).offices.count() == 2
    grouped(district, "乙组", "住建局", "审计局")
    assert Act.objects.count() == 3


def test_a_group_in_which_somebody_was_ranked_stays(ground, opened):
    refused(
        "group_is_used",
        remove_group,
        actor=ground.actor("supervisor"),
        group_id=Group.objects.get().pk,
        at=AT,
    )
    free = grouped(ground, "空组", "审计局", "信息中心")
    remove_group(actor=ground.actor("supervisor"), group_id=free.pk, at=AT)
    assert Group.objects.count() == 1
