"""The report of a source without the site's words: what ``luoshi text FILE --body`` prints."""

from dataclasses import replace

from luoshi.outline import read_outline, report_text, with_injected_lines
from luoshi.sources.cleaning import survey
from luoshi.text import SourceText, Span, reading_view


def report_body(source: SourceText) -> str:
    """The report alone, each character as the copy prints it; the outline is read from the repaired text, as a ledger's
    is. Ends with a line feed; empty where all of the text is the site's."""
    told = with_injected_lines(source)
    joints = (Span(page.start, page.start) for page in source.pages)
    found = survey(reading_view(told.text, told.furniture), sorted((*told.furniture, *joints)))
    return report_text(source, read_outline(replace(told, text=found.text)))
