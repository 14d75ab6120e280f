"""Lists of offices, posts and people: each fault by its line; all of a list or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.accounts.bring_in import bring_in, look_at
from luoshi_web.accounts.models import Holding, Office, Person, Post
from luoshi_web.accounts.roster import COLUMNS, SENTENCES, decoded
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from tests.web.conftest import NOW

HEAD = ",".join(COLUMNS)
GOOD = "wlj,区文化和旅游局,文旅局,部门,文旅委、区文旅局,局长,部门负责人,内部,孙某,sun,sun@example.test,0000-1234567,2026-04-01,,"


def faults(*lines, head=HEAD):
    return [(fault.line, fault.code) for fault in look_at("\n".join((head, *lines))).faults]


def changed(**cells):
    given = dict(zip(COLUMNS.values(), GOOD.split(","), strict=True)) | cells
    return ",".join(given.values())


def test_a_good_list_has_no_fault(district):
    assert (
        faults(GOOD, changed(title="科员", role="officer", person="", username="", email="", since="")) == []
    )


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("missing", changed(office="")),
        ("missing", changed(role="")),
        ("too_wide", changed(title="长" * 61)),
        ("not_a_code", changed(code="文旅局")),
        ("unknown", changed(kind="协会")),
        ("unknown", changed(role="书记")),
        ("unknown", changed(clearance="绝密")),
        ("not_a_day", changed(since="2026年1月")),
        ("not_a_day", changed(since="2026-02-30")),
        ("no_username", changed(username="")),
        ("bad_username", changed(username="sun wu")),
        ("no_person", changed(person="")),
        ("no_since", changed(since="")),
        ("office_named_otherwise", changed(code="o2")),
        ("name_taken", changed(office="区审计局")),
        ("name_taken", changed(names="发改委")),
        ("post_there", changed(code="o2", office="区发展和改革局", names="")),
        ("person_otherwise", changed(username="head")),
    ],
)
def test_each_fault_is_told_by_its_line(district, code, line):
    assert (2, code) in faults(line)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("post_twice", GOOD),
        ("office_otherwise", changed(office="区文旅委", title="科员")),
        ("person_otherwise", changed(title="科员", person="钱某")),
        ("name_taken", changed(code="other", title="科员")),
    ],
)
def test_lines_are_held_against_each_other(district, code, other):
    assert (3, code) in faults(GOOD, other)


def test_all_faults_are_told_at_once(district):
    found = faults(changed(role="书记", since="明天"), GOOD, changed(title="科员", username="孙 某"))
    assert found == [(2, "not_a_day"), (2, "unknown"), (4, "bad_username")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (HEAD, "empty"),
        ("岗位\n局长", "no_column"),
        (f"{HEAD},传真\n{GOOD},1", "strange_column"),
    ],
)
def test_a_file_that_is_no_list_says_why(district, text, code):
    assert code in {fault.code for fault in look_at(text).faults}


def test_every_sentence_takes_its_values(district):
    for line in (changed(office="", role="书记"), changed(username="head"), changed(code="o2")):
        for fault in look_at(f"{HEAD}\n{line}").faults:
            assert "%(" not in str(fault)
    assert set(SENTENCES) >= {"not_text"}


def test_a_list_is_brought_in_whole(district):
    second = changed(title="科员", role="officer", person="李某", username="li")
    both = changed(title="副局长", role="officer")  # 孙某 holds two posts
    newcomers = bring_in(
        actor=district.actor("administrator"), text="\n".join((HEAD, GOOD, second, both)), at=NOW
    )
    assert [(each.name, each.username) for each in newcomers] == [("孙某", "sun"), ("李某", "li")]
    office = Office.objects.get(code="wlj")
    assert set(office.names.values_list("name", flat=True)) == {"文旅委", "区文旅局"}
    assert Post.objects.filter(office=office).count() == 3
    assert Holding.objects.filter(person__username="sun").count() == 2
    person = Person.objects.get(username="sun")
    assert person.check_password(newcomers[0].password)
    assert person.must_change_password
    assert Act.objects.last().verb == "roster.bring_in"
    assert Act.objects.filter(verb="post.open").count() == 3
    assert not any(each.password in act.details for act in Act.objects.all() for each in newcomers)


def test_a_list_with_one_fault_brings_in_nothing(district):
    before = (Office.objects.count(), Post.objects.count(), Person.objects.count())
    text = "\n".join((HEAD, GOOD, changed(title="科员", role="书记")))
    with pytest.raises(Refusal) as refused:
        bring_in(actor=district.actor("administrator"), text=text, at=NOW)
    assert refused.value.code == "list_has_faults"
    assert (Office.objects.count(), Post.objects.count(), Person.objects.count()) == before
    assert not Act.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_spreadsheets_encodings_are_read(encoding):
    assert decoded(f"{HEAD}\n{GOOD}".encode(encoding)) == f"{HEAD}\n{GOOD}"
    assert decoded(b"\xff\xfe\x00\x81\x00") is None


def test_the_page_looks_first_and_then_brings_in(district):
    client = district.client("administrator")
    file = SimpleUploadedFile("list.csv", f"{HEAD}\r\n{GOOD}\r\n".encode("gb18030"), content_type="text/csv")
    page = client.post("/people/list/", {"file": file})
    assert page.context["roster"].faults == ()
    assert not Office.objects.filter(code="wlj").exists()
    done = client.post("/people/list/", {"text": page.context["text"]})
    assert "sun" in done.content.decode()
    assert "no-store" in done["Cache-Control"]
    assert Office.objects.filter(code="wlj").exists()


def test_the_page_tells_faults(district):
    file = SimpleUploadedFile("list.csv", f"{HEAD}\n{changed(role='书记')}".encode())
    page = district.client("administrator").post(
        "/people/list/", {"file": file}, headers={"accept-language": "en"}
    )
    words = page.content.decode()
    assert "is none of" in words
    assert "Bring it in" not in words


def test_the_template_is_itself_a_good_list(district):
    answer = district.client("administrator").get("/people/list/template.csv")
    found = look_at(decoded(answer.content))
    assert {fault.code for fault in found.faults} <= {
        "name_taken",
        "office_named_otherwise",
        "post_there",
        "chief_there",
    }
