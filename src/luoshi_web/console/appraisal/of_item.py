"""An item's tab: its part in the appraisals."""

from django.http import HttpResponse

from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.appraisal.rules import RuleSet, read_rules
from luoshi_web.supervision.appraisal.words import line_name, sentence
from luoshi_web.supervision.models import ScoreLine
from luoshi_web.supervision.selectors import appraisals as ask


@page("item.list")
def part(request: OfficeRequest, pk: int) -> HttpResponse:
    """Which rounds counted the item, with how many points and on what evidence. An office reads the lines of its own sheet alone."""
    item = item_for(request, pk, helpers=False)
    demand(request.actor, "appraisal.read")
    rounds = []
    for each in ask.part_of(item, request.actor):
        rules = read_rules(each.score.appraisal.rule.terms)
        rounds.append((each, _said(each.own, rules), _said(each.shared, rules)))
    return show_tab(request, item, "appraisal/item.html", {"rounds": rounds})


def _said(lines: tuple[ScoreLine, ...], rules: RuleSet) -> list[tuple[ScoreLine, str, str]]:
    """A line, what its rule is called, and the sentence of what it rests on."""
    return [
        (line, line_name(line.rule, line.kind, rules), sentence(line.kind, line.inputs, rules))
        for line in lines
    ]
