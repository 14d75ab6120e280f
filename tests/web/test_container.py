"""The steps of the Containerfile and of compose.yaml, run as a script: no engine, the same lines, in a folder of its own.

What the locks name is borrowed from the environment of the tests, so that nothing is fetched.
"""

import http.client
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from tests.web.test_operations_docs import _environment, lend

ROOT = Path(__file__).parents[2]
STEPS = [
    line.split(None, 1)
    for line in (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    if re.match("[A-Z]", line)
]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def here(text, root):
    """The paths of an image below a folder."""
    return re.sub(r"(?<![\w.:/])/(?=(?:src|build|wheels|opt|var/lib|reports)\b)", f"{root}/", text)


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    root = tmp_path_factory.mktemp("image")
    lend(root)
    script = []
    folder = ROOT
    for name, what in STEPS:
        if name == "WORKDIR":
            folder = Path(here(what, root))
            script.append(f"mkdir -p {folder} && cd {folder}")
        elif name == "COPY":
            *sources, target = what.split()
            target = here(target, root)
            script.append(
                f"mkdir -p {target if target.endswith('/') or len(sources) > 1 else Path(target).parent}"
            )
            for source in sources:
                if source == ".":  # without what .containerignore names
                    ignored = " ".join(
                        f"--exclude={shlex.quote(f'./{line}')}"
                        for line in (ROOT / ".containerignore").read_text().split()
                    )
                    script.append(f"tar -C {ROOT} {ignored} -cf - . | tar -C {target} -xf -")
                elif not source.startswith("--from="):
                    if source.startswith("/"):
                        continue  # of the first stage: here it lies there already
                    assert (ROOT / source).exists(), source
                    script.append(f"cp {ROOT / source} {target}")
        elif name == "RUN":
            if "-m venv" in what:
                script += [
                    here(what, root),
                    f"for d in {here(what.split()[-1], root)}/lib/python*/site-packages; do echo {root}/borrowed > $d/borrowed.pth; done",
                ]
            else:
                script.append(here(what, root).replace("chown 10001:10001", "ls -d"))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(script)], cwd=root, env=_environment(root), capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(ROOT / "examples/voices", root / "reports")
    shutil.copy(ROOT / "examples/qingchuan-2026.txt", root / "reports")
    return root


def started(image, service):
    """A service of compose.yaml with the image's environment, and its port."""
    environment = _environment(image)
    for name, what in STEPS:
        if name == "ENV":
            environment |= dict(
                pair.split("=", 1)
                for pair in here(what, image).replace("PATH=/opt", f"PATH={image}/opt").split()
            )
    wanted = COMPOSE["services"][service]
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment |= wanted["environment"] | {
        "LUOSHI_BIND": f"127.0.0.1:{port}",
        "LUOSHI_REPORTS": f"{image}/reports",
    }
    environment["LUOSHI_FOLDER"] = f"{image}/var/lib/luoshi"
    program = f"{image}/opt/luoshi/bin/{wanted['command'][0]}"
    return subprocess.Popen(
        [program], cwd=image, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ), port


def answer(port, served, path, host):
    for _ in range(1200):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            asked.request(
                "GET",
                path,
                headers={"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.7"},
            )
            found = asked.getresponse()
            return found.status, found.read().decode()
        except OSError:
            assert served.poll() is None, served.stderr.read()
            time.sleep(0.1)
    raise AssertionError("nothing answers")


@pytest.mark.parametrize(("service", "path", "host", "words"), [
    ("office", "/accounts/login/", "office.example", "落实"),
    ("portal", "/", "portal.example", "青川区"),
])  # fmt: skip
def test_what_compose_starts_answers(image, service, path, host, words):
    served, port = started(image, service)
    try:
        status, page = answer(port, served, path, host)
        assert (status, words in page) == (200, True)
    finally:
        served.terminate()
        served.communicate(timeout=30)
    if service == "office":
        _the_offices_key_is_kept_from_others(image / "var/lib/luoshi/office/secret")


def _the_offices_key_is_kept_from_others(secret):
    assert len(secret.read_text()) > 50
    assert secret.stat().st_mode & 0o077 == 0


def test_the_wheel_reads_a_report_in_an_environment_of_its_own(image):
    done = subprocess.run(
        [f"{image}/opt/luoshi/bin/luoshi", "read", f"{image}/reports/qingchuan-2026.txt", "--format", "csv"],
        cwd=image, env=_environment(image), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "城镇、农村居民人均可支配收入分别增长5.5%、6.5%以上" in done.stdout


def test_versions_agree():
    import luoshi

    assert f'version = "{luoshi.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert {service["image"] for service in COMPOSE["services"].values()} == {f"luoshi:{luoshi.__version__}"}
    assert f"## [{luoshi.__version__}] - 20" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert os.access(ROOT / "container/office", os.X_OK)
    ignored = [(ROOT / name).read_text(encoding="utf-8") for name in (".containerignore", ".dockerignore")]
    assert ignored[0] == ignored[1]
