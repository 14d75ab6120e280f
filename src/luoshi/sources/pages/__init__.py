"""Pages into one report: ``5905.html``, ``5905_2.html``, ``5905_3.html`` are one text again.

``opening`` finds the pages of a list, a folder or a ZIP; ``reports`` says which of them are one report's; ``page`` tells the report's lines from the site's; ``strangers`` sets aside what
is no page of the report; ``order`` puts the rest in order; ``overlap`` finds what two pages both print; ``join`` makes the text.
"""

from luoshi.sources.collection import is_collection
from luoshi.sources.pages.join import join_pages, join_pages_aside
from luoshi.sources.pages.opening import Opened, open_pages
from luoshi.sources.pages.reports import Division, reports_in
from luoshi.sources.pages.strangers import Stranger

__all__ = [
    "Division",
    "Opened",
    "Stranger",
    "is_collection",
    "join_pages",
    "join_pages_aside",
    "open_pages",
    "reports_in",
]
