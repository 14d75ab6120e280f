"""Scopes that limit nothing: the report's own place under the names that it gives itself (全市, 我省, 全县范围)."""

import re

_WHOLE = re.compile(
    r"(?:全|我|本|整个)[国省市县区州盟旗镇乡](?:范围内?|域)?|全自治[区州县]|我国|辖区|市域|县域|省域|区域内|地区"
)


def limiter(scope: str | None) -> str | None:
    """``scope`` where it limits what is measured, None where it names the whole place."""
    return None if scope is None or _WHOLE.fullmatch(scope) else scope
