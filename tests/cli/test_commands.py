"""The other commands, and how every command ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.cli.command import COMMANDS
from luoshi.cli.messages import catalogue, choose_language, say
from luoshi.sources import load
from tests.cli.conftest import EXAMPLE, Outcome

Run = Callable[..., Outcome]
SCRIPT = "import sys; from luoshi.cli import main; sys.argv[0] = 'luoshi'; main()"


def process(
    *arguments: object, data: bytes = b"", **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        input=data,
        capture_output=True,
        env={"PATH": os.environ["PATH"]} | environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_prints_what_offsets_count_into(luoshi: Run, tmp_path: Path, encoding: str) -> None:
    text = load(EXAMPLE).text.replace("\n", "\r\n")
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode(encoding))
    assert luoshi("text", path).out == text


def test_text_of_a_page_reads_as_the_page_does(luoshi: Run, tmp_path: Path) -> None:
    page = EXAMPLE.parent / "nanping-2025.html"
    text = tmp_path / "text.txt"
    assert luoshi("text", page, "-o", text).code == 0
    one, other = (json.loads(luoshi("read", p).out)["entries"] for p in (page, text))
    assert one == other


def test_outline(luoshi: Run, report: Path) -> None:
    tree = luoshi("outline", report, "--lang", "zh").out
    assert "工作回顾" in tree
    assert "预期目标" in tree
    sections = json.loads(luoshi("outline", report, "--format", "json").out)
    assert len(sections) == len(tree.splitlines())


def test_check(luoshi: Run, report: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.json"
    luoshi("read", report, "-o", ledger)
    outcome = luoshi("check", ledger, report)
    assert outcome.code == 0
    assert "every quote stands" in outcome.out
    report.write_text("改" + report.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = luoshi("check", ledger, report, "--lang", "zh")
    assert outcome.code == 1
    assert "entry" in outcome.out
    assert "不是同一份" in outcome.err
    assert luoshi("check", report, report).code == 2


def test_diff(luoshi: Run, report: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    luoshi("read", report, "-o", old)
    ledger = json.loads(old.read_bytes())
    gone = ledger["entries"].pop()
    ledger["entries"][0]["kind"] = "problem"
    new.write_text(json.dumps(ledger), encoding="utf-8")
    outcome = luoshi("diff", old, new)
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].startswith("0 gained, 1 lost, 1 changed")
    assert gone["quote"] in outcome.out
    assert luoshi("diff", old, new, "--exit-code").code == 1
    assert luoshi("diff", old, old, "--exit-code").code == 0
    assert json.loads(luoshi("diff", old, new, "--format", "json").out)["lost"] == [gone]


def test_quantities_prints_a_list_for_every_line() -> None:
    run = process("quantities", data="地区生产总值增长5%左右\r\n\n没有数字\n3至5家".encode())
    lines = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert [len(line) for line in lines] == [1, 0, 0, 1]
    (first,) = lines[0]
    assert {"low": "5", "high": "5", "bound": "about", "unit": "%"}.items() <= first.items()
    assert first["span"] == [8, 12]
    assert (lines[3][0]["low"], lines[3][0]["high"], lines[3][0]["bound"]) == ("3", "5", "range")
    assert process("quantities").stdout == b""
    assert b"5%" in process("quantities", "--format", "table", data="增长5%\n".encode()).stdout
    assert process("quantities", data="增长".encode("gb18030")).returncode == 2


def test_standard_input() -> None:
    run = process("read", "-", "-q", data=EXAMPLE.read_bytes())
    ledger = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (0, b"")
    assert ledger["report"]["source"]["path"] is None
    empty = process("read", "-")
    assert empty.returncode == 2
    assert b"standard input" in empty.stderr


@pytest.mark.parametrize("command", ["read", "text", "outline"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", bytes(999)])
def test_a_bad_file_ends_in_one_sentence(luoshi: Run, tmp_path: Path, command: str, data: bytes) -> None:
    path = tmp_path / "坏文件.txt"
    path.write_bytes(data)
    for language in ("en", "zh"):
        outcome = luoshi(command, path, "--lang", language)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1
        assert "坏文件.txt" in outcome.err
        assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch"], "nosuch"),
        (["read"], "FILE"),
        (["read", "a.txt", "--nosuch"], "--nosuch"),
        (["read", "a.txt", "--format", "pdf"], "--format"),
        (["diff", "a.json", "b.json", "c.json"], "luoshi diff --help"),
        (["--lang", "fr"], "--lang"),
    ],
)
def test_a_wrong_call_ends_in_one_sentence(luoshi: Run, arguments: list[str], words: str) -> None:
    for language in ("en", "zh"):
        outcome = luoshi(*arguments) if "--lang" in arguments else luoshi(*arguments, "--lang", language)
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
        assert words in outcome.err


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "read", str(EXAMPLE), "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "quantities"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdin
        assert run.stdout
        assert run.stderr
        run.stdin.write("增长5%\n".encode())
        run.stdin.flush()
        assert run.stdout.readline().startswith(b"[")
        run.send_signal(signal.SIGINT)
        assert b"Traceback" not in run.stderr.read()
        assert run.wait(10) == 130


def test_help_is_quick_and_loads_no_command() -> None:
    before = os.times()
    run = process("--help")
    after = os.times()
    taken = after.children_user - before.children_user + after.children_system - before.children_system
    assert 0 < taken < 1.5  # 0.1 s on an idle machine; this only catches a heavy import
    assert all(command in run.stdout.decode() for command in COMMANDS)
    program = f"{SCRIPT[:-7]}\ntry: main(['--help'])\nexcept SystemExit: pass\nprint([m for m in sys.modules if m in {{'polars', 'rich', 'selectolax', 'xlsxwriter', 'luoshi.ledger.build', 'charset_normalizer'}}])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.splitlines()[-1] == "[]"


def test_the_version() -> None:
    from luoshi import __version__

    assert process("--version").stdout.decode().split() == ["luoshi", __version__]


@pytest.mark.parametrize("command", [None, *COMMANDS])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_speaks_the_language(luoshi: Run, command: str | None, language: str) -> None:
    outcome = luoshi(*filter(None, (command, "--help", "--lang", language)))
    assert outcome.code == 0
    assert ("用法" in outcome.out) == (language == "zh")
    assert ("示例" if language == "zh" else "Example") in outcome.out
    assert "{" not in outcome.out


def test_luoshi_alone_shows_its_help(luoshi: Run) -> None:
    assert luoshi() == luoshi("--help")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LUOSHI_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        (["read", "--lang", "en"], {"LUOSHI_LANG": "zh"}, "en"),
        (["--lang=zh", "read"], {}, "zh"),
        (["read", "--", "--lang", "zh"], {}, "en"),
        (["read", "--lang"], {"LANG": "zh_TW"}, "zh"),
    ],
)
def test_the_language_chosen(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert choose_language(arguments, environment) == language


def test_the_catalogue_has_both_languages() -> None:
    for section, keys in catalogue().items():
        for key, words in keys.items():
            assert set(words) == {"en", "zh"}, f"{section}.{key}"
    assert say("zh", "read.headline", count=13) == "主要预期目标 13 项"


def test_the_group_is_what_the_entry_point_names() -> None:
    assert callable(main)


def test_text_prints_the_whole_page_and_body_the_report_alone(luoshi: Run, examples: Path) -> None:
    page = examples / "nanping-2025.html"
    whole, body = luoshi("text", page), luoshi("text", page, "--body")
    assert (whole.code, body.code) == (0, 0)
    assert "您现在的位置" in whole.out
    assert "打印本页" in whole.out
    assert body.out.startswith("2025年南屏市政府工作报告\n——2025年1月21日")
    assert body.out.endswith("奋力谱写现代化南屏建设新篇章！\n")
    assert "来源：" not in body.out
