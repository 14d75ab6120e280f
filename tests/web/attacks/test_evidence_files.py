"""What is taken as evidence is decided on the parsed file: every hostile one is refused for its own reason, every harmless one is taken."""

import time
from contextlib import suppress
from io import BytesIO
from resource import RUSAGE_CHILDREN, getrusage
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from luoshi_web.intake import apart
from luoshi_web.intake.apart import check_apart
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import check_file
from luoshi_web.supervision.papers.files import FORMATS
from luoshi_web.supervision.refusals_progress import SENTENCES
from tests.web.attacks.evidence_files import ATTACKS, HARMLESS
from tests.web.supervision.uploads import docx, pdf, xlsx


def test_the_lists_are_long_enough():
    assert len(ATTACKS) >= 57
    assert len(HARMLESS) >= 30


@pytest.mark.parametrize("what", ATTACKS)
def test_a_hostile_file_is_refused(what):
    name, content, code = ATTACKS[what]
    with pytest.raises(FileFault) as fault:
        check_file(name, content)
    assert fault.value.code == code
    assert f"file_{code}" in SENTENCES


@pytest.mark.parametrize("what", HARMLESS)
def test_a_harmless_file_is_taken(what):
    name, content = HARMLESS[what]
    assert check_file(name, content).name == name


def test_the_offices_own_papers_are_taken(district, make_item):
    from luoshi_web.supervision.models import Paper
    from luoshi_web.supervision.papers.content import from_json
    from tests.web.console.test_papers_pages import issue

    make_item(lead="head")
    issue(district.client("supervisor"))
    content = from_json(Paper.objects.get().content)
    for ending, (make, media_type) in FORMATS.items():
        assert check_file(f"通报.{ending}", make(content)).media_type == media_type


# Apart, within bounds


def test_apart_says_what_the_parser_says():
    assert check_apart("报告.docx", docx()).media_type.endswith("wordprocessingml.document")
    with pytest.raises(FileFault) as fault:
        check_apart(*ATTACKS["script in a compressed stream"][:2])
    assert (fault.value.code, fault.value.detail) == ("active", "JavaScript")


def test_a_parser_that_takes_too_long_is_ended(monkeypatch):
    """Whatever it is that a parser never comes back from."""
    monkeypatch.setattr(apart, "_PROGRAM", "import sys, time; sys.stdin.buffer.read(); time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    begun = time.monotonic()
    with pytest.raises(FileFault) as fault:
        check_apart("通报.pdf", pdf())
    assert fault.value.code == "exhausting"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "deed", ["apart.check_file = lambda *args: bytearray(2 << 30)", "apart.SECONDS = 1; apart.check_file = lambda *args: [0 for _ in iter(int, 1)]"],
    ids=["memory", "time of the processor"],
)  # fmt: skip
def test_a_parser_that_takes_too_much_is_ended(monkeypatch, deed):
    """The limits are the process's own: the system ends it."""
    monkeypatch.setattr(apart, "_PROGRAM", _with(deed))
    with pytest.raises(FileFault) as fault:
        check_apart("通报.pdf", pdf())
    assert fault.value.code == "exhausting"


def _with(deed):
    """The program of the other process, with something done before it serves."""
    serves = "from luoshi_web.intake.apart import serve; "
    assert serves in apart._PROGRAM
    return apart._PROGRAM.replace(serves, f"from luoshi_web.intake import apart; {serves}{deed}; ")


def test_a_broken_parser_takes_nothing(monkeypatch):
    """Fail closed: what a parser stumbles over is a damaged file, never a harmless one."""
    monkeypatch.setattr(apart, "_PROGRAM", _with("apart.check_file = lambda *args: 1 / 0"))
    with pytest.raises(FileFault) as fault:
        check_apart("通报.pdf", pdf())
    assert (fault.value.code, fault.value.detail) == ("damaged", "ZeroDivisionError")


@pytest.mark.parametrize("what", ["docx", "pdf", "png"])
def test_cut_and_changed_files_break_nothing(what):
    """Every tenth cut and every seventeenth byte changed: a media type or a fault, nothing else."""
    content = {"docx": docx(), "pdf": pdf(), "png": HARMLESS["picture"][1]}[what]
    for n in range(0, len(content), 10):
        _either(f"a.{what}", content[:n])
    for n in range(0, len(content), 17):
        _either(f"a.{what}", content[:n] + bytes([content[n] ^ 0x55]) + content[n + 1 :])


def _either(name, content):
    with suppress(FileFault):
        assert check_file(name, content).media_type


def test_a_large_workbook_is_looked_at_in_time():
    """A year of an office's statistics is no attack."""
    row = "".join(f'<c r="{letter}1"><v>1.25</v></c>' for letter in "ABCDEFGH")
    out = BytesIO()
    with ZipFile(BytesIO(xlsx())) as given, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            data = given.read(name)
            if name.endswith("sheet1.xml"):
                rows = "".join(f'<row r="{n}" x="{n * 7919 % 99991}">{row}</row>' for n in range(40_000))
                data = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
            archive.writestr(name, data)
    begun = getrusage(RUSAGE_CHILDREN).ru_utime
    assert check_apart("台账.xlsx", out.getvalue()).name == "台账.xlsx"
    assert (
        getrusage(RUSAGE_CHILDREN).ru_utime - begun < apart.SECONDS
    )  # of the processor: the clock runs on while others work
