"""Scans read in a process of its own, page by page: bounded in memory and in the time of each page, and ended with its caller."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from luoshi.sources.bounded import bound, is_python
from luoshi.sources.formats.apart import NAME, answered, said
from luoshi.sources.refusal import refuse

if TYPE_CHECKING:
    from luoshi.sources.formats.pdf import PdfText
    from luoshi.sources.readers import Told

# A page of A4 takes 8 s of one processor; of a crowded broadsheet it may be ten times that, on a busy machine ten times again.
PAGE_SECONDS = 600
MEMORY = 6 << 30  # of addresses, most of which the models' threads reserve and never touch: 0.7 GiB are used
_MOST_THREADS = 4

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from luoshi.sources.scans.apart import serve; serve(*map(int, sys.argv[2:]))"
)


def read_scan_apart(data: bytes, name: str | None, pictured: int, told: "Told | None") -> "PdfText":
    """The text of a scan: of a PDF with ``pictured`` pages that are pictures, or where that is 0 of a picture.

    :raises luoshi.errors.SourceError: also where one page takes more than ten minutes.
    """
    threads = min(_MOST_THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if not is_python(sys.executable):
        return _read(data, name, pictured, threads, told or _nobody)
    arguments = [sys.executable, "-I", "-c", _PROGRAM, json.dumps(sys.path), str(pictured), str(threads)]
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            answer = _answer(process, data, told or _nobody)
        finally:  # Ctrl-C too
            process.kill()
    return answered(answer, name, refuse("exhausting_scan", name, seconds=PAGE_SECONDS))


def _answer(process: "subprocess.Popen[bytes]", data: bytes, told: "Told") -> bytes:
    """The last line that the process wrote, after those that told of its pages."""
    assert process.stdin is not None
    assert process.stdout is not None
    with _patience(process):
        try:
            process.stdin.write(data)
            process.stdin.close()
        except BrokenPipeError:
            return b""
    while True:
        with _patience(process):
            line = process.stdout.readline()
        if not line.startswith(b"["):
            return line
        told(*json.loads(line))


@contextmanager
def _patience(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Ends the process where it does not go on."""
    clock = threading.Timer(PAGE_SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _nobody(_done: int, _of: int) -> None: ...


def _read(data: bytes, name: str | None, pictured: int, threads: int, told: "Told") -> "PdfText":
    from luoshi.sources.scans.reading import read_pictures, read_scanned_pdf

    if pictured:
        return read_scanned_pdf(data, name, pictured, threads, told)
    return read_pictures(data, name, threads, told)


def serve(pictured: int, threads: int) -> None:
    """Reads a scan from standard input; writes ``[done, of]`` before each page and then its answer, a line each."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries talk
    bound(1 << 24, MEMORY)
    data = sys.stdin.buffer.read()

    def told(done: int, of: int) -> None:
        out.write(f"{json.dumps([done, of])}\n")
        out.flush()

    def read() -> "PdfText":
        return _read(data, NAME, pictured, threads, told)

    answer: dict[str, Any] | None = said(read)
    if answer is not None:
        out.write(f"{json.dumps(answer)}\n")
        out.flush()
