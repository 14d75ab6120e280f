"""The acceptance question of the portal that paper asks: without colour, do pictures still say what came of a promise?"""

import io
from itertools import combinations

import pypdfium2
import pytest
from django.utils import translation
from PIL import Image, ImageChops, ImageStat

from luoshi_web.portal.charts import outline, rows, svg
from luoshi_web.portal.charts.stretches import stretch
from luoshi_web.portal.signs import legend
from tests.web.portal.test_in_browser import CHROMIUM, Q, browser, site

__all__ = ["browser", "site"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
LOOKS = ("met", "near", "missed", "silent", "open", "none")
SAME = 14
"""Two patches are told apart where their greys differ by more in the mean of all points. By colour alone met and missed differed by 6, the hollow ones by nothing."""


def _grey(page, box):
    image = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("L")
    return image.resize((48, 48))


def _apart(patches):
    """The least difference between two of them, and which two."""
    return min(
        (ImageStat.Stat(ImageChops.difference(patches[a], patches[b])).mean[0], a, b)
        for a, b in combinations(sorted(patches), 2)
    )


@pytest.fixture
def paper(browser):
    """A page as a printer has it."""
    page = browser.new_context(viewport={"width": 800, "height": 600}, device_scale_factor=4).new_page()
    page.emulate_media(media="print")
    yield page
    page.context.close()


@pytest.mark.parametrize("width", [3, 14, 60])
@pytest.mark.parametrize("looks", [LOOKS, sorted({*outline.LOOKS.values(), outline.OTHER})])
def test_stretches_are_told_apart_without_colour(paper, looks, width):
    """Of one count in a hundred, too."""
    drawn = "".join(stretch(80 * n + 8, 8, width, 16, look) for n, look in enumerate(looks))
    paper.set_content(
        f'<body style="margin:0"><svg width="800" height="40" style="background:#fff">{drawn}</svg>'
    )
    boxes = {
        look: {"x": 80 * n + 7, "y": 3, "width": width + 2, "height": 26} for n, look in enumerate(looks)
    }
    least, *which = _apart({look: _grey(paper, box) for look, box in boxes.items()})
    assert least > SAME, which


def test_marks_are_told_apart_without_colour(paper):
    looks = {"met": {}, "near": {}, "missed": {}, "ink": {}, "met hollow": {"hollow": True}, "missed hollow": {"hollow": True}}  # fmt: skip
    drawn = "".join(
        svg.mark(40 * n + 20, 20, look.split()[0], **how) for n, (look, how) in enumerate(looks.items())
    )
    paper.set_content(
        f'<body style="margin:0"><svg width="400" height="40" style="background:#fff">{drawn}</svg>'
    )
    boxes = {look: {"x": 40 * n + 14, "y": 14, "width": 12, "height": 12} for n, look in enumerate(looks)}
    least, *which = _apart({look: _grey(paper, box) for look, box in boxes.items()})
    assert least > SAME, which


@pytest.mark.parametrize("address", [Q, f"{Q}2025/silent/", f"{Q}2025/report/"])
def test_the_legend_of_a_printed_picture_names_each_fill(paper, site, address):
    paper.goto(f"{site}{address}")
    keys = paper.locator("svg.chart g.key")
    assert keys.count() >= 3
    patches = {}
    for number in range(keys.count()):
        box = keys.nth(number).bounding_box()
        patches[f"{number}"] = _grey(paper, box)
    least, *which = _apart(patches)
    assert least > SAME, which


def test_bars_name_the_fills_they_have_and_no_other():
    with translation.override("zh-hans"):
        bars = [rows.Bar("2025", [rows.Stretch(9, "met", "●"), rows.Stretch(1, "none", "○")])]
        drawn = rows.draw("b", svg.Said("t", "f", "s"), bars, legend())
    assert drawn.count('class="key"') == 2
    assert "● 完成" in drawn
    assert "○ 无次年报告" in drawn
    assert "未完成" not in drawn


def test_paper_says_where_it_is_from(browser, site):
    """What is folded on the screen is open on paper, the citation among it; ways to other pages are not printed."""
    page = browser.new_page()
    page.goto(f"{site}{Q}2025/")
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    page.close()
    assert "GB/T 7714" in text
    assert "搜索" not in text
