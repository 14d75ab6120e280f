"""The reconciliation as one JSON object."""

import json

from luoshi.reconcile.figures import Language
from luoshi.reconcile.reconciliation import Reconciliation


def write(reconciliation: Reconciliation, language: Language) -> bytes:
    text = json.dumps(reconciliation.to_dict(language), ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")
