"""The documents as a site: built strictly, no link leads nowhere, and Chinese words are found."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

pytest.importorskip("material", reason="mkdocs-material builds the site")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, ROOT / "docs/site/gather.py", out], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "site"


def test_every_document_is_a_page(site: Path) -> None:
    documents = [p.relative_to(ROOT) for p in (ROOT / "docs").rglob("*.md")]
    pages = {p.with_name("index.md") if p.name == "README.md" else p for p in documents}
    assert [p for p in sorted(pages) if not (site / p.with_suffix(".html")).exists()] == []
    assert (site / "index.html").exists()
    assert 'lang="zh"' in (site / "index.html").read_text(encoding="utf-8")


def test_no_link_leads_nowhere(site: Path) -> None:
    dead = []
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for target in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:|//|/", target) and not (page.parent / unquote(target)).exists():
                dead.append(f"{page.relative_to(site)}: {target}")
    assert dead == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if re.match(r"https?:|//", address)] == []


def test_chinese_words_are_found(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en", "zh"]
    glossary = " ".join(
        entry["text"] for entry in index["docs"] if entry["location"].startswith("docs/glossary")
    )
    assert "\u200b台账\u200b" in glossary
    assert any(entry["location"].startswith("README.zh-CN") for entry in index["docs"])


def test_a_line_of_chinese_that_goes_on_has_no_blank_in_it(site: Path) -> None:
    character = "[\u3001\u3002\u4e00-\u9fff\uff0c]"
    for name in ("cli", "portal", "operations", "panel", "ledger", "corpus"):
        page = (site / f"docs/{name}.zh-CN.html").read_text(encoding="utf-8")
        prose = re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
        assert re.findall(rf"{character}\n *{character}", prose) == [], name
