"""The site's stretches among the sections: every law of an outline holds with them, and nothing of the report moves."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.outline import read_outline, report_text
from luoshi.text import SourceText, Span

PIECES = (
    "2026年青川区政府工作报告", "各位代表：", "现在，我代表区人民政府，向大会报告工作，请予审议。", "一、2025年工作回顾", "（一）经济稳中有进。生产总值增长5.6%。",
    "（二）民生持续改善。新增就业1.3万人。", "存在的困难和不足是：产业规模小，人才短缺。", "二、2026年工作安排", "（一）扩大内需。完成投资72亿元。",
    "各位代表！让我们勠力同心，为建设美好青川而努力奋斗！",
)  # fmt: skip
SITE = ("首页", "分享到：微信", "广告位招租", "2024年某某新闻")


@given(st.lists(st.sampled_from([*PIECES, *SITE, *SITE]), max_size=30))
def test_sections_nest_and_none_of_the_report_moves(lines: list[str]) -> None:
    text, spans = "", []
    for line in lines:
        if line in SITE:
            spans.append(Span(len(text), len(text) + len(line) + 1))
        text += line + "\n"
    source = SourceText(text, None, None, "", None, "text/html", furniture=tuple(spans))
    outline = read_outline(source)
    by_id = {section.id: section for section in outline}
    assert len(by_id) == len(outline)
    ends: dict[str | None, int] = {}
    for section in outline:
        assert section.span.start >= ends.get(section.parent, 0)
        ends[section.parent] = section.span.end
        if section.parent is not None:
            assert by_id[section.parent].span.covers(section.span)
            assert section.level == by_id[section.parent].level + 1 or section.role != "boilerplate"
    aside = [section.span for section in outline if section.role == "boilerplate"]
    assert all(any(a.covers(_trimmed(text, s)) for a in aside) for s in spans if s.of(text).strip())
    plain = SourceText.from_string("".join(line + "\n" for line in lines if line not in SITE))
    kept, bare = (
        [(s.role, s.title) for s in sections if s.role != "boilerplate"]
        for sections in (outline, read_outline(plain))
    )
    assert kept == bare
    assert report_text(source, outline) == report_text(plain, read_outline(plain))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip())))
