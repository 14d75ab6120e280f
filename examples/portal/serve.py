"""The portal of ``make demo`` by itself: the invented districts' reports and what people say of them, served on this machine.

python -m examples.portal.serve [--port 8100] [--data FOLDER] [--fresh] [--seed-only]
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from examples.office.serve import free_port

DATA = Path(__file__).resolve().parents[2] / "build/demo/portal"
WHOLE = "whole"  # a file that stands in the folder once everything is there


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--port", type=int, default=8100, help="where it is served; the next free one where that is taken"
    )
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="where its database lies")
    parser.add_argument("--fresh", action="store_true", help="fill the database anew, though it is there")
    parser.add_argument("--seed-only", action="store_true", help="fill the database and stop")
    args = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "examples.portal.settings", "LUOSHI_PORTAL_DATA": str(args.data)}
    os.environ.setdefault("LUOSHI_NOW", "2026-09-15T10:00:00+08:00")
    try:
        if args.fresh or not (args.data / WHOLE).exists():
            fill(args.data)
        if not args.seed_only:
            serve(free_port(args.port))
    except KeyboardInterrupt:
        pass
    return 0


def fill(data: Path) -> None:
    """A new database, whole or not there: one that was cut short is filled anew the next time."""
    shutil.rmtree(data, ignore_errors=True)
    (data / "static").mkdir(parents=True)
    import django

    django.setup()
    from django.core.management import call_command

    from examples.portal.seed import seed

    call_command("migrate", verbosity=0)
    seed()
    call_command("downloads", verbosity=0)
    (data / WHOLE).touch()


def serve(port: int) -> None:
    """Says where, and who decides; then serves until Ctrl-C."""
    import django

    django.setup()
    from examples.portal.said import MODERATORS, PASSWORD
    from luoshi_web.portal.start import serve as bound

    server = bound(port)
    address = f"http://127.0.0.1:{port}/"
    print(f"\n公开门户（演示）The portal: {address}    English: {address}en/")
    print(f"审核台 moderators' desk: {address}desk/    {'、'.join(MODERATORS)}    密码 password: {PASSWORD}")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
