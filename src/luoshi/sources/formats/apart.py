"""Reading a file in a process of its own, within bounds of time and memory.

PDFium believes what a file says: a PDF of 4 kB whose page unpacks to 2 GB takes 3 GB of memory, and one whose forms
draw each other never ends. Neither can be stopped from inside, so that the reader runs apart and is ended from here.
"""

import json
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from luoshi.errors import InvariantError, SourceError
from luoshi.sources.bounded import answer_of, bound, is_python
from luoshi.sources.refusal import refuse
from luoshi.text import Notice, Span

if TYPE_CHECKING:
    from luoshi.sources.formats.pdf import PdfText

# A report of 14 pages takes 0.1 s and 60 MB; the largest text that is read at all, 2,000,000 characters, 16 s.
SECONDS = 40
MEMORY = 1 << 30

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from luoshi.sources.formats.apart import serve; serve()"
)


def read_pdf_apart(data: bytes, name: str | None) -> "PdfText":
    """What :func:`luoshi.sources.formats.pdf.read_pdf` gives, or a refusal after 40 seconds or 1 GiB of memory.

    :raises InvariantError: where the reader itself failed; that is our bug, never the file's.
    """
    if not is_python(sys.executable):
        from luoshi.sources.formats.pdf import read_pdf

        return read_pdf(data, name)
    ended = refuse("exhausting", name, seconds=SECONDS)
    return answered(answer_of(_PROGRAM, data, seconds=2 * SECONDS), name, ended)


def answered(answer: bytes, name: str | None, ended: SourceError) -> "PdfText":
    """What :func:`said` told; ``ended`` is raised where the process was ended before it could answer."""
    from luoshi.sources.formats.pdf import PdfText

    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise ended from None
    if "bug" in found:
        raise InvariantError(f"{name or 'standard input'}: {found['bug']}")
    if "key" in found:
        raise SourceError(
            found["en"].replace(NAME, name or "standard input"),
            chinese=found["zh"].replace(NAME, name or "标准输入"),
            key=found["key"],
        )
    text = str(found["text"])
    notices = (
        Notice(kind, Span(start, end), text[start:end], why) for kind, start, end, why in found["notices"]
    )
    return PdfText(text, tuple(notices), tuple(found["pictured"]))


NAME = "\ue000"
"""What a process apart calls the file, whose name it does not know."""


def serve() -> None:
    """Reads a PDF from standard input and answers on standard output."""
    bound(SECONDS, MEMORY)
    from luoshi.sources.formats.pdf import read_pdf

    answer = said(lambda: read_pdf(sys.stdin.buffer.read(), NAME))
    if answer is not None:
        sys.stdout.write(json.dumps(answer))
        sys.stdout.flush()


def said(read: "Callable[[], PdfText]") -> dict[str, Any] | None:
    """What came of reading, as JSON can carry it; None where memory ran out."""
    try:
        found = read()
        notices = [(n.kind, n.span.start, n.span.end, n.suggestion) for n in found.notices]
        return {"text": found.text, "notices": notices, "pictured": found.pictured}
    except SourceError as error:
        return {"key": str(error.key), "en": str(error), "zh": str(error.chinese)}
    except MemoryError:
        return None
    except Exception:  # told to the caller, who raises it
        return {"bug": traceback.format_exc()}
