"""A stored report against the registers: what is found, what a person decides, who sees it; and the next report's sentences."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.models import Figure, Matter, Saying
from luoshi_web.registers.projects.services import building
from luoshi_web.registers.proposals.selectors import rates_of, rows_of
from luoshi_web.registers.reports.drafting import take, written
from luoshi_web.registers.reports.lines import entry_of, is_given, line_of, lines_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.reports.services import decide
from luoshi_web.registers.sayings import Verdict
from tests.web.conftest import NOW, TODAY
from tests.web.registers import project_steps as projects
from tests.web.registers import proposal_steps as steps
from tests.web.registers.spoken_reports import spoken_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese():
    """Names are said in the reader's language: no test before this one decides which."""
    with translation.override("zh-hans"):
        yield


END = date(2026, 12, 31)


def lines_by_figure(report, today=END):
    return {(line.saying.figure, line.saying.scope): line for line in lines_of(report, today)}


def decided(district, line, **changes):
    said = {"version": 0, "decision": "differs", "reason": "尚有一件未答复"} | changes
    return decide(actor=district.actor("supervisor"), entry_id=line.entry.pk, at=NOW, **said)


def test_a_missing_reply_is_a_difference_with_both_counts_and_its_day(district):
    steps.replied(district)
    steps.handled(district)
    line = lines_by_figure(spoken_report(district))["replied", ()]
    assert line.first.verdict is Verdict.DIFFERS
    answer = line.first.answer
    assert (answer.above, answer.below, answer.on) == (1, 2, END)
    assert [each.code for each in line.beside] == ["replied_in_time"]


def test_a_line_that_agrees_and_one_whose_register_is_not_kept_here(district):
    steps.replied(district)
    report = spoken_report(district)
    found = lines_by_figure(report)
    assert found["replied", ()].first.verdict is Verdict.SAME
    assert (found["signed", ()].first.verdict, found["signed", ()].first.why) == (Verdict.CANNOT, "not_kept")
    assert found["signed", ()].name.startswith("新签约项目")


def test_differences_stand_first(district):
    steps.handled(district)
    lines = lines_of(spoken_report(district), END)
    order = [line.first.verdict for line in lines]
    assert order == sorted(order, key=[Verdict.DIFFERS, Verdict.CANNOT, Verdict.SAME].index)
    assert order[0] is Verdict.DIFFERS


def test_counts_of_suggestions_and_of_proposals_are_held_apart(district):
    steps.assigned(district)
    steps.assigned(district, kind="proposal")
    steps.assigned(district, kind="proposal")
    Matter.objects.update(year=2025)
    report = spoken_report(district, past="办理人大代表建议1件、政协提案3件。")
    found = lines_by_figure(report)
    assert found["replied", ("建议",)].first.answer is not None
    line = found["replied", ("建议",)]
    assert (line.first.answer.on, line.first.answer.scope, line.name) == (
        date(2025, 12, 31),
        ("建议",),
        "已交办",
    )


def test_the_rows_behind_a_figure_are_those_that_were_counted(district):
    steps.replied(district)
    steps.handled(district)
    steps.filed(district)
    matters = Matter.objects.all()
    for figure in rates_of(matters, on=END):
        above, below, _ = rows_of(matters, figure.code, figure.variant, on=END)
        assert (len(above), len(below)) == (figure.numerator, figure.denominator), figure.code


def test_a_decision_keeps_the_figure_and_the_log_says_why(district):
    steps.handled(district)
    report = spoken_report(district)
    line = lines_by_figure(report, TODAY)["replied", ()]
    made = decided(district, line)
    assert (made.verdict, made.decision, made.version) == ("differs", "differs", 1)
    assert (made.figure.numerator, made.figure.denominator, made.figure.as_of) == (0, 1, TODAY)
    assert made.figure.digest == PROVIDERS["proposals"].rows(2026, line.first.answer).digest
    act = Act.objects.get(verb="sayings.decide")
    assert json.loads(act.details)["reason"] == "尚有一件未答复"
    again = decided(district, line, version=1, decision="right", reason="口径不同")
    assert (again.version, Saying.objects.count(), Figure.objects.count()) == (2, 1, 1)
    assert Act.objects.filter(verb="sayings.decide").count() == 2


