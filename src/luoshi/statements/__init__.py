"""Sections to statements: the numbers of a sentence with what they are of, how they stand to it, when, and whose they are.

``reader`` goes through the sections; below it a ``sentence`` is read with what stands in the other rooms: ``numbers`` and ``worded`` values, the ``years``
they speak of, the ``nouns`` they are of, the ``words`` around them. No room knows those above it.
"""
