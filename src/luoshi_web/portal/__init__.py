"""The public side: what governments promised, what came of it, and what is said about it. Imports no app of the office."""
