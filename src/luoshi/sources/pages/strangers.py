"""What is no page of the report: another year's report in the same folder, a contact page, the same page twice."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.sources.pages.page import OPENING, Page, bare
from luoshi.text import SourceText
from luoshi.vocabulary.page_numbers import page_number

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SESSION = re.compile(
    r"第?([一二三四五六七八九十]{1,3}届)(?:人民代表大会|人大)第?([一二三四五六七八九十]{1,3}次)会议"
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,12}?(?:自治[区州县旗]|[省市县区旗州盟镇乡]))(?:人民)?(?:政府)?$")
# A paragraph of a report: `…`, at least so long, with a stop.
_PARAGRAPH = 20
# A line that says where and when the report was given; a longer one tells of some congress.
_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Stranger:
    """A file that was set aside, and why: ``key`` is ``other_report``, ``no_text``, ``same_page``, ``unread`` or ``format``; ``detail`` names
    the other report, the page that it repeats or what the reader said."""

    path: str | None
    key: str
    detail: str


def set_aside(pages: Sequence[Page]) -> tuple[list[Page], list[Stranger]]:
    """The pages of the report that most pages belong to, and the rest."""
    kept: list[Page] = []
    strangers: list[Stranger] = []
    seen: dict[str, Page] = {}
    sets = Counter(set_of(page.source) for page in pages)
    for page in pages:
        twin = seen.setdefault(bare(page.body), page)
        if twin is not page:
            strangers.append(Stranger(page.source.path, "same_page", twin.source.path or ""))
        elif not has_text(page) and sets[set_of(page.source)] < 2:
            strangers.append(Stranger(page.source.path, "no_text", ""))
        else:
            kept.append(page)
    facts = {id(page): facts_of(page) for page in kept}
    main = _main(kept, facts)
    own = [page for page in kept if fits(facts[id(page)], main)]
    others = [page for page in kept if page not in own]
    foreign = {set_of(page.source) for page in others} - {
        set_of(page.source) for page in own if facts[id(page)]
    }
    for page in list(own):
        if not facts[id(page)] and set_of(page.source) in foreign:  # a further page of the other report
            own.remove(page)
            others.append(page)
    strangers += [
        Stranger(p.source.path, "other_report", _name(p)) for p in sorted(others, key=lambda p: p.given)
    ]
    return own, strangers


def has_text(page: Page) -> bool:
    """Whether anything on the page may be a report's."""
    return any(
        (len(line.text) >= _PARAGRAPH and re.search("[。；，]", line.text))
        or "各位代表" in line.text
        or line.label
        for line in page.lines[: page.last]
    )


def facts_of(page: Page) -> dict[str, str]:
    """What the page says of the report it belongs to: the year and the place of its title, the session."""
    facts: dict[str, str] = {}
    head = "\n".join(line.text for line in page.lines[:20])[:2000]
    if page.title is not None:
        if years := _YEAR.findall(page.title):
            facts["year"] = years[-1]
        rest = _YEAR.sub("", page.title.split("政府工作")[0]).replace("年", "").strip("—-_ 《")
        if place := _PLACE.search(rest):
            facts["place"] = place[1]
    opening = OPENING.search(head)
    if opening is not None and "place" not in facts and len(opening["place"]) > 2:
        facts["place"] = opening["place"]
    datelines = "\n".join(line.text for line in page.lines[:12] if len(line.text) <= _DATELINE)
    if session := _SESSION.search(datelines.replace(" ", "")):
        facts["session"] = "".join(session.groups())
    return facts


def _main(pages: Sequence[Page], facts: dict[int, dict[str, str]]) -> dict[str, str]:
    """What most pages say; among equals what the first of them does."""
    counts: Counter[tuple[tuple[str, str], ...]] = Counter()
    for page in pages:
        said = facts[id(page)]
        if said:  # further pages of a set say nothing of themselves
            counts[tuple(sorted(said.items()))] += sum(
                not facts[id(other)] and set_of(other.source) == set_of(page.source) for other in pages
            )
            counts[tuple(sorted(said.items()))] += sum(fits(other, said) for other in facts.values() if other)
    if not counts:
        return {}
    best = max(counts.values())
    main = dict(next(said for said, count in counts.items() if count == best))
    for page in pages:  # what another page of the same report adds
        if fits(facts[id(page)], main):
            main = facts[id(page)] | main
    return main


def fits(said: dict[str, str], main: dict[str, str]) -> bool:
    """Whether nothing of what a page says contradicts what is known of a report."""
    for key, value in said.items():
        other = main.get(key)
        if other is None or other == value:
            continue
        if key == "place" and (other.endswith(value) or value.endswith(other)):
            continue
        return False
    return True


def set_of(source: SourceText) -> str:
    """What the address of a page shares with the other pages of its set."""
    return page_number(source.url or source.path or "").set


def _name(page: Page) -> str:
    facts = facts_of(page)
    return page.title or " ".join(facts.values())
