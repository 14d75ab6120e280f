"""A code of a refusal says one thing in the whole office."""

import pytest

from luoshi_web.audit.refusal import Sentences


def test_a_code_never_says_the_words_of_another_area():
    said = Sentences({"no_amount": "Say how much."})
    said.update({"no_amount": "Say how much.", "no_words": "Say why."})
    with pytest.raises(ValueError, match="no_amount"):
        said.update({"no_amount": "This finding is of no money."})
    assert said["no_amount"] == "Say how much."
