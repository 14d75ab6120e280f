"""Place × year × indicator: what was promised, what came of it, and the quotes of both.

Each place's reports are held against their successors by :mod:`luoshi.reconcile`; a value that the next report states
without a target to answer has a row of its own. Values stand as the text has them.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from luoshi.corpus.chosen_reports import WORK_REPORTS, Chosen, chosen_reports
from luoshi.corpus.dataset import Dataset
from luoshi.corpus.entries_of import EntriesOf, MentionsOf
from luoshi.corpus.panel_columns import Language, PanelError, panel_names, schema
from luoshi.ledger.choice import EVERYTHING, Choice
from luoshi.ledger.condition import rows_where
from luoshi.ledger.entry import Entry
from luoshi.outline import DocumentKind
from luoshi.reconcile import Record, targets_of
from luoshi.reconcile.answers import Answer, Answers
from luoshi.reconcile.chosen import Said, is_asked_for
from luoshi.reconcile.mentions import Mention
from luoshi.reconcile.parts import PARTS, WHOLE
from luoshi.reconcile.reasons import reason
from luoshi.reconcile.stated import stated_values
from luoshi.vocabulary.indicators import indicators as vocabulary
from luoshi.vocabulary.own_scopes import limiter

if TYPE_CHECKING:
    import polars

# What relative targets are held against: 与经济增长同步.
_HELD_AGAINST = "gdp"
# Reports of which entries are held at once, about: some 20 MB of them and of their rows.
_AT_ONCE = 400


def panel(
    out: str | os.PathLike[str],
    indicators: Sequence[str],
    *,
    places: Iterable[str] = (),
    every: bool = False,
    language: Language = "zh",
    targets: DocumentKind = "work_report",
    results: Sequence[DocumentKind] = WORK_REPORTS,
    choice: Choice = EVERYTHING,
) -> "polars.DataFrame":
    """The panel of some indicators from the dataset ``out``; columns: docs/panel.md.

    ``targets`` is the kind of document whose targets are held, ``results`` are those whose results answer them: of several, a row for each
    voice. Which one a value comes from stands in ``target_voice`` and ``realised_voice``.

    ``every`` takes targets beside those of the headline lists too. ``language`` is that of the sentences in ``reason``.

    ``choice`` leaves some of the rows; its grades are those of the lines in which target and result stand.

    :raises PanelError: where ``out`` is no finished dataset, or one without grades that are asked for, or a code is no listed indicator.
    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition over the columns.
    """
    import polars

    asked = tuple(dict.fromkeys(indicators))
    unknown = [code for code in asked if code not in vocabulary().by_code]
    if unknown:
        names = ", ".join(unknown)
        raise PanelError(f"no such indicator: {names}", f"没有这个指标：{names}")
    dataset = Dataset(out)
    voices = tuple(dict.fromkeys(results))
    chosen = chosen_reports(dataset, places, {targets, *voices})
    needed = {*asked, _HELD_AGAINST, *(PARTS if WHOLE in asked else ())}
    entries = dataset.scan("entries")
    if choice.grades and "line_grade" not in entries.collect_schema():
        raise _without_grades(dataset)
    held = EntriesOf(entries, [report.document for report in chosen], needed)
    mentions = MentionsOf(dataset, asked)
    frames = [polars.DataFrame(schema=schema())]
    for some_places in _batches(chosen):
        said = mentions.of(report.document for reports in some_places for report in reports)
        part = held.some(sum(map(len, some_places)))
        rows = [
            row
            for reports in some_places
            for setting, telling in _voices(reports, targets, voices)
            for row in _Place(setting, telling, part, said, asked, every, language, choice).rows()
        ]
        frames.append(polars.DataFrame(rows, schema=schema(), orient="row"))
    made = polars.concat(frames).sort(
        "place_code",
        "place",
        "indicator",
        "year",
        "target_file",
        "realised_file",
        "realised_voice",
        nulls_last=True,
        maintain_order=True,
    )
    return made if choice.where is None else made[rows_where(made, choice.where)]


def _without_grades(dataset: Dataset) -> PanelError:
    return PanelError(
        f"{dataset.path}: the dataset is of an older version and has no grades of lines; read its documents again with `luoshi corpus --fresh`",
        f"{dataset.path}：数据集为旧版所建，没有各行的等级，请用 `luoshi corpus --fresh` 重新读取",
    )


def _voices(
    reports: Sequence[Chosen], targets: DocumentKind, voices: Sequence[DocumentKind]
) -> Iterator[tuple[dict[int, Chosen], dict[int, Chosen]]]:
    """For each voice, whose targets it answers and its results, by year. A target that no voice has answered yet stands once, with the first."""
    setting = {one.year: one for one in reports if one.kind == targets}
    told = {voice: {one.told_year: one for one in reports if one.kind == voice} for voice in voices}
    unanswered = setting.keys() - {year for years in told.values() for year in years}
    for voice, telling in told.items():
        held = telling.keys() | (unanswered if voice == voices[0] else set())
        yield {year: one for year, one in setting.items() if year in held}, telling


def _batches(chosen: Iterable[Chosen]) -> Iterator[list[list[Chosen]]]:
    """The reports of each place, some places at a time: what is made of them is packed before the next are looked at."""
    batch: list[list[Chosen]] = []
    count = 0
    for _, reports in groupby(chosen, key=lambda report: report.code or report.place):
        batch.append(list(reports))
        count += len(batch[-1])
        if count >= _AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


class _Place:
    """One place's reports, and the rows that they make: ``setting`` by the year that their targets are for, ``telling`` by the one whose
    results they state."""

    def __init__(
        self,
        setting: Mapping[int, Chosen],
        telling: Mapping[int, Chosen],
        held: Mapping[str, tuple[list[Entry], dict[str, str]]],
        said: Mapping[str, Mapping[str, Mention]],
        asked: tuple[str, ...],
        every: bool,
        language: Language,
        choice: Choice,
    ) -> None:
        self._setting, self._telling = setting, telling
        self._held = held
        self._said = said
        self._asked = frozenset(asked)
        self._every = every
        self._language: Language = language
        self._choice = choice

    def rows(self) -> Iterator[dict[str, Any]]:
        """The years that a report sets targets for, and those that a report looks back on."""
        for year in sorted({*self._setting, *self._telling}):
            yield from self._of_year(year, self._setting.get(year), self._telling.get(year))

    def _of_year(self, year: int, now: Chosen | None, later: Chosen | None) -> Iterator[dict[str, Any]]:
        targets: tuple[Entry, ...] = ()
        if now is not None:
            due = targets_of(self._record(now), every=self._every)
            targets = tuple(entry for entry in due if entry.indicator in self._asked)
        record = self._record(later) if later is not None else None
        answers = Answers(record, year, targets) if record is not None else None
        told: list[Entry] = []
        for target in targets:
            answer = answers.to(target) if answers is not None else None
            if (
                answer is not None
                and answer.realised is not None
                and answer.realised.indicator == target.indicator
            ):
                told.append(answer.realised)
            if self._is_asked_for(target, answer.realised if answer is not None else None):
                yield self._row(year, now, later, target, answer)
        if record is not None:
            for entry in stated_values(record, year, self._asked, told):
                if self._is_asked_for(entry, None):
                    yield self._row(year, None, later, None, None, entry)

    def _is_asked_for(self, shown: Entry, realised: Entry | None) -> bool:
        sides = (shown, realised) if realised is not None else (shown,)
        said = Said(
            [side.kind for side in sides], [side.grade for side in sides], (shown.indicator,), shown.headline
        )
        return is_asked_for(said, self._choice)

    def _record(self, report: Chosen) -> Record:
        entries, roles = self._held.get(report.document, ([], {}))
        return Record(
            name=report.document,
            place=report.place,
            code=report.code,
            level=report.level,
            year=report.year,
            entries=tuple(entries),
            kind=report.kind,
            rows={},
            roles=roles,
            sentences=None,
            mentions=self._said.get(report.document, {}),
        )

    def _row(
        self,
        year: int,
        now: Chosen | None,
        later: Chosen | None,
        target: Entry | None,
        answer: Answer | None,
        alone: Entry | None = None,
    ) -> dict[str, Any]:
        """``alone`` is a value that answers no target."""
        report = now or later
        realised = answer.realised if answer is not None else alone
        shown = target or realised
        if report is None or shown is None:
            raise ValueError("a row has a report, and a target or a value")
        listed = vocabulary().by_code[shown.indicator or ""]
        row: dict[str, Any] = {
            "place": report.place, "place_code": report.code, "place_level": report.level, "year": year,
            "indicator": listed.code, "indicator_name": listed.name, "subject": shown.subject, "scope": limiter(shown.scope), "partial": shown.partial,
            "measure": shown.measure, "unit": shown.unit, "direction": shown.direction,
        }  # fmt: skip
        if target is not None:
            row |= _numbers("target", target)
            row |= {
                "target_modality": target.modality,
                "target_quote": target.quote,
                "target_file": now and now.document,
                "target_certainty": target.certainty,
            }
        if realised is not None:
            row |= _numbers("realised", realised)
            row |= {
                "realised_measure": realised.measure, "realised_direction": realised.direction,
                "realised_unit": realised.unit, "realised_quote": realised.quote, "realised_file": later and later.document,
                "realised_certainty": realised.certainty,
            }  # fmt: skip
        if target is not None and answer is not None:
            judgement = answer.judgement
            row |= {
                "deviation": None if judgement.deviation is None else float(judgement.deviation),
                "verdict": judgement.verdict,
                "rule": judgement.rule,
                "reason": reason(judgement, target, realised, answer.against, self._language, answer.mention),
            }
            if answer.mention is not None:
                row |= {"realised_quote": answer.mention.quote, "realised_file": later and later.document}
        row["target_voice"] = now.kind if target is not None and now is not None else None
        row["realised_voice"] = later.kind if later is not None else None
        row["doubts"] = _doubts(
            now if target is not None else None, later if realised is not None or target else None
        )
        return {name: row.get(name) for name in panel_names()}


def _doubts(*reports: Chosen | None) -> str | None:
    """What is doubted of the two reports that a row rests on."""
    codes = [code for report in reports if report is not None for code in (report.doubts or "").split()]
    return " ".join(dict.fromkeys(codes)) or None


def _numbers(side: str, entry: Entry) -> dict[str, Any]:
    return {
        f"{side}_low": None if entry.low is None else float(entry.low),
        f"{side}_high": None if entry.high is None else float(entry.high),
        f"{side}_bound": entry.bound,
    }
