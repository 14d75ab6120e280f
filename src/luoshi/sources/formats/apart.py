"""Reading a file in a process of its own, within bounds of time and memory.

PDFium believes what a file says: a PDF of 4 kB whose page unpacks to 2 GB takes 3 GB of memory, and one whose forms
draw each other never ends. Neither can be stopped from inside, so that the reader runs apart and is ended from here.
"""

import json
import os
import subprocess
import sys
import traceback
from typing import Any

from luoshi.errors import InvariantError, SourceError
from luoshi.sources.refusal import refuse

# A report of 14 pages takes 0.1 s and 60 MB; the largest text that is read at all, 2,000,000 characters, 16 s.
SECONDS = 40
MEMORY = 1 << 30

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from luoshi.sources.formats.apart import serve; serve()"
)


def read_pdf_apart(data: bytes, name: str | None) -> str:
    """What :func:`luoshi.sources.formats.pdf.read_pdf` gives, or a refusal after 40 seconds or 1 GiB of memory.

    :raises InvariantError: where the reader itself failed; that is our bug, never the file's.
    """
    if not _is_python(sys.executable):
        from luoshi.sources.formats.pdf import read_pdf

        return read_pdf(data, name)
    # -I: nothing of the caller's environment or folder is run; -c: no file of ours need be found.
    arguments = [sys.executable, "-I", "-c", _PROGRAM, json.dumps(sys.path)]
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            answer, _ = process.communicate(data, timeout=2 * SECONDS)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    return _text(answer, name)


def _is_python(executable: str | None) -> bool:
    """A server that carries Python inside it names itself here, and starting that would start a server."""
    return os.path.basename(executable or "").lower().startswith(("python", "pypy"))


def _text(answer: bytes, name: str | None) -> str:
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:  # it was ended before it could answer
        raise refuse("exhausting", name, seconds=SECONDS) from None
    if "bug" in found:
        raise InvariantError(f"{name or 'standard input'}: {found['bug']}")
    if "key" in found:
        raise SourceError(
            found["en"].replace(_NAME, name or "standard input"),
            chinese=found["zh"].replace(_NAME, name or "标准输入"),
            key=found["key"],
        )
    return str(found["text"])


_NAME = "\ue000"


def serve() -> None:
    """Reads a PDF from standard input and answers on standard output."""
    _bound()
    from luoshi.sources.formats.pdf import read_pdf

    try:
        answer = {"text": read_pdf(sys.stdin.buffer.read(), _NAME)}
    except SourceError as error:
        answer = {"key": str(error.key), "en": str(error), "zh": str(error.chinese)}
    except MemoryError:
        return
    except Exception:  # told to the caller, who raises it
        answer = {"bug": traceback.format_exc()}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _bound() -> None:
    """Sets this process's limits, where the system has such."""
    try:
        import resource
    except ImportError:  # Windows: the caller's clock is the only bound
        return
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, hard))
