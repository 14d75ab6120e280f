"""Late patterns: what they find is what compiled ones find, and all of them can be compiled."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import luoshi
from luoshi.text.late import Late, late

METHODS = [
    ("search", "增长5%"), ("match", "5%"), ("fullmatch", "5"), ("findall", "5、6"), ("split", "甲5乙"), ("sub", "甲5乙"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "text"), METHODS)
def test_the_first_use_and_the_second_find_what_a_compiled_pattern_finds(method: str, text: str) -> None:
    compiled, pattern = re.compile(r"(\d)(?P<unit>%)?"), late(r"(\d)(?P<unit>%)?")
    words = ("六", text) if method == "sub" else (text,)
    expected = getattr(compiled, method)(*words)
    for _ in range(2):
        found = getattr(pattern, method)(*words)
        if isinstance(expected, re.Match):
            assert (found.span(), found.groups(), found["unit"]) == (
                expected.span(),
                expected.groups(),
                expected["unit"],
            )
        else:
            assert found == expected
    assert [m.span() for m in pattern.finditer("5、6")] == [(0, 1), (2, 3)]
    assert pattern.pattern == compiled.pattern


def test_nothing_is_compiled_before_the_first_use() -> None:
    pattern = late("(")
    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.search("")


def test_flags_are_kept() -> None:
    assert late("pm2", re.I).search("PM2.5")


def test_every_late_pattern_of_the_library_is_one() -> None:
    found = {}
    for module in walk_packages(luoshi.__path__, "luoshi."):
        if "engines" in module.name or module.name.startswith("luoshi.corpus"):
            continue  # they need extras
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Late):
                found[f"{module.name}.{name}"] = value
    for value in found.values():
        re.compile(value.pattern, value.flags)
    from luoshi.statements.nouns import counted

    assert sum(type(v).__module__ == "luoshi.text.late" for v in vars(counted).values()) > 10
