"""Acts on what an office released: an item or a table is shown, another takes its place, it is taken back.

Each locks the place's row first and counts a release, so that no cache shows what was there before.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.followup import versions
from luoshi_web.portal.followup.previews import preview
from luoshi_web.portal.forgetting import drop_rows
from luoshi_web.portal.models import FilePage, Item, Line, Place, Sheet, Tombstone, Version
from luoshi_web.portal.services import NotReleased, Reason, count_release

Content = dict[str, Any]


@own_transaction()
def show_item(
    *,
    key: str,
    content: Content,
    number: int,
    at: datetime,
    files: Mapping[str, Sequence[bytes]] | None = None,
) -> None:
    """``key`` is ``PLACE/NUMBER``; ``content`` takes the place of what was shown of it. ``files``: the pages of evidence that is shown as pictures, by
    the mark that ``content`` has of it.

    :raises NotReleased: where the place is not public.
    """
    place = _locked(key.partition("/")[0])
    _write(place, key, content, number=number, at=at)
    FilePage.objects.filter(item=key).delete()
    FilePage.objects.bulk_create(
        _page(key, mark, number, picture)
        for mark, pages in (files or {}).items()
        for number, picture in enumerate(pages, 1)
    )
    shown = [file_address(key, row["file"]["mark"]) for row in content.get("evidence") or () if "file" in row]
    Tombstone.objects.filter(pk__in=[item_address(key), *shown]).delete()
    count_release(place, at=at)


def _page(key: str, mark: str, number: int, picture: bytes) -> FilePage:
    small, width, height = preview(picture)
    return FilePage(
        item_id=key, mark=mark, number=number, picture=picture, small=small, width=width, height=height
    )


@own_transaction()
def show_sheet(*, key: str, content: Content, number: int, at: datetime) -> None:
    """A split or the results of an appraisal, ``PLACE/YEAR/NAME`` (:data:`NAMES`). The rows of a split are items that are known from it alone, until one of them
    is released itself.

    :raises NotReleased: where the place is not public.
    """
    place_key, year, name = key.split("/", 2)
    kind = name.partition("-")[0]
    place = _locked(place_key)
    Sheet.objects.update_or_create(
        pk=key,
        defaults={"place": place, "year": int(year), "kind": kind, "number": number, "since": at, "content": content},
    )  # fmt: skip
    Tombstone.objects.filter(pk=sheet_address(key)).delete()
    if kind == SPLIT:
        _rows_of(place, key, content, number=number, at=at)
    count_release(place, at=at)


@own_transaction()
def take_back_item(*, key: str, reason: Reason, sentence: str = "", at: datetime) -> None:
    """The item goes from every page, of today and of earlier days, with the pictures of its files. Its address answers 410 with the day and the reason; withdrawn for secrecy 404.

    :raises NotReleased: where no such item is public.
    """
    place = _locked(key.partition("/")[0])
    item = Item.objects.filter(pk=key).first()
    if item is None:
        raise NotReleased(key)
    for row in item.content.get("evidence") or ():
        if "file" in row:
            _stone(file_address(key, row["file"]["mark"]), place, reason, sentence, at)
    item.delete()
    Version.objects.filter(about=f"o/{key}").delete()
    drop_rows(Sheet.objects.filter(place=place, kind=SPLIT), "number", {key.partition("/")[2]})
    _stone(item_address(key), place, reason, sentence, at)
    count_release(place, at=at)


@own_transaction()
def take_back_file(*, key: str, mark: str, reason: Reason, sentence: str = "", at: datetime) -> None:
    """A file of the item ``key`` goes, with every picture of it and from what was public on earlier days; that it was handed in stays said.

    :raises NotReleased: where no such file is public.
    """
    place = _locked(key.partition("/")[0])
    item = Item.objects.filter(pk=key).first()
    earlier = list(Version.objects.filter(about=f"o/{key}"))
    contents = [version.content for version in earlier]
    if item is None or not any(_file_of(content, mark) for content in (item.content, *contents)):
        raise NotReleased(f"{key}/{mark}")
    Item.objects.filter(pk=key).update(content=_without_file(item.content, mark))
    for version in earlier:
        Version.objects.filter(pk=version.pk).update(content=_without_file(version.content, mark))
    FilePage.objects.filter(item=key, mark=mark).delete()
    _stone(file_address(key, mark), place, reason, sentence, at)
    count_release(place, at=at)


def _file_of(content: Content, mark: str) -> bool:
    return any(row.get("file", {}).get("mark") == mark for row in content.get("evidence") or ())


def _without_file(content: Content, mark: str) -> Content:
    if not _file_of(content, mark):
        return content
    kept = [
        {name: value for name, value in row.items() if name != "file"} if row.get("file", {}).get("mark") == mark else row
        for row in content["evidence"]
    ]  # fmt: skip
    return content | {"evidence": kept}


@own_transaction()
def take_back_sheet(*, key: str, reason: Reason, sentence: str = "", at: datetime) -> None:
    """A table goes, and with a split the items that are known from it alone.

    :raises NotReleased: where no such table is public.
    """
    place = _locked(key.partition("/")[0])
    if not Sheet.objects.filter(pk=key).delete()[0]:
        raise NotReleased(key)
    for item in Item.objects.filter(place=place, from_split=True, content__split=key):
        Version.objects.filter(about=f"o/{item.pk}").delete()
        item.delete()
    _stone(sheet_address(key), place, reason, sentence, at)
    count_release(place, at=at)


SPLIT, APPRAISAL = "split", "appraisal"
NAMES = r"split-(?:targets|tasks)|appraisal-[0-9a-f]{6}"
"""How tables are named in addresses: the results of an appraisal by six digits of the SHA-256 of its name, never by a running number."""


def item_address(key: str) -> str:
    place, _, number = key.partition("/")
    return f"p/{place}/items/{number}/"


def file_address(key: str, mark: str) -> str:
    return f"{item_address(key)}evidence/{mark}/"


def sheet_address(key: str) -> str:
    return f"p/{key}/"


def relink(place: Place, links: dict[str, str]) -> None:
    """The lines that items stand for after a release of their report: of another copy the line has another name."""
    for key, line in links.items():
        there = line if Line.objects.filter(pk=line, place=place).exists() else ""
        Item.objects.filter(pk=key, place=place).exclude(line=there).update(line=there)
        Version.objects.filter(about=f"o/{key}", until=None).update(line=there)


def _locked(key: str) -> Place:
    place = Place.objects.select_for_update().filter(pk=key).first()
    if place is None:
        raise NotReleased(key)
    return place


def _write(place: Place, key: str, content: Content, *, number: int, at: datetime) -> None:
    due = content.get("due")
    line = content.get("line") or ""
    Item.objects.update_or_create(
        pk=key,
        defaults={
            "place": place, "year": content["year"], "line": line, "unit_key": content.get("unit_key") or "",
            "state": content["state"], "due": date.fromisoformat(due) if due else None, "number": number, "since": at,
            "from_split": "split" in content, "content": content,
        },
    )  # fmt: skip
    versions.keep_item(f"o/{key}", place, line=line, content=content, number=number, at=at)


def _rows_of(place: Place, sheet: str, content: Content, *, number: int, at: datetime) -> None:
    known = {item.pk: item for item in Item.objects.filter(place=place, year=content["year"])}
    rows = {f"{place.pk}/{row['number']}": row for row in content["rows"]}
    for key, item in known.items():
        if item.from_split and item.content.get("split") == sheet and key not in rows:
            versions.end(f"o/{key}", at=at)
            item.delete()
    for key, row in rows.items():
        shown = row | {"year": content["year"], "state": "assigned", "split": sheet}
        there = known.get(key)
        if there is None or (there.from_split and there.content != shown):
            _write(place, key, shown, number=number, at=at)


def _stone(address: str, place: Place, reason: Reason, sentence: str, at: datetime) -> None:
    """What was withdrawn for secrecy leaves nothing: no import brings an item back, so that nothing has to remember it."""
    if reason != "secret":
        Tombstone.objects.update_or_create(
            pk=address,
            defaults={"place": place, "taken_on": timezone.localtime(at).date(), "reason": reason, "sentence": sentence[:300]},
        )  # fmt: skip
