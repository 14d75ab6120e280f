"""The invented district after three years, seeded once a run and served by a process of its own, for tests that only look.

As a program (``python tests/web/e2e/served_year.py seed|serve ADDRESS``) it works on the folder that ``LUOSHI_DATA`` names.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

ROOT = Path(__file__).parents[3]
MOMENT = "2026-09-15T10:00:00+08:00"  # as examples.office.seed.NOW, which needs Django set up


def seeded(folder: Path) -> Path:
    """The folder with the seeded database. The first process of the run that asks makes it, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "seeded").exists():
            subprocess.run([sys.executable, __file__, "seed"], env=_environment(folder), cwd=ROOT, check=True)
            (folder / "seeded").touch()
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a process that serves the folder until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (folder / f"served-{address}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, __file__, "serve", address],
            env=_environment(folder),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://{address}/accounts/login/", process)
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait(20)


def _environment(folder: Path) -> dict[str, str]:
    here = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    said = {
        "PYTHONPATH": here,
        "LUOSHI_DATA": str(folder),
        "LUOSHI_NOW": MOMENT,
        "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.testing",
    }
    return {name: value for name, value in os.environ.items() if name != "LUOSHI_DATABASE"} | said


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1500):  # a busy machine takes a minute to start it
        try:
            with urllib.request.urlopen(address, timeout=20):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


def _main() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.MEDIA_ROOT = Path(os.environ["LUOSHI_DATA"]) / "files"
    if sys.argv[1] == "seed":
        from examples.office.seed import seed

        call_command("migrate", verbosity=0)
        seed()
    else:
        call_command("runserver", sys.argv[2], use_reloader=False, verbosity=0)


if __name__ == "__main__":
    _main()
