"""What may be seen of a unit, one thing a column: its first word, the mark behind it, the class of the verb before …

A column has a number for each unit: of a word or a stretch the hash of its characters, of a length or a role that itself. Templates
(:mod:`luoshi.lines.templates`) put columns together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from luoshi.lines.lexicon import NONE, NUMBER, Lexicon
from luoshi.lines.units import Flags, Integers, Units
from luoshi.lines.words import Hashes, Words, words_of
from luoshi.vocabulary.clause_heads import ends_of, heads_of

Place = tuple[Integers, Integers]
"""Where what a column has stands in the text: starts and ends, one of each a unit."""

_NO_WORD = np.uint64(0x1234567)
_BEYOND = np.uint64(0x777)  # no such unit in the paragraph
_LENGTHS = np.array([3, 5, 7, 9, 12, 16, 22, 30])
_CLAUSE_LENGTHS = np.array([6, 9, 12, 16, 22, 30, 45])
_SENTENCE_ENDS = np.array([ord(mark) for mark in "。！？\n"] + [0])
_LIST_MARK = ord("、")
# before the verb, and no part of the deed: 要|加快…, 一是|建设…
_OPENING = re.compile(
    r"(?:要|将|同时|进一步|着力|努力|积极|并且|并|也|还|更|我们|各级政府|都|必须|第?[一二三四五六七八九十]+(?:是|要)|[ —“”-])*"
)
# and how it is done: 继续|全面|加快推进
_MANNER = re.compile(
    r"(?:要|将|同时|进一步|着力|积极|努力|并|也|还|更|我们|[一二三四五六七八]是|继续|大力|全力|加大力度|深入|扎实|切实|全面|持续|坚决|不断"
    r"|稳步|有序|加快推进|[ —“”])*"
)

_OPENS_SO = frozenset("要将同进着努积并也还更我各都必第一二三四五六七八九十继大全加深扎切持坚不稳有 —“”-")
"""What an opening and a manner may begin with: most units begin otherwise, and need no search."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing seen of each unit: its number, and where it stands if it is a stretch of the text."""

    names: Hashes
    place: Place | None = None

    def at(self, units: Integers, there: Flags | None = None) -> "Column":
        """The same of other units; where ``there`` is not set there is none."""
        names = self.names[units]
        place = None if self.place is None else (self.place[0][units], self.place[1][units])
        if there is None:
            return Column(names, place)
        if place is not None:
            place = np.where(there, place[0], 0), np.where(there, place[1], 0)
        return Column(np.where(there, names, _BEYOND), place)


class Columns:
    """The columns of a text's units by name, and the words that they were made of."""

    def __init__(self, text: str, units: Units, lexicon: Lexicon) -> None:
        self.text, self.units, self.lexicon = text, units, lexicon
        self.words: Words = words_of(text)
        self.count = len(units)
        self.order = np.arange(self.count)
        self.paragraphs = np.cumsum(units.firsts) - 1
        self.first_word = np.searchsorted(self.words.starts, units.starts, "left")
        self.past_words = np.searchsorted(self.words.starts, units.ends, "left")
        self.word_names = self.words.named(self.words.starts, self.words.ends)
        self.word_rows = lexicon.rows(self.word_names)
        known = self.word_rows < len(lexicon.names)
        digits = ~known & (self.words.digits[self.words.starts + 1] > self.words.digits[self.words.starts])
        self.word_classes = np.where(digits, NUMBER, lexicon.classes[self.word_rows])
        self.word_coarse = np.where(digits, NUMBER, lexicon.coarse[self.word_rows])
        self.word_fine = np.where(digits, NUMBER, lexicon.fine[self.word_rows])
        self.verb = self.past_words  # the number of its first word behind opening and manner
        self._columns: dict[str, Column] = {}
        _of_the_unit(self)
        _of_its_words(self)
        _of_its_numbers(self)
        _of_its_sentence(self)
        _of_its_clause(self)
        _of_those_beside(self)

    def __getitem__(self, name: str) -> Column:
        return self._columns[name]

    def __setitem__(self, name: str, column: "Column | Integers | Flags") -> None:
        self._columns[name] = column if isinstance(column, Column) else Column(column.astype(np.uint64))

    def stretch(self, start: Integers, end: Integers) -> Column:
        """The characters from ``start`` to ``end`` of each unit."""
        return Column(self.words.named(start, end), (start, end))

    def word(self, number: Integers, begin: Integers) -> Column:
        """The words of these numbers, cut where ``begin`` and the unit's end cut them."""
        inside = (number >= self.first_word - 1) & (number < self.past_words) & (number >= 0)
        number = np.clip(number, 0, len(self.words.starts) - 1)
        start = np.maximum(self.words.starts[number], begin)
        end = np.minimum(self.words.ends[number], self.units.ends)
        inside &= start < end
        start = np.where(inside, start, self.units.starts)
        end = np.where(inside, end, start)
        return Column(np.where(inside, self.words.named(start, end), _NO_WORD), (start, end))

    def of_word(self, number: Integers, known: Integers) -> Integers:
        """What ``known`` says of the words of these numbers; :data:`~luoshi.lines.lexicon.NONE` where the unit has no such word."""
        inside = (number >= self.first_word) & (number < self.past_words)
        return np.where(inside, known[np.clip(number, 0, len(known) - 1)], NONE)

    def neighbour(self, step: int) -> Integers:
        """The unit ``step`` further on in the paragraph of each, -1 where there is none."""
        at = self.order + step
        inside = (at >= 0) & (at < self.count)
        at = np.clip(at, 0, self.count - 1)
        return np.where(inside & (self.paragraphs[at] == self.paragraphs), at, -1)


