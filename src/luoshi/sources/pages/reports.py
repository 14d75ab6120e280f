"""Which of several files are pages of one report, and which are reports of their own.

A ledger that mixes two places is worse than none, so pages join only where nothing that they say of themselves (place, year,
session of the title and the opening) differs, and a text that opens a report begins one of its own. What cannot be told is
refused, with what to do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from os.path import basename
from typing import Literal

from luoshi.sources.pages.order import numbers_of, order
from luoshi.sources.pages.page import Page, bare
from luoshi.sources.pages.strangers import facts_of, fits, has_text, set_of
from luoshi.sources.refusal import refuse
from luoshi.text import SourceText

# ``told``: by what the files say; ``one``: all are pages of one report; ``each``: every file is a report.
Division = Literal["told", "one", "each"]

# `让我们…，为建设现代化新青川而不懈奋斗！` in the second half: the report ends here, an annex may follow.
_LAST_WORDS = re.compile(r"让我们[^。！]{4,200}[。！!]")
# Pages of a site have two or three thousand characters, the shortest reports eight.
_LONG = 8_000
_SHOWN = 4


@dataclass(slots=True)
class _Group:
    """The pages of one report, the one that opens it first; ``facts`` is what they say of it together."""

    pages: list[Page]
    facts: dict[str, str] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        self.pages.append(page)
        self.facts = facts_of(page) | self.facts

    @property
    def whole(self) -> bool:
        """Whether its first page alone may hold a report: it ends as one, or is as long, or has as many parts."""
        first = self.pages[0]
        chapters = sum(style == "cn" for style, _ in first.labels)
        return first.opens and (_ends(first) or len(first.body) > _LONG or chapters > 2)

    def says_with(self, page: Page) -> bool:
        """Whether ``page`` says something that the report's other pages say too."""
        return bool(facts_of(page).keys() & self.facts.keys())


def reports_in(
    sources: Sequence[SourceText], *, collection: bool = False, division: Division = "told"
) -> list[list[SourceText]]:
    """``sources`` by the report that each belongs to, reports in the order of their first page.

    ``collection``: they lie in one folder or ZIP. Where one report of it has several pages, single pages of others stay with
    them, to be set aside by name (:mod:`luoshi.sources.pages.strangers`).

    :raises luoshi.errors.SourceError: where it cannot be told of which report a page is.
    """
    if len(sources) < 2 or division == "one":
        return [list(sources)] if sources else []
    if division == "each":
        return [[source] for source in sources]
    pages = [Page(source, given) for given, source in enumerate(sources)]
    groups = _groups(pages)
    if collection:
        groups = _with_strays(groups)
    if len(groups) == 1:
        return [list(sources)]
    return [[page.source for page in sorted(group.pages, key=lambda page: page.given)] for group in groups]


def _groups(pages: Sequence[Page]) -> list[_Group]:
    first: dict[str, Page] = {}
    twins: list[tuple[Page, Page]] = []
    own: list[Page] = []
    for page in pages:
        seen = first.setdefault(bare(page.body), page)
        if seen is page:
            own.append(page)
        else:
            twins.append((page, seen))
    groups = _headed([page for page in own if page.opens])
    loose = [page for page in own if not page.opens]
    silent = [
        page for page in loose if not has_text(page)
    ]  # a contact page: set aside with whatever is there
    loose = [page for page in loose if page not in silent]
    if not groups and loose:
        groups = _headless(loose)
    else:
        for page in loose:
            _place(page, groups)
    main = max(groups, key=lambda group: len(group.pages), default=_Group([]))
    groups = groups or [main]
    for page in silent:
        main.add(page)
    for page, seen in twins:
        next(group for group in groups if seen in group.pages).add(page)
    return sorted(groups, key=lambda group: min(page.given for page in group.pages))


def _headed(heads: Sequence[Page]) -> list[_Group]:
    """A group for each page that opens a report. A site may print the opening on every page of a set: those are one."""
    groups: list[_Group] = []
    for head in heads:
        for group in groups:
            if (
                set_of(head.source) == set_of(group.pages[0].source)
                and fits(facts_of(head), group.facts)
                and not (_ends(head) and any(map(_ends, group.pages)))
            ):
                group.add(head)
                break
        else:
            groups.append(_Group([]))
            groups[-1].add(head)
    return groups


