"""JSON-LD: what a page is about, in the words of schema.org. No ClaimReview: a government's word on itself is no review by another."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from luoshi_web.portal.models import Line, Outcome, Place, Report
from luoshi_web.portal.selectors import place_path

_CONTEXT = "https://schema.org"


def address() -> str:
    """The root of the pages where the settings name it; else addresses in the data are relative to it."""
    said = getattr(settings, "PORTAL_ADDRESS", "")
    return f"{said.rstrip('/')}/" if said else ""


def government(place: Place) -> str:
    """Whose words a report is."""
    return "国务院" if place.level == "national" else f"{place.full_name}人民政府"


def of_report(report: Report, root: str) -> dict[str, Any]:
    return {
        "@context": _CONTEXT, "@type": "Report", "name": report.title, "inLanguage": "zh-Hans", "datePublished": report.date or None,
        "url": f"{root}{place_path(report.place)}{report.year}/report/", "author": _government(report),
        "temporalCoverage": str(report.year), "spatialCoverage": report.place.full_name,
    }  # fmt: skip


def of_line(line: Line, outcome: Outcome | None, root: str) -> dict[str, Any]:
    said = {
        "@context": _CONTEXT, "@type": "Claim", "identifier": line.pk, "text": line.quote, "inLanguage": "zh-Hans", "url": f"{root}l/{line.pk}/",
        "author": _government(line.report), "appearance": of_report(line.report, root) | {"@context": None},
    }  # fmt: skip
    if outcome and outcome.quote:
        said["citation"] = {
            "@type": "Quotation",
            "text": outcome.quote,
            "temporalCoverage": str(outcome.later.year),
        }
    return said


def _government(report: Report) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": government(report.place)}


def script(said: dict[str, Any]) -> SafeString:
    """As a block of data in a page: no browser runs it, and no word of a report can end it."""
    text = json.dumps(_without_nothing(said), ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _without_nothing(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _without_nothing(value) for key, value in said.items() if value not in (None, "")}
    return said
