"""Splits and results of appraisals that the office released: their pages, and no trace of those that it did not or took back."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from luoshi_web.audit.refusal import Refusal
from luoshi_web.portal.exporting.run import export
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.portal.models import Sheet
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.services.approve import approve
from luoshi_web.publication.services.check import Away, check
from luoshi_web.publication.services.night import run_night
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.withdraw import withdraw
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Split
from tests.web.conftest import NOW, TODAY
from tests.web.portal.conftest import Silent
from tests.web.publication.conftest import released
from tests.web.publication.walking import as_portal_alone, everything, said_at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def as_portal(settings, tmp_path):
    as_portal_alone(settings, tmp_path)


@pytest.fixture
def split(public, report, item_of):
    made = Split.objects.create(
        report=report, kind="tasks", year=2026, title="2026年重点任务分解方案", number="青政督〔2026〕3号", state="issued", drafted_at=NOW, issued_at=NOW,
    )  # fmt: skip
    item_of("老旧小区", split=made, helpers=("head2",), order=1)
    item_of("学校3所", split=made, lead="head3", order=2)
    item_of("标准厂房", split=made, secrecy=2, order=3)
    return made


@pytest.fixture
def appraise(district, public):
    """``appraise("年度考评")``: a published result, the two offices in one group."""
    rule = AppraisalRule.objects.create(name="青川区督查考评办法", in_force=date(2026, 1, 1), terms={})

    def make(name="年度考评", supersedes=None, points=("96.5", "88")):
        made = Appraisal.objects.create(
            name=name, year=2026, begins=date(2026, 1, 1), ends=date(2026, 2, 28), rule=rule, state="published", edition=2 if supersedes else 1,
            supersedes=supersedes, scored_by=district.people["supervisor"], scored_at=NOW, published_by=district.people["leader"], published_at=NOW,
        )  # fmt: skip
        for rank, (office, got) in enumerate(zip(("发改局", "住建局"), points, strict=True), 1):
            made.scores.create(
                office=district.offices[office],
                points=Decimal(got),
                rank=rank,
                grade="优秀" if rank == 1 else "良好",
            )
        return made

    return make


def _own(held, shown):
    return f"/p/{held.place_key}{'-' + shown.place.slug if shown.place.slug else ''}/{shown.path}"


def _page(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_split_says_which_unit_leads_which_sentence_until_when(district, split):
    held = released(district, split)
    own = _own(held, Sheet.objects.get())
    assert own.endswith("/2026/split-tasks/")
    page = _page(own)
    for words in (
        "2026年重点任务分解方案",
        "青政督〔2026〕3号",
        "区发展和改革局",
        "区住房和城乡建设局",
        "区教育体育局",
        "2026-12-31",
    ):
        assert words in page, words  # fmt: skip
    assert "标准厂房" not in page
    rows = list(csv.DictReader(io.StringIO(_page(f"{own.rstrip('/')}.csv").removeprefix("\ufeff"))))
    assert [row["牵头单位"] for row in rows] == ["区发展和改革局", "区教育体育局"]
    assert [row["条目"][:1] + row["原文"][-4:] for row in rows] == ["e区26个", "e学校3所"]


def test_every_row_of_a_split_is_one_click_from_its_sentence(district, split):
    held = released(district, split)
    own = _own(held, Sheet.objects.get())
    body = _page(own).partition("<tbody>")[2].partition("</tbody>")[0]
    rows = body.split("</tr>")[:-1]
    assert len(rows) == 2
    for row, words in zip(rows, ("老旧小区", "学校3所"), strict=True):
        path, line = re.search(r'href="[./]*(p/[^"#]+/2026/report/)#(e[0-9a-f-]+)"', row).groups()
        assert re.search(rf'id="{line}"[^>]*>[^<]*{words}', _page(f"/{path}"))
    for address in (f"/{path}".replace("report/", ""), f"/{path}".partition("2026")[0]):
        assert "split-tasks/" in _page(address), "the year and the place lead to it"


def test_results_of_an_appraisal_say_by_which_rules_and_who_judged(district, appraise):
    held = released(district, appraise())
    page = _page(_own(held, Sheet.objects.get()))
    for words in (
        "2026-01-01",
        "2026-02-28",
        "青川区督查考评办法",
        "区政府督查室",
        "96.5",
        "优秀",
        "良好",
        "本级政府",
    ):
        assert words in page, words  # fmt: skip
    for person in district.people.values():
        assert person.name not in page
    ranks = re.findall(r'<td data-head="名次"><span class="num">(\d)</span>', page)
    assert ranks == ["1", "2"]


def test_a_corrected_result_takes_the_place_of_the_first_at_its_address(district, appraise):
    first = appraise()
    before = released(district, first)
    own = _own(before, Sheet.objects.get())
    Appraisal.objects.filter(pk=first.pk).update(state="superseded")
    released(district, appraise(supersedes=first, points=("91.25", "90")), at=LATER)
    before.refresh_from_db()
    assert before.state == State.SUPERSEDED
    page = _page(own)
    assert "91.25" in page
    assert "96.5" not in page
    assert "第2次" in page


def test_redacted_rows_and_words_are_on_no_page(district, split):
    away = (Away("", "rows.1", Redacted.INTERNAL), Away("青政督〔2026〕3号", "", Redacted.INTERNAL))
    held = released(district, split, away=away)
    page = _page(_own(held, Sheet.objects.get()))
    assert "区教育体育局" not in page
    assert "依《政府信息公开条例》未予公开" in page
    assert said_at(everything(), "青政督") == []
    assert said_at(everything(), "区教育体育局") == []


def test_what_is_proposed_checked_or_waits_for_its_day_leaves_no_trace(district, split, appraise):
    """Planted in every state before the release, and found nowhere; the days of the embargo over, there."""
    by = district.actor("supervisor")
    made = propose(actor=by, subject=split, at=NOW)
    check(actor=by, release_id=made.pk, version=0, at=NOW)
    waits = propose(actor=by, subject=appraise(), at=NOW)
    check(actor=by, release_id=waits.pk, version=0, at=NOW)
    approve(
        actor=district.actor("leader"),
        release_id=waits.pk,
        version=1,
        not_before=TODAY + timedelta(days=3),
        at=NOW,
    )
    propose(actor=by, subject=appraise("专项考评"), at=NOW)
    guesses = [f"/p/{made.place_key}-qingchuan/2026/{name}/" for name in _names()]
    seen = everything(*guesses)
    for words in (
        "分解方案",
        "年度考评",
        "专项考评",
        "区发展和改革局",
        "督查考评办法",
        "split-tasks",
        "96.5",
    ):
        assert said_at(seen, words) == [], words
    answers = [Client().get(address) for address in guesses]
    assert {(a.status_code, a.content, tuple(a.headers.items())) for a in answers} == {
        (404, answers[0].content, tuple(answers[0].headers.items()))
    }
    assert run_night(TODAY + timedelta(days=3), NOW + timedelta(days=3)).released == 1
    assert said_at(everything(), "年度考评")


def _names():
    return (
        "split-targets",
        "split-tasks",
        "appraisal-000000",
        *(f"appraisal-{name}" for name in ("1", "2", "ffffff")),
    )


@pytest.mark.parametrize(("reason", "status"), [("secret", 404), ("error", 410)])
def test_tables_taken_back_are_gone_from_pages_caches_and_exports(
    district, split, appraise, tmp_path, reason, status
):
    held = [released(district, split), released(district, appraise())]
    owns = [_own(one, Sheet.objects.get(number=one.number)) for one in held]
    etags = [Client().get(own)["ETag"] for own in owns]
    words = ("分解方案", "年度考评", "96.5", "区发展和改革局", "督查考评办法")
    seen, files = everything(), _exported(tmp_path)
    for some in words:
        assert said_at(seen, some)
        assert some in files, some
    for one in held:
        one.refresh_from_db()
        withdraw(actor=district.actor("supervisor2"), release_id=one.pk, version=one.version, reason=reason, sentence="数据有误。", at=LATER)  # fmt: skip
    assert not Sheet.objects.exists()
    assert not ShownItem.objects.exists()
    assert {r.state for r in Release.objects.exclude(kind="report")} == {State.WITHDRAWN}
    seen, files = everything(*owns), _exported(tmp_path)
    for some in words:
        assert said_at(seen, some) == [], some
        assert some not in files, some
    for own, etag in zip(owns, etags, strict=True):
        for address in (own, f"/en{own}", f"{own.rstrip('/')}.csv", f"{own.rstrip('/')}.json"):
            assert Client(headers={"if-none-match": etag}).get(address).status_code == status
        assert ("数据有误。" in seen[own]) == (status == 410)
    assert ("数据有误。" in files) == (status == 410)


def _exported(folder):
    """All that an export says."""
    export(folder / "pages", 1, Silent(), now=lambda: LATER)
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((folder / "pages").rglob("*")) if file.is_file())  # fmt: skip


def test_an_address_with_a_running_number_gets_its_name(district, appraise):
    """What an earlier version released under the row's number is found again, and the way back works too."""
    moves = import_module("luoshi_web.publication.migrations.0002_appraisal_addresses")
    held = released(district, appraise())
    new = Sheet.objects.get().pk
    moves.backwards(apps, None)
    assert Sheet.objects.get().pk == f"{held.place_key}/2026/appraisal-{held.appraisal_id}"
    moves.forwards(apps, None)
    assert Sheet.objects.get().pk == new


def test_no_words_are_covered_in_points(district, appraise):
    """A number that is half covered is none, and the bar beside it could not be drawn."""
    with pytest.raises(Refusal) as refused:
        released(district, appraise(), away=(Away("96", "", Redacted.TRADE),))
    assert refused.value.code == "words_not_there"