def test_another_row_behind_the_figure_is_another_figure(district):
    steps.handled(district)
    report = spoken_report(district)
    line = lines_by_figure(report, TODAY)["replied", ()]
    first = decided(district, line).figure
    steps.handled(district)
    line.entry.refresh_from_db()
    assert line_of(line.entry, TODAY).moved
    shown = district.client("supervisor").get(reverse("sayings:show", args=[report.pk]), headers={"accept-language": "en"})  # fmt: skip
    assert "decided on 0 of 1, as of 2026-03-10" in shown.content.decode()
    second = decided(district, line_of(line.entry, TODAY), version=1).figure
    assert first.pk != second.pk
    assert first.digest != second.digest


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"version": 3}, "changed_meanwhile"), ({"reason": "  "}, "no_words")],
)
def test_a_decision_is_refused(district, changes, code):
    steps.handled(district)
    line = lines_by_figure(spoken_report(district), TODAY)["replied", ()]
    with pytest.raises(Refusal) as refused:
        decided(district, line, **changes)
    assert refused.value.code == code
    assert not Saying.objects.exists()
    assert not Act.objects.filter(verb="sayings.decide").exists()


def test_a_line_without_a_register_and_a_dropped_one_are_refused(district):
    report = spoken_report(district)
    other = next(entry for entry in report.entries.all() if "地区生产总值" in entry.quote)
    with pytest.raises(Refusal) as refused:
        decide(actor=district.actor("supervisor"), entry_id=other.pk, version=0, decision="right", reason="无", at=NOW)  # fmt: skip
    assert refused.value.code == "no_saying"
    other.review = "dropped"
    other.save()
    with pytest.raises(Refusal) as refused:
        decide(actor=district.actor("supervisor"), entry_id=other.pk, version=0, decision="right", reason="无", at=NOW)  # fmt: skip
    assert refused.value.code == "saying_dropped"


