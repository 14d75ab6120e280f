"""What is done: one transaction, one act of the record, refusals as sentences. Moments and actors are given."""
