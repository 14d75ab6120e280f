"""Why an uploaded file is not taken."""

from typing import Literal

Fault = Literal[
    "empty", "too_large", "unknown_type", "wrong_ending", "macros", "executable", "encrypted", "active", "bomb", "archive", "damaged",
    "two_in_one", "unknown_part", "exhausting",
]  # fmt: skip


class FileFault(ValueError):
    """``code`` names the fault, ``detail`` says what was found."""

    def __init__(self, code: Fault, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code: Fault = code
        self.detail = detail[:80]
