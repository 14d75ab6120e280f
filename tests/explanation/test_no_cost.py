"""Reading a report notes nothing: no recorder is there unless somebody asks for a reason, and none is left when he has it."""

import subprocess
import sys

import luoshi
from luoshi.explanation.again import Again
from luoshi.explanation.recorder import record
from luoshi.ledger.report import Report
from luoshi.quantities import scan
from luoshi.statements import reader
from luoshi.statements.numbers import valued
from luoshi.statements.sentence import values
from luoshi.statements.sentence.values import SentenceReader

_WATCHED = (
    (reader, "read_sentence"), (values, "valued"), (values, "read_subject"), (valued, "measure_of"),
    (SentenceReader, "_emit"),
)  # fmt: skip


def test_reading_loads_no_explanation_and_installs_no_recorder() -> None:
    program = (
        "import sys, luoshi\n"
        "report = luoshi.read('一、2025年工作回顾\\n地区生产总值增长5%。')\n"
        "assert report.entries\n"
        "assert sys.getprofile() is None and sys.gettrace() is None\n"
        "print(sorted(m for m in sys.modules if m.startswith('luoshi.explanation')))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_functions_that_read_are_the_same_before_while_and_after(report: Report) -> None:
    before = [getattr(home, name) for home, name in _WATCHED]
    while_recorded: list[object] = []

    def read() -> None:
        while_recorded.extend(getattr(home, name) for home, name in _WATCHED)
        Again(report).reading()

    assert record(read, reader.read_sentence).calls
    assert while_recorded == before
    assert [getattr(home, name) for home, name in _WATCHED] == before
    assert sys.getprofile() is None


def test_a_recorder_that_was_there_is_put_back() -> None:
    def other(*_: object) -> None:
        pass

    sys.setprofile(other)
    try:
        record(lambda: scan("增长5%"), scan)
        assert sys.getprofile() is other
    finally:
        sys.setprofile(None)


def test_what_is_raised_leaves_no_recorder() -> None:
    def fails() -> None:
        scan("增长5%")
        raise ValueError("ours")

    try:
        record(fails, scan)
    except ValueError:
        assert sys.getprofile() is None


def test_a_ledger_is_the_same_before_and_after_it_was_explained(report: Report) -> None:
    before = report.to_json()
    luoshi.explain(report, report.entries[0].id)
    assert report.to_json() == before == luoshi.read(report.source.text).to_json()


def test_calls_know_who_made_them_and_what_came_of_them() -> None:
    calls = record(lambda: scan("增长5%左右"), scan)
    (outermost,) = calls.calls
    assert outermost.name == "scan"
    assert outermost.value.quantities[0].bound == "about"
    names = [call.name for call in calls]
    assert names.index("finished") < names.index("measured") < names.index("scan")
    assert all(call.caller is not None for call in calls if call is not outermost)
