"""How a page is cited: as GB/T 7714 has it, and for BibTeX. A government is the author of its words, the site of what was made of them.

The day in brackets is that of the release which the page shows, so that a page out of a cache and a file of an export say the same.
"""

import re
from dataclasses import dataclass, replace

from luoshi_web.portal.linked import government
from luoshi_web.portal.models import Line, Report

_SITE = "落实 Luoshi"


@dataclass(frozen=True, slots=True)
class Cited:
    """``report``: a government's report, or words of it; else a table or picture of the site. ``part`` is the place in it that is meant."""

    title: str
    author: str = _SITE
    published: str = ""
    part: str = ""
    note: str = ""
    report: bool = False


def of_report(report: Report) -> Cited:
    """The report itself: its government's."""
    return Cited(report.title or "政府工作报告", government(report.place), report.date, report=True)


def of_line(line: Line, *, judged: bool) -> Cited:
    """Words of a report; a verdict on them is the site's."""
    note = f"{_SITE}；判定由程序据文字作出" if judged else _SITE
    return replace(of_report(line.report), part=f"第{line.paragraph}段，“{line.quote}”", note=note)


def gbt7714(cited: Cited, address: str, day: str) -> str:
    """主要责任者. 题名[文献类型/载体]. (公布日期)[引用日期]. 获取路径."""
    kind = "R/OL" if cited.report else "DS/OL"
    dates = (f"({cited.published})" if cited.published else "") + (f"[{day}]" if day else "")
    parts = [cited.author, f"{cited.title}[{kind}]", cited.part, dates, address, cited.note]
    return ". ".join(filter(None, parts)) + "."


def bibtex(cited: Cited, address: str, day: str, name: str) -> str:
    """Braces keep a government from being parted into names."""
    note = "；".join(filter(None, (cited.part, cited.note)))
    fields = {
        "author": f"{{{_plain(cited.author)}}}", "title": f"{{{_plain(cited.title)}}}", "institution" if cited.report else "organization": _plain(cited.author),
        "year": (cited.published or day)[:4], "date": cited.published, "note": _plain(note), "url": address if "://" in address else "", "urldate": day,
    }  # fmt: skip
    body = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@{'techreport' if cited.report else 'misc'}{{luoshi-{re.sub(r'[^0-9a-z]+', '-', name.lower()).strip('-') or 'home'},\n{body}\n}}"


def _plain(text: str) -> str:
    """No sign that TeX takes for more than itself."""
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}\\~^]", "", text))