def _of_the_unit(columns: Columns) -> None:
    """Its role, its marks, how long it is, how it opens."""
    text, units = columns.text, columns.units
    starts, ends = units.starts, units.ends
    behind_opening, behind_manner = _behind(_OPENING, text, units), _behind(_MANNER, text, units)
    columns["any"] = np.zeros(columns.count, np.int64)
    columns["role"] = units.roles
    columns["heading"] = units.headings
    columns["mark"] = units.marks
    before = np.append(0, units.marks[:-1])
    before[units.firsts] = 1
    columns["mark before"] = before
    columns["length"] = np.digitize(ends - behind_opening, _LENGTHS)
    columns["opening"] = columns.stretch(starts, behind_opening)
    columns["head"] = _heads(text, behind_opening, behind_manner, ends)
    columns["tail"] = np.fromiter(ends_of(text, _places(behind_opening, ends)), np.int64)
    for size in (1, 2):
        columns[f"first {size}"] = columns.stretch(behind_opening, np.minimum(behind_opening + size, ends))
        columns[f"last {size}"] = columns.stretch(np.maximum(ends - size, behind_opening), ends)
    heads = np.searchsorted(columns.words.ends, behind_opening, "right")
    for step, which in enumerate(("first word", "second word", "third word")):
        columns[which] = columns.word(heads + step, behind_opening)
    columns.verb = np.searchsorted(columns.words.ends, behind_manner, "right")
    columns["verb"] = columns.word(columns.verb, starts)
    columns["behind verb"] = columns.word(columns.verb + 1, starts)
    columns["last word"] = columns.word(columns.past_words - 1, starts)
    columns["last word but one"] = columns.word(columns.past_words - 2, starts)


def _of_its_words(columns: Columns) -> None:
    """The classes and clusters of its words, and how many of them are verbs."""
    verb, last = columns.verb, columns.past_words - 1
    classes, coarse, fine = columns.word_classes, columns.word_coarse, columns.word_fine
    for step, which in enumerate(("verb's class", "class behind", "second class behind")):
        columns[which] = columns.of_word(verb + step, classes)
    columns["last class"] = columns.of_word(last, classes)
    columns["last class but one"] = columns.of_word(last - 1, classes)
    columns["verb's kind"] = columns.of_word(verb, coarse)
    columns["last kind"] = columns.of_word(last, coarse)
    columns["verb's cluster"] = columns.of_word(verb, fine)
    columns["last cluster"] = columns.of_word(last, fine)
    columns["last cluster but one"] = columns.of_word(last - 1, fine)
    counted = np.append(0, np.cumsum(columns.lexicon.verbs[columns.word_rows]))
    columns["verbs"] = np.minimum(counted[columns.past_words] - counted[columns.first_word], 3)
    columns["words"] = np.minimum(columns.past_words - columns.first_word, 6)


def _of_its_numbers(columns: Columns) -> None:
    """Whether it has digits and where; the word before the first of them, what stands behind the last."""
    starts, ends, digits = columns.units.starts, columns.units.ends, columns.words.digits
    has = digits[ends] > digits[starts]
    columns["number"] = has
    head = digits[np.minimum(starts + 3, ends)] > digits[starts]
    tail = digits[ends] > digits[np.maximum(ends - 5, starts)]
    columns["number's place"] = head * 2 + tail
    places = np.flatnonzero(np.diff(digits))
    if not len(places):
        columns["before number"] = columns["behind number"] = np.full(columns.count, int(_NO_WORD))
        return
    first = places[np.minimum(np.searchsorted(places, starts), len(places) - 1)]
    last = places[np.maximum(np.searchsorted(places, ends) - 1, 0)] + 1
    word = np.searchsorted(columns.words.ends, np.where(has, first, starts), "right") - 1
    before = columns.word(np.where(word >= columns.first_word, word, -1), starts)
    behind = columns.stretch(np.where(has, np.minimum(last, ends), ends), ends)
    columns["before number"] = Column(np.where(has, before.names, _NO_WORD), before.place)
    columns["behind number"] = Column(np.where(has, behind.names, _NO_WORD), behind.place)


