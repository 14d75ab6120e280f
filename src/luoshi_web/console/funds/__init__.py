"""资金: lines of the budget, debt, the three public expenses and budgets, one of each with its acts, and what is counted."""
