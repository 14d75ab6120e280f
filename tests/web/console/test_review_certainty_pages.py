"""The review opens on the doubtful lines; the sure ones are taken together from a page with a sample of them."""

import pytest

from tests.web.console.test_review_pages import EN, HTMX, text_of
from tests.web.review_reports import entry_with, reported


@pytest.fixture
def measured(district):
    """A report whose certainties are set here: the first three are doubtful, the least certain of them the second; all others are sure."""
    report = reported(district)
    entries = list(report.entries.order_by("order"))
    for number, entry in enumerate(entries):
        entry.certainty = (0.62, 0.35, 0.71)[number] if number < 3 else 0.97
        entry.headline = False
        entry.save()
    return report, entries


def test_the_review_opens_on_the_least_certain_line(district, measured):
    report, entries = measured
    client = district.client("supervisor")
    address = client.get(f"/reports/{report.pk}/review/")["Location"]
    assert address == f"/reports/{report.pk}/review/{entries[1].pk}/?doubt=doubtful"
    page = text_of(client.get(address, headers=EN))
    assert "Of 100 lines like this one, 35 stood as they were." in page
    assert "与这一条相近的条目，百条中有35条无误。" in text_of(client.get(address))
    for was, follows in ((1, 0), (0, 2)):
        at = f"/reports/{report.pk}/review/{entries[was].pk}/accept/?doubt=doubtful"
        panel = text_of(client.post(at, {"version": 0}, headers=HTMX))
        assert f'data-entry="{entries[follows].pk}"' in panel
    panel = text_of(
        client.post(
            f"/reports/{report.pk}/review/{entries[2].pk}/accept/?doubt=doubtful",
            {"version": 0},
            headers=HTMX | EN,
        )
    )
    assert "Nothing open is left" in panel
    assert f"/reports/{report.pk}/sure/" in panel
    address = client.get(f"/reports/{report.pk}/review/")["Location"]
    assert address == f"/reports/{report.pk}/review/{entries[3].pk}/"


def test_the_list_is_narrowed_to_the_doubtful_the_sure_and_all(district, measured):
    report, entries = measured
    client = district.client("supervisor")

    def listed(query):
        page = client.get(f"/reports/{report.pk}/{query}").context["page"]
        return [entry.pk for entry in page]

    assert listed("?doubt=doubtful") == [entries[n].pk for n in (1, 0, 2)]
    assert listed("?doubt=sure") == [entry.pk for entry in entries[3:]]
    assert listed("") == listed("?doubt=all") == listed("?doubt=x") == [entry.pk for entry in entries]
    page = text_of(client.get(f"/reports/{report.pk}/"))
    assert ("62 %" in page, "核对存疑的 3 条" in page) == (True, True)
    task = entry_with(report, "智慧城市")
    assert listed("?grade=deliverable") == [task.pk]


def test_the_sure_ones_are_taken_from_a_page_with_their_sample(district, measured):
    report, entries = measured
    client = district.client("supervisor")
    at = f"/reports/{report.pk}/sure/"
    assert f'href="{at}"' in text_of(client.get(f"/reports/{report.pk}/"))
    page = client.get(at)
    looked_at = page.context["sample"]
    assert len(looked_at) == 10
    assert [e.pk for e in client.get(at).context["sample"]] == [e.pk for e in looked_at]
    assert text_of(page).count('value="right"') == 10
    shown = {"entry": [f"{entry.pk}:{entry.version}" for entry in page.context["entries"]]}
    said = {f"said-{entry.pk}": "right" for entry in looked_at}
    wrong = said | {f"said-{looked_at[0].pk}": "wrong"}
    answer = client.post(at, shown | wrong, headers=EN, follow=True)
    assert "so nothing was accepted" in text_of(answer)
    assert report.entries.filter(review="open").count() == len(entries)
    answer = client.post(at, shown | said, follow=True)
    assert f"已认可 {len(entries) - 3} 个条目。" in text_of(answer)
    assert report.entries.filter(review="open").count() == 3
    assert "已没有可以一并认可的条目" in text_of(client.get(at))
    for key in ("leader", "head", "auditor"):
        assert district.client(key).get(at).status_code == 403
        assert district.client(key).post(at, shown | said).status_code == 403


def test_a_grade_is_corrected_by_a_form(district, measured):
    report, _entries = measured
    client = district.client("supervisor")
    task = entry_with(report, "智慧城市")
    at = f"/reports/{report.pk}/review/{task.pk}/"
    assert "成果类" in text_of(client.get(at))
    assert '<option value="deliverable" selected>' in text_of(client.get(f"{at}edit/"))
    client.post(f"{at}edit/", {"version": 0, "kind": "task", "grade": "aim", "subject": task.subject})
    task.refresh_from_db()
    assert (task.review, task.grade) == ("corrected", "aim")
