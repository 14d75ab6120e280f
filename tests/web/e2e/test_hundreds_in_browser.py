"""Work in hundreds by clicks and keys: a unit's month with 143 items among 400, and a report of 500 entries from its review to the notice.

Every click, key chord and filled-in field counts as one interaction; going to another page by a link is a click.
"""

from datetime import UTC, date, datetime

from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.models import Item, Resemblance, Split, Update, Urge
from luoshi_web.supervision.selectors.alike import undecided
from luoshi_web.supervision.services.split import draft_split, issue_split
from luoshi_web.supervision.urging.run import run_day
from tests.web.conftest import build_district
from tests.web.report_for_split import more_offices, store

ISSUED = datetime(2026, 2, 2, 2, 0, tzinfo=UTC)
SPRING = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
FEBRUARY = date(2026, 2, 28)


class Counting:
    """A person at a screen, whose every interaction is counted. What a test does on the page it does by these; ``page`` is for looking."""

    def __init__(self, visitor, name):
        self.visitor, self.page, self.count = visitor, visitor.page, 0
        self.page.set_default_timeout(
            180_000
        )  # five hundred rows are acted on in seconds, on a busy machine in a minute
        visitor.log_in(name)

    def click(self, selector):
        self.count += 1
        self.page.locator(selector).first.click()

    def follow(self, selector):
        self.count += 1
        with self.page.expect_navigation(timeout=180_000):
            self.page.locator(selector).first.click()

    def fill(self, selector, value):
        self.count += 1
        field = self.page.locator(selector).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def press(self, chord):
        """A key on the page of review, which brings the next entry, or a form, in place of the entry shown."""
        self.count += 1
        self.page.locator("#entry").evaluate("panel => panel.setAttribute('data-old', '')")
        self.page.keyboard.press(chord)
        self.page.locator("#entry:not([data-old])").wait_for()

    def sees(self, selector):
        return self.page.locator(selector).count() > 0

    def narrow(self, **fields):
        """The list shows only what matches these fields of its filter."""
        if not self.page.locator("details.filter form").first.is_visible():
            self.click("details.filter summary")
        for name, value in fields.items():
            self.fill(f"details.filter [name={name}]", value)
        self.follow("details.filter button")

    def together(self, act, scope="all", **fields):
        """A whole act on many: which rows, the act, what it asks, and once more."""
        radio = f"#bulk [name=scope][value={scope}]"
        self.click(radio if self.page.locator(radio).count() else "#bulk [name=scope][value=page]")
        self.follow(f"#bulk [formaction='/together/{act}/']")
        for name, value in fields.items():
            self.fill(f"main article [name={name}]", value)
        self.follow("main article form button[name=go]")
        assert self.page.locator("main p.said.error").count() == 0, self.page.inner_text("main")


