"""“ ” —— …… take the room of Chinese signs: fonts of each system that have them stand before any other, and the words of governments say their language."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from luoshi_web.portal.charts.svg import SANS
from luoshi_web.portal.models import Line
from tests.web.portal.conftest import ROOT

STYLE = Path(ROOT / "src/luoshi_web/portal/static/portal/portal.css").read_text(encoding="utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHINESE = {
    "PingFang SC": "macOS, iOS", "HarmonyOS Sans SC": "HarmonyOS", "Noto Sans CJK SC": "Linux", "Noto Sans SC": "Linux", "Source Han Sans SC": "Linux",
    "Microsoft YaHei": "Windows", "Songti SC": "macOS, print", "Noto Serif CJK SC": "Linux, print", "SimSun": "Windows, print",
}  # fmt: skip
_WIDE = "<p id='wide' style='font-size:100px;white-space:nowrap'>国<span lang='zh-Hans'>{}</span>国</p>"


def _stacks():
    said = re.findall(r"(?:--sans:|font(?:-family)?:[^;{}]*?)(\s*\"[^;}]*)[;}]", STYLE)
    return [[name.strip().strip('"') for name in stack.split(",")] for stack in said]


def test_no_font_stands_before_the_chinese_ones():
    stacks = _stacks()
    assert len(stacks) == 2
    for stack in stacks:
        assert stack[-1] in {"sans-serif", "serif"}
        assert set(stack[:-1]) <= CHINESE.keys()
    on_screen = {CHINESE[name] for name in stacks[0][:-1]}
    assert on_screen == {"macOS, iOS", "HarmonyOS", "Linux", "Windows"}
    pictures = [name.strip().strip("'") for name in SANS.split(",")]
    assert pictures[-1] == "sans-serif"
    assert set(pictures[:-1]) <= CHINESE.keys()


@pytest.mark.parametrize(("prefix", "tag"), [("", "zh-Hans"), ("/en", "en")])
def test_words_of_governments_say_their_language(client, prefix, tag):
    line = Line.objects.order_by("pk").first()
    page = client.get(f"{prefix}/l/{line.pk}/").content.decode()
    assert f'<html lang="{tag}"' in page
    assert re.search(r'<h1 lang="zh-Hans">“', page)
    report = client.get(f"{prefix}/p/{line.place_id}/{line.year}/report/", follow=True).content.decode()
    assert '<article class="report" lang="zh-Hans">' in report


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
@pytest.mark.parametrize("tag", ["zh-Hans", "en"])
def test_the_signs_are_as_wide_as_characters(tag):
    """Seen with the fonts that are here; of a Latin font the quotation marks are half as wide, which the same look shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()

        def widths(style):
            found = []
            for signs in ("国“国", "国”国", "——", "……"):
                page.set_content(
                    f"<!doctype html><html lang='{tag}'><style>{style}</style>{_WIDE.format(signs)}"
                )
                wide = page.evaluate("document.querySelector('#wide span').getBoundingClientRect().width")
                found.append(wide / 100 / len(signs))
            return found

        full, latin = (
            widths(STYLE),
            widths("html{font-family:'DejaVu Sans','Liberation Sans','Noto Sans CJK SC'}"),
        )
        browser.close()
    assert all(0.98 < wide < 1.02 for wide in full), full
    assert min(latin[:2]) < 0.95
