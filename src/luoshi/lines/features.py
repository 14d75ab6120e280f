"""What is seen of a unit: its words, its marks, its neighbours, its sentence, and the role of its section.

Each template sees one thing of every unit (``first word``) or several (``words``) and gives it a number: the hash of the template's name and
of the characters seen. What such a number speaks for was learnt (:mod:`luoshi.lines.model`). All units of a report are looked at together, a
template at a time, in arrays: two milliseconds where a loop over units and templates takes forty.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from luoshi.lines.units import Flags, Integers, Units
from luoshi.lines.words import Hashes, Words, name_of, words_of

Place = tuple[Integers, Integers]
"""Where what a template sees stands in the text: starts and ends, one of each a unit (or a hash)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one template sees: ``hashes``, one a unit, or with ``owners`` (the unit of each) any number.

    ``places`` are the stretches that the numbers were made of, for those who ask why.
    """

    name: str
    hashes: Hashes
    owners: Integers | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is seen of some units."""

    count: int
    parts: tuple[Part, ...]


_MULTIPLIER = np.uint64(0x100000001B3)
_OTHER = np.uint64(0xC2B2AE3D27D4EB4F)
_MIXES = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_NONE = np.uint64(0x1234567)  # no such word
_BEYOND = np.uint64(0x777)  # no such unit in the paragraph
_LENGTHS = np.array([3, 5, 7, 9, 12, 16, 22, 30])
_ENDS = np.array([ord(mark) for mark in "。！？\n"] + [0])
# before the verb, and no part of the deed: 要|加快…, 一是|建设…
_OPENING = re.compile(
    r"(?:要|将|同时|进一步|着力|努力|积极|并且|并|也|还|更|我们|各级政府|都|必须|第?[一二三四五六七八九十]+(?:是|要)|[ —“”-])*"
)
# and how it is done: 继续|全面|加快推进
_MANNER = re.compile(
    r"(?:要|将|同时|进一步|着力|积极|努力|并|也|还|更|我们|[一二三四五六七八]是|继续|大力|全力|加大力度|深入|扎实|切实|全面|持续|坚决|不断"
    r"|稳步|有序|加快推进|[ —“”])*"
)
# of what time a sentence speaks, and who speaks
_TENSES = (
    "了", "已", "将", "要", "今年", "去年", "力争", "确保", "计划", "全年", "目标", "预计", "主要", "问题", "不足", "仍然", "还", "存在",
    "五年", "过去", "未来", "明年", "实现", "完成", "必须", "坚持", "会议", "强调", "指出",
)  # fmt: skip


