"""Whose fault it was: the file's, our vocabulary's, or ours.

Trouble *inside* a document is a :class:`luoshi.text.Notice`, a value; only what stops the reading is raised.
"""


class LuoshiError(Exception):
    """The base of every error that this package raises on purpose."""


class BilingualError(LuoshiError):
    """One sentence for the person at the keyboard; ``chinese`` is the same sentence in Chinese, None where there is none."""

    def __init__(self, english: str, chinese: str | None) -> None:
        super().__init__(english)
        self.chinese = chinese

    def sentence(self, language: str) -> str:
        """The sentence in ``language`` (``zh`` or ``en``), in English where there is no Chinese one."""
        return self.chinese if language == "zh" and self.chinese is not None else str(self)


class SourceError(BilingualError):
    """The file cannot be read as text: it is missing, empty, binary, too large, or in no encoding we know.

    The message is one sentence for the person at the keyboard: it names the file and says what to do.
    ``chinese`` is the same sentence in Chinese; ``key`` names the refusal (``missing``, ``empty`` …), None where
    the raiser had no such name. ``name`` is what the sentence calls the file, None for standard input.
    """

    def __init__(
        self, message: str, *, chinese: str | None = None, key: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(message, chinese)
        self.key = key
        self.name = name


class VocabularyError(LuoshiError):
    """A row of our own data files is wrong; raised on loading, with the file and the line."""


class InvariantError(LuoshiError):
    """A law of the ledger was broken. This is our bug; the message holds what is needed to report it."""
