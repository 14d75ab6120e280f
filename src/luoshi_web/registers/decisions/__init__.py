"""重大行政决策: what a government decides by procedure (国务院令713号), from the year's catalogue to its evaluation."""
