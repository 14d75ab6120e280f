"""The pictures of docs/screenshots, taken in the invented district. Without ``--screenshots`` the pages are only opened and found there."""

import sqlite3
from io import BytesIO

import pytest
from PIL import Image

from tests.web.e2e.conftest import SCREENSHOTS
from tests.web.e2e.test_every_page_in_browser import PASSWORD

MOST = 150_000  # bytes of a picture
AN_ITEM = "select id from supervision_item where year = 2026 and gap_light = 'red' and hope_light <> '' order by number limit 1"
A_TARGET = "select item_id from supervision_update join supervision_item on supervision_item.id = item_id where year = 2026 and low is not null and not is_rate and kind = 'target' group by item_id order by count(*) desc, item_id limit 1"
A_DRAFT = "select split_id from supervision_item where state = 'draft' and split_id is not null group by split_id order by count(*) desc limit 1"
A_SHEET = "select score_id from supervision_scoreline where score_id in (select id from supervision_score where appraisal_id = (select max(id) from supervision_appraisal)) group by score_id order by count(*) desc, score_id limit 1"
AN_ENTRY = "select report_id || '/review/' || id from ledgerstore_entry where report_id = (select max(report_id) from ledgerstore_entry) and kind = 'target' order by \"order\" limit 1 offset 2"

# (name, login, language, width, address, what is asked of the database for it)
PICTURES = (
    ("dashboard", "supervisor", "zh-CN", "desktop", "/", None),
    ("review", "supervisor", "zh-CN", "desktop", "/reports/{}/", AN_ENTRY),
    ("split-draft", "supervisor", "zh-CN", "desktop", "/split/{}/", A_DRAFT),
    ("item-lights", "supervisor", "zh-CN", "desktop", "/lights/items/{}/", AN_ITEM),
    ("progress", "supervisor", "zh-CN", "desktop", "/progress/items/{}/", A_TARGET),
    ("urging", "supervisor", "zh-CN", "desktop", "/urging/", None),
    ("appraisal-sheet", "supervisor", "zh-CN", "desktop", "/appraisals/scores/{}/", A_SHEET),
    ("item-phone", "supervisor", "zh-CN", "phone", "/items/{}/", AN_ITEM),
    ("dashboard-english", "deputy1", "en-GB", "desktop", "/", None),
    ("item-english", "supervisor", "en-GB", "phone", "/items/{}/", A_TARGET),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "login", "language", "width", "address", "asked"), PICTURES, ids=[row[0] for row in PICTURES]
)
def test_picture(request, look_at_the_year, year_folder, name, login, language, width, address, asked):
    if asked:
        with sqlite3.connect(year_folder / "office.sqlite3") as database:
            address = address.format(database.execute(asked).fetchone()[0])
    visitor = look_at_the_year(language, width)
    visitor.log_in(login, PASSWORD)
    answer = visitor.page.goto(address)
    assert answer.status == 200
    if request.config.getoption("--screenshots"):
        picture = _small(visitor.page.screenshot())
        assert len(picture) < MOST
        SCREENSHOTS.mkdir(exist_ok=True)
        (SCREENSHOTS / f"{name}.png").write_bytes(picture)
    assert (SCREENSHOTS / f"{name}.png").exists()


def _small(picture: bytes) -> bytes:
    """With a palette of the page's 256 most frequent colours, so that grounds and lights keep exactly theirs."""
    page = Image.open(BytesIO(picture)).convert("RGB")
    counted = sorted(page.getcolors(page.width * page.height), reverse=True)[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour])
    made = BytesIO()
    page.quantize(palette=palette, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()
