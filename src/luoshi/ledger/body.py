"""The report of a source without the site's words: what ``luoshi text FILE --body`` prints."""

from dataclasses import replace

from luoshi.outline import read_outline, report_text, with_injected_lines
from luoshi.sources.cleaning import survey
from luoshi.text import SourceText, reading_view


def report_body(source: SourceText) -> str:
    """The report alone, each character as the copy prints it; the outline is read from the repaired text, as a ledger's
    is. Ends with a line feed; empty where all of the text is the site's."""
    told = with_injected_lines(source)
    found = survey(reading_view(told.text, told.furniture), told.furniture)
    return report_text(source, read_outline(replace(told, text=found.text)))
