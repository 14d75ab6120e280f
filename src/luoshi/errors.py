"""Whose fault it was: the file's, our vocabulary's, or ours.

Trouble *inside* a document is a :class:`luoshi.text.Notice`, a value; only what stops the reading is raised.
"""


class LuoshiError(Exception):
    """The base of every error that this package raises on purpose."""


class SourceError(LuoshiError):
    """The file cannot be read as text: it is missing, empty, binary, too large, or in no encoding we know.

    The message is one sentence for the person at the keyboard: it names the file and says what to do.
    """


class VocabularyError(LuoshiError):
    """A row of our own data files is wrong; raised on loading, with the file and the line."""


class InvariantError(LuoshiError):
    """A law of the ledger was broken. This is our bug; the message holds what is needed to report it."""
