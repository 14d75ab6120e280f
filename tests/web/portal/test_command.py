"""``luoshi portal`` as a reader runs it: in a process of its own, with the portal's settings and nothing of the office."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.web.portal.conftest import EXAMPLES, reports

SRC = Path(__file__).parents[3] / "src"
CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "/nowhere"))
_RUN = "from luoshi.cli import main; main()"


def _environment():
    held = {name: value for name, value in os.environ.items() if not name.startswith(("LUOSHI_", "DJANGO_"))}
    return held | {"PYTHONPATH": str(SRC), "LUOSHI_LANG": "zh", "PYTHONUNBUFFERED": "1"}


def _luoshi(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-c", _RUN, "portal", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=_environment(),
        check=False,
        **more,
    )


def _serving(*arguments):
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, "portal", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
    )


def test_a_folder_becomes_a_site_that_answers(tmp_path):
    folder = reports(tmp_path / "reports", "qingchuan-2025.txt", "qingchuan-2026.txt")
    run = _serving(folder, "-o", tmp_path / "site", "--port", "0", "--workers", "1")
    try:
        assert "1 个地区的报告 2 份" in run.stdout.readline()
        address = run.stdout.readline().split()[0]
        page = urllib.request.urlopen(f"{address}p/z4684d6-qingchuan/2025/", timeout=30)
        assert "Set-Cookie" not in page.headers
        text = page.read().decode()
        assert "增长5%左右" in text
        style = urllib.request.urlopen(f"{address}static/portal/portal.css", timeout=30)
        assert style.status == 200
    finally:
        run.send_signal(signal.SIGINT)
        _out, error = run.communicate(timeout=30)
    assert (run.returncode, error) == (0, "")


def test_a_second_run_says_that_nothing_is_new(tmp_path):
    folder = reports(tmp_path / "reports", "qingchuan-2025.txt")
    first = _luoshi(folder, "-o", tmp_path / "site", "--only-build", "--workers", "1")
    assert first.returncode == 0, first.stderr
    assert (
        "本次更新地区 0 个"
        in _luoshi(folder, "-o", tmp_path / "site", "--only-build", "--workers", "1").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("nowhere",), "没有这个文件"), ((EXAMPLES / "qingchuan-2025.txt", "--port", "x"), "--port")],
)
def test_what_is_wrong_is_a_sentence(tmp_path, arguments, sentence):
    run = _luoshi(*arguments, "-o", tmp_path / "site", "--workers", "1")
    assert run.returncode == 2
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr


def test_a_port_that_is_taken_is_a_sentence(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = _luoshi(
            EXAMPLES / "qingchuan-2025.txt",
            "-o",
            tmp_path / "site",
            "--workers",
            "1",
            "--port",
            taken.getsockname()[1],
        )
    assert run.returncode == 2
    assert "请用 --port 另选一个" in run.stderr


def test_without_the_webs_packages_the_command_says_what_to_install():
    program = "import sys; sys.modules['django'] = None; from luoshi.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program, "portal", str(EXAMPLES)],
        capture_output=True,
        text=True,
        env=_environment(),
        check=False,
    )
    assert run.returncode == 2
    assert "pip install 'luoshi[web]'" in run.stderr


def test_ctrl_c_leaves_what_is_there_whole(tmp_path):
    folder = reports(
        tmp_path / "reports",
        *(path.name for path in sorted(EXAMPLES.glob("*.*")) if path.suffix in {".txt", ".html"}),
    )
    run = _serving(folder, "-o", tmp_path / "site", "--only-build", "--workers", "2")
    while not (tmp_path / "site/portal.sqlite3").exists():
        time.sleep(0.05)
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    _out, error = run.communicate(timeout=60)
    assert "Traceback" not in error
    assert run.returncode in {0, 130}
    assert _luoshi(folder, "-o", tmp_path / "site", "--only-build", "--workers", "1").returncode == 0


def test_an_export_is_files_without_a_server_and_needs_no_second_reading(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    words = (EXAMPLES / "qingchuan-2025.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "qingchuan-2025.txt").write_text("".join(words[:16]), encoding="utf-8")
    site, out = tmp_path / "site", tmp_path / "pages"
    assert _luoshi(folder, "-o", site, "--only-build", "--workers", "1").returncode == 0
    run = _luoshi("-o", site, "--export", out, "--workers", "2")
    assert run.returncode == 0, run.stderr
    assert "报告 1 份" in run.stdout
    assert len(list(out.glob("p/*-qingchuan/2025/report/index.html"))) == 1
    refused = _luoshi("-o", site, "--export", folder)
    assert refused.returncode == 2
    assert "有别的东西" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["qingchuan-2025.txt"]
    _stopped_export_leaves_the_folder(site, out)


def _stopped_export_leaves_the_folder(site, out):
    before = sorted(out.rglob("*"))
    run = _serving("-o", site, "--export", out, "--workers", "2")
    new = out.with_name(".pages.new")
    while not new.exists():
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _out, error = run.communicate(timeout=120)
    assert "先前的样子" in error
    assert run.returncode == 130
    assert not new.exists()
    assert sorted(out.rglob("*")) == before


def test_without_reports_there_must_be_an_export(tmp_path):
    run = _luoshi("-o", tmp_path / "site")
    assert run.returncode == 2
    assert "缺少 PATH" in run.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="LUOSHI_CORPUS names no folder of reports")
def test_a_corpus_of_real_reports_is_brought_in_within_three_minutes(tmp_path):
    began = time.monotonic()
    before = os.times()
    run = _luoshi(CORPUS, "-o", tmp_path / "site", "--only-build", "--workers", "2", timeout=1800)
    after, wall = os.times(), time.monotonic() - began
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert run.returncode == 0, run.stderr
    assert min(wall, used / 2) < 180, (
        wall,
        used,
    )  # on a busy machine the time that the processors gave counts
