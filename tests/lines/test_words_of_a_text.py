"""Words and stretches are known by numbers: the same for the same characters, wherever they stand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from luoshi.lines.words import name_of, words_of


@given(st.text(min_size=1, max_size=60))
def test_words_cover_the_text(text: str) -> None:
    words = words_of(text)
    assert words.starts[0] == 0
    assert words.ends[-1] == len(text)
    assert (words.starts[1:] == words.ends[:-1]).all()


@given(st.text(min_size=1, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_a_stretch_has_the_same_number_anywhere(stretch: str, before: str, behind: str) -> None:
    words = words_of(before + stretch + behind)
    start = np.array([len(before)])
    assert int(words.named(start, start + len(stretch))[0]) == name_of(stretch)


def test_other_characters_have_another_number() -> None:
    names = {name_of(word) for word in ("建成", "成建", "建", "建成建成", "", "建成区")}
    assert len(names) == 6
