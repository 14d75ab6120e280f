"""What is said of pages that are pictures where nobody is there to recognise them."""

from luoshi.sources.formats.pdf import PdfText
from luoshi.text import Notice, Span

_MOST_NAMED = 20


def of_unread_pages(read: PdfText) -> Notice:
    """That a PDF with a text has pages without one."""
    head = read.text.split("\n", 1)[0]
    pages = ", ".join(str(number + 1) for number in read.pictured[:_MOST_NAMED])
    more = " …" if len(read.pictured) > _MOST_NAMED else ""
    why = f"pages that are pictures and were not read: {pages}{more}; pip install 'luoshi[ocr]' has them read"
    return Notice("unread_page", Span(0, len(head)), head, why)
