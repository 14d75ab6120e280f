"""What stands between two marks, and which of it is a line of the ledger: learnt from what careful readers wrote down.

``words`` cuts the text in words, ``units`` at its marks, ``features`` says what is seen of each unit, ``model`` holds what was
learnt, ``lattice`` finds the best and the likely readings, ``reader`` makes lines of them. How it is trained: ``training/``.
"""
