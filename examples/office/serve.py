"""The office of ``make demo`` by itself: the invented district in a database of its own, served on this machine.

python -m examples.office.serve [--port 8000] [--fresh] [--seed-only]
"""

import argparse
import os
import shutil
import socket
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "build/demo/office"
WHOLE = DATA / "whole"
SHOWN = (
    ("supervisor", "督查室主任", "supervision office"),
    ("fagai", "区发改局局长", "head of a department"),
    ("fagai2", "区发改局科长", "officer of a department"),
    ("deputy1", "常务副区长", "leader in charge"),
    ("auditor", "审计员", "auditor"),
    ("admin", "系统管理员", "system administrator"),
    ("security", "安全管理员", "security administrator"),
)


def main(said: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--port", type=int, default=8000, help="where it is served; the next free one where that is taken"
    )
    parser.add_argument("--fresh", action="store_true", help="fill the database anew, though it is there")
    parser.add_argument("--seed-only", action="store_true", help="fill the database and stop")
    args = parser.parse_args(said)
    sys.path.insert(0, str(ROOT))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
        "LUOSHI_DATA": str(DATA),
        "LUOSHI_NOW": "2026-09-15T10:00:00+08:00",
        "DJANGO_RUNSERVER_HIDE_WARNING": "true",
    }
    try:
        if args.fresh or not WHOLE.exists():
            fill()
        if not args.seed_only:
            serve(free_port(args.port))
    except KeyboardInterrupt:
        print("\n已停止。 Stopped.")
    return 0


def fill() -> None:
    """A new database, whole or not there: one that was cut short is filled anew the next time."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    import django

    django.setup()
    from django.core.management import call_command
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from examples.office.seed import seed

    call_command("migrate", verbosity=0)
    words = (
        TextColumn("青川区三年台账 · three years of an invented district"),
        BarColumn(),
        TextColumn("{task.fields[day]}"),
        TimeElapsedColumn(),
    )
    with Progress(*words) as bar:
        task = bar.add_task("", total=None, day="")

        def told(done: int, waiting: int, moment: datetime) -> None:
            bar.update(task, completed=done, total=done + waiting, day=f"{moment:%Y-%m-%d}")

        seed(told)
    WHOLE.touch()


def free_port(wanted: int) -> int:
    """The port that is wanted, or the next one that nobody listens on."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise SystemExit(f"ports {wanted} to {wanted + 49} are all taken; choose another: --port N")


def serve(port: int) -> None:
    """Says where, and who may log in; then serves until Ctrl-C."""
    import django

    django.setup()
    from django.core.management import call_command

    from examples.office.district import PASSWORD

    print(f"\n督查室（演示）The office: http://127.0.0.1:{port}/    Ctrl-C 停止 to stop")
    print(f"演示时间 it is there: 2026-09-15    密码 password: {PASSWORD}")
    for login, chinese, english in SHOWN:
        print(f"  {login:<12} {chinese}  {english}")
    sys.stdout.flush()
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
