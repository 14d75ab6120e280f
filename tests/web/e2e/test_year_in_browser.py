"""The year of a report as one story, by clicks and keys alone, from the upload to the reopening: six people at their own screens."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import gettext, override, pgettext

from tests.web.conftest import build_district

REPORT = "examples/qingchuan-2026.txt"
SPRING = datetime(2026, 4, 22, 2, 0, tzinfo=UTC)  # a Wednesday; April is being reported
SUMMER = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


class Hands:
    """What somebody does at a screen. Buttons, links and fields are found by the words they bear in the language of the page."""

    def __init__(self, visitor, name):
        self.page, self.visitor, self.follow = visitor.page, visitor, visitor.follow
        self.code = "zh-hans" if visitor.language == "zh-CN" else "en"
        visitor.log_in(name)

    def words(self, said, context=None):
        with override(self.code):
            return pgettext(context, said) if context else gettext(said)

    def press(self, said, context=None, *, within="main"):
        """The button or link, and then the page that follows."""
        name = self.words(said, context)
        place = self.page.locator(within)
        button = place.get_by_role("button", name=name, exact=True)
        link = place.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            button.or_(link).first.click()
        assert self.page.locator("main h1").count() == 1, self.page.inner_text("main")
        assert self.page.locator(".said.error, .fault").count() == 0, self.page.inner_text("main")

    def go(self, place):
        self.visitor.open_menu()
        self.press(place, within="nav.places")

    def fill(self, **fields):
        for name, value in fields.items():
            field = self.page.locator(f"main [name='{name}']:visible").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def said(self):
        """The sentence that answers an act."""
        return self.page.locator("main p.said").first.inner_text()

    def state(self):
        """The state of the item whose page is shown."""
        return self.page.locator("main h1 .badge").first.inner_text()

    def item(self, number):
        """To an item by the list of items and its own words."""
        self.go("Items")
        self.page.locator("details.filter summary").click()
        self.fill(words=number)
        self.press("Show")
        self.follow("main tbody a >> nth=0")
        assert number in self.page.inner_text("main .lead")

    def tab(self, words):
        self.press(words, within="nav.tabs")


def upload(hands):
    hands.go("Reports")
    hands.page.set_input_files("main input[type=file]", REPORT)
    hands.press("Upload", "review")
    hands.page.locator("main a.button", has_text=hands.words("Review", "review")).first.wait_for()
    hands.press("Review", "review")


def review(hands):
    """A few of the doubtful entries by keys, each once; the sure ones together; the doubtful that are left section by section."""
    page = hands.page
    keys = page.keyboard

    def entry():
        return page.locator("#entry").get_attribute("data-entry")

    def onwards(key):
        """Press, and wait for the panel that comes in place of this one."""
        page.locator("#entry").evaluate("panel => panel.setAttribute('data-old', '')")
        keys.press(key)
        page.locator("#entry:not([data-old])").wait_for()

    first = entry()
    onwards("a")
    second = entry()
    assert first != second
    onwards("j")
    onwards("k")
    assert entry() == second
    onwards("e")
    page.locator("#entry [name=scope]").fill("全区")
    page.locator("#entry [name=reason]").fill("报告说的是全区")
    onwards("Control+Enter")
    onwards("d")
    onwards("Escape")
    dropped = entry()
    onwards("d")
    onwards("Control+Enter")
    assert entry() != dropped
    onwards("K")
    assert entry() == dropped
    onwards("u")
    page.goto(page.url.partition("review/")[0])
    hands.follow("main .deeds a[href$='/sure/']")
    for right in page.locator("input[type=radio][value=right]").all():
        right.check()
    hands.follow("main form .deeds button")
    beginning = f"{page.url.rstrip('/')}/review/"
    page.goto(beginning)
    for _ in range(80):
        key = next((key for key in "Aajk" if page.locator(f"#entry [data-key={key}]").count()), None)
        if key is None:
            break
        onwards(key)
    page.goto(beginning)
    assert page.locator("#entry p.said").first.inner_text() == hands.words(
        "Every entry of this report has been reviewed."
    )


def split(hands, lead):
    """Both splits are drafted, leads given to what has none, what looks alike told apart, and issued."""
    hands.go("Split and assignment")
    hands.press("Draft both splits")
    for column, number in ((0, "青政办发〔2026〕3号"), (1, "青政办发〔2026〕4号")):
        hands.go("Split and assignment")
        with hands.page.expect_navigation():
            hands.page.locator("main tbody td a").nth(column).click()
        lacking = hands.page.locator("main .lacks a[href$='?lacking=lead']")
        if lacking.count():
            hands.follow("main .lacks a[href$='?lacking=lead']")
            whole = hands.page.locator("[name=scope][value=all]")
            (whole if whole.count() else hands.page.locator("[name=scope][value=page]")).check()
            hands.press("Set the lead unit")
            hands.fill(lead=lead)
            hands.follow("main article form button[name=go]")
        hands.press("Items that ask the same")
        while hands.page.locator("main article form").count():
            hands.fill(decision="apart", reason="两项各有指标，分别报送。")
            hands.follow("main article form button >> nth=0")
        hands.follow("main .lead a >> nth=1")
        hands.press("Issue the notice")
        hands.fill(number=number)
        if hands.page.locator("main [name=known]").count():
            hands.page.check("main [name=known]")
        hands.press("Issue and assign all")
        assert number in hands.page.inner_text("main")


@pytest.mark.parametrize(("language", "width"), [("zh-CN", "desktop"), ("en-GB", "phone")])
def test_the_whole_year(visit, settings, language, width, tmp_path):
    district = build_district()
    hands = {}

    def of(name):
        if name not in hands:
            hands[name] = Hands(visit(language, width), name)
        return hands[name]

    office = of("supervisor")
    upload(office)
    review(office)
    split(office, str(district.posts["head"].pk))

    head = of("head")
    head.go("Items")
    rows = head.page.locator("main tbody tr")
    shown = [row.locator("td.nowrap").first.inner_text().split()[0] for row in rows.all()]
    ours, theirs = ([number for number in shown if "-R-" in number] or shown)[:2]
    assert ours != theirs
    head.item(ours)
    assert head.state() == head.words("to be signed for")
    head.press("Sign for it")
    assert head.said() == head.words("Signed for.")
    head.item(theirs)
    head.press("Return it")
    head.fill(reason="不在我局“三定”职责之内。")
    head.press("Return the item")
    office.item(theirs)
    office.press("Decide on the return")
    office.fill(**{"take-lead": str(district.posts["head2"].pk), "take-answer": "同意改派。"})
    office.press("Take back and re-assign")

    settings.OFFICE_NOW = SPRING
    officer = of("officer")
    officer.item(ours)
    officer.press("Report progress")
    share = officer.page.locator("main [name=share]").count()
    officer.fill(
        **{"share" if share else "value": "30", "words": "已完成前期手续。", "data_source": "区统计局"}
    )
    photo = tmp_path / "现场记录.txt"
    photo.write_text("四月二十日现场记录：基础施工完成。", encoding="utf-8")
    officer.page.set_input_files("main input[type=file]", photo)
    officer.press("Report")
    officer.item(ours)
    officer.tab("Progress reports")
    assert "已完成前期手续。" in officer.page.inner_text("main")
    assert "现场记录.txt" in officer.page.inner_text("main")

    office.item(ours)
    office.press("Urge by hand")
    office.fill(rung="1", reason="进度慢于序时，请加快。")
    office.press("Send")
    head.follow("a.inbox")
    head.follow("main tbody a >> nth=0")
    head.page.get_by_text("进度慢于序时，请加快。").first.wait_for()

    head.item(ours)
    head.press("Ask for an extension")
    head.fill(new_due="2027-02-28", reason="征地滞后。", progress="基础施工完成。")
    head.press("Ask for an extension")
    office.item(ours)
    office.tab("Limits and changes")
    office.press("Screen")
    office.fill(opinion="情况属实，拟同意。")
    office.follow("main form.acts button")
    leader = of("leader")
    leader.item(ours)
    leader.tab("Limits and changes")
    leader.press("Decide")
    leader.fill(decision="yes", answer="同意，下不为例。")
    leader.follow("main form.acts button")
    leader.page.get_by_text("2027-02-28").first.wait_for()

    settings.OFFICE_NOW = SUMMER
    head.item(ours)
    head.press("Report as done")
    if head.page.locator("main [name=value]:visible").count():
        head.fill(value="100")
    head.fill(words="已全部完成并投入使用。")
    head.follow("main article form button")
    verifier = of("supervisor2")
    verifier.item(ours)
    verifier.press("Verify the claim")
    verifier.fill(finding="fit", words="经查阅资料并看现场，情况属实。")
    verifier.press("Give the verdict")
    office.item(ours)
    office.press("Sign off")
    office.fill(public_reason="已完成年度任务，经核查属实，予以销号。")
    office.press("Close as done")
    head.item(ours)
    assert "已完成年度任务，经核查属实，予以销号。" in head.page.inner_text("main")
    assert head.state() == head.words("closed, done")

    office.item(ours)
    office.press("Reopen")
    office.fill(came_back="yes", reason="现场复核，问题反弹。")
    office.press("Reopen")
    head.item(ours)
    assert head.state() == head.words("under way")
    for one in hands.values():
        assert one.visitor.fits(), one.page.url
