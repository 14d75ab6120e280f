"""The name of an uploaded file, made harmless: no path, no control or direction characters, no device of Windows, short enough."""

import re
import unicodedata

LONGEST = 120
_RESERVED = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories that are not seen: control, format (direction overrides among them), lone surrogates, unassigned, line ends."""


def clean_name(name: str) -> str:
    """The last part of a path, without what cannot be seen; ``附件`` where nothing is left.

    >>> clean_name("../../etc/季度\\u202efdp.exe")
    '季度fdp.exe'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN)
    kept = re.sub(r"\s+", " ", _RESERVED.sub("_", seen)).strip().rstrip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        stem, ending = kept, ""
    stem = stem.strip(" .") or "附件"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    ending = ending.strip()[:10]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if ending else stem[:LONGEST]


def ending_of(name: str) -> str:
    """The part after the last point, in small letters, ``""`` where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
