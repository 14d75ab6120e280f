"""Addresses, file names and titles that say which page of which set a copy is."""

import pytest

from luoshi.vocabulary.page_numbers import address_in, page_in_words, page_number


@pytest.mark.parametrize(
    ("address", "of", "number"),
    [
        ("http://www.example.cn/bg/5905.html", "http://www.example.cn/bg/5905", None),
        ("http://www.example.cn/bg/5905_2.html", "http://www.example.cn/bg/5905", 2),
        ("/bg/5905-3.htm", "/bg/5905", 3),
        ("index.html", "/index", None),
        ("index_1.html", "/index", 1),
        ("show.php?id=5905&page=3", "/show?id=5905", 3),
        ("show.php?page=3&id=5905", "/show?id=5905", 3),
        ("青川区2026报告第3页.txt", "/青川区2026报告", 3),
        ("青川区2026（2）.txt", "/青川区2026", 2),
        ("report (12).html", "/report", 12),
        ("青川区-2026-p3.txt", "/青川区-2026", 3),
        ("page10.html", "/", 10),
        ("03.txt", "/", 3),
        ("青川区政府工作报告2.txt", "/青川区政府工作报告", 2),
        # a year, a day or a long number is no page
        ("青川区2026.txt", "/青川区2026", None),
        ("青川区-2026.txt", "/青川区-2026", None),
        ("t20260120_5905123.html", "/t20260120_5905123", None),
        ("report.txt", "/report", None),
        ("5905.html", "/5905", None),
    ],
)
def test_an_address(address: str, of: str, number: int | None) -> None:
    found = page_number(address)
    assert (found.set, found.number) == (of, number)


def test_the_address_line_of_a_copy() -> None:
    assert address_in("……\n本文地址:/bg/huabei/5905_3.html\n网站地图") == "/bg/huabei/5905_3.html"
    assert (
        address_in("本文链接：https://www.example.cn/bg/5905.html") == "https://www.example.cn/bg/5905.html"
    )
    assert address_in("推进本文地址登记改革") is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("政府工作报告（第2页）", 2),
        ("第 3 页 共 9 页", 3),
        ("第十二页", 12),
        ("第2页", 2),
        ("完成第2页", 2),
        ("政府工作报告", None),
    ],
)
def test_words(line: str, number: int | None) -> None:
    assert page_in_words(line) == number
