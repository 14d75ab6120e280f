"""The page: one file, nothing loaded from anywhere, no script; its content policy allows no more than its own style."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import Language, as_panel
from luoshi.corpus.summary import charts, heat, parts
from luoshi.corpus.summary.facts import corpus_facts
from luoshi.corpus.summary.outcomes import Outcome, outcomes
from luoshi.corpus.summary.wording import wording_changes
from luoshi.corpus.summary.words import asset, section, words

if TYPE_CHECKING:
    import polars

_TAGS = {"zh": "zh-Hans", "en": "en"}
_WORDINGS = 20  # lines of the part on wording


def page(
    reports: "polars.DataFrame",
    panel: "polars.DataFrame | None" = None,
    *,
    copies: "polars.DataFrame | None" = None,
    issues: Sequence[Mapping[str, Any]] = (),
    notices: "polars.DataFrame | None" = None,
    wording: "polars.DataFrame | None" = None,
    title: str | None = None,
    language: Language = "zh",
) -> bytes:
    """The HTML page of a corpus: the same bytes for the same tables.

    ``reports``, ``copies`` and ``notices`` are tables of the dataset, ``issues`` the lines of ``issues.jsonl``, ``panel``
    what ``luoshi panel`` makes. ``wording``, by default what the panel shows of it, has the columns place, year, indicator, change (``hardened``, ``softened``),
    before, after (quotes) and after_file.

    :raises PanelError: where ``panel`` is none.
    """
    corpus = corpus_facts(reports, copies=copies, issues=issues, notices=notices, language=language)
    found: tuple[Outcome, ...] = ()
    if panel is not None and panel.height:
        panel = as_panel(panel)
        found = outcomes(panel)
        wording = wording_changes(panel) if wording is None else wording
    judged, met = sum(o.judged for o in found), sum(o.met for o in found)
    heading = title or words(language, "title")
    body = [
        parts.tiles(corpus, judged, met, language),
        f'<div class="columns">{parts.coverage(corpus, language)}{parts.read(corpus, language)}</div>',
        *_outcomes(found, language),
        parts.trouble(corpus, language),
    ]
    if wording is not None and wording.height:
        counts = dict(wording["change"].value_counts().iter_rows())
        body.insert(-1, heat.wording(wording.head(_WORDINGS).to_dicts(), counts, language))
    return _assembled(heading, body, language)


def _outcomes(found: Sequence[Outcome], language: Language) -> Iterator[str]:
    if not found:
        note = f'<p class="note">{escape(words(language, "no_panel"))}</p>'
        yield section("outcomes", words(language, "outcomes"), [note])
        return
    figures = "".join(charts.chart(outcome, language) for outcome in found)
    yield section(
        "outcomes",
        words(language, "outcomes"),
        [charts.key(language), f'<div class="figures">{figures}</div>'],
        words(language, "outcomes_note"),
    )
    yield heat.heat(found, language)
    yield heat.extremes(found, language)


def _assembled(title: str, body: Sequence[str], language: Language) -> bytes:
    style = asset("summary.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    text = f"""<!DOCTYPE html>
<html lang="{_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="luoshi">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{escape(title)}</h1></header>
<main>{"".join(body)}</main>
<footer>{escape(words(language, "made"))}</footer>
</body>
</html>
"""
    return text.encode("utf-8", "xmlcharrefreplace")
