"""Why an entry, a line, a silent clause or an unused number of a ledger is what it is.

A report is read as fast as it can be, and nothing is noted on the way. Who asks for a reason has it read once more: ``again`` does that,
``weights`` says which words a learnt decision was made of, ``recorder`` watches the functions that read the one sentence, ``fields`` and
``rows`` name the rule and the row of a table behind each field of a value, ``explain`` puts it together.
"""
