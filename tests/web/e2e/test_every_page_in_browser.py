"""Every page of the invented district that each kind of post can reach by links, after three years: both languages, both widths.

By default a representative part: of every kind of page two addresses are opened and read for words of the wrong language; in Chromium,
with axe-core, one of each in Chinese at both widths, every third in English, every sixth there on a phone too. ``--every-page`` takes six
addresses of a kind, and all of them in Chromium, in both languages at both widths (half an hour). Kinds are told apart by the name of the
page and by what its query asks; of one name Chromium opens one by default. Where ``LUOSHI_TEST_TURN`` is 0 or 1, as in CI, every other
person goes, and the others the next time.
"""

import os

import pytest

from tests.web.e2e.crawl import Crawl, chinese_in, chinese_sentences, english_in, names, twice_in

PEOPLE = ("supervisor", "fagai", "fagai2", "deputy1", "auditor", "admin")
_TURN = os.environ.get("LUOSHI_TEST_TURN")
PASSWORD = "qingchuan-demo"
STATES = ("draft", "assigned", "returned", "active", "reported", "closed_done", "closed_not_done", "merged", "withdrawn")  # fmt: skip
HOME, ITEMS = "/", "/items/"
OF_REGISTERS = {
    "proposals:list", "proposals:show", "proposals:rates", "sayings:list", "sayings:show", "sayings:decide", "sayings:behind", "sayings:sentences",
    "sayings:yearly",
}  # fmt: skip
"""Pages of the registers that have something to show in the invented district."""


@pytest.fixture(scope="session")
def whole(request) -> bool:
    return bool(request.config.getoption("--every-page"))


def crawl(visitor, whole):
    """From the first page; the list of items also narrowed to each state, where the post has the list."""
    steps = Crawl(visitor.context.request, visitor.address, visitor.language, 6 if whole else 2)
    lists = visitor.page.locator(f"nav.places a[href='{ITEMS}']").count()
    states = [f"{ITEMS}?whose=all&year=2026&state={state}" for state in STATES]
    return steps.run([HOME, *(states if lists else [])])


def wrong_with(opened, language):
    """What stands on the pages in the wrong language, each once; which of them did not answer; which have a name of an element twice."""
    wrong = {f"{shown.address} {shown.status}" for shown in opened if shown.status not in {200, 302}}
    sentences, known = chinese_sentences(), names()
    seen = set()
    for shown in opened:
        if shown.tree is not None:
            wrong |= {f"{shown.address} twice: {name}" for name in twice_in(shown.tree)}
            found = (
                english_in(shown.tree, known) if language == "zh-CN" else chinese_in(shown.tree, sentences)
            )
            wrong |= {f"{shown.address} {said}" for said in found if said not in seen}
            seen.update(found)
    return sorted(wrong)


def faults_of(visitor, address, widths):
    """What is wrong with a page, opened in Chromium and looked at in each width."""
    answer = visitor.page.goto(address)
    faults = [] if answer.status == 200 else [str(answer.status)]
    for width in widths:
        visitor.widen(width)
        faults += [f"{width}: {fault}" for fault in visitor.accessible()]
        faults += [] if visitor.fits() else [f"{width}: something sticks out to the right"]
    return faults + [visitor.complaints.pop() for _ in list(visitor.complaints)]


@pytest.mark.parametrize("who", PEOPLE if not _TURN else PEOPLE[int(_TURN) :: 2])
def test_every_page(look_at_the_year, whole, who):
    """One way through the office in each language serves both: the words of all pages, and one of each kind in Chromium."""
    chinese, english = look_at_the_year("zh-CN"), look_at_the_year("en-GB")
    opened = []
    for visitor in (english, chinese):
        visitor.log_in(who, PASSWORD)
        opened = crawl(visitor, whole)
        assert len(opened) > 10
        assert wrong_with(opened, visitor.language) == []
        if who == "supervisor":
            assert {each.kind for each in opened if each.status == 200} >= OF_REGISTERS
    shown = [each for each in opened if each.tree is not None]
    chosen = {each.address if whole else each.kind.partition("?")[0]: each.address for each in shown[::-1]}
    wrong = {}
    for number, address in enumerate(chosen.values()):
        wrong[f"zh {address}"] = faults_of(chinese, address, ("desktop", "phone"))
        if whole or number % 3 == 0:
            widths = ("desktop", "phone") if whole or number % 6 == 0 else ("desktop",)
            wrong[f"en {address}"] = faults_of(english, address, widths)
    assert [f"{address} {fault}" for address, faults in wrong.items() for fault in faults] == []
