"""Where a report speaks of an indicator, whether or not a value could be read there.

What a later report says in words (固定资产投资与上年持平, 完成年度任务的135%, a problem of 居民消费价格涨幅偏高) is no silence: a target that is
answered so is ``stated_otherwise``, and only one that nobody speaks of ``unreported``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from luoshi.ledger.entry import Entry
from luoshi.ledger.stored import StoredLedger
from luoshi.reconcile.likeness import bare
from luoshi.text import Span
from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.generic import is_generic
from luoshi.vocabulary.indicators import indicators

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

_PAST = frozenset(("review", "problems"))
_CLAUSE = re.compile(r"[^，,。；;！!？?\r\n]+")
# What says how it went: a figure, or a word for more, less, the same, reached or not. 抓好固定资产投资 says nothing of it.
_SAYS = re.compile(
    r"[\d０-９]|[一二三四五六七八九十百]+(?:个百分点|位|成)|翻[一两]?番|持平|增长|增速|增幅|涨幅|下降|下滑|回落|回升|上升|上涨|减少|提高|提升|降低|降幅|增加|扩大|缩小|收窄"
    r"|完成|实现|达到?|超额|超过|突破|低于|高于|不及|未能|没有|不足|偏[低高小慢]|放缓|乏力|低迷|目标|预期|任务|居|排名|领先|稳定|控制|保持|由负转正|平稳|向好"
)
# Names that every report has in every other sentence, and that say nothing of the figure.
_COMMON = frozenset(
    (
        "经济",
        "国民经济",
        "经济发展",
        "经济增长",
        "经济总量",
        "就业",
        "人口",
        "投资",
        "消费",
        "物价",
        "生态环境质量",
    )
)
# 规模以上工业企业, 固定资产投资项目: the name goes on, and is another thing's.
_ENDS = "(?!企业|产业|项目|工程|公司|园|集群|领域|用地|转型|基地|结构|工作|机制|政策|体系|环境|主体|服务|平台|单位)"
# Named by substances that stand for several things: 二氧化硫平均浓度 is no answer to 二氧化硫排放量.
_SEVERAL = frozenset(("pollutants",))
_SHORTEST = 3
_MOST = 400  # characters of a quote


@dataclass(frozen=True, slots=True)
class Mention:
    """A clause that names an indicator and says how it went; ``indicator`` is its code."""

    indicator: str
    quote: str
    span: Span


def mentions_of_report(report: "Report") -> dict[str, Mention]:
    """The first mention of every indicator in what looks back: review and problems."""
    return _first(_clauses(report))


def mentions_of_ledger(ledger: StoredLedger) -> dict[str, Mention]:
    """The same of a stored ledger, as far as its entries, lines and silent clauses hold the words."""
    roles = {str(section.get("id")): section.get("role") for section in ledger.outline}
    rows = [row for row in (*ledger.entries, *ledger.lines) if roles.get(str(row.get("section"))) in _PAST]
    pieces = [(str(row["quote"]), _span(row.get("span"))) for row in rows if row.get("quote")]
    return _first(pieces)


def _span(value: object) -> Span:
    """A span as a ledger prints it; of one that names pages its first stretch."""
    if isinstance(value, list) and value and isinstance(value[0], int):
        return Span(value[0], value[1])
    stretch = value[0] if isinstance(value, list) and value else value
    return Span(stretch["start"], stretch["end"]) if isinstance(stretch, dict) else Span(0, 0)


def _clauses(report: "Report") -> Iterator[tuple[str, Span]]:
    text = report.source.text
    past = {section.id for section in report.outline if section.role in _PAST}
    for section in report.outline:
        if section.id not in past or section.parent in past:
            continue
        for found in _CLAUSE.finditer(text, section.span.start, section.span.end):
            yield found.group(), Span(found.start(), found.end())


def _first(pieces: Iterable[tuple[str, Span]]) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for quote, span in pieces:
        words = bare(quote)
        # one clause in ten has a name: the pattern of three thousand names looks at those alone, from where the first may begin
        named = _any_name().find_matches_as_indexes(words)
        if not named or not _SAYS.search(words):
            continue
        for name in _names().finditer(words, named[0][1]):
            code = indicators().codes[name.group()]
            if code not in found and code not in _SEVERAL:
                start = len(quote) - len(quote.lstrip())
                shown = quote.strip()[:_MOST]
                found[code] = Mention(code, shown, Span(span.start + start, span.start + start + len(shown)))
    return found


@cache
def _names() -> re.Pattern[str]:
    """The names of all indicators but the common ones, the longest first."""
    return re.compile(f"(?:{longest_first(_telling())}){_ENDS}")


@cache
def _any_name() -> AhoCorasick:
    """Where any of the names stands, whatever comes behind it; no name begins before the first that it finds."""
    return AhoCorasick(_telling(), matchkind=MatchKind.LeftmostLongest)


def _telling() -> list[str]:
    return [name for name in indicators().codes if len(name) >= _SHORTEST and name not in _COMMON]


def mention_of(target: Entry, mentions: Mapping[str, Mention]) -> Mention | None:
    """Where the later report speaks of what a target is about; targets without a listed indicator have none here."""
    if target.indicator is None or is_generic(target.subject or ""):
        return None
    return mentions.get(target.indicator)
