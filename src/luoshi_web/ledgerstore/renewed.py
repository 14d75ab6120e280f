"""What the storeys above may hear: a corrected copy has taken the place of the one before."""

from django.dispatch import Signal

entries_renewed = Signal()
"""Sent in the transaction of the renewal with ``report``, ``copy``, ``before`` (an entry's key → the reading that it had) and ``at``, for every
entry that reads otherwise now or is lost."""
