"""The pages of papers: who makes, who reads, what a file is called."""

import hashlib
import io
from urllib.parse import unquote

import docx
import openpyxl
import pytest

from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Item, Paper
from tests.web.conftest import TODAY
from tests.web.supervision.made import urged

NUMBER = "云政督〔2026〕1号"


def issue(client, query="kind=bulletin&year=2026", number=NUMBER, **changes):
    """Look at a paper, then issue what was shown."""
    shown = client.get(f"/papers/make/?{query}")
    asked = dict(shown.context["asked"]) | {"kind": shown.context["kind"], "digest": shown.context["digest"]}
    return client.post("/papers/make/", asked | {"number": number} | changes, follow=True)


@pytest.mark.parametrize(
    ("key", "reads", "makes"),
    [
        ("supervisor", 200, 200),
        ("leader", 200, 403),
        ("head", 200, 403),
        ("officer", 200, 403),
        ("auditor", 200, 403),
        ("administrator", 403, 403),
    ],
)
def test_who_reads_and_who_makes(district, key, reads, makes):
    client = district.client(key)
    assert client.get("/papers/").status_code == reads
    assert client.get("/papers/make/").status_code == makes
    assert client.get("/papers/make/docx/?kind=bulletin").status_code == (403 if makes == 403 else 302)
    assert client.post("/papers/make/", {"kind": "bulletin"}).status_code == makes


def test_a_paper_is_looked_at_issued_and_downloaded(district, make_item):
    item = make_item(lead="head")
    client = district.client("supervisor")
    page = issue(client)
    paper = Paper.objects.get()
    assert page.redirect_chain[-1][0] == f"/papers/{paper.pk}/"
    assert (paper.number, paper.on, list(paper.items.all())) == (NUMBER, TODAY, [item])
    assert Act.objects.get().verb == "paper.issue"
    file = client.get(f"/papers/{paper.pk}/docx/")
    assert hashlib.sha256(file.content).hexdigest() == paper.docx_sha256
    assert NUMBER in "".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert "attachment" in file["Content-Disposition"]
    assert unquote(file["Content-Disposition"]).endswith(f"{NUMBER} {paper.title}.docx")
    book = client.get(f"/papers/{paper.pk}/xlsx/")
    assert "正文" in openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames
    assert client.get(f"/papers/{paper.pk}/pdf/").status_code == 404


def test_what_changed_since_the_preview_is_not_issued(district, make_item):
    item = make_item()
    client = district.client("supervisor")
    shown = client.get("/papers/make/?kind=bulletin")
    Item.objects.filter(pk=item.pk).update(
        state="closed_done", public_reason="已办结", ended_at="2026-03-09T00:00Z"
    )
    asked = dict(shown.context["asked"]) | {"digest": shown.context["digest"], "kind": "bulletin"}
    page = client.post("/papers/make/", asked | {"number": NUMBER}, follow=True)
    assert "has changed since its preview" in page.content.decode() or "预览后" in page.content.decode()
    assert not Paper.objects.exists()


def test_a_draft_can_be_taken_along_and_says_that_it_is_one(district, make_item):
    make_item()
    client = district.client("supervisor")
    query = client.get("/papers/make/?kind=bulletin").context["query"]
    file = client.get(f"/papers/make/docx/?{query}")
    assert "（送审稿）" in "".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert not Paper.objects.exists()


def test_links_of_other_pages_open_a_paper_at_once(district, make_item):
    item = make_item(lead="head")
    urged(item, on=TODAY)
    client = district.client("supervisor")
    for query in (
        f"kind=notice&items={item.number}",
        f"kind=press&office={district.offices['发改局'].pk}",
        "kind=bulletin&year=2026",
    ):
        page = client.get(f"/papers/make/?{query}")
        assert page.context["collected"].item_ids == (item.pk,), query


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=notice&items=2026-X-1", "There is no issued item 2026-X-1."),
        ("kind=bulletin&year=2026&on=2026-03-11", "This day has not come."),
        ("kind=bulletin&year=2025", "There is nothing that this paper could speak of."),
        ("kind=bulletin&year=2026&secrecy=9", "Select a valid choice"),
    ],
)
def test_what_cannot_be_made_says_why(district, make_item, query, sentence):
    make_item()
    page = district.client("supervisor").get(f"/papers/make/?{query}", headers={"accept-language": "en"})
    assert sentence in page.content.decode()
    assert "collected" not in page.context


