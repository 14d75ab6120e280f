"""DOC: read by a converter where one is installed; where none is, the reader is told which to install."""

import io
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.errors import SourceError
from luoshi.sources import load_bytes
from luoshi.sources.formats import doc

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORD = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(4000)


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.doc")
    return caught.value


def converter(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the only programs there are, but for the shell's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "sleep", "cat", "printf"):
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_without_a_converter_the_reader_is_told_what_to_install(programs: Path) -> None:
    error = refusal(WORD)
    assert error.key == "no_converter"
    assert "antiword" in error.sentence("en")
    assert "antiword" in error.sentence("zh")


def test_what_a_converter_says_becomes_lines(programs: Path) -> None:
    converter(programs, "antiword", r"printf '\n　　各位代表：\n\n|指标  |5%%  |\n\fabc\n'")
    source = load_bytes(WORD, path="报告.doc")
    assert source.text == "各位代表：\n指标\t5%\nabc\n"
    assert (source.media_type, source.encoding) == ("application/msword", None)


def test_libreoffice_stands_in_for_antiword(programs: Path) -> None:
    converter(programs, "antiword", "exit 1")
    converter(programs, "soffice", r"printf '各位代表：\n' > report.txt")
    assert load_bytes(WORD).text == "各位代表：\n"
    converter(programs, "soffice", "exit 0")
    assert refusal(WORD).key == "not_converted"


def test_a_converter_that_hangs_is_ended_with_its_children(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doc, "_PATIENCE", {"antiword": 0.3})
    alive = tmp_path / "alive"
    converter(programs, "antiword", f"(sleep 2; printf x > {alive}) & sleep 600")
    start = time.monotonic()
    assert refusal(WORD).key == "not_converted"
    assert time.monotonic() - start < 5
    time.sleep(2.2)
    assert not alive.exists()


def test_other_ole_files_are_named(programs: Path) -> None:
    assert refusal(OLE + bytes(4000)).key == "unsupported"
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(4000)).key == "encrypted"


@pytest.mark.parametrize("program", ["antiword", "soffice"])
def test_a_truncated_word_file_is_refused(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    monkeypatch.setattr(doc, "_PATIENCE", {program: 90})
    assert refusal(WORD).key == "not_converted"


@pytest.fixture(scope="session")
def made_doc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    return tmp_path_factory.mktemp("doc")


@pytest.mark.parametrize("program", ["antiword", "soffice"])
def test_the_ledger_is_that_of_the_txt(
    program: str,
    made_doc: Path,
    report_docx: Callable[..., bytes],
    assert_same_ledger: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    monkeypatch.setattr(doc, "_PATIENCE", {program: 90})
    (made_doc / "made.docx").write_bytes(io.BytesIO(report_docx(header=True)).getvalue())
    command = [
        "soffice",
        f"-env:UserInstallation={(made_doc / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
        "made.docx",
    ]
    subprocess.run(command, cwd=made_doc, check=True, capture_output=True, timeout=120)
    assert_same_ledger((made_doc / "made.doc").read_bytes(), "report.doc")
