"""Who should lead: the offices that a promise points to, ranked, with what decided.

Offices that the text names go before everything ("the unit listed FIRST is the lead", 杭州 2020). Otherwise the indicator and the words
of the sentence and of its headings vote. The result is one lead or none: two that come near each other are left to people.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from luoshi.vocabulary.departments import Hit, departments

Key = TypeVar("Key", bound=Hashable)

# Points for one step of a word's weight, by where it stands. A heading says what its sentences are about, but less surely.
IN_QUOTE, IN_TITLE, IN_OUTER_TITLE = 4, 2, 1
OF_INDICATOR = 32  # more than a sentence's common words together
OF_NAME = 1000
LEAST = 8  # one hint in the sentence, or one word of an office's own in its heading
AHEAD = 1.25  # how far the lead must be before the next; measured in docs/split.md
HELPS = 0.4  # share of the lead's points with which an office helps

_LABEL = re.compile(
    r"(牵头|主办|主责|责任|承办|落实|配合|协办|协同|参与)(?:单位|部门)\s*[:：为是]\s*([^。；;：:\n）)]+)"
)
_BY = re.compile(
    r"(?:由|（|\(|，|。|；|^)([^，。；：（）()由]{2,40}?)(?:等)?(牵头|主抓|负责|主办|配合|协助|协同)"
)
_HELP_WORDS = frozenset({"配合", "协办", "协同", "参与", "协助"})
_AND = re.compile(r"[、，,]|(?<=[局委办会心司部社队])[和与及]")
_OFFICE_END = re.compile(
    r"(?:局|委|委员会|办|办公室|中心|管委会|公司|集团|大队|支队|联社|部|院|街道|街道办事处|镇|乡|社)$"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for an office. ``kind``: ``named``, ``indicator``, ``word`` (in the sentence) or ``title``."""

    kind: str
    text: str
    points: int


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """An office with its points and the reasons for them, the strongest first."""

    office: Key
    points: int
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Key]):
    """``ranked`` holds every office that was pointed to; ``lead`` the one that stands out, None where none does; ``helpers`` go after it.

    ``unknown`` are offices that the text names and that the register does not have; ``missing`` the kind of office that it points to
    most, where the register has none of it: then nobody is made to lead in its place.
    """

    lead: Key | None
    helpers: tuple[Key, ...]
    ranked: tuple[Candidate[Key], ...]
    unknown: tuple[str, ...] = ()
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Register(Generic[Key]):
    """A place's own offices: by the names that papers use, and by the kinds of departments that they are."""

    names: Mapping[str, Key]
    kinds: Mapping[str, Key]

    def named(self, name: str) -> Key | None:
        """The office of a name: as it stands, without 区, 县 or 市 before it, or the only one of its kind."""
        name = name.strip("“”\"' 　")
        for said in (name, name.lstrip("省市区县旗"), re.sub(r"^.{1,6}?[市区县旗]", "", name)):
            if said in self.names:
                return self.names[said]
        found = {self.kinds[code] for code in departments().of_name(name) if code in self.kinds}
        return found.pop() if len(found) == 1 else None


def register(names: Mapping[str, Key]) -> Register[Key]:
    """The register of a place's offices. Of two offices of one kind the one that is nothing else has it; two alike leave it open.

    A kind that no office is goes to its stand-in: without an office for attracting investors, commerce does it.
    """
    vocabulary = departments()
    claims: dict[str, dict[Key, int]] = {}
    for name, office in names.items():
        kinds = vocabulary.of_name(name)
        for place, code in enumerate(kinds):
            rank = len(kinds) * 10 + place
            known = claims.setdefault(code, {})
            known[office] = min(rank, known.get(office, rank))
    kinds_of: dict[str, Key] = {}
    for code, offices in claims.items():
        best = min(offices.values())
        first = [office for office, rank in offices.items() if rank == best]
        if len(first) == 1:
            kinds_of[code] = first[0]
    for code, department in vocabulary.by_code.items():
        stand_in = department.stand_in
        while code not in claims and stand_in is not None:
            if stand_in in kinds_of:
                kinds_of[code] = kinds_of[stand_in]
                break
            stand_in = vocabulary.by_code[stand_in].stand_in
    return Register(dict(names), kinds_of)


def every_kind() -> Register[str]:
    """A place that has one office of each kind, under the kind's code."""
    return Register({}, {code: code for code in departments().by_code})


def suggest(
    *,
    quote: str,
    indicator: str | None = None,
    titles: Sequence[str] = (),
    sentence: str = "",
    offices: Register[Key],
) -> Suggestion[Key]:
    """The offices that a sentence points to.

    ``titles`` are the headings above it, the nearest first; ``indicator`` a listed code; ``sentence`` the whole sentence, whose named
    offices count where the quote names none: 推进城市更新（责任单位：区住建局）. Time is linear in the length of the text.
    """
    named, unknown = _named(quote, offices)
    if not named and not unknown and sentence:
        named, unknown = _named(sentence, offices)
    points: dict[Key, dict[tuple[str, str], int]] = {}
    absent: Counter[str] = Counter()
    for place, (office, _) in enumerate(named):
        points.setdefault(office, {})[("named", str(place + 1))] = OF_NAME - place
    for code, kind, text, worth in dict.fromkeys(_votes(quote, indicator, titles)):
        if code in offices.kinds:
            own = points.setdefault(offices.kinds[code], {})
            own[kind, text] = max(worth, own.get((kind, text), 0))
        else:
            absent[code] += worth
    ranked = [
        Candidate(office, sum(reasons.values()), tuple(_sorted(reasons)))
        for office, reasons in points.items()
    ]
    ranked.sort(key=lambda candidate: -candidate.points)
    if named or unknown:
        lead = next((office for office, leads in named if leads), None)
        if _first_unknown(unknown):
            lead = None
        helpers = tuple(office for office, _ in named if office != lead)
        return Suggestion(lead, helpers, tuple(ranked), tuple(name for name, _ in unknown))
    return _by_votes(ranked, absent)


