"""What the form of an act on a matter says, whatever its register."""

from collections.abc import Callable
from typing import Any

from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.permissions.made import Made


def saying(**words: Any) -> Callable[[District, Made], dict[str, Any]]:
    """The words of a form, with the version that its page showed; a callable is asked of the record."""

    def said(district: District, made: Made) -> dict[str, Any]:
        found = {name: word(district, made.thing) if callable(word) else word for name, word in words.items()}  # fmt: skip
        return {"version": Matter.objects.get(pk=made.thing.pk).version} | found

    return said
