"""What the page of figures shows beside the rates: counts, and how what ended, came or did not come in the year is made up."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.registers.shown import rate
from luoshi_web.registers.cases.court_models import JUDGED, CourtHearing
from luoshi_web.registers.cases.models import OUTCOMES, Reconsideration
from luoshi_web.registers.cases.selectors import Counted
from luoshi_web.registers.cases.words import MEASURES, RATES

Named = list[tuple[StrOrPromise, int]]


def figures(found: Counted) -> dict[str, Any]:
    """Rates by each definition, counts, received by kind of act, and the tables of outcomes and of who came to court."""
    return {
        "rows": [rate(figure, RATES) for figure in found.rates],
        "measures": [(MEASURES[each.code, each.variant], each.value) for each in found.measures],
        "to_court": found.to_court,
        "ratio": None if found.to_court.value is None else f"{float(found.to_court.value):.1f}",
        "tables": [
            (_("Outcomes of the year"), _named(found.outcomes, OUTCOMES)),
            (_("Received by kind of act"), _named(found.kinds, Reconsideration.Kind.choices)),
            (_("Judgments of the year"), _named(found.judged, JUDGED)),
            (_("Who came to court"), _named(found.came, CourtHearing.CAME)),
            (_("Why no head came"), _named(found.excuses, CourtHearing.Excuse.choices)),
        ],
    }


def _named(counts: Mapping[str, int], choices: Iterable[tuple[str, StrOrPromise]]) -> Named:
    return [(words, counts[code]) for code, words in choices if code in counts]
