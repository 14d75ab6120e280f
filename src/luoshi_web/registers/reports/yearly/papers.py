"""A yearly report taken away: as a paper in the layout of official papers (送审稿), its figures kept as they stood."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.reports.services import keep
from luoshi_web.registers.reports.yearly.audit import audit
from luoshi_web.registers.reports.yearly.disclosure import disclosure
from luoshi_web.registers.reports.yearly.figures import Held
from luoshi_web.registers.reports.yearly.lawful import lawful
from luoshi_web.registers.reports.yearly.shape import Grid, Number, Open, Paragraph, Yearly
from luoshi_web.supervision.papers.content import Content, Section, Table, Words, in_words

YEARLY: Mapping[str, Callable[[Held], Yearly]] = {"lawful": lawful, "disclosure": disclosure, "audit": audit}
"""Report → how it is made."""
NUMERALS = "一二三四五六七八九十"
_LARGE = 6
"""Columns from which a table lies on its side."""


def made(report: str, year: int, today: date) -> Yearly:
    """A report of a year. Raises :class:`KeyError` for one that is none."""
    return YEARLY[report](Held(year, today))


@transaction.atomic
def take(*, actor: Actor, report: str, year: int, today: date, at: datetime) -> Yearly:
    """Somebody takes it away: the registers' figures are kept as they stand, and the log says which, and what the report counted itself.

    Raises :class:`Refusal`: ``not_yours``; ``nothing_to_say`` where no number can be said.
    """
    if not may(actor, "sentences.take"):
        raise Refusal("not_yours")
    found = made(report, year, today)
    said = [number for number in found.numbers if not number.why]
    if not any(number.rows for number in said):
        raise Refusal("nothing_to_say")
    kept = [str(keep(each.register, year, each.answer)) for each in said if each.answer is not None]
    own = {each.key: each.words for each in said if each.answer is None}
    details = {"report": report, "year": year, "on": str(found.on), "figures": kept, "counted": own}
    record(actor=actor, verb="yearly.take", details=details, at=at)
    return found


def paper(found: Yearly, *, today: date, issuer: str) -> Content:
    """The report as a paper: its parts, what is not said and why, who signs. Large tables lie on their side."""
    sections: list[Section] = []
    words: list[Words | Table] = []
    for number, part in enumerate(found.parts):
        words.append(Words("heading", f"{NUMERALS[number]}、{part.heading}"))
        for block in part.blocks:
            if isinstance(block, Grid) and len(block.columns) > _LARGE:
                sections += [Section(False, tuple(words)), Section(True, tuple(_block(block, part.heading)))]
                words = []
            else:
                words += _block(block, part.heading)
    words += [
        Words("heading", f"{NUMERALS[len(found.parts)]}、尚未核实和未登记的数据（定稿时删去）"),
        *_gaps(found),
    ]
    words += [Words("sign", issuer), Words("date", in_words(today))]
    sections.append(Section(False, tuple(words)))
    return Content("press", found.title, "", today, issuer, False, found.secrecy, tuple(sections))


def _block(block: Paragraph | Open | Grid, heading: str) -> Iterator[Words | Table]:
    if isinstance(block, Open):
        yield Words("body", f"（{block.words.rstrip('。')}）")
    elif isinstance(block, Paragraph):
        if block.said:
            yield Words("body", block.opening + "".join(each.words for each in block.said))
        elif block.opening.startswith("（"):
            yield Words("body", f"{block.opening}尚无可写的数字。")
    else:
        if block.name != heading:
            yield Words("caption", block.name)
        if block.rows:
            rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
            yield Table(block.name[:31], block.columns, rows, block.merged, len(block.columns) > _LARGE)
        if block.note:
            yield Words("body", f"注：{block.note}")


def _cell(cell: Number | str) -> str:
    return cell if isinstance(cell, str) else cell.words or cell.why


def _gaps(found: Yearly) -> Iterator[Words]:
    names = dict.fromkeys(f"{gap.name}：{gap.why}。" for gap in found.gaps)
    yield from (Words("body", each) for each in names or ["无。"])
