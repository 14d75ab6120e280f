"""重大行政决策: the register's list, the year's catalogue, a decision with its acts, and what is counted."""
