"""The sentence of a verdict: the rule that decided, and the two figures."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi.ledger.entry import Entry
from luoshi.ledger.export.labels import years
from luoshi.reconcile.figures import Language, figure, gap
from luoshi.reconcile.judge import Judgement
from luoshi.reconcile.mentions import Mention


@cache
def rules() -> dict[str, Any]:
    """``data/rules.toml``: rule → language → words."""
    return tomllib.loads(files("luoshi.reconcile").joinpath("data/rules.toml").read_text(encoding="utf-8"))


def reason(
    judgement: Judgement, target: Entry, realised: Entry | None, other: Entry | None, language: Language,
    mention: Mention | None = None,
) -> str:  # fmt: skip
    """One sentence on why the verdict is what it is."""
    rule = judgement.rule
    if rule == "reached" and judgement.deviation == 0:
        rule = "reached_exactly"
    words: str = rules()[rule][language]
    fields = {"target": figure(target, language), "name": target.subject or ""}
    fields["stated"] = _stated(realised, language)
    if realised is not None:
        fields |= {
            "realised": figure(realised, language),
            "subject": f"{realised.scope or ''}{realised.subject or ''}",
            "period": years(realised.period),
            "quote": realised.quote,
        }
    if mention is not None:
        fields["words"] = mention.quote
    if other is not None:
        fields["other"] = f"{other.subject or ''}{figure(other, language)}"
    if judgement.deviation is not None:
        fields["gap"] = gap(judgement.deviation, target.unit, language)
    return words.format(**fields)


def _stated(realised: Entry | None, language: Language) -> str:
    parts = rules()["parts"]
    if realised is None:
        return str(parts["nothing"][language])
    return str(parts["something"][language]).format(realised=figure(realised, language))
