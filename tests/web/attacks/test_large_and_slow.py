"""Who sends too much, or too slowly: refused before a byte is read, and nobody else waits for them."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.test import Client

from tests.web.permissions.addresses import VALUES, places

ROOT = Path(__file__).resolve().parents[3]


class Unread:
    """A body that must not be read."""

    def read(self, *sizes):
        raise AssertionError("somebody read what was sent")

    readline = read


def sent(client: Client, path: str, length: int, **more: str):
    return client.generic(
        "POST", path, b"", content_type="application/x-www-form-urlencoded",
        **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread()} | more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "path", "length"),
    [
        (None, "/accounts/login/", 400_000_000),
        (None, "/accounts/login/", 65_537),
        (None, "/progress/items/1/files/", 65_537),
        (None, "/nothing/there/", 65_537),
        ("head", "/accounts/2fa/totp/activate/", 65_537),
        ("head", "/progress/items/1/files/", 215_000_000),
        ("head", "/split/", 42_000_001),
        ("head", "/nothing/there/", 65_537),
    ],
)
def test_what_is_too_much_is_not_read(district, key, path, length):
    client = district.client(key) if key else Client()
    client.cookies["csrftoken"] = "a" * 32
    answer = sent(client, path, length)
    assert answer.status_code == 413
    assert "未读取" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "x", "１２", "99999999999999999999999999999"])
def test_a_length_that_is_none_is_refused(district, length):
    assert sent(district.client("head"), "/split/", 0, CONTENT_LENGTH=length).status_code in {400, 413}


def test_pages_that_take_evidence_take_ten_files_and_all_others_less(db):
    """Where somebody reads what was uploaded as evidence the page says that it takes so much."""
    large = {place.name for place in places() if getattr(_view(place), "largest_body", 0) > 100 << 20}
    assert large == {
        "progress:report",
        "progress:correct",
        "progress:attach",
        "materials:put",
        "checks:look",
        "checks:record",
        "checks:one",
    }


def _view(place):
    from django.urls import resolve

    return resolve(place.address(VALUES)).func


# With real servers


def _free() -> int:
    with closing(socket.socket()) as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def _running(words: list[str], port: int, **surroundings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server from when it listens until it is no longer needed."""
    process = subprocess.Popen(
        words,
        env=_without_database() | surroundings,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        for _ in range(600):
            with closing(socket.socket()) as made:
                if made.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
            assert process.poll() is None, "the server did not start"
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[int]:
    """The office behind gunicorn, with the settings that the documents name. Yields its port."""
    port, data = _free(), tmp_path_factory.mktemp("office")
    surroundings = {
        "LUOSHI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development", "LUOSHI_BIND": f"127.0.0.1:{port}",
        "LUOSHI_JOBS_IN_WEB": "false", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }  # fmt: skip
    shutil.copy(migrated_file, data)
    words = [sys.executable, "-m", "gunicorn", "-c", "python:luoshi_web.serving", "luoshi_web.wsgi"]
    with _running(words, port, **surroundings):
        yield port


def _without_database() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "LUOSHI_DATABASE"}


def _slow(port: int, count: int) -> list[socket.socket]:
    """Clients that begin a login and never end it: half of them within the head, half within the body."""
    made = []
    for n in range(count):
        each = socket.create_connection(("127.0.0.1", port))
        head = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        each.sendall(
            head
            if n % 2
            else head + b"Content-Length: 900\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n\r\nlogin="
        )
        made.append(each)
    return made


def _answered(port: int) -> float:
    """Seconds until the page of login was there."""
    begun = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=180) as answer:
        assert answer.status == 200
    return time.monotonic() - begun


def test_slow_clients_do_not_keep_others_waiting(office):
    _answered(office)  # the first request waits for the worker, which loads the pages
    clients = _slow(office, 8)
    time.sleep(1)
    try:
        assert _answered(office) < 15
    finally:
        for each in clients:
            each.close()


def test_too_much_is_refused_before_it_is_sent(office):
    """The answer is there while the client has not sent a byte of its 400 MB."""
    with closing(socket.create_connection(("127.0.0.1", office), timeout=20)) as client:
        client.sendall(
            b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n\r\n"
        )
        assert b" 413 " in client.recv(4096)


def test_the_proxy_of_the_documents_waits_for_the_slow(office, tmp_path):
    """Forty clients that never end their requests, more than the office has threads: they wait at the proxy."""
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    port = _free()
    words = (ROOT / "docs/nginx.conf").read_text(encoding="utf-8")
    words = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", words, flags=re.DOTALL)
    words = re.sub(r"^ *ssl_.*\n", "", words, flags=re.MULTILINE)
    words = words.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace(
        "127.0.0.1:8000", f"127.0.0.1:{office}"
    )
    assert "proxy_request_buffering on" in words
    folders = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"daemon off;\npid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{words}\n}}\n",
        encoding="utf-8",
    )
    with _running(["nginx", "-p", str(tmp_path), "-c", str(conf)], port):
        _answered(port)
        clients = _slow(port, 40)
        time.sleep(1)
        try:
            assert _answered(port) < 15
            assert _answered(office) < 8  # none of the forty has come through
        finally:
            for each in clients:
                each.close()
        with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client:
            client.sendall(
                b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000000\r\n\r\n"
            )
            assert b" 413 " in client.recv(4096)
