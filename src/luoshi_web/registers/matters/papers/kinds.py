"""Which kinds of papers the registers have. A register says its own when it is loaded; the office shows them and knows no register."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.papers import kinds
from luoshi_web.supervision.papers.content import Content


def _always(content: Content, office_id: int | None, matters: Iterable[int], on: date) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class PaperKind:
    """``drafts`` and ``signs`` are the rights to do so, asked of the matter where the paper is ``of_one``. ``outside``: it
    goes to somebody outside the offices.

    ``signed_day``: it bears the day of its signing (党政机关公文处理工作条例 9); not so where what it says was signed and sent before. ``settled`` gives, of a
    paper and the office that it is addressed to, the numbers of those matters of which it says what is no longer so on a day: a letter that presses for a
    reply which has come.
    """

    code: str
    register: str
    words: StrOrPromise
    drafts: str
    signs: str
    of_one: bool = False
    outside: bool = False
    signed_day: bool = True
    settled: Callable[[Content, int | None, Iterable[int], date], list[str]] = _always


PAPER_KINDS: dict[str, PaperKind] = {}


def bring(kind: PaperKind) -> PaperKind:
    """The office knows the kind from now on. Raises :class:`ValueError` for a code that is taken."""
    kinds.bring(kind.code, kind.words)
    PAPER_KINDS[kind.code] = kind
    return kind
