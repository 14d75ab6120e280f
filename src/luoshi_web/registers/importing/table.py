"""What a register says of itself so that its matters can come in from a file: one table a register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.importing.fields import Field, reading_of
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.workbooks.headings import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: ``words`` name file and lines for people, ``secrecy`` and ``year`` are of the whole file."""

    words: str
    secrecy: int
    year: int


@dataclass(frozen=True, slots=True)
class Units:
    """The units that a row names: who leads, and who helps. ``lead`` is None where nobody does, or no unit of ours."""

    lead: Office | None = None
    helpers: tuple[Office, ...] = ()

    @property
    def leader(self) -> Office:
        """Who leads, of a row that was found to name it. Raises :class:`Refusal` ``import_leads_nobody`` where it names nobody."""
        if self.lead is None:
            raise Refusal("import_leads_nobody")
        return self.lead


@dataclass(frozen=True, slots=True)
class Table:
    """``needs`` is the column without which a sheet is none of this register.

    ``check`` looks at all rows once they are read: it puts down their numbers, what is wrong, what cannot be entered and what is in the register
    already, in a few queries for all. ``enter`` enters one row by the register's own services and returns its matter.
    """

    register: str
    fields: tuple[Field, ...]
    needs: str
    check: Callable[[Sequence[tuple[Row, Units]], int, date], None]
    enter: Callable[[Actor, Row, Units, Source, datetime], Matter]

    @property
    def reading(self) -> Reading:
        """How the headings are understood."""
        return reading_of(self.fields, self.needs)

    @property
    def common(self) -> tuple[Field, ...]:
        """What may be said of a whole list."""
        return tuple(each for each in self.fields if each.common)

    def field(self, code: str) -> Field:
        """The column of a code."""
        return next(each for each in self.fields if each.code == code)


def demand_columns(row: Row, codes: Sequence[str]) -> bool:
    """Whether a row says all of these; what is missing is a fault of the row."""
    missing = [code for code in codes if row.get(code) in (None, "", [])]
    for code in missing:
        row.wrong(code, "import_missing", column=code)
    return not missing


@dataclass(frozen=True, slots=True)
class Known:
    """A matter of the register: ``held`` is what it says under the columns of a list."""

    pk: int
    number: str
    title: str
    held: Mapping[str, object]


def known_in(register: str, columns: Mapping[str, str], **narrowed: object) -> list[Known]:
    """The matters of a register; ``columns``: column of a list → where the register has it. One query."""
    found = Matter.objects.filter(register=register, **narrowed).values("pk", "number", "title", *columns.values())  # fmt: skip
    return [
        Known(
            each["pk"], each["number"], each["title"], {code: each[where] for code, where in columns.items()}
        )
        for each in found
    ]


def identify(row: Row, known: Sequence[Known], numbered: str) -> None:
    """The row's number, and the matter that it is already: by its number, or, where the list has none, by its title.

    ``numbered`` is the number that a new row without one gets; "" where it gets none, which is a fault of the row.
    """
    said, title = row.get("number") or "", row.get("title")
    found = next((each for each in known if (each.number == said if said else each.title == title)), None)
    if found is not None:
        row.number, row.there = found.number, found.pk
        compare(row, found.held)
    elif said or numbered:
        row.number = said or numbered
        if not said and any(each.number == numbered for each in known):
            row.wrong("serial", "import_serial_taken", number=numbered)
    else:
        row.wrong("number", "import_missing", column="number")


def demand_order(row: Row, codes: Sequence[str]) -> None:
    """Days of what came one after the other: one before an earlier step's is not entered."""
    last = None
    for code in codes:
        day = row.get(code)
        if day is not None and last is not None and day < last:
            row.leave(code, "import_before", other=str(last))
        else:
            last = day or last


def compare(row: Row, held: Mapping[str, object]) -> None:
    """What the file says otherwise than the register, of a matter that is there: told, and never written."""
    for code, value in held.items():
        said = row.get(code)
        if said not in (None, "", []) and said != value:
            row.tell(
                code,
                "import_differs" if value not in (None, "") else "import_further",
                there=str(value or ""),
            )


def twice(rows: Sequence[Row]) -> None:
    """A number that stands in the file twice: the later row is wrong."""
    seen: dict[str, Row] = {}
    for row in rows:
        before = seen.setdefault(row.number, row)
        if row.number and before is not row:
            row.wrong("number", "import_twice", number=row.number, line=f"{before.sheet} {before.lines}")
