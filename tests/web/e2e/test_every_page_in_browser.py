"""Every page of the invented district that each kind of post can reach by links, after three years: both languages, both widths.

By default a representative part: of every kind of page two addresses are opened and read for words of the wrong language; in Chromium,
with axe-core, one of each in Chinese at both widths, every third in English, every sixth there on a phone too. ``--every-page`` takes six
addresses of a kind, and all of them in Chromium, in both languages at both widths (half an hour). Kinds are told apart by the name of the
page and by what its query asks; of one name Chromium opens one by default.
"""

import pytest

from tests.web.e2e.crawl import Crawl, chinese_in, chinese_sentences, english_in, names

PEOPLE = ("supervisor", "fagai", "fagai2", "deputy1", "auditor", "admin")
PASSWORD = "qingchuan-demo"
STATES = ("draft", "assigned", "returned", "active", "reported", "closed_done", "closed_not_done", "merged", "withdrawn")  # fmt: skip
HOME, ITEMS = "/", "/items/"


@pytest.fixture(scope="session")
def whole(request) -> bool:
    return bool(request.config.getoption("--every-page"))


def crawl(visitor, whole):
    """From the first page; the list of items also narrowed to each state, where the post has the list."""
    steps = Crawl(visitor.context.request, visitor.address, visitor.language, 6 if whole else 2)
    lists = visitor.page.locator(f"nav.places a[href='{ITEMS}']").count()
    states = [f"{ITEMS}?whose=all&year=2026&state={state}" for state in STATES]
    return steps.run([HOME, *(states if lists else [])])


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_answers_in_its_language(look_at_the_year, whole, who, language):
    visitor = look_at_the_year(language)
    visitor.log_in(who, PASSWORD)
    opened = crawl(visitor, whole)
    assert [(shown.address, shown.status) for shown in opened if shown.status not in {200, 302}] == []
    assert len(opened) > 10
    sentences, known = chinese_sentences(), names()
    wrong = {}
    for shown in opened:
        if shown.tree is not None:
            tree = shown.tree
            found = english_in(tree, known) if language == "zh-CN" else chinese_in(tree, sentences)
            wrong |= {said: shown.address for said in found if said not in wrong}
    assert sorted(f"{address} {said}" for said, address in wrong.items()) == []


def faults_of(visitor, address, widths):
    """What is wrong with a page, opened in Chromium and looked at in each width."""
    answer = visitor.page.goto(address)
    faults = [] if answer.status == 200 else [str(answer.status)]
    for width in widths:
        visitor.widen(width)
        faults += [f"{width}: {fault}" for fault in visitor.accessible()]
        faults += [] if visitor.fits() else [f"{width}: something sticks out to the right"]
    return faults + [visitor.complaints.pop() for _ in list(visitor.complaints)]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_in_chromium(look_at_the_year, whole, who):
    chinese, english = look_at_the_year("zh-CN"), look_at_the_year("en-GB")
    for visitor in (chinese, english):
        visitor.log_in(who, PASSWORD)
    opened = [shown for shown in crawl(chinese, whole) if shown.tree is not None]
    chosen = {
        shown.address if whole else shown.kind.partition("?")[0]: shown.address for shown in opened[::-1]
    }
    wrong = {}
    for number, address in enumerate(chosen.values()):
        wrong[f"zh {address}"] = faults_of(chinese, address, ("desktop", "phone"))
        if whole or number % 3 == 0:
            widths = ("desktop", "phone") if whole or number % 6 == 0 else ("desktop",)
            wrong[f"en {address}"] = faults_of(english, address, widths)
    assert [f"{address} {fault}" for address, faults in wrong.items() for fault in faults] == []