class _Looking:
    """The units of a text and their words, looked at column by column."""

    def __init__(self, text: str, units: Units, words: Words) -> None:
        self.text, self.units, self.words = text, units, words
        self.count = len(units)
        self.parts: list[Part] = []
        starts, ends = units.starts, units.ends
        self.behind_opening = _behind(_OPENING, text, units)
        self.behind_manner = _behind(_MANNER, text, units)
        self.first_word = np.searchsorted(words.starts, starts, "left")
        self.past_words = np.searchsorted(words.starts, ends, "left")
        self.marks = units.marks.astype(np.uint64)
        self.roles = units.roles.astype(np.uint64)
        self.paragraphs = np.cumsum(units.firsts) - 1
        before = np.append(np.uint64(0), self.marks[:-1])
        before[units.firsts] = 1
        self.marks_before = before
        self.has_digit = (words.digits[ends] > words.digits[starts]).astype(np.uint64)
        self.lengths = np.digitize(ends - self.behind_opening, _LENGTHS).astype(np.uint64)
        heads = np.searchsorted(words.ends, self.behind_opening, "right")
        self.words_ahead = [self._word_from(heads + step, self.behind_opening) for step in range(3)]
        heads = np.searchsorted(words.ends, self.behind_manner, "right")
        self.verbs_ahead = [self._word_from(heads + step, starts) for step in range(2)]
        self.words_last = [self._word_from(self.past_words - 1 - step, starts) for step in range(2)]

    def _word_from(self, number: Integers, begin: Integers) -> "Thing":
        """The words of these numbers, cut where the unit begins (behind its opening) and ends."""
        last = len(self.words.starts) - 1
        inside = (number >= self.first_word - 1) & (number < self.past_words) & (number >= 0)
        number = np.clip(number, 0, last)
        start = np.maximum(self.words.starts[number], begin)
        end = np.minimum(self.words.ends[number], self.units.ends)
        inside &= start < end
        start = np.where(inside, start, self.units.starts)
        end = np.where(inside, end, start)
        return Thing(np.where(inside, self.words.named(start, end), _NONE), ((start, end),))

    def stretch(self, start: Integers, end: Integers) -> "Thing":
        return Thing(self.words.named(start, end), ((start, end),))

    def beside(self, thing: "Thing", steps: int) -> "Thing":
        """The same of the unit ``steps`` further on in the paragraph."""
        at = np.arange(self.count) + steps
        inside = (at >= 0) & (at < self.count)
        at = np.clip(at, 0, self.count - 1)
        inside &= self.paragraphs[at] == self.paragraphs
        places = tuple((np.where(inside, a[at], 0), np.where(inside, b[at], 0)) for a, b in thing.places)
        return Thing(np.where(inside, thing.names[at], _BEYOND), places)

    def see(self, name: str, *things: "Thing | Hashes") -> None:
        """Every unit has one of it: the things together are one number."""
        names, places = _together(things)
        self.parts.append(Part(name, _mixed(names, name), None, places))

    def see_some(self, name: str, owners: Integers, *things: "Thing | Hashes") -> None:
        """Units have any number of it; ``owners`` are the units of the things."""
        names, places = _together(things)
        self.parts.append(Part(name, _mixed(names, name), owners, places))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something seen of each unit: its number, and where it stands."""

    names: Hashes
    places: tuple[Place, ...]


def _together(things: "tuple[Thing | Hashes, ...]") -> tuple[Hashes, tuple[Place, ...]]:
    names: Hashes | None = None
    places: tuple[Place, ...] = ()
    for thing in things:
        if isinstance(thing, Thing):
            own, places = thing.names, places + thing.places
        else:
            own = thing
        mixed: Hashes = (own ^ (own >> np.uint64(17))) * _OTHER
        names = own if names is None else (names * _MULTIPLIER + mixed).astype(np.uint64, copy=False)
    return (np.zeros(0, np.uint64) if names is None else names), places


def _mixed(names: Hashes, template: str) -> Hashes:
    """The numbers spread over all 64 bits, apart for each template."""
    mixed = (names ^ np.uint64(_template_number(template))) * _MIXES[0]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _MIXES[1]
    return mixed ^ (mixed >> np.uint64(29))


@cache
def _template_number(template: str) -> int:
    return name_of(template)


def _behind(opening: re.Pattern[str], text: str, units: Units) -> Integers:
    """Where each unit goes on behind its opening; where it begins, if there is nothing behind."""
    ends = [
        found.end() if (found := opening.match(text, start, end)) and found.end() < end else start
        for start, end in zip(units.starts.tolist(), units.ends.tolist(), strict=True)
    ]
    return np.array(ends, np.int64)


def _alone(looking: _Looking) -> None:
    """The unit by itself: its marks, its length, its first and last words and characters."""
    units, see, stretch = looking.units, looking.see, looking.stretch
    role, mark, before = looking.roles, looking.marks, looking.marks_before
    digit, length = looking.has_digit, looking.lengths
    first, second, third = looking.words_ahead
    verb, behind = looking.verbs_ahead
    last, last_but_one = looking.words_last
    opening = stretch(units.starts, looking.behind_opening)
    see("any", np.zeros(looking.count, np.uint64))
    see("role", role)
    see("role, mark", role, mark)
    see("role, marks", role, mark, before)
    see("marks", mark, before)
    see("role, heading", role, units.headings.astype(np.uint64))
    see("role, number", role, digit)
    see("length", length)
    see("length, mark", length, mark)
    see("number, mark", digit, mark)
    for size in (1, 2, 3):
        see(
            f"first {size}",
            stretch(looking.behind_opening, np.minimum(looking.behind_opening + size, units.ends)),
        )
    for size in (1, 2, 3, 4):
        see(f"last {size}", stretch(np.maximum(units.ends - size, looking.behind_opening), units.ends))
    see("opening", opening)
    see("opening, role", opening, role)
    see("whole", stretch(looking.behind_opening, units.ends))
    see("first word", first)
    see("second word", second)
    see("third word", third)
    see("verb", verb)
    see("behind verb", behind)
    see("last word", last)
    see("last word but one", last_but_one)
    see("first words", first, second)
    see("last words", last_but_one, last)
    see("first, last word", first, last)
    see("verb, last word", verb, last)
    see("verb, behind", verb, behind)
    for name, thing in (("first word", first), ("second word", second), ("verb", verb), ("last word", last)):
        see(f"{name}, role", thing, role)
    for name, thing in (("first word", first), ("last word", last)):
        see(f"{name}, mark", thing, mark)
        see(f"{name}, mark before", thing, before)
        see(f"{name}, marks", thing, before, mark)
    for name, thing in (("verb", verb), ("last word", last)):
        see(f"{name}, number", thing, digit)
        see(f"{name}, role, mark", thing, role, mark)


def _beside(looking: _Looking) -> None:
    """The units before and behind, in short, and how they agree with this one."""
    see, beside = looking.see, looking.beside
    role, mark, before, digit = looking.roles, looking.marks, looking.marks_before, looking.has_digit
    first, second, _ = looking.words_ahead
    verb, last = looking.verbs_ahead[0], looking.words_last[0]
    marks = Thing(_together((mark, before))[0], ())
    see("marks, mark behind", beside(Thing(mark, ()), 1), marks)
    for step, where in ((-1, "before"), (1, "behind")):
        its_first, its_last, its_verb = beside(first, step), beside(last, step), beside(verb, step)
        its_digit, its_length = beside(Thing(digit, ()), step), beside(Thing(looking.lengths, ()), step)
        see(f"first word {where}", its_first)
        see(f"second word {where}", beside(second, step))
        see(f"last word {where}", its_last)
        see(f"first word {where}, role", its_first, role)
        see(f"last word {where}, role", its_last, role)
        see(f"first word {where}, first word", its_first, first)
        see(f"number {where}, mark", its_digit, mark)
        see(f"number {where}, number, mark", its_digit, digit, mark)
        see(f"verb {where}, verb", its_verb, verb)
        see(f"verb {where}, mark before", its_verb, before)
        see(f"length {where}, length", its_length, looking.lengths)
        see(f"first word {where}, mark", its_first, mark)
        see(f"first word {where}, marks", its_first, marks)
        see(f"last word {where}, last word", its_last, last)
        see(f"last word {where}, marks", its_last, marks)
    for step, where in ((-2, "two before"), (2, "two behind")):
        see(f"first word {where}", beside(first, step))
        see(f"last word {where}", beside(last, step))
        see(f"verb {where}, marks", beside(verb, step), marks)


def _in_its_sentence(looking: _Looking) -> None:
    """Where in its sentence and paragraph the unit stands, and how these begin."""
    units, see, count = looking.units, looking.see, looking.count
    sentences = _sentences(units)
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    lengths = np.diff(np.append(starts, count))
    place = np.arange(count) - starts[sentences]
    rest = lengths[sentences] - 1 - place
    opens = np.flatnonzero(units.firsts)
    at, left = np.minimum(place, 3).astype(np.uint64), np.minimum(rest, 3).astype(np.uint64)
    number = np.minimum(sentences - sentences[opens][looking.paragraphs], 2).astype(np.uint64)
    see("place", at, left)
    see("place, sentence", at, number)
    see("place, role", at, left, looking.roles)
    see("place, sentence, role, mark", number, at, looking.roles, looking.marks)
    first, verb, last = looking.words_ahead[0], looking.verbs_ahead[0], looking.words_last[0]
    opening = looking.stretch(units.starts, looking.behind_opening)
    of_sentence = starts[sentences]
    see("sentence's first word", _at(first, of_sentence), at)
    see("sentence's opening", _at(opening, of_sentence), at)
    see("sentence's first unit's last word", _at(last, of_sentence), at)
    see("sentence's first word, role", _at(first, of_sentence), looking.roles)
    see("sentence's verb, verb", _at(verb, of_sentence), verb)
    of_paragraph = opens[looking.paragraphs]
    see("paragraph's first word", _at(first, of_paragraph), number)
    see("paragraph's first unit's last word", _at(last, of_paragraph), number)


def _at(thing: Thing, at: Integers) -> Thing:
    return Thing(thing.names[at], tuple((a[at], b[at]) for a, b in thing.places))


def _sentences(units: Units) -> Integers:
    """The number of each unit's sentence."""
    begins: Flags = units.firsts | np.append(True, np.isin(units.marks[:-1], _ENDS))
    return np.cumsum(begins) - 1


