"""docs/operations.md followed to the letter: its commands, parsed out of the page, run by bash in an empty folder with an environment of its own.

The wheel is built from this checkout; what it needs is borrowed from the environment of the tests, so that nothing is fetched.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def commands(heading, count=None):
    """The lines of the blocks below a heading."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(re.findall(r"```\n(.*?)```", part, re.S)[:count])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where /opt/luoshi and /var/lib/luoshi lie in this test, with a wheel of this checkout and a farm of links to what it needs."""
    there = tmp_path_factory.mktemp("machine")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(there)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    shutil.copytree(ROOT / "requirements", there / "requirements")
    lend(there)
    return there


def lend(there):
    """A farm of links to what the environment of the tests has, Luoshi itself left out."""
    borrowed = there / "borrowed"
    borrowed.mkdir(exist_ok=True)
    for path in Path(pytest.__file__).parents[1].iterdir():
        if "luoshi" not in path.name and path.suffix != ".pth" and path.name not in {"pip", "bin"}:
            (borrowed / path.name).symlink_to(path)


@pytest.fixture(scope="module")
def installed(folder):
    """The blocks of "Installing", one after another in one shell, as somebody would who copies them."""
    script = _here(commands("Installing"), folder)
    venv, rest = script.split("\n", 1)
    lends = f"echo {folder}/borrowed > {folder}/opt/luoshi/lib/python*/site-packages/borrowed.pth 2>/dev/null || " \
        f"for d in {folder}/opt/luoshi/lib/python*/site-packages; do echo {folder}/borrowed > $d/borrowed.pth; done"  # fmt: skip
    done = _bash("\n".join((venv, lends, rest)), folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _here(script, folder):
    for place in ("/opt/luoshi", "/var/lib/luoshi"):
        script = script.replace(place, f"{folder}{place}")
    return script


def _environment(folder):
    clean = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    python = str(Path(sys.executable).resolve().parent)
    return clean | {
        "PATH": f"{python}:{clean['PATH']}", "HOME": str(folder), "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }  # fmt: skip


def _bash(script, folder):
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=_environment(folder), capture_output=True, text=True, timeout=900
    )  # fmt: skip


def test_the_page_installs_an_office(installed, folder):
    assert re.search(r"password, told this once.*: \S{8,}", installed.stdout)
    assert "System check identified no issues" in installed.stdout
    assert (folder / "var/lib/luoshi/office.sqlite3").stat().st_size > 100_000
    assert (folder / "var/lib/luoshi/secret").stat().st_mode & 0o077 == 0


def test_the_page_starts_it_and_an_empty_office_answers(installed, folder):
    exports = "\n".join(line for line in commands("Installing").splitlines() if line.startswith("export"))
    start = commands("Starting it", 1).strip()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = _here(
        f"{exports}\nexport LUOSHI_BEHIND_PROXY=true\nexec {start} --bind 127.0.0.1:{port}", folder
    )
    served = subprocess.Popen(
        ["bash", "-euc", script], cwd=folder, env=_environment(folder), stderr=subprocess.PIPE, text=True
    )
    try:
        answer = _answer(port, served)
        assert (answer.status, "落实" in answer.read().decode()) == (200, True)
    finally:
        served.terminate()
        served.wait(30)


def test_what_is_done_by_hand_runs(installed, folder):
    """The commands of "By hand" that end by themselves, on the installation; ``jobs --check`` has a worker to miss."""
    exports = "\n".join(line for line in commands("Installing").splitlines() if line.startswith("export"))
    lines = [line.partition("#")[0].strip() for line in commands("By hand").splitlines()]
    assert any(line.endswith("jobs --check") for line in lines)
    ending = [line for line in lines if line and not line.endswith("--check") and "heads/" not in line]
    script = _here("\n".join((exports, 'PATH="/opt/luoshi/bin:$PATH"', *ending)), folder)
    done = _bash(script, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert shutil.which("luoshi", path=str(folder / "opt/luoshi/bin"))


def _answer(port, served):
    for _ in range(300):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            asked.request(
                "GET",
                "/accounts/login/",
                headers={
                    "Host": "office.example",
                    "X-Forwarded-Proto": "https",
                    "X-Forwarded-For": "10.0.0.7",
                },
            )
            return asked.getresponse()
        except OSError:
            assert served.poll() is None, served.stderr.read()
            time.sleep(0.1)
    raise AssertionError("nothing answers")
