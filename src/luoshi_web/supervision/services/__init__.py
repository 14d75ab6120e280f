"""Acts on items, one module a part of the year. Keyword-only; one transaction and one act of the log each; a :class:`Refusal` changes nothing."""
