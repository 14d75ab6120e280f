"""Old Word files (DOC) through a converter that is installed beside us: antiword, else LibreOffice.

The converter is a program of its own, started with fixed arguments and no shell, on a copy in a folder of its own,
without a network to look for, and is ended with all its children when its time is over.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from luoshi.sources.refusal import refuse

# In seconds. antiword takes 0.01 for a report, LibreOffice two to start for the first time.
_PATIENCE = {"antiword": 20, "soffice": 90}
_LARGEST_TEXT = 32 << 20
# The name of the stream in which a protected DOCX lies, as OLE writes it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The streams of a Word file, of a spreadsheet and of a presentation.
_WORD = "WordDocument".encode("utf-16-le")
_FIELD_MARKS = dict.fromkeys(range(0x0E), None) | {0x07: "\t", 0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n"}


def read_doc(data: bytes, name: str | None) -> str:
    """The text of a DOC file, a paragraph to a line. Raises :class:`~luoshi.errors.SourceError`."""
    if _ENCRYPTED in data:
        raise refuse("encrypted", name, format="Word")
    if _WORD not in data:
        raise refuse(
            "unsupported",
            name,
            format="an OLE file without a Word text",
            format_zh="不含 Word 正文的 OLE 文件",
        )
    converters = [program for program in _PATIENCE if shutil.which(program)]
    if not converters:
        raise refuse("no_converter", name)
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        source = Path(folder) / "report.doc"
        source.write_bytes(data)
        for program in converters:
            text = _antiword(folder, source) if program == "antiword" else _soffice(folder, source)
            if text is not None:
                return _lines(text)
    raise refuse("not_converted", name, converter=converters[-1])


def _antiword(folder: str, source: Path) -> str | None:
    out = Path(folder) / "antiword.txt"
    # One paragraph to a line (-w 0), pictures left out (-i 1).
    arguments = ["antiword", "-m", "UTF-8.txt", "-w", "0", "-i", "1", str(source)]
    return _text_of(out) if _ended_well(arguments, folder, out) else None


def _soffice(folder: str, source: Path) -> str | None:
    arguments = [
        "soffice", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore",
        # Named, or what is no whole Word file is taken for plain text since version 26.8.
        "--nolockcheck", "--infilter=MS Word 97", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder,
        str(source),
    ]  # fmt: skip
    done = _ended_well(arguments, folder, Path(folder) / "soffice.log")
    return _text_of(Path(folder) / "report.txt") if done else None


def _ended_well(arguments: list[str], folder: str, out: Path) -> bool:
    """Runs a converter to its end or to the end of its time."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "LC_ALL": "C.UTF-8",
        # Whatever a document links to, it is not fetched: there is no such proxy.
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"),
    }
    if "SYSTEMROOT" in os.environ:
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    with out.open("wb") as stdout:
        try:
            process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL,
                cwd=folder, env=environment, start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        try:
            return process.wait(_PATIENCE[arguments[0]]) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the converter and what it started, if anything still runs."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _text_of(path: Path) -> str | None:
    if not path.is_file() or not 0 < path.stat().st_size <= _LARGEST_TEXT:
        return None
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return text if text.strip() else None


def _lines(text: str) -> str:
    """Without empty lines and indents. antiword draws a table's edges with ``|``: they become tabs."""
    lines = []
    for line in text.translate(_FIELD_MARKS).splitlines():
        line = line.strip(" \t\u3000\u00a0")
        if line.startswith("|") and line.endswith("|"):
            line = "\t".join(cell.strip() for cell in line.strip("|").split("|")).strip()
        if line:
            lines.append(line + "\n")
    return "".join(lines)