def long_report(tasks, district):
    """A report with so many tasks more, eight to a paragraph, no two alike: places of two invented characters each."""
    deeds = ("建成{}便民服务点", "改造{}老旧小区", "新建{}幼儿园", "整治{}河道", "推进{}片区更新", "开展{}专项行动", "培育{}产业园区", "修缮{}农村道路")  # fmt: skip
    places = [f"{one}{other}" for one in "青白红金石松柏梅兰桂" for other in "溪山湖桥坪岭湾塘"]
    report = store(district=district)
    text, made = report.current.text, []
    like = report.entries.filter(kind="task").order_by("order").last()
    for number in range(tasks):
        quote = deeds[number % 8].format(places[number // 8])
        grade = "aim" if number % 64 == 4 else "deliverable"
        reading = like.reading | {"quote": quote, "grade": grade}
        start = len(text)
        text += quote + ("。\n" if number % 8 == 7 else "。")
        made.append(
            Entry(
                report=report, copy=report.current, key=f"more{number}", order=10_000 + number, kind="task", section=like.section, role="tasks",
                machine=reading, reading=reading, quote=quote, start=start, end=start + len(quote), line=f"more{number}",
                grade=grade, certainty=0.5 if number < 60 else 0.95,
            )
        )  # fmt: skip
    Entry.objects.bulk_create(made)
    Copy.objects.filter(pk=report.current_id).update(text=text)
    return Report.objects.get(pk=report.pk)


def given_out(district, units):
    """A report's rows are issued: so many to each unit, in the order of the rows."""
    more_offices(district)
    report = long_report(400, district)
    actor = district.actor("supervisor")
    split = draft_split(actor=actor, report=report, kind="tasks", at=ISSUED)
    rows = list(split.items.order_by("order", "pk"))
    assert len(rows) >= 400
    start = 0
    for key, many in units:
        post = district.posts[key]
        keys = [row.pk for row in rows[start : start + many]]
        Item.objects.filter(pk__in=keys).update(
            lead=post, office=post.office, leader=district.posts["leader"]
        )
        start += many
    split.items.filter(lead=None).update(lead=district.posts["head3"], office=district.offices["教体局"])
    split.items.filter(pk__in=[row.pk for row in rows[start:]]).update(
        lead=district.posts["head3"], office=district.offices["教体局"]
    )
    found = undecided(split.items.select_related("split"), actor=actor, on=ISSUED.date())
    Resemblance.objects.bulk_create(
        Resemblance(item_id=pk, other=each.item, why=each.why, decision="apart", reason="各有点位", by_id=actor.person_id, at=ISSUED)
        for pk, alike in found.items()
        for each in alike
    )  # fmt: skip
    issue_split(actor=actor, split_id=split.pk, number="青政办发〔2026〕4号", at=ISSUED)
    return split


def test_a_unit_with_143_items_signs_answers_and_reports_a_month(visit, settings):
    district = build_district()
    given_out(district, (("head", 143), ("head2", 130)))
    mine = Item.objects.filter(office=district.offices["发改局"])
    assert mine.count() == 143
    for day in (9, 10, 11, 12, 24, 25, 26):  # the nights urge whoever has not signed
        run_day(date(2026, 2, day), at=datetime(2026, 2, day, 0, 30, tzinfo=UTC))
    urged = Urge.objects.filter(item__in=mine, state="sent")
    assert urged.exists()
    settings.OFFICE_NOW = SPRING
    officer = Counting(visit("zh-CN", "desktop"), "officer")

    officer.follow("main a.tile[href*='state=assigned']")
    officer.together("sign")
    assert set(mine.values_list("state", flat=True)) == {"active"}
    assert not urged.filter(answered_at=None).exists()  # signing settled what urged to sign

    urge = Urge.objects.filter(state="sent").first()
    Urge.objects.bulk_create(
        Urge(
            item=item, rung=2, occasion="hand:x", ladder=urge.ladder, office=item.office, post=item.lead, on=SPRING.date(), code="by_hand",
            by_hand=True, reason="请说明进度", answer_due=date(2026, 3, 10),
        )
        for item in mine
    )  # fmt: skip
    officer.follow("nav.places a[href='/items/']")
    officer.together("answer", text="已倒排工期，按月报送。")
    assert not Urge.objects.filter(item__in=mine, state="sent", answered_at=None).exists()

    officer.follow("nav.places a[href='/progress/']")
    officer.together("as-before", words="已按计划启动。")
    assert Update.objects.filter(item__in=mine, period=FEBRUARY, current=True).count() == 143
    assert officer.count < 40, officer.count


def reviewed(office, report):
    """Sixty doubtful entries one by one, a tenth of them wrong; then a sample of the sure ones, and the rest of them with it."""
    office.follow("nav.places a[href='/reports/']")
    office.follow(f"main a[href='/reports/{report.pk}/']")
    office.follow(f"main a.button[href='/reports/{report.pk}/review/']")
    number = 0
    while office.sees("[data-key=a]"):
        number += 1
        if number % 20 == 5:
            office.press("e")
            if office.sees("#entry h2 .kind.task"):
                office.fill("#entry [name=grade]", "activity")
            else:
                office.fill("#entry [name=subject]", "全区")
            office.press("Control+Enter")
        elif number % 20 == 15:
            office.press("d")
            office.fill("#entry [name=reason]", "misread")
            office.press("Control+Enter")
        else:
            office.press("a")
    assert number >= 60
    office.follow("#entry a[href$='/sure/']")
    for sampled in range(office.page.locator("fieldset.sampled").count()):
        office.click(f"fieldset.sampled >> nth={sampled} >> [value=right]")
    office.follow("main form .deeds button")
    assert not report.entries.filter(review="open").exists()
    assert report.entries.filter(review="dropped").count() >= 3
    assert report.entries.filter(review="corrected").count() >= 3


def asked_already(district, titles):
    """Open items from an instruction that ask the units of these rows for the same already."""
    for number, (title, row) in enumerate(titles.items()):
        Item.objects.create(
            number=f"2026-P-{number:04d}", year=2026, kind=Item.Kind.TASK, source=Item.Source.INSTRUCTION, title=title, quote=title, state="active", office=row.office,
            lead=row.lead, leader=district.posts["leader"], due=date(2026, 11, 30), original_due=date(2026, 11, 30), assigned_at=ISSUED,
        )  # fmt: skip


def shaped(office, split):
    """Aims go, two rows are made one, another says more than the machine gave it."""
    office.follow(f"main a[href='/split/{split.pk}/']")
    office.follow("form[action$='/aims/'] button")
    before = split.items.count()
    office.click("[name=row][form=bulk] >> nth=0")
    office.click("[name=row][form=bulk] >> nth=1")
    office.together("merge", scope="ticked")
    assert split.items.count() == before - 1
    row = split.items.order_by("order", "pk").last()
    office.narrow(words=row.title)
    office.follow(f"main a[href='/split/rows/{row.pk}/']")
    office.fill("main [name=title]", f"{row.title}（一期）")
    office.fill("main [name=content]", "完成一期并投入使用。")
    office.follow("main form:has([name=title]) button")
    assert split.items.get(pk=row.pk).title == f"{row.title}（一期）"


def completed(office, split, leads):
    """What lacks a lead gets one, kind of work by kind of work; then what still lacks a leader or a date, all together."""
    for words, post in leads.items():
        office.narrow(words=words, lacking="lead")
        office.together("lead", lead=str(post.pk))
    assert not split.items.filter(lead=None).exists()
    for name, value in (("leader", str(post.pk)), ("due", "2026-12-31")):
        if office.sees(f"main .lacks a[href$='?lacking={name}']"):
            office.follow(f"main .lacks a[href$='?lacking={name}']")
            office.together(name, **{name: value})


def issued(office, split, number):
    """What asks the same as other items is said first; then the notice goes out under its number."""
    office.follow(f"main a[href='/split/{split.pk}/alike/']")
    while office.sees("main article form"):
        office.fill("main article form [name=decision]", "apart")
        office.fill("main article form [name=reason]", "各有点位")
        office.follow("main article form button")
    office.follow(f"main .lead a[href='/split/{split.pk}/']")
    office.follow(f"main a[href='/split/{split.pk}/issue/']")
    office.fill("main [name=number]", number)
    if office.sees("main [name=known]"):
        office.click("main [name=known]")
    office.follow("main article form button")
    split.refresh_from_db()
    assert split.state == "issued"


def test_a_report_of_500_entries_is_reviewed_split_and_issued(visit):
    district = build_district()
    more_offices(district)
    report = long_report(500, district)
    assert report.entries.count() >= 500
    office = Counting(visit("zh-CN", "desktop"), "supervisor")

    reviewed(office, report)
    office.follow("nav.places a[href='/split/']")
    office.follow(f"form[action='/split/reports/{report.pk}/all/'] button")
    split = Split.objects.get(report=report, kind="tasks")
    shaped(office, split)
    groups = {
        "专项行动": "公安分局",
        "产业园区": "head",
        "农村道路": "交通运输局",
        "片区更新": "head2",
        "": "head3",
    }
    completed(office, split, {words: district.posts[key] for words, key in groups.items()})
    rows = list(split.items.filter(office=district.offices["住建局"])[:8])
    asked_already(district, {row.title: row for row in rows})
    office.follow("nav.places a[href='/split/']")
    office.follow(f"main a[href='/split/{split.pk}/']")
    issued(office, split, "青政办发〔2026〕4号")
    assert split.items.filter(state="assigned").count() >= 400
    assert set(split.items.values_list("state", flat=True)) <= {"assigned", "merged"}
    assert Resemblance.objects.filter(decision="apart").count() >= 8
    assert office.count < 250, office.count
