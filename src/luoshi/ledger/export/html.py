"""The report as one self-contained page: the text as it stands, every entry marked, its fields beside it.

Nothing is loaded from anywhere: style, script and data stand in the page, and its content policy allows no more than
those (their digests). The words of the interface stand there in both languages; the page switches between them.
"""

import base64
import hashlib
import json
from collections import deque
from collections.abc import Iterator
from html import escape
from typing import Any

from luoshi.ledger.entry import Entry
from luoshi.ledger.export import Language
from luoshi.ledger.export.labels import asset, label, labels, value, years
from luoshi.ledger.export.segments import WHOLE, Segment, marks, segments
from luoshi.ledger.report import Report

_SHOWN = 24  # characters of a notice in the list
_TAGS = {"zh": "zh-Hans", "en": "en"}


def write(report: Report, language: Language) -> bytes:
    style, script = asset("page.css"), asset("page.js")
    blanks = {
        "LANG": _TAGS[language],
        "STYLE_HASH": _digest(style),
        "SCRIPT_HASH": _digest(script),
        "STYLE": style,
        "SCRIPT": script,
        "TITLE": escape(_title(report)),
        "FACTS": escape(" · ".join(_facts(report))),
        "WARNINGS": "".join(_warnings(report)),
        "TEXT": "".join(_text(report, language)),
        "HEADLINES": "".join(_headlines(report)),
        "CONTENTS": "".join(_contents(report)),
        "NOTICES": "".join(_notices(report)),
        "DATA": _json(_data(report)),
        "COUNT_HEADLINE": str(sum(entry.headline for entry in report.entries)),
        "COUNT_UNUSED": str(len(report.unused)),
    }
    for kind in ("target", "task", "result", "problem"):
        blanks[f"COUNT_{kind.upper()}"] = str(sum(entry.kind == kind for entry in report.entries))
    return _fill(asset("page.html"), blanks).encode("utf-8", "xmlcharrefreplace")


def _fill(template: str, blanks: dict[str, str]) -> str:
    """Each ``{{NAME}}`` of the template once; what is filled in is not looked at again."""
    head, *pieces = template.split("{{")
    filled = [head]
    for piece in pieces:
        name, _, rest = piece.partition("}}")
        filled += (blanks[name], rest)
    return "".join(filled)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _json(data: Any) -> str:
    """JSON that no ``</script>`` inside a report can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _title(report: Report) -> str:
    return report.name or "政府工作报告"


def _facts(report: Report) -> list[str]:
    front = report.front
    place = front.place.name if front.place else None
    facts = (place, front.year, front.session, front.date, front.speaker)
    return [str(fact) for fact in facts if fact]


def _both(zh: str, en: str) -> str:
    """Words in both languages; the page shows one."""
    return f'<span class="zh">{escape(zh)}</span><span class="en">{escape(en)}</span>'


def _warnings(report: Report) -> Iterator[str]:
    if not report.front.complete:
        yield f'<p class="warning">{_both("副本不完整：缺开头或结尾。", "Incomplete copy: the opening or the closing part is missing.")}</p>'
    if any(notice.kind == "not_a_report" for notice in report.notices):
        words = (label("notice", "not_a_report", "zh"), label("notice", "not_a_report", "en"))
        yield f'<p class="warning">{_both(*words)}</p>'


def _text(report: Report, language: Language) -> Iterator[str]:
    """The lines. Joined and stripped of tags they are the source's text, character by character."""
    text = report.source.text
    anchors: dict[tuple[int, int], str] = {}
    for entry in report.entries:
        anchors.setdefault((entry.span.start, entry.span.end), entry.id)
    sections = deque(sorted((section.span.start, section.id) for section in report.outline))
    for line in segments(text, marks(report)):
        start, end = line[0].span.start, line[-1].span.end
        heading = next((m for s in line for m in s.of("heading")), None)
        whole = heading is not None and heading.span.end >= len(text[start:end].rstrip()) + start
        level = f" h{min(report.outline[heading.number].level, 3)}" if heading and whole else ""
        grey = " boilerplate" if line[0].of("boilerplate") else ""
        yield f'<p class="line{level}{grey}">'
        while sections and sections[0][0] < end:
            yield f'<a id="s-{escape(sections.popleft()[1])}"></a>'
        for segment in line:
            yield _segment(report, segment, anchors, language)
        yield "</p>"


