"""A bulletin of four hundred items of thirty units, as LibreOffice prints it: the letter is read in ten pages, the rest is annexed."""

import shutil
import subprocess
from datetime import date

import pypdfium2
import pytest

from luoshi_web.accounts.models import Office, Post
from luoshi_web.supervision.models import Item, Light, LightRule, Update
from luoshi_web.supervision.papers import bulletin
from luoshi_web.supervision.papers.files import file_of
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY


@pytest.fixture
def four_hundred(district):
    """Every second item is behind, with words as offices write them."""
    rule = LightRule.objects.create(kind="gap", name="规则", in_force=date(2026, 1, 1), terms={})
    posts = []
    for number in range(30):
        office = Office.objects.create(
            code=f"b{number}", name=f"区第{number + 1}局", kind="department", order=100 + number
        )
        posts.append(Post.objects.create(office=office, title="局长", role="head", clearance=1))
    items = Item.objects.bulk_create(
        Item(
            number=f"B-{n}", year=2026, kind="task", title=f"建成第{n}处便民服务点", quote=f"推进城乡融合发展，建成第{n}处便民服务点，新增床位120张",
            lead=posts[n % 30], office=posts[n % 30].office, leader=district.posts["leader"], due=date(2026, 12, 31), state=State.ACTIVE,
            assigned_at=NOW, order=n,
        )
        for n in range(400)
    )  # fmt: skip
    Light.objects.bulk_create(
        Light(
            item=item, kind="gap", colour="red" if n % 2 else "green", reason="far_behind" if n % 2 else "on_schedule", since=date(2026, 3, 1),
            rule=rule, inputs={"reached": 10.0, "asked": 50.0 + n % 40, "gap": 40.0 + n % 40, "period": "2026-02-28"},
        )
        for n, item in enumerate(items)
    )  # fmt: skip
    Update.objects.bulk_create(
        Update(
            item=item, period=date(2026, 2, 28), words="已完成选址和初步设计，正在办理用地预审手续，施工图已送审", problems="用地指标未落实，资金缺口较大",
            next_steps="积极对接自然资源部门争取指标", post=item.lead, by=district.people["officer"], at=NOW,
        )
        for item in items
    )  # fmt: skip


def test_the_letter_names_the_gravest_and_the_annex_all(four_hundred):
    made = bulletin.collect(year=2026, on=TODAY, secrecy=0, issuer="云溪区人民政府督查室")
    units, worst, annex = made.content.tables
    assert (len(units.rows), len(worst.rows), len(annex.rows)) == (31, bulletin.WORST, 200)
    gaps = [row[-1] for row in worst.rows]
    assert all("落后79个百分点" in gap for gap in gaps[:5])
    assert "滞后较多的15项见下表" in "".join(
        getattr(block, "words", "") for block in made.content.sections[0].blocks
    )
    assert annex.dense


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)
def test_the_letter_is_read_in_ten_pages(four_hundred, tmp_path):
    made = bulletin.collect(year=2026, on=TODAY, secrecy=0, issuer="云溪区人民政府督查室")
    (tmp_path / "paper.docx").write_bytes(file_of(made.content, "docx"))
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "paper.docx"],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    pages = [page.get_size() for page in pypdfium2.PdfDocument(tmp_path / "paper.pdf")]
    upright = sum(height > width for width, height in pages)
    assert upright <= 10
    assert len(pages) - upright <= 200 / 7
