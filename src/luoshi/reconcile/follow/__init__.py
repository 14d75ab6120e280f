"""What became of promised things: :class:`FollowUp` is made of a later report's clauses and asked promise by promise."""

from luoshi.reconcile.follow.answer import STATUSES, Answer, FollowUp, Found, Status
from luoshi.reconcile.follow.clause import Clause, bare, clauses_of

__all__ = ["STATUSES", "Answer", "Clause", "FollowUp", "Found", "Status", "bare", "clauses_of"]