def test_a_paper_of_another_office_or_above_ones_clearance_is_not_there(district, make_item):
    mine, secret = make_item(lead="head"), make_item(lead="head2", secrecy=2)
    client = district.client("supervisor")
    issue(client, f"kind=notice&items={mine.number}", "1号")
    issue(client, f"kind=notice&items={secret.number}&secrecy=2", "2号")
    first, second = Paper.objects.order_by("id")
    for key, paper, status in (
        ("head", first, 200),
        ("head2", first, 404),
        ("head2", second, 404),
        ("leader", second, 200),
        ("auditor", second, 200),
    ):
        for address in (f"/papers/{paper.pk}/", f"/papers/{paper.pk}/docx/", f"/papers/{paper.pk}/xlsx/"):
            assert district.client(key).get(address).status_code == status, (key, address)
    assert "1号" not in district.client("head2").get("/papers/").content.decode()


def test_the_list_is_narrowed(district, make_item):
    item = make_item()
    client = district.client("supervisor")
    issue(client, number="甲1号")
    issue(client, f"kind=notice&items={item.number}", "乙2号")
    words = client.get("/papers/?kind=notice").content.decode()
    assert "乙2号" in words
    assert "甲1号" not in words
    assert "甲1号" in client.get("/papers/?words=甲").content.decode()
    assert "甲1号" not in client.get("/papers/?until=2026-03-09").content.decode()


def test_the_pages_take_few_queries(district, make_item, django_assert_max_num_queries):
    for _ in range(30):
        make_item(helpers=("head2",))
    client = district.client("supervisor")
    issue(client)
    pk = Paper.objects.get().pk
    for address in ("/papers/", f"/papers/{pk}/", "/papers/make/?kind=bulletin", "/papers/make/"):
        with django_assert_max_num_queries(13):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(("language", "words"), [("zh-Hans", "制发文书"), ("en", "Make a paper")])
def test_both_languages(district, language, words):
    assert (
        words
        in district.client("supervisor")
        .get("/papers/", headers={"accept-language": language})
        .content.decode()
    )


def test_pages_of_what_a_paper_is_about_lead_to_it(district, make_item):
    item = make_item(lead="head")
    urged(item, on=TODAY)
    office = district.offices["发改局"].pk
    for address, link in (
        (f"/items/{item.pk}/", f"/papers/make/?kind=notice&amp;items={item.number}"),
        (f"/urging/item/{item.pk}/", f"/papers/make/?kind=press&amp;office={office}"),
    ):
        assert link in district.client("supervisor").get(address).content.decode()
        assert link not in district.client("head").get(address).content.decode()


def test_the_imprint_is_asked_for_and_printed(district, make_item):
    make_item()
    client = district.client("supervisor")
    page = client.get("/papers/make/?kind=bulletin")
    assert page.context["content"].imprint.office == "区政府督查室", (
        "a letter has one unless somebody takes it away"
    )
    query = "kind=bulletin&year=2026&printed_by=督查室&copies_to=区住建局、区委办公室&copies=60"
    issue(client, query)
    paper = Paper.objects.get()
    words = client.get(f"/papers/{paper.pk}/").content.decode()
    for said in ("抄送：区住建局，区委办公室。", "2026年3月10日印发", "共印60份"):
        assert said in words
    for query, sentence in (
        ("printed_by=&copies=3", "The imprint names the office that prints."),
        ("printed_on=2026-03-11", "not on a day to come"),
        ("printed_on=2026-03-09", "not on a day to come"),
    ):
        page = client.get(f"/papers/make/?kind=bulletin&{query}", headers={"accept-language": "en"})
        assert sentence in page.content.decode(), query
    assert client.get("/papers/make/?kind=bulletin&printed_by=").context["content"].imprint is None


def test_a_paper_is_withdrawn_on_its_page(district, make_item):
    make_item()
    client = district.client("supervisor")
    issue(client)
    paper = Paper.objects.get()
    url = f"/papers/{paper.pk}/withdraw/"
    assert client.get(url).status_code == 405
    assert client.post(url, {"reason": ""}).status_code == 400
    assert client.post(url, {"reason": "联系13800138000"}).status_code == 409
    assert district.client("leader").post(url, {"reason": "有误"}).status_code == 403
    words = client.post(url, {"reason": "数据有误"}, follow=True).content.decode()
    assert "已撤回" in words
    assert url not in words
    assert client.post(url, {"reason": "再撤"}).status_code == 409
    reader = district.client("head")
    assert "已撤回" in reader.get("/papers/").content.decode()
    assert "数据有误" in reader.get(f"/papers/{paper.pk}/").content.decode()
    marked = reader.get(f"/papers/{paper.pk}/docx/").content
    assert "撤回理由：数据有误" in docx.Document(io.BytesIO(marked)).paragraphs[0].text
    first = reader.get(f"/papers/{paper.pk}/docx/?as=issued").content
    assert hashlib.sha256(first).hexdigest() == paper.docx_sha256
    assert hashlib.sha256(marked).hexdigest() != paper.docx_sha256
