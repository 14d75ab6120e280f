"""Items from instructions, what asks the same, the leader's approvals, an item's part in appraisal, withdrawn papers, photographs: after three years,
in real Chromium, both languages, both widths, WCAG 2.2 AA.
"""

import re

import pytest

PASSWORD = "qingchuan-demo"


def looked_at(visitor, address, faults):
    """The page at both widths; its own links come back."""
    answer = visitor.page.goto(address)
    faults += [] if answer.status == 200 else [f"{address}: {answer.status}"]
    for width in ("desktop", "phone"):
        visitor.widen(width)
        faults += [f"{address} {width}: {fault}" for fault in visitor.accessible()]
        faults += [] if visitor.fits() else [f"{address} {width}: something sticks out to the right"]
    visitor.widen("desktop")
    return visitor.page.eval_on_selector_all(
        "main a", "links => links.map(link => link.getAttribute('href'))"
    )


def first(links, pattern):
    """The first of the links that is of this form."""
    found = [link for link in links if link and re.fullmatch(pattern, link)]
    assert found, f"no {pattern} here"
    return found[0]


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_supervision_offices_pages(look_at_the_year, language):
    visitor, faults = look_at_the_year(language), []
    visitor.log_in("supervisor", PASSWORD)
    listed = looked_at(visitor, "/establish/", faults)
    looked_at(visitor, "/establish/new/", faults)
    drafts = looked_at(visitor, "/establish/?out=no", faults)
    for draft in [link for link in drafts if link and re.fullmatch(r"/establish/\d+/", link)][:3]:
        looked_at(visitor, draft, faults)
    looked_at(visitor, first(listed, r"/items/\d+/"), faults)
    splits = looked_at(visitor, "/split/", faults)
    looked_at(visitor, f"{first(splits, r'/split/[0-9]+/')}alike/", faults)
    asked = looked_at(visitor, "/urging/asked/", faults)
    if any(link and link.startswith("/urging/") and link[8:-1].isdigit() for link in asked):
        looked_at(visitor, first(asked, r"/urging/\d+/"), faults)
    papers = looked_at(visitor, "/papers/?words=青政督通", faults)
    for paper in [link for link in papers if link and re.fullmatch(r"/papers/\d+/", link)]:
        looked_at(visitor, paper, faults)
    looked_at(visitor, "/papers/make/?kind=bulletin&year=2026", faults)
    plans = looked_at(visitor, "/checks/", faults)
    checks = looked_at(visitor, first(plans, r"/checks/plans/\d+/"), faults)
    check = looked_at(visitor, first(checks, r"/checks/one/\d+/"), faults)
    item = first(check, r"/checks/items/\d+/").replace("/checks/", "/appraisals/")
    looked_at(visitor, item, faults)
    assert faults == []


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("who", ["mayor", "deputy1", "deputy2"])
def test_the_leaders_pages(look_at_the_year, language, who):
    visitor, faults = look_at_the_year(language), []
    visitor.log_in(who, PASSWORD)
    looked_at(visitor, "/", faults)
    listed = looked_at(visitor, "/establish/", faults)
    asked = looked_at(visitor, "/urging/asked/", faults)
    for link in [each for each in asked if each and re.fullmatch(r"/urging/\d+/decide/", each)][:1]:
        looked_at(visitor, link, faults)
    if who == "mayor":
        looked_at(visitor, first(listed, r"/establish/\d+/"), faults)
    assert faults == []
