"""The second half of ``make demo``: the invented district's office, and the public's portal beside it, each in a process and a database of its own.

python -m examples.serve [--port 8000] [--fresh] [--seed-only]
"""

import argparse
import socket
import subprocess
import sys
import time

from examples.office import serve as office
from examples.portal import serve as portal

BEHIND = 100  # the portal's port stands so far behind the office's


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help="of the office, the portal's is 100 more; the next free ones where they are taken",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="fill both databases anew, though they are there"
    )
    parser.add_argument("--seed-only", action="store_true", help="fill the databases and stop")
    args = parser.parse_args()
    fresh = ["--fresh"] if args.fresh else []
    try:
        with _portal("--seed-only", *fresh):
            office.main(["--seed-only", *fresh])
        if not (office.WHOLE.exists() and (portal.DATA / portal.WHOLE).exists()):
            return 1  # stopped, or the fault stands above
        if not args.seed_only:
            port = office.free_port(args.port + BEHIND)
            with _portal("--port", str(port)) as serving:
                try:
                    _wait(port, serving)
                    office.main(["--port", str(args.port)])
                finally:
                    serving.terminate()
    except KeyboardInterrupt:
        pass
    return 0


def _portal(*said: str) -> subprocess.Popen[bytes]:
    """As a ``with`` it is waited for at the end; Ctrl-C reaches it as it reaches this process."""
    return subprocess.Popen([sys.executable, "-m", "examples.portal.serve", *said], cwd=office.ROOT)


def _wait(port: int, serving: subprocess.Popen[bytes]) -> None:
    """Until it has said where it is, so that the two do not speak at once."""
    while serving.poll() is None:
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
