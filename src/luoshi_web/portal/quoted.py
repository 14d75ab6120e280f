"""Words of a report on a page: as printed, character by character, and no number broken in two."""

import re

from django.utils.html import escape

# ２３０７．８亿元: a browser takes full-width digits for characters that a line may end behind; ordinary ones it keeps together
_WHOLE = re.compile("[０-９][０-９．，]*[０-９％‰]")


def quoted(text: str) -> str:
    """The text for a page, escaped; full-width numbers stay on one line."""
    return _WHOLE.sub(lambda found: f'<span class="nowrap">{found[0]}</span>', escape(text))
