"""Keys of places are frozen and unique, and a government that goes on under a new name or code is one place."""

import pytest

from luoshi.vocabulary.places import gazetteer
from luoshi_web.portal.keys import atlas, key_of_name, slug_of


def test_every_division_has_one_place_and_every_key_is_one_places():
    known = list(atlas().by_key.values())
    divisions = [division for place in known for division in place.divisions]
    assert len(divisions) == len(set(divisions)) == len(gazetteer().divisions)
    assert len({place.key for place in known}) == len(known)


@pytest.mark.parametrize(
    ("code", "year", "key", "why"),
    [
        ("330181", 1998, "330109", "萧山市 is 萧山区 since 2001"),
        ("339005", 1990, "330109", "and was 339005 before"),
        ("130622", 2010, "130608", "清苑县 became a district under another code"),
        ("220702", 1993, "220781", "扶余区 went on as 扶余县 and 扶余市"),
        ("220702", 2000, "220702", "and its code is 宁江区's since"),
        ("330103", 2015, "330103", "下城区 ended in 2020: 拱墅区, which it became, stood before"),
        ("320283", 1998, "320283", "锡山市 was divided: the district that kept the name is another place"),
        ("130230", 2005, "130209", "唐海县 is 曹妃甸区 under another name and code, and nobody else is"),
        ("510221", 1990, "500115", "长寿县 went from 四川 to 重庆"),
        (
            "362301",
            1998,
            "361102",
            "the city 上饶市 is 信州区: the county of its short name is another place",
        ),
        ("362321", 1998, "361104", "which is 广信区"),
        ("500110", 2005, "500110~2010", "万盛区 is no 綦江区, which has its code: 綦江县 is"),
        ("420600", 2005, "420600", "襄樊市 is 襄阳市 since 2010 under one code"),
    ],
)
def test_a_code_leads_to_its_place(code, year, key, why):
    assert atlas().coded(code, year).key == key, why


def test_a_place_that_ended_keeps_its_last_year_and_its_superiors():
    place = atlas().by_key["330103"]
    assert place.ended == 2020
    assert atlas().above(place) == ("330100", "330000", "000000")


def test_a_district_of_beijing_has_no_city_above_it():
    assert atlas().above(atlas().by_key["110105"]) == ("110000", "000000")


def test_a_place_without_a_code_is_named_by_its_full_name():
    assert key_of_name("云岭省临河市青川区") == "z4684d6"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("萧山区", "xiaoshan"),
        ("长葛市", "changge"),
        ("六安市", "luan"),
        ("青川区", "qingchuan"),
        ("无此地区", ""),
    ],
)
def test_slugs_are_pinyin_or_nothing(name, slug):
    assert slug_of(name) == slug
