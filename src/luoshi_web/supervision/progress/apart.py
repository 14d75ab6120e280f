"""Uploads are parsed in a process of their own, within bounds of time and memory, as the library does with PDF: a parser believes what a file
says, and one that is led into the dark is ended from here.
"""

import json
import os
import subprocess
import sys
from typing import Any

from luoshi_web.supervision.progress.faults import FileFault
from luoshi_web.supervision.progress.files import Checked, check_file, needs_parser

SECONDS = 20
"""A scan of 20 MB takes 2 s, a workbook of 100,000 rows 4."""
MEMORY = 1 << 30
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from luoshi_web.supervision.progress.apart import serve; serve(sys.argv[2])"
)


def check_apart(name: str, content: bytes) -> Checked:
    """What :func:`check_file` says, or :class:`FileFault` (``exhausting``) where the parser took more than it is given."""
    if not needs_parser(content) or not os.path.basename(sys.executable or "").startswith("python"):
        return check_file(name, content)
    # -I: nothing of the caller's environment or folder is run; -c: no file of ours need be found.
    arguments = [sys.executable, "-I", "-c", _PROGRAM, json.dumps(sys.path), name]
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            answer, _ = process.communicate(content, timeout=2 * SECONDS)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError:  # it was ended before it could answer
        raise FileFault("exhausting") from None
    if "code" in said:
        raise FileFault(said["code"], said["detail"])
    return Checked(said["name"], said["media_type"])


def serve(name: str) -> None:
    """Checks what comes on standard input and answers on standard output. Whatever a parser stumbles over is a damaged file."""
    _bound()
    content = sys.stdin.buffer.read()
    try:
        checked = check_file(name, content)
        answer = {"name": checked.name, "media_type": checked.media_type}
    except FileFault as fault:
        answer = {"code": fault.code, "detail": fault.detail}
    except MemoryError:
        answer = {"code": "exhausting", "detail": ""}
    except Exception as error:  # fail closed: a file that breaks its parser is not taken
        answer = {"code": "damaged", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _bound() -> None:
    """Sets this process's limits, where the system has such."""
    try:
        import resource
    except ImportError:  # Windows: the caller's clock is the only bound
        return
    limits = (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
