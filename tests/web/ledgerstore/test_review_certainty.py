"""Lines in the office: what an entry has of its line, which ones are doubtful, and the sure rest taken in one act after a sample."""

import json

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.certainty import SAMPLE, sample, seed_of
from luoshi_web.ledgerstore.models import Entry, Review, Revision
from luoshi_web.ledgerstore.reading import LINE, NotAReading, corrected, differing, taken_over
from luoshi_web.ledgerstore.selectors.entries import around, first_open, in_order, sure_and_open, waiting
from luoshi_web.ledgerstore.services.reshape import add_entry, split
from luoshi_web.ledgerstore.services.review import accept, correct
from luoshi_web.ledgerstore.services.together import accept_sure, drawn
from tests.web.conftest import NOW
from tests.web.review_reports import SHORT, bring_in, entry_with, long_report, reported

TASK = {
    "id": "e1", "kind": "task", "headline": False, "subject": "智慧城市运行中心", "quote": "开工建设智慧城市运行中心", "span": [0, 12],
    "line": "l1", "grade": "deliverable", "stage": None, "object": "智慧城市运行中心", "members": None, "certainty": 0.8,
}  # fmt: skip


@pytest.fixture
def who(district):
    return district.actor("supervisor")


@pytest.fixture
def report(district):
    """The certainties are set here: what the model gives changes with every model."""
    found = reported(district)
    for number, entry in enumerate(found.entries.order_by("order")):
        entry.certainty = 0.5 + number * 0.01 if number < 4 else 0.95
        entry.headline = number == 5
        entry.save()
    return found


def shown_of(report):
    return list(sure_and_open(report).values_list("pk", "version"))


def take(report, who, *, shown=None, right=None, wrong=()):
    _seed, looked_at = drawn(report, list(sure_and_open(report)))
    said = [entry.pk for entry in looked_at] if right is None else right
    return accept_sure(
        actor=who, report=report, shown=shown_of(report) if shown is None else shown, right=said, wrong=wrong, at=NOW,
    )  # fmt: skip


def refused(code, deed):
    acts, revisions = Act.objects.count(), Revision.objects.count()
    reviews = list(Entry.objects.order_by("pk").values_list("review", "version"))
    with pytest.raises(Refusal) as refusal:
        deed()
    assert refusal.value.code == code
    assert (Act.objects.count(), Revision.objects.count()) == (acts, revisions)
    assert list(Entry.objects.order_by("pk").values_list("review", "version")) == reviews
    return str(refusal.value)


def test_an_entry_keeps_what_it_has_of_its_line(district):
    report = reported(district)
    lines = {line["id"] for line in report.current.ledger["lines"]}
    for entry in report.entries.all():
        assert [getattr(entry, name) for name in LINE] == [entry.machine.get(name) for name in LINE]
        assert entry.line in lines
    task = entry_with(report, "开工建设智慧城市运行中心")
    assert (task.kind, task.grade) == ("task", "deliverable")
    assert 0 < task.certainty <= 1
    school, hospital = entry_with(report, "新建学校"), entry_with(report, "医院2所")
    assert school.grade is hospital.grade is None


def test_a_corrected_copy_brings_the_lines_of_its_own_reading(district, who):
    report = reported(district)
    kept = entry_with(report, "改造老旧小区")
    accept(actor=who, entry_id=kept.pk, at=NOW)
    Entry.objects.filter(report=report).update(certainty=0.1, line="l-old", grade=None)
    copy = bring_in(
        district, SHORT.replace("各位代表：", "各位代表、同志们："), name="更正.txt", report=report
    )
    rows = {row["id"]: row for row in copy.ledger["entries"]}
    for entry in report.entries.exclude(review=Review.LOST):
        assert [getattr(entry, name) for name in LINE] == [rows[entry.key][name] for name in LINE]
    kept.refresh_from_db()
    assert (kept.review, kept.copy) == ("accepted", copy)


def test_a_grade_is_corrected_and_goes_with_its_kind(district, who):
    report = reported(district)
    task = entry_with(report, "开工建设智慧城市运行中心")
    done = correct(actor=who, entry_id=task.pk, changes={"grade": "activity"}, at=NOW)
    assert (done.review, done.grade, done.machine["grade"]) == (
        "corrected",
        "activity",
        task.machine["grade"],
    )
    assert '"grade":["deliverable","activity"]' in Act.objects.order_by("-number").first().details
    assert corrected(TASK, {"kind": "problem"})["grade"] is None
    assert corrected(TASK, {"kind": "result", "grade": "deed"})["grade"] == "deed"
    assert corrected(TASK, {"kind": "target", "bound": "exact", "low": "3"})["grade"] is None
    with pytest.raises(NotAReading):
        corrected(TASK, {"grade": "wish"})
    assert differing(TASK, TASK | {"grade": "aim"}) == ("grade",)
    assert taken_over(TASK | {"grade": "aim"}, TASK, TASK | {"span": [4, 16]})["grade"] == "aim"
    assert taken_over(TASK | {"grade": "aim"}, TASK, TASK | {"grade": "activity"})["grade"] == "activity"


def test_a_grade_that_people_looked_at_stays_where_nothing_is_opened(district, who):
    report = reported(district)
    task = entry_with(report, "开工建设智慧城市运行中心")
    correct(actor=who, entry_id=task.pk, changes={"grade": "activity"}, at=NOW)
    bring_in(district, SHORT.replace("各位代表：", "各位代表、同志们："), name="更正.txt", report=report)
    task.refresh_from_db()
    assert (task.review, task.grade, task.reading["grade"]) == ("corrected", "activity", "activity")


