"""No page needs a newer browser than two years: what style sheets and scripts use stands in a list with the month from which all browsers had it.

The list is closed: what is used for the first time fails until somebody has looked up since when Chrome, Edge, Firefox and Safari have it.
"""

import csv
import re
from pathlib import Path

import pytest

from tests.web.test_words import HERE

ROWS = Path(__file__).parent / "tables/browsers.tsv"
NEWEST = "2024-12"
"""Two years before this list was last gone through."""
FINER = "finer"
"""What only sets type more finely: without it a page says and does the same."""

STYLES = [path for path in HERE.rglob("*.css") if "vendor" not in path.parts]
SCRIPTS = [path for path in HERE.rglob("*.js") if "vendor" not in path.parts]
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)")
_DECLARATION = re.compile(r"(?<=[;{])\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])")
_HTML = re.compile(r"<(dialog|details|search|selectedcontent|geolocation)\b|\s(popover|popovertarget|commandfor|closedby|inert|interestfor)\b(?=[=\s>])")  # fmt: skip


def listed():
    with ROWS.open(encoding="utf-8") as file:
        return {(row["kind"], name): row["since"] for row in csv.DictReader(file, delimiter="\t") for name in row["names"].split()}  # fmt: skip


def of_styles(text):
    bare = _STRING.sub("s", _COMMENT.sub("", text))
    yield from (("rule", name) for name in re.findall(r"@([a-z-]+)", bare))
    declared = _DECLARATION.findall(bare)
    for name, value in declared:
        if not name.startswith("--"):
            yield "property", name
        yield from (("function", found) for found in re.findall(r"([a-z][a-z-]*)\(", value))
    for selector in re.findall(r"(?:^|(?<=[{};]))([^{};]*)\{", bare):
        yield from (("selector", found) for found in re.findall(r"::?([a-z-]+)(?=[^\"]*$|[\s,.>+~:(\[)])", selector) if not selector.lstrip().startswith("@"))  # fmt: skip


def of_scripts(text):
    bare = re.sub(r"(?m)^\s*//.*$", "", _STRING.sub("s", _COMMENT.sub("", text)))
    yield from (("script", name) for name in re.findall(r"\.([a-zA-Z]+)\(", bare))
    yield from (("script", f"{owner}.{name}") for owner, name in re.findall(r"\b([A-Z][a-zA-Z]+|navigator|crypto|navigation|scheduler)\.([a-zA-Z]+)", bare))  # fmt: skip
    yield from (("script", name) for name in re.findall(r"\bnew ([A-Z][A-Za-z0-9]+)", bare))


def used():
    for path in STYLES:
        yield from ((what, path.name) for what in of_styles(path.read_text(encoding="utf-8")))
    for path in SCRIPTS:
        yield from ((what, path.name) for what in of_scripts(path.read_text(encoding="utf-8")))
    for path in HERE.rglob("*.html"):
        for element, attribute in _HTML.findall(path.read_text(encoding="utf-8")):
            yield ("page", element or attribute), path.name


def test_every_browser_of_two_years_has_what_pages_use():
    since = listed()
    assert len(STYLES) > 12
    assert len(SCRIPTS) > 5
    assert {
        f"{kind} {name} in {place}" for (kind, name), place in used() if (kind, name) not in since
    } == set()
    assert {
        f"{kind} {name}" for (kind, name), month in since.items() if not (month == FINER or month <= NEWEST)
    } == set()


def test_the_list_holds_nothing_that_is_used_no_more():
    assert set(listed()) - {what for what, _ in used()} == set()


@pytest.mark.parametrize(
    ("style", "kind", "name"),
    [
        ("a { anchor-name: --x; }", "property", "anchor-name"),
        ("a { height: calc-size(auto, size); }", "function", "calc-size"),
        ("@scope (a) { b { color: red; } }", "rule", "scope"),
        ("details:open > p { color: red; }", "selector", "open"),
    ],
)
def test_what_is_newer_is_seen(style, kind, name):
    assert (kind, name) in set(of_styles(style))
    assert (kind, name) not in listed()


def test_what_is_newer_is_seen_in_a_script():
    assert ("script", "Promise.try") in set(of_scripts("Promise.try(f)"))
