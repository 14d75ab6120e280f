"""Three lights a day: facts as they stood (``facts``, ``gather``), the rule then in force (``rules``), the colour (``judge``), the sentence (``explain``).

``rules``, ``facts`` and ``judge`` are pure. How it works, with cases: docs/lights.md.
"""