def test_what_people_cut_or_add_is_a_line_by_itself_that_nobody_measured(district, who):
    report = reported(district)
    whole = entry_with(report, "开工建设智慧城市运行中心")
    parts = split(actor=who, entry_id=whole.pk, pieces=["开工建设智慧城市", "运行中心"], at=NOW)
    made = add_entry(actor=who, report=report, quote="让我们团结奋斗", kind="task", at=NOW)
    assert {part.grade for part in parts} == {"deliverable"}
    for entry in (*parts, made):
        assert (entry.line, entry.certainty, entry.members) == (None, None, None)


def test_the_least_certain_come_first_and_the_unmeasured_last(report):
    Entry.objects.filter(pk=report.entries.order_by("order")[2].pk).update(certainty=None)
    shares = [entry.certainty for entry in in_order(report.entries.all(), by_doubt=True)]
    assert shares == [0.5, 0.51, 0.53, *[0.95] * (len(shares) - 4), None]
    first = first_open(report.entries.all(), by_doubt=True)
    assert first.certainty == 0.5
    walked, entry = [], first
    while entry is not None:
        walked.append(entry.certainty)
        key = around(entry, report.entries.all(), by_doubt=True).next
        entry = Entry.objects.get(pk=key) if key else None
    assert walked == shares


def test_every_open_entry_is_doubtful_or_sure(report, who):
    counted = waiting(report)
    assert (counted.doubtful, counted.sure) == (5, report.entries.count() - 5)
    sure = list(sure_and_open(report))
    assert all(entry.certainty >= 0.9 and not entry.headline for entry in sure)
    Entry.objects.filter(pk=sure[0].pk).update(reopened_for="changed:low")
    Entry.objects.filter(pk=sure[1].pk).update(certainty=None)
    accept(actor=who, entry_id=sure[2].pk, at=NOW)
    counted = waiting(report)
    assert (counted.doubtful, counted.sure) == (7, len(sure) - 3)


def test_the_sample_is_the_same_for_everybody_and_chosen_by_nobody(district):
    keys = [f"e{n}" for n in range(300)]
    seed = seed_of(7, keys)
    assert sample(keys, seed=seed) == sample(reversed(keys), seed=seed_of(7, reversed(keys)))
    assert len(sample(keys, seed=seed)) == SAMPLE == len(set(sample(keys, seed=seed)))
    assert sample(keys, seed=seed) != sample(keys, seed=seed_of(8, keys))
    assert sample(keys, seed=seed) != sample(keys, seed=seed_of(7, keys[1:]))
    assert sample(keys[:3], seed=seed) == tuple(sorted(sample(keys[:3], seed=seed), key=sample(keys[:3], seed=seed).index))  # fmt: skip
    drawn_often = [key for n in range(200) for key in sample(keys, seed=str(n))]
    assert max(drawn_often.count(key) for key in keys) < 25


def test_the_sure_rest_is_taken_in_one_act(report, who):
    shown = shown_of(report)
    seed, looked_at = drawn(report, list(sure_and_open(report)))
    acts = Act.objects.count()
    assert take(report, who) == len(shown)
    taken = Entry.objects.filter(pk__in=dict(shown))
    assert {(e.review, e.reviewed_by_id) for e in taken} == {("accepted", who.person_id)}
    assert report.entries.filter(review="open").count() == 5
    assert Revision.objects.filter(entry__in=taken, deed="accept").count() == len(shown)
    act = Act.objects.order_by("-number").first()
    assert (Act.objects.count(), act.verb, act.object_id) == (acts + 1, "entry.accept_sure", report.pk)
    details = json.loads(act.details)
    assert (details["count"], details["seed"], details["certainty"]) == (len(shown), seed, "0.9")
    assert details["sample"] == [entry.key for entry in looked_at]
    assert sorted(sample(details["entries"], seed=seed)) == sorted(details["sample"])
    refused("none_sure", lambda: take(report, who))


def test_one_wrong_of_the_sample_refuses_the_act(report, who):
    _seed, looked_at = drawn(report, list(sure_and_open(report)))
    right = {entry.pk for entry in looked_at} - {looked_at[3].pk}
    sentence = refused("sample_wrong", lambda: take(report, who, right=right, wrong={looked_at[3].pk}))
    assert looked_at[3].quote[:20] in sentence
    refused(
        "sample_wrong",
        lambda: take(report, who, right={e.pk for e in looked_at}, wrong={looked_at[3].pk}),
    )


def test_a_sample_that_nobody_looked_at_refuses_the_act(report, who):
    _seed, looked_at = drawn(report, list(sure_and_open(report)))
    refused("sample_unseen", lambda: take(report, who, right=()))
    refused("sample_unseen", lambda: take(report, who, right={entry.pk for entry in looked_at[1:]}))


def test_only_what_was_shown_is_taken_and_all_of_it(report, who):
    shown = shown_of(report)
    doubtful = first_open(report.entries.all(), by_doubt=True)
    refused("changed_meanwhile", lambda: take(report, who, shown=shown[1:]))
    refused("changed_meanwhile", lambda: take(report, who, shown=[*shown, (doubtful.pk, doubtful.version)]))
    accept(actor=who, entry_id=shown[0][0], at=NOW)
    refused("changed_meanwhile", lambda: take(report, who, shown=shown))
    assert take(report, who) == len(shown) - 1


def test_three_hundred_sure_entries_are_taken_with_few_queries(district, who, django_assert_max_num_queries):
    report = reported(district, long_report())
    report.entries.update(certainty=0.97)
    shown = shown_of(report)
    assert len(shown) >= 300
    said = [entry.pk for entry in drawn(report, list(sure_and_open(report)))[1]]
    with django_assert_max_num_queries(20):
        assert accept_sure(actor=who, report=report, shown=shown, right=said, wrong=(), at=NOW) == len(shown)
