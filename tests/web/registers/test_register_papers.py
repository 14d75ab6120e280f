"""Papers of a register: drafted by one, signed by another, one or sixty at a time; what each kind says, and what it must not."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, timedelta

import pypdfium2
import pytest

from luoshi_web.accounts.models import Office
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.matters.papers.numbers import running
from luoshi_web.registers.matters.papers.services import give_back
from luoshi_web.registers.models import Clock, Matter, Proposal
from luoshi_web.registers.proposals.papers import press
from luoshi_web.registers.proposals.papers.opinion_form import paper_of
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.papers.content import Words, from_json, to_json
from luoshi_web.supervision.papers.files import file_of, sha256_of
from luoshi_web.supervision.selectors.papers import papers_for
from tests.web.registers import paper_steps as papers
from tests.web.registers import proposal_steps as steps

pytestmark = pytest.mark.django_db
LATE = date(2026, 5, 7)
"""The day after the reply was due (6 May 2026)."""


def words(content):
    with zipfile.ZipFile(io.BytesIO(file_of(content, "docx"))) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def refused(code, act, **said):
    with pytest.raises(Refusal) as caught:
        act(**said)
    assert caught.value.code == code


def cells(content, name):
    return [dict(zip([c.code for c in table.columns], row, strict=True)) for table in content.tables if table.name == name for row in table.rows]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "count", "numbers"),
    [
        ("云政督函〔2026〕9号", 3, ["云政督函〔2026〕9号", "云政督函〔2026〕10号", "云政督函〔2026〕11号"]),
        ("云政督函 〔2026〕 12号", 1, ["云政督函 〔2026〕 12号"]),
        ("无号", 1, ["无号"]),
        ("云政督函〔2026〕", 2, None),  # the year is no running number
    ],
)
def test_numbers_follow_one_another(first, count, numbers):
    assert running(first, count) == numbers


def test_a_letter_goes_to_each_unit_that_is_late_with_what_it_owes(district):
    first, second = steps.handled(district), steps.assigned(district, lead="教体局", co=())
    run_night(LATE, at=steps.at(LATE))
    letters = {each.content.sections[0].blocks[0].words: each for each in papers.pressed(LATE)}
    assert list(letters) == ["区发展和改革局：", "区住房和城乡建设局：", "区教育体育局："]
    lead, co = letters["区发展和改革局："], letters["区住房和城乡建设局："]
    assert lead.matters == co.matters == (first.pk,)
    assert letters["区教育体育局："].matters == (second.pk,)
    owed = {row["owed"]: row for row in cells(lead.content, "逾期未办结事项")}
    assert owed["答复"]["limit"] == "2026年5月6日"
    assert owed["答复"]["over"] == "1"
    assert [row["owed"] for row in cells(co.content, "逾期未办结事项")] == ["协办意见"]
    assert "截至2026年5月7日" in words(lead.content)


@pytest.mark.parametrize("day", [date(2026, 5, 6), date(2026, 3, 10)])
def test_nobody_is_pressed_for_a_reply_before_its_day_is_over(district, day):
    proposal = steps.handled(district)
    steps.talk(district, proposal)
    steps.opine(district, proposal)
    refused("paper_without_items", papers.pressed, on=day)


def test_whoever_replied_is_not_pressed(district):
    steps.replied(district)
    refused("paper_without_items", papers.pressed, on=LATE)


def test_an_answer_is_not_asked_for_before_the_letter(district):
    steps.handled(district)
    refused("day_before", papers.pressed, on=LATE, answer_by=LATE - timedelta(days=1))


def test_what_is_above_the_papers_secrecy_is_left_out_and_counted(district):
    open_, closed = steps.handled(district), steps.handled(district)
    Matter.objects.filter(pk=closed.pk).update(secrecy=1)
    made, left_out = press.collect(
        office=district.offices["发改局"],
        answer_by=LATE,
        on=LATE,
        secrecy=0,
        issuer="督查室",
    )
    assert [each.matters for each in made] == [(open_.pk,)]
    assert left_out == Clock.objects.filter(matter=closed.pk, code__in=("reply", "contact")).count()
    assert papers.pressed(LATE, secrecy=1)[0].content.secrecy == 1


def test_sixty_letters_are_drafted_by_one_and_signed_by_another_in_one_go(district):
    units = Office.objects.bulk_create(
        Office(code=f"unit{place}", name=f"第{place}街道办事处", kind="town") for place in range(60)
    )
    for unit in units:
        district.offices[unit.name] = unit
        steps.assigned(district, lead=unit.name, co=())
    drafts = papers.drafted(district, papers.pressed(LATE), on=LATE)
    assert len(drafts) == 60
    assert drafts[-1].number == "云政督函〔2026〕68号"
    acts = Act.objects.filter(verb="papers.draft")
    assert acts.count() == 1
    out = papers.signed(district, drafts, on=LATE)
    assert len({paper.docx_sha256 for paper in out}) == 60
    assert {paper.office_id for paper in out} == {unit.pk for unit in units}
    assert Act.objects.filter(verb="paper.issue", details__contains="主任").count() == 60


def test_one_of_sixty_that_cannot_go_out_keeps_all_of_them_back(district):
    first, second = steps.handled(district, co=()), steps.assigned(district, lead="教体局", co=())
    drafts = papers.drafted(district, papers.pressed(LATE), on=LATE)
    steps.talk(district, first)
    steps.answer(district, first, on=LATE)
    with pytest.raises(Refusal) as caught:
        papers.signed(district, drafts, on=LATE)
    assert caught.value.code == "paper_outdated"
    assert caught.value.values["numbers"] == first.matter.number
    assert not Paper.objects.exists()
    assert len(papers.signed(district, [one for one in drafts if one.matters.get().pk == second.pk], on=LATE)) == 1  # fmt: skip


def test_a_letter_that_lists_one_thing_too_many_does_not_go_out(district):
    proposal = steps.handled(district)
    run_night(LATE, at=steps.at(LATE))
    lead, co = papers.drafted(district, papers.pressed(LATE), on=LATE)
    steps.opine(
        district, proposal
    )  # the other unit's letter does not know it; the reply itself is late as before
    refused("paper_outdated", papers.signed, district=district, drafts=[co], on=LATE)
    assert len(papers.signed(district, [lead], on=LATE)) == 1


def test_nobody_drafts_in_the_place_of_another_letter_or_of_another_office(district):
    one, other = steps.replied(district), steps.replied(district)
    said = {"kind": "prop_reply", "who": "officer", "on": LATE}
    (first,) = papers.drafted(district, papers.replied(one), number="发改函〔2026〕8号", **said)
    give_back(actor=district.actor("head"), draft_id=first.pk, reason="请补充", at=steps.at(LATE))
    again = said | {"district": district, "instead_of": first.pk, "number": "发改函〔2026〕8号"}
    refused("not_yours", papers.drafted, made=papers.replied(other), **again)
    PaperDraft.objects.filter(pk=first.pk).update(sender=district.offices["教体局"])
    refused("not_yours", papers.drafted, made=papers.replied(one), **again)
    PaperDraft.objects.filter(pk=first.pk).update(sender=district.offices["发改局"])
    assert papers.drafted(made=papers.replied(one), **again)[0].version == 2


@pytest.mark.parametrize(
    ("who", "code"),
    [("supervisor", "own_paper"), ("leader", "not_yours"), ("head", "not_yours"), ("auditor", "not_yours")],
)
def test_who_may_not_sign(district, who, code):
    steps.assigned(district)
    drafts = papers.drafted(district, papers.pressed(LATE), on=LATE)
    with pytest.raises(Refusal) as caught:
        papers.signed(district, drafts, who=who, on=LATE)
    assert caught.value.code == code
    assert not Paper.objects.exists()


@pytest.mark.parametrize("who", ["leader", "head", "officer", "auditor"])
def test_who_may_not_draft(district, who):
    steps.assigned(district)
    refused("not_yours", papers.drafted, district=district, made=papers.pressed(LATE), who=who, on=LATE)


def test_what_is_refused_of_a_draft(district):
    steps.assigned(district)
    made = papers.pressed(LATE)
    refused("paper_changed_meanwhile", papers.drafted, district=district, made=made, on=LATE, expected="0")
    refused("paper_needs_number", papers.drafted, district=district, made=made, on=LATE, number="  ")
    refused("no_running_number", papers.drafted, district=district, made=made, on=LATE, number="云政督函")
    refused("paper_without_items", papers.drafted, district=district, made=[], on=LATE)
    refused("paper_day_to_come", papers.drafted, district=district, made=made, on=LATE - timedelta(days=1))
    papers.drafted(district, made, on=LATE)
    refused("name_taken", papers.drafted, district=district, made=made, on=LATE)
    assert PaperDraft.objects.count() == len(made)


def test_a_draft_that_is_given_back_is_drafted_again_as_the_next_version(district):
    steps.assigned(district, co=())
    (first,) = papers.drafted(district, papers.pressed(LATE), on=LATE)
    refused("draft_decided", papers.drafted, district=district, made=papers.pressed(LATE), number="另号", on=LATE, instead_of=first.pk)  # fmt: skip
    give = {"draft_id": first.pk, "at": steps.at(LATE)}
    refused("no_words", give_back, actor=district.actor("supervisor2"), reason=" ", **give)
    refused("not_yours", give_back, actor=district.actor("leader"), reason="不妥", **give)
    give_back(actor=district.actor("supervisor2"), reason="请写明联系人", **give)
    refused("draft_decided", papers.signed, district=district, drafts=[first], on=LATE)
    (second,) = papers.drafted(district, papers.pressed(LATE, words="联系人：督查室"), on=LATE, instead_of=first.pk)  # fmt: skip
    assert (second.version, second.instead_of, second.number) == (2, first, first.number)
    refused("draft_decided", papers.drafted, district=district, made=papers.pressed(LATE), number="另号", on=LATE, instead_of=first.pk)  # fmt: skip
    (paper,) = papers.signed(district, [second], on=LATE)
    assert paper.number == papers.NUMBER
    assert Act.objects.filter(verb="papers.give_back", details__contains="请写明联系人").exists()


def test_a_paper_bears_the_day_on_which_it_is_signed(district):
    steps.assigned(district, co=())
    (draft,) = papers.drafted(district, papers.pressed(LATE), on=LATE)
    (paper,) = papers.signed(district, [draft], on=date(2026, 5, 11))
    assert paper.on == date(2026, 5, 11)
    said = words(from_json(paper.content))
    assert said.count("2026年5月11日") == 1
    assert "截至2026年5月7日" in said  # what it says is as of the day on which it was drafted
    assert paper.docx_sha256 == sha256_of(from_json(paper.content), "docx")


def test_the_unit_reads_its_letter_and_no_other_unit_does(district):
    steps.assigned(district, co=())
    papers.signed(district, papers.drafted(district, papers.pressed(LATE), on=LATE), on=LATE)
    assert papers_for(district.actor("head")).count() == 1
    assert papers_for(district.actor("head2")).count() == 0


def test_the_notice_lists_what_was_assigned_with_its_units_and_days(district):
    first = steps.assigned(district)
    second = steps.assigned(
        district, lead="教体局", co=(), kind="proposal", title="关于校园周边停车的提案", session="九届五次"
    )
    hidden = steps.assigned(district)
    Matter.objects.filter(pk=hidden.pk).update(secrecy=2)
    withdrawn = steps.assigned(district)
    Proposal.objects.filter(pk=withdrawn.pk).update(withdrawn_on=LATE, withdrawn_why="书面撤回")
    (all_,) = papers.assigned(LATE)
    assert set(all_.matters) == {first.pk, second.pk}
    assert all_.office_id is None
    rows = cells(all_.content, "交办清单")
    assert [(row["lead"], row["co"], row["kind"]) for row in rows] == [
        ("区发展和改革局", "区住房和城乡建设局", "代表建议"), ("区教育体育局", "", "政协提案"),
    ]  # fmt: skip
    assert rows[0]["first"] == "陈晓岚等2人"
    assert rows[0]["due"] == "2026年5月6日"
    assert "共2件，其中代表建议1件、政协提案1件" in words(all_.content)
    (one,) = papers.assigned(LATE, office=district.offices["教体局"])
    assert one.matters == (second.pk,)
    assert one.office_id == district.offices["教体局"].pk
    refused("paper_without_items", papers.assigned, on=LATE, since=date(2026, 3, 1))


def test_the_letter_of_reply_has_its_class_at_the_upper_right_and_goes_to_who_signed(district):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    (made,) = papers.replied(proposal, copies_to=("区人大常委会代表工委",))
    content = made.content
    assert content.mark == "办理结果：B　公开方式：主动公开"
    said = words(content)
    for phrase in ("陈晓岚、周明远代表：", "已列入今年计划", "1．建成步道（2026年9月30日前完成）", "抄送：区人大常委会代表工委。", "征询意见表", "承诺事项落实情况：建成步道"):  # fmt: skip
        assert phrase in said
    assert said.index("办理结果：B") < said.index("区发展和改革局")
    assert content.on == steps.SENT
    assert "13800000000" not in said
    assert from_json(to_json(content)) == content


def test_the_letter_of_reply_is_drafted_by_the_unit_and_signed_by_its_head_under_the_replys_number(district):
    proposal = steps.replied(district)
    made = papers.replied(proposal)
    for who in ("supervisor", "officer2"):
        refused("not_yours", papers.drafted, district=district, made=made, kind="prop_reply", who=who, number="甲1号", on=LATE)  # fmt: skip
    drafts = papers.drafted(district, made, kind="prop_reply", who="officer", number="发改函〔2026〕8号", on=LATE)  # fmt: skip
    for who in ("supervisor2", "head2"):
        refused("not_yours", papers.signed, district=district, drafts=drafts, who=who, on=LATE)
    (paper,) = papers.signed(district, drafts, who="head", on=LATE)
    assert paper.on == steps.SENT  # the reply was sent on that day
    assert papers_for(district.actor("officer")).get() == paper
    assert not papers_for(district.actor("head3")).exists()


def test_a_reply_that_is_not_published_says_so_and_one_that_is_not_there_gives_no_letter(district):
    private = steps.replied(district, public=False, private_why="涉及商业秘密")
    assert papers.replied(private)[0].content.mark.endswith("不予公开")
    refused("paper_without_items", papers.replied, proposal=steps.handled(district))


def test_the_form_of_opinion_asks_for_each_thing_that_is_rated(district):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    matter = Matter.objects.get(pk=proposal.pk)
    form = paper_of(matter, proposal.replies.get())
    asked = [row["asked"] for row in cells(form, "征询意见表")]
    for thing in ("走访情况", "办理人员态度", "答复是否针对建议、提案", "是否由分管领导答复", "对办理结果（答复）", "意见和建议"):  # fmt: skip
        assert thing in asked
    assert not form.draft


def test_the_report_counts_verified_replies_alone_and_names_the_rest(district):
    arrived, waiting = steps.replied(district), steps.replied(district, outcome="C")
    steps.handled(district, kind="proposal", lead="发改局")
    steps.arrive(district, arrived, on=date(2026, 4, 24))
    steps.rated(district, arrived, "mostly")
    on = date(2026, 5, 11)
    content = papers.reported(on)[0].content
    (unit, total) = cells(content, "各单位办理情况")
    assert (unit["unit"], unit["assigned"], unit["replied"], unit["waiting"], unit["open"]) == ("区发展和改革局", "3", "1", "1", "1")  # fmt: skip
    assert (total["mostly"], total["satisfied"], total["in_time"]) == ("1", "0", "1")
    classes = {row["code"]: row for row in cells(content, "办理结果分类")}
    assert (classes["A"]["suggestions"], classes["A"]["share"], classes["C"]["all"]) == ("1", "100.0%", "0")
    said = [block.words for block in content.sections[0].blocks if isinstance(block, Words)]
    assert "交办率（已交办／立案）：100.0%（3／3）。" in said
    assert "办复率（已答复／已交办）：尚未核实（1件）。" in said
    assert "承诺落实率（已核实／已到期）：无应计事项。" in said
    assert any(waiting.matter.number in line and "尚未确认送达" in line for line in said)
    steps.arrive(district, waiting, on=on)
    again = papers.reported(on)[0].content
    assert "办复率（已答复／已交办）：66.6%（2／3）。" in [block.words for block in again.sections[0].blocks if isinstance(block, Words)]  # fmt: skip


def test_the_report_as_of_an_earlier_day_does_not_know_what_came_later(district):
    steps.arrive(district, steps.replied(district), on=date(2026, 4, 24))
    before = papers.reported(date(2026, 4, 19))[0].content
    (unit, _total) = cells(before, "各单位办理情况")
    assert (unit["replied"], unit["open"], unit["waiting"]) == ("0", "1", "0")


def test_what_is_promised_given_up_or_withdrawn_later_is_not_known_to_a_report_of_an_earlier_day(district):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 4, 30))])
    Proposal.objects.filter(pk=proposal.pk).update(withdrawn_on=date(2026, 5, 20), withdrawn_why="书面撤回")
    proposal.commitments.update(given_up_on=date(2026, 5, 10), given_up_why="规划调整")

    def said(on):
        blocks = papers.reported(on)[0].content.sections[0].blocks
        return "".join(block.words for block in blocks if isinstance(block, Words))

    assert "答复中没有承诺事项" in said(date(2026, 4, 19))
    assert "已到期1项，经核实落实0项，到期尚未核实1项，书面说明不再落实0项" in said(date(2026, 5, 1))
    assert "已到期0项，经核实落实0项，到期尚未核实0项，书面说明不再落实1项" in said(date(2026, 5, 10))
    refused("paper_without_items", papers.reported, on=date(2026, 5, 20))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_letter_of_reply_is_laid_out(district, tmp_path):
    proposal = steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    content = papers.replied(proposal, copies_to=("区人大常委会代表工委", "区政府督查室"))[0].content
    (tmp_path / "reply.docx").write_bytes(file_of(content.issued("发改函〔2026〕8号"), "docx"))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "reply.docx"], check=True, capture_output=True, timeout=300)  # fmt: skip
    pages = pypdfium2.PdfDocument(tmp_path / "reply.pdf")
    assert len(pages) == 2
    text = pages[0].get_textpage()
    mark = text.search("办理结果").get_next()
    left, bottom, *_ = text.get_charbox(mark[0])
    assert left > pages[0].get_width() / 3
    assert bottom > pages[0].get_height() * 0.8
