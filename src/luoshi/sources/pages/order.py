"""Which page comes first: by the pages' addresses, by the numbers that they print, by how one goes on where another ends.

Addresses win: they are the site's own order. Without them ``（三）`` follows ``（二）``, a sentence that breaks off follows on, what two
pages both print joins them, the opening formula comes first and the last exhortation last. The order in which the
pages were given is the last resort. Where the addresses and the text disagree, that is said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from os.path import basename

from luoshi.sources.pages.overlap import overlap
from luoshi.sources.pages.page import Line, Page, ends_sentence, read_label
from luoshi.vocabulary.page_numbers import PageNumber, address_in, page_number

# So many of the best orders are followed up at each step.
_WAYS = 120
# More pages than this are taken in the order of their addresses without a second thought.
_DOUBTED = 24
# More pages without any number stay as they were given: each would be held against each.
_CHAINED = 40
# How much better the text's own order must fit before the addresses are doubted. Two pages that changed places lose 20
# and more; a report that numbers `第一、` anew in every part may lose 8 in its right order.
_DOUBT = 14
_GOES_ON = tuple("，。；、：）”》%％,.;")
_OPENS = tuple("（“《〈(，、；,")
_AFTER_NUMBER = frozenset(
    "0123456789０１２３４５６７８９.．%％亿万千百元个家户人项件条所座张米吨亩公名台套处平位年月日倍天"
)
# The styles of labels from parts down, and how much each says.
_STYLES = ("cn", "paren", "num", "shi", "di")
_GAINS = (5.0, 4.0, 2.0, 2.0, 2.0)


@dataclass(frozen=True, slots=True)
class Ordering:
    """``pages`` in reading order with ``numbers`` of their own (None where they have none), the name of their ``set``, and
    ``by``, what decided: ``address``, ``printed``, ``continuation`` or ``given``. ``better`` is the order that the text itself
    speaks for where it contradicts the addresses."""

    pages: tuple[Page, ...]
    numbers: tuple[int | None, ...]
    set: str | None
    by: str
    better: tuple[Page, ...] | None = None


def order(pages: Sequence[Page]) -> Ordering:
    """The pages of one report in reading order."""
    numbered = numbers_of(pages)
    if numbered is None:
        printed = [page.worded_number for page in pages]
        if None not in printed and len(set(printed)) == len(pages):
            numbered = printed, None, "printed"
    if numbered is None and len(pages) > _CHAINED:
        return Ordering(tuple(pages), (None,) * len(pages), None, "given")
    if numbered is None:
        chain, weight = _chain(pages)
        # a single page, or pages of which nothing says how they follow, stay as they were given
        by = "continuation" if weight > 1 else "given"
        return Ordering(tuple(chain), (None,) * len(chain), None, by)
    numbers, name, by = numbered
    ranked = sorted(zip(numbers, pages, strict=True), key=lambda pair: (pair[0] or 1, pair[1].given))
    ordering = Ordering(tuple(page for _, page in ranked), tuple(number for number, _ in ranked), name, by)
    return _doubted(ordering)


def _doubted(ordering: Ordering) -> Ordering:
    pages = ordering.pages
    if not 2 <= len(pages) <= _DOUBTED:
        return ordering
    chain, best = _chain(pages)
    if best - _weight(pages) >= _DOUBT:
        return replace(ordering, better=tuple(chain))
    return ordering


def numbers_of(pages: Sequence[Page]) -> tuple[list[int | None], str | None, str] | None:
    """The numbers in the pages' addresses, from the first kind of address that numbers all of them."""
    kinds: tuple[Callable[[Page], str | None], ...] = (
        lambda page: page.source.url,
        lambda page: page.source.path and basename(page.source.path.replace("\\", "/")),
        lambda page: address_in(page.source.text),
    )
    for kind in kinds:
        addresses = [kind(page) for page in pages]
        if all(addresses):
            found = _one_set([page_number(a) for a in addresses if a])
            if found is not None:
                return found, page_number(addresses[0] or "").name or None, "address"
    return None


