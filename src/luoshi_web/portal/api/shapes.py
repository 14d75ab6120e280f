"""What goes in and what comes out. The description at ``openapi.json`` is made of these declarations, and so are answers and refusals."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from luoshi_web.portal.answers import LICENCE
from luoshi_web.portal.signs import ORDER

Level = Literal["national", "province", "prefecture", "county", "town"]
Kind = Literal["target", "task", "result", "problem"]
MOST, USUAL = 200, 100
_KEY = r"^[^\x00]{1,60}$"
_CODE = r"^[a-z0-9_]{1,60}$"


class _Asked(Schema):
    """Parameters. Whatever is not among them is refused: a slip of the pen would otherwise narrow nothing, and nobody would know."""

    model_config = ConfigDict(extra="forbid")


class Paged(_Asked):
    after: str | None = Field(
        None, max_length=60, pattern=r"^[^\x00]*$", description="cursor: as `next` of the page before has it"
    )
    limit: int = Field(USUAL, ge=1, le=MOST)


class PlacesAsked(Paged):
    level: Level | None = None
    province: str | None = Field(None, pattern=r"^[0-9]{2}$", description="first two digits of the code")
    within: str | None = Field(None, pattern=_KEY, description="key of the place just above")
    name: str | None = Field(None, pattern=_KEY, description="the name or the full name, exactly")


class ReportsAsked(Paged):
    place: str | None = Field(None, pattern=_KEY, description="key, a former code or the name")
    level: Level | None = None
    province: str | None = Field(None, pattern=r"^[0-9]{2}$")
    year: int | None = Field(None, ge=1900, le=2100, description="the year whose work the report sets out")


class LinesAsked(ReportsAsked):
    kind: Kind | None = None
    grade: Literal["deliverable", "activity", "aim", "deed"] | None = None
    indicator: str | None = Field(None, pattern=_CODE)
    headline: bool | None = None
    verdict: Literal[ORDER] | None = Field(None, description="what the next report made of it")  # type: ignore[valid-type]
    status: str | None = Field(
        None,
        pattern=_CODE,
        description="of the item by which an office follows it up, as the office released it",
    )


class SeriesAsked(_Asked):
    place: str = Field(pattern=_KEY, description="key, a former code or the name")
    measure: str | None = Field(
        None, pattern=_CODE, description="left out: the measure in which it is said most often"
    )
    unit: str | None = Field(None, pattern=r"^[^\x00]{1,20}$")


class SearchAsked(_Asked):
    q: str = Field(
        min_length=2,
        max_length=60,
        pattern=r"^[^\x00]*$",
        description="the words, exactly; two characters at least",
    )
    place: str | None = Field(None, pattern=_KEY, description="key, a former code or the name")
    level: Level | None = None
    province: str | None = Field(None, pattern=r"^[0-9]{2}$")
    year: int | None = Field(None, ge=1900, le=2100)
    kind: Kind | None = None
    grade: Literal["deliverable", "activity", "aim", "deed"] | None = None
    indicator: str | None = Field(None, pattern=_CODE)
    verdict: Literal[ORDER] | None = None  # type: ignore[valid-type]
    after: str | None = Field(
        None,
        pattern=r"^[0-9]{1,11}-[0-9]{1,11}-[0-9]{1,11}$",
        description="cursor: as `next` of the page before has it",
    )


class Problem(Schema):
    """What went wrong, in a sentence, in English below ``/en/``."""

    status: int
    problem: str
    parameters: list[str] = []


class Gone(Problem):
    """What was taken back says when and why, and never what it was."""

    taken_on: str
    reason: str


class Where(Schema):
    key: str
    name: str
    level: Level


class NameOut(Schema):
    name: str
    code: str
    first: int | None
    last: int | None


class SuccessorOut(Schema):
    """A place that has territory of the other since ``year``; ``key`` may be of a place that has no page here."""

    year: int
    key: str
    name: str


class PlaceOut(Schema):
    """A government's territory. ``address`` is its page, from the root of the site."""

    key: str = Field(description="never changes")
    name: str
    full_name: str
    code: str | None
    level: Level
    province: str | None
    within: str | None
    names: list[NameOut]
    ended: int | None
    successors: list[SuccessorOut]
    years: list[int] = Field(description="of the reports that are here")
    address: str


class SourceOut(Schema):
    url: str | None
    sha256: str
    encoding: str | None
    media_type: str | None


class ReportOut(Schema):
    """A report; verdicts are those of its headline targets."""

    id: str
    title: str | None
    place: Where
    year: int
    session: str | None
    date: str | None
    speaker: str | None
    complete: bool
    source: SourceOut | None
    kinds: dict[str, int]
    headline: int
    characters: int
    covered: int
    verdicts: dict[str, int]
    address: str


