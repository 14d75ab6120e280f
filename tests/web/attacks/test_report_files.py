"""What is taken as a report is decided on the parsed file: OpenDocument, OFD and RTF, each hostile one refused for its own reason."""

from contextlib import suppress

import pytest

from luoshi.sources.formats.detect import format_of
from luoshi.sources.readers import OPENERS
from luoshi_web.intake.apart import check_report_apart
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.reports import check_report
from luoshi_web.ledgerstore.refusals import SENTENCES
from tests.web.attacks.report_files import ATTACKS, HARMLESS, odt, ofd, rtf
from tests.web.supervision.uploads import docx, zipped


def test_the_lists_are_long_enough():
    assert len(ATTACKS) >= 140
    assert len(HARMLESS) >= 18


@pytest.mark.parametrize("what", ATTACKS)
def test_a_hostile_report_is_refused(what):
    name, content, code = ATTACKS[what]
    with pytest.raises(FileFault) as fault:
        check_report(name, content)
    assert fault.value.code == code
    assert f"copy_{code}" in SENTENCES


@pytest.mark.parametrize("what", HARMLESS)
def test_a_harmless_report_is_taken_and_one_that_the_library_can_open(what):
    found = check_report("报告", HARMLESS[what]).media_type
    form = format_of(HARMLESS[what])
    assert form is not None
    assert found == form.media_type
    assert found in OPENERS
    assert what.startswith({"application/rtf": "RTF", "application/ofd": "OFD"}.get(found, "ODT"))


@pytest.mark.parametrize(
    "what", [what for what in ATTACKS if "head cut short" not in what and "bomb" not in what]
)
def test_an_archive_is_no_cover(what):
    """What is refused alone is refused in a ZIP, whatever it is called there."""
    with pytest.raises(FileFault):
        check_report("报告.zip", zipped({"一.txt": ATTACKS[what][1]}))


@pytest.mark.parametrize("what", ["ODT", "OFD", "RTF"])
def test_in_an_archive_they_are_taken_as_they_are_alone(what):
    assert (
        check_report("报告.zip", zipped({f"一.{what.lower()}": HARMLESS[what]})).media_type
        == "application/zip"
    )


def test_apart_says_what_the_parser_says():
    assert check_report_apart("报告.ofd", ofd()).media_type == "application/ofd"
    with pytest.raises(FileFault) as fault:
        check_report_apart("报告.rtf", ATTACKS["RTF: DDE spread over runs"][1])
    assert (fault.value.code, fault.value.detail) == ("active", "DDEAUTO")


def test_a_second_attribute_hides_none_in_word_either():
    """``Target`` and ``x:Target``: which of them a program believes is its own affair."""
    for more in (
        'Target="http://evil.test/a.dotm" x:Target="a.xml"',
        'x:Target="a.xml" Target="http://evil.test/a.dotm"',
    ):
        part = f'<Relationships xmlns:x="urn:x"><Relationship Id="r" Type="http://x/settings" {more}/></Relationships>'
        with pytest.raises(FileFault) as fault:
            check_report("报告.docx", docx(members={"word/_rels/settings.xml.rels": part.encode()}))
        assert fault.value.code == "active"


@pytest.mark.parametrize(
    "content", [odt(), ofd(), rtf("{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}")], ids=["odt", "ofd", "rtf"]
)
def test_cut_and_changed_files_break_nothing(content):
    """Every tenth cut and every seventeenth byte changed: a media type or a fault, nothing else."""
    for n in range(1, len(content), 10):
        _either(content[:n])
    for n in range(0, len(content), 17):
        _either(content[:n] + bytes([content[n] ^ 0x55]) + content[n + 1 :])


def _either(content):
    with suppress(FileFault):
        assert check_report("报告", content).media_type