def _one_set(found: Sequence[PageNumber]) -> list[int | None] | None:
    """The numbers of one set; ``5905.html`` beside ``5905_2.html`` is page 1, ``index.html`` beside ``index_1.html`` too."""
    numbers = [page.number for page in found]
    if len({page.set for page in found}) > 1 or numbers.count(None) > 1 or len(set(numbers)) < len(numbers):
        return None
    if None in numbers and 1 in numbers:
        return [1 if number is None else number + 1 for number in numbers]
    return [1 if number is None else number for number in numbers]


def _weight(pages: Sequence[Page]) -> float:
    """How well an order fits."""
    way = _Way()
    for page in pages:
        way = way.on(page, follows(way.pages[-1], page) if way.pages else 0.0)
    return way.ended()


@dataclass(frozen=True, slots=True)
class _Way:
    """An order as far as it is laid: its pages, how well they fit, and the labels that the text has reached."""

    pages: tuple[Page, ...] = ()
    weight: float = 0.0
    reached: tuple[int, ...] = (0,) * len(_STYLES)

    def on(self, page: Page, joint: float) -> "_Way":
        """The way with one page more."""
        gain, reached = _count_on(self.reached, page)
        if not self.pages:
            gain += 6.0 * page.opens + 3.0 * (page.title is not None)
        return _Way((*self.pages, page), self.weight + gain + joint, reached)

    def ended(self) -> float:
        last = self.pages[-1]
        return self.weight + 4.0 * (last.closes and not last.opens)


def _count_on(reached: tuple[int, ...], page: Page) -> tuple[float, tuple[int, ...]]:
    """What the labels of ``page`` gain where the text has reached ``reached``: `三、` after `二、`, `（三）` after `（二）`, 二是 after 一是."""
    weight = 0.0
    for style, number in page.labels:
        at = _STYLES.index(style)
        if number == reached[at] + 1:
            weight += _GAINS[at]
        elif number != 1 or at == 0:
            weight -= _GAINS[at]
        reached = (*reached[:at], number, *((0,) * (len(_STYLES) - at - 1)))
    return weight, reached


def _chain(pages: Sequence[Page]) -> tuple[list[Page], float]:
    """The order that fits best, and how well: the best ways of each length are laid on by every page that is left."""
    joints = {
        (a.given, b.given): follows(a, b) + (0.1 if b.given == a.given + 1 else 0.0)
        for a in pages
        for b in pages
        if a is not b
    }
    ways = [_Way()]
    for _ in pages:
        longer = [
            way.on(page, joints[way.pages[-1].given, page.given] if way.pages else 0.0)
            for way in ways
            for page in pages
            if page not in way.pages
        ]
        longer.sort(key=lambda way: (-way.weight, [page.given for page in way.pages]))
        ways = longer[:_WAYS]
    best = max(ways, key=lambda way: way.ended())
    return list(best.pages), best.ended()


def follows(before: Page, after: Page) -> float:
    """How well ``after`` goes on where ``before`` ends; 0 where nothing says, negative where they do not fit."""
    ends, begins = _own(before), _own(after, before.heads)
    if not ends or not begins:
        return 0.0
    weight = 0.0
    if overlap("".join(line.text for line in ends[-30:]), "".join(line.text for line in begins[:30])):
        return 10.0
    last, first = ends[-1].text, begins[0].text
    broken = not ends_sentence(last)
    if broken and first.startswith(_GOES_ON):
        weight += 4
    elif broken:
        alone = read_label(last) is not None and len(last) <= 40
        weight += (0 if alone else -3) if read_label(first) else (1 if alone else 2)
    elif first.startswith(_GOES_ON):
        weight -= 4
    if last[-1].isdecimal():  # `完成投资550` | `亿元以上`
        weight += 2 if first[0] in _AFTER_NUMBER else -2
    if last.endswith(_OPENS) and not first.startswith("各位代表"):
        weight += 1
    if after.opens:
        weight -= 6
    if before.closes:
        weight -= 4
    return weight


def _own(page: Page, heads: frozenset[str] = frozenset()) -> list[Line]:
    return page.lines[page.first(heads) if heads else 0 : page.last]
