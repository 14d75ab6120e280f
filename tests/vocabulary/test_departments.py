"""Kinds of offices, and who should lead: the cases stand in tests/tables/departments.tsv."""

from pathlib import Path

import pytest

from luoshi.errors import VocabularyError
from luoshi.vocabulary import departments as module
from luoshi.vocabulary.departments import departments
from luoshi.vocabulary.lead import every_kind, only_names, register, suggest
from luoshi.vocabulary.tables import Row

TABLE = Path(__file__).parents[1] / "tables" / "departments.tsv"
CASES = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("quote", "indicator", "titles", "lead", "why"), CASES)
def test_a_sentence_has_one_lead_or_none(quote, indicator, titles, lead, why):
    found = suggest(
        quote=quote,
        indicator=None if indicator == "-" else indicator,
        titles=() if titles == "-" else tuple(titles.split("/")),
        offices=every_kind(),
    )
    assert (found.lead or "-") == lead, [(c.office, c.points, c.because) for c in found.ranked[:3]]


def test_the_table_is_large_enough_to_measure_by():
    assert len(CASES) >= 120
    assert {case[3] for case in CASES} >= set(departments().by_code) - {
        "towns", "archives", "industry_union",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("区发展和改革局", ("development",)),
        ("区发改委", ("development",)),
        ("发改局", ("development",)),
        ("青云区住房和城乡建设局", ("housing",)),
        ("市（区）住建局", ("housing",)),
        ("区教育体育局", ("education", "sports")),
        ("区教体局", ("education", "sports")),
        ("县文化广电和旅游局", ("culture",)),
        ("县委宣传部", ("publicity",)),
        ("区科技和工业信息化局", ("science", "industry")),
        ("区城市管理综合执法局", ("urban_management",)),
        ("区政府督查室", ("government_office",)),
        ("区人力资源社会保障局", ("human_resources",)),
        ("教育学院", ()),
        ("主要领导", ()),
        ("县医院", ()),
        ("青山镇", ()),
        ("", ()),
    ],
)
def test_an_office_is_known_by_its_name(name, kinds):
    assert departments().of_name(name) == kinds


def test_an_office_of_two_kinds_has_the_words_of_both():
    offices = register({"区教育体育局": 1, "区发改局": 2})
    assert suggest(quote="新增学位2000个", offices=offices).lead == 1
    assert suggest(quote="举办马拉松", offices=offices).lead == 1


def test_of_two_offices_of_a_kind_the_one_that_is_nothing_else_has_it():
    offices = register({"区教育体育局": 1, "区体育局": 2})
    assert offices.kinds["sports"] == 2
    assert offices.kinds["education"] == 1


def test_two_offices_alike_leave_the_kind_open():
    offices = register({"区教育局": 1, "高新区教育局": 2})
    assert "education" not in offices.kinds


def test_another_office_stands_in_where_a_place_has_none_of_a_kind():
    offices = register({"区商务局": 1, "区财政局": 2})
    assert suggest(quote="开展驻点招商", offices=offices).lead == 1
    assert suggest(quote="落实减税降费政策", offices=offices).lead == 2


def test_nobody_leads_in_the_place_of_a_kind_that_is_missing():
    offices = register({"区住建局": 1})
    found = suggest(quote="城镇新增就业8000人", indicator="urban_new_jobs", offices=offices)
    assert found.lead is None
    assert found.missing == "人力资源和社会保障"


def test_the_first_listed_leads_and_the_rest_help_in_their_order():
    offices = register({"区教体局": 1, "区发改局": 2, "区财政局": 3})
    found = suggest(quote="推进城市更新。责任单位：区发改局、区财政局、区教体局", offices=offices)
    assert (found.lead, found.helpers) == (2, (3, 1))


def test_an_office_that_is_not_known_and_listed_first_leaves_the_lead_open():
    offices = register({"区发改局": 2})
    found = suggest(quote="责任单位：区某某管理服务中心、区发改局", offices=offices)
    assert (found.lead, found.unknown) == (None, ("区某某管理服务中心",))
    assert found.helpers == (2,)


def test_the_sentence_names_whom_its_clause_does_not():
    offices = register({"区住建局": 1, "区教体局": 2})
    sentence = "改善校园周边环境，新建步道（区住建局牵头，区教体局配合）"
    found = suggest(quote="改善校园周边环境", sentence=sentence, offices=offices)
    assert (found.lead, found.helpers) == (1, (2,))


def test_every_candidate_says_why():
    found = suggest(quote="改造老旧小区20个", titles=("推进城市更新",), offices=every_kind())
    (first, *_) = found.ranked
    assert first.office == "housing"
    assert [(r.kind, r.text) for r in first.because] == [
        ("word", "老旧小区"),
        ("title", "城市更新"),
        ("word", "改造"),
    ]
    assert first.points == sum(reason.points for reason in first.because)


@pytest.mark.parametrize(
    ("quote", "alone"),
    [
        ("区发改局配合", True),
        ("由区住建局牵头", True),
        ("由区住建局牵头推进城市更新", False),
        ("推进城市更新", False),
    ],
)
def test_a_clause_that_only_names_who_is_responsible(quote, alone):
    assert only_names(quote) is alone


@pytest.mark.parametrize(
    ("table", "cells", "said"),
    [
        ("departments.tsv", ("a", "甲", "甲", "-", "-", "gdp", ""), "owner|gdp"),
        ("departments.tsv", ("development", "又一个", "又", "-", "-", "-", ""), "twice"),
        ("departments.tsv", ("b", "乙", "发改", "-", "-", "-", ""), "发改 belongs to development"),
        ("departments.tsv", ("c", "丙", "丙", "-", "nowhere", "-", ""), "unknown stand-in"),
        ("departments.tsv", ("d", "丁", "丁", "-", "-", "no_such", ""), "unknown indicator"),
        ("department_words.tsv", ("nobody", "5", "某事", ""), "unknown department"),
        ("department_words.tsv", ("finance", "7", "某事", ""), "weight"),
        ("department_words.tsv", ("finance", "0", "某事", ""), "weight"),
        ("department_words.tsv", ("finance", "5", "学位", ""), "belongs to education"),
        ("department_words.tsv", ("finance", "5", "某{事", ""), "brackets"),
    ],
)
def test_a_wrong_row_stops_the_load(monkeypatch, table, cells, said):
    real = module.read_table

    def with_one_more(name, columns):
        rows = real(name, columns)
        return (*rows, Row(name, 999, cells)) if name == table else rows

    monkeypatch.setattr(module, "read_table", with_one_more)
    with pytest.raises(VocabularyError, match=said):
        departments.__wrapped__()
