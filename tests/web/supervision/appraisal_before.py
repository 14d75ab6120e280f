"""The rules of appraisal that were the default before silence was measured, as offices may have them in force."""

import tomllib
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "tables" / "appraisal_before.toml"


def terms_before() -> dict[str, Any]:
    """As they are stored."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"), parse_float=str)