def _by_votes(ranked: list[Candidate[Key]], absent: Counter[str]) -> Suggestion[Key]:
    """Who stands out of a ranking, where no kind of office that the place lacks comes near."""
    away, worth = absent.most_common(1)[0] if absent else (None, 0)
    lead = _standing_out(ranked)
    if lead is not None and ranked[0].points < AHEAD * worth:
        lead = None
    most = max((worth, *(c.points for c in ranked[:1])))
    missing = departments().by_code[away].name if away and worth == most and worth >= LEAST else None
    return Suggestion(lead, _helping(ranked, lead), tuple(ranked), missing=missing)


def _votes(quote: str, indicator: str | None, titles: Sequence[str]) -> Iterator[tuple[str, str, str, int]]:
    """What speaks for whom: code of the department, kind of reason, its text, points."""
    vocabulary = departments()
    if indicator and (owner := vocabulary.owners.get(indicator)) is not None:
        yield owner, "indicator", indicator, OF_INDICATOR
    for hit in vocabulary.hits(quote):
        yield hit.department, "word", hit.word, hit.weight * IN_QUOTE
    for place, title in enumerate(titles[:2]):
        for hit in _strongest(vocabulary.hits(title)):
            yield hit.department, "title", hit.word, hit.weight * (IN_OUTER_TITLE if place else IN_TITLE)


def _strongest(hits: Iterable[Hit]) -> Iterable[Hit]:
    """One word for each department: 蓝天碧水净土保卫战 says 生态环境 once, not three times."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.department not in best or best[hit.department].weight < hit.weight:
            best[hit.department] = hit
    return best.values()


def _sorted(reasons: Mapping[tuple[str, str], int]) -> Iterator[Reason]:
    for (kind, text), worth in sorted(reasons.items(), key=lambda pair: -pair[1]):
        yield Reason(kind, text, worth)


def _standing_out(ranked: Sequence[Candidate[Key]]) -> Key | None:
    """The first of a ranking where it is far enough before the second, else nobody."""
    if not ranked or ranked[0].points < LEAST:
        return None
    if len(ranked) > 1 and ranked[0].points < AHEAD * ranked[1].points:
        return None
    return ranked[0].office


def _helping(ranked: Sequence[Candidate[Key]], lead: Key | None) -> tuple[Key, ...]:
    """Up to three others that the sentence itself speaks of, with a fair share of the lead's points; nobody helps without a lead."""
    if lead is None:
        return ()
    least = HELPS * ranked[0].points
    fit = [c for c in ranked[1:] if c.points >= least and any(r.kind != "title" for r in c.because)]
    return tuple(candidate.office for candidate in fit[:3])


def _named(quote: str, offices: Register[Key]) -> tuple[list[tuple[Key, bool]], list[tuple[str, int]]]:
    """The offices that the text names as responsible, in its order and whether it lets them lead; and names that are not known.

    责任单位：区教体局、区发改局: the first listed leads. 由区住建局牵头，区财政局配合: as it says. 以县医院为牵头医院 and 主要领导牵头 name no office.
    """
    lists = [(m.start(), m.group(1), m.group(2)) for m in _LABEL.finditer(quote)]
    if not lists:
        lists = [(m.start(), m.group(2), m.group(1)) for m in _BY.finditer(quote)]
    lists.sort(key=lambda found: (found[1] in _HELP_WORDS, found[0]))
    known: dict[Key, bool] = {}
    unknown: list[tuple[str, int]] = []
    seen = 0
    for _, word, names in lists:
        for name in filter(None, (part.strip() for part in _AND.split(names))):
            name = re.sub(r"等(?:单位|部门)?$", "", name)
            office = offices.named(name)
            if office is not None:
                known.setdefault(office, word not in _HELP_WORDS)
            elif _OFFICE_END.search(name) and (word not in {"负责", "牵头"} or departments().of_name(name)):
                unknown.append((name, seen))
            else:
                continue
            seen += 1
    return list(known.items()), unknown


def _first_unknown(unknown: Sequence[tuple[str, int]]) -> bool:
    """Whether the office listed first is one that the register does not have: then nobody else is made to lead."""
    return any(place == 0 for _, place in unknown)


def only_names(quote: str) -> bool:
    """Whether a clause says nothing but who is responsible: 区发改局配合, 由区住建局牵头."""
    for found in (_BY.fullmatch(quote), _LABEL.fullmatch(quote.strip("（）()。"))):
        if found is not None:
            return True
    return False
