"""版记 and withdrawal: laid out after GB/T 9704-2012, the same bytes, readable and marked ever after."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pypdfium2
import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.papers import bulletin
from luoshi_web.supervision.papers.content import Imprint, Section, Words, digest, from_json, to_json
from luoshi_web.supervision.papers.files import file_of, sha256_of
from luoshi_web.supervision.selectors.papers import papers_for
from luoshi_web.supervision.services.papers import issue, shown, withdraw
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.test_papers_files import paper

IMPRINT = Imprint("云溪区人民政府督查室", date(2026, 3, 10), ("区委办公室", "区人大常委会办公室"), 120)
LETTER = (
    Section(False, (Words("to", "区住建局："), Words("body", "请办理。"), Words("date", "2026年3月10日"))),
)


def document(content):
    with zipfile.ZipFile(io.BytesIO(file_of(content, "docx"))) as archive:
        return archive.read("word/document.xml").decode()


def words(content):
    return re.sub(r"<[^>]+>", "", document(content))


def issued(district, number="云政督〔2026〕1号", imprint=IMPRINT):
    collected = bulletin.collect(year=2026, on=TODAY, secrecy=0, issuer="督查室").with_imprint(imprint)
    return issue(
        actor=district.actor("supervisor"), collected=collected, number=number, expected=digest(collected.content), at=NOW
    )  # fmt: skip


def test_what_stands_in_the_imprint():
    said = words(paper(imprint=IMPRINT))
    assert "抄送：区委办公室，区人大常委会办公室。云溪区人民政府督查室2026年3月10日印发共印120份" in said
    bare = words(paper(imprint=Imprint("督查室", date(2026, 3, 10))))
    assert bare.endswith("督查室2026年3月10日印发")
    assert "抄送" not in bare
    assert "共印" not in bare
    assert "印发" not in words(paper())


def test_it_stands_at_the_foot_of_the_last_page_with_lines_of_two_widths():
    upright, wide = document(paper(imprint=IMPRINT, sections=LETTER)), document(paper(imprint=IMPRINT))
    for xml in (upright, wide):
        assert 'w:tblpYSpec="bottom"' in xml
        assert '<w:top w:val="single" w:sz="8"' in xml, "0.35 mm is a point, to the nearest eighth"
        assert '<w:insideH w:val="single" w:sz="6"' in xml
    assert "evenPage" not in upright
    assert wide.rindex("evenPage") > wide.index("印发"), (
        "behind a table on its side it has an even page of its own"
    )


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_same_content_gives_the_same_bytes_and_other_content_others(ending):
    first = sha256_of(paper(imprint=IMPRINT), ending)
    assert first == sha256_of(from_json(to_json(paper(imprint=IMPRINT))), ending)
    assert first != sha256_of(paper(), ending)
    assert first != sha256_of(paper(imprint=Imprint("督查室", date(2026, 3, 10))), ending)
    gone = paper(imprint=IMPRINT).marked(date(2026, 4, 1), "有误")
    assert sha256_of(gone, ending) == sha256_of(
        paper(imprint=IMPRINT).marked(date(2026, 4, 1), "有误"), ending
    )
    assert sha256_of(gone, ending) != first


def test_a_paper_that_was_kept_before_there_were_imprints_is_read_as_it_was():
    kept = to_json(paper())
    del kept["imprint"]
    assert from_json(kept | {"edition": 1}) == paper(edition=1)


def test_the_workbook_has_it_below():
    book = openpyxl.load_workbook(io.BytesIO(file_of(paper(imprint=IMPRINT), "xlsx")))
    last = [row[0].value for row in book["正文"].iter_rows()][-3:]
    assert last == [
        "抄送：区委办公室，区人大常委会办公室。",
        "云溪区人民政府督查室　2026年3月10日印发",
        "共印120份",
    ]
    table = openpyxl.load_workbook(io.BytesIO(file_of(paper(imprint=IMPRINT, headed=False), "xlsx")))[
        "督查事项"
    ]
    assert "共印120份" in [row[0].value for row in table.iter_rows()]


def test_who_gets_a_copy_may_read_it(district, make_item):
    make_item()
    collected = bulletin.collect(year=2026, on=TODAY, secrecy=0, issuer="督查室")
    made = issued(district, imprint=Imprint("督查室", TODAY, ("区住建局", "区委办公室")))
    assert [office.short_name for office in made.copied_to.all()] == ["住建局"]
    Paper.objects.update(office=district.offices["发改局"])
    assert [key for key in ("head", "head2", "head3") if made in papers_for(district.actor(key))] == [
        "head",
        "head2",
    ]
    Paper.objects.update(secrecy=2)
    assert made not in papers_for(district.actor("head2")), "a copy reaches nobody who is not cleared for it"
    assert collected.content.imprint is None


def refused(code, **changes):
    before = (Act.objects.count(), list(Paper.objects.values()))
    with pytest.raises(Refusal) as refusal:
        withdraw(**changes)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert (Act.objects.count(), list(Paper.objects.values())) == before


def test_a_paper_is_withdrawn_and_stays(district, make_item):
    make_item()
    made = issued(district)
    first = made.docx_sha256
    call = {"actor": district.actor("supervisor2"), "paper_id": made.pk, "at": NOW}
    refused("no_public_reason", **call, reason=" ")
    refused("personal_data", **call, reason="请联系13800138000")
    for key in ("leader", "head", "auditor", "administrator"):
        refused("not_yours", **call | {"actor": district.actor(key)}, reason="数据有误")
    gone = withdraw(**call, reason="数据有误，另行印发")
    refused("paper_withdrawn", **call | {"actor": district.actor("supervisor")}, reason="再撤一次")
    assert sha256_of(from_json(gone.content), "docx") == first == gone.docx_sha256, (
        "as it was issued it can be made again"
    )
    marked = shown(gone)
    assert "本文书已于2026年3月10日撤回。撤回理由：数据有误，另行印发" in words(marked)
    act = Act.objects.get(verb="paper.withdraw")
    assert sha256_of(marked, "docx") in act.details
    assert gone in papers_for(district.actor("head")), "it stays readable"
    with pytest.raises(Refusal) as again:
        issued(district)
    assert again.value.code == "name_taken", "the number is not given again"


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)
def test_an_office_program_puts_it_at_the_foot(tmp_path):
    contents = {"letter": paper(imprint=IMPRINT, sections=LETTER), "table": paper(imprint=IMPRINT)}
    for name, content in contents.items():
        (tmp_path / f"{name}.docx").write_bytes(file_of(content, "docx"))
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [tmp_path / f"{name}.docx" for name in contents]
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=180
    )  # fmt: skip
    letter, table = (pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") for name in contents)
    assert len(letter) == 1, "a short letter and its imprint stand on one page"
    for page in (letter[0], table[len(table) - 1]):
        text = page.get_textpage()
        assert "印发" in text.get_text_range()
        found = text.search("120").get_next()
        _left, bottom, _right, _top = text.get_charbox(found[0])
        assert 30 < bottom / 72 * 25.4 < 50, "just above the lower margin of 35 mm"
