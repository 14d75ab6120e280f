"""Rules and engine of the appraisal, without a database: docs/appraisal.md."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_web.supervision.appraisal.engine import (
    Candidate,
    Case,
    OfficeFacts,
    Reason,
    appraise,
    graded,
    ranked,
    settle,
)
from luoshi_web.supervision.appraisal.kinds import CASES, MEASURES
from luoshi_web.supervision.appraisal.rules import RuleFault, default_terms, read_rules, rounded
from luoshi_web.supervision.appraisal.words import CASE_NAMES, FAULTS, MEASURE_NAMES, OF_NAMES, SENTENCES
from tests.web.supervision.appraisal_before import terms_before

TABLES = Path(__file__).parent.parent / "tables"
DEFAULT = read_rules(default_terms())
BEFORE = read_rules(terms_before())


def rows(name):
    """The rows of a table, without its remarks."""
    lines = (TABLES / f"appraisal_{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(*line.split("\t")[:-1], id=line.split("\t")[-1] or line[:40])
        for line in lines
        if line and line[0] != "#"
    ]


def plain_rules(*lines, base="100", doublings=()):
    """Rules of these lines alone, with one grade."""
    named = [{"zh": "行", "en": "line"} | line for line in lines]
    grade = {"code": "all", "zh": "全部", "en": "all"}
    return read_rules(
        {"base": base, "cap": "200", "floor": "0", "every": "month", "grace": 10, "lines": named, "grades": [grade], "doublings": list(doublings)}
    )  # fmt: skip


DOUBLED = {"code": "d", "zh": "加倍", "en": "doubled", "when": "only_supervised", "factor": "2"}


@pytest.mark.parametrize(("points", "base_share", "xs", "expected"), rows("efficacy"))
def test_efficacy(points, base_share, xs, expected):
    line = {
        "code": "e",
        "per": "efficacy",
        "counts": "done_share",
        "points": points,
        "base_share": base_share,
    }
    facts = [
        OfficeFacts(n, {"items": 1}, measures={"done_share": None if x == "-" else Decimal(x)})
        for n, x in enumerate(xs.split())
    ]
    found = appraise(plain_rules(line), facts, dict.fromkeys(range(len(facts)), 1), {})
    assert [str(one.reasons[1].points) for one in found] == expected.split()


@pytest.mark.parametrize(("points", "expected"), rows("ranks"))
def test_ranks(points, expected):
    held = {n: Decimal(x) for n, x in enumerate(points.split())}
    assert [str(rank) for rank in ranked(list(held), held).values()] == expected.split()


@pytest.mark.parametrize(("points", "rank", "size", "lines", "grade", "barred"), rows("grades"))
def test_grades(points, rank, size, lines, grade, barred):
    reasons = [Reason(code, "hand", Decimal(-1)) for code in lines.split(",") if code != "-"]
    found, reason = graded(DEFAULT, Decimal(points), int(rank), int(size), reasons)
    assert (found, reason.line if reason else "-") == (grade, barred)


def _changed(path, value):
    """The default terms with one place changed."""
    terms = copy.deepcopy(dict(default_terms()))
    *way, key = path.split(".")
    place = terms
    for step in way:
        place = next(row for row in place if row["code"] == step) if isinstance(place, list) else place[step]
    place[key] = value
    return terms


@pytest.mark.parametrize(("path", "value", "code", "where"), rows("faults"))
def test_unsound_rules_are_refused(path, value, code, where):
    with pytest.raises(RuleFault) as fault:
        read_rules(_changed(path, json.loads(value)))
    assert (fault.value.code, fault.value.where) == (code, where)
    assert code in FAULTS


@pytest.mark.parametrize("key", ["base", "cap", "floor", "every", "grace", "lines", "grades"])
def test_nothing_may_be_missing(key):
    terms = {name: value for name, value in default_terms().items() if name != key}
    with pytest.raises(RuleFault, match=f"rules.{key}"):
        read_rules(terms)


def test_terms_survive_the_database():
    assert read_rules(json.loads(json.dumps(default_terms()))) == DEFAULT


@pytest.mark.parametrize(("line", "totals", "cases", "conditions", "expected"), rows("points"))
def test_points(line, totals, cases, conditions, expected):
    code, per, counts, of, points, floor, cap = line.split()
    terms = {"code": code, "per": per, "counts": counts, "points": points}
    terms |= {key: value for key, value in (("of", of), ("floor", floor), ("cap", cap)) if value != "-"}
    happened = []
    for said in cases.split() if cases != "-" else ():
        kind, _, rest = said.partition("@")
        item, _, times = rest.partition("×")
        happened.append(Case(kind, int(item), item, int(times)))
    facts = OfficeFacts(
        1, dict(zip(("items", "ripe", "periods"), map(int, totals.split()), strict=True)), tuple(happened),
        frozenset(conditions.split()) - {"-"},
    )  # fmt: skip
    (found,) = appraise(plain_rules(terms, doublings=(DOUBLED,)), [facts], {1: 1}, {})
    assert " ; ".join(f"{reason.kind} {reason.points}" for reason in found.reasons[1:]) == expected


def test_an_office_without_items_or_group_is_not_ranked():
    facts = [
        OfficeFacts(1, {"items": 3}),
        OfficeFacts(2, {}),
        OfficeFacts(3, {"items": 3}),
        OfficeFacts(4, {"items": 4}),
        OfficeFacts(5, {"items": 2}),
    ]
    found = {one.office: one for one in appraise(DEFAULT, facts, {1: 7, 2: 7, 4: 7, 5: 7}, {})}
    assert [found[office].rank for office in (1, 2, 3, 4, 5)] == [1, None, None, 1, None]
    assert [found[office].grade for office in (2, 3, 5)] == ["", "", ""]
    assert [found[office].reasons[-1].kind for office in (2, 3, 5)] == ["no_items", "no_group", "too_few"]
    before = {one.office: one for one in appraise(BEFORE, facts, {1: 7, 2: 7, 4: 7, 5: 7}, {})}
    assert before[5].rank == 1


def test_groups_are_measured_and_ranked_apart():
    def facts(office, share):
        return OfficeFacts(office, {"items": 1}, measures={"schedule_share": Decimal(share)})

    found = appraise(
        BEFORE, [facts(1, 100), facts(2, 50), facts(3, 40), facts(4, 20)], {1: 1, 2: 1, 3: 2, 4: 2}, {}
    )
    assert [one.rank for one in found] == [1, 2, 1, 2]
    assert [str(one.points) for one in found] == ["100.00", "92.00", "100.00", "92.00"]


def test_points_by_hand_are_capped_like_others():
    given = [Reason("praise_county", "hand", Decimal("3.00"), None, {"words": str(n)}) for n in range(3)]
    (found,) = appraise(DEFAULT, [OfficeFacts(1, {"items": 3})], {1: 1}, {1: given})
    assert [(r.kind, str(r.points)) for r in found.reasons if r.line == "praise_county"] == [
        ("hand", "3.00"), ("hand", "3.00"), ("hand", "3.00"), ("cap", "-3.00"),
    ]  # fmt: skip


def test_rules_of_before_give_what_they_gave():
    """A case worked by hand when they were the default."""
    first = OfficeFacts(
        1, {"items": 8, "ripe": 4, "periods": 40},
        (
            *(Case("done_on_time", n, f"T-{n}") for n in (1, 2)), Case("done_late", 3, "T-3"), Case("overdue", 4, "T-4"),
            Case("missing_update", 4, "T-4", 3), Case("red", 4, "T-4"), Case("unfit", 3, "T-3"),
        ),
        measures={"schedule_share": Decimal("87.50")},
    )  # fmt: skip
    second = OfficeFacts(
        2,
        {"items": 2, "ripe": 1, "periods": 10},
        (Case("done_on_time", 9, "T-9"),),
        measures={"schedule_share": Decimal(100)},
    )
    third = OfficeFacts(3, {"items": 4, "periods": 20}, (), measures={"schedule_share": Decimal(75)})
    fourth = OfficeFacts(
        4, {"items": 4, "ripe": 1, "periods": 20}, (Case("overdue", 20, "D-20"),), frozenset({"only_supervised"}),
        {"schedule_share": Decimal(75)},
    )  # fmt: skip
    praise = {3: [Reason("praise_county", "hand", Decimal("3.00"), None, {"words": "x"})]}
    found = appraise(BEFORE, [first, second, third, fourth], dict.fromkeys((1, 2, 3, 4), 1), praise)
    assert [str(one.points) for one in found] == ["89.50", "102.50", "95.00", "82.00"]
    assert [one.rank for one in found] == [3, 1, 2, 4]
    assert [one.grade for one in found] == ["good", "excellent", "good", "good"]


def measured(office, items, periods, ripe, cases=(), conditions=(), **parts):
    """Facts of an office by the numbers of its rates: ``kept_share=("6", 8)``."""
    counted = {name: (Decimal(part), whole) for name, (part, whole) in parts.items()}
    return OfficeFacts(
        office, {"items": items, "ripe": ripe, "periods": periods}, tuple(cases), frozenset(conditions),
        {name: rounded(part * 100 / whole) if whole else None for name, (part, whole) in counted.items()}, counted,
    )  # fmt: skip


def test_the_case_of_the_docs():
    """docs/appraisal.md works this case by hand."""
    a = measured(
        1, 8, 40, 4,
        (
            *(Case("done_on_time", n, f"T-{n}") for n in (1, 2)), Case("done_late", 3, "T-3"), Case("overdue", 4, "T-4"),
            Case("missing_update", 4, "T-4", 3), Case("red", 4, "T-4"), Case("unfit", 3, "T-3"), Case("signed_late", 4, "T-4"),
        ),
        kept_share=(6, 8), report_share=(37, 40), signed_share=(7, 8), on_time_share=(2, 4),
    )  # fmt: skip
    b = measured(
        2, 3, 30, 1, (Case("done_on_time", 9, "T-9"),),
        kept_share=(3, 3), report_share=(30, 30), signed_share=(3, 3), on_time_share=(1, 1),
    )  # fmt: skip
    c = measured(
        3, 4, 20, 0, kept_share=(3, 4), report_share=(20, 20), signed_share=(4, 4), on_time_share=(0, 0)
    )
    d = measured(
        4, 4, 20, 1, (Case("overdue", 20, "D-20"), Case("missing_update", 20, "D-20", 20)), {"only_supervised"},
        kept_share=(0, 4), report_share=(0, 20), signed_share=(0, 4), on_time_share=(0, 1),
    )  # fmt: skip
    e = measured(
        5, 2, 20, 0, kept_share=(2, 2), report_share=(20, 20), signed_share=(2, 2), on_time_share=(0, 0)
    )
    praise = {3: [Reason("praise_county", "hand", Decimal("3.00"), None, {"words": "x"})]}
    found = appraise(DEFAULT, [a, b, c, d, e], dict.fromkeys((1, 2, 3, 4, 5), 1), praise)
    assert [str(one.points) for one in found] == ["75.38", "100.00", "94.25", "0.00", "100.00"]
    assert [one.rank for one in found] == [3, 1, 2, 4, None]
    assert [one.grade for one in found] == ["fair", "excellent", "good", "poor", ""]
    page = (Path(__file__).parents[3] / "docs" / "appraisal.md").read_text(encoding="utf-8")
    row = " | ".join(f"**{one.points}**" for one in found)
    assert f"| **points** | {row} |" in page


@pytest.mark.parametrize(
    ("reported", "grade", "kind"),
    [("100", "excellent", None), ("90", "excellent", None), ("89.99", "good", "wanting"), ("59.99", "fair", "wanting"), (None, "excellent", None)],
)  # fmt: skip
def test_points_do_not_make_up_for_silence(reported, grade, kind):
    measures = {"report_share": None if reported is None else Decimal(reported), "kept_share": Decimal(100)}
    found, why = graded(DEFAULT, Decimal(110), 1, 10, (), measures)
    assert (found, why.kind if why else None) == (grade, kind)
    if why:
        assert (why.inputs["grade"], why.inputs["least"]) == ("excellent", "90")


def test_a_rate_says_its_two_numbers():
    line = {"code": "r", "per": "rate", "counts": "kept_share", "points": "30"}
    facts = measured(1, 8, 0, 0, kept_share=("6.5", 8))
    (found,) = appraise(plain_rules(line), [facts], {1: 1}, {})
    reason = found.reasons[1]
    assert (reason.kind, str(reason.points)) == ("rate", "24.38")  # 81.25 % of 30 = 24.375
    assert (reason.inputs["part"], reason.inputs["whole"], reason.inputs["x"]) == ("6.5", "8", "81.25")


@pytest.mark.parametrize(("without", "points"), [("full", "30.00"), ("base", "18.00"), ("none", "0.00")])
def test_a_rate_of_nothing_gives_what_its_rule_says(without, points):
    line = {"code": "r", "per": "rate", "counts": "kept_share", "points": "30", "without": without}
    (found,) = appraise(plain_rules(line), [measured(1, 8, 0, 0, kept_share=(0, 0))], {1: 1}, {})
    assert [(reason.kind, str(reason.points)) for reason in found.reasons[1:]] == [("unmeasured", points)]


CASE = st.builds(
    Case,
    st.sampled_from(list(CASES)),
    st.integers(1, 6),
    st.sampled_from(["a", "b"]),
    st.integers(1, 4),
    st.just({}),
)
FACTS = st.builds(
    lambda office, items, periods, cases, conditions, share: OfficeFacts(
        office, {"items": items, "ripe": items, "periods": periods}, tuple(cases), frozenset(conditions),
        {"schedule_share": share},
    ),
    st.integers(1, 9), st.integers(0, 6), st.integers(0, 30), st.lists(CASE, max_size=8), st.sets(st.just("only_supervised")),
    st.none() | st.decimals(0, 100, places=2),
)  # fmt: skip
HAND = st.dictionaries(
    st.integers(1, 9),
    st.lists(
        st.builds(
            lambda line, points: Reason(line, "hand", rounded(points), None, {"words": line}),
            st.sampled_from(["praise_city", "criticism", "absent"]), st.decimals(-9, 9, places=2),
        ),
        max_size=3,
    ),
)  # fmt: skip
OFFICES = st.lists(FACTS, max_size=6, unique_by=lambda one: one.office)


@settings(max_examples=120)
@given(OFFICES, st.dictionaries(st.integers(1, 9), st.integers(1, 2)), HAND, st.randoms())
def test_points_are_the_sum_of_their_lines_whatever_the_order(facts, groups, hand, chance):
    found = appraise(DEFAULT, facts, groups, hand)
    for one in found:
        assert sum(reason.points for reason in one.reasons) == one.points
        assert DEFAULT.floor <= one.points <= DEFAULT.cap
        assert all(reason.kind in SENTENCES for reason in one.reasons)
        assert (one.rank is None) == (one.grade == "")
    mixed = [
        OfficeFacts(
            one.office,
            one.totals,
            tuple(chance.sample(one.cases, len(one.cases))),
            one.conditions,
            one.measures,
        )
        for one in chance.sample(facts, len(facts))
    ]
    assert appraise(DEFAULT, mixed, groups, hand) == found


@settings(max_examples=80)
@given(OFFICES, st.dictionaries(st.integers(1, 9), st.integers(1, 2)), HAND)
def test_settling_again_changes_nothing(facts, groups, hand):
    found = appraise(DEFAULT, facts, groups, hand)
    known = {one.office: one for one in facts}
    again = settle(
        DEFAULT,
        [
            Candidate(
                one.office, one.group, one.reasons, known[one.office].items, known[one.office].conditions
            )
            for one in found
        ],
    )
    assert again == found


@settings(max_examples=80)
@given(OFFICES)
def test_who_has_more_points_in_a_group_never_ranks_below(facts):
    found = appraise(DEFAULT, facts, {office: office % 2 for office in range(1, 10)}, {})
    for one in found:
        for other in found:
            if one.group == other.group and one.rank and other.rank:
                assert (one.points > other.points) == (one.rank < other.rank)


def test_everything_that_can_be_counted_has_words():
    assert set(CASES) == set(CASE_NAMES)
    assert set(CASES) <= set(SENTENCES)
    assert set(MEASURES) == set(MEASURE_NAMES)
    assert {of for allowed in CASES.values() for of in allowed} == set(OF_NAMES)
