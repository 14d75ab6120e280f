"""The gazetteer: names, codes, years, superiors."""

import pytest

from luoshi.vocabulary.places import gazetteer, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("河北省", "河北"),
        ("易县", "易县"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("恩施土家族苗族自治州", "恩施"),
        ("前郭尔罗斯蒙古族自治县", "前郭尔罗斯"),
        ("神农架林区", "神农架"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_county_that_became_a_district() -> None:
    book = gazetteer()
    assert [d.code for d in book.named("徐水县", 2010)] == ["130625"]
    assert [d.code for d in book.named("徐水区", 2020)] == ["130609"]
    assert [d.code for d in book.named("徐水县", 2016)] == ["130625"], "old habits live on for two years"
    assert book.named("徐水县", 2024) == ()
    assert [d.code for d in book.named("徐水县")] == ["130625"]


def test_superiors() -> None:
    book = gazetteer()
    (district,) = book.named("新吴区", 2023)
    assert district.level == "county"
    assert book.prefecture_of(district, 2023).name == "无锡市"  # type: ignore[union-attr]
    assert book.province_of(district).name == "江苏省"  # type: ignore[union-attr]
    (direct,) = book.named("潜江市", 2024)
    assert book.prefecture_of(direct, 2024) is None
