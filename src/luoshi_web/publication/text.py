"""What a release says, for whoever looks through it: the text of a report, the words of everything else, and what a program finds suspicious in them."""

from typing import NamedTuple

from luoshi_web.accounts.models import Secrecy
from luoshi_web.ledgerstore.models import Copy
from luoshi_web.masks import find
from luoshi_web.publication.models import Release
from luoshi_web.publication.redacting import parts_of
from luoshi_web.supervision.models import Item


class Hint(NamedTuple):
    """Words that somebody should look at. ``why``: ``personal`` or ``of_secret`` (an item that is not open goes by them)."""

    words: str
    why: str


def text_of(held: Release) -> str:
    """The text of a report's copy; of everything else the words of its parts, a line each."""
    if held.kind == Release.Kind.REPORT:
        return Copy.objects.values_list("text", flat=True).get(sha256=held.content["sha256"])
    return "\n".join(part.words for part in parts_of(held.content))


def hints_of(held: Release) -> list[Hint]:
    """Personal data that a program can find, and of a report the lines that items go by which are not open. Names of people it does not find."""
    text = text_of(held)
    found = [Hint(text[one.start : one.end], "personal") for one in find(text)]
    if held.kind == Release.Kind.REPORT:
        secret = Item.objects.filter(entry__report=held.report_id, secrecy__gt=Secrecy.OPEN).exclude(
            entry=None
        )
        quotes = dict.fromkeys(item.entry.quote for item in secret.select_related("entry") if item.entry)
        found += [Hint(quote, "of_secret") for quote in quotes if quote in text]
    return list(dict.fromkeys(found))
