"""案卷材料: the files of a matter, brought by whoever works on it, read by whoever may read it unless they reach less far."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters.models import Material, Matter
from luoshi_web.supervision.services.evidence import Examined, examined_for, read_evidence, stored


def put(
    *, actor: Actor, matter_id: int, files: "Sequence[UploadedFile[bytes]]", remark: str = "",
    reach: str = Material.Reach.ALL, at: datetime,
) -> list[Material]:  # fmt: skip
    """Files of one upload, all of them or none, each an act on the matter.

    They are examined before the matter is locked: that takes seconds, and a refused file is on record all the same.

    Raises :class:`Refusal`: ``not_yours``; ``file_…`` for the first that is not taken; ``material_there`` where the matter has these bytes.
    """
    matter = Matter.objects.get(pk=matter_id)
    if not may(actor, "materials.put", matter):
        raise Refusal("not_yours")
    examined = examined_for(matter, actor=actor, files=files, at=at)
    return _kept(actor, matter_id, examined, remark.strip(), reach, at)


@transaction.atomic
def _kept(
    actor: Actor, matter_id: int, files: Sequence[Examined], remark: str, reach: str, at: datetime
) -> list[Material]:
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter_id)
    if not may(actor, "materials.put", matter):
        raise Refusal("not_yours")
    there = dict(matter.materials.filter(evidence__sha256__in=[file.sha256 for file in files]).values_list("evidence__sha256", "name"))  # fmt: skip
    if there:
        raise Refusal("material_there", name=next(iter(there.values())))
    made = [
        Material.objects.create(
            matter=matter, evidence=stored(file, at=at), name=file.name, remark=remark, reach=reach, office_id=actor.office_id,
            by_id=actor.person_id, at=at,
        )
        for file in files
    ]  # fmt: skip
    for file in files:
        details = {"name": file.name, "sha256": file.sha256, "size": file.size, "reach": reach}
        record(actor=actor, verb="matter.put", target=matter, details=details, at=at)
    matter.version += len(files)
    matter.save(update_fields=["version"])
    return made


def readable(actor: Actor, matter: Matter) -> QuerySet[Material]:
    """The papers of a matter that the actor may read, who may read the matter; the oldest first."""
    found = matter.materials.select_related("evidence", "by", "office")
    if may(actor, "materials.all", matter):
        return found
    return found.filter(Q(reach=Material.Reach.ALL) | Q(office=actor.office_id))


def count_of(actor: Actor, matter: Matter) -> int:
    """How many papers of a matter the actor may read. One query; where some reach less far, whoever is no keeper costs another."""
    there = list(matter.materials.values_list("reach", "office_id"))
    if all(reach == Material.Reach.ALL for reach, _office in there) or may(actor, "materials.all", matter):
        return len(there)
    return sum(reach == Material.Reach.ALL or office == actor.office_id for reach, office in there)


def contents(*, actor: Actor, materials: QuerySet[Material], at: datetime) -> Iterator[tuple[str, bytes]]:
    """Each paper under a name that no other of them has: those of one name are numbered.

    Raises :class:`Refusal` (``file_not_whole``) for the first that the disk no longer holds as it was stored.
    """
    taken: set[str] = set()
    for material in materials:
        name, number = material.name, 1
        while name.casefold() in taken:
            number += 1
            stem, dot, ending = material.name.rpartition(".")
            name = f"{stem} ({number}){dot}{ending}"
        taken.add(name.casefold())
        yield name, read_evidence(actor=actor, file=material, at=at)
