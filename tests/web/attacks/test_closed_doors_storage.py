"""What attackers of an installation got away with: on its log, its files, its numbers and its memory. One test a finding."""

import json
import logging
import threading
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act, Head
from luoshi_web.audit.selectors import head, links
from luoshi_web.audit.services import record
from luoshi_web.jobs.models import Fault, Run
from luoshi_web.jobs.night import do
from luoshi_web.jobs.steps import steps
from luoshi_web.ledgerstore.models import Copy
from luoshi_web.supervision.models import Attachment, Evidence, Message, Paper, Update
from luoshi_web.supervision.services import evidence as evidence_services
from luoshi_web.supervision.services import papers as paper_services
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.made import issued_table


def acts(count=4):
    with transaction.atomic():
        for n in range(count):
            record(actor=MACHINE, verb="light.run", at=NOW + timedelta(days=n), details={"n": n})


# The log


def test_the_log_is_not_emptied_at_once(db):
    acts()
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; DELETE is refused row by row")
    for words in ("TRUNCATE audit_act", "TRUNCATE audit_act CASCADE"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(words)
    assert Act.objects.count() == 4


@pytest.mark.parametrize("by", ["id", "number", "digest"])
def test_no_act_is_put_in_the_place_of_another(db, by):
    """By INSERT OR REPLACE on SQLite, by ON CONFLICT on PostgreSQL: whichever of its keys is the one that is in conflict."""
    acts()
    old = Act.objects.get(number=2)
    row = {field.column: getattr(old, field.attname) for field in Act._meta.fields}
    row |= {"id": old.pk + 100, "number": 102, "digest": "f" * 64, "person": "别人"} | {by: row[by]}
    into = f"INTO audit_act ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"
    words = (
        f"INSERT OR REPLACE {into}" if connection.vendor == "sqlite"
        else f"INSERT {into} ON CONFLICT ({by}) DO UPDATE SET person = excluded.person"
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(words, list(row.values()))
    assert [act.person for act in Act.objects.all()] == ["系统"] * 4
    assert not list(breaks(links(), head()))


def test_a_log_whose_head_was_taken_away_does_not_hold(db):
    acts()
    Head.objects.all().delete()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_log", stdout=StringIO(), stderr=StringIO())


def test_several_heads_are_checked_at_once(db, tmp_path):
    acts()
    said = [
        {"day": str((NOW + timedelta(days=n)).date()), "number": n + 1, "digest": act.digest}
        for n, act in enumerate(Act.objects.all())
    ]
    letter, one = tmp_path / "letter.txt", tmp_path / "head.json"
    letter.write_text(
        "Heads of the log:\n\n" + "\n".join(json.dumps(line) for line in said[:3]), encoding="utf-8"
    )
    one.write_text(json.dumps(said[3]), encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("verify_log", "--head", str(letter), str(one), stdout=out)
    assert "the log holds: 4 acts, through 4 heads" in out.getvalue()
    said[1]["digest"] = "0" * 64
    one.write_text(
        "\n".join(json.dumps(line) for line in [said[1], said[2] | {"number": 900}]), encoding="utf-8"
    )
    with pytest.raises(CommandError, match="2 faults"):
        call_command("verify_log", "--head", str(letter), "--head", str(one), stdout=out, stderr=err)
    assert "act 2 is not the one" in err.getvalue()
    assert "act 900" in err.getvalue()


def test_the_head_of_the_day_leaves_the_house(district, tmp_path):
    """Every auditor has it by letter the morning after; what the letter holds is what ``verify_log`` reads."""
    acts()
    step = next(step for step in steps() if step.name == "head")
    for _ in range(2):  # begun again it tells nobody twice
        do(step, TODAY + timedelta(days=1), at=NOW + timedelta(days=1))
    call_command("nightly", "--day", str(TODAY + timedelta(days=1)), "--step", "letters", stdout=StringIO())
    letters = [letter for letter in mail.outbox if letter.to == ["auditor@example.test"]]
    assert len(letters) == 1
    first = Act.objects.get(number=1)
    assert first.digest in letters[0].body
    kept = tmp_path / "letter.txt"
    kept.write_text(letters[0].body, encoding="utf-8")
    out = StringIO()
    call_command("verify_log", "--head", str(kept), stdout=out)
    assert "through 1 heads" in out.getvalue()
    shown = district.client("auditor")
    message = Message.objects.get(person=district.people["auditor"], channel="in_app")
    message.due_on = TODAY
    message.save()
    assert first.digest in shown.get(f"/messages/{message.pk}/").content.decode()


# Files on the disk


def attached(district, make_item):
    """An attachment and the place of its file."""
    item = make_item()
    file = SimpleUploadedFile("说明.txt", "已完成三处。".encode())
    answer = district.client("officer").post(f"/progress/items/{item.pk}/files/", {"evidence": [file]})
    assert answer.status_code == 302
    found = Attachment.objects.get(item=item)
    return found, Path(default_storage.path(found.evidence.content.name))


def test_a_file_changed_on_the_disk_is_handed_out_to_nobody(district, make_item):
    found, place = attached(district, make_item)
    client = district.client("supervisor")
    assert client.get(f"/progress/files/{found.pk}/").content == place.read_bytes()
    place.chmod(0o640)
    for change in (lambda: place.write_bytes("已完成九处。".encode()), place.unlink):
        change()
        before = Act.objects.filter(verb="file.not_whole").count()
        answer = client.get(f"/progress/files/{found.pk}/", follow=True)
        assert "九处" not in answer.content.decode()
        assert "说明.txt已不是存入时的文件" in answer.content.decode()
        act = Act.objects.filter(verb="file.not_whole").latest("number")
        assert Act.objects.filter(verb="file.not_whole").count() == before + 1
        assert (act.object_kind, act.object_id, act.person) == ("evidence", found.evidence_id, "督查室主任")


def test_a_copy_of_a_report_changed_on_the_disk_is_handed_out_to_nobody(district):
    client = district.client("supervisor")
    client.post(
        "/reports/upload/",
        {"file": SimpleUploadedFile("报告.txt", "2026年政府工作报告\n各位代表：\n".encode() * 9)},
    )
    copy = Copy.objects.get()
    Path(default_storage.path(copy.content.name)).write_bytes(b"another")
    answer = client.get(f"/reports/copies/{copy.pk}/original/")
    assert answer.status_code == 302
    assert Act.objects.filter(verb="file.not_whole", object_kind="copy").exists()


def test_the_night_finds_files_that_changed_and_tells_the_administrators(district, make_item):
    found, place = attached(district, make_item)
    step = next(step for step in steps() if step.name == "files")
    assert do(step, TODAY, at=NOW).counts == {"whole": 1, "changed": 0, "gone": 0}
    out = StringIO()
    call_command("verify_files", stdout=out)
    assert "1 files are what was stored" in out.getvalue()
    place.write_bytes(b"another")
    assert do(step, TODAY, at=NOW).counts == {"whole": 0, "changed": 1, "gone": 0}
    assert Act.objects.get(verb="file.not_whole").person == "系统"
    told = Message.objects.get(kind="files", channel="in_app")
    assert told.person == district.people["administrator"]
    assert str(found.evidence) in told.inputs["lines"][0]["places"]
    with pytest.raises(CommandError, match="1 of 1 files"):
        call_command("verify_files", stdout=StringIO(), stderr=StringIO())


# A report and its evidence


def test_a_report_whose_evidence_cannot_be_kept_is_not_there(district, make_item, monkeypatch):
    """The process dies, or the disk is full, while the evidence of a report is stored: nothing is reported, and it can be sent again."""
    item = make_item()
    client = district.client("officer")
    client.raise_request_exception = False

    def said():
        file = SimpleUploadedFile("说明.txt", "已完成三处。".encode())
        return {"state": "reported", "words": "过半", "evidence": [file]}

    def torn(*args, **options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(evidence_services.default_storage, "save", torn)
        assert client.post(f"/progress/items/{item.pk}/report/?period=2026-02-28", said()).status_code == 500
    assert not Update.objects.exists()
    assert not Act.objects.exists()
    assert client.post(f"/progress/items/{item.pk}/report/?period=2026-02-28", said()).status_code == 302
    assert Attachment.objects.get().update == Update.objects.get()
    update = Update.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(evidence_services.default_storage, "save", torn)
        other = said() | {
            "reason": "口径更正",
            "evidence": [SimpleUploadedFile("新.txt", "已完成四处。".encode())],
        }
        assert client.post(f"/progress/updates/{update.pk}/correct/", other).status_code == 500
    assert Update.objects.get().current
    assert Evidence.objects.count() == 1


# Two at once


def test_of_two_who_issue_one_number_the_other_is_told(district, make_item, monkeypatch):
    """While the files of a paper are made somebody else issues another under the same number."""
    client = district.client("supervisor")
    query, digest = issued_table(client, make_item)
    make = paper_services.sha256_of

    def meanwhile(content, ending):
        if not Paper.objects.filter(number="督查〔2026〕1号").exists():
            Paper.objects.create(
                kind="split", number="督查〔2026〕1号", title="先到的", on=TODAY, content={}, by=district.people["supervisor2"], at=NOW
            )  # fmt: skip
        return make(content, ending)

    monkeypatch.setattr(paper_services, "sha256_of", meanwhile)
    answer = client.post(
        "/papers/make/", query | {"number": "督查〔2026〕1号", "digest": digest}, follow=True
    )
    assert answer.status_code == 200
    assert "“督查〔2026〕1号”已被使用" in answer.content.decode()
    assert not Act.objects.filter(verb="paper.issue").exists()


def test_two_browsers_issue_one_number(committed, district, make_item):
    """On PostgreSQL, where two write at the same time: one paper, one act, and a sentence for each."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write after the other")
    query, digest = issued_table(district.client("supervisor"), make_item)
    for n in range(6):
        answers, begin = [], threading.Barrier(2)

        def issue(key, number=f"督查〔2026〕{n}号", begin=begin, answers=answers):
            client = district.client(key)
            client.raise_request_exception = False
            begin.wait()
            answer = client.post("/papers/make/", query | {"number": number, "digest": digest})
            answers.append(
                (answer.status_code, "/papers/make/" in answer.headers.get("Location", "/papers/make/"))
            )
            connections.close_all()

        both = [threading.Thread(target=issue, args=(key,)) for key in ("supervisor", "supervisor2")]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(code for code, _ in answers) == [302, 302]
    assert Paper.objects.count() == Act.objects.filter(verb="paper.issue").count() == 6


def test_a_lost_race_for_any_other_key_is_a_sentence_too(district, monkeypatch):
    """Whatever constraint lets one of two win, nobody is answered with 500; a fault of ours is still one."""
    client = district.client("supervisor")
    client.raise_request_exception = False
    from luoshi_web.console.items import views

    def lost(*args, **options):
        Paper.objects.create(
            kind="split", number="1", title="a", on=TODAY, content={}, by=district.people["head"], at=NOW
        )
        Paper.objects.create(
            kind="split", number="1", title="b", on=TODAY, content={}, by=district.people["head"], at=NOW
        )

    def wrong(*args, **options):
        raise IntegrityError("CHECK constraint failed: withdrawn_papers_say_why")

    monkeypatch.setattr(views, "render", lambda *args, **options: _in_a_transaction(lost))
    answer = client.get("/items/", headers={"hx-request": "true"})
    assert answer.status_code == 409
    monkeypatch.setattr(views, "render", wrong)
    assert client.get("/items/").status_code == 500


def _in_a_transaction(deed):
    with transaction.atomic():
        deed()


# Faults


def broken_page(district, monkeypatch):
    client = district.client("supervisor")
    client.raise_request_exception = False
    from luoshi_web.console.items import views

    def broken(words="涉密事项", *args, **options):
        raise ZeroDivisionError(words)  # a secret title, say

    monkeypatch.setattr(views, "render", lambda *args, **options: broken())
    return client


def test_a_fault_has_a_name_a_traceback_and_a_reader(district, monkeypatch, caplog, settings):
    client = broken_page(district, monkeypatch)
    with caplog.at_level(logging.ERROR):
        answers = [client.get("/items/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [500] * 3
    name = answers[-1]["X-Request-ID"]
    assert len({answer["X-Request-ID"] for answer in answers}) == 3
    assert name in answers[-1].content.decode()
    assert "ZeroDivisionError" in caplog.text
    fault = Fault.objects.get()
    assert (fault.error, fault.count, fault.request) == ("builtins.ZeroDivisionError", 3, name)
    assert "items/views.py" in fault.place + fault.trace
    assert "涉密" not in fault.place + fault.trace  # what an exception says may be anybody's words
    page = district.client("administrator").get("/jobs/").content.decode()
    assert "ZeroDivisionError" in page
    assert name in page
    step = next(step for step in steps() if step.name == "faults")
    tomorrow = TODAY + timedelta(days=1)
    do(step, tomorrow, at=NOW + timedelta(days=1))
    told = Message.objects.get(kind="faults", channel="in_app")
    assert told.person == district.people["administrator"]
    with pytest.raises(CommandError, match="faults"):
        call_command("jobs", "--check", stdout=StringIO())


def test_lines_of_the_log_name_their_request(settings):
    handlers = settings.LOGGING["handlers"]
    assert settings.LOGGING["root"]["handlers"][:2] == ["stream", "faults"]
    assert all("request" in handlers[name]["filters"] for name in ("stream",))
    assert "{request_name}" in settings.LOGGING["formatters"]["line"]["format"]


def test_nobody_chooses_the_name_of_a_request(client, db, settings):
    answer = client.get("/accounts/login/", headers={"x-request-id": "chosen-by-me"})
    assert answer["X-Request-ID"] != "chosen-by-me"
    settings.BEHIND_PROXY = True
    given = "0123456789abcdef0123456789abcdef"
    assert client.get("/accounts/login/", headers={"x-request-id": given})["X-Request-ID"] == given
    assert client.get("/accounts/login/", headers={"x-request-id": "a\tb"})["X-Request-ID"] != "a\tb"


def test_the_page_of_background_work_shows_a_night_that_ran(district):
    """A count named ``items`` was in the way of the template's own word."""
    for step in steps():
        do(step, TODAY, at=NOW)
    Run.objects.filter(step="lights").update(counts={"items": 400, "red": 3})
    page = district.client("administrator").get("/jobs/")
    assert page.status_code == 200
    assert "items 400" in page.content.decode()


# What is installed


def test_the_office_is_installed_with_hashes():
    """Everything that ``luoshi[web,postgres]`` names stands in its lock, each with hashes, in the edition that the tests run with."""
    import re
    import tomllib

    root = Path(__file__).resolve().parents[3]
    lock = (root / "requirements/office.lock").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^([a-z0-9-]+)==(.*?)(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL))
    assert len(entries) > 40
    assert [name for name, words in entries.items() if "--hash=sha256:" not in words] == []
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["web"],
        *project["optional-dependencies"]["postgres"],
    ]
    names = {re.match(r"[\w-]+", each).group().lower().replace("_", "-") for each in wanted}
    assert names <= set(entries)
    tested = re.findall(
        r"^([a-z0-9-]+==\S+)", (root / "requirements/dev.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(re.findall(r"^([a-z0-9-]+==\S+)", lock, re.MULTILINE)) <= set(tested)
    assert "--require-hashes" in (root / "docs/operations.md").read_text(encoding="utf-8")
