"""All that is seen of the units of a text: the numbers of templates, of words, and the vectors of words.

Looked at in arrays, all units and all templates together: a loop over units and templates would take most of the time that a report takes.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from luoshi.lines.columns import Columns, Place, sentences_of
from luoshi.lines.lexicon import Lexicon
from luoshi.lines.templates import TEMPLATES
from luoshi.lines.units import Integers, Units
from luoshi.lines.words import Hashes, name_of

_MULTIPLIER = np.uint64(0x100000001B3)
_OTHER = np.uint64(0xC2B2AE3D27D4EB4F)
_MIXES = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
# of what time a sentence speaks, and who speaks
_TENSES = (
    "了", "已", "将", "要", "今年", "去年", "力争", "确保", "计划", "全年", "目标", "预计", "主要", "问题", "不足", "仍然", "还", "存在",
    "五年", "过去", "未来", "明年", "实现", "完成", "必须", "坚持", "会议", "强调", "指出",
)  # fmt: skip
_NEAR = 128  # units whose templates a processor holds near while it makes them
HEADS = 4
OWN, BESIDE = (0, 1, 2, 3, 4), (0, 2, 4)
"""The vectors that are seen of a unit, and those of them that are seen of the units beside it: 0 to 3 are those of :attr:`Seen.heads`, 4 the mean of all."""
VECTORS = len(OWN) + 2 * len(BESIDE)
"""How many are seen in all: the unit's own, those of the unit before, those of the unit behind."""


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
    """All that is seen of ``count`` units.

    ``hashes`` has a row a unit and a column a template; ``words`` are the parts of which a unit has any number. ``word_rows`` has the row of each
    word of the text in the lexicon; ``heads`` has for each unit the numbers of four words (-1: none) whose vectors are seen, ``owners`` and ``numbers``
    those of all its words, whose mean is; ``before`` and ``behind`` are the units beside it in its paragraph (-1: none).
    """

    count: int
    hashes: Hashes
    words: tuple[Part, ...]
    word_rows: Integers
    heads: Integers
    owners: Integers
    numbers: Integers
    before: Integers
    behind: Integers
    columns: Columns | None

    def parts(self) -> tuple[Part, ...]:
        """Everything by template, with where it stands: for those who ask why."""
        if self.columns is None:
            return ()
        found = []
        for number, names in enumerate(TEMPLATES):
            places = tuple(place for name in names if (place := self.columns[name].place) is not None)
            found.append(Part(", ".join(names), self.hashes[:, number], None, places))
        return (*found, *self.words)


def look(text: str, units: Units, lexicon: Lexicon) -> Seen:
    """All that is seen of the ``units`` of ``text``. Linear in the length of both."""
    count = len(units)
    if not count:
        none = np.zeros(0, np.int64)
        return Seen(0, np.zeros((0, len(TEMPLATES)), np.uint64), (), none, none, none, none, none, none, None)
    columns = Columns(text, units, lexicon)
    words, owners, numbers = _words(columns)
    before, behind = columns.neighbour(-1), columns.neighbour(1)
    return Seen(
        count, _templates(columns), words, columns.word_rows, _heads(columns), owners, numbers, before, behind,
        columns,
    )  # fmt: skip


def _templates(columns: Columns) -> Hashes:
    numbers, rows = _table()
    all_seen = np.stack([columns[name].names for name in rows])
    steps = [np.flatnonzero(numbers[:, step] >= 0) for step in range(1, numbers.shape[1])]
    templates = _template_numbers()[:, None]
    hashes = np.empty((columns.count, len(numbers)), np.uint64)
    for start in range(0, columns.count, _NEAR):
        seen = all_seen[:, start : start + _NEAR]
        total = seen[numbers[:, 0]]
        for step, some in enumerate(steps, 1):
            total[some] = _together(total[some], seen[numbers[some, step]])
        hashes[start : start + _NEAR] = _mixed(total, templates).T
    return hashes


