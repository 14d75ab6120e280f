"""Files of a register are brought in, put right and entered: all at once by the register's own acts, or not at all."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.selectors import head, links
from luoshi_web.registers.importing import services
from luoshi_web.registers.importing.models import ImportedFile, ImportedRow
from luoshi_web.registers.importing.of_proposals import number_of
from luoshi_web.registers.importing.selectors import preview
from luoshi_web.registers.models import Matter, Proposal
from luoshi_web.registers.proposals.selectors import rates_of
from luoshi_web.registers.proposals.services import history
from luoshi_web.supervision.models import Message
from tests.web.conftest import NOW, TODAY
from tests.web.registers import imported_lists as lists
from tests.web.registers import proposal_steps as steps

COMMON = {"kind": "suggestion", "filed_on": "2026-01-20", "session": "十八届五次", "place": "重庆"}


def brought(district, rows, *, by="supervisor", common=COMMON, register="proposals", content=None, **about):
    content = content or lists.proposal_book(rows)
    file = services.bring_in(
        actor=district.actor(by), register=register, name="台账.xlsx", content=content, about=services.About(2026, **about), at=NOW
    )  # fmt: skip
    return services.put_right(
        actor=district.actor(by), file_id=file.pk, layouts=file.layouts, names={}, common=common
    )


def taken(district, file, **how):
    return services.take(actor=district.actor("supervisor"), file_id=file.pk, at=NOW, **how)


def entered(district, **said):
    taken(district, brought(district, [lists.suggestion(1, **said)]))
    return Proposal.objects.select_related("matter__office").get()


def told(district, **said):
    """The codes of what is told of one row."""
    ((row, _units),) = preview(brought(district, [lists.suggestion(1, **said)]), on=TODAY).rows
    return {doubt.code for doubt in [*row.errors, *row.doubts, *row.left.values()]}


def test_a_row_is_filed_and_assigned_by_the_registers_own_acts(district):
    proposal = entered(district)
    matter = proposal.matter
    assert (matter.number, matter.year, matter.state, matter.office.short_name) == (
        "建议第1号",
        2026,
        "assigned",
        "发改局",
    )
    assert [each.name for each in proposal.signatories.all()] == ["陈晓岚", "周明远", "赵立新"]
    assert (proposal.filed_on, proposal.assigned_on, proposal.due) == (
        date(2026, 1, 20),
        date(2026, 2, 5),
        date(2026, 5, 6),
    )
    assert [share.office.short_name for share in proposal.shares.filter(role="co")] == ["住建局"]
    assert set(matter.clocks.values_list("code", flat=True)) == {"reply", "return", "co_opinion"}
    verbs = list(Act.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["imports.bring_in", "proposals.file", "proposals.assign", "imports.take"]
    assert list(breaks(links(), head())) == []
    row = ImportedRow.objects.get()
    assert (row.how, row.matter_id, row.sheet, row.first, row.cells["案由"]) == (
        "made",
        matter.pk,
        "建议台账",
        4,
        matter.title,
    )


def test_a_row_by_file_is_as_one_typed_in(district):
    """The same row by the file and by hand: nothing differs but where it came from."""
    by_file = entered(district)
    typed = steps.assigned(district, number="建议第2号", title=by_file.matter.title, session="十八届五次", signatories=[("陈晓岚", "城关代表团", ""), ("周明远", "", ""), ("赵立新", "", "")])  # fmt: skip
    same = [f.attname for f in Proposal._meta.fields if f.attname not in {"matter_id", "taken_over"}]
    assert [getattr(by_file, name) for name in same] == [getattr(Proposal.objects.get(pk=typed.pk), name) for name in same]  # fmt: skip
    clocks = [
        list(each.matter.clocks.values_list("code", "of", "began", "due", "state"))
        for each in (by_file, typed)
    ]
    assert clocks[0] == clocks[1]


ANSWERED = {
    "答复时间": "2026.2.20", "答复文号": "发改函〔2026〕8号", "办理结果": "B类", "是否公开": "公开", "面商时间": "2026.2.12", "代表满意度": "基本满意",
    "评价时间": "2026-02-26", "承诺事项": "建成步道3公里", "完成时限": "2026年9月底",
}  # fmt: skip


def test_what_was_answered_before_is_taken_over_with_its_days(district):
    proposal = entered(district, **ANSWERED)
    matter, reply = proposal.matter, proposal.replies.get()
    assert (matter.state, proposal.replied_on, proposal.outcome, proposal.meaning) == (
        "replied",
        date(2026, 2, 20),
        "B",
        "under_way",
    )
    assert (reply.number, reply.words, reply.signed_by, reply.taken_over) == (
        "发改函〔2026〕8号",
        "",
        None,
        True,
    )
    assert proposal.contacts.get().on == date(2026, 2, 12)
    assert (proposal.commitments.get().due, proposal.commitments.get().words) == (
        date(2026, 9, 30),
        "建成步道3公里",
    )
    assert (proposal.ratings.get().value, proposal.ratings.get().given_on) == ("mostly", date(2026, 2, 26))
    states = dict(matter.clocks.values_list("code", "state"))
    assert states["reply"] == "met"
    assert states["co_opinion"] == "lifted"
    figures = {(each.code, each.variant): each for each in rates_of(Matter.objects.all(), on=TODAY)}
    assert figures["replied", "a"].numerator == 1
    assert figures["satisfied", "b"].numerator == 1


def test_a_reply_that_was_late_is_late(district):
    row = lists.suggestion(1, 交办时间="2025.8.1", 答复时间="2026.2.20", 办理结果="A")
    taken(district, brought(district, [row], common=COMMON | {"filed_on": "2025-07-28"}))
    proposal = Proposal.objects.get()
    assert proposal.matter.clocks.get(code="reply").state == "missed"
    in_time = next(
        each for each in rates_of(Matter.objects.all(), on=TODAY) if each.code == "replied_in_time"
    )
    assert (in_time.numerator, in_time.denominator) == (0, 1)


def test_what_is_not_known_stays_empty_and_is_told(district):
    proposal = entered(
        district, 答复时间="2026.2.20", 代表满意度="满意", 是否公开="不公开", 面商时间="2026年2月"
    )
    assert (proposal.outcome, proposal.public, proposal.replies.get().number) == ("", None, "")
    assert not proposal.ratings.exists()
    assert not proposal.contacts.exists()
    left = ImportedRow.objects.get().left
    assert {code: why for code, (_cell, why, _facts) in left.items()} == {
        "rating": "import_no_day", "public": "import_private", "contacted_on": "import_month",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"案由": None}, "import_missing"),
        ({"领衔代表": "无"}, "import_missing"),
        ({"交办时间": "2026.1.5"}, "import_before"),
        ({"交办时间": "2026.5.1"}, "import_to_come"),
        ({"交办时间": None}, "import_no_day"),
        ({"主办单位": None}, "import_no_unit_to_assign"),
        ({"主办单位": "区机构改革前的某办"}, "import_unit"),
        ({"办理结果": "A"}, "import_no_reply"),
        ({"答复时间": "2026.2.1"}, "import_before"),
        ({"答复时间": "2026.2.20", "办理结果": "戊"}, "import_class"),
        ({"答复时间": "2026.2.20", "代表满意度": "一般"}, "import_code"),
        ({"答复时间": "2026.2.20", "面商时间": "2026.2.27"}, "import_between"),
        ({"答复时间": "2026.2.20", "承诺事项": "建成步道"}, "import_no_day"),
        ({"答复时间": "2026.2.20", "代表满意度": "满意", "评价时间": "2026.2.10"}, "import_before"),
        ({"案由": "长" * 301}, "import_long"),
    ],
)  # fmt: skip
def test_every_doubt_is_told(district, said, code):
    assert code in told(district, **said)


def test_the_same_file_twice_adds_nothing(district):
    rows = lists.suggestions(12)
    taken(district, brought(district, rows))
    before = Matter.objects.count(), Act.objects.filter(verb__startswith="proposals.").count()
    again = taken(district, brought(district, rows))
    assert (Matter.objects.count(), Act.objects.filter(verb__startswith="proposals.").count()) == before
    assert set(again.rows.values_list("how", flat=True)) == {"there"}


def test_what_is_there_is_shown_and_never_overwritten(district):
    proposal = entered(district)
    file = brought(district, [lists.suggestion(1, 案由="另一个案由", 答复时间="2026.2.20", 办理结果="A")])
    ((row, _units),) = preview(file, on=TODAY).rows
    assert row.there == proposal.pk
    assert {(doubt.code, doubt.facts["text"]) for doubt in row.doubts} == {
        ("import_differs", "另一个案由"), ("import_further", "2026.2.20"), ("import_further", "A"),
    }  # fmt: skip
    version = Matter.objects.get().version
    taken(district, file)
    assert Matter.objects.get().version == version
    assert Proposal.objects.get().replied_on is None


def test_numbers_in_any_writing_are_one_and_kinds_are_two(district):
    assert {
        number_of(said, "suggestion") for said in ("12", "012", "第12号", "12.0", "Ｎo.12", "建议第012号")
    } == {"建议第12号"}
    assert number_of("12", "proposal") == "提案第12号"
    assert number_of("青人建〔2026〕12", "suggestion") == "青人建〔2026〕12"
    entered(district)
    ((row, _units),) = preview(
        brought(district, [lists.suggestion(1)], common=COMMON | {"kind": "proposal"}), on=TODAY
    ).rows
    assert row.there is None


def test_a_number_that_stands_twice_is_wrong_the_second_time(district):
    seen = preview(brought(district, [lists.suggestion(1), lists.suggestion(1, 建议编号="1")]), on=TODAY)
    first, second = (row for row, _units in seen.rows)
    assert not first.errors
    assert [doubt.code for doubt in second.errors] == ["import_twice"]


def test_wrong_rows_are_left_out_only_where_that_was_said(district):
    file = brought(district, [lists.suggestion(1), lists.suggestion(2, 案由=None)])
    with pytest.raises(Refusal) as refused:
        taken(district, file)
    assert refused.value.code == "import_wrong_rows"
    assert not Matter.objects.exists()
    taken(district, file, leave_wrong=True)
    assert Matter.objects.count() == 1
    assert ImportedRow.objects.get(how="wrong").matter is None


def test_one_refused_row_undoes_all(district, monkeypatch):
    """A service that refuses a row although nothing was told before: nothing is entered, nothing logged, nobody told."""
    file = brought(district, lists.suggestions(5))
    real = history.demand_come
    monkeypatch.setattr(
        history, "demand_come", lambda day, at: real(date(2027, 1, 1) if day.day == 12 else day, at)
    )
    acts, messages = Act.objects.count(), Message.objects.count()
    with pytest.raises(Refusal) as refused:
        taken(district, file)
    assert refused.value.code == "import_refused"
    assert "建议台账 5" in str(refused.value)
    assert not Matter.objects.exists()
    assert Act.objects.count() == acts
    assert Message.objects.count() == messages
    file.refresh_from_db()
    assert file.state == "seen"


def test_units_are_told_once_and_of_what_is_open_alone(district):
    taken(district, brought(district, lists.suggestions(40)))
    told_ = Message.objects.filter(
        channel="in_app", kind="matters", person=district.actor("officer").person_id
    )
    (message,) = told_
    mine = (
        Proposal.objects.filter(replied_on=None, shares__office=district.offices["发改局"]).distinct().count()
    )
    assert len(message.inputs["lines"] if isinstance(message.inputs, dict) else message.inputs) == mine


def test_names_that_nobody_knows_are_asked_once(district):
    rows = [lists.suggestion(place, 主办单位="区城市更新办") for place in (1, 2)]
    file = brought(district, rows)
    assert preview(file, on=TODAY).offices == {"区城市更新办": 2}
    with pytest.raises(Refusal) as refused:
        taken(district, file)
    assert refused.value.code == "import_names_unknown"
    services.put_right(
        actor=district.actor("supervisor"), file_id=file.pk, layouts=file.layouts, common=file.common, names={"区城市更新办": district.offices["住建局"].pk}
    )  # fmt: skip
    taken(district, file)
    assert set(Matter.objects.values_list("office__short_name", flat=True)) == {"住建局"}


@pytest.mark.parametrize("by", ["leader", "head", "officer", "auditor", "administrator"])
def test_only_whoever_keeps_the_register_brings_files_in(district, by):
    with pytest.raises(Refusal) as refused:
        brought(district, [lists.suggestion(1)], by=by)
    assert refused.value.code == "not_yours"
    assert not ImportedFile.objects.exists()


def test_what_is_confidential_does_not_come_in_from_files(district):
    with pytest.raises(Refusal) as refused:
        brought(district, [lists.suggestion(1)], secrecy=2)
    assert refused.value.code == "import_too_secret"
    header = [*lists.PROPOSALS, "是否要求保密"]
    content = lists.book(("台账", [header, [*lists.suggestion(1), "是"]]))
    ((row, _units),) = preview(brought(district, [], content=content), on=TODAY).rows
    assert [doubt.code for doubt in row.errors] == ["import_protected"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import_old_format"),
        ("台账.pdf", b"%PDF-1.7\n", "import_not_a_table"),
        ("台账.xlsx", b"", "import_empty"),
        ("台账.xlsx", b"PK\x03\x04 broken", "file_damaged"),
        ("台账.csv", b"", "import_empty"),
        ("台账.csv", "编号,案由\n".encode() * 6000, "import_too_large"),
        ("台账.xlsx", bytes(11 << 20), "import_too_large"),
        ("台账.xlsx", lists.book(("空表", [])), "import_empty"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_its_remedy(district, name, content, code):
    with pytest.raises(Refusal) as refused:
        services.bring_in(
            actor=district.actor("supervisor"),
            register="proposals",
            name=name,
            content=content,
            about=services.About(2026),
            at=NOW,
        )
    assert refused.value.code == code
    assert str(refused.value)
    assert not ImportedFile.objects.exists()
    assert not Act.objects.exists()


def test_history_is_only_for_what_came_from_a_list(district):
    proposal = steps.assigned(district)
    answered = history.Answered(sent_on=TODAY, source="台账.xlsx")
    with pytest.raises(Refusal) as refused:
        history.take_over_reply(
            actor=district.actor("supervisor"),
            matter_id=proposal.pk,
            version=steps.version(proposal),
            answered=answered,
            at=NOW,
        )
    assert refused.value.code == "not_taken_over"


def test_a_file_is_entered_or_put_aside_once(district):
    file = brought(district, [lists.suggestion(1)])
    services.drop(actor=district.actor("supervisor"), file_id=file.pk, at=NOW)
    with pytest.raises(Refusal) as refused:
        taken(district, file)
    assert refused.value.code == "import_settled"
    assert not Matter.objects.exists()


def test_400_rows_take_few_questions_each(district):
    """Some fifty statements a row, a third of them savepoints; the number does not grow with the rows."""
    counts = []
    for count, first in ((20, 0), (60, 100)):
        rows = [[row[0], f"{first + place}", f"{row[2]}{first}", *row[3:]] for place, row in enumerate(lists.suggestions(count), 1)]  # fmt: skip
        file = brought(district, rows)
        with CaptureQueriesContext(connection) as asked:
            taken(district, file)
        counts.append(len(asked) / count)
    assert counts[1] <= counts[0]
    assert counts[1] < 55
