"""What somebody may have meant: the names closest to one that is not there."""

from collections.abc import Iterable
from difflib import get_close_matches

from luoshi.cli.messages import Language, say


def with_similar(sentence: str, name: str, known: Iterable[str], language: Language) -> str:
    """``sentence``, with ``; did you mean gdp or cpi?`` at its end where a known name is close to ``name``."""
    held = list(known)
    near = get_close_matches(name, held, n=3, cutoff=0.6)
    near += [one for one in held if name and one not in near and one.startswith(name)][: 3 - len(near)]
    if not near:
        return sentence
    names = ("、" if language == "zh" else ", ").join(near)
    return sentence.rstrip(".。") + say(language, "errors.similar", names=names)
