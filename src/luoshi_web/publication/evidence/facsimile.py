"""A file of evidence → what a release holds of it, and the pictures that go out. Personal data that a program can find are covered in both."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.kept import hand_out
from luoshi_web.masks import find, mask
from luoshi_web.publication.redacting import COVER, Cut, stretches
from luoshi_web.supervision.models import Attachment, Item
from luoshi_web.supervision.progress.preview import kind_of, preview
from luoshi_web.supervision.progress.render import SECONDS

Content = dict[str, Any]
PICTURES, WORDS, TABLE = "pictures", "words", "table"
_PREFIX = "file:"


def part_of(attachment: Attachment) -> str:
    """What a release says where this file was chosen."""
    return f"{_PREFIX}{attachment.pk}"


def chosen(parts: Iterable[str], item: Item) -> list[Attachment]:
    """The files of an item that were chosen, in their order; no file of any other item."""
    keys = {
        int(part.removeprefix(_PREFIX))
        for part in parts
        if part.startswith(_PREFIX) and part[len(_PREFIX) :].isdecimal()
    }
    return list(
        item.attachments.filter(pk__in=keys)
        .select_related("evidence")
        .prefetch_related("item")
        .order_by("at", "pk")
    )


def read(
    attachments: Sequence[Attachment], known: Mapping[int, Content], *, actor: Actor, at: datetime
) -> dict[int, Content]:
    """Attachment → what a release holds of its file; of ``known`` ones, as it was held before: stored files never change.

    Raises :class:`Refusal`: ``file_not_shown`` where there is no safe way to draw it, ``file_not_whole``.
    """
    return {one.pk: known.get(one.pk) or _read(one, actor=actor, at=at) for one in attachments}


def _read(attachment: Attachment, *, actor: Actor, at: datetime) -> Content:
    kind = kind_of(attachment)
    held: Content = {"attachment": attachment.pk, "mark": _mark(attachment)}
    if kind in {"image", "pdf"}:
        said = _asked(attachment, {"do": "words"}, actor=actor, at=at)
        return held | {
            "form": PICTURES,
            "pages": [mask(words.strip()).text for words in said["pages"]],
            "of": said["of"],
        }
    found = preview(attachment, actor=actor, at=at)
    if found.fault:
        raise Refusal("file_not_shown", name=attachment.name)
    if found.text is not None:
        return held | {"form": WORDS, "text": mask(found.text).text}
    return held | {
        "form": TABLE,
        "sheets": [
            {"title": mask(sheet["name"]).text, "lines": _masked(sheet["rows"])} for sheet in found.sheets
        ],
    }


def _mark(attachment: Attachment) -> str:
    """Its name in addresses: the same after every release, and told by nothing but the file itself."""
    return hashlib.sha256(f"{attachment.item.number}/{attachment.evidence.sha256}".encode()).hexdigest()[:10]


def _masked(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each cell, with the head of its column before it: 电话 above makes a number a telephone."""
    heads = rows[0] if rows else ()
    return [
        [mask(cell, cue=heads[place] if place < len(heads) else "").text for place, cell in enumerate(row)]
        for row in rows
    ]


def pictures(
    attachment: Attachment,
    part: str,
    cuts: Sequence[Cut],
    *,
    actor: Actor,
    at: datetime,
    only: int | None = None,
) -> list[bytes]:
    """The pages as they go out, or ``only`` one (from 0), ``part`` being the file's place in its release (``evidence.0.file``): personal data and redacted words are blackened.

    Raises :class:`Refusal` as :func:`read` does.
    """
    raw = _asked(attachment, {"do": "words"}, actor=actor, at=at)["pages"]
    covered = [
        [*_personal(words), *stretches(words, [cut.words for cut in cuts if _touches(cut, part, number)])]
        for number, words in enumerate(raw)
    ]
    whole = [
        number for number in range(len(raw)) if any(_whole(cut, part, number, raw[number]) for cut in cuts)
    ]
    said = _asked(
        attachment, {"do": "pages", "covered": covered, "whole": whole, "only": only}, actor=actor, at=at
    )
    return [base64.b64decode(page) for page in said["pages"]]


def _whole(cut: Cut, part: str, page: int, words: str) -> bool:
    """Whether a page goes as a whole: so said, or words are covered that run over a mask (张三，电话【电话】) and so do not stand in it as they were read."""
    if not cut.words:
        return cut.part == f"{part}.pages.{page}"
    if not _touches(cut, part, page) or stretches(words, [cut.words]):
        return False
    return "".join(cut.words.split()) in "".join(mask(words).text.split())


def _touches(cut: Cut, part: str, page: int) -> bool:
    """Whether words are covered on a page: everywhere, in the file, in what is around it, or on that page alone."""
    own = f"{part}.pages.{page}"
    return bool(cut.words) and (not cut.part or own == cut.part or own.startswith(f"{cut.part}."))


def _personal(words: str) -> list[tuple[int, int]]:
    """Where personal data stand; what is covered may have stood between two halves of another number."""
    found: list[tuple[int, int]] = []
    for _ in range(4):
        more = find(words)
        if not more:
            break
        for one in more:
            found.append((one.start, one.end))
            words = words[: one.start] + COVER * (one.end - one.start) + words[one.end :]
    return found


def _asked(attachment: Attachment, said: Content, *, actor: Actor, at: datetime) -> Content:
    evidence = attachment.evidence
    data = hand_out(
        actor=actor,
        thing=evidence,
        place=evidence.content.name or "",
        sha256=evidence.sha256,
        name=attachment.name,
        at=at,
    )
    command = [sys.executable, "-m", "luoshi_web.publication.evidence.drawing"]
    told = json.dumps(said | {"kind": kind_of(attachment)}).encode() + b"\n"
    try:
        done = subprocess.run(
            command, input=told + data, capture_output=True, timeout=3 * SECONDS, check=True
        )
        answer: Content = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refusal("file_not_shown", name=attachment.name) from None
    return answer