class SectionOut(Schema):
    id: str
    parent: str | None
    level: int
    label: str | None
    title: str | None
    role: str
    span: tuple[int, int]


class NoticeOut(Schema):
    kind: str
    span: tuple[int, int]
    quote: str
    suggestion: str | None


class WholeReportOut(ReportOut):
    """With its text, into which every ``span`` counts: characters, not bytes."""

    notices: list[NoticeOut]
    outline: list[SectionOut]
    text: str


class MemberOut(Schema):
    name: str
    span: tuple[int, int] | None


class OutcomeOut(Schema):
    """What the next report says came of it. ``answer`` is the line whose words ``quote`` are."""

    verdict: str
    rule: str
    deviation: str | None
    reason: str
    reason_en: str
    answer: str | None
    quote: str | None
    estimate: bool
    again: str | None
    said_by: str
    verified_by: str | None


class LineOut(Schema):
    """One statement of a report, in the keys of the ledger."""

    id: str = Field(
        description="of its address: `ledger_id` and the first eight digits of the copy's SHA-256"
    )
    ledger_id: str
    kind: Kind
    headline: bool
    section: str | None
    subject: str | None
    indicator: str | None
    scope: str | None
    partial: bool
    measure: str | None
    direction: Literal["up", "down"] | None
    bound: str | None
    low: str | None = Field(description="a decimal number in `unit`")
    high: str | None
    unit: str | None
    relation: dict[str, Any] | None
    period: dict[Literal["from", "to"], int] | None
    modality: str | None
    quote: str
    span: tuple[int, int]
    line: str | None
    grade: str | None
    stage: str | None
    object: str | None
    members: list[MemberOut] | None
    certainty: float | None
    read_as: str | None
    paragraph: int
    place: Where
    year: int
    address: str
    verdict: str | None
    outcome: OutcomeOut | None


class ItemOut(Schema):
    """What an office released of an item that it follows up: the office's own word."""

    number: str
    state: str
    release: int
    since: datetime
    content: dict[str, Any]


class WholeLineOut(LineOut):
    """With what hangs on it: ``answers`` are the promises that it answers, ``together`` the lines said in the same breath."""

    answers: list[str]
    together: list[str]
    items: list[ItemOut]
    licence: str = LICENCE


class VersionOut(Schema):
    """What was public from a moment on. ``about`` is ``l/ID``, or ``o/PLACE/NUMBER`` for an item."""

    about: str
    release: int
    since: datetime
    until: datetime | None
    content: dict[str, Any]


class HistoryOut(Schema):
    """Empty where no office releases the line: it was read from a copy, and no change of it is kept."""

    line: str
    versions: list[VersionOut]


class IndicatorOut(Schema):
    """An indicator of which there are headline targets."""

    code: str
    name: str
    targets: int
    places: int
    years: list[int]


class SaidOut(Schema):
    """A value as a line says it."""

    line: str
    low: str | None
    high: str | None
    bound: str | None
    quote: str


class YearOut(Schema):
    """``reported``: there is a report that could have set a target; ``answered``: there is the one after it."""

    year: int
    promised: SaidOut | None
    stated: SaidOut | None
    estimate: bool
    verdict: str | None
    reported: bool
    answered: bool


class WayOut(Schema):
    measure: str
    unit: str


class SeriesOut(Schema):
    """An indicator of a place over its years, in one measure and unit; ``ways`` are those in which it is said there."""

    place: Where
    indicator: str
    measure: str
    unit: str
    ways: list[WayOut]
    years: list[YearOut]


class HitOut(Schema):
    """A sentence; ``marks`` are the stretches of it in which the words stand."""

    place: Where
    year: int
    paragraph: int
    start: int
    sentence: str
    marks: list[tuple[int, int]]
    line: str | None
    kind: Kind | None
    grade: str | None
    indicator: str | None
    verdict: str | None


class FacetOut(Schema):
    value: str
    count: int


class _Page(Schema):
    next: str | None = Field(
        description="the query of the next page, `?…`, to be put in the place of this one's; null on the last"
    )


class PlacesOut(_Page):
    places: list[PlaceOut]


class ReportsOut(_Page):
    reports: list[ReportOut]


class LinesOut(_Page):
    """Without a place or an indicator a page may hold fewer lines than were asked for, or none, and still have a ``next``: so many were looked through."""

    lines: list[LineOut]
    licence: str = LICENCE


class IndicatorsOut(Schema):
    indicators: list[IndicatorOut]


class SearchOut(_Page):
    """The newest first. ``total`` counts the sentences of the ``looked`` newest paragraphs with the words; ``more``: there are older ones."""

    total: int
    more: bool
    looked: int
    facets: dict[str, list[FacetOut]]
    hits: list[HitOut]
    licence: str = LICENCE
