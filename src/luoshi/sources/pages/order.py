"""Which page comes first: by the pages' addresses, by the numbers that they print, by how one goes on where another ends.

Addresses win: they are the site's own order. Without them ``（三）`` follows ``（二）``, a sentence that breaks off follows on, what two
pages both print joins them, the opening formula comes first and the last exhortation last. The order in which the
pages were given is the last resort. Where the addresses and the text disagree, that is said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from os.path import basename

from luoshi.sources.pages.overlap import overlap
from luoshi.sources.pages.page import SENTENCE_END, Line, Page, read_label
from luoshi.vocabulary.page_numbers import PageNumber, address_in, page_number

# Up to here all orders are weighed; more pages without numbers are chained one by one.
_ALL_ORDERS = 9
# How much better the text's own order must fit before the addresses are doubted: two joints that both go wrong.
_DOUBT = 8
_GOES_ON = tuple("，。；、：）”》%％,.;")
_OPENS = tuple("（“《〈(，、；,")


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
    if not 2 < len(pages) <= _ALL_ORDERS and len(pages) != 2:
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
    return sum(follows(a, b) for a, b in zip(pages, pages[1:], strict=False)) + _ends(pages)


def _ends(pages: Sequence[Page]) -> float:
    """The opening formula belongs at the beginning, the last exhortation at the end."""
    first, last = pages[0], pages[-1]
    weight = 6.0 * first.opens + 3.0 * (first.title is not None)
    return weight + 4.0 * (last.closes and not last.opens)


def _chain(pages: Sequence[Page]) -> tuple[list[Page], float]:
    """The order that fits best, and how well."""
    count = len(pages)
    weights = [
        [follows(a, b) + (0.1 if b.given == a.given + 1 else 0.0) if a is not b else 0.0 for b in pages] for a in pages
    ]
    if count > _ALL_ORDERS:
        return _one_by_one(pages, weights)
    # best[(used, last)]: the heaviest way through the pages of `used` that ends with `last`
    best: dict[tuple[int, int], tuple[float, int]] = {
        (1 << n, n): (6.0 * page.opens + 3.0 * (page.title is not None), -1) for n, page in enumerate(pages)
    }
    for used in range(1, 1 << count):
        for last in range(count):
            if (used, last) not in best:
                continue
            weight = best[used, last][0]
            for following in range(count):
                if used >> following & 1:
                    continue
                key = (used | 1 << following, following)
                heavier = weight + weights[last][following]
                if key not in best or heavier > best[key][0] + 1e-9:
                    best[key] = (heavier, last)
    whole = (1 << count) - 1
    ends = [best[whole, n][0] + 4.0 * (page.closes and not page.opens) for n, page in enumerate(pages)]
    last = max(range(count), key=lambda n: (ends[n], pages[n].given))
    total, path, used = ends[last], [], whole
    while last >= 0:
        path.append(last)
        before = best[used, last][1]
        used, last = used & ~(1 << last), before
    return [pages[n] for n in reversed(path)], total


def _one_by_one(pages: Sequence[Page], weights: Sequence[Sequence[float]]) -> tuple[list[Page], float]:
    """Many pages: from the one that opens, each time the page that follows best."""
    left = set(range(len(pages)))
    here = max(left, key=lambda n: (6 * pages[n].opens + 3 * (pages[n].title is not None), -pages[n].given))
    path, total = [here], 0.0
    left.remove(here)
    while left:
        following = max(
            left, key=lambda n: (weights[here][n] - 4.0 * pages[n].closes * (len(left) > 1), -pages[n].given)
        )
        total += weights[here][following]
        path.append(following)
        left.remove(following)
        here = following
    return [pages[n] for n in path], total


def follows(before: Page, after: Page) -> float:
    """How well ``after`` goes on where ``before`` ends; 0 where nothing says, negative where they do not fit."""
    ends, begins = _own(before), _own(after, before.heads)
    if not ends or not begins:
        return 0.0
    weight = 0.0
    shared = overlap("".join(line.text for line in ends[-30:]), "".join(line.text for line in begins[:30]))
    if shared:
        return 10.0
    last, first = ends[-1].text, begins[0].text
    broken = not last.endswith(SENTENCE_END)
    if broken and first.startswith(_GOES_ON):
        weight += 4
    elif broken:
        alone = read_label(last) is not None and len(last) <= 40
        weight += (0 if alone else -3) if read_label(first) else (1 if alone else 2)
    elif first.startswith(_GOES_ON):
        weight -= 4
    if last.endswith(_OPENS) and not first.startswith("各位代表"):
        weight += 1
    if after.opens:
        weight -= 6
    if before.closes:
        weight -= 4
    return weight + _labels(ends, begins)


def _own(page: Page, heads: frozenset[str] = frozenset()) -> list[Line]:
    return page.lines[page.first(heads) if heads else 0 : page.last]


def _labels(ends: Sequence[Line], begins: Sequence[Line]) -> float:
    """`三、` after `二、`, `（三）` after `（二）` or after a new part, `二是` after `一是`."""
    weight = 0.0
    for style, gain in (("cn", 5.0), ("paren", 4.0), ("num", 2.0), ("shi", 2.0), ("di", 2.0)):
        before, after = _label_of(reversed(ends), style), _label_of(begins, style)
        if before is None or after is None or before[0] != style or after[0] != style:
            continue  # where a new part comes between, the count begins anew
        if after[1] == before[1] + 1:
            weight += gain
        elif style == "cn" or after[1] != 1:
            weight -= gain
    return weight


_ORDER = ("cn", "paren", "num", "shi", "di")


def _label_of(lines: Iterable[Line], style: str) -> tuple[str, int] | None:
    """The first label of ``style`` or of a style above it."""
    above = _ORDER[: _ORDER.index(style) + 1]
    return next((line.label for line in lines if line.label is not None and line.label[0] in above), None)
