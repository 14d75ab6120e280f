"""The supervision office (督查室) on Django: reports reviewed, split, followed, checked, closed and appraised.

May import :mod:`luoshi`; never the other way round. Which app may know which: docs/office.md and the import contracts in pyproject.
"""
