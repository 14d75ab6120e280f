"""Any list goes out as a workbook, narrowed as the page shows it, and nothing in it runs."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.services.change import ask_target_change, decide_change
from tests.web.conftest import NOW
from tests.web.supervision.made import urged


def sheet_of(answer):
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "attachment" in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def get(browser, address):
    return browser.get(address, headers={"accept-language": "en"})


def test_items_go_out_as_the_page_is_narrowed(district, make_item):
    make_item(
        kind="target", title="新增学位", low=Decimal(20_000), unit="个", bound="at_least", helpers=("head2",),
        due=date(2026, 6, 30), last_value=Decimal(3000),
    )  # fmt: skip
    make_item(title="不在其中", due=date(2026, 12, 31))
    rows = sheet_of(get(district.client("supervisor"), "/items/?due_to=2026-07-01&as=xlsx"))
    assert len(rows) == 2
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Item"] == "新增学位"
    assert row["Target"] == "2万个 or more"
    assert row["Lower end of the target"] == 20_000
    assert row["Due"].date() == date(2026, 6, 30)
    assert row["Units that help"] == "住建局"
    assert row["Last value"] == "3000个"


def test_a_list_holds_what_the_post_may_see_and_no_more(district, make_item):
    make_item(title="别家的事", lead="head3")
    make_item(title="保密的事", secrecy=3)
    mine = make_item(title="自家的事")
    rows = sheet_of(get(district.client("officer"), "/items/?whose=all&as=xlsx"))
    assert [row[1] for row in rows[1:]] == [mine.title]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.test","x")'])
def test_no_cell_becomes_a_formula(district, make_item, words):
    make_item(title=words, content="http://x.test/")
    answer = get(district.client("supervisor"), "/items/?as=xlsx")
    book = load_workbook(BytesIO(answer.content))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    sheet = ZipFile(BytesIO(answer.content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_more_rows_than_a_file_holds_are_told(district, make_item, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 2)
    monkeypatch.setattr(lists, "_AT_ONCE", 2)
    made = [make_item() for _ in range(3)]
    rows = sheet_of(get(district.client("supervisor"), "/items/?as=xlsx&sort=number"))
    assert [row[0] for row in rows[1:]] == [
        made[0].number,
        made[1].number,
        "There are more rows; narrow the list.",
    ]


def test_the_other_lists(district, make_item):
    item = make_item(
        kind="target", low=Decimal(6), original_low=Decimal(6), unit="%", bound="at_least", is_rate=True
    )
    urged(item, on=date(2026, 3, 2))
    change = ask_target_change(
        actor=district.actor("head"),
        item_id=item.pk,
        low=Decimal("5.5"),
        high=None,
        reason="外需下降",
        at=NOW,
    )
    decide_change(actor=district.actor("leader"), change_id=change.pk, approved=True, answer="同意", at=NOW)
    supervisor, administrator = district.client("supervisor"), district.client("administrator")
    urges = sheet_of(get(supervisor, "/urging/history/?as=xlsx"))
    assert [row[3] for row in urges] == ["Item", item.title]
    changes = sheet_of(get(supervisor, "/changes/?as=xlsx"))
    assert changes[1][4:7] == ["6%", "6%", "5.5%"]
    acts = sheet_of(get(district.client("auditor"), "/log/?as=xlsx"))
    assert {"asked for a change of target", "decided on a change of target"} <= {row[5] for row in acts}
    people = sheet_of(get(administrator, "/people/people/?as=xlsx"))
    assert len(people) == 1 + len(district.people)
    posts = sheet_of(get(administrator, "/people/?as=xlsx"))
    assert ["区发展和改革局", "局长", "发改局局长"] in [[row[0], row[1], row[4]] for row in posts]
    for address in ("/papers/", "/checks/", "/establish/"):
        assert len(sheet_of(get(supervisor, f"{address}?as=xlsx"))) == 1


@pytest.mark.parametrize("address", ["/items/", "/urging/history/", "/papers/", "/checks/", "/establish/"])
def test_each_list_offers_its_workbook(district, make_item, address):
    make_item()
    assert "as=xlsx" in get(district.client("supervisor"), f"{address}?page=1").content.decode()
