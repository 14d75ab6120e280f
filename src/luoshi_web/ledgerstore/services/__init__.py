"""Acts on copies and entries. Keyword-only; one transaction and one act of the log each; a :class:`Refusal` changes nothing."""
