"""A target that is held against another figure: 居民收入增长与经济增长同步, 高于经济增速.

It has no number of its own. Where the later report prints both figures of the year, 高于 and 低于 can be decided, and 同步 is kept
by income that grew as fast or faster. Income that grew more slowly may still be called 基本同步: no rule says how close, so
that is left open.
"""

from decimal import Decimal

from luoshi.ledger.entry import Entry
from luoshi.reconcile.interval import stated
from luoshi.reconcile.judge import Judgement


def judge_relative(target: Entry, realised: Entry | None, other: Entry | None) -> Judgement:
    """The verdict on ``target``, given its own figure and the one that it is held against (both of one measure)."""
    relation = target.relation
    mine = stated(realised) if realised is not None else None
    theirs = stated(other) if other is not None else None
    if relation is None or mine is None or theirs is None or theirs.low is None or theirs.low != theirs.high:
        return Judgement("unjudgeable", "target_relative")
    margin = Decimal(target.low) if target.low is not None else Decimal(0)
    edge = theirs.low
    if relation.compare == "below":
        if mine.high is None:
            return Judgement("unjudgeable", "target_relative")
        gap = edge - margin - mine.high
        kept = gap >= 0 if target.low is not None else gap > 0
    else:
        if mine.low is None:
            return Judgement("unjudgeable", "target_relative")
        gap = mine.low - margin - edge
        kept = gap >= 0 if relation.compare == "same" or target.low is not None else gap > 0
    if kept:
        return Judgement("met", "relative_kept", gap)
    if relation.compare == "same" or (mine.low != mine.high):
        return Judgement("unjudgeable", "relative_open")
    return Judgement("missed", "relative_broken", gap)
