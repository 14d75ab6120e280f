"""Facts: a place's report of a year, the copies that came of it, its entries and their revisions."""

from luoshi_web.ledgerstore.models.entry import Entry, Review, Revision
from luoshi_web.ledgerstore.models.report import Copy, Report

__all__ = ["Copy", "Entry", "Report", "Review", "Revision"]
