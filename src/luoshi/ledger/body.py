"""The report of a source without the site's words: what ``luoshi text FILE --body`` prints."""

from luoshi.ledger.repaired import repaired
from luoshi.outline import read_outline, report_text
from luoshi.text import SourceText


def report_body(source: SourceText) -> str:
    """The report alone, each character as the copy prints it; the outline is read from the repaired text, as a ledger's
    is. Ends with a line feed; empty where all of the text is the site's."""
    return report_text(source, read_outline(repaired(source).copy))