def test_the_database_refuses_a_decision_without_a_reason_and_a_verdict_without_a_figure(district):
    entry = spoken_report(district).entries.first()
    said = {
        "entry": entry,
        "decision": "right",
        "decided_by": district.people["supervisor"],
        "decided_at": NOW,
    }
    for wrong in ({"verdict": "cannot", "reason": ""}, {"verdict": "differs", "reason": "有差异"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Saying.objects.create(**said | wrong)


def test_a_year_that_runs_is_counted_by_today_and_a_past_one_by_its_end():
    assert day_of(2025, TODAY) == date(2025, 12, 31)
    assert day_of(2026, TODAY) == TODAY
    assert PROVIDERS.keys() >= {"proposals"}


def test_a_register_without_a_matter_of_the_year_answers_nothing(district):
    steps.handled(district)
    assert answers_of("proposals", 2024, TODAY) is None
    assert answers_of("cases", 2026, TODAY) is None


def test_a_report_is_given_on_the_day_that_it_prints(district):
    report = spoken_report(district, on="3月28日")
    assert not is_given(report, date(2026, 3, 27))
    assert is_given(report, date(2026, 3, 28))
    report.current.ledger["report"]["date"] = None
    assert not is_given(report, date(2026, 3, 30))
    assert is_given(report, date(2026, 3, 31))


def test_a_stored_entry_is_read_as_the_librarys(district):
    report = spoken_report(district)
    stored = report.entries.get(quote__contains="办复率")
    entry = entry_of(stored)
    assert (entry.subject, entry.low, entry.unit, entry.quote) == (stored.subject, "100", "%", stored.quote)
    assert (entry.span.start, entry.span.end) == (stored.start, stored.end)


# pages


def test_the_page_shows_the_line_the_figure_and_the_decision(district):
    steps.handled(district)
    report = spoken_report(district)
    client = district.client("supervisor")
    shown = client.get(reverse("sayings:show", args=[report.pk]), headers={"accept-language": "en"}).content.decode()  # fmt: skip
    entry = report.entries.get(quote__contains="办复率")
    assert reverse("reports:entry", args=[report.pk, entry.pk]) in shown
    assert "differs 1" in shown
    assert "Replied (办复率)" in shown
    form = {"version": "0", "decision": "not_meant", "reason": "指全市"}
    at = reverse("sayings:decide", args=[report.pk, entry.pk])
    assert client.post(at, form).status_code == 302
    assert "指全市" in client.get(reverse("sayings:show", args=[report.pk])).content.decode()
    assert client.post(at, form).status_code == 409
    assert client.post(at, form | {"decision": "", "version": "1"}).status_code == 400


def test_an_auditor_does_not_see_a_draft_in_the_list(district):
    spoken_report(district, on="3月28日")
    at = reverse("sayings:list")
    assert "青川区" in district.client("supervisor").get(at).content.decode()
    assert "青川区" not in district.client("auditor").get(at).content.decode().partition("<main")[2]


def test_the_workbook_has_the_rows_of_the_page(district):
    steps.handled(district)
    report = spoken_report(district)
    answer = district.client("auditor").get(reverse("sayings:show", args=[report.pk]) + "?as=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 1 + len(lines_of(report, TODAY))
    assert rows[1][4:6] == (0, 1)


def test_behind_a_figure_stand_its_matters_part_by_part(district, settings):
    settings.OFFICE_NOW = NOW.replace(month=12, day=30)
    replied, open_ = steps.replied(district), steps.handled(district)
    client = district.client("auditor")
    at = reverse("sayings:behind", args=["proposals", 2026, "replied", "a"])
    shown = client.get(at + "?side=below").content.decode()
    assert reverse("proposals:show", args=[open_.pk]) in shown
    assert reverse("proposals:show", args=[replied.pk]) not in shown
    assert client.get(at.replace("/replied/", "/nothing/")).status_code == 404


# the next report's sentences


def test_a_reply_whose_arrival_nobody_noted_is_a_gap_and_no_number(district):
    proposal = steps.replied(district)
    made = written(2026, END)
    assert "办复率" not in made.draft.text
    assert {gap.why for gap in made.draft.gaps if "办复率" in gap.name} == {"尚未核实"}
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    made = written(2026, END)
    assert "建议提案办复率100%。" in made.draft.text


def test_what_was_promised_and_has_no_sentence_is_listed(district):
    proposal = steps.replied(district)
    spoken_report(district)
    assert "人大代表建议、政协提案办复率保持100%" in {
        each.saying.quote for each in written(2026, END).promises
    }
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    left = {each.saying.quote for each in written(2026, END).promises}
    assert not any("办复率" in quote for quote in left)
    assert any("新招引超亿元项目100个" in quote for quote in left)


def test_who_takes_the_draft_keeps_its_figures(district):
    proposal = steps.replied(district)
    with pytest.raises(Refusal) as refused:
        take(actor=district.actor("supervisor"), year=2025, today=END, at=NOW)
    assert refused.value.code == "nothing_to_say"
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    made = take(actor=district.actor("supervisor"), year=2026, today=END, at=NOW)
    assert Figure.objects.count() == len(made.draft.slots) > 0
    assert json.loads(Act.objects.get(verb="sentences.take").details)["text"] == made.draft.text
    with pytest.raises(Refusal):
        take(actor=district.actor("leader"), year=2026, today=END, at=NOW)


def test_the_draft_is_a_page_and_a_paper(district, settings):
    proposal = steps.replied(district)
    steps.arrive(district, proposal, on=date(2026, 4, 24))
    client = district.client("supervisor")
    settings.OFFICE_NOW = NOW.replace(month=12, day=30)
    shown = client.get(reverse("sayings:sentences")).content.decode()
    assert reverse("sayings:behind", args=["proposals", 2026, "replied", "a"]) in shown
    answer = client.post(reverse("sayings:sentences_file", args=["docx"]), {"year": "2026"}, headers={"accept-language": "en"})  # fmt: skip
    words = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    assert "建议提案办复率100%" in words
    assert "：已答复1，已交办1，截至2026年12月30日。" in words
    assert "送审稿" in words
    assert client.post(reverse("sayings:sentences_file", args=["pdf"])).status_code == 404
    nothing = client.post(reverse("sayings:sentences_file", args=["docx"]), {"year": "2020"})
    assert nothing.status_code == 302


def test_what_a_report_says_of_projects_is_held_by_size_and_by_each_way_of_counting(district):
    early, late = date(2025, 3, 1), date(2025, 12, 20)
    projects.signed(district, on=early, amount="12")
    projects.signed(district, on=late, amount="1")
    begun = projects.signed(district, on=early, amount="6")
    projects.event(district, begun, on=late)
    report = spoken_report(district, past="新开工亿元以上项目1个。新签约亿元以上项目3个，其中超亿元项目3个。")
    found = {
        (line.saying.figure, line.saying.size and line.saying.size.includes): line
        for line in lines_of(report, END)
        if not line.saying.promised
    }
    assert found["signed", True].first.verdict is Verdict.SAME
    assert (found["signed", False].first.verdict, found["signed", False].first.answer.above) == (
        Verdict.DIFFERS,
        2,
    )
    assert found["newly_started", True].first.verdict is Verdict.SAME
    answer = found["newly_started", True].first.answer
    rows = PROVIDERS["projects"].rows(2025, answer)
    assert (rows.above, rows.unverified) == ({begun.pk}, {begun.pk})
    projects.act(building.confirm, district, begun, "supervisor", late, event_id=begun.events.get().pk)
    assert PROVIDERS["projects"].rows(2025, answer).unverified == set()


def test_the_rows_of_each_figure_of_projects_are_as_many_as_were_counted(district):
    projects.signed(district, on=date(2025, 3, 1), amount="12")
    projects.event(district, projects.signed(district, on=date(2025, 4, 1), amount="3"), on=date(2025, 6, 2))
    on = date(2025, 12, 31)
    for answer in PROVIDERS["projects"].answers(2025, on):
        rows = PROVIDERS["projects"].rows(2025, answer)
        if answer.unit == "个":
            assert len(rows.above) == answer.above, (answer.code, answer.variant, answer.size)
        elif answer.code in {"started", "producing"}:
            assert (len(rows.above), len(rows.below)) == (answer.above, answer.below)


def test_the_number_of_a_class_by_size_leads_to_the_matters_of_that_class(district):
    projects.signed(district, on=date(2025, 3, 1), amount="12", title="云杉新材料项目")
    projects.signed(district, on=date(2025, 4, 1), amount="1", title="青桐电子项目")
    report = spoken_report(district, past="新签约超亿元项目1个。")
    client = district.client("supervisor")
    shown = client.get(reverse("sayings:show", args=[report.pk])).content.decode()
    address = reverse("sayings:behind", args=["projects", 2025, "signed", "formal/at_signing"])
    assert f"{address}?size=%E8%B6%85%E4%BA%BF%E5%85%83" in shown
    of_class = client.get(address, {"size": "超亿元"}).content.decode()
    assert ("云杉" in of_class, "青桐" in of_class) == (True, False)
    assert "青桐" in client.get(address).content.decode()
    assert client.get(address, {"size": "超2亿元"}).status_code == 404


def test_of_projects_by_size_the_draft_says_those_that_were_promised(district):
    projects.signed(district, on=date(2026, 1, 15), amount="12")
    projects.signed(district, on=date(2026, 1, 16), amount="1")
    assert written(2026, TODAY).draft.text.startswith("新签约项目2个。招商引资到位资金")
    spoken_report(district)  # 新招引超亿元项目100个
    assert written(2026, TODAY).draft.text.startswith("新签约项目2个。新签约超亿元项目1个。招商引资到位资金")
    page = district.client("supervisor").get(reverse("sayings:sentences"))
    assert page.status_code == 200
    assert "?size=%E8%B6%85%E4%BA%BF%E5%85%83" in page.content.decode()
    kept = take(actor=district.actor("supervisor"), year=2026, today=TODAY, at=NOW)
    assert set(Figure.objects.filter(register="projects", code="signed").values_list("size", flat=True)) == {
        "",
        "超亿元",
    }
    assert kept.draft.text == written(2026, TODAY).draft.text
