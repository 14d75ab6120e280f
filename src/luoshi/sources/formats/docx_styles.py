"""What a Word file says beside its text: where its text lies, its styles, its lists."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Relations:
    """``_rels/.rels``: the name of the part that holds the text."""

    main: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "").lstrip("/")

    def end(self, tag: str) -> None:
        """Nothing ends here."""

    def characters(self, text: str) -> None:
        """Nothing is said here."""


@dataclass(slots=True)
class Style:
    """A paragraph style: its name, the style that it is based on, and the list that it belongs to."""

    name: str = ""
    based_on: str | None = None
    list_id: str | None = None
    level: int | None = None


# Styles are based on styles a few deep; a circle of them ends here too.
_LONGEST_CHAIN = 20


class Styles:
    """``word/styles.xml``."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self.default: str | None = None
        self._open: Style | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "style" and attributes.get("type", "paragraph") == "paragraph":
            identity = attributes.get("styleId", "")
            self._open = self.styles.setdefault(identity, Style())
            if attributes.get("default") in ("1", "true"):
                self.default = identity
        elif self._open is None:
            return
        elif tag == "name":
            self._open.name = value.lower()
        elif tag == "basedOn":
            self._open.based_on = value
        elif tag == "numId":
            self._open.list_id = value
        elif tag == "ilvl":
            self._open.level = _number(value, 0)

    def end(self, tag: str) -> None:
        if tag == "style":
            self._open = None

    def characters(self, text: str) -> None:
        """Nothing is said here."""

    def list_of(self, identity: str | None) -> tuple[str | None, int]:
        """The list and the level that a style gives its paragraphs."""
        level: int | None = None
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get(identity or "")
            if style is None:
                break
            level = style.level if level is None else level
            if style.list_id is not None:
                return style.list_id, level or 0
            identity = style.based_on
        return None, level or 0

    def is_contents(self, identity: str | None) -> bool:
        """Whether a style is that of a table of contents, whose lines repeat the headings."""
        style = self.styles.get(identity or "")
        return style is not None and style.name.startswith("toc ")


# Word has nine levels, and prints `第%1章` or `%1.%2.%3`.
LEVELS = 9
_LONGEST_TEMPLATE = 40


@dataclass(slots=True)
class Level:
    """One level of a list: ``template`` is what it prints, ``%1`` standing for the number of the first level."""

    start: int = 1
    form: str = "decimal"
    template: str = ""
    style: str | None = None
    restarts_after: int | None = None
    legal: bool = False


@dataclass(slots=True)
class ListInstance:
    """A list of a text: the definition behind it, and where it starts otherwise than that says."""

    definition: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbers:
    """``word/numbering.xml``."""

    def __init__(self) -> None:
        self.definitions: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, ListInstance] = {}
        self._levels: dict[int, Level] | None = None
        self._list: ListInstance | None = None
        self._level: Level | None = None
        self._number = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "abstractNum":
            self._levels = self.definitions.setdefault(attributes.get("abstractNumId", ""), {})
        elif tag == "num":
            self._list = self.lists.setdefault(attributes.get("numId", ""), ListInstance())
            self._levels = self._list.levels
        elif tag == "abstractNumId" and self._list is not None:
            self._list.definition = value
        elif tag == "lvlOverride":
            self._number = _number(attributes.get("ilvl", ""), 0)
        elif tag == "startOverride" and self._list is not None:
            self._list.starts[self._number] = _number(value, 1)
        elif tag == "lvl" and self._levels is not None:
            number = _number(attributes.get("ilvl", ""), 0)
            self._level = self._levels.setdefault(number, Level()) if number < LEVELS else None
        elif self._level is not None:
            self._of_level(self._level, tag, value)

    @staticmethod
    def _of_level(level: Level, tag: str, value: str) -> None:
        if tag == "start":
            level.start = _number(value, 1)
        elif tag == "numFmt":
            level.form = value
        elif tag == "lvlText":
            level.template = value[:_LONGEST_TEMPLATE]
        elif tag == "pStyle":
            level.style = value
        elif tag == "lvlRestart":
            level.restarts_after = _number(value, 0)
        elif tag == "isLgl":
            level.legal = value not in ("0", "false")

    def end(self, tag: str) -> None:
        if tag == "lvl":
            self._level = None
        elif tag in ("abstractNum", "num"):
            self._levels = self._list = None

    def characters(self, text: str) -> None:
        """Nothing is said here."""


def _number(value: str, otherwise: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise
