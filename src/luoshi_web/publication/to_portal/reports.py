"""A report, and with it all of its place's that are public: each year is held against the next, as `luoshi portal` does (portal/bring_in).

The lines are those that people reviewed, with what they corrected and added; the text is the copy's. Redactions are covered before anybody sees the release.
"""

import pickle
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from luoshi.ledger.report import Report as Ledger
from luoshi.ledger.stored import entry_of
from luoshi.outline.section import Place as ReadPlace
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Copy
from luoshi_web.ledgerstore.services.read import read_file
from luoshi_web.masks import cover as cover_persons
from luoshi_web.portal.bring_in.documents import USED, Read, kept
from luoshi_web.portal.bring_in.places import Found, listed, nation, places_of
from luoshi_web.portal.bring_in.rows import place_rows
from luoshi_web.portal.bring_in.write import release, stand
from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.followup.keep import relink
from luoshi_web.portal.followup.versions import keep_lines
from luoshi_web.portal.forgetting import cover, forget_orphans, forget_words, overlapping
from luoshi_web.portal.keys import NATION, atlas
from luoshi_web.portal.models import Place
from luoshi_web.portal.models import Report as Shown
from luoshi_web.portal.released import address_of
from luoshi_web.publication.models import Release
from luoshi_web.publication.redacting import stretches


def write_report(
    held: Release, beside: Sequence[Release], *, number: int, links: dict[str, str], at: datetime
) -> str:
    """Release a report; ``beside`` are the place's other reports that are public. Returns the key of the place.

    ``links``: number of an item → the line that it was drafted from, by its name in its copy. Raises :class:`Refusal` (``report_reads_otherwise``,
    ``taken_back_for_good``); nothing is written then.
    """
    every = [*beside, held]
    with tempfile.TemporaryDirectory(prefix="luoshi-release-") as folder:
        found = _place_of([_read(one, folder) for one in every])
        rows = place_rows(found.key, found.years, folder)
    with own_transaction():
        before = {key: address_of(name) for key, name in links.items()}
        stand(_with_those_above(found), at=at)
        release(found, rows, digest="", at=at)
        place = Place.objects.get(pk=found.key)
        for one in every:
            _redact(place, one)
        if not Shown.objects.filter(place=place, year=held.year).exists():
            raise Refusal("taken_back_for_good", name=held.name)
        keep_lines(place, number=number, at=at)
        relink(place, {f"{place.pk}/{key}": address_of(line) for key, line in before.items()})
    return found.key


def key_of_place(held: Release, beside: Sequence[Release]) -> str:
    """The key of the place that a report will stand under, asked of the files alone: nothing is written. Raises :class:`Refusal` (``report_reads_otherwise``)."""
    with tempfile.TemporaryDirectory(prefix="luoshi-release-") as folder:
        return _place_of([_read(one, folder) for one in [*beside, held]]).key


def cuts_of(held: Release) -> list[str]:
    """The words of a report that do not go out."""
    return list(held.redactions.values_list("words", flat=True))


def _read(held: Release, folder: str) -> Read:
    """The report as the library and the review have it, in a file of the folder."""
    content = held.content
    copy = Copy.objects.get(sha256=content["sha256"])
    found = read_file(copy)
    if found.source.text != copy.text:
        raise Refusal("report_reads_otherwise")
    ledger = _reviewed(found, content)
    with open(kept(folder, copy.sha256), "wb") as file:
        pickle.dump(ledger, file, pickle.HIGHEST_PROTOCOL)
    return Read(
        held.name, "", USED, "", copy.sha256, content["place"], content["code"] or None, content["level"] or "county", content["year"],
        ledger.front.complete, len(ledger.entries),
    )  # fmt: skip


def _reviewed(found: Ledger, content: dict[str, object]) -> Ledger:
    """The library's report with the lines, the place and the year that people hold for right."""
    rows: list[dict[str, object]] = content["entries"]  # type: ignore[assignment]
    sections = {entry.id: entry.section for entry in found.entries}
    entries = tuple(
        entry_of(row | {"section": row.get("section") or sections.get(str(row["id"]))}) for row in rows
    )
    lines = {entry.line for entry in entries}
    place = ReadPlace(
        str(content["place"]), str(content["code"] or "") or None, str(content["level"] or "") or None
    )
    front = replace(found.front, title=str(content["title"]), place=place, year=int(str(content["year"])))
    return replace(
        found, front=front, entries=entries, lines=tuple(line for line in found.lines if line.id in lines)
    )


def _place_of(reads: Iterable[Read]) -> Found:
    """The one place that all of them are of: their names are the office's, which knows whose reports they are."""
    every = sorted(reads, key=lambda read: read.year)
    last = every[-1]
    (found,) = places_of(
        [read._replace(name=last.name, code=last.code, level=last.level) for read in every]
    ).values()
    return found


def _with_those_above(found: Found) -> dict[str, Found]:
    every = {found.key: found}
    for key in found.above:
        every[key] = nation() if key == NATION else listed(atlas().by_key[key])
    return every


def as_printed(held: Release, report: Shown) -> str:
    """The copy's own text, in which the words stand as somebody marked them: the portal's has numbers of persons covered, at the same places."""
    printed: str = Copy.objects.values_list("text", flat=True).get(sha256=held.content["sha256"])
    return printed if len(printed) == len(report.text) else report.text


def _redact(place: Place, held: Release) -> None:
    report = Shown.objects.filter(place=place, year=held.year).first()
    if report is None:
        return
    cuts = cuts_of(held)
    forget_orphans(report, [*cuts, *(cover_persons(words).text for words in cuts)])
    for start, end in stretches(as_printed(held, report), cuts):
        wide_start, wide_end, gone = overlapping(report, start, end)
        forget_words(report, [line.pk for line in gone], wide_start, wide_end)
        cover(report, wide_start, wide_end)
        report.refresh_from_db()