def _of_its_sentence(columns: Columns) -> None:
    """Where in its sentence and paragraph it stands, and how these begin and end."""
    units, count = columns.units, columns.count
    sentences = sentences_of(units)
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    lengths = np.diff(np.append(starts, count))
    place = columns.order - starts[sentences]
    columns["place"] = np.minimum(place, 3)
    columns["rest"] = np.minimum(lengths[sentences] - 1 - place, 3)
    opens = np.flatnonzero(units.firsts)
    columns["sentence"] = np.minimum(sentences - sentences[opens][columns.paragraphs], 2)
    head, foot = starts[sentences], starts[sentences] + lengths[sentences] - 1
    for name in ("first word", "opening", "last word"):
        columns[f"sentence's {name}"] = columns[name].at(head)
    columns["sentence's last cluster"] = columns["last cluster"].at(foot)
    for name in ("first word", "last word"):
        columns[f"paragraph's {name}"] = columns[name].at(opens[columns.paragraphs])


def sentences_of(units: Units) -> Integers:
    """The number of each unit's sentence."""
    begins: Flags = units.firsts | np.append(True, np.isin(units.marks[:-1], _SENTENCE_ENDS))
    return np.cumsum(begins) - 1


def _of_its_clause(columns: Columns) -> None:
    """The stretch between commas that a list at 、 makes together: where in it the unit stands, and the clauses beside it."""
    units, count = columns.units, columns.count
    begins: Flags = units.firsts | np.append(True, units.marks[:-1] != _LIST_MARK)
    clauses = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    sizes = np.diff(np.append(starts, count))
    head = starts[clauses]
    foot = head + sizes[clauses] - 1
    several = sizes[clauses] > 1
    columns["place in clause"] = np.minimum(columns.order - head, 2)
    columns["rest of clause"] = np.minimum(foot - columns.order, 2)
    digits = columns.words.digits
    columns["number in clause"] = digits[units.ends[foot]] > digits[units.starts[head]]
    columns["clause's mark"] = columns["mark"].at(foot, several)
    columns["clause's length"] = np.digitize(units.ends[foot] - units.starts[head], _CLAUSE_LENGTHS)
    after, before = np.minimum(foot + 1, count - 1), np.maximum(head - 1, 0)
    has_after = (foot + 1 < count) & (columns.paragraphs[after] == columns.paragraphs)
    has_before = (head > 0) & (columns.paragraphs[before] == columns.paragraphs)
    columns["clause behind's class"] = columns["verb's class"].at(after, has_after & several)
    columns["clause behind's length"] = columns["clause's length"].at(after, has_after)
    columns["clause before's length"] = columns["clause's length"].at(before, has_before)
    columns["clause before's verb's cluster"] = columns["verb's cluster"].at(head[before], has_before)
    columns["clause's head"] = columns["head"].at(head)
    columns["clause's tail"] = columns["tail"].at(foot)
    columns["clause before's head"] = columns["clause's head"].at(before, has_before)
    columns["clause before's tail"] = columns["clause's tail"].at(before, has_before)
    columns["clause behind's head"] = columns["clause's head"].at(after, has_after)
    columns["clause before's number"] = columns["number in clause"].at(before, has_before)
    columns["clause behind's number"] = columns["number in clause"].at(after, has_after)
    columns["clause before's last cluster"] = columns["last cluster"].at(before, has_before)


_BESIDE = (
    "first word", "second word", "last word", "number", "length", "mark", "verb's class", "class behind", "verbs", "last class",
    "head", "tail", "verb's cluster", "last cluster", "verb's kind", "last kind", "number's place", "before number", "behind number",
)  # fmt: skip


def _of_those_beside(columns: Columns) -> None:
    """The same of the units before and behind, and how they are like this one."""
    for step, where in ((-1, "before"), (1, "behind")):
        there = columns.neighbour(step)
        for name in _BESIDE:
            columns[f"{name} {where}"] = columns[name].at(there, there >= 0)
        like = np.zeros(columns.count, np.int64)
        for power, name in enumerate(("first word", "last word", "length", "verb's class", "number")):
            like += (columns[f"{name} {where}"].names == columns[name].names).astype(np.int64) << power
        columns[f"like {where}"] = like
    for step, where in ((-2, "two before"), (2, "two behind")):
        there = columns.neighbour(step)
        for name in ("first word", "last word"):
            columns[f"{name} {where}"] = columns[name].at(there, there >= 0)


def _heads(text: str, openings: Integers, manners: Integers, ends: Integers) -> Integers:
    """The number of the kind of head that each unit has behind its opening, else behind its manner; 0 where it has none."""
    heads = np.fromiter(heads_of(text, _places(openings, ends)), np.int64)
    rest = np.flatnonzero((heads == 0) & (manners > openings))
    heads[rest] = np.fromiter(heads_of(text, _places(manners[rest], ends[rest])), np.int64)
    return heads


def _places(starts: Integers, ends: Integers) -> Iterator[tuple[int, int]]:
    return zip(starts.tolist(), ends.tolist(), strict=True)


def _behind(opening: re.Pattern[str], text: str, units: Units) -> Integers:
    """Where each unit goes on behind its opening; where it begins, if there is nothing behind."""
    ends = [
        found.end()
        if text[start] in _OPENS_SO and (found := opening.match(text, start, end)) and found.end() < end
        else start
        for start, end in zip(units.starts.tolist(), units.ends.tolist(), strict=True)
    ]
    return np.array(ends, np.int64)
