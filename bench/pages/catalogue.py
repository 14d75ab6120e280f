"""The pages of the bench: which report stands on which site."""

from dataclasses import dataclass
from pathlib import Path

from bench.pages import collection_sites as collected
from bench.pages import government_sites as official
from bench.pages import harder_sites as harder
from bench.pages.site_parts import Lines, Site

_HERE = Path(__file__).resolve().parent
_EXAMPLES = _HERE.parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A page and the text of the report on it."""

    name: str
    html: str
    expected: str


_PAGES: tuple[tuple[Site, str], ...] = (
    (official.city_portal, "qingchuan-2026"),
    (official.city_portal, "fengxi-2024"),
    (official.county_tables, "baishi-2019"),
    (official.county_tables, "qingchuan-2024"),
    (official.congress, "songling-2008"),
    (official.congress, "nanping-2026"),
    (official.bilingual, "linhe-2015"),
    (official.print_version, "baishi-2019"),
    (official.one_paragraph, "qingchuan-2025"),
    (official.one_paragraph, "yunxi-2022-p2"),
    (official.open_document, "fengxi-2024"),
    (collected.collection, "linhe-2015"),
    (collected.collection, "yunxi-2022-p2"),
    (collected.collection, "yunxi-2022-p3"),
    (collected.news_portal, "qingchuan-2026"),
    (collected.news_portal, "yuping-2023"),
    (collected.forum, "yuping-2023"),
    (collected.forum, "songling-2008"),
    (collected.account, "qingchuan-2025"),
    (collected.account, "yunxi-2022-p3"),
    (collected.library, "baishi-2019"),
    (collected.library, "nanping-2026"),
    (collected.mobile, "fengxi-2024"),
    (collected.preformatted, "songling-2008"),
    (collected.divs_only, "linhe-2015"),
    (collected.divs_only, "yunxi-2022-p2"),
    (collected.strong_headings, "baishi-2019"),
    (collected.hidden_words, "baishi-2019"),
    (harder.spans_for_menus, "fengxi-2024"),
    (harder.encyclopedia, "linhe-2015"),
    (harder.news_about, "baishi-2019"),
    (harder.word_export, "nanping-2026"),
    (harder.many_comments, "yunxi-2022-p3"),
    (harder.tabs, "qingchuan-2026"),
    (harder.text_adverts, "linhe-2015"),
    (harder.footnotes, "songling-2008"),
    (harder.summary_above, "baishi-2019"),
    (harder.paper_site, "linhe-2015"),
    (harder.sheets, "nanping-2026"),
    (harder.open_anchors, "fengxi-2024"),
    (harder.central_portal, "qingchuan-2025"),
)


def examples() -> list[Example]:
    """All pages with what is expected of them, the same bytes each time."""
    found = []
    for site, name in _PAGES:
        report = Lines.of(_text(name))
        found.append(Example(f"{site.__name__}-{name}", site(report), report.text))
    return found


def _text(name: str) -> str:
    path = _HERE / "reports" / f"{name}.txt"
    return (path if path.exists() else _EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def write(folder: Path) -> None:
    """Every page as a file, its text beside it, to look at in a browser."""
    folder.mkdir(parents=True, exist_ok=True)
    for example in examples():
        (folder / f"{example.name}.html").write_text(example.html, encoding="utf-8")
        (folder / f"{example.name}.txt").write_text(example.expected, encoding="utf-8")
