"""Every kind of public page that an office's releases make, in real Chromium: WCAG 2.2 AA by axe-core in both languages, widths and colours and in large text, a light first view, no other host."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from random import Random
from threading import Thread

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from luoshi_web.portal.followup.keep import show_sheet
from luoshi_web.portal.models import Copy, FilePage, Item, Line, Orphan
from luoshi_web.portal.services import take_back_line
from luoshi_web.portal.start import serve
from luoshi_web.publication.evidence.facsimile import part_of
from luoshi_web.supervision.models import Attachment, Evidence
from tests.web.conftest import NOW
from tests.web.portal.looking import looking
from tests.web.publication.conftest import LAST_YEAR, released, reviewed
from tests.web.publication.walking import as_portal_alone
from tests.web.review_reports import entry_with

LATER = NOW + timedelta(days=20)
MODES = {
    "zh-phone": (("", 375, "light"), ("en/", 1280, "dark"), ("large/", 375, "dark")),
    "zh-desktop": (("", 1280, "dark"), ("en/", 375, "light")),
}
PAGES = 6


def _noise(seed, side=900):
    """A photograph that hardly gets smaller when it is packed."""
    return Image.frombytes("RGB", (side // 3, side // 3), Random(seed).randbytes(side * side // 3)).resize(
        (side, side)
    )


def _photographs():
    """A PDF of pages that are photographs."""
    made, pages = BytesIO(), [_noise(seed) for seed in range(PAGES)]
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:])
    return made.getvalue()


def _attached(district, item, name, data, media_type):
    evidence = Evidence(sha256=sha256(data).hexdigest(), size=len(data), media_type=media_type, stored_at=NOW)
    evidence.content.save(name, ContentFile(data))
    return Attachment.objects.create(
        item=item, evidence=evidence, name=name, by=district.people["officer"], at=NOW
    )


@pytest.fixture
def released_site(committed, district, make_item, settings, tmp_path):
    """The portal over two years, an item with evidence, tables, a line that left, one that was taken back since the files were made; yields its address and what lies where."""
    report = reviewed(district)
    released(district, reviewed(district, LAST_YEAR))
    public = released(district, report)
    item = make_item(entry=entry_with(report, "老旧小区"), title="改造老旧小区26个")
    files = [
        _attached(district, item, "现场照片.pdf", _photographs(), "application/pdf"),
        _attached(district, item, "台账.csv", "小区,户数\n青云里,120\n".encode(), "text/csv"),
    ]
    held = released(
        district, item, parts=("progress", "evidence", "checks", "verdicts", *map(part_of, files)), at=LATER
    )
    row = {
        "number": "2026-T-0099",
        "title": "建成标准厂房",
        "unit": "区发改局",
        "unit_key": "fagaiju",
        "helpers": [],
        "due": "2026-12-31",
        "line": "",
    }
    place = public.place_key
    show_sheet(key=f"{place}/2026/split-tasks", number=9, at=LATER, content={
        "kind": "tasks", "title": "任务分解", "paper": "青政发〔2026〕1号", "year": 2026, "rows": [row],
    })  # fmt: skip
    show_sheet(key=f"{place}/2026/appraisal-3f2a91", number=10, at=LATER, content={
        "title": "一季度考评", "year": 2026, "begins": "2026-01-01", "ends": "2026-03-31", "edition": 1, "rule": "考评办法", "rule_since": "2026-01-01",
        "judged_by": "区政府督查室", "published": "2026-04-08",
        "rows": [{"unit": "区发改局", "unit_key": "fagaiju", "group": "", "rank": 1, "points": "96.5", "grade": "A"}],
    })  # fmt: skip
    left = "aaaaaaaaaaaaa-11111111"
    Orphan.objects.create(
        pk=left, place_id=place, year=2026, quote="改造老旧小区25个", kind="task", left_on=NOW.date()
    )
    gone = Line.objects.get(quote__contains="标准厂房", year=2026)
    as_portal_alone(settings, tmp_path)
    call_command("downloads", "--daily", "04:30", verbosity=0)
    take_back_line(line_id=gone.pk, reason="personal", sentence="涉及个人信息。", at=LATER)
    shown = Item.objects.get(from_split=False)
    own = f"p/{place}/items/{shown.paper_number}/"
    marks = [one["file"]["mark"] for one in held.content["evidence"]]
    day = LATER.date().isoformat()
    addresses = {
        own: 200, f"{own}evidence/{marks[0]}/": 200, f"{own}evidence/{marks[1]}/": 200, f"p/{place}/u/{shown.unit_key}/": 200, f"l/{shown.line}/": 200,
        f"l/{shown.line}/history/": 200, f"l/{shown.line}/at/{day}/": 200, f"l/{shown.line}/card/": 200, f"p/{place}/2026/split-tasks/": 200,
        f"p/{place}/2026/appraisal-3f2a91/": 200, f"p/{place}/orphans/": 200, f"l/{left}/": 200, f"p/{place}/2026/report/": 200,
        f"c/{Copy.objects.filter(best=True)[0].sha256[:12]}/": 200, "search/?q=没有这样的词": 200, f"l/{gone.pk}/": 410, f"{own}evidence/0000000000/": 404,
        "data/files/lines.parquet": 503,
    }  # fmt: skip
    server = serve(0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", addresses
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("modes", MODES)
def test_every_kind_of_released_page(released_site, browser, modes):
    site, addresses = released_site
    window = looking(browser, site)
    for prefix, width, colours in MODES[modes]:
        window.as_seen(width=width, colours=colours)
        for address, status in addresses.items():
            window.look(f"{prefix}{address}", status=status)
    window.page.context.close()
    assert window.faults == []
    pages = FilePage.objects.all()
    assert len(pages) == PAGES
    assert sum(len(page.picture) for page in pages) > 5 * 150_000, (
        "without small ones the page would be heavy"
    )