def _words(looking: _Looking) -> None:
    """All words of the unit, of its neighbours, and of its sentence those that tell of time and speaker."""
    words, see_some, count = looking.words, looking.see_some, looking.count
    sizes = np.maximum(looking.past_words - looking.first_word, 0)
    owners = np.repeat(np.arange(count), sizes)
    inside = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    numbers = np.repeat(looking.first_word, sizes) + inside
    place = words.starts[numbers], words.ends[numbers]
    named = Thing(words.named(*place), (place,))
    see_some("word", owners, named)
    see_some("word, role", owners, named, looking.roles[owners])
    paired = np.flatnonzero(inside < sizes[owners] - 1)
    see_some("two words", owners[paired], _at(named, paired), _at(named, paired + 1))
    for step, where in ((-1, "before"), (1, "behind")):
        to = owners - step
        kept = np.flatnonzero((to >= 0) & (to < count))
        kept = kept[looking.paragraphs[to[kept]] == looking.paragraphs[owners[kept]]]
        see_some(f"word {where}", to[kept], _at(named, kept))
    _tenses(looking, owners, named)


def _tenses(looking: _Looking, owners: Integers, named: Thing) -> None:
    sentences = _sentences(looking.units)
    told = np.flatnonzero(np.isin(named.names, _tense_names()))
    _, once = np.unique(
        np.stack((sentences[owners[told]].astype(np.uint64), named.names[told])), axis=1, return_index=True
    )
    told = told[once]
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    lengths = np.diff(np.append(starts, looking.count))
    own = sentences[owners[told]]
    sizes = lengths[own]
    inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    units = np.repeat(starts[own], sizes) + inside
    spread = _at(named, np.repeat(told, sizes))
    looking.see_some("sentence's tense", units, spread)
    looking.see_some("sentence's tense, role", units, spread, looking.roles[units])


@cache
def _tense_names() -> Hashes:
    return np.array([name_of(word) for word in _TENSES], np.uint64)


def look(text: str, units: Units) -> Seen:
    """All that is seen of the ``units`` of ``text``. Linear in the length of both."""
    if not len(units):
        return Seen(0, ())
    looking = _Looking(text, units, words_of(text))
    _alone(looking)
    _beside(looking)
    _in_its_sentence(looking)
    _words(looking)
    return Seen(len(units), tuple(looking.parts))
