"""One JSON line a target, each with the place and year that it belongs to."""

import json

from luoshi.reconcile.figures import Language
from luoshi.reconcile.reconciliation import Reconciliation


def write(reconciliation: Reconciliation, language: Language) -> bytes:
    whole = reconciliation.to_dict(language)
    head = {key: whole[key] for key in ("place", "year")}
    lines = (json.dumps(head | pair, ensure_ascii=False) for pair in whole["pairs"])
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