def _segment(
    report: Report, segment: Segment, anchors: dict[tuple[int, int], str], language: Language
) -> str:
    span = segment.span
    words = escape(report.source.text[span.start : span.end], quote=False).replace("\r", "&#13;")
    for mark in segment.of("unused")[:1]:
        reason = report.unused[mark.number].reason
        title = escape(f"{label('page', 'unused', language)}: {label('reason', reason, language)}")
        words = f'<span class="unused" data-reason="{escape(reason)}" title="{title}">{words}</span>'
    for mark in segment.of("notice")[:1]:
        notice = report.notices[mark.number]
        title = escape(" · ".join(filter(None, (label("notice", notice.kind, language), notice.suggestion))))
        name = f' id="notice-{mark.number}"' if span.start == notice.span.start else ""
        words = f'<span class="notice"{name} title="{title}">{words}</span>'
    if segment.of("heading"):
        words = f'<b class="heading">{words}</b>'
    entries = segment.of("entry")
    if not entries or segment.of("boilerplate"):
        return words  # a pager between the halves of a quote is none of it
    first = report.entries[entries[0].number]
    classes = f"entry {first.kind}{' headline' if first.headline else ''}"
    begun = [
        report.entries[mark.number]
        for mark in entries
        if mark.span.start == span.start
        and anchors.get((mark.span.start, mark.span.end)) == report.entries[mark.number].id
    ]
    stop = f' id="{escape(begun[0].id)}" tabindex="0" role="button" aria-controls="detail"' if begun else ""
    numbers = " ".join(str(mark.number) for mark in entries)
    return f'<mark class="{classes}" data-e="{numbers}"{stop}>{words}</mark>'


def _headlines(report: Report) -> Iterator[str]:
    for number, entry in enumerate(report.entries):
        if entry.headline:
            subject = " ".join(filter(None, (entry.scope, entry.subject))) or entry.quote
            yield (
                f'<li><a href="#{escape(entry.id)}" data-go="{number}"><span class="subject">{escape(subject)}</span> '
                f'<span class="value">{_both(value(entry, "zh"), value(entry, "en"))}</span></a></li>'
            )


def _contents(report: Report) -> Iterator[str]:
    for section in report.outline:
        heading = (section.label or "") + (section.title or "")
        words = (
            escape(heading)
            if heading
            else _both(f"〔{label('role', section.role, 'zh')}〕", f"[{label('role', section.role, 'en')}]")
        )
        level = min(max(section.level, 1), 4)
        yield f'<li class="level{level}"><a href="#s-{escape(section.id)}">{words}</a></li>'


def _notices(report: Report) -> Iterator[str]:
    """What is wrong with the copy, place by place; the site's own words are seen in the text."""
    listed = [(n, notice) for n, notice in enumerate(report.notices) if notice.kind not in WHOLE]
    if not listed:
        return
    yield f'<details class="contents"><summary>{_both(label("page", "damage", "zh"), label("page", "damage", "en"))}'
    yield f" <b>{len(listed)}</b></summary><ul>"
    for number, notice in listed:
        kind = _both(label("notice", notice.kind, "zh"), label("notice", notice.kind, "en"))
        quote = escape(notice.quote[:_SHOWN].strip() or "⏎")
        remedy = f" → {escape(notice.suggestion)}" if notice.suggestion else ""
        yield f'<li><a href="#notice-{number}">{kind} <span class="subject">{quote}</span>{remedy}</a></li>'
    yield "</ul></details>"


def _data(report: Report) -> dict[str, Any]:
    sections = {s.id: (s.label or "") + (s.title or "") or s.role for s in report.outline}
    return {"entries": [_entry(entry, sections) for entry in report.entries], "labels": labels()}


def _entry(entry: Entry, sections: dict[str, str]) -> dict[str, Any]:
    return entry.to_dict() | {
        "value": {"zh": value(entry, "zh"), "en": value(entry, "en")},
        "years": years(entry.period),
        "sectionTitle": sections.get(entry.section or ""),
    }