def _place(page: Page, groups: list[_Group]) -> None:
    """Join a page without an opening to its report; one that speaks of another report begins a group.

    :raises luoshi.errors.SourceError: where nothing says to which it belongs.
    """
    said = facts_of(page)
    fitting = [group for group in groups if fits(said, group.facts)]
    of_its_set = [group for group in fitting if set_of(group.pages[0].source) == set_of(page.source)]
    if len(of_its_set) == 1:
        of_its_set[0].add(page)
        return
    apart = len(page.body) > _LONG and not any(group.says_with(page) for group in fitting)
    if not fitting or (apart and all(group.whole for group in fitting)):
        groups.append(_Group([]))
        groups[-1].add(page)
        return
    joins = len(fitting) == 1 and not _begins_anew(page, fitting[0])
    if joins and (fitting[0].says_with(page) or (len(groups) == 1 and len(page.body) <= _LONG)):
        fitting[0].add(page)
        return
    raise _doubt(page, groups)


def _begins_anew(page: Page, group: _Group) -> bool:
    """Whether ``page`` is another text beside a report that one page holds, or counts parts that the report has already."""
    numbered = page.worded_number is not None and group.pages[0].worded_number is not None
    if group.whole and not group.says_with(page) and not numbered:
        return True
    parts = {label for label in page.labels if label[0] == "cn"}
    return any(parts.intersection(other.labels) for other in group.pages)


def _headless(pages: Sequence[Page]) -> list[_Group]:
    """Pages of which none opens a report: one where their addresses, what they say or how they follow on shows it.

    :raises luoshi.errors.SourceError: where nothing does.
    """
    groups: list[_Group] = []
    for page in pages:
        said = facts_of(page)
        group = next((g for g in groups if fits(said, g.facts) and not _are_two(page, g)), None)
        if group is None:
            groups.append(group := _Group([]))
        group.add(page)
    for group in groups:
        if len(group.pages) > 1 and not _follow_on(group.pages):
            raise _doubt(group.pages[-1], groups)
    return groups


def _are_two(page: Page, group: _Group) -> bool:
    """Whether both are as long as a report and share nothing that they say of themselves."""
    long = all(len(p.body) > _LONG for p in (page, group.pages[0]))
    return long and not group.says_with(page) and set_of(page.source) != set_of(group.pages[0].source)


def _follow_on(pages: Sequence[Page]) -> bool:
    """Whether pages without an opening are shown to be one report's: numbered as one set, or short, each with other parts, the
    next going on where one ends."""
    if numbers_of(pages) is not None:
        return True
    labels = [label for page in pages for label in set(page.labels) if label[0] == "cn"]
    return (
        max(len(page.body) for page in pages) <= _LONG
        and sum(map(_ends, pages)) < 2
        and len(labels) == len(set(labels))
        and order(pages).by != "given"
    )


def _with_strays(groups: list[_Group]) -> list[_Group]:
    """Of a folder: where one report has several pages and every other one a single file, those that are no whole report go with it as
    its strays."""
    large = [group for group in groups if len(group.pages) > 1]
    if len(large) != 1:
        return groups
    kept = []
    for group in groups:
        if group is large[0] or group.whole or len(group.pages[0].body) > _LONG:
            kept.append(group)
        else:
            large[0].pages += group.pages
    return kept


def _ends(page: Page) -> bool:
    body = page.body
    return page.closes or _LAST_WORDS.search(body, len(body) // 2) is not None


def _doubt(page: Page, groups: Sequence[_Group]) -> Exception:
    others = [p for group in groups for p in group.pages if p is not page]
    return refuse("unclear_pages", page.source.path, others=names_of([p.source for p in others]))


def names_of(sources: Sequence[SourceText]) -> str:
    """The names of some files for a sentence."""
    named = [basename(source.path) if source.path else "-" for source in sources]
    return ", ".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "")
