"""Uploads are parsed in a process of their own, within bounds of time and memory, as the library does with PDF: a parser believes what a file
says, and one that is led into the dark is ended from here.
"""

import json
import sys
from typing import Any

from luoshi.sources.bounded import answer_of, bound, is_python
from luoshi.sources.formats.detect import format_of
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import Checked, check_file, needs_parser
from luoshi_web.intake.reports import check_report

SECONDS = 20
"""A scan of 20 MB takes 2 s, a workbook of 100,000 rows 4."""
MEMORY = 1 << 30
REPORT = "report"
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from luoshi_web.intake.apart import serve; serve(*sys.argv[2:])"
)


def check_apart(name: str, content: bytes) -> Checked:
    """What :func:`check_file` says, or :class:`FileFault` (``exhausting``) where the parser took more than it is given."""
    if not needs_parser(content) or not is_python(sys.executable):
        return check_file(name, content)
    return _asked(content, name)


def check_report_apart(name: str, content: bytes) -> Checked:
    """What :func:`check_report` says, likewise."""
    if format_of(content) is None or not is_python(sys.executable):
        return check_report(name, content)
    return _asked(content, name, REPORT)


def _asked(content: bytes, *words: str) -> Checked:
    try:
        said: dict[str, Any] = json.loads(answer_of(_PROGRAM, content, *words, seconds=2 * SECONDS))
    except ValueError:  # it was ended before it could answer
        raise FileFault("exhausting") from None
    if "code" in said:
        raise FileFault(said["code"], said["detail"])
    return Checked(said["name"], said["media_type"])


def serve(name: str, what: str = "") -> None:
    """Checks what comes on standard input, a report where ``what`` says so, and answers on standard output. Whatever a parser stumbles over is a damaged file."""
    bound(SECONDS, MEMORY, writes=False)
    content = sys.stdin.buffer.read()
    try:
        checked = check_report(name, content) if what == REPORT else check_file(name, content)
        answer = {"name": checked.name, "media_type": checked.media_type}
    except FileFault as fault:
        answer = {"code": fault.code, "detail": fault.detail}
    except MemoryError:
        answer = {"code": "exhausting", "detail": ""}
    except Exception as error:  # fail closed: a file that breaks its parser is not taken
        answer = {"code": "damaged", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