@cache
def _table() -> tuple[Integers, tuple[str, ...]]:
    """The templates as numbers of columns (-1 where there is none), and the names of the columns."""
    names = tuple(dict.fromkeys(name for template in TEMPLATES for name in template))
    widest = max(map(len, TEMPLATES))
    numbers = np.full((len(TEMPLATES), widest), -1, np.int64)
    for row, template in enumerate(TEMPLATES):
        numbers[row, : len(template)] = [names.index(name) for name in template]
    return numbers, names


@cache
def _template_numbers() -> Hashes:
    return np.array([name_of(", ".join(names)) for names in TEMPLATES], np.uint64)


def _together(names: Hashes, others: Hashes) -> Hashes:
    """One number of two."""
    spread: Hashes = (others ^ (others >> np.uint64(17))) * _OTHER
    return (names * _MULTIPLIER + spread).astype(np.uint64, copy=False)


def _mixed(names: Hashes, template: Hashes) -> Hashes:
    """The numbers spread over all 64 bits, apart for each template."""
    mixed = (names ^ template) * _MIXES[0]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _MIXES[1]
    return mixed ^ (mixed >> np.uint64(29))


def _words(columns: Columns) -> tuple[tuple[Part, ...], Integers, Integers]:
    """All words of the unit, of its neighbours, and of its sentence those that tell of time and speaker; the unit and the number of each word."""
    sizes = np.maximum(columns.past_words - columns.first_word, 0)
    owners = np.repeat(columns.order, sizes)
    numbers = np.repeat(columns.first_word - (np.cumsum(sizes) - sizes), sizes) + np.arange(len(owners))
    names, clusters = columns.word_names[numbers], columns.word_fine[numbers].astype(np.uint64)
    place = columns.words.starts[numbers], columns.words.ends[numbers]
    role, digit = columns["role"].names[owners], columns["number"].names[owners]
    parts = [
        _part("word", owners, names, place),
        _part("word, role", owners, _together(names, role), place),
        _part("cluster", owners, clusters, place),
        _part("cluster, number", owners, _together(clusters, digit), place),
    ]
    for step, where in ((-1, "before"), (1, "behind")):
        to = owners - step
        kept = np.flatnonzero((to >= 0) & (to < columns.count))
        kept = kept[columns.paragraphs[to[kept]] == columns.paragraphs[owners[kept]]]
        parts.append(_part(f"word {where}", to[kept], names[kept], (place[0][kept], place[1][kept])))
    return (*parts, *_tenses(columns, owners, names, place)), owners, numbers


def _part(name: str, owners: Integers, names: Hashes, place: Place) -> Part:
    return Part(name, _mixed(names, np.uint64(name_of(name))), owners, (place,))  # type: ignore[arg-type]


def _tenses(columns: Columns, owners: Integers, names: Hashes, place: Place) -> tuple[Part, ...]:
    sentences = sentences_of(columns.units)
    told = np.flatnonzero(np.isin(names, _tense_names()))
    pairs = np.stack((sentences[owners[told]].astype(np.uint64), names[told]))
    _, once = np.unique(pairs, axis=1, return_index=True)
    told = told[once]
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    lengths = np.diff(np.append(starts, columns.count))
    own = sentences[owners[told]]
    sizes = lengths[own]
    units = np.repeat(starts[own] - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
    spread = np.repeat(told, sizes)
    there = place[0][spread], place[1][spread]
    return (
        _part("sentence's tense", units, names[spread], there),
        _part("sentence's tense, role", units, _together(names[spread], columns["role"].names[units]), there),
    )


@cache
def _tense_names() -> Hashes:
    return np.array([name_of(word) for word in _TENSES], np.uint64)


def _heads(columns: Columns) -> Integers:
    """The numbers of the unit's verb, of the word behind it, of its last word and the one before, a column each; -1 where it has none."""
    last = columns.past_words - 1
    words = np.stack((columns.verb, columns.verb + 1, last, last - 1), axis=1)
    inside = (words >= columns.first_word[:, None]) & (words < columns.past_words[:, None])
    return np.where(inside, words, -1)
