"""What a message tells of matters of registers: each with its page, where whoever reads it may see the matter."""

from collections.abc import Iterator, Mapping

from django.urls import NoReverseMatch, reverse

from luoshi_web.accounts.rights import RIGHTS, may
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import lines_of
from luoshi_web.supervision.urging.matters import words_of


def told_matters(message: Message, actor: Actor) -> Iterator[tuple[str, str, str]]:
    """Name, sentence and address of each line. Of a matter that the reader may not see its number alone, without sentence and address."""
    lines = lines_of(message) if message.kind == Message.Kind.MATTERS else []
    there = Matter.objects.select_related("office").in_bulk(
        [int(line["matter"]) for line in lines if "matter" in line]
    )
    for line in lines:
        matter = there.get(int(line.get("matter", "0")))
        if line["code"] == "more":
            yield line["number"], words_of(line), _address(line, "list")
        elif matter is not None and _readable(actor, matter):
            yield str(matter), words_of(line), _address(line, "show", matter.pk)
        else:
            yield line["number"], "", ""


def _readable(actor: Actor, matter: Matter) -> bool:
    right = f"{matter.register}.read"
    return right in RIGHTS and may(actor, right, matter)


def _address(line: Mapping[str, str], page: str, *keys: int) -> str:
    try:
        return reverse(f"{line['register']}:{page}", args=keys)
    except NoReverseMatch:  # a register whose pages are not part of this installation
        return ""
