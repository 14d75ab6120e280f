"""What opening a file gives, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file. ``encoding`` is that of its characters, None where the format settles it; ``url`` is
    where a saved page says it came from."""

    text: str
    encoding: str | None
    media_type: str
    url: str | None = None
