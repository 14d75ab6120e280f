"""Papers in official layout: collected from the database as of a day, laid out as DOCX and XLSX, the same bytes for the same content.

``content`` says what a paper is made of; ``split``, ``notice``, ``press``, ``bulletin`` and ``appraisal`` collect one kind each; ``docx`` and ``xlsx``
lay it out. docs/papers.md.
"""
