"""What comes in: types by content, macros, tricks, sizes, the same file twice, doubtful places."""

import io
import zipfile
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from pikepdf import Dictionary, Name

from luoshi.sources.formats.detect import format_of
from luoshi.sources.readers import OPENERS
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.intake import reports
from luoshi_web.ledgerstore.doubts import doubts, same_place
from luoshi_web.ledgerstore.incoming import NotTaken, clean_name, inspect
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.services.read import confirm_copy, read_copy
from luoshi_web.ledgerstore.services.uploads import read_again, set_aside, upload_copy
from tests.web.attacks.evidence_files import ATTACKS
from tests.web.attacks.report_files import odt, ofd, rtf
from tests.web.conftest import NOW
from tests.web.review_reports import SHORT, bring_in
from tests.web.supervision.uploads import PDF, bof, compound, docx, fib, pdf, relations

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
PNG = bytes.fromhex("89504e470d0a1a0a") + b"\0" * 64


def zipped(**files: str | bytes) -> bytes:
    """A ZIP; ``__`` in a name stands for ``/``, ``_dot_`` for a point."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def archived(name: str, content: str | bytes = SHORT) -> bytes:
    """A ZIP with one file of any name, a bad one too."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def document(text: str = SHORT, *, more: str = "", **members: bytes) -> bytes:
    """A DOCX of the text's lines, with more parts."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()}
    return docx(body=lines, members=named, more=more)


DOC = compound({"WordDocument": fib(), "1Table": b"\0" * 600})
"""Word 97, without a text."""


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    """A web archive (MHT): (type, name, bytes) of each part behind the page."""
    mail = MIMEMultipart("related")
    mail.attach(MIMEText(f"<html><body><p>{SHORT}</p></body></html>", "html", "utf-8"))
    for kind, name, data in parts:
        part = MIMEBase(*kind.split("/"))
        part.set_payload(data)
        encode_base64(part)
        part.add_header("Content-Location", f"https://www.example.cn/{name}")
        mail.attach(part)
    return b"MIME-Version: 1.0\r\n" + mail.as_bytes().replace(b"MIME-Version: 1.0\n", b"", 1)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\报告.docx", "报告.docx"),
        ("报告\u202excod.exe", "报告xcod.exe"),
        ("报\x00告\r\n.txt", "报告.txt"),
        ("..", "报告"),
        ("", "报告"),
        ("a" * 300 + ".docx", "a" * 115 + ".docx"),
        (' <b>"x".txt', "bx.txt"),
    ],
)
def test_names_lead_nowhere(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "copy_empty"),
        ("报告.exe", b"MZ\x90\0", "copy_executable"),
        ("报告.docx", b"MZ\x90\0" + b"\0" * 99, "copy_executable"),
        ("报告.txt", b"#!/bin/sh\nrm -rf /\n", "copy_executable"),
        ("报告.docx.js", SHORT.encode(), "copy_executable"),
        ("报告.docm", document(), "copy_macros"),
        ("报告.docx", document(word__vbaProject_dot_bin=b"x"), "copy_macros"),
        ("报告.txt", document(word__vbaProject_dot_bin=b"x"), "copy_macros"),
        ("报告.docx", docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml", encoding="UTF-16"), "copy_macros"),
        ("报告.zip", zipped(一_dot_docx=document(word__vbaProject_dot_bin=b"x")), "copy_macros"),
        ("报告.doc", compound({"WordDocument": fib(), "Macros/VBA/dir": b"x"}), "copy_macros"),
        ("报告.doc", compound({"Workbook": bof()}), "copy_unknown_type"),
        ("报告.doc", OLE, "copy_damaged"),
        ("报告.pdf", b"%PDF-1.4\nbroken", "copy_damaged"),
        ("报告.pdf", pdf(lambda made: made.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="x"))), "copy_active"),
        ("报告.docx", docx(members={"word/_rels/document.xml.rels": relations(("attachedTemplate", "http://a.example/t.dotm", "External"))}), "copy_active"),
        ("报告.txt", SHORT.encode() + zipped(a_dot_txt="x"), "copy_two_in_one"),
        ("报告.txt", b"x" * 40 + PDF, "copy_two_in_one"),
        ("报告.zip", zipped(一_dot_doc=compound({"WordDocument": fib(), "Macros/VBA/dir": b"x"})), "copy_macros"),
        ("报告.zip", zipped(一_dot_html="<html></html>", 二_dot_bin=b"\x01\x02"), "copy_unknown_part"),
        ("报告.zip", zipped(一_dot_txt=SHORT, 二_dot_txt=b"x" + zipped(a_dot_txt="x")), "copy_two_in_one"),
        ("报告.mht", archive(("application/x-mso", "editdata.mso", b"ActiveMime")), "copy_macros"),
        ("报告.mht", archive(("image/png", "a.png", b"ActiveMime")), "copy_macros"),
        ("报告.mht", archive(("image/png", "a.png", b"MZ\x90")), "copy_executable"),
        ("报告.mht", archive(("application/octet-stream", "a", b"PK\x03\x04")), "copy_two_in_one"),
        ("报告.mht", archive(("application/x-shockwave-flash", "a.swf", b"FWS")), "copy_unknown_part"),
        ("图.png", PNG, "copy_unknown_type"),
        ("图.docx", PNG, "copy_unknown_type"),
        ("表.xlsx", zipped(**{"[Content_Types]_dot_xml": "<Types/>", "xl__workbook_dot_xml": "<x/>"}), "copy_unknown_type"),
        ("报告.rtf", rtf("{\\object x}"), "copy_active"),
        ("报告.zip", zipped(一_dot_txt=rtf("{\\object x}")), "copy_active"),
        ("报告.zip", archived("../../etc/cron.d/x.txt"), "copy_archive"),
        ("报告.zip", archived("/etc/x.txt"), "copy_archive"),
        ("报告.zip", archived("C:\\x.txt"), "copy_archive"),
        ("报告.zip", archived("..\\x.txt"), "copy_archive"),
        ("报告.zip", archived("报告.exe"), "copy_executable"),
        ("报告.zip", zipped(**{f"{n}_dot_txt": b"0" * 4_000_000 for n in range(12)}), "copy_bomb"),
    ],
)  # fmt: skip
def test_what_an_office_does_not_keep(name, data, code):
    with pytest.raises(NotTaken) as refused:
        inspect(name, data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("报告.txt", SHORT.encode(), ".txt"),
        ("报告", SHORT.encode("gb18030"), ".txt"),
        ("报告.html", b"<html><body>x</body></html>", ".txt"),
        ("报告.docx", document(), ".docx"),
        ("报告.bin", document(), ".docx"),
        ("报告.txt", odt(), ".odt"),
        ("报告.ofd", ofd(), ".ofd"),
        ("报告.doc", rtf(), ".rtf"),
        ("报告.doc", DOC, ".doc"),
        ("报告.pdf", PDF, ".pdf"),
        ("报告.pdf", b"\r\n\r\n" + PDF, ".pdf"),
        ("报告.mht", archive(("image/png", "a.png", PNG), ("text/css", "a.css", b"p {}")), ".mht"),
        ("报告.zip", zipped(一_dot_mht=archive(), 二_dot_doc=DOC, 三_dot_pdf=PDF), ".zip"),
        ("报告.zip", zipped(一_dot_txt=SHORT, 二_dot_dat=b"\x00\x05\x16\x07"), ".zip"),
        ("报告.zip", zipped(一_dot_html="<html></html>", style_dot_css="", lib_dot_js=""), ".zip"),
        ("报告.zip", zipped(一_dot_docx=document()), ".zip"),
    ],
)
def test_what_is_kept_under_a_suffix_of_ours(name, data, suffix):
    assert inspect(name, data).suffix == suffix


READ_AS_REPORTS = {"PDF behind other words", "saved page as text"}
"""What servers and browsers make of a report: the reader takes it, and evidence is no page."""
HOSTILE = {
    what: (name, content)
    for what, (name, content, _code) in ATTACKS.items()
    if (form := format_of(content)) is not None and form.media_type in OPENERS and what not in READ_AS_REPORTS
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_as_evidence_is_hostile_as_a_report(what):
    """Of the kinds that both take: one door, whatever the file is called for."""
    with pytest.raises(NotTaken):
        inspect(*HOSTILE[what])


def test_the_hostile_list_is_long_enough():
    assert len(HOSTILE) > 40


def test_every_format_of_the_reader_has_its_way_through_the_door():
    """A format that the library learns is taken when somebody has said how it is looked at, and not before."""
    ways = {
        "application/pdf": PDF, "application/msword": DOC, "multipart/related": archive(), "application/zip": zipped(一_dot_txt=SHORT),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": document(),
        "application/vnd.oasis.opendocument.text": odt(), "application/ofd": ofd(), "application/rtf": rtf(),
    }  # fmt: skip
    assert set(ways) == set(OPENERS)
    for media_type, data in ways.items():
        assert inspect("报告", data).media_type == media_type


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(reports, "LARGEST", 100)
    with pytest.raises(NotTaken) as refused:
        inspect("报告.txt", b"x" * 101)
    assert refused.value.code == "copy_too_large"


def test_a_report_comes_in_and_its_entries_stand_where_they_say(district):
    copy = bring_in(district)
    assert (copy.state, str(copy.report), copy.number) == ("read", "青川区2026年政府工作报告", 1)
    assert copy.report.current == copy
    entries = list(copy.report.entries.all())
    assert len(entries) == 15
    assert all(copy.text[e.start : e.end] == e.quote for e in entries)
    assert {e.review for e in entries} == {"open"}
    assert all(e.machine == e.reading for e in entries)
    assert [act.verb for act in Act.objects.order_by("number")] == ["copy.upload", "copy.read"]
    assert default_storage.exists(copy.content.name)
    assert copy.content.name == f"copies/{copy.sha256}.txt"


def test_reading_is_asked_for_with_the_upload(district):
    copy = upload_copy(actor=district.actor("supervisor"), name="青川区2026.txt", data=SHORT.encode(), at=NOW)
    copy.refresh_from_db()  # the tests' backend does a job where it is asked for
    assert (copy.state, copy.read_at) == ("read", NOW)


def test_a_job_in_the_queue_is_there_or_not_with_its_upload(district, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    with transaction.atomic():
        upload_copy(actor=district.actor("supervisor"), name="青川区2026.txt", data=SHORT.encode(), at=NOW)
        transaction.set_rollback(True)
    assert (Copy.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    copy = upload_copy(actor=district.actor("supervisor"), name="青川区2026.txt", data=SHORT.encode(), at=NOW)
    row = DBTaskResult.objects.get()
    assert (row.args_kwargs, row.task_path) == (
        {"args": [copy.pk], "kwargs": {}}, "luoshi_web.ledgerstore.tasks.read_in_background",
    )  # fmt: skip
    assert copy.state == "queued"


def test_reading_twice_makes_entries_once(district):
    copy = bring_in(district)
    acts = Act.objects.count()
    assert read_copy(copy_id=copy.pk, at=NOW) == "read"
    assert (Entry.objects.count(), Act.objects.count()) == (15, acts)


@pytest.mark.parametrize("name", ["青川区2026.docx", "别的名字.docx"])
def test_the_same_report_as_a_word_file(district, name):
    copy = bring_in(district, document(), name=name)
    assert copy.state == "read"
    assert copy.report.entries.count() == 15


@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_the_same_report_as_an_opendocument_text_and_as_rtf(district, form):
    if form == "odt":
        data = odt("".join(f"<text:p>{line}</text:p>" for line in SHORT.splitlines()))
    else:
        data = rtf(
            "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in SHORT.splitlines())
        )
    copy = bring_in(district, data, name=f"青川区2026.{form}")
    assert copy.state == "read", copy.refusal
    assert copy.report.entries.count() == 15
    assert copy.content.name == f"copies/{copy.sha256}.{form}"


def test_pages_in_a_zip_are_one_report(district):
    half = SHORT.index("三、2026年")
    data = zipped(r_1_dot_txt=SHORT[:half], r_2_dot_txt=SHORT[half:])
    copy = bring_in(district, data, name="青川区2026.zip")
    assert copy.state in ("read", "doubtful"), copy.refusal
    if copy.state == "doubtful":
        confirm_copy(actor=district.actor("supervisor"), copy_id=copy.pk, place="青川区", year=2026, at=NOW)
    copy.refresh_from_db()
    assert all(copy.text[e.start : e.end] == e.quote for e in copy.report.entries.all())


def test_the_same_file_is_told_and_not_kept_twice(district):
    bring_in(district)
    acts = Act.objects.count()
    with pytest.raises(Refusal) as refused, translation.override("en"):
        upload_copy(actor=district.actor("supervisor2"), name="另名.txt", data=SHORT.encode(), at=NOW)
    assert refused.value.code == "copy_known"
    with translation.override("en"):
        assert (
            str(refused.value)
            == "This very file is here already: 青川区2026.txt, uploaded on 2026-03-10 by 督查室主任."
        )
    assert (Copy.objects.count(), Act.objects.count()) == (1, acts)


def test_a_refused_upload_leaves_nothing(district):
    with pytest.raises(Refusal), translation.override("zh-hans"):
        upload_copy(actor=district.actor("supervisor"), name="图.png", data=PNG, at=NOW)
    assert not Copy.objects.exists()
    assert not Act.objects.exists()


def test_a_wrong_type_is_named_in_the_readers_language(district):
    for language, words in (("zh-hans", "图片"), ("en", "a picture")):
        with translation.override(language), pytest.raises(Refusal, match=words):
            upload_copy(actor=district.actor("supervisor"), name="图.png", data=PNG, at=NOW)


def test_what_the_library_refuses_is_told_in_both_languages(district):
    copy = bring_in(district, PDF, name="报告.pdf")  # a page without a word
    assert copy.state == "refused"
    assert copy.refusal["key"]
    assert "报告.pdf" in copy.refusal["en"]
    assert "报告.pdf" in copy.refusal["zh"]
    assert copy.content.path not in str(copy.refusal)
    assert Act.objects.order_by("-number").first().verb == "copy.refuse"


def test_a_refused_copy_can_be_read_again_and_a_read_one_not(district):
    copy = bring_in(district, b"\x00\x01\x02\x03" * 40, name="报告.txt")
    assert copy.state == "refused"
    actor: Any = district.actor("supervisor")
    read_again(actor=actor, copy_id=copy.pk, at=NOW)
    copy.refresh_from_db()
    assert copy.state == "refused"
    assert [act.verb for act in Act.objects.order_by("number")][-2:] == ["copy.again", "copy.refuse"]
    read = bring_in(district)
    with pytest.raises(Refusal) as refused:
        read_again(actor=actor, copy_id=read.pk, at=NOW)
    assert refused.value.code == "copy_is_read"


_LEDGER: dict[str, Any] = {
    "report": {"place": {"name": "云岭省临河市青川区"}, "year": 2026, "guessed": [], "notices": []}
}


@pytest.mark.parametrize(
    ("said", "more", "found"),
    [
        ({}, {}, ()),
        ({"place": None}, {}, ("no_place",)),
        ({"year": None}, {}, ("no_year",)),
        ({"guessed": ["place", "year"]}, {}, ("place_guessed", "year_guessed")),
        ({"notices": [{"kind": "not_a_report"}]}, {}, ("not_a_report",)),
        ({"kind": "communique"}, {}, ("not_a_report",)),
        ({}, {"known": True}, ("known_report",)),
        ({}, {"meant": ("青川区", 2026)}, ()),
        ({}, {"meant": ("南屏市", 2026)}, ("other_place",)),
        ({}, {"meant": ("青川区", 2025)}, ("other_year",)),
        ({"place": None, "year": None}, {"meant": ("青川区", 2026)}, ()),
        ({"guessed": ["year"]}, {"meant": ("青川区", 2026)}, ()),
    ],
)
def test_what_is_doubtful(said, more, found):
    assert doubts({"report": _LEDGER["report"] | said}, **more) == found


def test_a_place_is_the_same_with_or_without_what_it_belongs_to():
    assert same_place("青川区", "云岭省临河市青川区")
    assert not same_place("青川区", "临河市")
    assert not same_place("", "临河市")


DOUBTFUL = SHORT.replace("2026年青川区政府工作报告", "政府工作报告")


def test_a_doubtful_copy_waits_for_somebodys_word(district):
    copy = bring_in(district, DOUBTFUL, name="报告.txt")
    assert copy.state == "doubtful"
    assert not Entry.objects.exists()
    assert not Report.objects.exists()
    for place, year, code in (("", 2026, "place_needed"), ("青川区", 26, "year_needed")):
        with pytest.raises(Refusal) as refused:
            confirm_copy(actor=district.actor("supervisor"), copy_id=copy.pk, place=place, year=year, at=NOW)
        assert refused.value.code == code
    report = confirm_copy(
        actor=district.actor("supervisor"), copy_id=copy.pk, place=" 青川区 ", year=2026, at=NOW
    )
    assert (report.place, report.year, report.entries.count()) == ("青川区", 2026, 15)
    assert Act.objects.order_by("-number").first().verb == "copy.confirm"
    with pytest.raises(Refusal) as refused:
        confirm_copy(actor=district.actor("supervisor2"), copy_id=copy.pk, place="青川区", year=2026, at=NOW)
    assert refused.value.code == "copy_not_doubtful"


def test_another_copy_of_a_known_report_is_not_taken_over_unasked(district):
    first = bring_in(district)
    other = bring_in(district, SHORT.replace("5.5%左右", "6%左右"), name="另一份.txt")
    assert other.state == "doubtful"
    first.report.refresh_from_db()
    assert first.report.current == first
    report = confirm_copy(
        actor=district.actor("supervisor"), copy_id=other.pk, place="青川区", year=2026, at=NOW
    )
    assert report == first.report
    report.refresh_from_db()
    assert report.current == other


def test_what_is_no_report_is_set_aside_and_makes_no_entries(district):
    copy = bring_in(district, "今天天气很好。" * 40, name="日记.txt")
    assert copy.state == "doubtful"
    set_aside(actor=district.actor("supervisor"), copy_id=copy.pk, at=NOW)
    copy.refresh_from_db()
    assert (copy.state, copy.refusal["key"]) == ("refused", "set_aside")
    assert not Entry.objects.exists()
    with pytest.raises(Refusal):
        set_aside(actor=district.actor("supervisor"), copy_id=copy.pk, at=NOW)
