"""Reports of a period and the files that prove them: what is written, what is refused, and that a refusal leaves nothing."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.lights.run import run_day
from luoshi_web.supervision.models import Attachment, Evidence, Item, Light, Update
from luoshi_web.supervision.selectors.progress import latest_updates, owed, reported, updates_for
from luoshi_web.supervision.services.evidence import attach, attach_all, examine
from luoshi_web.supervision.services.progress import Report, correct, report
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.uploads import JPEG, PDF, docx

FEBRUARY = date(2026, 2, 28)
ISSUED = NOW - timedelta(days=40)


@pytest.fixture
def target(make_item):
    return make_item(kind="target", low=Decimal(500_000_000), unit="元", bound="at_least", assigned_at=ISSUED)


def told(**columns):
    return Report(**{"words": "完成主体工程。"} | columns)


def test_a_report_is_one_row_one_act_and_the_items_columns(district, target):
    update = report(
        actor=district.actor("officer"), item_id=target.pk, period=FEBRUARY, at=NOW,
        said=told(value="0.8亿元", problems="资金到位慢", next_steps="加快拨付", data_source="区统计局"),
    )  # fmt: skip
    target = Item.objects.get(pk=target.pk)
    assert (update.value, update.current, update.post) == (
        Decimal(80_000_000),
        True,
        district.posts["officer"],
    )
    assert (target.last_value, target.last_reported_on, target.version) == (Decimal(80_000_000), TODAY, 1)
    act = Act.objects.get()
    assert (act.verb, act.object_id) == ("progress.report", target.pk)
    assert json.loads(act.details)["value"] == "80000000"


@pytest.mark.parametrize(
    ("key", "period", "columns", "code"),
    [
        ("officer2", FEBRUARY, {"value": "1亿元"}, "not_yours"),
        ("supervisor", FEBRUARY, {"value": "1亿元"}, "not_yours"),
        ("officer", date(2026, 2, 27), {"value": "1亿元"}, "period_not_month_end"),
        ("officer", date(2026, 4, 30), {"value": "1亿元"}, "period_not_yet"),
        ("officer", date(2025, 12, 31), {"value": "1亿元"}, "period_before_item"),
        ("officer", FEBRUARY, {"value": "1亿元", "words": "  "}, "progress_without_words"),
        ("officer", FEBRUARY, {}, "progress_without_value"),
        ("officer", FEBRUARY, {"value": "1亿元", "state": "no_data"}, "progress_with_value"),
        ("officer", FEBRUARY, {"value": "50户"}, "value_other_unit"),
        ("officer", FEBRUARY, {"value": "0.8"}, "value_unit_needed"),
        ("officer", FEBRUARY, {"value": "1亿元", "share": Decimal(101)}, "progress_share"),
    ],
)
def test_a_report_that_is_refused_leaves_nothing(district, target, key, period, columns, code):
    with pytest.raises(Refusal) as refused:
        report(actor=district.actor(key), item_id=target.pk, period=period, said=told(**columns), at=NOW)
    assert refused.value.code == code
    assert str(refused.value)
    assert not Update.objects.exists()
    assert not Act.objects.exists()


@pytest.mark.parametrize("state", [State.ASSIGNED, State.RETURNED, State.CLOSED_DONE, State.WITHDRAWN])
def test_only_what_is_under_way_is_reported_on(district, make_item, state):
    item = make_item(state=state)
    with pytest.raises(Refusal) as refused:
        report(actor=district.actor("officer"), item_id=item.pk, period=FEBRUARY, said=told(), at=NOW)
    assert refused.value.code == "wrong_state"


def test_there_is_one_report_a_period(district, target):
    actor = district.actor("officer")
    report(actor=actor, item_id=target.pk, period=FEBRUARY, said=told(value="1亿元"), at=NOW)
    with pytest.raises(Refusal) as refused:
        report(actor=actor, item_id=target.pk, period=FEBRUARY, said=told(value="2亿元"), at=NOW)
    assert refused.value.code == "progress_there"
    assert Act.objects.count() == 1


def test_no_data_published_yet_is_a_state_without_a_value(district, target):
    update = report(
        actor=district.actor("officer"),
        item_id=target.pk,
        period=FEBRUARY,
        said=told(state="no_data"),
        at=NOW,
    )
    assert (update.state, update.value) == ("no_data", None)


def test_a_correction_supersedes_and_says_why(district, target):
    actor = district.actor("head")
    first = report(actor=actor, item_id=target.pk, period=FEBRUARY, said=told(value="1亿元"), at=NOW)
    later = NOW + timedelta(days=1)
    second = correct(
        actor=actor, update_id=first.pk, said=told(value="0.9亿元"), reason="统计口径更正", at=later
    )
    first.refresh_from_db()
    target = Item.objects.get(pk=target.pk)
    assert (first.current, second.current, second.supersedes) == (False, True, first)
    assert target.last_value == Decimal(90_000_000)
    details = json.loads(Act.objects.order_by("-number")[0].details)
    assert (details["reason"], details["before"]["value"], details["value"]) == (
        "统计口径更正",
        "100000000",
        "90000000",
    )
    with pytest.raises(Refusal) as refused:
        correct(actor=actor, update_id=first.pk, said=told(value="3亿元"), reason="再改", at=later)
    assert refused.value.code == "progress_not_current"
    with pytest.raises(Refusal) as refused:
        correct(actor=actor, update_id=second.pk, said=told(value="3亿元"), reason=" ", at=later)
    assert refused.value.code == "correction_without_reason"
    assert Update.objects.filter(current=True).count() == 1
    assert Act.objects.count() == 2


def test_the_last_value_is_that_of_the_latest_period(district, target):
    actor = district.actor("officer")
    report(actor=actor, item_id=target.pk, period=FEBRUARY, said=told(value="1亿元"), at=NOW)
    report(actor=actor, item_id=target.pk, period=date(2026, 1, 31), said=told(value="0.4亿元"), at=NOW)
    report(actor=actor, item_id=target.pk, period=date(2026, 3, 31), said=told(state="no_data"), at=NOW)
    target = Item.objects.get(pk=target.pk)
    assert target.last_value == Decimal(100_000_000)


def test_a_report_lights_its_item_at_once_where_the_day_was_run(district, target):
    run_day(actor=district.actor("supervisor"), day=TODAY, at=NOW)
    target = Item.objects.get(pk=target.pk)
    assert target.gap_light == "yellow"  # February was owed
    report(
        actor=district.actor("officer"), item_id=target.pk, period=FEBRUARY, said=told(value="1亿元"), at=NOW
    )
    target = Item.objects.get(pk=target.pk)
    assert target.gap_light == "green"
    light = Light.objects.get(item=target, kind="gap")
    assert (light.reason, light.since) == ("on_schedule", TODAY)


def test_what_is_owed_and_the_report_that_papers_take(district, make_item, target):
    other = make_item(assigned_at=ISSUED)
    make_item(lead="head2", assigned_at=ISSUED)
    make_item(state=State.ASSIGNED, assigned_at=ISSUED)
    make_item(assigned_at=NOW)  # issued after February was over
    actor = district.actor("officer")
    assert set(owed(actor, FEBRUARY)) == {target, other}
    update = report(actor=actor, item_id=target.pk, period=FEBRUARY, said=told(value="1亿元"), at=NOW)
    assert list(owed(actor, FEBRUARY)) == [other]
    assert list(reported(actor, FEBRUARY)) == [update]
    assert updates_for(FEBRUARY, [target.pk, other.pk]) == {target.pk: update}
    assert latest_updates([target.pk], before=date(2026, 3, 31)) == {target.pk: update}
    assert latest_updates([target.pk], before=FEBRUARY) == {}


# -- evidence -------------------------------------------------------------------------------------------------------


def upload(name="佐证.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def _attached(district, item, *files, key="officer", **options):
    actor = district.actor(key)
    examined = examine(actor=actor, item=item, files=files, at=NOW)
    return attach_all(actor=actor, item_id=item.pk, files=examined, at=NOW, **options)


def test_evidence_is_stored_once_however_often_it_is_attached(district, make_item):
    one, two = make_item(), make_item()
    first = _attached(district, one, upload())[0]
    second = _attached(district, two, upload("另一个名字.pdf"))[0]
    assert first.evidence == second.evidence
    assert (first.name, second.name) == ("佐证.pdf", "另一个名字.pdf")
    evidence = Evidence.objects.get()
    assert (evidence.media_type, evidence.size) == ("application/pdf", len(PDF))
    with default_storage.open(evidence.content.name) as stored:
        assert stored.read() == PDF
    assert evidence.content.name == f"evidence/{evidence.sha256[:2]}/{evidence.sha256}"
    assert [act.verb for act in Act.objects.all()] == ["evidence.attach", "evidence.attach"]


def test_a_refused_file_is_seen_in_the_log_and_nothing_is_stored(district, make_item):
    item = make_item()
    with pytest.raises(Refusal) as refused:
        _attached(
            district, item, upload(), upload("..\\..\\报告.docx", docx(members={"word/vbaProject.bin": b"x"}))
        )
    assert refused.value.code == "file_macros"
    assert "报告.docx" in str(refused.value)
    assert not Evidence.objects.exists()
    act = Act.objects.get()
    assert (act.verb, json.loads(act.details)["fault"]) == ("evidence.refuse", "macros")


def test_who_helps_attaches_too_and_others_do_not(district, make_item):
    item = make_item(helpers=("head2",))
    assert _attached(district, item, upload(), key="officer2")
    with pytest.raises(Refusal) as refused:
        _attached(district, item, upload(content=PDF + b"\n%%EOF"), key="head3")
    assert refused.value.code == "not_yours"


def test_eleven_files_are_too_many(district, make_item):
    with pytest.raises(Refusal) as refused:
        _attached(district, make_item(), *(upload() for _ in range(11)))
    assert refused.value.code == "file_too_many"


def test_the_same_file_twice_in_an_upload_is_one_and_again_later_is_refused(district, make_item):
    item = make_item()
    assert len(_attached(district, item, upload(), upload("副本.pdf"), upload("图.jpg", JPEG))) == 2
    with pytest.raises(Refusal) as refused:
        _attached(district, item, upload("新.pdf", PDF + b"\n%%EOF"), upload())
    assert refused.value.code == "file_attached"
    assert Attachment.objects.count() == 2  # all of an upload or none of it


def test_a_broken_off_upload_leaves_no_row_and_is_written_anew(district, make_item, monkeypatch):
    item, actor = make_item(), district.actor("officer")
    examined = examine(actor=actor, item=item, files=[upload()], at=NOW)[0]
    place = f"evidence/{examined.sha256[:2]}/{examined.sha256}"

    def breaks(name, content):
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "save", breaks)
        with pytest.raises(OSError, match="disk full"):
            attach(actor=actor, item_id=item.pk, file=examined, at=NOW)
    assert not Evidence.objects.exists()
    assert not Act.objects.exists()
    default_storage.save(place, ContentFile(PDF[:10]))  # half a file, as a killed process leaves it
    attach(actor=actor, item_id=item.pk, file=examined, at=NOW)
    with default_storage.open(Evidence.objects.get().content.name) as stored:
        assert stored.read() == PDF
